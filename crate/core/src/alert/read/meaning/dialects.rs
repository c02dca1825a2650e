//! The role of a name where certain others stand beside it: in one product, or one kind of log.

mod table;

use std::sync::OnceLock;

use crate::alert::read::{
    meaning::names::{self, Role},
    record::Record,
};
use table::{DIALECTS, Dialect};

/// The places of the first name of each dialect in the table of names.
static FIRSTS: OnceLock<Vec<Vec<(Role, u16)>>> = OnceLock::new();

/// Gives names the meaning that they have beside the others of the record.
pub(crate) fn apply(record: &mut Record<'_>) {
    let text = record.text;
    let is_told = |dialect: &Dialect, record: &Record<'_>| {
        dialect.texts.is_empty() && dialect.events.is_empty()
            || dialect.texts.iter().any(|told| text.contains(told))
            || !dialect.events.is_empty() && is_event(record, dialect.events)
    };
    // Most records have no name that begins a dialect.
    let firsts =
        FIRSTS.get_or_init(|| DIALECTS.iter().map(|dialect| places(dialect.with[0]).collect()).collect());
    let mut spoken = "";
    for (dialect, first) in DIALECTS.iter().zip(firsts) {
        // Of two that begin alike, the one with more names stands first.
        if spoken == dialect.with[0] || !first.iter().any(|place| record.bearing(*place).next().is_some()) {
            continue;
        }
        let pairs =
            |names: &'static str| places(names).flat_map(|place| record.bearing(place)).collect::<Vec<_>>();
        if dialect.with.iter().any(|name| pairs(name).is_empty()) || !is_told(dialect, record) {
            continue;
        }
        spoken = dialect.with[0];
        let means = dialect.means.iter();
        let taken: Vec<_> =
            means.flat_map(|(name, role)| pairs(name).into_iter().map(move |pair| (pair, *role))).collect();
        for (pair, role) in taken {
            record.retake(pair, role);
        }
    }
}

/// The places of all synonyms of a name in the table of names.
fn places(synonyms: &'static str) -> impl Iterator<Item = (Role, u16)> {
    synonyms.split(' ').flat_map(names::places)
}

/// Names of the number that a product gives an event of one kind.
const EVENT: [&str; 4] = ["eventid", "eventcode", "messageid", "signatureid"];

/// How many values of a record are looked at.
const MOST: usize = 400;

/// Whether the record is an event with one of these numbers.
fn is_event(record: &Record<'_>, numbers: &[&str]) -> bool {
    let is_number = |name: &str| {
        let last = name.rsplit('.').next().unwrap_or(name);
        last.len() < 16 && EVENT.contains(&names::plain(last).as_str())
    };
    record.event_id.as_ref().is_some_and(|said| numbers.contains(&said.value.as_str()))
        || record.list.iter().take(MOST).any(|pair| numbers.contains(&&*pair.value) && is_number(&pair.name))
}

#[cfg(test)]
mod tests {
    use super::DIALECTS;

    #[test]
    fn of_dialects_that_begin_alike_the_one_with_more_names_comes_first() {
        for (at, dialect) in DIALECTS.iter().enumerate() {
            let later = DIALECTS[at + 1..].iter().filter(|later| later.with[0] == dialect.with[0]);
            for later in later {
                // Those of one length are told apart by what else stands in the record.
                let is_apart = dialect.with.len() > later.with.len()
                    || dialect.with.len() == later.with.len()
                        && (dialect.with != later.with || !dialect.texts.is_empty());
                assert!(is_apart, "{:?} before {:?}", dialect.with, later.with);
            }
        }
    }
}
