//! From a selected line to a draft: the format is recognised, its names and values are taken for what products mean by
//! them, and where a line has none, for what stands around its addresses. What is not sure is said to be, and what is
//! only possible is offered beside an empty field.

mod format;
mod meaning;
mod reading;
mod record;
mod text;

use super::{draft::Draft, timestamp};
pub use format::samples;
pub use reading::{Alternative, FieldEvidence, Reading};
pub use record::Certainty;
use text::{
    line::{self, Line},
    split,
};
pub use text::{
    parts::{Part, parts},
    stream::Lines,
};

/// An alert read from a text: a draft, and for each of its fields where it stands, how sure it is and what else it
/// could be. `now` is UTC milliseconds since 1970, for times without a year; `own_ranges` are the organisation's own
/// public ranges, as in the settings.
///
/// ```
/// use secdo_core::alert::read::{Certainty, read};
/// let now = 1_500_000_000_000;
/// let text = "Deny tcp 192.168.204.133:59661 -> 66.186.100.181:9000";
/// let reading = read(text, now, &[]);
/// assert_eq!((reading.draft.kind.as_str(), reading.draft.destination_port.as_str()), ("network", "9000"));
/// let source = reading.field("source_ip").unwrap();
/// assert_eq!((&text[source.span.start..source.span.end], source.certainty), ("192.168.204.133", Some(Certainty::Inferred)));
///
/// let line = "date=2020-04-23 time=12:17:48 tz=\"-0500\" srcip=10.1.1.1 srcport=1024 dstip=8.8.8.8 dstport=53";
/// let draft = read(line, now, &[]).draft;
/// assert_eq!((draft.timestamp.as_str(), draft.destination_ip.as_str()), ("2020-04-23 12:17:48 -0500", "8.8.8.8"));
/// ```
#[must_use]
pub fn read(text: &str, now: i64, own_ranges: &[String]) -> Reading {
    let (unescaped, plain) = (Line::unescaped(text), Line::of(text));
    format::read(&unescaped, &plain, |record, line| reading::of(record, line, now, own_ranges, 0))
}

/// The same for each record of a text, with `span` where the record stands: lines, rows under a header, objects. A
/// text whose records cannot be told apart is one.
///
/// ```
/// use secdo_core::alert::read::read_all;
/// let rows = "Source IP\tDest IP\tDest Port\n10.0.0.1\t8.8.8.8\t53\n10.0.0.2\t8.8.4.4\t53\n";
/// let readings = read_all(rows, 1_500_000_000_000, &[]);
/// assert_eq!(readings.len(), 2);
/// assert_eq!((readings[1].draft.source_ip.as_str(), readings[1].draft.destination_ip.as_str()), ("10.0.0.2", "8.8.4.4"));
/// ```
#[must_use]
pub fn read_all(text: &str, now: i64, own_ranges: &[String]) -> Vec<Reading> {
    let parts = split::parts(text).into_iter();
    parts
        .map(|split::RecordPart { span, header }| {
            // A row is read under its header, and what was found in the header is no part of it.
            let above = header.map_or("", |header| &text[header]);
            let row = &text[span.clone()];
            let mut reading = if above.is_empty() {
                read(row, now, own_ranges)
            } else {
                read(&format!("{above}\n{row}"), now, own_ranges)
            };
            reading.shift(if above.is_empty() { 0 } else { above.len() + 1 }, &span);
            reading
        })
        .collect()
}

/// How much of a text a form reads, in bytes.
pub const LONGEST_TEXT: usize = 1_000_000;

/// The beginning of a text that a form reads: at most [`LONGEST_TEXT`] bytes, up to the end of a line where there is one.
///
/// ```
/// use secdo_core::alert::read::beginning;
/// assert_eq!(beginning("10.0.0.1 -> 8.8.8.8"), "10.0.0.1 -> 8.8.8.8");
/// let long = "10.0.0.1 -> 8.8.8.8\n".repeat(100_000);
/// assert!(beginning(&long).len() <= 1_000_000 && beginning(&long).ends_with("8.8.8.8"));
/// ```
#[must_use]
pub fn beginning(text: &str) -> &str {
    let head = line::head(text, LONGEST_TEXT);
    if head.len() == text.len() {
        return text;
    }
    head.rfind('\n').map_or(head, |end| &head[..end])
}

/// Whether a text goes on behind the records that were read of it, since it is longer than [`LONGEST_TEXT`] or has more
/// records than are read at once.
///
/// ```
/// use secdo_core::alert::read::{beginning, is_cut, read_all};
/// let long = "10.0.0.1 -> 8.8.8.8\n".repeat(100_000);
/// assert!(is_cut(&long, &read_all(beginning(&long), 1_500_000_000_000, &[])));
/// assert!(!is_cut("10.0.0.1 -> 8.8.8.8", &[]));
/// ```
#[must_use]
pub fn is_cut(text: &str, readings: &[Reading]) -> bool {
    let end = readings.last().map_or(0, |last| last.span.end);
    let rest =
        text.get(end..).unwrap_or("").trim_matches(|c: char| c.is_whitespace() || matches!(c, ']' | ','));
    !rest.is_empty() && (text.len() > LONGEST_TEXT || readings.len() >= split::MOST)
}

/// The time of a draft as UTC milliseconds since 1970; `zone` as for [`timestamp::Moment::at`]. `None` where it has none
/// that can be read.
///
/// ```
/// use secdo_core::alert::{draft::Draft, read::instant};
/// let draft = Draft { timestamp: "2017-04-26 18:04:45".into(), ..Draft::default() };
/// // A clock two hours ahead of UTC
/// assert_eq!(instant(&draft, 0, |_| 120), Some(1_493_222_685_000));
/// assert_eq!(instant(&Draft::default(), 0, |_| 120), None);
/// ```
#[must_use]
pub fn instant(draft: &Draft, now: i64, zone: impl FnOnce(i64) -> i32) -> Option<i64> {
    timestamp::read(&draft.timestamp, now).ok().map(|moment| moment.at(zone))
}
