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
    // A mark of the order of bytes, at the beginning of a file
    if let Some(rest) = text.strip_prefix('\u{feff}') {
        let mut parts = parts(rest);
        for part in &mut parts {
            let mark = text.len() - rest.len();
            part.span = part.span.start + mark..part.span.end + mark;
            part.header = part.header.take().map(|header| header.start + mark..header.end + mark);
        }
        return parts;
    }
    let whole = || vec![RecordPart { span: 0..text.len(), header: None }];
    let is_line = !text.trim().contains('\n');
    if is_line && !text.trim_start().starts_with(['{', '[', '<']) {
        return whole();
    }
    let of_format = FORMATS.iter().find_map(|format| (format.split)(text));
    let is_several = |parts: &Vec<RecordPart>| parts.len() > 1;
    let found = of_format.or_else(|| lines(text)).filter(is_several);
    found.or_else(|| alike(text).filter(is_several)).unwrap_or_else(whole)
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

/// Lines that begin with the same word, but for its digits, and have an address each, or as many names and values as a
/// rendered event: as many records of a format that nobody knows.
fn alike(text: &str) -> Option<Vec<RecordPart>> {
    // `10.0.0.9` and `203.0.113.77` are alike.
    let shape = |line: &str| {
        let mut shape = String::new();
        for c in line.split_whitespace().next().unwrap_or("").chars() {
            match c {
                '0'..='9' if shape.ends_with('0') => {}
                '0'..='9' => shape.push('0'),
                _ => shape.push(c),
            }
        }
        shape.contains(char::is_alphanumeric).then_some(shape)
    };
    let first = shape(filled(text).next()?.1)?;
    let is_like = |line: &str| {
        let is_object = line.starts_with('{') && line.trim_end().ends_with('}');
        let tells = line.split_whitespace().nth(2).is_some() || line.contains(['=', '{']);
        tells
            && (is_object || !is_of_pane(line) || is_rendered(line))
            && shape(line).as_ref() == Some(&first)
            && (is_rendered(line) || !endpoints::all(line).is_empty())
    };
    let lines = || filled(text).take(MOST);
    lines().all(|(_, line)| is_like(line)).then(|| lines().map(|(span, _)| part(span)).collect())
}

/// Whether a line has as many names and values as a rendered event.
fn is_rendered(line: &str) -> bool {
    line.matches(": ").count() >= PAIRS
}

/// How many names with a colon a rendered event has on its line at least.
const PAIRS: usize = 5;

/// Whether a line is one of a pane: a name with its value.
fn is_of_pane(line: &str) -> bool {
    let first = line.split(['=', ':', '\t']).next().unwrap_or("");
    let starts_with_digit = line.starts_with(|c: char| c.is_ascii_digit() || c == '[');
    // Behind a sentence a name is not the line's.
    !starts_with_digit && names::is_known(first) && !first.contains(". ") && !line.contains('=')
}

/// Whether a line looks like the beginning of a record: a format's sign, a time, or two addresses.
fn begins_record(line: &str) -> bool {
    let line = Line::of(line).text;
    if is_of_pane(&line) {
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
