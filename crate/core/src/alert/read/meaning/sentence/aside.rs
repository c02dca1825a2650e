//! Addresses in a sentence that are no party of a connection.

mod changed;
mod devices;
mod given;
mod header;
mod hops;
mod statement;

use crate::alert::read::meaning::endpoints::End;
use changed::without_changed;
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
        let twins: Vec<usize> = (0..ends.len()).filter(|at| is_twin(text, &ends, *at)).collect();
        let mut at = 0..;
        ends.retain(|end| !is_translated(end) && !at.next().is_some_and(|at| twins.contains(&at)));
    }
    ends
}

/// Whether an end stands in brackets beside another one, as Junos writes what it was translated to: `10.0.0.1:39718
/// [203.0.113.7:2268] -> 198.51.100.8:80`.
fn is_twin(text: &str, ends: &[End<'_>], at: usize) -> bool {
    let end = &ends[at];
    let behind = |end: &End<'_>| {
        let rest = text[end.start + end.written.len()..].trim_start_matches(':');
        rest.strip_prefix(end.port).unwrap_or(rest).to_owned()
    };
    let is_bracketed =
        !end.port.is_empty() && text[..end.start].ends_with('[') && behind(end).starts_with(']');
    let is_next = |one: usize, other: usize, joint: &str| {
        ends.get(one).zip(ends.get(other)).is_some_and(|(one, other)| {
            let begin = text.len() - behind(one).len();
            text.get(begin..other.start) == Some(joint)
        })
    };
    let before = at > 0 && !ends[at - 1].port.is_empty() && is_next(at - 1, at, " [");
    is_bracketed && text.contains("->") && (before || is_next(at, at + 1, "] "))
}
