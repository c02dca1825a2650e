//! Queries of SECDO's query builder: an entity, its actions, and attributes with values.
//!
//! A [`Query`] can only be one that the document allows; [`Query::url`] writes it as the document does.

pub mod catalogue;
pub mod link_template;
pub mod pivot;
mod url;
pub mod xql;

use serde::{Deserialize, Serialize};

use crate::{error::Error, server::Server};
pub use catalogue::Entity;

/// Where queries go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// SECDO, whose addresses hold a query.
    Secdo(Server),
    /// Cortex XDR, whose page takes a query that is pasted.
    Cortex {
        /// The address of the page.
        page: String,
        /// For how many days back it is asked.
        days: u32,
        /// Whether a query is run by the API.
        run: bool,
    },
}

/// How many values one query may have before it is split.
pub const MOST_VALUES: usize = 500;

/// How many queries are opened without being asked twice.
pub const MANY: usize = 10;

/// A question of a person or a program, by the names of the document, not checked yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryDraft {
    /// `process`, `registry`, `file`, `network` or `host`.
    pub entity: String,
    /// Names of actions.
    pub actions: Vec<String>,
    /// Names of attributes with their values.
    pub attributes: Vec<Condition>,
}

/// An attribute with the values that it may have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The name of the attribute.
    pub name: String,
    /// Its values, joined by OR.
    pub values: Vec<String>,
}

/// A query that the document allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    entity: &'static Entity,
    actions: Vec<&'static str>,
    conditions: Vec<(&'static str, Vec<String>)>,
}

impl Query {
    /// The query that a draft describes. Empty values and attributes without any are left out, repeated values too.
    ///
    /// ```
    /// use secdo_core::query::{Condition, QueryDraft, Query};
    /// let draft = QueryDraft {
    ///     entity: "host".into(),
    ///     actions: vec![],
    ///     attributes: vec![Condition { name: "host_name".into(), values: vec!["dc01".into()] }],
    /// };
    /// assert!(Query::new(&draft).is_ok());
    /// ```
    ///
    /// # Errors
    /// Returns everything in the draft that the catalogue does not allow, in the order of the draft.
    pub fn new(draft: &QueryDraft) -> Result<Self, Vec<Error>> {
        let Some(entity) = Entity::find(&draft.entity) else {
            return Err(vec![Error::EntityUnknown(draft.entity.clone())]);
        };
        let mut errors = Vec::new();
        let actions = actions(entity, &draft.actions, &mut errors);
        let conditions = conditions(entity, &draft.attributes, &mut errors);
        if errors.is_empty() { Ok(Self { entity, actions, conditions }) } else { Err(errors) }
    }

    /// The entity asked about.
    ///
    /// ```
    /// use secdo_core::query::{Condition, Query, QueryDraft};
    /// let attributes = vec![Condition { name: "host_name".into(), values: vec!["dc01".into()] }];
    /// let query = Query::new(&QueryDraft { entity: "host".into(), actions: vec![], attributes }).unwrap();
    /// assert_eq!(query.entity().name, "host");
    /// ```
    #[must_use]
    pub const fn entity(&self) -> &'static Entity {
        self.entity
    }

    /// The actions, in the order of the document.
    ///
    /// ```
    /// use secdo_core::query::{Condition, Query, QueryDraft};
    /// let attributes = vec![Condition { name: "cmd".into(), values: vec!["whoami".into()] }];
    /// let actions = vec!["child".into(), "run".into()];
    /// let query = Query::new(&QueryDraft { entity: "process".into(), actions, attributes }).unwrap();
    /// assert_eq!(query.actions(), ["run", "child"]);
    /// ```
    #[must_use]
    pub fn actions(&self) -> &[&'static str] {
        &self.actions
    }

    /// The attributes with their values, as they will be searched for.
    ///
    /// ```
    /// use secdo_core::query::{Condition, Query, QueryDraft};
    /// let values = vec![" dc01 ".into(), "dc01".into(), "".into()];
    /// let attributes = vec![Condition { name: "host_name".into(), values }];
    /// let query = Query::new(&QueryDraft { entity: "host".into(), actions: vec![], attributes }).unwrap();
    /// assert_eq!(query.conditions(), [("host_name", vec!["dc01".to_owned()])]);
    /// ```
    #[must_use]
    pub fn conditions(&self) -> &[(&'static str, Vec<String>)] {
        &self.conditions
    }

    /// The largest number of values of one attribute.
    ///
    /// ```
    /// use secdo_core::query::{Condition, Query, QueryDraft};
    /// let names = Condition { name: "host_name".into(), values: vec!["dc01".into(), "dc02".into()] };
    /// let addresses = Condition { name: "host_ip".into(), values: vec!["10.0.0.1".into()] };
    /// let attributes = vec![names, addresses];
    /// let query = Query::new(&QueryDraft { entity: "host".into(), actions: vec![], attributes }).unwrap();
    /// assert_eq!(query.count(), 2);
    /// ```
    #[must_use]
    pub fn count(&self) -> usize {
        self.conditions.iter().map(|(_, values)| values.len()).max().unwrap_or(0)
    }

    /// The query as several, each with at most [`MOST_VALUES`] values of its longest attribute.
    ///
    /// ```
    /// use secdo_core::query::{Condition, QueryDraft, MOST_VALUES, Query};
    /// let values = (0..MOST_VALUES + 1).map(|number| format!("host{number}")).collect();
    /// let attributes = vec![Condition { name: "host_name".into(), values }];
    /// let query = Query::new(&QueryDraft { entity: "host".into(), actions: vec![], attributes }).unwrap();
    /// assert_eq!(query.split().iter().map(Query::count).collect::<Vec<_>>(), [MOST_VALUES, 1]);
    /// ```
    #[must_use]
    pub fn split(self) -> Vec<Self> {
        let longest = self.conditions.iter().enumerate().max_by_key(|(_, (_, values))| values.len());
        let Some((index, (_, values))) = longest.filter(|(_, (_, values))| values.len() > MOST_VALUES) else {
            return vec![self];
        };
        let part = |chunk: &[String]| {
            let mut query = self.clone();
            query.conditions[index].1 = chunk.to_vec();
            query
        };
        values.chunks(MOST_VALUES).map(part).collect()
    }
}

fn actions(entity: &'static Entity, asked: &[String], errors: &mut Vec<Error>) -> Vec<&'static str> {
    for action in asked.iter().filter(|action| !entity.actions.contains(&action.as_str())) {
        errors.push(Error::ActionUnknown {
            entity: entity.name,
            action: action.clone(),
            allowed: entity.actions.join(", "),
        });
    }
    if asked.is_empty() && !entity.actions.is_empty() {
        errors.push(Error::ActionMissing { entity: entity.name, allowed: entity.actions.join(", ") });
    }
    entity.actions.iter().copied().filter(|known| asked.iter().any(|action| action == known)).collect()
}

fn conditions(
    entity: &'static Entity,
    asked: &[Condition],
    errors: &mut Vec<Error>,
) -> Vec<(&'static str, Vec<String>)> {
    let mut conditions: Vec<(&'static str, Vec<String>)> = Vec::new();
    for condition in asked {
        let Some(attribute) = entity.attribute(&condition.name) else {
            errors.push(Error::AttributeUnknown {
                entity: entity.name,
                attribute: condition.name.clone(),
                allowed: entity.attribute_names().collect::<Vec<_>>().join(", "),
            });
            continue;
        };
        if conditions.iter().any(|(name, _)| *name == attribute.name) {
            errors.push(Error::AttributeTwice(attribute.name));
            continue;
        }
        let mut values: Vec<String> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for value in condition.values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()) {
            match attribute.check(value) {
                Ok(value) if seen.insert(value.clone()) => values.push(value),
                Ok(_) => {}
                Err(error) => errors.push(error),
            }
        }
        conditions.push((attribute.name, values));
    }
    if asked.len() > 1 && conditions.iter().any(|(_, values)| !values.is_empty()) {
        let empty = conditions.iter().filter(|(_, values)| values.is_empty());
        errors.extend(empty.map(|(name, _)| Error::AttributeEmpty(name)));
    }
    if errors.is_empty() && conditions.iter().all(|(_, values)| values.is_empty()) {
        errors.push(Error::ValueMissing);
    }
    conditions
}
