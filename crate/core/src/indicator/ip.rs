//! Addresses: IPv4, IPv6, with a port, with a prefix.

use std::{
    borrow::Cow,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use super::{
    IndicatorKind,
    context::{Outcome, Text},
    words::Words,
};

/// Words before a four-part number that make it a version.
static VERSION_WORDS: Words<9> =
    Words::new(["version", "ver", "build", "release", "rev", "revision", "firmware", "v", "fileversion"]);

/// Words before a slash that are roles or interfaces of a firewall, not products with a version.
static INTERFACE_WORDS: Words<22> = Words::new([
    "any",
    "client",
    "dest",
    "dmz",
    "dst",
    "external",
    "from",
    "host",
    "inside",
    "internal",
    "ip",
    "lan",
    "management",
    "mgmt",
    "outside",
    "server",
    "source",
    "src",
    "tcp",
    "to",
    "udp",
    "wan",
]);

/// Words before a colon behind which `/25` is a prefix, not a port.
static NETWORK_WORDS: Words<11> =
    Words::new(["cidr", "ip", "ip4", "ip6", "net", "network", "prefix", "range", "route", "subnet", "addr"]);

/// Reads an IPv4 address, with its port or prefix, at the digit at `start`.
pub(super) fn recognise_v4<'t>(text: &Text<'t>, start: usize) -> Option<Outcome<'t>> {
    let Dotted { address, end, canonical } = dotted(text, start)?;
    if matches!(text.before(start), b'.' | b'$') || text.glued_before(start) || is_version(text, start, end) {
        return Some(Outcome::Nothing { resume: end });
    }
    if goes_on(text, end) {
        return None;
    }
    Some(with_suffix(text, Head { address: IpAddr::V4(address), canonical, start, end }))
}

/// Four octets as they stand in the text.
struct Dotted {
    address: Ipv4Addr,
    end: usize,
    /// Whether they are written as they are to be: joined by full stops.
    canonical: bool,
}

/// Four octets at `start`, joined alike by `.`, ` . ` or `,`.
fn dotted(text: &Text<'_>, start: usize) -> Option<Dotted> {
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

/// Whether nothing before `start` makes a row of numbers with commas a list or the arguments of a call.
fn is_free(text: &Text<'_>, start: usize) -> bool {
    let in_list = matches!(text.before(start), b',' | b'(' | b'[' | b'{' | b'.');
    let after_comma = text.before(start) == b' ' && text.before(start.saturating_sub(1)) == b',';
    !(in_list || after_comma)
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
            // A range of addresses, `10.0.0.1-10.0.0.9` or `10.0.0.1-254`, is not a longer name.
            let mut after = end + 1;
            while text.at(after).is_ascii_digit() || text.at(after) == b'.' {
                after += 1;
            }
            text.glued_after(after) || text.at(after) == b'-'
        }
        b'-' => text.glued_after(end + 1),
        b'@' => text.glued_after(end + 1),
        _ => text.glued_after(end),
    }
}

fn is_version(text: &Text<'_>, start: usize, end: usize) -> bool {
    if text.before(start) == b'/' {
        let (word, at) = text.label(start - 1);
        let asa = matches!(text.at(end), b'(' | b'/') && text.at(end + 1).is_ascii_digit();
        let product = at < start - 1 && !word.is_empty() && word.bytes().any(|b| b.is_ascii_alphabetic());
        return product && !asa && !INTERFACE_WORDS.contains(word);
    }
    let (word, _) = text.label(start);
    let tail = word.rsplit(['_', '-']).next().unwrap_or(word);
    VERSION_WORDS.contains(tail)
        || tail.len() > 7
            && tail.is_char_boundary(tail.len() - 7)
            && tail[tail.len() - 7..].eq_ignore_ascii_case("version")
}

/// An address without what may follow it.
struct Head {
    address: IpAddr,
    /// Whether its text is its normal form.
    canonical: bool,
    start: usize,
    end: usize,
}

/// Adds the port or the prefix that stands behind an address.
fn with_suffix<'t>(text: &Text<'t>, head: Head) -> Outcome<'t> {
    let Head { address, start, end, .. } = head;
    let separator = text.at(end);
    if separator == b'/'
        && address.is_ipv4()
        && let Some(mask) = dotted(text, end + 1)
    {
        let bits = u32::from(mask.address);
        if bits.leading_ones() + bits.trailing_zeros().min(32) >= 32 {
            let value = format!("{address}/{}", bits.leading_ones()).into();
            return Outcome::Found { kind: IndicatorKind::Cidr, value, start, end: mask.end };
        }
        return plain(text, &head);
    }
    if !matches!(separator, b':' | b'(' | b'/') {
        return plain(text, &head);
    }
    let Some((number, after)) = number(text, end + 1) else { return plain(text, &head) };
    // A path may follow a port, not a prefix.
    let joints: &[u8] = if separator == b':' { b".-" } else { b"./-" };
    let goes_on = joints.contains(&text.at(after)) && text.glued_after(after + 1);
    let ends = !(goes_on || text.glued_after(after));
    let width = if address.is_ipv4() { 32 } else { 128 };
    match separator {
        b':' if address.is_ipv4() && number > 0 && ends => port(text, &head, number, after),
        b'(' if text.before(start) == b'/' && text.at(after) == b')' && number > 0 => {
            port(text, &head, number, after + 1)
        }
        b'/' if ends && number <= width && !is_interface(text, start) => cidr(text, &head, number, after),
        b'/' if ends && address.is_ipv4() && number > 0 => port(text, &head, number, after),
        _ => plain(text, &head),
    }
}

fn plain<'t>(text: &Text<'t>, head: &Head) -> Outcome<'t> {
    let &Head { address, canonical, start, end } = head;
    let kind = if address.is_ipv4() { IndicatorKind::Ipv4 } else { IndicatorKind::Ipv6 };
    let value =
        if canonical { Cow::Borrowed(text.slice(start, end)) } else { Cow::Owned(address.to_string()) };
    Outcome::Found { kind, value, start, end }
}

fn port<'t>(text: &Text<'t>, head: &Head, number: u32, end: usize) -> Outcome<'t> {
    let &Head { address, canonical, start, .. } = head;
    let value = if canonical && text.at(head.end) == b':' && text.at(head.end + 1) != b'0' {
        Cow::Borrowed(text.slice(start, end))
    } else {
        Cow::Owned(std::net::SocketAddr::new(address, u16::try_from(number).unwrap_or(0)).to_string())
    };
    Outcome::Found { kind: IndicatorKind::IpPort, value, start, end }
}

fn cidr<'t>(text: &Text<'t>, head: &Head, bits: u32, end: usize) -> Outcome<'t> {
    let &Head { address, canonical, start, .. } = head;
    let value = if canonical && (text.at(head.end + 1) != b'0' || bits == 0 && end == head.end + 2) {
        Cow::Borrowed(text.slice(start, end))
    } else {
        Cow::Owned(format!("{address}/{bits}"))
    };
    Outcome::Found { kind: IndicatorKind::Cidr, value, start, end }
}

/// Whether an interface's name stands right before the address, as in Cisco ASA's `outside:1.2.3.4/25`.
fn is_interface(text: &Text<'_>, start: usize) -> bool {
    if text.before(start) != b':' {
        return text.before(start) == b'/' && text.glued_before(start - 1);
    }
    let (word, at) = text.label(start);
    at < start - 1 && text.glued_before(start - 1) && !NETWORK_WORDS.contains(word)
}

/// A decimal number of at most five digits, not above 65535.
fn number(text: &Text<'_>, start: usize) -> Option<(u32, usize)> {
    let mut end = start;
    let mut value = 0;
    while end < start + 6 && text.at(end).is_ascii_digit() {
        value = value * 10 + u32::from(text.at(end) - b'0');
        end += 1;
    }
    (end > start && end - start <= 5 && value <= 65_535).then_some((value, end))
}

/// Reads an IPv6 address at `start`, where a hexadecimal digit or `::` stands.
pub(super) fn recognise_v6<'t>(text: &Text<'t>, start: usize) -> Outcome<'t> {
    let mut end = start;
    while matches!(text.at(end), b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b':' | b'.') {
        end += 1;
    }
    let nothing = Outcome::Nothing { resume: end.max(start + 1) };
    if text.glued_before(start) || text.before(start) == b'.' || end - start > 46 {
        return nothing;
    }
    let mut stop = end;
    while stop > start
        && (text.at(stop - 1) == b'.' || (text.at(stop - 1) == b':' && text.before(stop - 1) != b':'))
    {
        stop -= 1;
    }
    let glued = stop == end && (text.glued_after(end) || (text.at(end) == b'-' && text.glued_after(end + 1)));
    let run = text.slice(start, stop);
    // Times and the like have fewer colons.
    let colons = run.bytes().filter(|&byte| byte == b':').count();
    if colons < 7 && !run.contains("::") && !(colons == 6 && run.contains('.')) {
        return nothing;
    }
    let Ok(address) = run.parse::<Ipv6Addr>() else { return nothing };
    if glued || !is_plausible(run, address) {
        return nothing;
    }
    if text.before(start) == b'['
        && text.at(stop) == b']'
        && let (b':', Some((value, after))) = (text.at(stop + 1), number(text, stop + 2))
        && value > 0
        && !text.glued_after(after)
    {
        let head = Head { address: IpAddr::V6(address), canonical: false, start: start - 1, end: stop };
        return port(text, &head, value, after);
    }
    if text.at(stop) == b'%' && text.glued_after(stop + 1) {
        let mut zone = stop + 1;
        while text.at(zone).is_ascii_alphanumeric() || matches!(text.at(zone), b'_' | b'-') {
            zone += 1;
        }
        let value = address.to_string().into();
        return Outcome::Found { kind: IndicatorKind::Ipv6, value, start, end: zone };
    }
    with_suffix(text, Head { address: IpAddr::V6(address), canonical: false, start, end: stop })
}

/// Whether the run was meant as an address: not a scope operator, a time or an EUI-64 hardware address.
fn is_plausible(run: &str, address: Ipv6Addr) -> bool {
    if !run.contains("::") {
        return run.split(':').any(|group| group.len() != 2);
    }
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let hexadecimal = run.bytes().filter(u8::is_ascii_hexdigit).count();
    address == Ipv6Addr::LOCALHOST && run.len() == 3
        || (digits > 0 && hexadecimal >= 3)
        || (run.len() > 4 && matches!(address.segments()[0] >> 8, 0xFC..=0xFF) && run.ends_with("::"))
}
