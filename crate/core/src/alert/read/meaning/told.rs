//! The content of a text inside a record: a sentence, or a record of its own, in a value such as `message`; or the whole log
//! line that a collector has wrapped: `_raw` of Splunk, `message` of Filebeat and Graylog, `Payload` of QRadar. Then the
//! event is what the line tells; the record around it tells when and from where it was collected.

use crate::alert::read::{
    format,
    meaning::{
        endpoints,
        names::{self, Role},
        when,
    },
    reading::{self, Reading},
    record::{FieldValue, Pair, Record},
    text::line::Line,
};

/// How many names a record of Splunk's collector has at most: time, host, source, its type, index and the event.
const EVENT: usize = 8;

/// How many such texts are read, and how long they may be, in bytes.
const MOST: usize = 4;
const LONGEST: usize = 16_384;

/// How deep records stand in each other at most.
pub(crate) const DEPTH: usize = 3;

/// Whether a text inside a record is a log line of its own: behind the priority of syslog, with a time or an address at its
/// beginning, or as records of a format begin.
fn is_line(text: &str) -> bool {
    let plain = text.trim_start();
    let may_be =
        plain.starts_with(['<', '[', '{', '=']) || plain.starts_with(|c: char| c.is_ascii_alphanumeric());
    may_be && {
        let line = Line::of(plain).text;
        let first = line.split(' ').next().unwrap_or("");
        when::is_stamped_near(&line) || endpoints::split(first).is_some() || format::begins_record(&line)
    }
}

/// The same of the value of a pair: a title has a time at its beginning where it is one.
fn is_line_of(pair: &Pair<'_>) -> bool {
    is_line(&pair.value) && (!is_title(pair) || when::is_stamped(pair.value.trim_start()))
}

/// Whether a value is the title of a rule or an event, whose times are of something else: `Block list 2024-06-12 10:00`.
fn is_title(pair: &Pair<'_>) -> bool {
    let last = pair.name.rsplit('.').next().unwrap_or(&pair.name);
    matches!(names::plain(last).as_str(), "name" | "title" | "rule" | "rulename")
        || pair.name.starts_with("rule.")
}

/// The shortest line below a name that says nothing, in bytes: longer than any time.
const SHORTEST: usize = 48;

/// How many values of a record are looked at for such a line.
const VALUES: usize = 64;

/// The texts of a record that are looked at, the likelier one first: those with the name of one; where there is none, lines
/// below any name, as Loki lists them where a collector made the record (`is_collected`).
fn texts<'r, 't>(record: &'r Record<'t>, is_collected: bool) -> Vec<&'r Pair<'t>> {
    let fits = |pair: &&Pair<'_>| {
        // The whole line is no part of itself.
        (12..LONGEST).contains(&pair.value.len())
            && (is_collected || pair.value.contains([' ', '=']) || pair.value.starts_with(['{', '<']))
            && pair.span.len() + 4 < record.text.len()
    };
    let named: Vec<_> = record.find(Role::Text).filter(fits).take(MOST).collect();
    // Splunk's collector takes a line as an `event`, which is the name of one elsewhere.
    let event = record.named("event").filter(|pair| record.list.len() < EVENT && pair.value.contains(' '));
    if let Some(event) = event.filter(|pair| named.is_empty() && fits(pair)) {
        return vec![event];
    }
    if !named.is_empty() || record.sentence && !record.is_row {
        return named;
    }
    if is_collected {
        // Loki lists times and lines.
        let of_list = record.list.iter().take(VALUES).filter(|pair| pair.name.ends_with("values"));
        return of_list.filter(fits).max_by_key(|pair| pair.value.len()).into_iter().collect();
    }
    let is_long = |pair: &&Pair<'_>| {
        let line = pair.value.trim_start();
        pair.value.len() >= SHORTEST && line.contains(' ') && when::is_stamped(&Line::of(line).text)
    };
    record.list.iter().take(VALUES).filter(fits).filter(is_long).take(1).collect()
}

/// Whether a collector made the record, by its names: whatever the text in it looks like, it is the line.
pub(crate) fn is_collected(record: &Record<'_>) -> bool {
    // A message and values are what other records have, too.
    let is_whole = |name: &str| {
        let last = name.rsplit('.').next().unwrap_or(name);
        names::is_of_line(last) && !last.eq_ignore_ascii_case("message") && last != "values"
    };
    record.list.iter().take(VALUES).any(|pair| names::is_of_collector(&pair.name) || is_whole(&pair.name))
}

/// Whether one of the texts of a record is a log line of its own, which a collector has wrapped; then its own names and
/// values are left to its own reading.
pub(crate) fn take_line(record: &mut Record<'_>, is_collected: bool, depth: usize) -> bool {
    if depth >= DEPTH {
        return false;
    }
    let texts = texts(record, is_collected);
    let line = texts.iter().find(|pair| is_line_of(pair));
    let line = line.or_else(|| texts.first().filter(|_| is_collected));
    let Some(span) = line.map(|pair| pair.span.clone()) else { return false };
    record.leave(&span);
    true
}

/// The reading of a text inside a record.
pub(crate) struct Told {
    /// The reading; its spans lead to the text of the record.
    pub(crate) reading: Reading,
    /// Whether the text is a log line of its own.
    pub(crate) is_line: bool,
}

/// The readings of the texts of a record, the likelier one first.
pub(crate) fn read(
    record: &Record<'_>,
    is_collected: bool,
    now: i64,
    own_ranges: &[String],
    depth: usize,
) -> Vec<Told> {
    if depth >= DEPTH {
        return Vec::new();
    }
    texts(record, is_collected)
        .into_iter()
        .map(|pair| {
            let written = record.text.get(pair.span.clone()).unwrap_or("");
            let line = Line::written(&pair.value, written).without_priority();
            let mut reading = format::read(&line, &line, |record, line| {
                reading::of(record, line, now, own_ranges, depth + 1)
            });
            for span in reading.spans_mut() {
                if span.end > span.start {
                    (span.start, span.end) = (span.start + pair.span.start, span.end + pair.span.start);
                }
            }
            if is_title(pair) && !is_collected && !is_line_of(pair) {
                reading.take("timestamp");
            }
            Told { reading, is_line: is_collected || is_line_of(pair) }
        })
        .collect()
}

/// Puts the time of a wrapped line before the one at which it was collected.
pub(crate) fn take_time(told: &mut Told, times: &mut Vec<FieldValue>, now: i64) {
    let Some(line) = told.reading.take("timestamp") else { return };
    let time = match times.first() {
        Some(collected) => when::collected(&line, collected, now),
        None => Some(line),
    };
    if let Some(time) = time {
        times.insert(0, time);
    }
}
