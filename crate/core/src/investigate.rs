//! From a selection to queries: what was found in it, what is asked by default, and what a person picked.

mod asked;
mod columns;
mod found;

use serde::{Deserialize, Serialize};

use crate::{
    error::Error,
    indicator::{Indicator, IndicatorKind, scan},
    query::{
        Destination, MOST_VALUES, Query, QueryDraft,
        pivot::{Made, Pivot, Subject},
    },
    settings::Settings,
};

pub use asked::{Answer, Asked, Values};
pub use found::{Analysis, Group, PageIndicator, analyse, survey};

/// One indicator with the question to ask about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// The kind of the indicator, by its stable name.
    pub kind: String,
    /// Its value.
    pub value: String,
    /// The pivot, by its stable name.
    pub pivot: String,
}

/// The result of a click on the menu item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// One query: it opens at once.
    Open(Asked),
    /// The page opens, because there is something to choose or to mend.
    Choose(Reason),
}

/// Why the page opens instead of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No server is set, or the one set is unusable.
    Server,
    /// Nothing was recognised.
    Nothing,
    /// More than one query would open.
    Several,
    /// More values than one query should have.
    TooMany,
    /// Something found cannot be asked for.
    Refused,
}

/// The result of a click on the menu item.
///
/// ```
/// use secdo_core::{investigate::{Plan, Reason, plan}, settings::Settings};
/// let settings = Settings { server: "https://secdo".to_owned(), ..Settings::default() };
/// assert!(matches!(plan("8.8.8.8", &settings), Plan::Open(_)));
/// assert!(matches!(plan("no indicator", &settings), Plan::Choose(Reason::Nothing)));
/// ```
#[must_use]
pub fn plan(text: &str, settings: &Settings) -> Plan {
    plan_at(text, settings, settings.destination().ok().as_ref())
}

/// The result of a click on the menu item, where the destination of the settings is known already; `None` for one that is
/// missing or unusable.
///
/// ```
/// use secdo_core::{investigate::{Plan, Reason, plan_at}, settings::Settings};
/// let settings = Settings { server: "https://secdo".to_owned(), ..Settings::default() };
/// let destination = settings.destination()?;
/// assert!(matches!(plan_at("8.8.8.8", &settings, Some(&destination)), Plan::Open(_)));
/// assert_eq!(plan_at("8.8.8.8", &settings, None), Plan::Choose(Reason::Server));
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
#[must_use]
pub fn plan_at(text: &str, settings: &Settings, destination: Option<&Destination>) -> Plan {
    let Some(destination) = destination else { return Plan::Choose(Reason::Server) };
    let found = scan(text);
    let mut subjects = Vec::new();
    let mut picks: Vec<_> = Vec::with_capacity(found.len());
    for Indicator { kind, value, .. } in &found {
        let subject = Subject::of(*kind, value);
        let group = subjects.iter().position(|known| *known == subject).unwrap_or_else(|| {
            subjects.push(subject);
            subjects.len() - 1
        });
        picks.push((group, (*kind, value.as_str(), settings.pivot(subject))));
    }
    // In the order of the groups, as the page has them.
    picks.sort_by_key(|(group, _)| *group);
    let (queries, errors) = queries(picks.into_iter().map(|(_, pick)| pick), Some(destination));
    match queries.as_slice() {
        [] if found.is_empty() => Plan::Choose(Reason::Nothing),
        _ if !errors.is_empty() => Plan::Choose(Reason::Refused),
        [query] if query.count() <= MOST_VALUES => match Asked::new(query, Some(destination)) {
            Ok(asked) => one(asked, found.len()),
            Err(_) => Plan::Choose(Reason::Refused),
        },
        _ => several(found.len()),
    }
}

/// One query: it opens, unless it finds more than was selected, which is shown before it is asked.
fn one(query: Asked, found: usize) -> Plan {
    if query.widened.is_empty() && !query.combined { Plan::Open(query) } else { several(found) }
}

fn several(found: usize) -> Plan {
    Plan::Choose(if found > MOST_VALUES { Reason::TooMany } else { Reason::Several })
}

/// The result of a click on a menu item that names a pivot: the indicators that it fits, or else each line of the
/// text as it is.
///
/// ```
/// use secdo_core::{investigate::{Plan, plan_as}, settings::Settings};
/// let settings = Settings { server: "https://secdo".to_owned(), ..Settings::default() };
/// let Plan::Open(query) = plan_as("10.0.0.1", "host.host_ip", &settings)? else { panic!() };
/// assert_eq!(query.url.as_deref(), Some("https://secdo/#/investigationNG/builder?entity=host&attr=host_ip:10.0.0.1"));
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
///
/// # Errors
/// Returns [`Error::PivotUnknown`] where no pivot has this name.
pub fn plan_as(text: &str, pivot: &str, settings: &Settings) -> Result<Plan, Error> {
    let (answer, count) = ask_as(text, pivot, settings)?;
    Ok(match <[Asked; 1]>::try_from(answer.queries) {
        _ if settings.destination().is_err() => Plan::Choose(Reason::Server),
        Err(queries) if queries.is_empty() && count == 0 => Plan::Choose(Reason::Nothing),
        _ if !answer.errors.is_empty() => Plan::Choose(Reason::Refused),
        Ok([query]) => one(query, count),
        Err(_) => several(count),
    })
}

/// The queries of such a click, and how many values they ask for; none where there is nothing to ask.
///
/// ```
/// use secdo_core::{investigate::ask_as, settings::Settings};
/// let settings = Settings { server: "https://secdo".to_owned(), ..Settings::default() };
/// let (answer, count) = ask_as("rundll32.exe evil.dll,Entry", "process.cmd", &settings)?;
/// assert_eq!((count, answer.queries.len()), (1, 1));
/// assert_eq!(answer.queries[0].widened, ["*rundll32.exe evil.dll,Entry*"]);
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
///
/// # Errors
/// Returns [`Error::PivotUnknown`] where no pivot has this name.
pub fn ask_as(text: &str, pivot: &str, settings: &Settings) -> Result<(Answer, usize), Error> {
    let pivot = Pivot::find(pivot)?;
    let destination = settings.destination().ok();
    let found = scan(text);
    let fitting = found
        .iter()
        .filter(|indicator| Subject::of(indicator.kind, &indicator.value).pivots().contains(&pivot.id));
    let mut answer = Answer::default();
    let mut made = Vec::new();
    for indicator in fitting {
        match values(pivot, indicator.kind, &indicator.value, destination.as_ref()) {
            Ok(values) => made.push(values),
            // Values that fit the question but cannot be asked at its destination.
            Err(
                error @ (Error::HashNotKept(_)
                | Error::NetworkNotSearchable(_)
                | Error::PrefixNotSearchable(_)),
            ) => {
                answer.errors.push(error);
            }
            Err(_) => {}
        }
    }
    let mut count = made.len() + answer.errors.len();
    let mut values = made.concat();
    if count == 0 || pivot.takes_any_text() {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        values = lines.map(|line| (pivot.literal(line), None)).collect();
        count = values.len();
    }
    if !values.is_empty() {
        match pivot.query(&values) {
            Ok(query) => answer.add([query], destination.as_ref()),
            Err(errors) => answer.errors.extend(errors),
        }
    }
    Ok((answer, count))
}

/// The queries for what a person picked: one for each pivot, in the order of the picks.
///
/// ```
/// use secdo_core::{investigate::{Pick, ask}, settings::Settings};
/// let pick = |kind: &str, value: &str| Pick {
///     kind: kind.into(), value: value.into(), pivot: "network.remote_ip".into() };
/// let picks = [pick("ipv4", "8.8.8.8"), pick("ipv4", "8.8.4.4"), pick("planet", "Mars")];
/// let answer = ask(&picks, &Settings::default());
/// assert_eq!((answer.queries.len(), answer.errors.len()), (1, 1));
/// assert_eq!(answer.queries[0].conditions[0].values, ["8.8.8.8", "8.8.4.4"]);
/// ```
#[must_use]
pub fn ask(picks: &[Pick], settings: &Settings) -> Answer {
    let mut unknown = Vec::new();
    let mut known = Vec::new();
    for pick in picks {
        match IndicatorKind::find(&pick.kind) {
            Some(kind) => known.push((kind, &*pick.value, &*pick.pivot)),
            None => unknown.push(Error::KindUnknown(pick.kind.clone())),
        }
    }
    let destination = settings.destination().ok();
    let (queries, errors) = queries(known.into_iter(), destination.as_ref());
    let mut answer = Answer { queries: Vec::new(), errors };
    answer.add(queries, destination.as_ref());
    answer.errors.extend(unknown);
    answer
}

/// The query that a person built by hand.
///
/// ```
/// use secdo_core::{investigate::build, query::{Condition, QueryDraft}, settings::Settings};
/// let attributes = vec![Condition { name: "host_name".into(), values: vec!["dc01".into()] }];
/// let draft = QueryDraft { entity: "host".into(), actions: vec![], attributes };
/// assert_eq!(build(&draft, &Settings::default()).unwrap().len(), 1);
/// let wrong = QueryDraft { entity: "planet".into(), ..draft };
/// assert!(build(&wrong, &Settings::default()).is_err());
/// ```
///
/// # Errors
/// Returns everything in the draft that the catalogue does not allow, or else what cannot be asked where it goes.
pub fn build(draft: &QueryDraft, settings: &Settings) -> Result<Vec<Asked>, Vec<Error>> {
    let destination = settings.destination().ok();
    let parts = Query::new(draft)?.split();
    parts.iter().map(|query| Asked::new(query, destination.as_ref())).collect()
}

/// The queries of the picks, one for each pivot, in the order in which it first comes; and what cannot be asked for.
fn queries<'a>(
    picks: impl Iterator<Item = (IndicatorKind, &'a str, &'a str)>,
    destination: Option<&Destination>,
) -> (Vec<Query>, Vec<Error>) {
    let mut errors = Vec::new();
    let mut made: Vec<(&'static Pivot, Vec<Made>)> = Vec::new();
    for (kind, value, pivot) in picks {
        let found = Pivot::find(pivot);
        match found.and_then(|pivot| values(pivot, kind, value, destination).map(|values| (pivot, values))) {
            Ok((pivot, values)) => match made.iter_mut().find(|(known, _)| known.id == pivot.id) {
                Some((_, list)) => list.extend(values),
                None => made.push((pivot, values)),
            },
            Err(error) => errors.push(error),
        }
    }
    let mut queries = Vec::new();
    for (pivot, values) in made {
        match pivot.query(&values) {
            Ok(query) => queries.push(query),
            Err(unfit) => errors.extend(unfit),
        }
    }
    (queries, errors)
}

/// The values of an indicator as they are asked for where the query goes.
fn values(
    pivot: &Pivot,
    kind: IndicatorKind,
    value: &str,
    destination: Option<&Destination>,
) -> Result<Vec<Made>, Error> {
    match destination {
        Some(Destination::Cortex { .. }) => pivot.values_in_xql(kind, value),
        Some(Destination::Secdo(_)) | None => pivot.values(kind, value),
    }
}
