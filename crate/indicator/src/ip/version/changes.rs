//! Numbers that a line says were changed, as those of versions are: `upgrade from 7.0.1.5 to 7.0.1.6`.

use std::ops::Range;

use super::{
    super::super::{context::Text, words::Words},
    CHANGE_REACH, products,
};

/// Words that are said of versions: `patched in 9.1.16.2`, `upgrade from 7.0.1.5 to 7.0.1.6`.
const CHANGES: [&str; 5] = ["upgrad", "downgrad", "patched", "fixed in", "bump"];

/// Words that are said of addresses as well, `DNS updated to 8.8.8.8`: then only small numbers count.
const OPEN_CHANGES: [&str; 13] = [
    "resolved in",
    "updated",
    "migrat",
    "mise à jour",
    "mis à jour",
    "update to",
    "update from",
    "update agent",
    "update client",
    "update sensor",
    "roll back",
    "rolled back",
    "rollback",
];

/// The same behind the version: `von 7.2.1.4 auf 7.2.1.5 aktualisiert`.
const CHANGES_BEHIND: [&str; 4] = ["aktualisier", "aggiornat", "actualizad", "atualizad"];

/// Words between such a word and the version.
pub(super) static TO_VERSIONS: Words<14> = Words::new([
    "and", "from", "in", "or", "to", "with", "von", "auf", "de", "vers", "a", "da", "para", "alla",
]);

/// Whether a word for a change of versions leads to the number: `Fixed in: 22.5.2.1`, `rolled back to 9.20.0.1`.
pub(super) fn is_changed_before(text: &Text<'_>, number: &Range<usize>) -> bool {
    let line = text.preceding_in_line(number.start, CHANGE_REACH);
    line.ends_with("Fixed in: ")
        || TO_VERSIONS.contains(text.label(number.start).0)
            && tells(line, &CHANGES)
            && !products::is_large(text.slice(number.start, number.end))
}

/// Whether its line tells of a change of versions: before the number, or behind it.
pub(super) fn is_changed(text: &Text<'_>, line: &str, start: usize, end: usize) -> bool {
    !products::is_large(text.slice(start, end)) && tells(line, &CHANGES)
        || products::is_small(text.slice(start, end))
            && (tells(clause(line), &OPEN_CHANGES) || is_changed_behind(text, end))
}

/// Whether it is one of two numbers with an arrow between them behind a verb: `agent upgraded 4.2.1.7 -> 4.2.1.9`.
pub(super) fn is_changed_to(text: &Text<'_>, start: usize, end: usize) -> bool {
    // Most numbers have no arrow beside them: its last byte, and its first one.
    let is_behind = text.before(start) == b' ' && matches!(text.before(start - 1), b'>' | 0x92);
    let is_before = text.at(end) == b' ' && matches!(text.at(end + 1), b'-' | b'=' | 0xE2);
    if !is_behind && !is_before {
        return false;
    }
    let behind = text.slice(end, text.floor(text.bytes.len().min(end + CHANGE_REACH)));
    let goes_on = ARROWS.iter().any(|arrow| {
        behind.strip_prefix(arrow).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    let line = text.preceding_in_line(start, CHANGE_REACH);
    let first = ARROWS.iter().find_map(|arrow| {
        let before = line.strip_suffix(arrow)?;
        Some(before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'))
    });
    let Some(before) = first.or_else(|| goes_on.then_some(line)) else { return false };
    let verb = before.trim_end().rsplit(' ').next().unwrap_or("");
    ["upgraded", "downgraded", "bumped", "upgrade", "upgrading"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(verb))
        && !products::is_large(text.slice(start, end))
}

/// Words that are said of old versions.
const OLD: [&str; 5] = ["outdated", "out of date", "obsolete", "unsupported", "too old"];

/// Whether its clause says that a version is old: `agent version is outdated (6.4.1.2 < 7.0.3.4)`.
pub(super) fn is_old(text: &Text<'_>, start: usize, end: usize) -> bool {
    let is_behind_sign = text.before(start) == b' ' && matches!(text.before(start - 1), b':' | b'<');
    if text.before(start) != b'(' && !is_behind_sign {
        return false;
    }
    let clause = clause(text.preceding_in_line(start, CHANGE_REACH));
    clause.contains("ersion")
        && OLD.iter().any(|word| clause.contains(word))
        && !products::is_large(text.slice(start, end))
}

/// The signs between two versions.
const ARROWS: [&str; 3] = [" -> ", " => ", " → "];

/// The part of a line behind its last comma: `Policy rolled back, request from 31.13.5.9`.
fn clause(line: &str) -> &str {
    line.rsplit([',', ';']).next().unwrap_or(line)
}

/// Whether the words behind, on the same line, tell of a change.
#[cold]
fn is_changed_behind(text: &Text<'_>, end: usize) -> bool {
    let rest = text.bytes[end..].iter().take(CHANGE_REACH).take_while(|&&byte| byte != b'\n').count();
    let behind = text.bytes.get(end..end + rest).unwrap_or_default();
    // Behind a comma another thing was changed: `von 5.9.8.7 blockiert, Signaturen aktualisiert`.
    let part = behind.iter().position(|byte| matches!(byte, b',' | b';')).unwrap_or(behind.len());
    let behind = &behind[..part];
    CHANGES_BEHIND.iter().any(|change| behind.windows(change.len()).any(|words| words == change.as_bytes()))
}

/// Whether one of some words stands in a line, in any case.
fn tells(line: &str, changes: &[&str]) -> bool {
    let line = line.as_bytes();
    line.windows(2).enumerate().any(|(at, pair)| {
        let begins = matches!(
            &[pair[0] | 0x20, pair[1] | 0x20],
            b"up" | b"do" | b"pa" | b"fi" | b"mi" | b"bu" | b"ro" | b"re"
        );
        let is_here = |change: &&str| {
            line.get(at..at + change.len()).is_some_and(|word| word.eq_ignore_ascii_case(change.as_bytes()))
        };
        begins && changes.iter().any(is_here)
    })
}
