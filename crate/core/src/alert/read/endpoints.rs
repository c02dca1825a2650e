//! The parties in a sentence: addresses with what stands around them.

use std::net::IpAddr;

use crate::indicator::{HostClass, IndicatorKind, visit};

/// A party: an address, and a port where one stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) address: String,
    pub(super) port: String,
    /// Where it stands in the text, in bytes.
    start: usize,
}

impl End {
    /// Whether its address is reachable from the internet.
    pub(super) fn is_public(&self) -> bool {
        self.address.parse().is_ok_and(|address| HostClass::of(address) == HostClass::Public)
    }
}

/// The parties of a text in its order; what stands in brackets behind another one (its translation) is left out.
pub(super) fn all(text: &str) -> Vec<End> {
    let mut ends: Vec<End> = Vec::new();
    visit(text, |mention| {
        let Some((address, port)) = split(&mention.value).filter(|_| {
            matches!(
                mention.kind,
                IndicatorKind::Ipv4 | IndicatorKind::Ipv6 | IndicatorKind::IpPort | IndicatorKind::Cidr
            )
        }) else {
            return;
        };
        let before = text[..mention.span.start].trim_end();
        let translated = before.ends_with('(') && !ends.is_empty() && before.len() > 1;
        if translated {
            return;
        }
        let mut port = port;
        let after = &text[mention.span.end..];
        // `10.0.0.1(1024)`, `10.0.0.1 port 1024`, `10.0.0.1#53`
        if port.is_empty() {
            let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
            port = [" port ", "(", "#", ", port ", " Port "]
                .iter()
                .find_map(|word| after.strip_prefix(word).map(digits))
                .filter(|port| port.parse::<u16>().is_ok())
                .unwrap_or_default();
        }
        ends.push(End { address, port, start: mention.span.start });
    });
    ends
}

/// Address and port of a value such as `10.0.0.1:80`, `10.0.0.1:80:WAN`, `[2001:db8::1]:443`, `10.0.0.1/53`, `fe80::1%2`.
pub(super) fn split(value: &str) -> Option<(String, String)> {
    let value = value.trim().trim_matches(['"', '\'', ',', ';']);
    let bare = value.split('%').next().unwrap_or(value);
    if let Ok(address) = bare.trim_matches(['[', ']']).parse::<IpAddr>() {
        return Some((canonical(address), String::new()));
    }
    if let Some((inside, rest)) = value.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let address = inside.split('%').next()?.parse::<IpAddr>().ok()?;
        return Some((canonical(address), port(rest.trim_start_matches(':'))));
    }
    let (address, rest) = value.split_once([':', '/', '#'])?;
    Some((canonical(address.parse::<IpAddr>().ok()?), port(rest)))
}

fn port(text: &str) -> String {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    if digits.parse::<u16>().is_ok() { digits } else { String::new() }
}

fn canonical(address: IpAddr) -> String {
    address.to_canonical().to_string()
}

/// How far apart two parties may stand that nothing joins, in bytes.
const NEAR: usize = 80;

/// Methods of HTTP as a log writes them.
const METHODS: [&str; 6] = ["GET ", "POST ", "HEAD ", "PUT ", "OPTIONS ", "DELETE "];

/// The parties of a sentence, the one that opened the connection first: the words before them decide, or an arrow, else
/// their order, unless `named_only`.
pub(super) fn parties(text: &str, named_only: bool) -> (Option<End>, Option<End>) {
    let ends = all(text);
    let word_before = |end: &End| {
        let before = text[..end.start].trim_end_matches([' ', '=', ':', '(', '[', '"', '\'', '/', '<']);
        before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase()
    };
    let named = |words: &[&str]| ends.iter().find(|end| words.contains(&word_before(end).as_str())).cloned();
    let from = named(&["from", "src", "source", "client", "rhost", "peer"]);
    let to = named(&["to", "dst", "destination", "dest", "server", "direct"])
        .filter(|to| from.as_ref().is_none_or(|from| from.address != to.address));
    if named_only {
        return (from, to);
    }
    if let Some(found) = of_web_server(text, &ends) {
        return found;
    }
    let between = |pair: &[End]| text.get(pair[0].start..pair[1].start).unwrap_or("");
    let arrow = ends.windows(2).find(|pair| between(pair).contains("->") || between(pair).contains(" > "));
    match (from, to, arrow) {
        (Some(from), to, None) => (Some(from), to),
        (_, _, Some([from, to])) => (Some(from.clone()), Some(to.clone())),
        (None, Some(to), _) => (ends.iter().find(|end| **end != to).cloned(), Some(to)),
        _ => match ends.as_slice() {
            [one, other, ..] if other.start - one.start < NEAR => (Some(one.clone()), Some(other.clone())),
            _ => (ends.first().cloned(), None),
        },
    }
}

/// The log of a web server tells of who came; that of IIS begins with the server: `date time server METHOD … client`.
fn of_web_server(text: &str, ends: &[End]) -> Option<(Option<End>, Option<End>)> {
    let first = ends.first()?;
    let after = text[first.start..].split_once(' ').map_or("", |(_, rest)| rest);
    if METHODS.iter().any(|method| after.starts_with(method)) {
        return Some((ends.get(1).cloned(), Some(first.clone())));
    }
    ["HTTP/1.", "HTTP/2", " HTTP "]
        .iter()
        .any(|sign| text.contains(sign))
        .then(|| (Some(first.clone()), None))
}
