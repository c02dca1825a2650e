//! URLs, with a scheme or as a host with a path.

use std::borrow::Cow;

use super::{
    context::{Recognised, Text},
    endings::Ending,
    ip,
    kind::IndicatorKind,
    programs,
    run::Run,
    url_end::url_end,
};

/// Schemes as they are written, defanged ones too, and what they mean.
const SCHEMES: [(&str, &str); 55] = [
    ("http", "http"),
    ("https", "https"),
    ("hxxp", "http"),
    ("hxxps", "https"),
    ("hxtp", "http"),
    ("hxtps", "https"),
    ("htxp", "http"),
    ("htxps", "https"),
    ("hxp", "http"),
    ("hxps", "https"),
    ("hp", "http"),
    ("hps", "https"),
    ("hzzp", "http"),
    ("hzzps", "https"),
    ("meow", "http"),
    ("meows", "https"),
    ("ttp", "http"),
    ("ttps", "https"),
    ("ftp", "ftp"),
    ("ftps", "ftps"),
    ("fxp", "ftp"),
    ("fxps", "ftps"),
    ("sftp", "sftp"),
    ("ws", "ws"),
    ("wss", "wss"),
    ("ldap", "ldap"),
    ("ldaps", "ldaps"),
    ("tcp", "tcp"),
    ("udp", "udp"),
    ("smb", "smb"),
    ("rtsp", "rtsp"),
    ("rmi", "rmi"),
    ("amqp", "amqp"),
    ("amqps", "amqps"),
    ("git", "git"),
    ("gopher", "gopher"),
    ("imap", "imap"),
    ("imaps", "imaps"),
    ("irc", "irc"),
    ("mongodb", "mongodb"),
    ("mqtt", "mqtt"),
    ("mqtts", "mqtts"),
    ("mysql", "mysql"),
    ("postgres", "postgres"),
    ("postgresql", "postgresql"),
    ("redis", "redis"),
    ("rediss", "rediss"),
    ("smtp", "smtp"),
    ("smtps", "smtps"),
    ("ssh", "ssh"),
    ("telnet", "telnet"),
    ("tftp", "tftp"),
    ("vnc", "vnc"),
    ("xxxx", "http"),
    ("xxxxs", "https"),
];

/// Reads a URL whose scheme is the word from `start` to `colon`.
pub(super) fn recognise<'t>(text: &Text<'t>, start: usize, colon: usize) -> Option<Recognised<'t>> {
    if !matches!(text.at(colon + 1), b'/' | b'\\') || colon - start > 10 || text.glued_before(start) {
        return None;
    }
    let mut scheme = scheme(text.slice(start, colon))?;
    let mut start = start;
    // `stratum+tcp://`, `git+ssh://`
    if text.before(start) == b'+' {
        let before = text.bytes[..start - 1].iter().rev().take(12);
        let length = before.take_while(|byte| byte.is_ascii_lowercase()).count();
        if length > 0 {
            start -= 1 + length;
            scheme = text.slice(start, colon);
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

fn is_web(scheme: &str) -> bool {
    matches!(scheme, "http" | "https")
}

/// Whether a host that is one by itself stands at `at`: a domain, or an IPv4 address.
fn is_host(text: &Text<'_>, at: usize) -> bool {
    ip::is_v4(text, at) || Run::read(text, at).ends_like_a_domain(text)
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
    let scheme = scheme(text.slice(run.start, run.start + underscores))?;
    Some(rest(text, scheme, run.start, run.start + underscores + 2))
}

fn scheme(word: &str) -> Option<&'static str> {
    SCHEMES.iter().find(|(written, _)| written.eq_ignore_ascii_case(word)).map(|&(_, scheme)| scheme)
}

/// Reads authority and path behind a scheme.
fn rest<'t>(text: &Text<'t>, scheme: &str, start: usize, authority: usize) -> Recognised<'t> {
    let end = url_end(text, start, authority);
    let host = host_of_authority(text.slice(authority, end));
    let bare = host
        .rsplit_once(':')
        .map_or(host, |(name, port)| if port.bytes().all(|b| b.is_ascii_digit()) { name } else { host });
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
    let lower = text.lower(authority, split);
    let as_written =
        authority == start + scheme.len() + 3 && text.bytes[start..].starts_with(scheme.as_bytes());
    let value = match lower {
        // As HTML and XML write it.
        _ if text.slice(split, end).contains("&amp;") => {
            [scheme, "://", &lower, &text.slice(split, end).replace("&amp;", "&")].concat().into()
        }
        Cow::Borrowed(_) if as_written && text.at(authority - 1) == b'/' => text.slice(start, end).into(),
        _ => [scheme, "://", &lower, text.slice(split, end)].concat().into(),
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

/// Reads a host with a path but no scheme: `evil.com/a.php`.
#[inline(never)]
pub(super) fn recognise_bare<'t>(text: &Text<'t>, run: &Run) -> Option<Recognised<'t>> {
    let mut slash = run.end;
    if text.at(slash) == b':' {
        slash += 1;
        while text.at(slash).is_ascii_digit() {
            slash += 1;
        }
    }
    if text.at(slash) != b'/' || text.before(run.start) == b'/' || !run.ends_like_a_domain(text) {
        return None;
    }
    let end = url_end(text, run.start, run.end);
    let defanged = text.is_defanged(run.start, run.end);
    if !defanged && is_target(text.slice(slash + 1, end)) {
        return None;
    }
    if !defanged && !is_trusted(text, run, text.slice(slash + 1, end)) {
        return None;
    }
    if !defanged && is_package(text, run, end) {
        return Some(Recognised::Nothing { resume: end });
    }
    if is_zone(text.slice(run.end, end))
        || text.at(slash + 1).is_ascii_digit() && is_address(text.slice(slash + 1, end))
    {
        return None;
    }
    let value = match text.lower(run.start, run.end) {
        Cow::Borrowed(_) => text.slice(run.start, end).into(),
        Cow::Owned(host) => (host + text.slice(run.end, end)).into(),
    };
    (end > slash + 1).then_some(Recognised::Found { kind: IndicatorKind::Url, value, start: run.start, end })
}

/// Whether a name with a path behind it is a host, and not a file, a class or an operation of a cloud
/// (`Microsoft.Network/loadBalancers/delete`).
fn is_trusted(text: &Text<'_>, run: &Run, path: &str) -> bool {
    if run.ending.is_classic() {
        return true;
    }
    let first = run.first_label(text);
    let field = run.labels == 2
        && run.ending.is_property_like()
        && (programs::is_object(first) || programs::is_field(first));
    // `Google Chrome.app/Contents/MacOS/…` is a folder of macOS.
    if programs::is_reversed(first) || field || path.starts_with("Contents/") {
        return false;
    }
    if !run.ending.is_of_files() {
        return true;
    }
    // `get.example.sh/a` is a host, `start.sh/stop.sh` are two files, `a.tar.zip/b` is a file in another.
    let last = run.last_label(text);
    let inner = run.inner_label(text);
    if run.labels > 2 {
        return inner.bytes().any(|byte| byte.is_ascii_alphabetic()) && !Ending::of(inner).is_of_files();
    }
    let alternative = path.rsplit_once('.').is_some_and(|(_, ending)| ending == last) && !path.contains('/');
    HOSTED.contains(&last) && !alternative && (last != "so" || path.contains(['/', '.', '?']))
}

/// Whether the address from a run to `end` names an image of a container or a module, which is no page: a version follows
/// (`quay.io/a/b:v1.6.1`, `github.com/a/b v1.7.0`).
fn is_package(text: &Text<'_>, run: &Run, end: usize) -> bool {
    let is_version = |text: &str, fewest: usize| {
        let numbers = text.strip_prefix('v').unwrap_or(text);
        let length =
            numbers.bytes().take(16).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        length > 0 && numbers[..length].split('.').filter(|number| !number.is_empty()).count() >= fewest
    };
    let last = text.slice(run.end, end).rsplit('/').next().unwrap_or("");
    let tag = last.split_once(':').map_or("", |(_, tag)| tag);
    let module = text.slice(end, text.bytes.len()).strip_prefix(" v");
    tag == "latest" || is_version(tag, 2) || module.is_some_and(|version| is_version(version, 3))
}

/// Whether a name in a domain and a host are what stands behind the slash, as Impacket's tools take them:
/// `corp.local/admin:secret@10.0.0.5`, which must not be asked for as a URL.
fn is_target(path: &str) -> bool {
    let Some((name, host)) = path.rsplit_once('@') else { return false };
    let is_address = host.parse::<std::net::Ipv4Addr>().is_ok();
    !name.is_empty()
        && !host.is_empty()
        && !path.contains(['/', '?', '=', '#'])
        && (is_address || !host.contains('.'))
}

/// Endings of hosts that files have too, but none with a path behind it.
const HOSTED: [&str; 4] = ["one", "pl", "sh", "so"];

/// Whether it is what BIND puts behind a name: `/IN`, `/A/IN`.
fn is_zone(path: &str) -> bool {
    path.ends_with("/IN")
        && path.len() < 12
        && path.bytes().all(|b| b.is_ascii_uppercase() || b == b'/' || b.is_ascii_digit())
}

/// Whether an address stands behind the name: `broker.corp.local/10.0.0.5:9092`.
fn is_address(path: &str) -> bool {
    let host = path.split(':').next().unwrap_or(path);
    host.parse::<std::net::Ipv4Addr>().is_ok()
}
