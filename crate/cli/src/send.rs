//! `secdo send`: one alert, or many from a file, a pipe or a log.

use std::{
    path::Path,
    process::ExitCode,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, AtomicU32, AtomicUsize, Ordering},
        mpsc::sync_channel,
    },
    thread,
    time::{Duration, Instant},
};

use secdo_core::{
    alert::{
        Alert,
        draft::{Draft, Notice, Surroundings},
        timestamp,
        wire::{self, Recipient, cortex::REQUESTS_A_SECOND},
    },
    product::Product,
};

use crate::{
    args::{self, RecordFormat as Format, Send},
    client::{self, Client},
    config::Config,
    doubts::Doubts,
    failure::{self, Failure, say},
    input, interrupt,
    journal::{AlertName, Journal, Names, Step},
    output::Output,
    progress::{Counts, Progress},
    records::{self, AlertRecord},
    terminal::{harmless, harmless_json},
    worker::{Deliverer, Done},
};

/// The outcome of a record, for whoever counts.
enum SendEvent {
    Done { line: u64, done: Done, repeated: bool },
    Unreadable { line: u64, words: String },
    Before { line: u64, repeated: bool },
    Failed(Failure),
}

/// An alert on its way to a worker: its line, and how the journal knows it.
type Job = (u64, Alert, AlertName);

/// Runs `secdo send`.
///
/// # Errors
/// That something is not set, or that the file or the journal cannot be read or written.
pub(crate) fn run(server: &args::ServerArgs, options: &Send) -> Result<ExitCode, Failure> {
    let config = Config::read(server)?;
    let zone = zone(options.zone.as_deref().or(config.zone.as_deref()))?;
    let fields = &options.fields;
    if let Some(name) = fields.kind.as_deref().filter(|name| !Draft::default().set_type(name)) {
        return Err(Failure::usage(format!(
            "--type {name}: outgoing, incoming or file is needed, or a type of the interface"
        )));
    }
    let Some(path) = &options.file else {
        let draft = records::filled(Draft::default(), fields);
        // One alert by its fields: what is wrong in them is a wrong command line.
        check(&draft, zone).map_err(Failure::usage)?;
        let only = AlertRecord { line: 1, draft: Ok(draft) };
        return carry(&config, options, zone, |take| {
            take(only);
            Ok(())
        });
    };
    let format = options.format.unwrap_or_else(|| by_name(path));
    let (name, input) = input::open(path).map_err(|(name, error)| Failure::io(name, &error))?;
    carry(&config, options, zone, move |take| {
        records::each(input, format, fields, options.guesses, take)
            .map_err(|error| Failure::io(&name, &error))
    })
}

/// Hands each record to its taker until that returns `false`.
trait RecordSource:
    FnOnce(&mut dyn FnMut(AlertRecord) -> bool) -> Result<(), Failure> + std::marker::Send
{
}

impl<F: FnOnce(&mut dyn FnMut(AlertRecord) -> bool) -> Result<(), Failure> + std::marker::Send> RecordSource
    for F
{
}

fn carry(config: &Config, options: &Send, zone: i32, each: impl RecordSource) -> Result<ExitCode, Failure> {
    if options.dry_run { dry_run(config, zone, each) } else { deliver(config, options, zone, each) }
}

fn by_name(path: &Path) -> Format {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("jsonl" | "ndjson" | "json") => Format::Jsonl,
        Some("csv") => Format::Csv,
        _ => Format::Raw,
    }
}

/// The offset of the zone from UTC, in minutes.
pub(crate) fn zone(name: Option<&str>) -> Result<i32, Failure> {
    let name = name.unwrap_or("UTC");
    timestamp::offset(name)
        .ok_or_else(|| Failure::usage(format!("--zone {name}: UTC or an offset such as +02:00 is needed")))
}

/// The alert of a draft, and what is odd about it; or what is wrong with it.
fn check(draft: &Draft, zone: i32) -> Result<(Alert, Vec<Notice>), String> {
    let around = Surroundings { now: client::now(), zone: &move |_| zone, own_ranges: &[] };
    let checked = draft.check(&around);
    let notices = checked.notices;
    checked.alert.map(|alert| (alert, notices)).ok_or_else(|| {
        let wrong = checked.errors.iter().map(|wrong| format!("{}: {}", wrong.field, wrong.error));
        wrong.collect::<Vec<_>>().join("; ")
    })
}

/// Whom the alerts of a journal are for.
fn whose(recipient: &Recipient) -> String {
    match recipient {
        Recipient::Secdo(account) => format!("{}\n{}\n", account.server.base(), account.company),
        Recipient::Cortex(tenant) => format!("cortex\n{}\n", tenant.api.base()),
    }
}

/// An alert as it would be sent, for people.
type Preview = Box<dyn Fn(&Alert) -> String>;

/// Shows what would be sent; that needs no server of SECDO.
///
/// # Errors
/// That something is not set.
fn preview(config: &Config) -> Result<Preview, Failure> {
    if config.product() == Product::Secdo {
        let company = config.company()?;
        return Ok(Box::new(move |alert| wire::secdo::preview(alert, &company)));
    }
    let recipient = config.recipient()?;
    Ok(Box::new(move |alert| recipient.preview(alert)))
}

fn dry_run(config: &Config, zone: i32, each: impl RecordSource) -> Result<ExitCode, Failure> {
    let preview = preview(config)?;
    let mut output = Output::new();
    let doubts = Doubts::default();
    let mut wrong = false;
    let mut written = Ok(());
    each(&mut |record| {
        match record.draft.and_then(|draft| check(&draft, zone)) {
            Ok((alert, notices)) => {
                doubts.note(record.line, &notices);
                written = output.write(format!("{}\n", harmless_json(&preview(&alert))).as_bytes());
            }
            Err(words) => {
                wrong = true;
                say(harmless(&format!("line {}: {words}", record.line), &[]));
            }
        }
        written.is_ok()
    })?;
    written?;
    output.finish()?;
    doubts.say();
    Ok(if wrong { ExitCode::from(failure::SOME) } else { ExitCode::SUCCESS })
}

fn deliver(config: &Config, options: &Send, zone: i32, each: impl RecordSource) -> Result<ExitCode, Failure> {
    let (server, recipient, key) = (config.server()?, config.recipient()?, config.key()?);
    let client = Client::new(config)?;
    client::warn_of_plain(recipient.server());
    let journal = open(options)?;
    let stop = Arc::new(AtomicBool::new(false));
    let busy = Arc::new(AtomicUsize::new(0));
    interrupt::listen(Arc::clone(&stop), Arc::clone(&busy))?;
    let deliverer = Deliverer {
        client: &client,
        server: &server,
        recipient: &recipient,
        key: &key,
        journal: &journal,
        retry_for: Duration::from_secs(options.retry_for),
        interval: interval(&recipient, options.rate),
        stop: &stop,
        busy: &busy,
        slot: Mutex::new(Instant::now()),
        rest_until: AtomicI64::new(0),
        silent_since: AtomicI64::new(0),
        rests: AtomicU32::new(0),
    };
    // Each server has its own alerts.
    let whose = whose(&recipient);
    let doubts = Doubts::default();
    let notes = Notes { journal: &journal, whose: &whose, doubts: &doubts };
    let jobs = usize::from(options.jobs);
    let (job, waiting) = sync_channel::<Job>(jobs * 2);
    let (event, events) = sync_channel::<SendEvent>(jobs * 2);
    let waiting = Mutex::new(waiting);
    let (counts, failed) = thread::scope(|scope| {
        let from_reader = event.clone();
        let (notes, stop) = (&notes, &stop);
        scope.spawn(move || {
            let mut names = Names::default();
            let ended = each(&mut |record| {
                hand_on(record, zone, notes, &mut names, &job, &from_reader) && !stop.load(Ordering::Relaxed)
            });
            if let Err(failure) = ended {
                let _ = from_reader.send(SendEvent::Failed(failure));
            }
        });
        for _ in 0..jobs {
            let (waiting, event, deliverer) = (&waiting, event.clone(), &deliverer);
            scope.spawn(move || {
                while let Some((line, alert, name)) =
                    waiting.lock().ok().and_then(|waiting| waiting.recv().ok())
                {
                    let (done, repeated) = deliverer.deliver(alert, name);
                    if event.send(SendEvent::Done { line, done, repeated }).is_err() {
                        return;
                    }
                }
            });
        }
        drop(event);
        count(events.into_iter(), stop)
    });
    doubts.say();
    if let Some(failure) = failed {
        return Err(failure);
    }
    Ok(code(&counts, stop.load(Ordering::Relaxed)))
}

/// The journal that was asked for; one that nobody keeps where none was.
fn open(options: &Send) -> Result<Journal, Failure> {
    options.journal.as_ref().map_or_else(
        || Ok(Journal::default()),
        |path| Journal::open(path).map_err(|error| Failure::io(path.display(), &error)),
    )
}

/// How a batch ends.
fn code(counts: &Counts, interrupted: bool) -> ExitCode {
    if interrupted {
        ExitCode::from(failure::INTERRUPTED)
    } else if counts.undelivered > 0 {
        ExitCode::from(failure::UNREACHABLE)
    } else if counts.rejected + counts.unreadable > 0 {
        ExitCode::from(failure::SOME)
    } else {
        ExitCode::SUCCESS
    }
}

/// How long to wait between two alerts. A tenant of Cortex XDR takes only so many requests.
fn interval(recipient: &Recipient, rate: Option<f64>) -> Duration {
    let most = match recipient {
        Recipient::Secdo(_) => None,
        Recipient::Cortex(_) => Some(f64::from(REQUESTS_A_SECOND)),
    };
    let rate = match (rate, most) {
        (Some(rate), Some(most)) => Some(rate.min(most)),
        (rate, most) => rate.or(most),
    };
    rate.map_or(Duration::ZERO, |rate| Duration::from_secs_f64(1.0 / rate))
}

/// The state of alerts before they are sent.
struct Notes<'a> {
    journal: &'a Journal,
    /// The server and the company that the journal is asked for.
    whose: &'a str,
    doubts: &'a Doubts,
}

/// Hands a record to the workers, or says why not; `false` when nobody listens any more.
fn hand_on(
    record: AlertRecord,
    zone: i32,
    Notes { journal, whose, doubts }: &Notes<'_>,
    names: &mut Names,
    job: &std::sync::mpsc::SyncSender<Job>,
    event: &std::sync::mpsc::SyncSender<SendEvent>,
) -> bool {
    let line = record.line;
    let read = record.draft.and_then(|draft| check(&draft, zone).map(|checked| (draft, checked)));
    match read {
        Err(words) => event.send(SendEvent::Unreadable { line, words }).is_ok(),
        Ok((draft, (alert, notices))) => {
            let name = if journal.is_kept() {
                names.next(&content(&draft, zone, whose))
            } else {
                AlertName::default()
            };
            match journal.past(name) {
                // A refusal may be due to a wrong key or address: it is asked again.
                Some(past) if past.last == Step::Delivered => {
                    event.send(SendEvent::Before { line, repeated: past.was_repeated() }).is_ok()
                }
                _ => {
                    doubts.note(line, &notices);
                    job.send((line, alert, name)).is_ok()
                }
            }
        }
    }
}

/// The name of an alert and its server in the journal: the same in every run and every version. A time stands as it
/// is written, since `now` is another one each time; with the zone where it says none itself.
fn content(draft: &Draft, zone: i32, whose: &str) -> String {
    let mut draft = draft.clone();
    let time = timestamp::read(&draft.timestamp, 0).ok();
    let zone = if time.is_some_and(|time| time.offset.is_none()) { zone.to_string() } else { String::new() };
    let mut parts = vec![whose.to_owned(), zone, draft.kind.clone(), draft.direction.clone()];
    for name in Draft::ATTRIBUTES {
        parts.push(draft.attribute_mut(name).map(|text| text.trim().to_owned()).unwrap_or_default());
    }
    // Unlike a list with marks in between, it is the same for no two alerts.
    serde_json::Value::from(parts).to_string()
}

/// Names an alert that was sent again after an attempt whose answer nobody heard.
fn say_repeated(progress: &Progress, counts: &mut Counts, line: u64, repeated: bool) {
    if repeated {
        counts.repeated += 1;
        progress.say(&format!("line {line}: may have arrived twice"));
    }
}

fn count(events: impl Iterator<Item = SendEvent>, stop: &AtomicBool) -> (Counts, Option<Failure>) {
    let progress = Progress::new();
    let mut counts = Counts::default();
    let mut failed = None;
    for event in events {
        match event {
            SendEvent::Before { line, repeated } => {
                counts.before += 1;
                say_repeated(&progress, &mut counts, line, repeated);
            }
            SendEvent::Unreadable { line, words } => {
                counts.unreadable += 1;
                progress.say(&format!("line {line}: {words}"));
            }
            SendEvent::Done { line, done, repeated } => {
                say_repeated(&progress, &mut counts, line, repeated);
                match done {
                    Done::Delivered => counts.delivered += 1,
                    Done::Rejected(words) => {
                        counts.rejected += 1;
                        progress.say(&format!("line {line}: refused: {words}"));
                    }
                    Done::Undelivered(words) => {
                        counts.undelivered += 1;
                        progress.say(&format!("line {line}: not delivered: {words}"));
                    }
                    Done::NotNoted(error) => {
                        stop.store(true, Ordering::Relaxed);
                        failed.get_or_insert(Failure::io("the journal", &error));
                    }
                }
            }
            SendEvent::Failed(failure) => failed = Some(failure),
        }
        progress.show(counts);
    }
    progress.finish(counts);
    (counts, failed)
}
