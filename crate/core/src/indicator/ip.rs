//! Addresses: IPv4, IPv6, with a port, with a prefix.

use std::{
    borrow::Cow,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use super::{
    IndicatorKind,
    context::{Outcome, Text},
    web_address,
    words::Words,
};

/// Words before a four-part number that make it a version, or the number of a section.
static VERSION_WORDS: Words<26> = Words::new([
    "annex",
    "appendix",
    "build",
    "chapter",
    "clause",
    "driver",
    "fig",
    "figure",
    "fileversion",
    "firmware",
    "gcc",
    "mailer",
    "oid",
    "openssl",
    "para",
    "paragraph",
    "release",
    "rev",
    "revision",
    "rv",
    "sdk",
    "section",
    "table",
    "v",
    "ver",
    "version",
]);

/// Words before a slash that are roles or interfaces of a firewall, not products with a version.
static INTERFACE_WORDS: Words<23> = Words::new([
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
    "localhost",
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

/// Words that are said of versions: `patched in 9.1.16.2`, `upgrade from 7.0.1.5 to 7.0.1.6`.
const CHANGES: [&str; 6] = ["upgrad", "downgrad", "patched", "updated", "fixed in", "migrat"];

/// Words between such a word and the version.
static TO_VERSIONS: Words<6> = Words::new(["and", "from", "in", "or", "to", "with"]);

/// Beginnings of lines that tell programs with their versions, or number the controls of a benchmark.
const VERSION_LINES: [&str; 3] = ["X-Mailer:", "User-Agent:", "Control "];

/// How far back a line is read for what it says of a version, in bytes.
const CHANGE_REACH: usize = 64;

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

/// Words before a colon behind which `/25` is a prefix, not a port.
static NETWORK_WORDS: Words<11> =
    Words::new(["cidr", "ip", "ip4", "ip6", "net", "network", "prefix", "range", "route", "subnet", "addr"]);

/// Reads an IPv4 address, with its port or prefix, at the digit at `start`.
pub(super) fn recognise_v4<'t>(text: &Text<'t>, start: usize) -> Option<Outcome<'t>> {
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

fn is_version(text: &Text<'_>, start: usize, end: usize) -> bool {
    if text.before(start) == b'/' {
        let (word, at) = text.label(start - 1);
        let asa = matches!(text.at(end), b'(' | b'/') && text.at(end + 1).is_ascii_digit();
        let product = at < start - 1 && !word.is_empty() && word.bytes().any(|b| b.is_ascii_alphabetic());
        // Squid's codes of the way a request took.
        let way = word == "DIRECT" || word.contains('_') && !word.bytes().any(|b| b.is_ascii_lowercase());
        return product && !asa && !way && !INTERFACE_WORDS.contains(word);
    }
    // The end of a range, the content of an element.
    if text.before(start) == b'-' && text.at(start.saturating_sub(2)).is_ascii_digit() {
        let before = text.bytes[..start - 1].iter().rev().take(15);
        let length = before.take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
        return is_version_word(text.label(start - 1 - length).0);
    }
    if text.before(start) == b'>' {
        return is_version_word(text.label(start - 1).0);
    }
    let two = text.slice(start.saturating_sub(2), start);
    let section = text.slice(start.saturating_sub(3), start).ends_with("§ ") || two == "§";
    if section || text.bytes[end..].starts_with(b" (build") {
        return true;
    }
    let (word, at) = text.label(start - if two == ". " { 2 } else { 0 });
    if is_version_word(word) {
        return true;
    }
    if text.before(start) != b' ' {
        return false;
    }
    let line = text.ahead_of(start, CHANGE_REACH).rsplit('\n').next().unwrap_or("");
    TO_VERSIONS.contains(word)
        && at > 0
        && CHANGES.iter().any(|change| line.to_ascii_lowercase().contains(change))
        || VERSION_LINES.iter().any(|beginning| line.starts_with(beginning))
}

fn is_version_word(word: &str) -> bool {
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
    if let Some(found) = web_address(text, &head) {
        return found;
    }
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
    let range = separator == b'/' && text.at(after) == b'-' && text.at(after + 1).is_ascii_digit();
    let goes_on = joints.contains(&text.at(after)) && text.glued_after(after + 1) && !range;
    let ends = !(goes_on || text.glued_after(after));
    let width = if address.is_ipv4() { 32 } else { 128 };
    match separator {
        b':' if address.is_ipv4() && number > 0 && ends => port(text, &head, number, after),
        b'(' if text.before(start) == b'/' && text.at(after) == b')' && number > 0 => {
            port(text, &head, number, after + 1)
        }
        b'/' if ends && number <= width && is_network(text, &head, number) => {
            cidr(text, &head, number, after)
        }
        b'/' if ends && number > 0 && (address.is_ipv4() || number > width) => {
            port(text, &head, number, after)
        }
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

/// Reads a path behind the address and its port: `64.50.180.45/tmp/x.sh`. A single word is none: `10.0.0.1/eth0`.
fn web_address<'t>(text: &Text<'t>, head: &Head) -> Option<Outcome<'t>> {
    let mut slash = head.end;
    if text.at(slash) == b':' {
        slash = number(text, slash + 1)?.1;
    }
    let first = text.at(slash + 1);
    let begins = first.is_ascii_alphabetic() || matches!(first, b'~' | b'_' | b'.' | b'?');
    if !head.canonical || text.at(slash) != b'/' || !begins {
        return None;
    }
    let end = web_address::end(text, head.start, slash);
    let path = text.slice(slash + 1, end);
    let value = Cow::Borrowed(text.slice(head.start, end));
    let ported = slash > head.end && !["tcp", "udp", "sctp"].contains(&path);
    (ported || path.contains(['/', '.', '?', '='])).then_some(Outcome::Found {
        kind: IndicatorKind::Url,
        value,
        start: head.start,
        end,
    })
}

/// Whether `/24` behind the address is a prefix, and not what Cisco ASA writes: a port, or the id of an echo.
fn is_network(text: &Text<'_>, head: &Head, bits: u32) -> bool {
    let IpAddr::V4(address) = head.address else { return true };
    if bits == 0 {
        return address.is_unspecified();
    }
    let host = u32::from(address) & u32::MAX.checked_shr(bits).unwrap_or(0);
    host == 0 || !is_interface(text, head.start) && !follows_port(text, head.start)
}

/// Whether the address is the second of `from 10.0.0.1/57315 to 10.0.0.2/21`.
fn follows_port(text: &Text<'_>, start: usize) -> bool {
    let Some(before) = text.slice(0, start).strip_suffix(" to ") else { return false };
    let digits = before.bytes().rev().take(6).take_while(u8::is_ascii_digit).count();
    (3..6).contains(&digits) && before.len() > digits && before.as_bytes()[before.len() - digits - 1] == b'/'
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
        if text.at(end) == b'.' && text.at(end + 1) == b'.' {
            break;
        }
        end += 1;
    }
    // `add:10.0.0.1`: behind the last colon an IPv4 address may begin.
    let run = text.slice(start, end);
    let dotted = run.find('.').and_then(|dot| run[..dot].rfind(':')).map_or(end, |colon| start + colon + 1);
    let nothing = Outcome::Nothing { resume: dotted.max(start + 1) };
    let range = start > 2 && &text.bytes[start - 2..start] == b"..";
    let tail = text.glued_before(start) || text.before(start) == b'.' && !range || is_tail(text, start);
    if tail || end - start > 46 {
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
    // Times and the like have fewer colons.
    let colons = run.bytes().filter(|&byte| byte == b':').count();
    if colons < 7 && !run.contains("::") && !(colons == 6 && run.contains('.')) {
        return nothing;
    }
    let Ok(address) = run.parse::<Ipv6Addr>() else { return nothing };
    if glued || !(is_plausible(run, address) || text.is_defanged(start, stop)) {
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
        return Outcome::Found { kind: IndicatorKind::Ipv6, value, start, end: zone };
    }
    with_suffix(text, Head { address: IpAddr::V6(address), canonical: false, start, end: stop })
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
