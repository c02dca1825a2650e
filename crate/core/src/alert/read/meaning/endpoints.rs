//! Addresses in a text, with the ports beside them.

use std::net::IpAddr;

use crate::{
    alert::read::text::line,
    indicator::{HostClass, IndicatorKind, visit},
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

/// What stands between an address and its port: `10.0.0.1(1024)`, `10.0.0.1 port 1024`, `10.0.0.1#53`.
const BEFORE_PORT: [&str; 7] = [" port ", "(", "#", ", port ", " Port ", " port=", "/"];

/// The parties of a text in its order; what stands in brackets behind another one (its translation) is left out.
pub(crate) fn all(text: &str) -> Vec<End<'_>> {
    let mut ends: Vec<End<'_>> = Vec::new();
    visit(text, |mention| {
        let is_address = matches!(
            mention.kind,
            IndicatorKind::Ipv4 | IndicatorKind::Ipv6 | IndicatorKind::IpPort | IndicatorKind::Cidr
        );
        let Some((address, port)) = split(&mention.value).filter(|_| is_address) else { return };
        let before = text[..mention.span.start].trim_end();
        let translated = before.ends_with('(') && !ends.is_empty() && before.len() > 1;
        if translated {
            return;
        }
        let mut written = &text[mention.span.start..mention.span.end];
        // The same port as a part of the text.
        let mut beside = "";
        // The digits may stand in an IPv6 address, too: only behind it they are its port.
        let behind = written.rfind([':', '/', '(', '#']).filter(|at| written[*at..].contains(port));
        if let Some(at) =
            behind.and_then(|sign| Some(sign + written[sign..].find(port)?)).filter(|_| !port.is_empty())
        {
            beside = &written[at..at + port.len()];
            written = written[..at].trim_end_matches([':', '/', ']', '(', '#', ' ']).trim_start_matches('[');
        } else if port.is_empty() {
            let after = &text[mention.span.end..];
            beside = BEFORE_PORT.iter().find_map(|word| digits(after.strip_prefix(word)?)).unwrap_or("");
        }
        let start = line::place(text, written).start;
        ends.push(End { address, written, port: beside, start });
    });
    ends
}

/// Address and port of a value such as `10.0.0.1:80`, `10.0.0.1:80:WAN`, `[2001:db8::1]:443`, `10.0.0.1/53`,
/// `fe80::1%2`; the port as a part of the value, empty where there is none.
pub(crate) fn split(value: &str) -> Option<(String, &str)> {
    let value = value.trim().trim_matches(['"', '\'', ',', ';', '<', '>']);
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
    // `jsconsole(10.0.0.1)`: by which way somebody came, and from where.
    if let Some((way, inside)) = value.strip_suffix(')').and_then(|value| value.split_once('(')) {
        let is_word = !way.is_empty() && way.bytes().all(|byte| byte.is_ascii_alphabetic());
        return is_word.then(|| Some((canonical(inside.parse().ok()?), ""))).flatten();
    }
    let (address, rest) = value.split_once([':', '/', '#', '_'])?;
    let address = canonical(address.parse::<IpAddr>().ok()?);
    // The length of a prefix is no port.
    let is_prefix =
        value.contains('/') && rest.parse::<u8>().is_ok_and(|bits| matches!(bits, 8 | 16 | 24 | 32));
    Some((address, if is_prefix { "" } else { digits(rest).unwrap_or("") }))
}

/// The port that a text begins with; `None` where it begins with none.
fn digits(text: &str) -> Option<&str> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let port = &text[..length];
    is_port(port).then_some(port)
}

/// Whether a text is the number of a port: 1 to 65535.
pub(crate) fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok_and(|port| port > 0) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn canonical(address: IpAddr) -> String {
    address.to_canonical().to_string()
}
