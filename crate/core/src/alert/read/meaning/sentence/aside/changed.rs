//! Addresses of a change: what was there before, and what is there now, are no ends of a connection.

use super::super::signs::{between, is_arrow};
use crate::alert::read::{meaning::endpoints::End, text::line};

/// Words before a value that was another one before, and the word before the one that it is now.
const CHANGED: [(&str, &str); 20] = [
    ("changed from", "to"),
    ("updated from", "to"),
    ("modified from", "to"),
    ("migrated from", "to"),
    ("renamed from", "to"),
    ("switched from", "to"),
    ("moved from", "to"),
    ("failed over from", "to"),
    ("switched over from", "to"),
    ("failed back from", "to"),
    ("reassociated from", "to"),
    ("reassigned from", "to"),
    ("geändert von", "auf"),
    ("geändert von", "in"),
    ("umgestellt von", "auf"),
    ("modifié de", "à"),
    ("changé de", "à"),
    ("cambiado de", "a"),
    ("modificato da", "a"),
    ("alterado de", "para"),
];

/// Verbs of a change that may have an object before `from`, and how many words that has at most: `changed the gateway from`.
const VERBS: [&str; 5] = ["changed", "changes", "modified", "updated", "reassigned"];
const OBJECT: usize = 3;

/// Words before an address that is written as another one: ` to `.
const TURNED: [&str; 4] = ["ranslated", "ewriting", "header with", "apped"];

/// Words between them and an address that say no more.
const NOUNS: [&str; 5] = [" host", " node", " server", " ip", " address"];

/// What is carried by a connection when it moves.
const CARRIED: [&str; 13] = [
    "file",
    "files",
    "data",
    "payload",
    "attacker",
    "actor",
    "adversary",
    "intruder",
    "user",
    "malware",
    "beacon",
    "laterally",
    "traffic",
];

/// Words that tell of a change of an address somewhere before `from`, and how far before it, in bytes.
const CHANGES: [&str; 5] = ["changed ", "moved ", "migrated ", "renamed ", "switched "];
const CHANGE: usize = 80;

/// Words right before an arrow's old value, and what changes without making it less a connection.
const BEFORE_ARROW: [&str; 6] = ["changed", "modified", "updated", "moved", "migrated", "reassigned"];
const CONNECTIONS: [&str; 6] = ["connection", "session", "flow", "tcp", "udp", "state"];

/// The addresses without a value that was changed, and the one that it was changed to: `updated from '10.0.0.1' to
/// '10.0.0.2'`, `10.0.0.1 is replaced with 10.0.0.2`, `endpoint changed 10.0.0.1:80 -> 10.0.0.2:80`.
pub(super) fn without_changed<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    if let Some((at, count)) = (0..ends.len()).find_map(|at| Some((at, changed(text, &ends, at)?))) {
        // `VIP 10.0.0.100 failed over from 10.0.0.1 to 10.0.0.2`
        let first =
            at - usize::from(at > 0 && count > 1 && is_subject(between(text, &ends[at - 1], &ends[at])));
        ends.drain(first..at + count);
    }
    ends
}

/// Whether nothing but the verb stands between an address and the one that was there before: it is what was changed.
fn is_subject(between: &str) -> bool {
    let verb = without_noun(between.trim());
    between.starts_with(' ') && CHANGED.iter().any(|(words, _)| *words == verb)
}

/// How many addresses belong to the change that begins with the one at a place; `None` where none does.
fn changed(text: &str, ends: &[End<'_>], at: usize) -> Option<usize> {
    let before = |end: &End<'_>| text[..end.start].trim_end_matches([' ', '\'', '"', '[', '(']);
    let (old, next) = (before(&ends[at]), ends.get(at + 1));
    let is_pair = next.is_some_and(|new| {
        let words = without_noun(before(new));
        let last = words.rsplit(' ').next().unwrap_or("");
        words.ends_with(" rewritten to")
            || last == "to" && TURNED.iter().any(|verb| old.ends_with(verb))
            || words.ends_with(" replaced with")
            || words.ends_with(" replaced by")
            || is_behind(old, Some(last))
            || last == "to" && (is_of_change(old) || has_object(old))
            || is_arrow_of_change(text, &ends[at], new)
    });
    (is_pair || is_behind(old, None)).then_some(1 + usize::from(is_pair))
}

/// Whether words before an address say that it was there before; `joint` stands before the next one. What was moved may be
/// what a connection carried.
fn is_behind(before: &str, joint: Option<&str>) -> bool {
    let before = without_noun(before);
    let is_said = |(words, to): &&(&str, &str)| {
        let verb = before.len().checked_sub(words.len()).and_then(|at| before.get(at..));
        joint.is_none_or(|joint| joint == *to) && verb.is_some_and(|verb| verb.eq_ignore_ascii_case(words))
    };
    CHANGED.iter().find(is_said).is_some() && !has_word(line::tail(before, CHANGE), &CARRIED)
}

/// Whether a verb of change and what was changed stand before `from`.
fn has_object(before: &str) -> bool {
    let Some(clause) = before.strip_suffix(" from") else { return false };
    let clause = clause.rsplit([',', ';', ':']).next().unwrap_or("");
    let mut words = clause.rsplit(' ').take(OBJECT + 1).skip(1);
    words.any(|word| VERBS.contains(&word)) && !has_word(line::tail(clause, CHANGE), &CARRIED)
}

/// Whether a text has one of some words, in any case.
fn has_word(text: &str, words: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| words.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// A text without such a noun at its end.
fn without_noun(before: &str) -> &str {
    NOUNS.iter().find_map(|noun| before.strip_suffix(noun)).unwrap_or(before)
}

/// Whether words before an address say that one was changed from it: `IP address changed during failover, from`.
fn is_of_change(before: &str) -> bool {
    let said = || {
        let said = line::tail(before, CHANGE);
        said.contains("address ") && CHANGES.iter().any(|word| said.contains(word))
    };
    before.ends_with(" from") && said()
}

/// Whether an arrow leads from an old value to a new one, right behind a word for a change, or between two networks that
/// were set.
fn is_arrow_of_change(text: &str, old: &End<'_>, new: &End<'_>) -> bool {
    let joint = between(text, old, new).trim_start_matches([':', '.']).trim_start_matches(old.port);
    let bare = joint.trim_start_matches('/').trim_start_matches(|c: char| c.is_ascii_digit());
    if !is_arrow(bare.trim_matches(['"', '\'', ' '])) {
        return false;
    }
    let clause = line::tail(&text[..old.start], CHANGE).rsplit(['\n', ';']).next().unwrap_or("");
    let verb = clause.trim_end_matches([' ', ':', '"', '\'', '[', '(']).rsplit(' ').next().unwrap_or("");
    let is_network = joint.starts_with('/') && text[new.start + new.written.len()..].starts_with('/');
    BEFORE_ARROW.iter().any(|known| known.eq_ignore_ascii_case(verb)) && !has_word(clause, &CONNECTIONS)
        || is_network && has_word(clause, &["set"])
        || text[new.start..].contains("(old -> new)")
}
