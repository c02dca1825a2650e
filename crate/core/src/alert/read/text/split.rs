//! Where one record ends and the next one begins in what was selected.

use std::ops::Range;

use crate::alert::read::{
    format::{json, table},
    meaning::names,
    text::line::{self, Line},
};

/// How many records of a selection are looked at.
pub(crate) const MOST: usize = 1_000;

/// A record in the selection: where it stands, in bytes, and, for a row, the header row that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) span: Range<usize>,
    pub(crate) header: Option<Range<usize>>,
}

/// The records of a selection in its order; one where it cannot be told apart.
pub(crate) fn parts(text: &str) -> Vec<Part> {
    let whole = || vec![Part { span: 0..text.len(), header: None }];
    let is_line = !text.trim().contains('\n');
    if is_line && !text.trim_start().starts_with(['{', '[', '<']) {
        return whole();
    }
    let found = json_values(text).or_else(|| xml_events(text)).or_else(|| rows(text)).or_else(|| lines(text));
    found.filter(|parts| parts.len() > 1).unwrap_or_else(whole)
}

fn part(span: Range<usize>) -> Part {
    Part { span, header: None }
}

/// Objects one after the other, or in an array; with a header before each or not.
fn json_values(text: &str) -> Option<Vec<Part>> {
    let trimmed = text.trim_start();
    if let Some(inside) = trimmed.strip_prefix('[').filter(|inside| inside.trim_start().starts_with('{')) {
        let mut parts = Vec::new();
        let mut rest = inside;
        while parts.len() < MOST
            && let Some(value) = json::first(rest.trim_start_matches(|c: char| c.is_whitespace() || c == ','))
        {
            let span = line::place(text, value);
            rest = &text[span.end..];
            parts.push(part(span));
        }
        return Some(parts);
    }
    trimmed.starts_with('{').then(|| {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<&serde_json::value::RawValue>();
        values
            .by_ref()
            .take(MOST)
            .map_while(Result::ok)
            .map(|value| part(line::place(text, value.get())))
            .collect()
    })
}

/// Events of Windows, one after the other.
fn xml_events(text: &str) -> Option<Vec<Part>> {
    let trimmed = text.trim_start();
    let name =
        ["<Event ", "<Event>", "<EPOEvent", "<EPOevent"].iter().find(|name| trimmed.starts_with(**name))?;
    let name = name.trim_matches(['<', '>', ' ']);
    let end = format!("</{name}>");
    let mut parts = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(&end).filter(|_| parts.len() < MOST) {
        let to = from + at + end.len();
        parts.push(part(from + text[from..].len() - text[from..].trim_start().len()..to));
        from = to;
    }
    Some(parts)
}

/// Rows under a header row.
fn rows(text: &str) -> Option<Vec<Part>> {
    let (separator, names) = table::header(text)?;
    let mut all = filled(text);
    let first = all.next()?;
    // Zeek has several lines of header.
    let header = if text.trim_start().starts_with('#') {
        0..filled(text).rfind(|(_, line)| line.starts_with('#'))?.0.end
    } else {
        first.0
    };
    let begin = header.end;
    let rows = filled(text)
        .filter(|(span, line)| span.start >= begin && !line.starts_with('#'))
        .filter(|(_, line)| table::cells(line, separator).len() + 2 > names.len().min(4))
        .take(MOST);
    Some(rows.map(|(span, _)| Part { span, header: Some(header.clone()) }).collect())
}

/// Lines that are records of their own; a line that is none belongs to the one before it.
fn lines(text: &str) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
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
    let head = line::head(&line, 400);
    line::sign(&line, 400, &["CEF:", "LEEF:", "%ASA-", "%FTD-"]).is_some()
        || [",TRAFFIC,", ",THREAT,"].iter().any(|kind| head.contains(kind))
        || line.starts_with('{')
        || line.matches('=').count() >= 4
        || crate::alert::read::meaning::when::is_stamped(&line)
        || crate::alert::read::meaning::endpoints::all(&line).len() >= 2
}

/// The lines that are not empty, and where they stand.
fn filled(text: &str) -> impl DoubleEndedIterator<Item = (Range<usize>, &str)> {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| (line::place(text, line), line))
}
