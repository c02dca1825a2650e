//! IPv4 addresses.

use std::net::IpAddr;

use super::{
    super::{
        cell,
        context::{Recognised, Text},
    },
    capture::captured,
    octets::{Dotted, dotted, number},
    suffix::{Head, plain, with_suffix},
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
    if let Some(found) = captured(text, IpAddr::V4(address), start, end) {
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
