//! Where one record ends and the next one begins in what was selected.

use std::ops::Range;

use crate::alert::read::{
    format::{self, FORMATS},
    meaning::{endpoints, names, when},
    text::line::{self, Line},
};

/// How many records of a selection are looked at.
pub(crate) const MOST: usize = 1_000;

/// A record in the selection: where it stands, in bytes, and, for a row, the header row that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordPart {
    pub(crate) span: Range<usize>,
    pub(crate) header: Option<Range<usize>>,
}

/// The records of a selection in its order; one where it cannot be told apart.
pub(crate) fn parts(text: &str) -> Vec<RecordPart> {
    let whole = || vec![RecordPart { span: 0..text.len(), header: None }];
    let is_line = !text.trim().contains('\n');
    if is_line && !text.trim_start().starts_with(['{', '[', '<']) {
        return whole();
    }
    let of_format = FORMATS.iter().find_map(|format| (format.split)(text));
    let found = of_format.or_else(|| lines(text));
    found.filter(|parts| parts.len() > 1).unwrap_or_else(whole)
}

/// A record without a header row.
pub(crate) fn part(span: Range<usize>) -> RecordPart {
    RecordPart { span, header: None }
}

/// Lines that are records of their own; a line that is none belongs to the one before it.
fn lines(text: &str) -> Option<Vec<RecordPart>> {
    let mut parts: Vec<RecordPart> = Vec::new();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let margin = filled(text).next().map_or(0, |(_, line)| indent(line));
    for (span, line) in filled(text).take(MOST * 4) {
        let full = parts.len() == MOST;
        match parts.last_mut() {
            Some(last) if indent(line) > margin || !begins_record(line) => last.span.end = span.end,
            _ if full => break,
            _ => parts.push(part(span)),
        }
    }
    let is_one = filled(text).next().is_some_and(|(_, line)| !begins_record(line));
    (!is_one).then_some(parts)
}

/// Whether a line looks like the beginning of a record: a format's sign, a time, or two addresses.
fn begins_record(line: &str) -> bool {
    let line = Line::of(line).text;
    // A name with its value is a line of a pane.
    let first = line.split(['=', ':', '\t']).next().unwrap_or("");
    let starts_with_digit = line.starts_with(|c: char| c.is_ascii_digit() || c == '[');
    let is_named = !starts_with_digit && names::is_known(first) && !line.contains('=');
    if is_named {
        return false;
    }
    format::begins_record(&line)
        || line.matches('=').count() >= 4
        || when::is_stamped(&line)
        || endpoints::all(&line).len() >= 2
}

/// The lines that are not empty, and where they stand.
pub(crate) fn filled(text: &str) -> impl DoubleEndedIterator<Item = (Range<usize>, &str)> {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| (line::place(text, line), line))
}
