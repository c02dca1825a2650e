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
        ends.retain(|end| !is_translated(end));
    }
    ends
}
