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
pub use reading::{Alternative, Evidence, Reading};
pub use record::Certainty;
use text::{line::Line, split};
pub use text::{
    parts::{Part, parts},
    stream::Lines,
};

/// What a text says of an alert: a draft, and for each of its fields where it stands, how sure it is and what else it
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
        .map(|split::Part { span, header }| {
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

/// The time of a draft as UTC milliseconds since 1970; `zone` as for [`timestamp::Moment::at`].
#[must_use]
pub fn instant(draft: &Draft, now: i64, zone: impl FnOnce(i64) -> i32) -> Option<i64> {
    timestamp::read(&draft.timestamp, now).ok().map(|moment| moment.at(zone))
}
