//! Addresses in a text, with the ports beside them.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    ops::Range,
};

use crate::{
    alert::read::text::line,
    indicator::{HostClass, IndicatorKind, service_port, visit},
};

/// A party: an address, and a port where one stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct End<'t> {
    /// In its shortest form.
    pub(crate) address: String,
    /// As it is written.
    pub(crate) written: &'t str,
    /// Digits; empty where there is none.
    pub(crate) port: &'t str,
    /// Where the address begins in the text, in bytes.
    pub(crate) start: usize,
}

impl End<'_> {
    /// Whether its address is reachable from the internet.
    pub(crate) fn is_public(&self) -> bool {
        is_public(&self.address)
    }
}

/// Whether an address is reachable from the internet.
pub(crate) fn is_public(address: &str) -> bool {
    address.parse().is_ok_and(|address| HostClass::of(address) == HostClass::Public)
}

/// The text between an address and its port, and the closing one: `10.0.0.1(1024)`, `[10.0.0.1]:25`,
/// `10.0.0.1 port 1024`, `10.0.0.1#53`, `'10.0.0.1 : 443'`, `(HOST=10.0.0.1)(PORT=1521)`.
const BEFORE_PORT: [(&str, &str); 19] = [
    ("]:", ""),
    (":[", "]"),
    ("[", "]"),
    ("#", ""),
    ("@", ""),
    ("(", ")"),
    (" (", ")"),
    (" : ", ""),
    (" :", "]"),
    (" port ", ""),
    (", port ", ""),
    (" Port ", ""),
    (", Port ", ""),
    (" port: ", ""),
    (" port=", ""),
    (" port:", ""),
    ("] port ", ""),
    (")(PORT=", ")"),
    (":", ""),
];

/// The parties of a text in its order; what stands in brackets behind another one (its translation) is left out, and so
/// are networks.
pub(crate) fn all(text: &str) -> Vec<End<'_>> {
    // `10.0.0.1/51000`: somewhere in the text, a slash stands before what can only be a port.
    let slash_is_port = text.match_indices('/').any(|(at, _)| {
        let before = text[..at].bytes().next_back();
        let after = port_behind(&text[at + 1..]).and_then(|port| port.parse::<u32>().ok());
        before.is_some_and(|byte| byte.is_ascii_hexdigit()) && after.is_some_and(|port| port > 128)
    });
    let mut ends: Vec<End<'_>> = Vec::new();
    let mut before = 0;
    visit(text, |mention| {
        more(text, before..mention.span.start, &mut ends);
        let is_address = matches!(
            mention.kind,
            IndicatorKind::Ipv4 | IndicatorKind::Ipv6 | IndicatorKind::IpPort | IndicatorKind::Cidr
        );
        before = mention.span.end;
        if !is_address {
            return;
        }
        let written = &text[mention.span.start..mention.span.end];
        let Some((address, port)) = split(&mention.value) else { return };
        let start = mention.span.start;
        let close = ends.last().is_some_and(|last| {
            let between = text.get(last.start + last.written.len()..start).unwrap_or("");
            // Kippo writes the own end there.
            let is_new = text[..last.start].ends_with("New connection: ");
            !is_new
                && between.ends_with('(')
                && between.len() < 12
                && between.bytes().all(|byte| !byte.is_ascii_alphabetic())
        });
        if close {
            return;
        }
        let end = end(text, start, written, address, port, slash_is_port);
        // `fe80::1:37151->fe80::2:777`: both are written in the same way.
        let joined = ends.last().filter(|last| {
            let between = text.get(last.start + last.written.len()..start).unwrap_or("");
            last.address.contains(':')
                && between.strip_prefix(':').is_some_and(|rest| rest == format!("{}->", last.port))
        });
        let twin = joined.and_then(|_| {
            let (plain, port) = written.rsplit_once(':').filter(|(_, port)| is_port(port))?;
            Some(End { address: canonical(plain.parse().ok()?), written: plain, port, start })
        });
        ends.extend(twin.or(end));
    });
    more(text, before..text.len(), &mut ends);
    ends
}

/// A mention as a party; `None` for a network.
fn end<'t>(
    text: &'t str,
    start: usize,
    written: &'t str,
    address: String,
    port: &str,
    slash_is_port: bool,
) -> Option<End<'t>> {
    let after = &text[start + written.len()..];
    if let Some((plain, bits)) = written.rsplit_once('/').filter(|(_, bits)| bits.parse::<u8>().is_ok()) {
        let bits = if slash_is_port { bits } else { "" };
        if bits.is_empty() && is_network(written) {
            return None;
        }
        return Some(End { address, written: plain, port: bits, start });
    }
    if port.is_empty() {
        let behind = |(open, close): &(&str, &str)| {
            let rest = after.strip_prefix(open)?;
            let port = digits(rest)?;
            let next = &rest[port.len()..];
            let goes_on = next.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
                || next.starts_with('.') && next[1..].starts_with(|c: char| c.is_ascii_digit());
            (next.starts_with(close) && !goes_on).then_some(port)
        };
        // `61.79.37.205(www.example.com):1283`
        let named = || {
            let (name, rest) = after.strip_prefix('(')?.split_once("):")?;
            let is_name = name.len() < 80
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
            digits(rest).filter(|_| is_name)
        };
        let slash = || after.strip_prefix('/').filter(|_| slash_is_port).and_then(port_behind);
        let port = BEFORE_PORT.iter().find_map(behind).or_else(named).or_else(slash).unwrap_or("");
        return Some(End { address, written, port, start });
    }
    // The digits may stand in an IPv6 address, too: only behind it they are its port.
    let sign = written.rfind([':', '/', '(', '#', '.']).filter(|at| written[*at..].contains(port));
    let Some(at) = sign.and_then(|sign| Some(sign + written[sign..].find(port)?)) else {
        // `10.0.0.9.https` of tcpdump
        let named = written.rsplit_once('.').and_then(|(plain, name)| Some((plain, service_port(name)?)));
        let (written, port) = named.unwrap_or((written, ""));
        return Some(End { address, written, port, start });
    };
    let plain = written[..at].trim_end_matches([':', '/', ']', '(', '#', ' ', '.']).trim_start_matches('[');
    Some(End {
        address,
        written: plain,
        port: &written[at..at + port.len()],
        start: line::place(text, plain).start,
    })
}

/// IPv6 as tcpdump and kernels write it with a port: `2001:db8::1.51000`, `fe80::1:37151->fe80::2:777`; and `10.0.0.1@53`.
fn more<'t>(text: &'t str, gap: Range<usize>, ends: &mut Vec<End<'t>>) {
    let Some(gap) = text.get(gap).filter(|gap| {
        gap.contains("::")
            || gap.contains('@')
            || gap.matches(':').count() > 5
            || gap.matches('.').count() >= TWICE
    }) else {
        return;
    };
    // Dante joins both by dots; one of them alone may be a version.
    let is_twice = gap.matches('.').count() >= TWICE;
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | '"' | '\'' | '=');
    for token in gap.split(is_between).take(MOST).filter(|token| token.len() < 60) {
        let token = token.trim_end_matches([':', '-', '.']);
        let Some((plain, port)) = token.rsplit_once(['.', ':', '@']) else { continue };
        let is_at = token.as_bytes().get(plain.len()) == Some(&b'@');
        let is_dotted = token.as_bytes().get(plain.len()) == Some(&b'.');
        if let Ok(address) = plain.parse::<Ipv4Addr>()
            && (is_at || is_dotted && is_twice && is_port(port))
        {
            let start = line::place(text, plain).start;
            let port = if is_port(port) { port } else { "" };
            ends.push(End { address: address.to_string(), written: plain, port, start });
            continue;
        }
        let Some(address) = plain.parse::<Ipv6Addr>().ok().filter(|_| is_port(port)) else { continue };
        // A group of an address has four digits at most.
        if is_dotted || port.len() == 5 {
            let start = line::place(text, plain).start;
            ends.push(End { address: canonical(address.into()), written: plain, port, start });
        }
    }
}

/// How many dots two addresses with their ports have that dots join.
const TWICE: usize = 8;

/// How many words of a gap between two indicators are looked at.
const MOST: usize = 64;

/// Whether a text is a network: an address with the length of its prefix, and nothing behind that.
fn is_network(text: &str) -> bool {
    let Some((address, bits)) = text.split_once('/') else { return false };
    match (address.trim_matches(['[', ']']).parse::<IpAddr>(), bits.parse::<u32>()) {
        (Ok(IpAddr::V4(address)), Ok(bits @ 0..32)) => u32::from(address) << bits == 0,
        (Ok(IpAddr::V6(address)), Ok(bits @ 0..128)) => u128::from(address) << bits == 0,
        _ => false,
    }
}

/// Address and port of a value such as `10.0.0.1:80`, `10.0.0.1:80:WAN`, `[2001:db8::1]:443`, `10.0.0.1/51000`,
/// `fe80::1%2`, `10.0.0.1:[33819]`, `10.0.0.1 (host)`; the port as a part of the value, empty where there is none, and
/// where it could be the length of a prefix. `None` for a network.
pub(crate) fn split(value: &str) -> Option<(String, &str)> {
    let value = unwrapped(value);
    // Most values are none at all.
    if !value.contains(['.', ':']) || value.len() > 80 {
        return None;
    }
    let bare = value.split('%').next().unwrap_or(value);
    if let Ok(address) = bare.trim_matches(['[', ']']).parse::<IpAddr>() {
        return Some((canonical(address), ""));
    }
    if let Some((inside, rest)) = value.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let address = inside.split('%').next()?.parse::<IpAddr>().ok()?;
        return Some((canonical(address), digits(rest.trim_start_matches(':')).unwrap_or("")));
    }
    if let Some((way, inside)) = value.strip_suffix(')').and_then(|value| value.split_once('(')) {
        return bracketed(way, inside);
    }
    if let Some((address, bits)) = value.rsplit_once('/') {
        let address: IpAddr = address.trim_matches(['[', ']']).parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        return match bits.parse::<u32>() {
            Ok(bits) if bits <= most => (!is_network(value)).then(|| (canonical(address), "")),
            _ => Some((canonical(address), digits(bits).unwrap_or(""))),
        };
    }
    let (address, rest) = value.split_once([':', '#', '_', '@'])?;
    let address = canonical(address.parse::<IpAddr>().ok()?);
    Some((address, digits(rest.trim_start_matches('[')).unwrap_or("")))
}

/// Address and port of `10.0.0.1(1024)`, `10.0.0.1 (host)`, and of `jsconsole(10.0.0.1)`: by which way somebody came, and
/// from where.
fn bracketed<'v>(way: &'v str, inside: &'v str) -> Option<(String, &'v str)> {
    if let Ok(address) = way.trim().parse::<IpAddr>() {
        let port = Some(inside).filter(|inside| is_port(inside)).unwrap_or("");
        return Some((canonical(address), port));
    }
    if way.ends_with(' ') {
        return split(way);
    }
    let is_word = !way.is_empty() && way.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word.then(|| Some((canonical(inside.parse().ok()?), ""))).flatten()
}

/// A value without what products put around it: quotes, `(10.0.0.1)` of Cylance, `IPV4/UDP/10.0.0.1/5060` of Asterisk.
fn unwrapped(value: &str) -> &str {
    let value = value.trim().trim_end_matches('.').trim_matches(['"', '\'', ',', ';', '<', '>']);
    let value = value.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(value);
    let families = ["IPV4/", "IPV6/"].into_iter();
    let inside = families.filter_map(|family| value.strip_prefix(family)?.split_once('/')).next();
    inside.map_or(value, |(_, rest)| rest)
}

/// The port behind a slash: not the beginning of an address, as in `10.0.0.1/10.0.0.1`.
fn port_behind(text: &str) -> Option<&str> {
    let port = digits(text)?;
    let behind = text[port.len()..].strip_prefix('.').unwrap_or("");
    (!behind.starts_with(|c: char| c.is_ascii_digit())).then_some(port)
}

/// The port that a text begins with; `None` where it begins with none.
fn digits(text: &str) -> Option<&str> {
    let length = text.bytes().take(6).take_while(u8::is_ascii_digit).count();
    let port = &text[..length];
    is_port(port).then_some(port)
}

/// Whether a text is the number of a port: 1 to 65535.
pub(crate) fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok_and(|port| port > 0) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The first port that no service has by standard (IANA: the system ports end at 1023), and the first that systems give
/// out (Linux).
pub(crate) const SYSTEM: u16 = 1_024;
const DYNAMIC: u16 = 32_768;

/// Whether ports say that an own end serves a far one: that of a service here, one of the many that systems give out there.
pub(crate) fn serves(own: &str, far: &str) -> bool {
    let port = |text: &str| text.parse::<u16>().ok();
    matches!((port(own), port(far)), (Some(own), Some(far))
        if own < SYSTEM && far >= SYSTEM || own < DYNAMIC && far >= DYNAMIC)
}

fn canonical(address: IpAddr) -> String {
    address.to_canonical().to_string()
}
