//! What was found in a text, grouped by what can be asked about it.

use std::{borrow::Cow, collections::HashMap, net::Ipv4Addr};

use serde::Serialize;

use super::columns;
use crate::{
    indicator::{Indicator, IndicatorKind, Span, defanged, host_of, is_mask, tally},
    query::pivot::Subject,
    settings::Settings,
};

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
                || is_of_no_host(kind, &value)
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
fn is_of_no_host(kind: IndicatorKind, value: &str) -> bool {
    let address = value.parse::<Ipv4Addr>().ok().filter(|_| kind == IndicatorKind::Ipv4);
    // From 240.0.0.0 on nothing is routed.
    address.is_some_and(|address| address.is_unspecified() || address.octets()[0] >= 240 && is_mask(address))
}
