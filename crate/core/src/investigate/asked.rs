//! Queries as pages show them and tabs open them: written for where they go.

use serde::Serialize;

use crate::{
    error::Error,
    query::{Destination, Query, xql::Xql},
};

/// A query as a page shows it and a tab opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// The URL; absent while no server is set. For a Cortex XDR it is that of the page that takes `xql`.
    pub url: Option<String>,
    /// The query in the language of Cortex XDR, where that is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub xql: Option<String>,
    /// Whether it is to be run by the API of the Cortex XDR, which opens its result.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub run: bool,
    /// Parts of a question that Cortex XDR has only something near to: names of actions and attributes, and `registry_link`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<&'static str>,
    /// The entity.
    pub entity: &'static str,
    /// The actions, in the order of the document.
    pub actions: Vec<&'static str>,
    /// The attributes with their values.
    pub conditions: Vec<Values>,
    /// Values in which a character that the query cannot hold became a wildcard.
    pub widened: Vec<String>,
    /// Whether it asks for every address with every port, because there are several of both.
    pub combined: bool,
}

/// An attribute with its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Values {
    /// The name of the attribute.
    pub name: &'static str,
    /// Its values, joined by OR.
    pub values: Vec<String>,
}

/// The answer to what a person picked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// One query for each pivot, more where there are too many values for one.
    pub queries: Vec<Asked>,
    /// The errors of what could not be asked for.
    pub errors: Vec<Error>,
}

impl Answer {
    /// Adds queries, as many parts of each as it needs.
    pub(super) fn add(
        &mut self,
        queries: impl IntoIterator<Item = Query>,
        destination: Option<&Destination>,
    ) {
        for part in queries.into_iter().flat_map(Query::split) {
            match Asked::new(&part, destination) {
                Ok(asked) => self.queries.push(asked),
                Err(errors) => self.errors.extend(errors),
            }
        }
    }
}

impl Asked {
    /// A query as it is asked where it goes.
    ///
    /// # Errors
    /// Returns the errors of what cannot be asked there.
    pub(super) fn new(query: &Query, destination: Option<&Destination>) -> Result<Self, Vec<Error>> {
        let several = query.conditions().iter().filter(|(_, values)| values.len() > 1).count();
        let conditions = query.conditions().iter();
        let asked = Self {
            url: None,
            xql: None,
            run: false,
            doubts: Vec::new(),
            entity: query.entity().name,
            actions: query.actions().to_vec(),
            conditions: conditions.map(|(name, values)| Values { name, values: values.clone() }).collect(),
            widened: Vec::new(),
            combined: several > 1,
        };
        let owned = |values: Vec<&str>| values.into_iter().map(str::to_owned).collect();
        Ok(match destination {
            Some(Destination::Cortex { page, days, run }) => {
                Self { url: Some(page.clone()), run: *run, ..asked.in_xql(query, *days)? }
            }
            Some(Destination::Secdo(server)) => {
                Self { url: Some(query.url(server)), widened: owned(query.widened()), ..asked }
            }
            None => Self { widened: owned(query.widened()), ..asked },
        })
    }

    /// The same in the language of Cortex XDR. A function of its own, so that a click that asks SECDO does not compile the code for XQL.
    #[inline(never)]
    fn in_xql(self, query: &Query, days: u32) -> Result<Self, Vec<Error>> {
        let Xql { text, doubts } = query.xql(days)?;
        let widened = query.widened_in_xql().into_iter().map(str::to_owned).collect();
        Ok(Self { xql: Some(text), doubts, widened, ..self })
    }
}
