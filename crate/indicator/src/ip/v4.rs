//! IPv4 addresses, and how tcpdump writes their ports.

use std::net::{IpAddr, Ipv4Addr};

use super::{
    super::{
        context::{Outcome, Text},
        words::Words,
    },
    suffix::{Head, number, plain, port, with_suffix},
    version::is_version,
};

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

/// Reads an IPv4 address, with its port or prefix, at the digit at `start`.
pub(in super::super) fn recognise<'t>(text: &Text<'t>, start: usize) -> Option<Outcome<'t>> {
    let Dotted { address, end, canonical } = dotted(text, start)?;
    let nothing = Some(Outcome::Nothing { resume: end });
    // `10.0.0.1..10.0.0.9` is a range.
    let range = start > 2 && &text.bytes[start - 2..start] == b".." && text.at(start - 3).is_ascii_digit();
    let emphasis = text.before(start) == b'_' && text.at(end) == b'_' && !text.glued_before(start - 1);
    if matches!(text.before(start), b'.' | b'$') && !range || text.glued_before(start) && !emphasis {
        return nothing;
    }
    if let Some(found) = captured(text, address, start, end) {
        return Some(found);
    }
    if is_version(text, start, end) {
        return nothing;
    }
    if emphasis {
        let head = Head { address: IpAddr::V4(address), canonical, start, end };
        return Some(plain(text, &head));
    }
    if goes_on(text, end) {
        return None;
    }
    Some(with_suffix(text, Head { address: IpAddr::V4(address), canonical, start, end }))
}

/// An address and its port as tcpdump writes them: `IP 10.0.0.5.51514 > 10.0.0.9.443: `.
fn captured<'t>(text: &Text<'t>, address: Ipv4Addr, start: usize, end: usize) -> Option<Outcome<'t>> {
    let head = text.slice(start.saturating_sub(3), start);
    if text.at(end) != b'.' || head != "IP " && head != " > " {
        return None;
    }
    let (number, after) = number(text, end + 1)?;
    let ends = text.bytes[after..].starts_with(b" > ") || text.at(after) == b':';
    let head = Head { address: IpAddr::V4(address), canonical: false, start, end };
    (ends && number > 0).then(|| port(text, &head, number, after))
}

/// Four octets as they stand in the text.
pub(super) struct Dotted {
    pub(super) address: Ipv4Addr,
    pub(super) end: usize,
    /// Whether they are written as they are to be: joined by full stops.
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

/// Whether what follows the fourth octet makes the number longer than an address.
fn goes_on(text: &Text<'_>, end: usize) -> bool {
    match text.at(end) {
        b'.' => text.glued_after(end + 1),
        b'-' if text.at(end + 1).is_ascii_digit() => {
            // A range of addresses, `10.0.0.1-10.0.0.9` or `10.0.0.1-254`, is not a longer name; `0.5.5.1-2.1` is a
            // version.
            let mut after = end + 1;
            let mut dots = 0;
            while text.at(after).is_ascii_digit()
                || text.at(after) == b'.' && text.at(after + 1).is_ascii_digit()
            {
                dots += usize::from(text.at(after) == b'.');
                after += 1;
            }
            text.glued_after(after) || text.at(after) == b'-' || !matches!(dots, 0 | 3)
        }
        b'-' => text.glued_after(end + 1),
        b'@' => text.glued_after(end + 1),
        _ => text.glued_after(end),
    }
}
