//! The formats of log lines, as one table: a file and a row each.

pub(crate) mod asa;
pub(crate) mod cef;
pub(crate) mod colon;
pub(crate) mod flow;
mod fragment;
pub(crate) mod json;
pub(crate) mod key_value;
pub(crate) mod leef;
pub(crate) mod pane;
pub(crate) mod panos;
pub(crate) mod spaced;
pub(crate) mod table;
pub(crate) mod xml;

use crate::alert::read::{
    record::{Record, Scale},
    text::{
        line::{self, Line},
        split::RecordPart,
    },
};

/// A format of the table.
pub(crate) struct Format {
    /// Its name.
    pub(crate) name: &'static str,
    /// The signs that its records begin with; empty for a format without such a sign.
    pub(crate) signs: &'static [&'static str],
    /// How far into a line such a sign may begin, behind the header of syslog, in bytes.
    pub(crate) header: usize,
    /// Whether control characters that are written out (`#011`) are read as what they stand for.
    pub(crate) unescapes: bool,
    /// Whether a line is the beginning of a record.
    pub(crate) begins: fn(&Self, &str) -> bool,
    /// The records of a text of this format, where they are not its lines; `None` for a text of another format.
    pub(crate) split: fn(&str) -> Option<Vec<RecordPart>>,
    /// The record of a text; `None` for a text of another format.
    pub(crate) read: for<'t> fn(&Self, &'t str) -> Option<Record<'t>>,
    /// The scale of a severity in digits in it.
    pub(crate) scale: Scale,
    /// A record, or how one begins: for those who test and measure.
    pub(crate) sample: &'static str,
}

/// Every format, in the order in which they are tried: those with a sign of their own first, a sentence last.
pub(crate) static FORMATS: [Format; 9] = [
    cef::FORMAT,
    leef::FORMAT,
    panos::FORMAT,
    asa::FORMAT,
    xml::FORMAT,
    json::FORMAT,
    table::FORMAT,
    pane::FORMAT,
    key_value::FORMAT,
];

impl Format {
    /// Where a record of it begins, in bytes, by one of its signs.
    pub(crate) fn sign(&self, text: &str) -> Option<usize> {
        line::sign(text, self.header, self.signs)
    }

    /// The record of a text; `None` for a text of another format.
    pub(crate) fn record<'t>(&self, text: &'t str) -> Option<Record<'t>> {
        let mut record = (self.read)(self, text)?;
        if record.scale == Scale::Unknown {
            record.scale = self.scale;
        }
        Some(record)
    }
}

/// The result of `take` for the record of a line, read by the first format that fits: `plain` is the line as it is, for
/// formats in which a written-out control character belongs to a text.
pub(crate) fn read<T>(unescaped: &Line, plain: &Line, take: impl FnOnce(Record<'_>, &Line) -> T) -> T {
    let line = |format: &Format| if format.unescapes { unescaped } else { plain };
    let mut records =
        FORMATS.iter().filter_map(|format| Some((format.record(&line(format).text)?, line(format))));
    let (record, line) = records.next().unwrap_or_else(|| (Record::new(&unescaped.text), unescaped));
    take(record, line)
}

/// Whether a line begins as a record of a format does.
pub(crate) fn begins_record(line: &str) -> bool {
    FORMATS.iter().any(|format| (format.begins)(format, line))
}

/// Whether a line begins with a sign of the format.
pub(crate) fn by_sign(format: &Format, line: &str) -> bool {
    format.sign(line).is_some()
}

/// For formats whose records are lines.
pub(crate) const fn by_line(_: &str) -> Option<Vec<RecordPart>> {
    None
}

/// For formats whose lines are not known by their beginning.
pub(crate) const fn never(_: &Format, _: &str) -> bool {
    false
}

/// The name of each format, and a sample of it.
///
/// ```
/// use secdo_core::alert::read::{read, samples};
/// for (name, sample) in samples() {
///     assert!(!read(sample, 1_500_000_000_000, &[]).draft.source_ip.is_empty(), "{name}");
/// }
/// ```
pub fn samples() -> impl Iterator<Item = (&'static str, &'static str)> {
    FORMATS.iter().map(|format| (format.name, format.sample))
}
