//! IPv6 addresses, and what only looks like one.

use std::net::{IpAddr, Ipv6Addr};

use super::{
    super::{
        class,
        context::{Recognised, Text},
        kind::IndicatorKind,
    },
    capture, netstat,
    octets::number,
    suffix::{Head, port, with_suffix},
};

/// How long an address can be with what stands right behind it, in bytes (`INET6_ADDRSTRLEN` of POSIX).
const LONGEST: usize = 46;

/// Reads an IPv6 address at `start`, where a hexadecimal digit or `::` stands.
pub(in super::super) fn recognise<'t>(text: &Text<'t>, start: usize) -> Recognised<'t> {
    let mut end = start;
    let (mut colons, mut double) = (0, false);
    let (mut colon, mut dotted) = (None, None);
    // Where a dot tells how far a run that is too long for an address is known, the rest is not read for each of its colons.
    while dotted.is_none() || end - start <= LONGEST {
        match text.at(end) {
            byte if class::is_hex(byte) => {}
            b':' => {
                double |= colon.is_some_and(|colon| colon + 1 == end);
                colon = Some(end);
                colons += 1;
            }
            b'.' if text.at(end + 1) != b'.' => dotted = dotted.or(Some(colon)),
            _ => break,
        }
        end += 1;
    }
    // `add:10.0.0.1`: behind the last colon an IPv4 address may begin.
    let resume = dotted.flatten().map_or(end, |colon| colon + 1);
    let nothing = Recognised::Nothing { resume: resume.max(start + 1) };
    // Times and the like have fewer colons.
    if colons < 6 && !double {
        return nothing;
    }
    let range = start > 2 && &text.bytes[start - 2..start] == b"..";
    let tail = text.glued_before(start) || text.before(start) == b'.' && !range || is_tail(text, start);
    if tail || end - start > LONGEST {
        return nothing;
    }
    let mut stop = end;
    while stop > start
        && (text.at(stop - 1) == b'.' || (text.at(stop - 1) == b':' && text.before(stop - 1) != b':'))
    {
        stop -= 1;
    }
    let dashed = text.at(end) == b'-' && text.glued_after(end + 1) && !is_group(text, end + 1);
    let glued = stop == end && (text.glued_after(end) || dashed);
    let run = text.slice(start, stop);
    if let Some(found) = listed(text, run, start, stop).or_else(|| of_tunnel(text, run, start, stop)) {
        return found;
    }
    let colons = run.bytes().filter(|&byte| byte == b':').count();
    if colons < 7 && !run.contains("::") && !(colons == 6 && run.contains('.')) {
        return nothing;
    }
    let Ok(address) = run.parse::<Ipv6Addr>() else {
        return captured(text, run, start).or_else(|| whole(text, run, start, stop)).unwrap_or(nothing);
    };
    if is_year(run) && text.at(stop) != b'/' {
        return nothing;
    }
    if glued || !(is_plausible(run, address) || text.is_defanged(start, stop)) {
        return nothing;
    }
    if let Some(found) = capture::captured(text, IpAddr::V6(address), start, stop) {
        return found;
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
        // RFC 4007, section 11: the zone stands inside the brackets.
        if text.before(start) == b'['
            && text.at(zone) == b']'
            && text.at(zone + 1) == b':'
            && let Some((value, after)) = number(text, zone + 2)
            && value > 0
        {
            let head = Head { address: IpAddr::V6(address), canonical: false, start: start - 1, end: zone };
            return port(text, &head, value, after);
        }
        let value = address.to_string().into();
        return Recognised::Found { kind: IndicatorKind::Ipv6, value, start, end: zone };
    }
    with_suffix(text, Head { address: IpAddr::V6(address), canonical: false, start, end: stop })
}

/// An address and its port as tcpdump writes them, whose name the run may have cut: `IP6 2001:db8::1.51514 > 2001:db8::2.https: `.
#[cold]
fn captured<'t>(text: &Text<'t>, run: &str, start: usize) -> Option<Recognised<'t>> {
    let (address, _) = run.rsplit_once('.')?;
    capture::captured(text, IpAddr::V6(address.parse().ok()?), start, start + address.len())
}

/// An address and its port as netstat of Linux lists them: `tcp6  0  0  2001:db8::1:51000  2001:db8::2:443  ESTABLISHED`.
#[cold]
fn listed<'t>(text: &Text<'t>, run: &str, start: usize, stop: usize) -> Option<Recognised<'t>> {
    let (address, _) = run.rsplit_once(':').filter(|_| text.before(start) == b' ')?;
    let end = start + address.len();
    let (number, after) = number(text, end + 1).filter(|(number, after)| *number > 0 && *after == stop)?;
    // `:::80`: every address of the host.
    let address = address.parse().ok().filter(|address: &Ipv6Addr| !address.is_unspecified());
    let address = IpAddr::V6(address.filter(|_| netstat::is_line(text, start, stop))?);
    Some(port(text, &Head { address, canonical: false, start, end }, number, after))
}

/// An address and its port as OpenVPN writes them: `[AF_INET6]2001:db8::1:1194`.
#[cold]
fn of_tunnel<'t>(text: &Text<'t>, run: &str, start: usize, stop: usize) -> Option<Recognised<'t>> {
    let (address, _) = run.rsplit_once(':').filter(|_| text.bytes[..start].ends_with(b"[AF_INET6]"))?;
    let end = start + address.len();
    let (number, after) = number(text, end + 1).filter(|(number, after)| *number > 0 && *after == stop)?;
    let address = IpAddr::V6(address.parse().ok()?);
    Some(port(text, &Head { address, canonical: false, start, end }, number, after))
}

/// A whole address, of eight groups, with a port behind a ninth colon, as Snort writes both.
#[cold]
fn whole<'t>(text: &Text<'t>, run: &str, start: usize, stop: usize) -> Option<Recognised<'t>> {
    let (address, _) = run.rsplit_once(':').filter(|(address, _)| !address.contains("::"))?;
    let end = start + address.len();
    let (number, after) = number(text, end + 1)?;
    // A group has four digits at most.
    let is_port =
        after - end > 5 || text.bytes[stop..].starts_with(b" -> ") || text.bytes[..start].ends_with(b" -> ");
    let is_whole = is_port && number > 0 && after == stop && !text.glued_after(stop);
    let address = address.parse().ok().filter(|_| is_whole)?;
    Some(port(text, &Head { address: IpAddr::V6(address), canonical: false, start, end }, number, after))
}

/// Whether a year stands before two colons: `CDT 2017::`. `2001::` and `2002::` begin networks (RFC 4380, RFC 3056).
fn is_year(run: &str) -> bool {
    run.strip_suffix("::")
        .is_some_and(|year| year.len() == 4 && matches!(year.parse::<u16>(), Ok(1990..=2000 | 2003..=2099)))
}

/// Whether a group of an IPv6 address stands at `at`.
fn is_group(text: &Text<'_>, at: usize) -> bool {
    let digits = text.bytes[at..].iter().take(4).take_while(|byte| byte.is_ascii_hexdigit()).count();
    digits > 0 && text.at(at + digits) == b':'
}

/// Whether what begins at `start` is the tail of something else: `g001:db8::1`. A word of letters is a label.
fn is_tail(text: &Text<'_>, start: usize) -> bool {
    if text.before(start) != b':' {
        return false;
    }
    let word = text.bytes[..start - 1].iter().rev().take(12).take_while(|byte| byte.is_ascii_alphanumeric());
    let (mut digits, mut letters) = (0, 0);
    word.for_each(|byte| if byte.is_ascii_digit() { digits += 1 } else { letters += 1 });
    let network = text.label(start).0.get(..2).is_some_and(|head| head.eq_ignore_ascii_case("ip"));
    digits > 0 && letters > 0 && !network
}

/// Whether the run was meant as an address: not a scope operator, a time or an EUI-64 hardware address.
fn is_plausible(run: &str, address: Ipv6Addr) -> bool {
    if !run.contains("::") {
        return run.split(':').any(|group| group.len() != 2);
    }
    // Padding proves nothing: `02::2` is `2::2`.
    let run = &*address.to_string();
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let hexadecimal = run.bytes().filter(u8::is_ascii_hexdigit).count();
    address == Ipv6Addr::LOCALHOST && run.len() == 3
        || (digits > 0 && hexadecimal >= 3)
        || (run.len() > 4 && matches!(address.segments()[0] >> 8, 0xFC..=0xFF) && run.ends_with("::"))
}
