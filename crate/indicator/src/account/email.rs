//! E-mail addresses.

use std::borrow::Cow;

use super::{
    super::{
        context::{Recognised, Text},
        kind::IndicatorKind,
        run::Run,
    },
    LOCAL_REACH,
};

/// Reads the e-mail address around the `@` at `at`; `floor` is where the last indicator ended.
#[inline(never)]
pub(in super::super) fn recognise<'t>(text: &Text<'t>, at: usize, floor: usize) -> Recognised<'t> {
    let start = local_start(text, at, floor.max(at.saturating_sub(LOCAL_REACH + 1)));
    let run = Run::read(text, at + 1);
    // `postgres://user:password@host`: what stands before the `@` is a password, and nobody's address.
    if text.before(start) == b':' && in_authority(text, start) {
        return Recognised::Nothing { resume: at + 1 };
    }
    // `root@10.0.0.5` is an address.
    let resume = if text.at(at + 1).is_ascii_digit() { at + 1 } else { run.end.max(at + 1) };
    let nothing = Recognised::Nothing { resume };
    if !is_local(text, start, at) {
        return nothing;
    }
    let defanged = text.is_defanged(start, run.end) && run.has_dot() && run.is_well_formed(text);
    let part = matches!(text.before(start), b'/' | b'@') || text.at(run.end) == b'@';
    if part || !(defanged || run.ends_like_a_domain(text)) || is_not_mailbox(text, start, at, &run) {
        return nothing;
    }
    let domain = text.lower(run.start, run.end);
    // `scp a root@host:/tmp/`: the host is one.
    if text.at(run.end) == b':' && matches!(text.at(run.end + 1), b'/' | b'~') {
        return Recognised::Found {
            kind: IndicatorKind::Domain,
            value: domain,
            start: run.start,
            end: run.end,
        };
    }
    let value = match domain {
        Cow::Borrowed(_) => text.slice(start, run.end).into(),
        Cow::Owned(domain) => format!("{}@{domain}", text.slice(start, at)).into(),
    };
    Recognised::Found { kind: IndicatorKind::Email, value, start, end: run.end }
}

/// Whether it only looks like an address: `git@github.com:org/repo.git` is how SSH reaches a repository,
/// `chacha20-poly1305@openssh.com` is an algorithm (RFC 4251, section 6).
fn is_not_mailbox(text: &Text<'_>, start: usize, at: usize, run: &Run) -> bool {
    let local = text.slice(start, at);
    let host = text.slice(run.start, run.end);
    let repository = local == "git" && text.at(run.end) == b':' && text.glued_after(run.end + 1);
    let algorithm = ["openssh.com", "libssh.org"].iter().any(|name| name.eq_ignore_ascii_case(host))
        && local.contains('-');
    repository || algorithm
}

/// Whether the text from `start` to `at` can be a local part.
fn is_local(text: &Text<'_>, start: usize, at: usize) -> bool {
    at > start
        && at - start <= LOCAL_REACH
        && text.before(at) != b'.'
        && !text.glued_before(start)
        && !text.slice(start, at).contains("..")
}

/// Where the local part begins that ends at `at`.
fn local_start(text: &Text<'_>, at: usize, lowest: usize) -> usize {
    let local = |byte: u8| byte.is_ascii_alphanumeric() || b"._%+-'".contains(&byte);
    let mut start = at;
    while start > lowest && local(text.before(start)) {
        start -= 1;
    }
    if start < at && text.before(start) == b'\\' && text.is_escape(start - 1) {
        start += 1;
    }
    while start < at && matches!(text.at(start), b'.' | b'\'' | b'-') {
        start += 1;
    }
    if text.before(start) == b'=' { with_equals(text, start, at, lowest).unwrap_or(start) } else { start }
}

/// Where a local part begins that has equals signs, whose last word goes from `start` to `at`: one in angle brackets, and those of
/// bounces and rewritten senders (VERP, SRS, BATV): `bounce+12-bob=example.org@…`, `SRS0=ab=12=example.org=bob@…`.
#[cold]
fn with_equals(text: &Text<'_>, start: usize, at: usize, lowest: usize) -> Option<usize> {
    let mut first = start;
    while first > lowest && is_local_byte(text.before(first)) {
        first -= 1;
    }
    let head = text.slice(first, start - 1);
    let (name, rest) = head.split_once('=').unwrap_or((head, ""));
    let rewritten = REWRITTEN.iter().any(|tag| tag.eq_ignore_ascii_case(name));
    let bounced = rest.is_empty() && name.contains(['+', '-']) && text.slice(start, at).contains('.');
    (!head.is_empty() && (text.before(first) == b'<' || rewritten || bounced)).then_some(first)
}

/// Whether the name from `start` to `end` is inside a local part with equals signs: `…=example.org=bob@relay.example.net`.
pub(in super::super) fn in_local_part(text: &Text<'_>, start: usize, end: usize) -> bool {
    if text.at(end) != b'=' {
        return false;
    }
    let rest = text.bytes[end..].iter().take(LOCAL_REACH);
    let at = end + rest.take_while(|byte| is_local_byte(**byte)).count();
    let last = end + text.slice(end, at).rfind('=').map_or(0, |equals| equals + 1);
    text.at(at) == b'@'
        && with_equals(text, last, at, at.saturating_sub(LOCAL_REACH + 1)).is_some_and(|first| first <= start)
}

/// Whether a local part with equals signs may have a byte.
fn is_local_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._%+-='".contains(&byte)
}

/// First words of local parts that programs make of others.
const REWRITTEN: [&str; 4] = ["SRS0", "SRS1", "prvs", "btv1"];

/// Whether the colon before `at` divides user and password of a URL.
fn in_authority(text: &Text<'_>, at: usize) -> bool {
    let user = text.bytes[..at - 1].iter().rev().take(LOCAL_REACH);
    let length = user.take_while(|&&byte| byte > b' ' && byte != b'/').count();
    text.slice(0, at - 1 - length).ends_with("://")
}
