//! Addresses with their ports behind a full stop, as tcpdump and the netstat of the BSDs write them, at either end of an
//! arrow: `IP 10.0.0.5.51514 > 10.0.0.9.https: `.

use std::net::IpAddr;

use super::{
    super::context::{Recognised, Text},
    netstat,
    octets::{dotted, number},
    services::service_port,
    suffix::{Head, port},
    version::is_version,
};

/// The sign between the two ends.
const ARROW: &[u8] = b" > ";

/// The longest name of a port, and of a host with its port, in bytes.
const LONGEST_SERVICE: usize = 16;
const LONGEST_HOST: usize = 96;

/// How far before an end its line is read, in bytes.
const LONGEST_LINE: usize = 160;

/// The address from `start` to `end` with the port behind it.
pub(super) fn captured<'t>(
    text: &Text<'t>,
    address: IpAddr,
    start: usize,
    end: usize,
) -> Option<Recognised<'t>> {
    if text.at(end) != b'.' {
        return None;
    }
    let (number, after) = number(text, end + 1).or_else(|| service(text, end + 1))?;
    let behind = after + ARROW.len();
    let source = text.bytes[after..].starts_with(ARROW)
        && (address.is_ipv6() || dotted(text, behind).is_some() || is_host_behind(text, start, behind));
    let destination = text.bytes[..start].ends_with(ARROW)
        && (address.is_ipv6()
            || is_source(text, start - ARROW.len())
            || is_host_before(text, start - ARROW.len()))
        && (matches!(text.at(after), b':' | b',') || text.at(after) <= b' ');
    let joined = source || destination || netstat::is_line(text, start, after);
    let head = Head { address, canonical: false, start, end };
    let is_port = joined && number > 0 && !(address.is_ipv4() && is_version(text, start, end));
    is_port.then(|| port(text, &head, number, after))
}

/// The port whose name stands at `at`, and where that ends.
fn service(text: &Text<'_>, at: usize) -> Option<(u32, usize)> {
    let name = text.bytes[at..].iter().take(LONGEST_SERVICE);
    let is_name = |byte: &&u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || **byte == b'-';
    let end = at + name.take_while(is_name).count();
    Some((service_port(text.slice(at, end))?.parse().ok()?, end))
}

/// Whether an address with or without a port, and no version, ends at `end`.
fn is_source(text: &Text<'_>, end: usize) -> bool {
    let name = text.bytes[..end].iter().rev().take(LONGEST_SERVICE);
    let name = name.take_while(|byte| byte.is_ascii_lowercase() || **byte == b'-').count();
    let end = if name > 0 && service(text, end - name).is_some() { end - name } else { end };
    let digits = text.bytes[..end].iter().rev().take(21);
    let start = end - digits.take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    dotted(text, start).is_some() && !is_version(text, start, end)
}

/// Whether the text from `start` to `end` is the name of a host with its port at either end of an arrow.
pub(in super::super) fn is_host_of_capture(text: &Text<'_>, start: usize, end: usize) -> bool {
    let is_first = text.bytes[end..].starts_with(ARROW) && text.bytes[..start].ends_with(b"IP ");
    let is_second = || text.at(end) == b':' && text.bytes[..start].ends_with(ARROW);
    (is_first || is_second()) && is_host(text.slice(start, end)) && {
        text.preceding_in_line(start, LONGEST_LINE).contains("IP")
    }
}

/// Whether a host with its port stands at `at`, and the other end, at `start`, behind the name of the protocol:
/// `IP 10.0.0.5.51514 > mail.example.com.smtp: `.
#[cold]
fn is_host_behind(text: &Text<'_>, start: usize, at: usize) -> bool {
    let host = text.bytes[at.min(text.bytes.len())..].iter().take(LONGEST_HOST);
    let length = host.take_while(|byte| **byte > b' ' && **byte != b':').count();
    text.bytes[..start].ends_with(b"IP ")
        && text.at(at + length) == b':'
        && is_host(text.slice(at, at + length))
}

/// Whether a host with its port, behind the name of the protocol, ends at `end`: `IP pc7.example.com.51514 > `.
#[cold]
fn is_host_before(text: &Text<'_>, end: usize) -> bool {
    let mut words = text.preceding_in_line(end, LONGEST_HOST).rsplit(' ');
    words.next().is_some_and(is_host) && matches!(words.next(), Some("IP" | "IP6"))
}

/// Whether a word is the name of a host with its port behind a full stop.
fn is_host(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(host, port)| {
        host.starts_with(|c: char| c.is_ascii_alphabetic())
            && (port.parse::<u16>().is_ok() || service_port(port).is_some())
    })
}
