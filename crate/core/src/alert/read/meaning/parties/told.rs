//! The parties that the words of a line tell.

use super::{Parties, Party};
use crate::alert::read::{
    meaning::{endpoints::End, sentence},
    record::{Certainty, FieldValue, Record},
    text::line,
};

/// How much may stand beside an address that was selected alone, and not as a part of a line, in bytes.
const ALONE: usize = 8;

/// The parties of a sentence.
pub(super) fn parties(record: &Record<'_>) -> Parties {
    let text = line::head(record.text, SENTENCE);
    let sentence::SaidParties { mut from, mut to, guessed, reached } =
        sentence::parties(text, record.is_structured() && !record.is_row);
    // An address and nothing else: from outside it is where somebody went.
    let is_alone = |end: &End<'_>| {
        let (before, behind) = (&text[..end.start], &text[end.start + end.written.len()..]);
        let has_words = before.chars().chain(behind.chars()).any(char::is_alphabetic);
        end.is_public() && !has_words && text.trim().len() < end.written.len() + end.port.len() + ALONE
    };
    if to.is_none() && from.as_ref().is_some_and(is_alone) {
        std::mem::swap(&mut from, &mut to);
    }
    let certainty = |guessed: bool| if guessed { Certainty::Guessed } else { Certainty::Inferred };
    let party = |end: End<'_>, certainty| Party {
        port: record.said(end.port).map(|port| FieldValue { certainty, ..port }),
        address: Some(FieldValue {
            value: end.address,
            span: end.start..end.start + end.written.len(),
            name: String::new(),
            certainty,
        }),
    };
    Parties {
        source: from.map(|end| party(end, certainty(guessed.0))).unwrap_or_default(),
        destination: to.map(|end| party(end, certainty(guessed.1))).unwrap_or_else(|| Party {
            address: None,
            port: record.said(reached).map(|port| FieldValue { certainty: Certainty::Inferred, ..port }),
        }),
        others: Vec::new(),
    }
}

/// How much of a line is read as a sentence, in bytes: what tells who is who stands in its beginning.
pub(crate) const SENTENCE: usize = 32_768;
