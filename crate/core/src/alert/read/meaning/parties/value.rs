//! The address and the port in the value of a name.

use super::Party;
use crate::alert::read::{
    meaning::{endpoints, names},
    record::{FieldValue, Pair, Record},
};

/// The address in the value of a pair, and the port beside it.
pub(super) fn address_of(pair: &Pair<'_>) -> Option<Party> {
    let (address, port) = in_value(&pair.value)?;
    let written = pair.said();
    // The part of the span that is the port, where the value is written as it reads.
    let port_span = pair
        .value
        .rfind(port)
        .filter(|_| pair.span.len() == pair.value.len())
        .map(|at| pair.span.start + at..pair.span.start + at + port.len());
    let port = (!port.is_empty()).then(|| FieldValue {
        value: port.to_owned(),
        span: port_span.unwrap_or_else(|| written.span.clone()),
        ..written.clone()
    });
    Some(Party { address: Some(FieldValue { value: address, ..written }), port })
}

/// Protocols before an address and its port.
const PROTOCOLS: [&str; 4] = ["udp:", "tcp:", "udp/", "tcp/"];

/// How many words a value may have beside its address.
const WORDS: usize = 4;

/// The address in a value: the whole, or the only one among a few words, as a cell has it beside a badge: `203.0.113.9
/// Malicious`.
fn in_value(value: &str) -> Option<(String, &str)> {
    // Java writes the name of a host before a slash, or none: `web1.example/203.0.113.9:51000`, `/203.0.113.9`.
    let behind =
        value.rsplit_once('/').filter(|(host, _)| !host.contains(['/', ' ', ':'])).map(|(_, end)| end);
    // `udp:10.0.0.1:53`
    let value = PROTOCOLS.iter().find_map(|protocol| value.strip_prefix(protocol)).unwrap_or(value);
    let whole = endpoints::split(value).or_else(|| endpoints::split(behind?));
    // Most values are one word, or have no address at all.
    if whole.is_some() || !value.contains(' ') || !value.contains(['.', ':']) {
        return whole;
    }
    let mut found = None;
    for (at, word) in value.split_whitespace().enumerate() {
        match endpoints::split(word) {
            Some(address) if found.is_none() => found = Some(address),
            None if !word.starts_with(|c: char| c.is_ascii_digit()) => {}
            _ => return None,
        }
        if at == WORDS {
            return None;
        }
    }
    found
}

/// The first of several addresses that a request came by: it sent the request.
pub(super) fn first_of_several(pair: &Pair<'_>) -> Option<Party> {
    let (first, rest) = pair.value.split_once(", ")?;
    let (address, _) = endpoints::split(first)?;
    let is_list = rest.split(", ").all(|one| endpoints::split(one).is_some());
    is_list.then(|| Party { address: Some(FieldValue { value: address, ..pair.said() }), port: None })
}

/// The port in a value: digits, or a number that a table of numbers made of them, `443.0`.
pub(super) fn port_of(pair: &Pair<'_>) -> Option<FieldValue> {
    let said = pair.said();
    let value = said.value.trim_matches(['[', ']', ':', '.', ',', ';']);
    // Kibana puts commas between thousands: `64,078`.
    let is_grouped = value.len() == 5 || value.len() == 6;
    let value = match value.split_once(',') {
        Some((thousands, rest)) if is_grouped && rest.len() == 3 => format!("{thousands}{rest}"),
        _ => value.strip_suffix(".0").unwrap_or(value).to_owned(),
    };
    // `443 (https)`, `443/tcp`, `443:WAN`, `https(443)`
    let before = value.split(['(', '/', ' ', ':', '\t']).next().unwrap_or("");
    let inside = value.split_once('(').map(|(_, inside)| inside.trim_end_matches(')'));
    let is_named = !endpoints::is_port(before);
    let digits = inside.filter(|_| is_named).unwrap_or(before).to_owned();
    endpoints::is_port(&digits).then(|| FieldValue {
        span: said.span.start..said.span.end,
        value: digits,
        ..said.clone()
    })
}

/// The port that stands beside an address in the same object: `"ip":"10.0.0.1","port":51000`.
pub(super) fn port_beside(record: &Record<'_>, party: &Party) -> Option<FieldValue> {
    let name = &party.address.as_ref()?.name;
    let (object, last) = name.rsplit_once('.').unwrap_or(("", name));
    if !matches!(names::plain(last).as_str(), "ip" | "address" | "addr" | "ipaddress") {
        return None;
    }
    if object.is_empty() {
        // Of two that no object holds together, the port stands right behind.
        let is_member = |pair: &Pair<'_>| {
            let before = record.text.get(..pair.span.start).unwrap_or("").trim_end_matches(['"', ' ']);
            before.ends_with("\"port\":")
        };
        let at = record.list.iter().position(|pair| pair.name == *name)?;
        let mut ports =
            record.list.iter().enumerate().filter(|(_, pair)| pair.name.eq_ignore_ascii_case("port"));
        return ports
            .find(|(place, pair)| *place == at + 1 || is_member(pair))
            .and_then(|(_, pair)| port_of(pair));
    }
    record.list.iter().find(|pair| pair.name.strip_prefix(object) == Some(".port")).and_then(port_of)
}
