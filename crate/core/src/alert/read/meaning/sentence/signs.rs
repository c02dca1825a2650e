//! Signs between the addresses of a sentence: arrows, and the cells of a row.

use std::net::IpAddr;

use super::words::MOST;
use crate::alert::read::meaning::endpoints::{self, End};

/// The text between two parties of which the first one opened the connection.
const ARROWS: [&str; 7] = ["->", " > ", "=>", "→", " --> ", "⇒", "➔"];

/// How far apart two parties may stand that an arrow joins, in bytes.
const FAR: usize = 160;

/// Go's words before the ends of a connection that failed.
const GO: [&str; 2] = ["read tcp ", "write tcp "];

/// What stands between two ends of a text.
pub(super) fn between<'t>(text: &'t str, one: &End<'_>, other: &End<'_>) -> &'t str {
    text.get(one.start + one.written.len()..other.start).unwrap_or("")
}

/// Whether a text without blanks around it is an arrow.
pub(super) fn is_arrow(text: &str) -> bool {
    ARROWS.iter().any(|sign| sign.trim() == text)
}

/// Whether two ends are the way that a request came by, in one word, or behind words that say so: `203.0.113.9,10.0.0.2
/// /login.jsp`, `forwarded for 203.0.113.9, 10.0.0.2`.
pub(super) fn is_chain(text: &str, one: &End<'_>, other: &End<'_>) -> bool {
    let (before, behind) = (&text[..one.start], &text[other.start + other.written.len()..]);
    match between(text, one, other) {
        "," => before.ends_with(' ') && (behind.is_empty() || behind.starts_with(' ')),
        ", " => before.to_ascii_lowercase().trim_end().trim_end_matches(':').ends_with("forwarded for"),
        _ => false,
    }
}

/// The first two ends beside each other between which `is_it` stands.
fn joined<'t>(text: &str, ends: &[End<'t>], is_it: impl Fn(&str) -> bool) -> Option<(End<'t>, End<'t>)> {
    let pair = ends.windows(2).find(|pair| {
        let between = between(text, &pair[0], &pair[1]);
        between.len() < FAR && is_it(between)
    })?;
    Some((pair[0].clone(), pair[1].clone()))
}

/// The parties that an arrow joins.
pub(super) fn forwards<'t>(text: &'t str, ends: &[End<'t>]) -> Option<(End<'t>, End<'t>)> {
    let is_arrow =
        |between: &str| !between.contains("<-") && ARROWS.iter().any(|sign| between.contains(sign));
    // Dante: what came to a proxy, and what it made of it: `client proxy -> proxy target`.
    if let [first, proxy, out, last] = ends
        && is_arrow(between(text, proxy, out))
        && [(first, proxy), (out, last)].iter().all(|(one, other)| {
            between(text, one, other).strip_prefix(['.', ':']).and_then(|rest| rest.strip_prefix(one.port))
                == Some(" ")
        })
    {
        return Some((first.clone(), last.clone()));
    }
    let (mut from, mut to) = joined(text, ends, is_arrow)?;
    // IPFilter: `10.0.0.1,43873 -> 10.0.0.2,22`, and `10.0.0.1,43873 -> 10.0.0.2,www` with the name of a service.
    if from.port.is_empty()
        && to.port.is_empty()
        && let Some(port) = behind_comma(between(text, &from, &to), " -> ")
        && let Some(other) = behind_comma(text.get(to.start + to.written.len()..).unwrap_or(""), " ")
    {
        let number = |port| if endpoints::is_port(port) { port } else { "" };
        (from.port, to.port) = (number(port), number(other));
    }
    Some((from, to))
}

/// What stands between two ends of a text behind the number at the first one, where both have one: a port, or the code of
/// a message of ICMP, which may be 0.
fn gap<'t>(text: &'t str, one: &End<'_>, other: &End<'_>) -> Option<&'t str> {
    let behind_number = |behind: &'t str| {
        let number = behind.strip_prefix([':', '.', '/'])?;
        let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
        (rest.len() < number.len()).then_some(rest)
    };
    behind_number(text.get(other.start + other.written.len()..)?)?;
    behind_number(between(text, one, other))
}

/// Two ends with their ports and nothing but an arrow between them: `{TCP} 10.0.0.1:1024 -> 8.8.8.8:53`.
pub(super) fn flow<'t>(text: &'t str, ends: &[End<'t>]) -> Option<(End<'t>, End<'t>)> {
    let is_joint = |gap: &str| is_arrow(gap.trim());
    let pair = ends.windows(2).take(MOST).find(|pair| gap(text, &pair[0], &pair[1]).is_some_and(is_joint))?;
    Some((pair[0].clone(), pair[1].clone()))
}

/// Two ends and nothing but an arrow between them, before the first pair of a line: `10.0.0.1 -> 8.8.8.8  UDP D=53 S=1024` of
/// Solaris' snoop.
pub(super) fn heading<'t>(text: &'t str, ends: &[End<'t>]) -> Option<(End<'t>, End<'t>)> {
    let [one, other] = ends.first_chunk::<2>()?;
    let is_head = !text[..one.start].contains(['=', ':', '"', '{']);
    let is_joint = || is_arrow(between(text, one, other).trim());
    let port = |name: &str| {
        let behind = &text[other.start + other.written.len()..];
        let value = behind.split_once(name).and_then(|(_, rest)| rest.split(' ').next()).unwrap_or("");
        if endpoints::is_port(value) { value } else { "" }
    };
    (is_head && is_joint())
        .then(|| (End { port: port(" S="), ..one.clone() }, End { port: port(" D="), ..other.clone() }))
}

/// Whether a text tells of a packet that answers the opening of a connection, so that the other end opened it: `Flags [S.]`
/// of tcpdump, `(TCP Flags: SYN, ACK)` of Cilium.
pub(super) fn is_answer(text: &str) -> bool {
    ["Flags [S.]", "TCP Flags: SYN, ACK", "tcp_flags=SYN|ACK", "Syn Ack=", "[SYN, ACK]"]
        .iter()
        .any(|flags| text.contains(flags))
}

/// The first two ends, where both have ports and only blanks stand between them: `PROTO=6 10.0.0.1:1024 8.8.8.8:53 L=60`.
pub(super) fn beside<'t>(text: &'t str, ends: &[End<'t>]) -> Option<(End<'t>, End<'t>)> {
    let [one, other] = ends.first_chunk::<2>()?;
    is_beside(text, one, other).then(|| (one.clone(), other.clone()))
}

/// Whether only blanks stand between two ends with ports.
fn is_beside(text: &str, one: &End<'_>, other: &End<'_>) -> bool {
    gap(text, one, other).is_some_and(|gap| !gap.is_empty() && gap.trim().is_empty())
}

/// The end right behind the one that a word calls the source, with nothing but blanks between their ports: `from WAN
/// 203.0.113.7:3685  10.0.0.1:17300 Rule: …`.
pub(super) fn behind_from<'t>(text: &str, from: &End<'_>, ends: &[End<'t>]) -> Option<End<'t>> {
    ends.iter().find(|end| end.start > from.start).filter(|next| is_beside(text, from, next)).cloned()
}

/// The port, or the name of its service, between a comma and `end`, right behind an address.
fn behind_comma<'t>(behind: &'t str, end: &str) -> Option<&'t str> {
    let (port, _) = behind.strip_prefix(',')?.split_once(end)?;
    let is_name =
        || !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (endpoints::is_port(port) || is_name()).then_some(port)
}

/// The parties that an arrow joins which points back.
pub(super) fn backwards<'t>(text: &str, ends: &[End<'t>]) -> Option<(End<'t>, End<'t>)> {
    let (to, from) = joined(text, ends, |between| between.contains("<-") && !between.contains("->"))?;
    Some((from, to))
}

/// The same in a text of Go, the own end first, whoever opened the connection: `read tcp 10.0.0.1:853->10.0.0.2:59208`.
pub(super) fn of_go<'t>(text: &str, (own, far): &(End<'t>, End<'t>)) -> Option<(End<'t>, End<'t>)> {
    let serves = own.port.parse::<u16>().is_ok_and(|port| port < endpoints::SYSTEM);
    let is_it = GO.iter().any(|verb| text[..own.start].ends_with(verb));
    (is_it && serves).then(|| (far.clone(), own.clone()))
}

/// The destination of an arrow whose source has no address here: `::`, a network, or the name of a host with its port.
pub(super) fn without_source<'t>(text: &str, ends: &[End<'t>]) -> Option<End<'t>> {
    let is_it = |end: &&End<'_>| {
        let before = &text[..end.start];
        is_from_nobody(before) || is_from_name(before)
    };
    ends.iter().take(MOST).find(is_it).cloned()
}

/// Whether the name of a host with its port stands before an arrow, or before the blanks of netstat's columns, that end a
/// text: `IP pc7.example.com.51000 > `, `default/web-1:43966 (ID:10135) -> `, `tcp 0 0 pc7.example.com:51000   `.
fn is_from_name(before: &str) -> bool {
    let trimmed = before.trim_end();
    let arrow = ARROWS.iter().find_map(|sign| trimmed.strip_suffix(sign.trim()));
    let is_columns = || before.ends_with("  ") && (before.starts_with("tcp") || before.starts_with("udp"));
    let Some(from) = arrow.or_else(|| is_columns().then_some(trimmed)) else { return false };
    let mut words = from.split_whitespace().rev().take(2);
    // The number that Cilium gives an identity stands behind the name.
    let Some(word) = words.find(|word| !word.starts_with('(')) else { return false };
    word.rsplit_once([':', '.']).is_some_and(|(name, port)| {
        endpoints::is_port(port)
            && port.len() > 1
            && name.contains(|c: char| c.is_ascii_alphabetic())
            && !name.contains(['=', '"', '\'', '>'])
            && name.parse::<IpAddr>().is_err()
    })
}

/// Whether an arrow from nobody ends a text: `:: -> `, and `::.0 -> ` of nfdump, or one from a network, as rules have it.
fn is_from_nobody(before: &str) -> bool {
    let before = before.trim_end();
    let from = ARROWS.iter().find_map(|sign| before.strip_suffix(sign.trim()));
    let from = from.and_then(|from| from.split_whitespace().next_back()).unwrap_or("");
    let is_network = || {
        from.rsplit_once('/').is_some_and(|(address, bits)| {
            address.parse::<IpAddr>().is_ok() && bits.parse::<u8>().is_ok_and(|bits| bits < 32)
        })
    };
    from == "::" || from.starts_with("::.") || is_network()
}

/// The separators of cells.
const BETWEEN: [char; 8] = [' ', ',', ';', '"', '|', '\'', ':', '\t'];

/// What stands behind the name of a protocol: ` udp 54321 53` of WatchGuard.
fn behind_protocol(text: &str) -> &str {
    let protocol = |name: &&str| text.strip_prefix(' ').and_then(|rest| rest.strip_prefix(*name));
    ["tcp", "udp", "sctp"].iter().find_map(protocol).unwrap_or(text)
}

/// Addresses and ports in cells of their own: `10.0.0.1 12345 192.0.2.1 443`, `"10.0.0.1","12345","192.0.2.1","443"`,
/// `10.0.0.1 192.0.2.1 12345 443`.
pub(super) fn in_cells<'t>(text: &'t str, ends: &[End<'t>]) -> Option<(End<'t>, End<'t>)> {
    let [one, other] = ends.first_chunk::<2>()?;
    if !one.port.is_empty() || !other.port.is_empty() {
        return None;
    }
    let behind = |end: &End<'t>| text.get(end.start + end.written.len()..);
    let port = |rest: &'t str| {
        let trimmed = rest.trim_start_matches(BETWEEN);
        let cell = trimmed.split(BETWEEN).next().unwrap_or("");
        (rest.len() > trimmed.len() && endpoints::is_port(cell)).then(|| (cell, &trimmed[cell.len()..]))
    };
    let with = |from: &'t str, to: &'t str| {
        Some((End { port: from, ..one.clone() }, End { port: to, ..other.clone() }))
    };
    let after_other = behind(other)?;
    let between = text.get(one.start + one.written.len()..other.start)?;
    if let Some((from, rest)) = port(between) {
        // In a sentence, a number behind an address need not be its port.
        let is_next = rest.trim_matches(BETWEEN).is_empty() || between.contains(['|', '\t']);
        return port(after_other).filter(|_| is_next).and_then(|(to, _)| with(from, to));
    }
    if between.chars().all(|between| BETWEEN.contains(&between)) {
        let (from, rest) = port(behind_protocol(after_other))?;
        let (to, _) = port(rest)?;
        return with(from, to);
    }
    None
}
