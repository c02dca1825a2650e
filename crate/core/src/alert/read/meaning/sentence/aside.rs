//! Addresses in a sentence that are no party of a connection.

mod devices;
mod given;
mod header;
mod hops;
mod statement;

use crate::alert::read::{meaning::endpoints::End, text::line};
use devices::{without_devices, without_engine};
use given::without_answers;
use header::without_header;
use hops::{without_hops, without_masks};
use statement::without_statement;

/// The addresses of a text without those that are no party: the host that a header of syslog names, addresses that others
/// were translated to, answers of servers of names, settings that are handed out, names of accounts.
pub(super) fn without_aside<'t>(text: &str, ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let ends = without_devices(text, without_hops(text, without_masks(text, ends)));
    let ends = without_header(text, without_engine(text, without_statement(text, ends)));
    without_translated(text, without_answers(text, without_changed(text, ends)))
}

/// The addresses but those that another one was translated to: the agent saw the one before that.
fn without_translated<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let is_translated = |end: &End<'_>| {
        let before = text.get(..end.start).unwrap_or("").trim_end();
        ["translated to", "xlated to", "NAT to", "natted to"].iter().any(|words| before.ends_with(words))
    };
    if ends.len() > 2 {
        ends.retain(|end| !is_translated(end));
    }
    ends
}

/// Words before a value that was another one before.
const CHANGED: [&str; 6] =
    ["changed from", "updated from", "modified from", "migrated from", "renamed from", "switched from"];

/// Words that tell of a change of an address somewhere before `from`, and how far before it, in bytes.
const CHANGES: [&str; 5] = ["changed ", "moved ", "migrated ", "renamed ", "switched "];
const CHANGE: usize = 80;

/// Whether words before an address say that one was changed from it: `IP address changed during failover, from`.
fn is_of_change(before: &str) -> bool {
    let said = || {
        let said = line::tail(before, CHANGE);
        said.contains("address ") && CHANGES.iter().any(|word| said.contains(word))
    };
    before.ends_with(" from") && said()
}

/// The addresses without a value that was changed, and the one that it was changed to: `updated from '10.0.0.1' to
/// '10.0.0.2'`, `10.0.0.1 is replaced with 10.0.0.2`.
fn without_changed<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let before = |end: &End<'_>| text[..end.start].trim_end_matches([' ', '\'', '"', '[', '(']);
    let changed = |at: usize| {
        let next = ends.get(at + 1).map_or("", before);
        let is_old = CHANGED.iter().any(|words| before(&ends[at]).ends_with(words));
        let is_pair = next.ends_with(" replaced with")
            || next.ends_with(" replaced by")
            || next.ends_with(" to") && (is_old || is_of_change(before(&ends[at])));
        (is_old || is_pair).then(|| at..at + 1 + usize::from(is_pair))
    };
    if let Some(changed) = (0..ends.len()).find_map(changed) {
        ends.drain(changed);
    }
    ends
}
