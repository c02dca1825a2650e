//! The addresses of a record that are no party.

use super::{Parties, told::SENTENCE, value::address_of};
use crate::alert::read::{
    meaning::endpoints,
    record::{Certainty, FieldValue, Record},
    text::line,
};

/// How many other addresses are offered.
const MOST: usize = 6;

/// The addresses of a record that are no party, each once.
pub(super) fn addresses(record: &Record<'_>, parties: &Parties) -> Vec<FieldValue> {
    let parties = [&parties.source, &parties.destination].into_iter();
    let mut taken: Vec<String> =
        parties.filter_map(|party| Some(party.address.as_ref()?.value.clone())).collect();
    let mut others = Vec::new();
    let mut offer = |said: FieldValue| {
        if others.len() < MOST && !taken.contains(&said.value) {
            taken.push(said.value.clone());
            others.push(FieldValue { certainty: Certainty::Guessed, ..said });
        }
    };
    for pair in record.list.iter().filter(|pair| pair.value.len() < 64) {
        if let Some(address) = address_of(pair).and_then(|party| party.address) {
            offer(address);
        }
    }
    if record.sentence {
        for end in endpoints::all(line::head(record.text, SENTENCE)) {
            let span = end.start..end.start + end.written.len();
            offer(FieldValue {
                value: end.address,
                span,
                name: String::new(),
                certainty: Certainty::Guessed,
            });
        }
    }
    others
}
