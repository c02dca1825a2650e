//! Hosts in lists of what is blocked.

use super::super::{context::Text, run::Run};

/// Whether it stands in a list of hosts that are blocked: `0.0.0.0 tracker.pl` at the beginning of a line, `||tracker.pl^`,
/// `local-zone: "tracker.pl"`, `server=/tracker.pl/`, `tracker.pl CNAME .`, `tls.sni; content:"tracker.pl"`; or behind the word
/// for it in a sentence.
pub(super) fn is_blocked(text: &Text<'_>, run: &Run) -> bool {
    if text.bytes[run.end..].starts_with(b" CNAME .") {
        return true;
    }
    // Most names stand behind something else.
    let may_be = match text.before(run.start) {
        b' ' => matches!(text.before(run.start - 1), b'n' | b'0' | b'1' | b' '),
        byte => matches!(byte, b'\t' | b'"' | b'/' | b'|'),
    };
    if !may_be {
        return false;
    }
    let line = text.line_before(run.start, HOSTS_FILE);
    let is_led = matches!(text.before(run.start), b' ' | b'\t')
        && matches!(line.trim_ascii_end(), "0.0.0.0" | "127.0.0.1" | "::1");
    // Two bars between cells are an empty one.
    is_led || matches!(line, "||" | "@@||") || BEFORE_BLOCKED.iter().any(|sign| line.ends_with(sign))
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

/// How far before a host its line is read, in bytes.
const HOSTS_FILE: usize = 32;
