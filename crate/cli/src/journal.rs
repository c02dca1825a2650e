//! The outcome of each alert of a file, so that a run that was broken off goes on where it was.
//!
//! The first line says what the file is. Then one line for each step: `sending`, `delivered`, `rejected` or `waits`, the
//! alert's name, and its occurrence: its ordinal among identical alerts, counted from 1. A name is the beginning of
//! the SHA-256 of what is sent, to whom, and never of the key. A line is written before and after every request: what was
//! acknowledged is never sent again, and what was under way when the program died is known.

use std::{
    collections::HashMap,
    fmt,
    fs::{File, OpenOptions, TryLockError},
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
    sync::{Arc, Mutex},
};

use ring::digest::{SHA256, digest};

use crate::failure::say;

/// The first line of a journal; the number is the version of the rest.
const HEAD: &str = "secdo journal 2";

/// How every journal of a later version begins.
const ANY_HEAD: &str = "secdo journal ";

/// One step of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// It is handed to the network: from now on SECDO may have it.
    Sending,
    /// SECDO has it.
    Delivered,
    /// SECDO refused it.
    Rejected,
    /// SECDO answered that it cannot take it now.
    Waits,
}

impl Step {
    const ALL: [Self; 4] = [Self::Sending, Self::Delivered, Self::Rejected, Self::Waits];

    const fn word(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Delivered => "delivered",
            Self::Rejected => "rejected",
            Self::Waits => "waits",
        }
    }
}

/// The state of an alert in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Past {
    /// Its latest step.
    pub(crate) last: Step,
    /// Whether it was sent once more after an attempt whose answer nobody heard.
    repeated: bool,
}

impl Past {
    /// Whether SECDO may have it twice already.
    pub(crate) const fn was_repeated(self) -> bool {
        self.repeated
    }

    /// Whether SECDO may have it from an attempt whose answer nobody heard.
    pub(crate) const fn is_open(self) -> bool {
        matches!(self.last, Step::Sending)
    }

    const fn after(before: Option<Self>, step: Step) -> Self {
        let open = matches!(before, Some(Self { last: Step::Sending, .. })) && matches!(step, Step::Sending);
        let repeated = matches!(before, Some(Self { repeated: true, .. }));
        Self { last: step, repeated: open || repeated }
    }
}

/// An alert as the journal knows it: by its content, and which of several alike it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct AlertName {
    content: [u8; 16],
    occurrence: u32,
}

impl fmt::Display for AlertName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.content {
            write!(formatter, "{byte:02x}")?;
        }
        write!(formatter, " {}", self.occurrence)
    }
}

/// Gives alerts their names.
#[derive(Debug, Default)]
pub(crate) struct Names(HashMap<[u8; 16], u32>);

impl Names {
    /// The name of the next alert with this content: the same on every machine and in every version.
    pub(crate) fn next(&mut self, content: &str) -> AlertName {
        let whole = digest(&SHA256, content.as_bytes());
        let mut content = [0; 16];
        content.iter_mut().zip(whole.as_ref()).for_each(|(to, from)| *to = *from);
        let seen = self.0.entry(content).or_insert(0);
        *seen += 1;
        AlertName { content, occurrence: *seen }
    }
}

/// The journal of a file of alerts; without a file it remembers nothing.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    writer: Option<Mutex<Writer>>,
    past: HashMap<AlertName, Past>,
}

#[derive(Debug)]
struct Writer {
    file: Arc<File>,
    /// Why nothing can be written any more: behind half a line, a whole one could not be read.
    broken: Option<io::ErrorKind>,
}

/// Waits until a file is on the disk; what is no file of a disk, as a pipe, is as far as it can be.
fn on_disk(file: &File) -> io::Result<()> {
    file.sync_data().or_else(|error| match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported => Ok(()),
        _ => Err(error),
    })
}

fn invalid(words: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, words)
}

impl Journal {
    /// Opens the journal, or begins it. It is locked until the program ends.
    ///
    /// # Errors
    /// That the file cannot be read or written, that another run uses it, or that it is no journal of this version.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::new(
                    io::ErrorKind::ResourceBusy,
                    "another run uses this journal; two at once would send everything twice",
                ));
            }
            Err(TryLockError::Error(error)) => {
                say(format_args!("{} cannot be locked ({error}): let no other run use it", path.display()));
            }
        }
        let ReadJournal { past, whole, end } = read(&file)?;
        if end > whole {
            // The last line was cut when the program died or the disk was full: nothing was sent for it.
            file.set_len(whole)?;
        }
        if whole == 0 {
            file.write_all(format!("{HEAD}\n").as_bytes())?;
        }
        Ok(Self { writer: Some(Mutex::new(Writer { file: Arc::new(file), broken: None })), past })
    }

    /// The state of an alert after earlier runs.
    pub(crate) fn past(&self, name: AlertName) -> Option<Past> {
        self.past.get(&name).copied()
    }

    /// Whether alerts have to be told apart.
    pub(crate) const fn is_kept(&self) -> bool {
        self.writer.is_some()
    }

    /// Writes a step, before the caller goes on. That an alert is about to be sent is on the disk then, so that a power
    /// failure cannot make it look as if it had never been; what the server said may be lost with it, and the next run
    /// names the alert as one that may arrive twice.
    ///
    /// # Errors
    /// That it cannot be written; then nothing can be any more.
    pub(crate) fn note(&self, name: AlertName, step: Step) -> io::Result<()> {
        let Some(writer) = &self.writer else { return Ok(()) };
        let mut writer = writer.lock().map_err(|_| io::Error::other("the journal was lost"))?;
        if let Some(kind) = writer.broken {
            return Err(kind.into());
        }
        let written = (&*writer.file).write_all(format!("{} {name}\n", step.word()).as_bytes());
        if let Err(error) = &written {
            writer.broken = Some(error.kind());
        }
        let disk = Arc::clone(&writer.file);
        // The disk takes several at once.
        drop(writer);
        written?;
        if step == Step::Sending { on_disk(&disk) } else { Ok(()) }
    }
}

/// The content of a journal.
struct ReadJournal {
    past: HashMap<AlertName, Past>,
    /// Where its last whole line ends, in bytes.
    whole: u64,
    /// Where it ends.
    end: u64,
}

/// Reads a journal.
///
/// # Errors
/// That it cannot be read, or is no journal of this version. Nothing is written into a file of something else: the alerts
/// themselves, by mistake.
fn read(file: &File) -> io::Result<ReadJournal> {
    let mut lines = BufReader::new(file);
    let mut read = ReadJournal { past: HashMap::new(), whole: 0, end: 0 };
    let mut line = Vec::new();
    let mut number = 0_u64;
    while lines.by_ref().take(LONGEST).read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        let is_first = read.end == 0;
        number += 1;
        read.end += line.len() as u64;
        match text.strip_suffix('\n').map(|text| text.strip_suffix('\r').unwrap_or(text)) {
            // A head that was cut holds nothing.
            None if is_first && !HEAD.starts_with(&*text) => return Err(no_journal(&text)),
            None => break,
            Some(head) if is_first => {
                if head != HEAD {
                    return Err(no_journal(head));
                }
            }
            Some(step) => {
                let (name, step) = parse(step).ok_or_else(|| damaged(number))?;
                let past = Past::after(read.past.get(&name).copied(), step);
                read.past.insert(name, past);
            }
        }
        read.whole = read.end;
        line.clear();
    }
    read.end = file.metadata()?.len();
    Ok(read)
}

/// No line of a journal is longer, in bytes.
const LONGEST: u64 = 256;

/// A whole line that says nothing: whoever damaged it may have damaged more.
fn damaged(number: u64) -> io::Error {
    invalid(&format!(
        "line {number} is damaged: what it said may be sent again; remove it, or begin a new journal"
    ))
}

/// The sentence about a file that begins otherwise.
fn no_journal(first: &str) -> io::Error {
    // A word, the line of the alert, a digest.
    let mut words = first.split(' ');
    let is_word = words.next().is_some_and(|word| Step::ALL.iter().any(|step| step.word() == word));
    let is_old = is_word && words.next().is_some_and(|line| line.parse::<u64>().is_ok());
    if first.starts_with(ANY_HEAD) {
        invalid("a newer version of this program began it; go on with that one, or begin a new journal")
    } else if is_old {
        invalid(
            "an older version of this program began it, and names alerts in a way that this one cannot; go on with that one, or begin a new journal",
        )
    } else {
        invalid("this is no journal; nothing was written")
    }
}

fn parse(line: &str) -> Option<(AlertName, Step)> {
    let mut words = line.split(' ');
    let (step, content, occurrence) = (words.next()?, words.next()?, words.next()?);
    let step = Step::ALL.into_iter().find(|known| known.word() == step)?;
    let is_content = content.len() == 32 && content.bytes().all(|byte| byte.is_ascii_hexdigit());
    let content = u128::from_str_radix(content, 16).ok().filter(|_| is_content)?.to_be_bytes();
    let occurrence = occurrence.parse().ok().filter(|_| words.next().is_none())?;
    Some((AlertName { content, occurrence }, step))
}

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf};

    use super::{AlertName, Journal, Names, Step};

    /// A journal in a folder of its own.
    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        (folder, path)
    }

    fn name(content: &str) -> AlertName {
        Names::default().next(content)
    }

    #[test]
    fn names_are_the_same_in_every_version() {
        let mut names = Names::default();
        // The first 16 bytes of the SHA-256 of "abc" (FIPS 180-4, appendix).
        assert_eq!(names.next("abc").to_string(), "ba7816bf8f01cfea414140de5dae2223 1");
        assert_eq!(names.next("abc").to_string(), "ba7816bf8f01cfea414140de5dae2223 2");
        assert_eq!(names.next("abd").occurrence, 1);
    }

    #[test]
    fn a_journal_cut_anywhere_says_what_its_whole_lines_say() {
        let (_folder, path) = place();
        let journal = Journal::open(&path).unwrap();
        let steps: Vec<_> = (0..12).map(|n| (name(&n.to_string()), Step::ALL[n % 4])).collect();
        for (name, step) in &steps {
            journal.note(*name, *step).unwrap();
        }
        drop(journal);
        let whole = fs::read(&path).unwrap();
        for cut in 0..=whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            let lines = whole[..cut].iter().filter(|&&byte| byte == b'\n').count().saturating_sub(1);
            // Twice: what the first one mends is no other line to the second.
            for _ in 0..2 {
                let journal = Journal::open(&path).unwrap();
                for (index, (name, step)) in steps.iter().enumerate() {
                    let expected = (index < lines).then_some(*step);
                    assert_eq!(journal.past(*name).map(|past| past.last), expected, "cut at {cut}");
                }
            }
        }
    }

    #[test]
    fn what_was_sent_again_after_an_open_attempt_is_known_for_ever() {
        let (_folder, path) = place();
        let runs = [vec![Step::Sending], vec![Step::Sending, Step::Delivered], vec![]];
        let expected = [None, Some((true, false)), Some((false, true))];
        for (steps, open_and_repeated) in runs.into_iter().zip(expected) {
            let journal = Journal::open(&path).unwrap();
            let past = journal.past(name("a")).map(|past| (past.is_open(), past.was_repeated()));
            assert_eq!(past, open_and_repeated);
            for step in steps {
                journal.note(name("a"), step).unwrap();
            }
        }
        // One that was answered is no open attempt.
        let (_other_folder, path) = place();
        let journal = Journal::open(&path).unwrap();
        for step in [Step::Sending, Step::Waits, Step::Sending, Step::Delivered] {
            journal.note(name("a"), step).unwrap();
        }
        drop(journal);
        let past = Journal::open(&path).unwrap().past(name("a")).unwrap();
        assert!(!past.is_open() && !past.was_repeated());
    }

    #[test]
    fn it_belongs_to_one_run() {
        let (_folder, path) = place();
        let first = Journal::open(&path).unwrap();
        let error = Journal::open(&path).unwrap_err();
        assert!(error.to_string().contains("another run uses this journal"), "{error}");
        drop(first);
        assert!(Journal::open(&path).is_ok());
    }

    #[test]
    fn what_is_no_journal_of_this_version_is_named_and_left() {
        let (_folder, path) = place();
        for (text, words) in [
            ("{}\n", "no journal"),
            ("s", ""),
            ("sending 1 0123456789abcdef\n", "an older version"),
            ("delivered 12 0123456789abcdef\nsending", "an older version"),
            ("secdo journal 3\n", "a newer version"),
            ("sending is believing\n", "no journal"),
            ("secdo journal 2\nsending x 1\nsending", "damaged"),
        ] {
            fs::write(&path, text).unwrap();
            match Journal::open(&path) {
                Ok(_) => assert_eq!(words, "", "{text}"),
                Err(error) => {
                    assert!(!words.is_empty() && error.to_string().contains(words), "{text}: {error}");
                    assert_eq!(fs::read_to_string(&path).unwrap(), text);
                }
            }
        }
    }
}
