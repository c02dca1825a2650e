//! The parts of a text that can be put into a field: what was used, and everything else that stands between blanks.

use std::ops::Range;

use serde::Serialize;

use crate::{
    alert::read::{reading::Reading, text::line},
    indicator::{Span, visit},
};

/// How many parts a text is cut into: more are not looked at by anybody.
const MOST: usize = 1_500;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Where it stands, in bytes.
    pub span: Span,
    /// The value as a field takes it: addresses refanged, paths without escapes.
    pub value: String,
    /// The field that it was used for; empty where it was not.
    pub field: &'static str,
}

/// Characters that do not belong to a word in a log line.
const EDGES: [char; 20] = [
    '"', '\'', ',', ';', '(', ')', '[', ']', '{', '}', '<', '>', '=', '|', '\u{201c}', '\u{201d}', '«', '»',
    '`', ':',
];

/// The parts of a record in a text, in its order: what a reading used, then indicators, then words.
///
/// ```
/// use secdo_core::alert::read::{parts, read};
/// let text = "deny src=10.0.0.1 dst=8.8.8.8";
/// let parts = parts(text, &read(text, 0, &[]));
/// let shown: Vec<_> = parts.iter().map(|part| (part.value.as_str(), part.field)).collect();
/// assert_eq!(shown, [("deny", ""), ("src", ""), ("10.0.0.1", "source_ip"), ("dst", ""), ("8.8.8.8", "destination_ip")]);
/// ```
#[must_use]
pub fn parts(text: &str, reading: &Reading) -> Vec<Part> {
    let mut draft = reading.draft.clone();
    let mut parts: Vec<Part> = Vec::new();
    let take = |part: Part, parts: &mut Vec<Part>| {
        let overlaps = |known: &Part| part.span.start < known.span.end && known.span.start < part.span.end;
        if part.span.start < part.span.end && parts.len() < MOST && !parts.iter().any(overlaps) {
            parts.push(part);
        }
    };
    for evidence in &reading.fields {
        // A value that was used twice is shown where it counts more.
        let value = draft.attribute_mut(evidence.field).map(|value| value.clone()).unwrap_or_default();
        if evidence.certainty.is_some() && !value.is_empty() {
            take(Part { span: evidence.span, value, field: evidence.field }, &mut parts);
        }
    }
    let whole = reading.span;
    visit(text.get(whole.start..whole.end).unwrap_or(""), |mention| {
        let span = Span { start: mention.span.start + whole.start, end: mention.span.end + whole.start };
        take(Part { span, value: mention.value.into_owned(), field: "" }, &mut parts);
    });
    parts.sort_by_key(|part| part.span.start);
    let gaps: Vec<Span> = {
        let ends = parts.iter().map(|part| part.span.end);
        let starts = parts.iter().map(|part| part.span.start).chain([whole.end]);
        [whole.start].into_iter().chain(ends).zip(starts).map(|(start, end)| Span { start, end }).collect()
    };
    for gap in gaps {
        words(text, gap, &mut parts);
    }
    parts.sort_by_key(|part| part.span.start);
    parts.truncate(MOST);
    parts
}

/// Adds the words of a gap between two parts.
fn words(text: &str, gap: Span, parts: &mut Vec<Part>) {
    let inside = text.get(gap.start..gap.end).unwrap_or("");
    let words = inside.split(|c: char| c.is_whitespace() || EDGES.contains(&c) && c != ':');
    for word in words.map(|word| word.trim_matches(EDGES)).filter(|word| word.len() > 1) {
        if parts.len() >= MOST {
            return;
        }
        let Range { start, end } = line::place(text, word);
        parts.push(Part { span: Span { start, end }, value: word.to_owned(), field: "" });
    }
}
