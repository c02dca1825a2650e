//! Removes values that are no ends: unspecified addresses, ports of protocols that have none.

use crate::alert::read::{
    meaning::parties::{Parties, Party, is_unspecified},
    record::{Certainty, Pair, Record},
};

/// Products' names for the protocol above IP, in lower case and without punctuation.
const NAMES: [&str; 11] = [
    "proto",
    "protocol",
    "prot",
    "ipproto",
    "ipprotocol",
    "transport",
    "networktransport",
    "protocolname",
    "protoname",
    "transportprotocol",
    "l4proto",
];

/// Protocols without ports, by their names and numbers (IANA, "Assigned Internet Protocol Numbers").
const PORTLESS: [&str; 18] = [
    "icmp",
    "icmp6",
    "icmpv6",
    "ipv6-icmp",
    "1",
    "58",
    "igmp",
    "2",
    "ospf",
    "89",
    "gre",
    "47",
    "esp",
    "50",
    "ah",
    "51",
    "pim",
    "vrrp",
];

/// Takes out what is no end, before anything follows from it.
pub(crate) fn settle(record: &Record<'_>, parties: &mut Parties) {
    let has_port = parties.source.port.is_some() || parties.destination.port.is_some();
    let portless = has_port && is_portless(record, parties);
    let is_only = parties.source.address.is_none() || parties.destination.address.is_none();
    for party in [&mut parties.source, &mut parties.destination] {
        match &mut party.address {
            // An unspecified address under a name stays in the form, and no batch sends it; one that only words tell is
            // left out.
            Some(said) if is_unspecified(&said.value) && said.certainty == Certainty::Stated => {
                said.certainty = Certainty::Guessed;
            }
            Some(said)
                if is_unspecified(&said.value)
                    && (said.certainty == Certainty::Inferred || said.name.is_empty()) =>
            {
                // Where a service waits, its port was reached.
                *party = Party { address: None, port: party.port.take().filter(|_| !is_only) }
            }
            _ => {}
        }
        if portless {
            party.port = None;
        }
    }
}

/// Whether the record names a protocol without ports, by a value of its own or in the word before its source.
fn is_portless(record: &Record<'_>, parties: &Parties) -> bool {
    let is_protocol = |pair: &&Pair<'_>| {
        let last = pair.name.rsplit('.').next().unwrap_or(&pair.name);
        pair.value.len() < 12 && NAMES.iter().any(|name| is_named(last, name))
    };
    let is_of = |word: &str| PORTLESS.iter().any(|name| name.eq_ignore_ascii_case(word));
    let mut named = record.list.iter().take(MOST).filter(is_protocol).peekable();
    if named.peek().is_some() {
        return named.any(|pair| is_of(pair.value.trim()));
    }
    // `denied igmp 10.0.0.1 -> 224.0.0.2 (20)`
    let source = parties.source.address.as_ref().filter(|said| record.sentence && said.name.is_empty());
    source.and_then(|said| record.text.get(..said.span.start)).is_some_and(|before| {
        let word = before.trim_end().rsplit(' ').next().unwrap_or("").trim_end_matches(',');
        word.starts_with(|c: char| c.is_ascii_alphabetic()) && is_of(word)
    })
}

/// Whether a name is this one of the table, in any case and with any punctuation.
fn is_named(name: &str, plain: &str) -> bool {
    let letters = name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    name.len() < 24 && letters.eq(plain.bytes())
}

/// How many values of a record are looked at.
const MOST: usize = 400;
