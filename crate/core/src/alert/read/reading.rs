//! A reading, field by field.

mod agent;
mod choose;
mod form;
mod number;

use std::ops::Range;

use serde::Serialize;

use super::record::{Certainty, FieldValue};
use crate::{alert::draft::Draft, indicator::Span};
pub(crate) use choose::of;

/// A draft, and what stands behind it.
#[derive(Clone, Debug, Serialize)]
pub struct Reading {
    /// The draft; what the text does not say is empty.
    pub draft: Draft,
    /// The fields that the text says something about, in the order of the form; `direction` is one of them where more
    /// than the addresses tells it.
    pub fields: Vec<FieldEvidence>,
    /// Whether the text tells of a connection and of a file: both are filled in, `kind` is the connection.
    pub both: bool,
    /// Where the record stands in the text, in bytes.
    pub span: Span,
}

/// The evidence for one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldEvidence {
    /// The name of the field, as in [`Draft`].
    pub field: &'static str,
    /// How sure it is; `None` where the field was left empty and there is something to choose from.
    pub certainty: Option<Certainty>,
    /// Its name in the text; empty where it has no name there.
    pub name: String,
    /// Where it stands in the text, in bytes; empty where it stands nowhere.
    pub span: Span,
    /// Alternatives.
    pub alternatives: Vec<Alternative>,
}

/// An alternative for a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// The value, as the field would hold it.
    pub value: String,
    /// Its name in the text.
    pub name: String,
    /// Where it stands in the text, in bytes.
    pub span: Span,
}

impl Reading {
    /// The evidence for the field of this name; `None` where the text says nothing about it.
    ///
    /// ```
    /// use secdo_core::alert::read::read;
    /// let reading = read("src=10.0.0.1 dst=8.8.8.8", 0, &[]);
    /// let evidence = reading.field("destination_ip").ok_or("nothing")?;
    /// assert_eq!((evidence.name.as_str(), evidence.span.start), ("dst", 17));
    /// assert!(reading.field("file_path").is_none());
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldEvidence> {
        self.fields.iter().find(|evidence| evidence.field == name)
    }

    /// The fields that only the order of the text speaks for, of those that would be sent: a person must look at them, and
    /// a batch leaves them out.
    ///
    /// ```
    /// use secdo_core::alert::read::read;
    /// assert_eq!(read("10.0.0.1 8.8.8.8", 0, &[]).guesses(), ["source_ip", "destination_ip"]);
    /// assert!(read("10.0.0.1 -> 8.8.8.8", 0, &[]).guesses().is_empty());
    /// ```
    #[must_use]
    pub fn guesses(&self) -> Vec<&'static str> {
        let is_file = self.draft.kind == "file";
        let is_sent = |field: &str| match field {
            "agent_ip" | "file_path" => is_file,
            "source_ip" | "source_port" | "destination_ip" | "destination_port" => !is_file,
            _ => true,
        };
        let guessed = self.fields.iter().filter(|evidence| evidence.certainty == Some(Certainty::Guessed));
        guessed.map(|evidence| evidence.field).filter(|field| is_sent(field)).collect()
    }

    /// Takes a field out, as a value for one of the record that it stands in.
    pub(crate) fn take(&mut self, field: &'static str) -> Option<FieldValue> {
        let evidence = self.fields.iter().find(|evidence| evidence.field == field)?;
        let certainty = evidence.certainty?;
        let (span, name) = (evidence.span.start..evidence.span.end, evidence.name.clone());
        let value = std::mem::take(self.draft.attribute_mut(field)?);
        (!value.is_empty()).then_some(FieldValue { value, span, name, certainty })
    }

    /// Moves all spans to where the record stands in a longer text. What stands before `header` bytes is not part of it.
    pub(crate) fn shift(&mut self, header: usize, record: &Range<usize>) {
        self.span = Span { start: record.start, end: record.end };
        for span in self.spans_mut() {
            let inside = span.start >= header && span.end > span.start;
            let moved = |at: usize| if inside { at - header + record.start } else { record.start };
            *span = Span { start: moved(span.start), end: moved(span.end) };
        }
    }

    /// Every span of the fields and their alternatives, for whoever measures in other units than bytes.
    ///
    /// ```
    /// use secdo_core::alert::read::read;
    /// let mut reading = read("src=10.0.0.1 dst=8.8.8.8", 0, &[]);
    /// for span in reading.spans_mut() {
    ///     (span.start, span.end) = (span.start + 100, span.end + 100);
    /// }
    /// assert_eq!(reading.field("source_ip").map(|evidence| evidence.span.start), Some(104));
    /// ```
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        self.fields.iter_mut().flat_map(|evidence| {
            let alternatives = evidence.alternatives.iter_mut().map(|alternative| &mut alternative.span);
            alternatives.chain([&mut evidence.span])
        })
    }
}
