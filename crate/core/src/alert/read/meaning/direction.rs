//! The direction of a connection where its addresses do not tell it: both ends inside, or both outside.

use std::ops::Range;

use crate::alert::{
    Direction,
    read::{
        meaning::{
            names::{self, Role},
            parties::Parties,
            sentence,
        },
        record::{Certainty, FieldValue, Pair, Record},
    },
};

/// Names of zones, interfaces and roles outside, and inside.
const OUTSIDE: [&str; 8] =
    ["wan", "untrust", "untrusted", "external", "outside", "internet", "public", "red"];
const INSIDE: [&str; 9] =
    ["lan", "dmz", "trust", "trusted", "internal", "inside", "private", "local", "intranet"];

/// Words of a direction seen from the border of the network. What other products call a direction is that of an
/// interface, an attack or a file, and says nothing here.
const WORDS: [(&str, Direction); 12] = [
    ("r2l", Direction::Incoming),
    ("r2r", Direction::Outgoing),
    ("l2l", Direction::Outgoing),
    ("l2r", Direction::Outgoing),
    ("incoming", Direction::Incoming),
    ("outgoing", Direction::Outgoing),
    ("inbound", Direction::Incoming),
    ("outbound", Direction::Outgoing),
    ("receive", Direction::Incoming),
    ("send", Direction::Outgoing),
    ("external", Direction::Outgoing),
    ("internal", Direction::Outgoing),
];

/// The direction that a record tells beyond its addresses, and where it does.
pub(crate) fn read(record: &Record<'_>, parties: &Parties) -> Option<(Direction, Range<usize>)> {
    let by_zone = || {
        let source = record.find(Role::SourceZone).next()?;
        let destination = record.find(Role::DestinationZone).next()?;
        Some((between(&source.value, &destination.value)?, source.span.clone()))
    };
    let by_word = || {
        let word = record.find(Role::NetworkDirection).next()?;
        Some((of_word(&word.value)?, word.span.clone()))
    };
    // SonicWall: `src=10.0.0.1:1024:LAN`
    let by_end = || {
        let end = |role| {
            let pair = record
                .find(role)
                .find(|pair| pair.value.matches(':').count() >= 2 && pair.value.contains('.'))?;
            Some((pair.value.split(':').nth(2)?, pair.span.clone()))
        };
        let ((from, span), (to, _)) = (end(Role::SourceIp)?, end(Role::DestinationIp)?);
        Some((between(from, to)?, span))
    };
    by_zone()
        .or_else(by_end)
        .or_else(by_word)
        .or_else(|| by_flag(record))
        .or_else(|| by_own_end(record, parties))
        .or_else(|| by_interface(record))
        .or_else(|| by_host(record))
}

/// The direction of a packet that netfilter saw coming to the own host, or leaving it: only one interface is named.
fn by_interface(record: &Record<'_>) -> Option<(Direction, Range<usize>)> {
    let one = |name: &str, none: &str| {
        let pair = record.named(name)?;
        (record.text.contains(none) && record.named("SRC").is_some()).then(|| pair.span.clone())
    };
    one("IN", " OUT= ")
        .map(|span| (Direction::Incoming, span))
        .or_else(|| one("OUT", " IN= ").map(|span| (Direction::Outgoing, span)))
}

/// The direction that a word says without any doubt.
fn by_host(record: &Record<'_>) -> Option<(Direction, Range<usize>)> {
    let is_clear = |word: &str| CLEAR.iter().any(|clear| word.eq_ignore_ascii_case(clear));
    let mut pairs = record.find(Role::HostDirection).filter(|pair| is_clear(&pair.value));
    pairs.find_map(|pair| Some((of_word(&pair.value)?, pair.span.clone())))
}

/// Words that mean the same from the border of the network and from a host.
const CLEAR: [&str; 2] = ["inbound", "outbound"];

fn of_word(word: &str) -> Option<Direction> {
    WORDS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|(_, direction)| *direction)
}

/// The direction that a flag tells: `"inbound": true`.
fn by_flag(record: &Record<'_>) -> Option<(Direction, Range<usize>)> {
    let is_flag = |pair: &&Pair<'_>| pair.name.rsplit('.').next() == Some("inbound");
    let flag = record.find(Role::HostDirection).find(is_flag)?;
    let is_in = flag.value.eq_ignore_ascii_case("true");
    Some((if is_in { Direction::Incoming } else { Direction::Outgoing }, flag.span.clone()))
}

/// Messages of Cisco's firewalls about connections to themselves.
const TO_DEVICE: [&str; 4] = ["710001", "710002", "710003", "710005"];

/// The direction that the end of the host that reports tells: the log of a server is about who came to it.
fn by_own_end(record: &Record<'_>, parties: &Parties) -> Option<(Direction, Range<usize>)> {
    let (source, destination) = (parties.source.address.as_ref()?, parties.destination.address.as_ref()?);
    let came_in =
        is_own(record, destination) || is_said_to_come(record, source, destination) || is_to_device(record);
    came_in.then(|| (Direction::Incoming, destination.span.clone()))
}

fn is_to_device(record: &Record<'_>) -> bool {
    let is = |said: &Option<FieldValue>, known: &[&str]| {
        said.as_ref().is_some_and(|said| known.contains(&said.value.as_str()))
    };
    is(&record.vendor, &["Cisco"]) && is(&record.event_id, &TO_DEVICE)
}

/// What Exim and Citrix write before their own end: `I=[10.0.0.1]:25`, `Vserver 10.0.0.1:443`.
const OWN: [&str; 2] = [" I=[", "Vserver "];

/// Whether the destination is the end of the host that reports.
fn is_own(record: &Record<'_>, destination: &FieldValue) -> bool {
    let before = record.text.get(..destination.span.start).unwrap_or("");
    // By its name, or by what the name means beside others.
    let has_role = |role| {
        names::has_role(&destination.name, role)
            || record.find(role).any(|pair| pair.name == destination.name)
    };
    has_role(Role::LocalIp)
        || names::plain(&destination.name).starts_with("local")
        || destination.name.is_empty() && OWN.iter().any(|label| before.ends_with(label))
}

/// Whether words say that the source came, or a server writes itself first, and its ports tell that it is one.
fn is_said_to_come(record: &Record<'_>, source: &FieldValue, destination: &FieldValue) -> bool {
    let before = record.text.get(..source.span.start).unwrap_or("");
    let is_first = source.certainty == Certainty::Guessed && destination.span.start < source.span.start;
    source.name.is_empty() && is_first || sentence::tells_of_a_visit(before)
}

/// The direction from one zone to another, where one of them is inside and the other outside.
fn between(from: &str, to: &str) -> Option<Direction> {
    let is = |zone: &str, zones: &[&str]| zones.iter().any(|known| known.eq_ignore_ascii_case(zone));
    if is(from, &OUTSIDE) && is(to, &INSIDE) {
        Some(Direction::Incoming)
    } else if is(from, &INSIDE) && is(to, &OUTSIDE) {
        Some(Direction::Outgoing)
    } else {
        None
    }
}
