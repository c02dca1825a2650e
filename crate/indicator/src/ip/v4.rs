//! IPv4 addresses, and how tcpdump writes their ports.

use std::net::{IpAddr, Ipv4Addr};

use super::{
    super::{
        cell,
        context::{Recognised, Text},
    },
    netstat,
    octets::{Dotted, dotted, number},
    suffix::{Head, plain, port, with_suffix},
    version::is_version,
};

/// Reads an IPv4 address, with its port or prefix, at the digit at `start`.
pub(in super::super) fn recognise<'t>(text: &Text<'t>, start: usize) -> Option<Recognised<'t>> {
    let Dotted { address, end, canonical } = dotted(text, start)?;
    let nothing = Some(Recognised::Nothing { resume: end });
    // `10.0.0.1..10.0.0.9` is a range, and an ellipsis may stand before an address.
    let range = start > 1 && &text.bytes[start - 2..start] == b"..";
    let emphasis = text.before(start) == b'_' && text.at(end) == b'_' && !text.glued_before(start - 1);
    // `package~1.2.3.4`, `amd64~~6.1.1.0`: a version; but `~~10.0.0.1~~` is struck through.
    let tildes = text.bytes[..start].iter().rev().take(2).take_while(|&&byte| byte == b'~').count();
    let is_behind_tilde = tildes > 0 && text.glued_before(start - tildes);
    if matches!(text.before(start), b'.' | b'$') && !range
        || is_behind_tilde
        || text.glued_before(start) && !emphasis
    {
        return nothing;
    }
    if let Some(found) = captured(text, address, start, end) {
        return Some(found);
    }
    if is_version(text, start, end) || cell::is_version(text, start, end) {
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

/// An address and its port as tcpdump and netstat write them, at either end: `IP 10.0.0.5.51514 > 10.0.0.9.443: `.
fn captured<'t>(text: &Text<'t>, address: Ipv4Addr, start: usize, end: usize) -> Option<Recognised<'t>> {
    const ARROW: &[u8] = b" > ";
    if text.at(end) != b'.' {
        return None;
    }
    let (number, after) = number(text, end + 1).or_else(|| service(text, end + 1))?;
    let source = text.bytes[after..].starts_with(ARROW) && dotted(text, after + ARROW.len()).is_some();
    let destination = text.bytes[..start].ends_with(ARROW)
        && is_source(text, start - ARROW.len())
        && (matches!(text.at(after), b':' | b',') || text.at(after) <= b' ');
    let head = Head { address: IpAddr::V4(address), canonical: false, start, end };
    let joined = source || destination || netstat::is_line(text, start, after);
    (joined && number > 0 && !is_version(text, start, end)).then(|| port(text, &head, number, after))
}

/// Names that tcpdump writes for ports (IANA, Service Name and Transport Protocol Port Number Registry).
const SERVICES: [(&str, u32); 20] = [
    ("https", 443),
    ("http", 80),
    ("domain", 53),
    ("ssh", 22),
    ("smtp", 25),
    ("telnet", 23),
    ("ftp", 21),
    ("ntp", 123),
    ("bootps", 67),
    ("bootpc", 68),
    ("snmp", 161),
    ("ldap", 389),
    ("ldaps", 636),
    ("microsoft-ds", 445),
    ("netbios-ns", 137),
    ("netbios-ssn", 139),
    ("ms-wbt-server", 3389),
    ("kerberos", 88),
    ("syslog", 514),
    ("mysql", 3306),
];

/// The port whose name stands at `at`, and where that ends.
fn service(text: &Text<'_>, at: usize) -> Option<(u32, usize)> {
    let name = text.bytes[at..].iter().take(16);
    let end = at + name.take_while(|byte| byte.is_ascii_lowercase() || **byte == b'-').count();
    let (_, port) = SERVICES.iter().find(|(name, _)| *name == text.slice(at, end))?;
    Some((*port, end))
}

/// Whether an address with or without a port, and no version, ends at `end`.
fn is_source(text: &Text<'_>, end: usize) -> bool {
    let name = text.bytes[..end].iter().rev().take(16);
    let name = name.take_while(|byte| byte.is_ascii_lowercase() || **byte == b'-').count();
    let end = if name > 0 && service(text, end - name).is_some() { end - name } else { end };
    let digits = text.bytes[..end].iter().rev().take(21);
    let start = end - digits.take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    dotted(text, start).is_some() && !is_version(text, start, end)
}

/// Whether the number behind the sign at `at` is a port, and not the beginning of a host.
fn is_port_behind(text: &Text<'_>, at: usize) -> bool {
    number(text, at + 1).is_some_and(|(number, after)| {
        number > 0 && !text.glued_after(after) && !(text.at(after) == b'.' && text.glued_after(after + 1))
    })
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
        // `45.9.74.36@8888`, as WebDAV of Windows writes a port.
        b'@' => text.glued_after(end + 1) && !is_port_behind(text, end),
        _ => text.glued_after(end),
    }
}
