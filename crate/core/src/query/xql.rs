//! Queries in XQL, the language of Cortex XDR: what [`Query::url`] says to SECDO, said to its successor.
//!
//! Source: Palo Alto Networks, "Cortex XSIAM XQL Language" and "XQL Schema Reference" (2026-08). No address of the console
//! takes a query, so it is text for people to paste. Nobody has tried these queries on a live tenant: [`table`] says how
//! sure each row is.

mod registry;
pub mod table;
mod values;

use serde::Serialize;

use super::Query;
use crate::error::Error;
use table::{Action, MAPPINGS, Mapping, Sureness};

/// The type of an attribute's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, with `*` for any characters.
    Text,
    /// A whole number.
    Number,
    /// MD5 or SHA-256, by its length; the first field has the one, the second the other.
    Hash,
    /// An address or a network.
    Network,
    /// An address among those of a host; the first field has IPv4, the second IPv6.
    HostAddress,
    /// A key of the registry.
    RegistryKey,
    /// One of SECDO's words or numbers, each with what it is here.
    Choice(&'static [(&'static str, &'static str)]),
}

/// A query in XQL, with what a person should know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Xql {
    /// The query: several lines, the last one without an end.
    pub text: String,
    /// Names of actions and attributes of SECDO that have only something near to them here, and `registry_link` where a
    /// key is asked for by another name.
    pub doubts: Vec<&'static str>,
}

/// The meaning of a doubt of [`Xql::doubts`], in English.
///
/// ```
/// use secdo_core::query::xql::words;
/// assert!(words("host_ip").contains("10.0.0.11"));
/// assert_eq!(words("sure"), "");
/// ```
#[must_use]
pub fn words(doubt: &str) -> &'static str {
    match doubt {
        "exists" => "Cortex XDR records what happens, not what is there: \"exists\" finds any event with it.",
        "child" => "What SECDO means by \"child\" is not documented: processes that were started are found.",
        "parent" => {
            "What SECDO means by \"parent\" is not documented: processes that started others are found."
        }
        "CGN" => "\"CGN\" is read as the name of the process that began the chain of causality.",
        "host_ip" => {
            "All addresses of a host are one text in Cortex XDR: 10.0.0.1 finds 10.0.0.11 and 110.0.0.1 as well."
        }
        "instanceId" => "Ids of instances in SECDO are not those of Cortex XDR.",
        "registry_link" => {
            "Cortex XDR stores keys by their real names: those that are links are asked for by these."
        }
        _ => "",
    }
}

/// For how many days back a query can be asked.
pub const DAYS: [u32; 4] = [1, 7, 30, 90];

impl Query {
    /// The query in XQL for the last `days` days.
    ///
    /// ```
    /// use secdo_core::query::{Condition, QueryDraft, Query};
    /// let draft = QueryDraft {
    ///     entity: "process".into(),
    ///     actions: vec!["run".into()],
    ///     attributes: vec![Condition { name: "file_name".into(), values: vec!["a.exe".into()] }],
    /// };
    /// assert_eq!(
    ///     Query::new(&draft).unwrap().xql(7).unwrap().text,
    ///     "config case_sensitive = false timeframe = 7d\n\
    ///      | dataset = xdr_data\n\
    ///      | filter event_type = ENUM.PROCESS and event_sub_type = ENUM.PROCESS_START\n    \
    ///          and action_process_image_name in (\"a.exe\")"
    /// );
    /// ```
    ///
    /// # Errors
    /// Returns the errors of what Cortex XDR cannot be asked: [`Error::HashNotKept`], [`Error::NumberNeeded`],
    /// [`Error::NetworkNotSearchable`].
    pub fn xql(&self, days: u32) -> Result<Xql, Vec<Error>> {
        let Some(mapping) = MAPPINGS.iter().find(|mapping| mapping.entity == self.entity.name) else {
            return Err(vec![Error::EntityUnknown(self.entity.name.to_owned())]);
        };
        let branches = branches(mapping, &self.actions);
        let mut errors = Vec::new();
        let mut filters = Vec::new();
        for branch in &branches {
            match self.filter(mapping, branch) {
                Ok(filter) => filters.push(filter),
                Err(more) => {
                    errors.extend(more.into_iter().filter(|one| !errors.contains(one)).collect::<Vec<_>>())
                }
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let filter = match filters.as_slice() {
            [only] => only.clone(),
            _ => filters.iter().map(|one| format!("({one})")).collect::<Vec<_>>().join("\n    or "),
        };
        let mut text = format!(
            "config case_sensitive = false timeframe = {days}d\n| {}\n| filter {filter}",
            mapping.source
        );
        if !mapping.ending.is_empty() {
            text.push_str("\n| ");
            text.push_str(mapping.ending);
        }
        Ok(Xql { text, doubts: self.doubts(mapping, &branches) })
    }

    /// The conditions of one branch, joined by `and`.
    fn filter(&self, mapping: &Mapping, branch: &Branch) -> Result<String, Vec<Error>> {
        let mut lines: Vec<String> = Vec::new();
        let mut errors = Vec::new();
        let event = [branch.event.to_owned(), branch.only()];
        let event: Vec<String> = event.into_iter().filter(|part| !part.is_empty()).collect();
        if !event.is_empty() {
            lines.push(event.join(" and "));
        }
        for (name, values) in &self.conditions {
            let Some(field) = mapping.attributes.iter().find(|field| field.name == *name) else { continue };
            let Some(fields) = field.fields.get(branch.place).or(field.fields.last()) else { continue };
            match values::condition(field.kind, fields, values) {
                Ok((condition, true)) => lines.push(format!("({condition})")),
                Ok((condition, false)) => lines.push(condition),
                Err(more) => errors.extend(more),
            }
        }
        if errors.is_empty() { Ok(lines.join("\n    and ")) } else { Err(errors) }
    }

    fn doubts(&self, mapping: &Mapping, branches: &[Branch]) -> Vec<&'static str> {
        let used = branches.iter().flat_map(|branch| &branch.actions);
        let actions = used.filter(|action| action.sureness == Sureness::Low).map(|action| action.name);
        let fields = mapping.attributes.iter().filter(|field| field.sureness == Sureness::Low);
        let attributes = fields
            .map(|field| field.name)
            .filter(|name| self.conditions.iter().any(|(asked, _)| asked == name));
        let links = self
            .conditions
            .iter()
            .any(|(name, values)| *name == "key_name" && values.iter().any(|value| registry::is_link(value)));
        actions.chain(attributes).chain(links.then_some("registry_link")).collect()
    }

    /// The values that are asked for in XQL with a wildcard in place of a quote or a control character, so that more may be
    /// found.
    ///
    /// ```
    /// use secdo_core::query::{Condition, Query, QueryDraft};
    /// let values = vec![r#"say "hi""#.into(), "whoami".into()];
    /// let attributes = vec![Condition { name: "cmd".into(), values }];
    /// let actions = vec!["run".into()];
    /// let query = Query::new(&QueryDraft { entity: "process".into(), actions, attributes }).unwrap();
    /// assert_eq!(query.widened_in_xql(), [r#"say "hi""#]);
    /// ```
    #[must_use]
    pub fn widened_in_xql(&self) -> Vec<&str> {
        let values = self.conditions.iter().flat_map(|(_, values)| values);
        values.map(String::as_str).filter(|value| value.contains(values::is_unsafe)).collect()
    }
}

/// Whether a value can be asked for in Cortex XDR.
///
/// # Errors
/// Returns the error that says why it cannot.
pub(super) fn takes(entity: &str, attribute: &str, value: &str) -> Result<(), Error> {
    let mapping = MAPPINGS.iter().find(|mapping| mapping.entity == entity);
    let field = mapping.and_then(|mapping| mapping.attributes.iter().find(|field| field.name == attribute));
    let Some((field, [fields, ..])) = field.map(|field| (field, field.fields)) else { return Ok(()) };
    match values::condition(field.kind, fields, &[value.to_owned()]) {
        Ok(_) => Ok(()),
        Err(errors) => errors.into_iter().next().map_or(Ok(()), Err),
    }
}

/// Actions of one kind of event whose values are looked for in the same fields.
struct Branch {
    event: &'static str,
    place: usize,
    actions: Vec<&'static Action>,
}

impl Branch {
    /// The condition of XQL for the actions; empty where one of them covers every event of the type.
    fn only(&self) -> String {
        if self.actions.iter().any(|action| action.only.is_empty()) {
            return String::new();
        }
        let mut fields: Vec<(&str, Vec<String>)> = Vec::new();
        for (field, value) in self.actions.iter().flat_map(|action| action.only) {
            match fields.iter_mut().find(|(known, _)| known == field) {
                Some((_, values)) if values.iter().any(|known| known == value) => {}
                Some((_, values)) => values.push((*value).to_owned()),
                None => fields.push((field, vec![(*value).to_owned()])),
            }
        }
        let any: Vec<String> = fields.iter().map(|(field, values)| values::equals(field, values)).collect();
        if any.len() > 1 { format!("({})", any.join(" or ")) } else { any.concat() }
    }
}

/// The branches of a query. An action that is every event of its kind takes those of that kind with it.
fn branches(mapping: &'static Mapping, asked: &[&str]) -> Vec<Branch> {
    let actions: Vec<&Action> =
        mapping.actions.iter().filter(|action| asked.contains(&action.name)).collect();
    if mapping.all_is_any && actions.len() == mapping.actions.len() {
        return vec![Branch { event: "", place: 0, actions: Vec::new() }];
    }
    let whole = |event: &str| actions.iter().any(|action| action.only.is_empty() && action.event == event);
    let mut branches: Vec<Branch> = Vec::new();
    for action in &actions {
        if whole(action.event) && !action.only.is_empty() {
            continue;
        }
        match branches.iter_mut().find(|branch| branch.event == action.event && branch.place == action.place)
        {
            Some(branch) => branch.actions.push(action),
            None => branches.push(Branch { event: action.event, place: action.place, actions: vec![action] }),
        }
    }
    branches
}
