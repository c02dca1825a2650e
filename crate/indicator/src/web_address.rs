//! URLs, with a scheme or as a host with a path.

mod bare;
mod schemes;

use std::{borrow::Cow, net::Ipv6Addr};

use super::{
    context::{Recognised, Text},
    ip,
    kind::IndicatorKind,
    run::Run,
    url_end::url_end,
};
pub(super) use bare::recognise as recognise_bare;

/// Reads a URL whose scheme is the word from `start` to `colon`.
pub(super) fn recognise<'t>(text: &Text<'t>, start: usize, colon: usize) -> Option<Recognised<'t>> {
    if !matches!(text.at(colon + 1), b'/' | b'\\') || colon - start > 10 || text.glued_before(start) {
        return None;
    }
    // `_http://…_` is written in italics.
    let mut start = start + usize::from(text.at(start) == b'_');
    let is_joined = text.before(start) == b'+';
    let known = schemes::of_word(text.slice(start, colon));
    // `mongodb+srv://`: the first word is one.
    let mut scheme = known.or_else(|| is_joined.then_some(text.slice(start, colon)))?;
    // `stratum+tcp://`, `git+ssh://`
    if is_joined {
        let before = text.bytes[..start - 1].iter().rev().take(12);
        let length = before.take_while(|byte| byte.is_ascii_lowercase()).count();
        // `wget+http://` of a request is a command.
        let is_command = ["curl", "wget"].contains(&text.slice(start - 1 - length, start - 1));
        if length > 0 && !is_command {
            start -= 1 + length;
            scheme = text.slice(start, colon);
        }
        if known.is_none() && (is_command || schemes::of_word(scheme.split('+').next()?).is_none()) {
            return None;
        }
    }
    let slashes = &text.bytes[colon + 1..];
    let mut at = match slashes {
        [b'\\', b'\\', b'/', b'\\', b'\\', b'/', ..] => colon + 7,
        [b'\\', b'\\', b'\\', b'\\', ..] | [b'\\', b'/', b'\\', b'/', ..] => colon + 5,
        [b'/', b'/', ..] | [b'\\', b'\\', ..] => colon + 3,
        // `hxxps:/evil[.]com`: a slash was lost.
        [b'/', ..] if is_web(scheme) && is_host(text, colon + 2) => colon + 2,
        _ => return None,
    };
    if matches!(text.at(at), b' ' | b'/') && Run::read(text, at + 1).ends_like_a_domain(text) {
        at += 1;
    }
    if text.at(at - 1) == b'\\'
        && let Some(found) = with_backslashes(text, scheme, start, at)
    {
        return Some(found);
    }
    Some(rest(text, scheme, start, at))
}

/// Reads `hxxp:\\evil.com\a\b.php`, whose path is written with backslashes too, single or doubled.
#[cold]
fn with_backslashes<'t>(text: &Text<'t>, scheme: &str, start: usize, at: usize) -> Option<Recognised<'t>> {
    let host =
        text.bytes[at..].iter().take_while(|&&byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte));
    let path = at + host.count();
    let is_in_path = |byte: u8| byte.is_ascii_alphanumeric() || b"\\/._-~%?=&+".contains(&byte);
    let length = text.bytes[path..].iter().take(LONGEST_PATH).take_while(|byte| is_in_path(**byte)).count();
    let written = text.slice(path, path + length).trim_end_matches(['.', '\\', '?']);
    if !written.starts_with('\\') || written.trim_start_matches('\\').is_empty() || !is_host(text, at) {
        return None;
    }
    let mut value = [scheme, "://", &text.lower(at, path)].concat();
    for part in written.split(['\\', '/']).filter(|part| !part.is_empty()) {
        value.push('/');
        value.push_str(part);
    }
    Some(Recognised::Found {
        kind: IndicatorKind::Url,
        value: value.into(),
        start,
        end: path + written.len(),
    })
}

/// The longest path with backslashes, in bytes.
const LONGEST_PATH: usize = 1_024;

/// The longest address of IPv6, in bytes.
const LONGEST_V6: usize = 45;

fn is_web(scheme: &str) -> bool {
    matches!(scheme, "http" | "https")
}

/// Whether a host that is one by itself stands at `at`: a domain, or an IPv4 address.
fn is_host(text: &Text<'_>, at: usize) -> bool {
    let is_v6 = || {
        let inside = text.bytes[at..].strip_prefix(b"[").unwrap_or_default().iter().take(LONGEST_V6);
        let length =
            inside.take_while(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.')).count();
        text.at(at + 1 + length) == b']' && text.slice(at + 1, at + 1 + length).parse::<Ipv6Addr>().is_ok()
    };
    ip::is_v4(text, at) || is_v6() || Run::read(text, at).ends_like_a_domain(text)
}

/// Reads `h**p://…`, at the `h` at `start`.
#[cold]
pub(super) fn recognise_starred<'t>(text: &Text<'t>, start: usize) -> Option<Recognised<'t>> {
    let tail = text.bytes.get(start + 1..)?;
    let (scheme, length) = match tail {
        [b'*', b'*', b'p' | b'P', b':', b'/', b'/', ..] => ("http", 7),
        [b'*', b'*', b'p' | b'P', b's' | b'S', b':', b'/', b'/', ..] => ("https", 8),
        _ => return None,
    };
    Some(rest(text, scheme, start, start + length))
}

/// Reads `http__host…`, at the run that `__` is part of.
#[cold]
pub(super) fn recognise_underscored<'t>(text: &Text<'t>, run: &Run) -> Option<Recognised<'t>> {
    let underscores = run.first_label(text).bytes().position(|byte| byte == b'_')?;
    if text.at(run.start + underscores + 1) != b'_' {
        return None;
    }
    let scheme = schemes::of_word(text.slice(run.start, run.start + underscores))?;
    Some(rest(text, scheme, run.start, run.start + underscores + 2))
}

/// Reads authority and path behind a scheme.
fn rest<'t>(text: &Text<'t>, scheme: &str, start: usize, authority: usize) -> Recognised<'t> {
    let end = url_end(text, start, authority);
    let host = host_of_authority(text.slice(authority, end));
    let bare = host
        .rsplit_once(':')
        .map_or(host, |(name, port)| if port.bytes().all(|b| b.is_ascii_digit()) { name } else { host });
    // `https://shop.lantern-`, cut at the end of a line: no host ends so, and what goes on below is no other one.
    if bare.ends_with('-') && bare.len() == end - authority {
        let rest = text.bytes[end..].iter().take_while(|&&byte| matches!(byte, b'\n' | b'\r')).count();
        let below = text.bytes[end + rest..].iter().take_while(|&&byte| byte > b' ').count();
        return Recognised::Nothing { resume: end + rest + if rest > 0 { below } else { 0 } };
    }
    // `http://203.0.113.XXX:8080/a`: a masked address
    let numbers =
        bare.strip_suffix(|c: char| matches!(c, 'x' | 'X')).unwrap_or("").trim_end_matches(['x', 'X', '.']);
    if numbers.contains('.') && numbers.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return Recognised::Nothing { resume: end.max(start + 1) };
    }
    // `http://LHOST:PORT/x`: a place holder.
    let lettered = host.rsplit_once(':').is_some_and(|(name, port)| {
        !name.contains([':', '[']) && !port.is_empty() && port.bytes().all(|b| b.is_ascii_alphabetic())
    });
    if lettered
        || !bare.chars().any(char::is_alphanumeric)
        || bare.contains([',', ';', '(', '{', '$', '*', '!', '=', '+', '&'])
    {
        return Recognised::Nothing { resume: end.max(start + 1) };
    }
    let split = text.slice(authority, end).find(['/', '?', '#', '\\']).map_or(end, |at| authority + at);
    // Names of users and passwords have capitals of their own (RFC 3986, section 6.2.2.1).
    let host = text.slice(authority, split).rfind('@').map_or(authority, |at| authority + at + 1);
    let lower = text.lower(host, split);
    let as_written =
        authority == start + scheme.len() + 3 && text.bytes[start..].starts_with(scheme.as_bytes());
    let value = match lower {
        Cow::Borrowed(_) if as_written && text.at(authority - 1) == b'/' => text.slice(start, end).into(),
        _ => [scheme, "://", text.slice(authority, host), &lower, text.slice(split, end)].concat().into(),
    };
    Recognised::Found { kind: IndicatorKind::Url, value, start, end }
}

/// The host and port of an authority, without user information.
fn host_of_authority(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or("");
    authority.rsplit('@').next().unwrap_or("")
}

/// The host of a URL's value, without user information, port and brackets.
pub(super) fn host(value: &str) -> &str {
    let rest = value.split_once("://").map_or(value, |(_, rest)| rest);
    let host = host_of_authority(rest);
    if let Some(inner) = host.strip_prefix('[') {
        return inner.split(']').next().unwrap_or(inner);
    }
    host.split(':').next().unwrap_or(host)
}
