//! Addresses of a change: what was there before, and what is there now, are no ends of a connection.

use super::super::signs::{between, is_arrow};
use crate::alert::read::{meaning::endpoints::End, text::line};

/// Words before a value that was another one before.
const CHANGED: [&str; 12] = [
    "changed from",
    "updated from",
    "modified from",
    "migrated from",
    "renamed from",
    "switched from",
    "moved from",
    "failed over from",
    "switched over from",
    "failed back from",
    "reassociated from",
    "reassigned from",
];

/// Words between them and an address that say no more.
const NOUNS: [&str; 5] = [" host", " node", " server", " ip", " address"];

/// Words that tell of a change of an address somewhere before `from`, and how far before it, in bytes.
const CHANGES: [&str; 5] = ["changed ", "moved ", "migrated ", "renamed ", "switched "];
const CHANGE: usize = 80;

/// Words before an arrow from an old value to a new one, and words that make it a connection whatever is said of a change.
const BEFORE_ARROW: [&str; 7] = ["changed", "modified", "updated", "moved", "migrated", "reassigned", " set"];
const CONNECTIONS: [&str; 6] = ["onnection", "ession", "flow", "tcp", "udp", "state"];

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
    between.starts_with(' ') && CHANGED.contains(&without_noun(between.trim()).trim())
}

/// How many addresses belong to the change that begins with the one at a place; `None` where none does.
fn changed(text: &str, ends: &[End<'_>], at: usize) -> Option<usize> {
    let before = |end: &End<'_>| text[..end.start].trim_end_matches([' ', '\'', '"', '[', '(']);
    let (old, next) = (before(&ends[at]), ends.get(at + 1));
    let is_old = is_behind(old);
    let is_pair = next.is_some_and(|new| {
        let words = without_noun(before(new));
        words.ends_with(" replaced with")
            || words.ends_with(" replaced by")
            || words.ends_with(" to") && (is_old || is_of_change(old))
            || is_arrow_of_change(text, &ends[at], new)
    });
    (is_old || is_pair).then_some(1 + usize::from(is_pair))
}

/// Whether words before an address say that it was there before. What was moved may be a file, which a connection carried.
fn is_behind(before: &str) -> bool {
    let before = without_noun(before);
    let is_said = |words: &&str| {
        let verb = before.len().checked_sub(words.len()).and_then(|at| before.get(at..));
        verb.is_some_and(|verb| verb.eq_ignore_ascii_case(words))
    };
    CHANGED.iter().any(is_said) && !line::tail(before, CHANGE).contains("file")
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

/// Whether an arrow leads from an old value to a new one, in a clause that tells of a change.
fn is_arrow_of_change(text: &str, old: &End<'_>, new: &End<'_>) -> bool {
    let joint = between(text, old, new).trim_start_matches([':', '.']).trim_start_matches(old.port);
    // The prefix of a network, and quotes
    let joint = joint.trim_start_matches('/').trim_start_matches(|c: char| c.is_ascii_digit());
    if !is_arrow(joint.trim_matches(['"', '\'', ' '])) {
        return false;
    }
    let clause = line::tail(&text[..old.start], CHANGE).to_ascii_lowercase();
    let clause = clause.rsplit(['\n', ';']).next().unwrap_or("");
    let is_change = BEFORE_ARROW.iter().any(|word| clause.contains(word));
    is_change && !CONNECTIONS.iter().any(|word| clause.contains(word))
        || text[new.start..].contains("(old -> new)")
}
