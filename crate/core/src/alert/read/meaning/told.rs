//! The content of a text inside a record: a sentence, or a record of its own, in a value such as `message`.

use crate::alert::read::{
    format,
    meaning::names::Role,
    reading::{self, Reading},
    record::Record,
    text::line::Line,
};

/// How many such texts are read, and how long they may be, in bytes.
const MOST: usize = 4;
const LONGEST: usize = 16_384;

/// How deep records stand in each other at most.
pub(crate) const DEPTH: usize = 2;

/// The readings of the texts of a record, the likelier one first; their spans lead to the text of the record.
pub(crate) fn read(record: &Record<'_>, now: i64, own_ranges: &[String], depth: usize) -> Vec<Reading> {
    if depth >= DEPTH {
        return Vec::new();
    }
    let texts = record.find(Role::Text).filter(|pair| {
        // The whole line is no part of itself.
        (12..LONGEST).contains(&pair.value.len())
            && pair.value.contains([' ', '='])
            && pair.span.len() + 4 < record.text.len()
    });
    texts
        .take(MOST)
        .map(|pair| {
            let written = record.text.get(pair.span.clone()).unwrap_or("");
            let line = Line::written(&pair.value, written);
            let mut reading = format::read(&line, &line, |record, line| {
                reading::of(record, line, now, own_ranges, depth + 1)
            });
            for span in reading.spans_mut() {
                if span.end > span.start {
                    (span.start, span.end) = (span.start + pair.span.start, span.end + pair.span.start);
                }
            }
            reading
        })
        .collect()
}
