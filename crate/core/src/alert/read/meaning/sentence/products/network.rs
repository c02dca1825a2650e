//! Firewalls, proxies and tunnels.

use super::{Both, ToldLine};
use crate::alert::read::meaning::endpoints::{self, End};

/// Linux, of a packet that cannot come from where it says: `martian source 10.0.0.5 from 192.168.1.9`.
pub(super) fn martian<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let to = line.behind("martian source ")?;
    Some((line.behind(" from "), Some(to)))
}

/// IOS, of a translation: inside local and global, outside local and global, `tcp 10.0.0.4:51000 198.51.100.1:1025
/// 203.0.113.8:443 203.0.113.8:443`. Agents see the local ones.
pub(super) fn translation<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    match line.ends {
        [inside, _, outside, _] if line.text.contains("%IPNAT-") => {
            Some((Some(inside.clone()), Some(outside.clone())))
        }
        _ => None,
    }
}

/// H3C and 3Com, of a translation: the inside, what it was translated to, and the far end: `TCP; 10.0.0.4:51000--->198.51.100.1:1025;
/// 203.0.113.8:443;`.
pub(super) fn translated<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    match line.ends {
        [inside, _, outside, ..] if line.text.contains("/NAT:") && line.text.contains("--->") => {
            Some((Some(inside.clone()), Some(outside.clone())))
        }
        _ => None,
    }
}

/// tcpdump: who asks for the card of an address: `ARP, Request who-has 10.0.0.5 tell 10.0.0.4`.
pub(super) fn who_has<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let to = line.behind("who-has ")?;
    Some((line.behind(" tell "), Some(to)))
}

/// Envoy, of a connection that is no request: the server, its own two ends, and last who came: `"- - -" 0 - … "203.0.113.8:443"
/// outbound|443||x 10.0.0.4:40000 203.0.113.8:443 10.0.0.4:51000 - -`.
pub(super) fn passed_through<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    match line.ends {
        [_, .., own, from] if line.text.contains(" \"- - -\" ") => {
            Some((Some(from.clone()), Some(own.clone())))
        }
        _ => None,
    }
}

/// Netty, and ESXi's iSCSI: the own end of a channel, and the far one, whoever opened it.
pub(super) fn channel<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let end = |sign: &str, spaced: &str| line.behind(sign).or_else(|| line.behind(spaced));
    let (own, far) = (end(" L:/", " L: ")?, end(" R:/", " R: ")?);
    let (from, to) = if endpoints::serves(own.port, far.port) { (far, own) } else { (own, far) };
    Some((Some(from), Some(to)))
}

/// OpenVPN: the address inside the tunnel, and who has it: `MULTI: Learn: 10.8.0.6 -> client1/203.0.113.8:59321`.
pub(super) fn learned<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let at = line.text.find("MULTI: Learn: ")?;
    Some((line.ends.iter().rfind(|end| end.start > at && !end.port.is_empty()).cloned(), None))
}

/// A server of identities answers who asked: `reply to 203.0.113.7: 3937, 6667 : USERID : …`.
/// Source: RFC 1413, section 4, of its answer.
pub(super) fn replied<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let who = line.behind("reply to ")?;
    let answer = line.text[who.start + who.written.len()..].strip_prefix(": ")?;
    answer.starts_with(|first: char| first.is_ascii_digit()).then_some((Some(who), None))
}

/// Cisco's VPN concentrators write who came behind the number of repetitions: `AUTH/28 RPT=22 203.0.113.7  User [ann], …`.
pub(super) fn concentrator<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let is_it = |end: &&End<'_>| {
        let number = line.before(end).strip_suffix(' ').and_then(|before| before.rsplit_once(" RPT="));
        number.is_some_and(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    Some((Some(line.ends.iter().find(is_it)?.clone()), None))
}

/// ZoneAlarm writes who sent a packet first: `FWIN,2025/11/24,22:14:58 -5:00 GMT,203.0.113.9:1043,10.0.0.60:38293,UDP`.
pub(super) fn zone_alarm<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let is_it = ["FWIN,", "FWOUT,", "FWROUTE,"].iter().any(|kind| line.text.starts_with(kind));
    match line.ends {
        [from, to] if is_it => Some((Some(from.clone()), Some(to.clone()))),
        _ => None,
    }
}

/// Arbor's Availability Protection System: `Blocked host 203.0.113.9 at 23:23 by Invalid Packets using TCP/23 (TELNET)
/// destination 198.51.100.20 source port 51234`.
pub(super) fn blocked<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let [from, to] = line.ends else { return None };
    let is_it = line.before(from).ends_with("Blocked host ") && line.before(to).ends_with(" destination ");
    let (_, service) = line.text.split_once(" using TCP/").or_else(|| line.text.split_once(" using UDP/"))?;
    let digits = |text: &'t str| {
        let length = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
        &text[..length]
    };
    let from_port = line.text.split_once(" source port ").map_or(from.port, |(_, port)| digits(port));
    is_it.then(|| {
        let to = End { port: digits(service), ..to.clone() };
        (Some(End { port: from_port, ..from.clone() }), Some(to))
    })
}
