//! The suffix of an address: a port, a prefix, a path.

use std::{
    borrow::Cow,
    net::{IpAddr, SocketAddr},
};

use super::{
    super::{
        context::{Recognised, Text},
        kind::IndicatorKind,
        side::is_mask,
        url_end,
        words::Words,
    },
    flow,
    octets::{dotted, number},
};

/// Words before a colon behind which `/25` is a prefix, not a port.
static NETWORK_WORDS: Words<11> =
    Words::new(["cidr", "ip", "ip4", "ip6", "net", "network", "prefix", "range", "route", "subnet", "addr"]);

/// An address without what may follow it.
pub(super) struct Head {
    pub(super) address: IpAddr,
    /// Whether its text is its normal form.
    pub(super) canonical: bool,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Whether the line before an address tells of a message of ICMP, right before it or its kind of address.
fn is_of_icmp(text: &Text<'_>, start: usize) -> bool {
    matches!(text.before(start), b' ') && {
        let line = text.preceding_in_line(start, 48);
        let line =
            ["faddr ", "gaddr ", "laddr "].iter().find_map(|kind| line.strip_suffix(kind)).unwrap_or(line);
        line.ends_with("{ICMP} ") || line.ends_with("ICMP connection for ")
    }
}

/// Adds the port or the prefix that stands behind an address.
pub(super) fn with_suffix<'t>(text: &Text<'t>, head: Head) -> Recognised<'t> {
    let Head { address, start, end, .. } = head;
    let separator = text.at(end);
    if let Some(found) = web_address(text, &head) {
        return found;
    }
    // `{ICMP} 10.0.0.9:8 -> 203.0.113.1:0`, `ICMP connection for faddr 198.51.100.7/8`: the type of a message
    if matches!(separator, b':' | b'/') && is_of_icmp(text, start) {
        return plain(text, &head);
    }
    if separator == b'/'
        && address.is_ipv4()
        && let Some(mask) = dotted(text, end + 1)
    {
        if is_mask(mask.address) {
            let value = format!("{address}/{}", u32::from(mask.address).leading_ones()).into();
            return Recognised::Found { kind: IndicatorKind::Cidr, value, start, end: mask.end };
        }
        return plain(text, &head);
    }
    // `unknown[203.0.113.50]:41882`
    if separator == b']'
        && text.before(start) == b'['
        && address.is_ipv4()
        && text.at(end + 1) == b':'
        && let Some((number, after)) = number(text, end + 2)
        && number > 0
        && !text.glued_after(after)
    {
        return port(text, &head, number, after);
    }
    // `203.0.113.50|8443`, and nothing else on the line: MISP's pair of an address and its port.
    if separator == b'|'
        && address.is_ipv4()
        && matches!(text.before(start), 0 | b'\n' | b'\t')
        && let Some((number, after)) = number(text, end + 1)
        && number > 0
        && matches!(text.at(after), 0 | b'\r' | b'\n' | b'\t')
    {
        return port(text, &head, number, after);
    }
    if !matches!(separator, b':' | b'(' | b'/' | b'@') {
        return plain(text, &head);
    }
    let Some((number, after)) = number(text, end + 1) else { return plain(text, &head) };
    // A path may follow a port, not a prefix.
    let joints: &[u8] = if separator != b'/' { b".-" } else { b"./-" };
    let range = separator == b'/' && text.at(after) == b'-' && text.at(after + 1).is_ascii_digit();
    let goes_on = joints.contains(&text.at(after)) && text.glued_after(after + 1) && !range;
    let ends = !(goes_on || text.glued_after(after));
    let width = if address.is_ipv4() { 32 } else { 128 };
    match separator {
        b':' | b'@' if address.is_ipv4() && number > 0 && ends => port(text, &head, number, after),
        b'(' if text.at(after) == b')'
            && number > 0
            && (text.before(start) == b'/' || joins_bracket(text, start, after + 1)) =>
        {
            port(text, &head, number, after + 1)
        }
        b'/' if ends && number <= width && is_network(text, &head, number, after) => {
            cidr(text, &head, number, after)
        }
        b'/' if ends && number > 0 => port(text, &head, number, after),
        _ => plain(text, &head),
    }
}

/// Whether an arrow joins an address with its port in brackets to the other end: `10.0.0.3(1612)->10.0.1.2(23)`.
#[cold]
fn joins_bracket(text: &Text<'_>, start: usize, after: usize) -> bool {
    let arrows = [&b"->"[..], b" -> "];
    arrows.iter().any(|arrow| text.bytes[after..].starts_with(arrow) || text.bytes[..start].ends_with(arrow))
}

/// The address by itself.
pub(super) fn plain<'t>(text: &Text<'t>, head: &Head) -> Recognised<'t> {
    let &Head { address, canonical, start, end } = head;
    let kind = if address.is_ipv4() { IndicatorKind::Ipv4 } else { IndicatorKind::Ipv6 };
    let value =
        if canonical { Cow::Borrowed(text.slice(start, end)) } else { Cow::Owned(address.to_string()) };
    Recognised::Found { kind, value, start, end }
}

/// The address with a port that ends at `end`.
pub(super) fn port<'t>(text: &Text<'t>, head: &Head, number: u32, end: usize) -> Recognised<'t> {
    let &Head { address, canonical, start, .. } = head;
    let value = if canonical && text.at(head.end) == b':' && text.at(head.end + 1) != b'0' {
        Cow::Borrowed(text.slice(start, end))
    } else {
        Cow::Owned(SocketAddr::new(address, u16::try_from(number).unwrap_or(0)).to_string())
    };
    Recognised::Found { kind: IndicatorKind::IpPort, value, start, end }
}

/// The address with a prefix that ends at `end`.
fn cidr<'t>(text: &Text<'t>, head: &Head, bits: u32, end: usize) -> Recognised<'t> {
    let &Head { address, canonical, start, .. } = head;
    let value = if canonical && (text.at(head.end + 1) != b'0' || bits == 0 && end == head.end + 2) {
        Cow::Borrowed(text.slice(start, end))
    } else {
        Cow::Owned(format!("{address}/{bits}"))
    };
    Recognised::Found { kind: IndicatorKind::Cidr, value, start, end }
}

/// Reads a path behind the address and its port: `64.50.180.45/tmp/x.sh`. A single word is none: `10.0.0.1/eth0`.
fn web_address<'t>(text: &Text<'t>, head: &Head) -> Option<Recognised<'t>> {
    let mut slash = head.end;
    if text.at(slash) == b':' {
        slash = number(text, slash + 1)?.1;
    }
    let first = text.at(slash + 1);
    // `77.75.230.128/47820.dat`, but not `10.0.0.1/24`
    let is_numbered = || {
        let rest = &text.bytes[slash + 1..];
        let digits = rest.iter().take(12).take_while(|byte| byte.is_ascii_digit()).count();
        let extension = rest.get(digits + 1..).unwrap_or_default().iter().take(6);
        let letters = extension.take_while(|byte| byte.is_ascii_alphabetic()).count();
        rest.get(digits) == Some(&b'.') && (2..=5).contains(&letters)
    };
    let begins = first.is_ascii_alphabetic()
        || matches!(first, b'~' | b'_' | b'.' | b'?')
        || first.is_ascii_digit() && is_numbered();
    if !head.canonical || text.at(slash) != b'/' || !begins {
        return None;
    }
    let end = url_end::url_end(text, head.start, slash);
    let path = text.slice(slash + 1, end);
    let value = Cow::Borrowed(text.slice(head.start, end));
    let ported = slash > head.end && !["tcp", "udp", "sctp"].contains(&path);
    (ported || path.contains(['/', '.', '?', '='])).then_some(Recognised::Found {
        kind: IndicatorKind::Url,
        value,
        start: head.start,
        end,
    })
}

/// Whether `/24` behind the address is a prefix, and not what Cisco ASA writes: a port, or the id of an echo.
fn is_network(text: &Text<'_>, head: &Head, bits: u32, after: usize) -> bool {
    let address = match head.address {
        IpAddr::V4(address) => address,
        IpAddr::V6(address) => {
            let host = u128::from(address) & u128::MAX.checked_shr(bits).unwrap_or(0);
            let other = flow::other_end(text, head.start, after);
            return other.is_none_or(|port| port <= 128) && (host == 0 || !is_interface(text, head.start));
        }
    };
    if bits == 0 {
        return address.is_unspecified();
    }
    match flow::other_end(text, head.start, after) {
        Some(port) if port > 32 => false,
        other => {
            let host = u32::from(address) & u32::MAX.checked_shr(bits).unwrap_or(0);
            let is_one = bits == 32;
            host == 0 && !is_one || other.is_none() && !is_interface(text, head.start)
        }
    }
}

/// How far before an address the end is that it is translated from, in bytes.
const TRANSLATED: usize = 80;

/// Whether an interface's name stands right before the address, as in Cisco ASA's `outside:1.2.3.4/25`.
fn is_interface(text: &Text<'_>, start: usize) -> bool {
    // `outside:203.0.113.9/25 (203.0.113.9/25)`: the same end, as it is translated.
    if let Some(mapped) = text.preceding(start, TRANSLATED).strip_suffix(" (") {
        let end = mapped.rsplit(' ').next().unwrap_or("");
        return end.split_once(':').is_some_and(|(name, end)| {
            let mut parts = end.split('/');
            let is_address = parts.next().is_some_and(|address| address.parse::<IpAddr>().is_ok());
            !name.is_empty() && is_address && parts.next().is_some()
        });
    }
    if text.before(start) != b':' {
        return text.before(start) == b'/' && text.glued_before(start - 1);
    }
    let (word, at) = text.label(start);
    at < start - 1 && text.glued_before(start - 1) && !NETWORK_WORDS.contains(word)
}
