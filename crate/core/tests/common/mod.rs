//! The beginnings that several tests of queries share.

use secdo_core::query::{Condition, QueryDraft};

/// A question of a person, in few words.
pub(crate) fn draft(entity: &str, actions: &[&str], attributes: &[(&str, &[&str])]) -> QueryDraft {
    QueryDraft {
        entity: entity.to_owned(),
        actions: actions.iter().map(|&action| action.to_owned()).collect(),
        attributes: attributes
            .iter()
            .map(|(name, values)| Condition {
                name: (*name).to_owned(),
                values: values.iter().map(|&value| value.to_owned()).collect(),
            })
            .collect(),
    }
}
