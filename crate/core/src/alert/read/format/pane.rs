//! The pane of details of a console: a name and its value on each line, or on two lines one after the other.

use crate::alert::read::{
    format::{Format, by_line, never},
    meaning::names,
    record::{Record, Scale},
};

/// How long the name of a line may be, in bytes.
const LONGEST: usize = 48;

/// Panes of details in the table of formats.
pub(crate) const FORMAT: Format = Format {
    name: "pane",
    signs: &[],
    header: 0,
    unescapes: true,
    begins: never,
    split: by_line,
    read,
    scale: Scale::Unknown,
    sample: "Source IP: 10.0.0.1\nDestination IP: 8.8.8.8\nDestination Port: 53",
};

/// The record of a pane of details; `None` where the text is none: three lines or more that begin with a name, two of
/// which alerts know.
fn read<'t>(_: &Format, text: &'t str) -> Option<Record<'t>> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(2_000).collect();
    if lines.len() < 3 {
        return None;
    }
    // Lines of a JSON object that was cut form no pane.
    let is_member = |line: &&&str| line.starts_with('"') && line.contains("\":");
    if lines.iter().filter(is_member).count() * 2 > lines.len() {
        return None;
    }
    let beside: Vec<(&str, &str)> = lines.iter().filter_map(|line| beside(line)).collect();
    let below: Vec<(&str, &str)> =
        lines.as_chunks::<2>().0.iter().map(|[name, value]| (*name, *value)).collect();
    for pairs in [beside, below] {
        let known =
            pairs.iter().filter(|(name, value)| names::is_named(name) && !names::is_named(value)).count();
        if known >= 2 && pairs.len() * 2 >= lines.len().min(pairs.len() * 4) {
            let mut record = Record::new(text).behind(text.len());
            record.sentence = true;
            for (name, value) in pairs {
                record.push(name, value);
            }
            return Some(record);
        }
    }
    None
}

/// `name: value`, `name<TAB>value`, `name   value`.
fn beside(line: &str) -> Option<(&str, &str)> {
    let colon = line.split_once(": ").or_else(|| line.split_once(":\t"));
    let (name, value) = line.split_once('\t').or(colon).or_else(|| line.split_once("  "))?;
    let name = name.trim().trim_end_matches(':');
    (name.len() <= LONGEST && !name.is_empty()).then(|| (name, value.trim()))
}
