//! Names that what stands around them makes hosts: in lists of what is blocked, behind commands, in records of zones.

use std::net::IpAddr;

use super::super::{context::Text, labels, run::Run};

/// Whether it stands in a list of hosts that are blocked: `0.0.0.0 tracker.pl` at the beginning of a line, `||tracker.pl^`,
/// `local-zone: "tracker.pl"`, `server=/tracker.pl/`, `tracker.pl CNAME .`, `tls.sni; content:"tracker.pl"`; behind the word
/// for it in a sentence, or behind a command or a label that takes one.
pub(super) fn is_blocked(text: &Text<'_>, run: &Run) -> bool {
    if text.bytes[run.end..].starts_with(b" CNAME .") {
        return true;
    }
    is_said_behind(text, run) || is_said_before(text, run)
}

/// Whether what stands behind it says so: `ferry.sh.  3600  IN  NS …` of a zone, `ferry.sh [203.0.113.9]` of a ping or a
/// mail.
fn is_said_behind(text: &Text<'_>, run: &Run) -> bool {
    match text.at(run.end) {
        b'.' => {
            let rest = text.slice(run.end + 1, text.floor(text.bytes.len().min(run.end + ZONE)));
            let mut words = rest.split_ascii_whitespace();
            let is_age = |age: &str| age.bytes().all(|byte| byte.is_ascii_digit());
            rest.starts_with([' ', '\t']) && words.next().is_some_and(is_age) && words.next() == Some("IN")
        }
        b' ' => {
            let rest = text.slice(run.end, text.floor(text.bytes.len().min(run.end + ADDRESS)));
            rest.strip_prefix(" [")
                .and_then(|rest| rest.split_once(']'))
                .is_some_and(|(address, _)| address.parse::<IpAddr>().is_ok())
        }
        _ => false,
    }
}

/// How far behind a host the record of a zone is read, in bytes, and how far an address.
const ZONE: usize = 24;
const ADDRESS: usize = 48;

/// Whether what stands before it says so.
fn is_said_before(text: &Text<'_>, run: &Run) -> bool {
    // Most names stand behind something else.
    if !matches!(text.before(run.start), b' ' | b'\t' | b'"' | b'\'' | b'/' | b'|' | b'=' | b'.' | b':')
        && text.before(run.start).is_ascii()
    {
        return false;
    }
    let line = text.line_before(run.start, HOSTS_FILE);
    let is_led = matches!(text.before(run.start), b' ' | b'\t')
        && matches!(line.trim_ascii_end(), "0.0.0.0" | "127.0.0.1" | "::1");
    // Behind a tab is another cell.
    if text.before(run.start) == b'\t' {
        return is_led;
    }
    // Two bars between cells are an empty one.
    if is_led || matches!(line, "||" | "@@||") || BEFORE_BLOCKED.iter().any(|sign| line.ends_with(sign)) {
        return true;
    }
    let bare = line.trim_end_matches(['"', '\'', '.', '*']);
    let is_command = |sign: &&str| {
        ends_with(bare, sign).is_some_and(|before| {
            let glued = before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
            !glued || sign.contains('|')
        })
    };
    bare.ends_with([' ', ':', '=']) && COMMANDS.iter().any(is_command)
        || is_asked_for(text, run, line)
        || is_labelled(line)
}

/// Whether tcpdump tells of a question for it: `53: 7+ TXT? ferry.sh. (28)`.
fn is_asked_for(text: &Text<'_>, run: &Run, line: &str) -> bool {
    let question = line.strip_suffix("? ").map(|line| line.rsplit(' ').next().unwrap_or(""));
    text.bytes[run.end..].starts_with(b". (")
        && question.is_some_and(|kind| !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Whether a label in another language stands before it.
fn is_labelled(line: &str) -> bool {
    let label = line.trim_end_matches([' ', '\t', ':', '：']);
    line[label.len()..].contains([':', '：'])
        && labels::is_host_elsewhere(label.rsplit(['|', ',', ';', '(', '\t']).next().unwrap_or(label).trim())
}

/// What stands before a text that ends with some words, in any case.
fn ends_with<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(words.len())?;
    // Most words differ in their last letter.
    let letter = |text: &str| text.as_bytes()[text.len() - 2] | 0x20;
    if letter(text) != letter(words) {
        return None;
    }
    text.get(at..)?.eq_ignore_ascii_case(words).then(|| &text[..at])
}

/// What stands before such a host.
const BEFORE_BLOCKED: [&str; 9] = [
    "zone: \"",
    "zone \"",
    "local-data: \"",
    "server=/",
    "local=/",
    "address=/",
    "tls.sni; content:\"",
    "the domain ",
    "for domain ",
];

/// Labels of several words, fields of rules, commands and protocols before a host: in small letters, without the quotes around
/// it.
const COMMANDS: [&str; 36] = [
    "domain name: ",
    "domain: ",
    "name server: ",
    "server name: ",
    "server_name ",
    "servername ",
    "serveralias ",
    "dstdomain ",
    "srcdomain ",
    "require host ",
    "require not host ",
    "http.host; content:",
    "dns.query; content:",
    "dns_query; content:",
    "hostname|endswith: ",
    "hostname|contains: ",
    "queryname|endswith: ",
    "queryname|contains: ",
    "query|endswith: ",
    "query|contains: ",
    "remoteurl has ",
    "cs-host: ",
    "connect ",
    "ehlo ",
    "helo ",
    "mailfrom=",
    "header.d=",
    "header.from=",
    "query[a] ",
    "query[aaaa] ",
    "nslookup ",
    "dig ",
    "dig +short ",
    "pinging ",
    "full:",
    "received: from ",
];

/// How far before a host its line is read, in bytes.
const HOSTS_FILE: usize = 48;
