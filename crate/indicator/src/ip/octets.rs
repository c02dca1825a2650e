//! Four octets, and how they may be joined.

use std::net::Ipv4Addr;

use super::super::{context::Text, words::Words};

/// Words before four numbers with commas that make them an address.
static ADDRESS_WORDS: Words<14> = Words::new([
    "addr",
    "address",
    "c2",
    "dest",
    "destination",
    "dst",
    "host",
    "ip",
    "ioc",
    "ipv4",
    "remote",
    "server",
    "source",
    "src",
]);

/// Four octets as they stand in the text.
pub(super) struct Dotted {
    pub(super) address: Ipv4Addr,
    pub(super) end: usize,
    /// Whether the text is canonical already: joined by full stops, without blanks and commas.
    pub(super) canonical: bool,
}

/// Four octets at `start`, joined alike by `.`, ` . ` or `,`.
pub(super) fn dotted(text: &Text<'_>, start: usize) -> Option<Dotted> {
    let (first, mut at) = octet(text, start)?;
    let joint: &[u8] = match (text.at(at), text.at(at + 1), text.at(at + 2)) {
        (b'.', ..) => b".",
        (b' ', b'.', b' ') => b" . ",
        (b',', b'0'..=b'9', _) if is_free(text, start) => b",",
        _ => return None,
    };
    let mut octets = [first, 0, 0, 0];
    for slot in &mut octets[1..] {
        if text.at(at) != joint[0] || joint.len() > 1 && !text.bytes[at..].starts_with(joint) {
            return None;
        }
        (*slot, at) = octet(text, at + joint.len())?;
    }
    if joint == b","
        && (matches!(text.at(at), b',' | b')' | b']' | b'.') || text.bytes[at..].starts_with(b", "))
    {
        return None;
    }
    if joint == b" . " && text.bytes[at..].starts_with(b" . ") {
        return None;
    }
    Some(Dotted { address: Ipv4Addr::from(octets), end: at, canonical: joint == b"." })
}

/// Whether a row of numbers with commas is meant as an address: it stands at the beginning of a line, in quotes, or
/// behind a word that says so. Everything else is a list: of ports, pages, arguments.
fn is_free(text: &Text<'_>, start: usize) -> bool {
    matches!(text.before(start), 0 | b'\n' | b'"' | b'`') || ADDRESS_WORDS.contains(text.label(start).0)
}

fn octet(text: &Text<'_>, start: usize) -> Option<(u8, usize)> {
    let mut value = 0_u16;
    let mut end = start;
    while end < start + 3 && text.at(end).is_ascii_digit() {
        value = value * 10 + u16::from(text.at(end) - b'0');
        end += 1;
    }
    let padded = end - start > 1 && text.at(start) == b'0';
    if end == start || padded || text.at(end).is_ascii_digit() {
        return None;
    }
    Some((u8::try_from(value).ok()?, end))
}

/// A decimal number of at most five digits, not above 65535.
pub(super) fn number(text: &Text<'_>, start: usize) -> Option<(u32, usize)> {
    let mut end = start;
    let mut value = 0;
    while end < start + 6 && text.at(end).is_ascii_digit() {
        value = value * 10 + u32::from(text.at(end) - b'0');
        end += 1;
    }
    (end > start && end - start <= 5 && value <= 65_535).then_some((value, end))
}
