//! From a selection to queries: what was found in it, what is asked by default, and what a person picked.

mod asked;
mod columns;

use std::{borrow::Cow, collections::HashMap, net::Ipv4Addr};

use serde::{Deserialize, Serialize};

use crate::{
    error::Error,
    indicator::{Indicator, IndicatorKind, Span, defanged, host_of, is_mask, scan, tally},
    query::{
        Destination, MOST_VALUES, Query, QueryDraft,
        pivot::{Made, Pivot, Subject},
    },
    settings::Settings,
};

pub use asked::{Answer, Asked, Values};

/// The indicators of a text, grouped by what can be asked about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Analysis {
    /// The groups, in the order in which their first member stands in the text.
    pub groups: Vec<Group>,
    /// Values that are set aside on a page: its own host and SECDO's, addresses that no host has, and masks.
    pub set_aside: Vec<PageIndicator>,
    /// How many indicators there are in all groups.
    pub count: usize,
    /// In how many places they stand.
    pub places: usize,
}

/// Indicators about which the same can be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The subject that they are to an investigation.
    pub subject: Subject,
    /// The indicators, in the order of the text.
    pub indicators: Vec<PageIndicator>,
    /// The pivots for them, the product's default first.
    pub pivots: &'static [&'static str],
    /// The pivot unless a person picks another one.
    pub chosen: &'static str,
}

/// An indicator as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageIndicator {
    /// Its kind.
    pub kind: IndicatorKind,
    /// Its value, as it will be searched for.
    pub value: String,
    /// Its value in a form that nobody clicks on by accident.
    pub defanged: String,
    /// Where it stands in the text, the first time. In bytes here; the boundary turns it into UTF-16 units.
    pub span: Span,
    /// In how many places it stands.
    pub count: usize,
}

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

/// The indicators of a text, with the pivots of the settings, in the order of the text.
///
/// ```
/// use secdo_core::{investigate::analyse, settings::Settings};
/// let found = analyse("8.8.8.8 twice: 8.8.8[.]8", &Settings::default());
/// assert_eq!((found.count, found.places, found.groups[0].indicators[0].count), (1, 2, 2));
/// ```
#[must_use]
pub fn analyse(text: &str, settings: &Settings) -> Analysis {
    group(tally(text), None, settings)
}

/// The indicators of a whole page, the most frequent first in each group. What belongs to one of the hosts in `own` (the
/// page's, in lower case and without a port) is set aside, and so are the addresses of SECDO, `0.0.0.0`,
/// `255.255.255.255`, masks of networks, and what the heads of tables call something else: `Agent version`, `Imphash`.
///
/// ```
/// use secdo_core::{investigate::survey, settings::Settings};
/// let page = "10.0.0.1 8.8.8.8 10.0.0.2 10.0.0.2 https://siem.corp/search";
/// let found = survey(page, &["siem.corp".to_owned()], &Settings::default());
/// assert_eq!(found.groups[0].indicators[0].value, "10.0.0.2");
/// assert_eq!(found.set_aside[0].value, "https://siem.corp/search");
/// ```
#[must_use]
pub fn survey(text: &str, own: &[String], settings: &Settings) -> Analysis {
    let mut own = own.to_vec();
    for known in settings.known_servers() {
        own.extend(host_of(IndicatorKind::Url, &known.address).map(str::to_owned));
    }
    let mut found = tally(text);
    if let Cow::Owned(kept) = columns::without_named(text) {
        let kept = tally(&kept);
        let counts: HashMap<_, _> =
            kept.iter().map(|(one, count)| ((one.kind as u8, one.value.as_str()), *count)).collect();
        for (one, count) in &mut found {
            *count = counts.get(&(one.kind as u8, one.value.as_str())).copied().unwrap_or(0);
        }
    }
    let mut analysis = group(found, Some(&own), settings);
    for group in &mut analysis.groups {
        group.indicators.sort_by_key(|item| std::cmp::Reverse(item.count));
    }
    analysis
}

fn group(found: Vec<(Indicator, usize)>, own: Option<&[String]>, settings: &Settings) -> Analysis {
    let mut analysis = Analysis { groups: Vec::new(), set_aside: Vec::new(), count: 0, places: 0 };
    for (Indicator { kind, value, span }, count) in found {
        let aside = own.is_some_and(|own| {
            count == 0
                || is_unspecifieds(kind, &value)
                || kind != IndicatorKind::Email
                    && host_of(kind, &value).is_some_and(|host| own.iter().any(|own| own == host))
        });
        let subject = Subject::of(kind, &value);
        let item = PageIndicator { kind, defanged: defanged(kind, &value), value, span, count };
        if aside {
            analysis.set_aside.push(item);
            continue;
        }
        analysis.count += 1;
        analysis.places += count;
        match analysis.groups.iter_mut().find(|group| group.subject == subject) {
            Some(group) => group.indicators.push(item),
            None => analysis.groups.push(Group {
                subject,
                indicators: vec![item],
                pivots: subject.pivots(),
                chosen: settings.pivot(subject),
            }),
        }
    }
    analysis
}

/// Whether it is an address that no host has: `0.0.0.0`, the broadcast address, or the mask of a network.
fn is_unspecifieds(kind: IndicatorKind, value: &str) -> bool {
    let address = value.parse::<Ipv4Addr>().ok().filter(|_| kind == IndicatorKind::Ipv4);
    // From 240.0.0.0 on nothing is routed.
    address.is_some_and(|address| address.is_unspecified() || address.octets()[0] >= 240 && is_mask(address))
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
