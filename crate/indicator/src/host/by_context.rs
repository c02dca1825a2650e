//! Names that their context makes hosts: lists of what is blocked, commands, records of zones, labels.

use std::net::IpAddr;

use super::{
    super::{context::Text, labels, run::Run, words::strip_suffix_ignore_case},
    after::is_said_behind,
    command_line::takes_host,
    phrases::{PHRASES, is_told_of},
};

/// Whether the context marks a name as a host's: a list of what is blocked (`0.0.0.0 tracker.pl` at the beginning of a line,
/// `||tracker.pl^`, `local-zone: "tracker.pl"`, `server=/tracker.pl/`, `tracker.pl CNAME .`), an answer of a resolver, the word
/// for it in a sentence, a command, a label.
pub(super) fn is_host_by_context(text: &Text<'_>, run: &Run) -> bool {
    if text.bytes[run.end..].starts_with(b" CNAME .") {
        return true;
    }
    is_said_behind(text, run) || is_said_before(text, run)
}

/// Whether what stands before it says so.
fn is_said_before(text: &Text<'_>, run: &Run) -> bool {
    // Most dotted words are numbers, or stand behind something else.
    if text.at(run.last).is_ascii_digit() {
        return false;
    }
    if !matches!(
        text.before(run.start),
        b' ' | b'\t' | b'"' | b'\'' | b'/' | b'|' | b'=' | b'.' | b':' | b',' | b'>'
    ) && text.before(run.start).is_ascii()
    {
        return false;
    }
    let line = text.preceding_in_line(run.start, HOSTS_FILE);
    let is_led = matches!(text.before(run.start), b' ' | b'\t')
        && matches!(line.trim_ascii_end(), "0.0.0.0" | "127.0.0.1" | "::1");
    // Behind a tab is another cell.
    if text.before(run.start) == b'\t' {
        return is_led;
    }
    if is_in_hosts_file(text, run, line) {
        return true;
    }
    // Two bars between cells are an empty one.
    if is_led || matches!(line, "||" | "@@||") || BEFORE_BLOCKED.iter().any(|sign| line.ends_with(sign)) {
        return true;
    }
    let bare = line.trim_end_matches(['"', '\'', '‘', '“', '.', '*']);
    let is_phrase = |sign: &&str| {
        strip_suffix_ignore_case(bare, sign).is_some_and(|before| {
            let glued = before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '!'));
            !glued || sign.contains('|')
        })
    };
    bare.ends_with([' ', ':', '=']) && PHRASES.iter().any(is_phrase)
        || takes_host(text, run)
        || is_told_of(line)
        || is_pattern(text, run, line)
        || is_asked_for(text, run, line)
        || is_reached(text, run, line)
        || is_labelled(line)
}

/// Whether an address and the name are all of their line, as in a file of hosts: `198.51.100.23 x.sh`.
fn is_in_hosts_file(text: &Text<'_>, run: &Run, line: &str) -> bool {
    let rest = text.slice(run.end, text.floor(text.bytes.len().min(run.end + HOSTS_FILE)));
    let names = rest.split(['\n', '#']).next().unwrap_or("");
    matches!(text.before(run.start), b' ' | b'\t')
        && line.trim_end().parse::<IpAddr>().is_ok()
        && names.split_ascii_whitespace().all(|name| name.contains('.'))
        && (names.is_empty() || names.starts_with([' ', '\t', '\r']))
}

/// Whether it is what a pattern leaves open the beginning of, behind the label of a host: `query="*.x.sh"`.
fn is_pattern(text: &Text<'_>, run: &Run, line: &str) -> bool {
    let is_open = text.before(run.start) == b'.';
    let bare = line.trim_end_matches(['.', '*']);
    // `Domain=.x.sh` of a cookie
    let is_cookie = line.len() == bare.len() + 1 && bare.ends_with('=');
    is_open
        && (is_cookie || bare.len() + 2 == line.len())
        && labels::is_host(text.label(run.start - 1 - usize::from(!is_cookie)).0)
}

/// Whether tcpdump tells of a question for it: `53: 7+ TXT? ferry.sh. (28)`.
fn is_asked_for(text: &Text<'_>, run: &Run, line: &str) -> bool {
    let question = line.strip_suffix("? ").map(|line| line.rsplit(' ').next().unwrap_or(""));
    text.bytes[run.end..].starts_with(b". (")
        && question.is_some_and(|kind| !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Whether a connection to its port leads there: `10.0.0.5:51000 -> x.sh:443`, `connect to x.sh:443 failed`. Behind the name of a
/// script the number is that of a line: `report.pl:443: warning`.
fn is_reached(text: &Text<'_>, run: &Run, line: &str) -> bool {
    if text.at(run.end) != b':' {
        return false;
    }
    let digits = text.bytes[run.end + 1..].iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
    let ends = !text.glued_after(run.end + 1 + digits) && text.at(run.end + 1 + digits) != b':';
    let leads = || {
        ["onnect to ", "onnecting to ", "onnection to ", "onnected to ", "--server=", "--host="]
            .iter()
            .any(|words| line.ends_with(words))
            || ["-> ", "=> ", "->"].iter().any(|arrow| line.ends_with(arrow)) && !line.contains("--> ")
    };
    let is_of_nginx = || line.trim_start() == "server " && text.at(run.end + 1 + digits) == b';';
    // lsof: `ws1.corp.example:49712->x.sh:https`
    let is_service = || digits == 0 && line.ends_with("->") && text.at(run.end + 1).is_ascii_lowercase();
    (2..=5).contains(&digits) && ends && (leads() || is_of_nginx()) || is_service()
}

/// Whether a label in another language stands before it.
fn is_labelled(line: &str) -> bool {
    // Most words in sentences have no colon before them.
    if !matches!(line.trim_ascii_end().bytes().next_back(), Some(b':' | 0x80..)) {
        return false;
    }
    let label = line.trim_end_matches([' ', '\t', ':', '：']);
    line[label.len()..].contains([':', '：']) && {
        let label = label.rsplit(['|', ',', ';', '(', '\t']).next().unwrap_or(label).trim();
        // `Domaine malveillant :`
        labels::is_host_elsewhere(label) || labels::is_host_elsewhere(label.split(' ').next().unwrap_or(""))
    }
}

/// What stands before such a host.
const BEFORE_BLOCKED: [&str; 15] = [
    "CONNECT ",
    "A IN ",
    "AAAA IN ",
    " PTR ",
    "DOMAIN,",
    "DOMAIN-SUFFIX,",
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

/// How far before a host its line is read, in bytes.
const HOSTS_FILE: usize = 48;
