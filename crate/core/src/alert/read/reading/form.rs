//! The form while it is filled in.

use std::ops::Range;

use super::{Alternative, FieldEvidence};
use crate::{
    alert::{
        draft::Draft,
        read::{record::FieldValue, text::line::Line},
    },
    indicator::Span,
};

/// How many alternatives of a field are offered.
const OFFERED: usize = 6;

/// The form while it is filled in.
pub(super) struct DraftForm<'l> {
    line: &'l Line,
    /// What is filled in.
    pub(super) draft: Draft,
    /// The evidence for each field.
    pub(super) fields: Vec<FieldEvidence>,
}

impl<'l> DraftForm<'l> {
    /// An empty form for a line.
    pub(super) fn of(line: &'l Line) -> Self {
        Self { line, draft: Draft::default(), fields: Vec::new() }
    }

    /// Fills in a field with the first of its values, and offers the rest and others.
    pub(super) fn fill_first(
        &mut self,
        field: &'static str,
        values: Vec<FieldValue>,
        others: impl IntoIterator<Item = FieldValue>,
    ) {
        let mut values = values.into_iter();
        self.fill(field, values.next(), values.chain(others));
    }

    /// Fills in a field, and notes what else it could be.
    pub(super) fn fill(
        &mut self,
        field: &'static str,
        chosen: Option<FieldValue>,
        others: impl IntoIterator<Item = FieldValue>,
    ) {
        let mut alternatives: Vec<Alternative> = Vec::new();
        for said in others {
            let known = chosen.as_ref().is_some_and(|chosen| chosen.value == said.value)
                || alternatives.iter().any(|alternative| alternative.value == said.value);
            if !known && alternatives.len() < OFFERED {
                alternatives.push(Alternative {
                    span: self.origin(&said.span),
                    value: said.value,
                    name: said.name,
                });
            }
        }
        if chosen.is_none() && alternatives.is_empty() {
            return;
        }
        let (certainty, name, span) = match chosen {
            Some(said) => {
                let span = self.origin(&said.span);
                if let Some(value) = self.draft.attribute_mut(field) {
                    *value = said.value;
                }
                (Some(said.certainty), said.name, span)
            }
            None => (None, String::new(), Span { start: 0, end: 0 }),
        };
        self.fields.push(FieldEvidence { field, certainty, name, span, alternatives });
    }

    fn origin(&self, span: &Range<usize>) -> Span {
        let span = if span.is_empty() { 0..0 } else { self.line.origin(span) };
        Span { start: span.start, end: span.end }
    }
}
