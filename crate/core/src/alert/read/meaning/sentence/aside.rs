//! Addresses in a sentence that are no party of a connection.

mod changed;
mod devices;
mod given;
mod header;
mod hops;
mod statement;

use super::signs::between;
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
        let has_arrow = text.contains("->");
        let is_aside = |at: usize| is_translated(&ends[at]) || has_arrow && is_twin(text, &ends, at);
        let mut aside = (0..ends.len()).map(is_aside).collect::<Vec<bool>>().into_iter();
        ends.retain(|_| aside.next() != Some(true));
    }
    ends
}

/// Whether an end stands in brackets beside another one, as Junos writes what it was translated to: `10.0.0.1:39718
/// [203.0.113.7:2268] -> 198.51.100.8:80`.
fn is_twin(text: &str, ends: &[End<'_>], at: usize) -> bool {
    let end = &ends[at];
    let behind = text[end.start + end.written.len()..].trim_start_matches(':').strip_prefix(end.port);
    let is_bracketed = !end.port.is_empty()
        && text[..end.start].ends_with('[')
        && behind.is_some_and(|behind| behind.starts_with(']'));
    let is_behind = || at > 0 && !ends[at - 1].port.is_empty() && joint(text, &ends[at - 1], end) == " [";
    let is_before = || ends.get(at + 1).is_some_and(|next| joint(text, end, next) == "] ");
    is_bracketed && (is_behind() || is_before())
}

/// What stands between two ends, behind the port of the first.
fn joint<'t>(text: &'t str, one: &End<'_>, other: &End<'_>) -> &'t str {
    let gap = between(text, one, other).trim_start_matches(':');
    gap.strip_prefix(one.port).unwrap_or(gap)
}

#[cfg(test)]
mod tests {
    use super::without_aside;
    use crate::alert::read::meaning::endpoints;

    #[test]
    fn what_an_end_was_translated_to_is_none() {
        for (text, wanted) in [
            ("10.0.0.1:39718 [203.0.113.7:2268] -> 198.51.100.8:80", vec!["10.0.0.1", "198.51.100.8"]),
            (
                "10.0.0.5 translated to 10.0.0.6, 10.0.0.1:39718 [203.0.113.7:2268] -> 198.51.100.8:80",
                vec!["10.0.0.5", "10.0.0.1", "198.51.100.8"],
            ),
        ] {
            let ends = without_aside(text, endpoints::all(text));
            assert_eq!(ends.iter().map(|end| end.written).collect::<Vec<_>>(), wanted, "{text}");
        }
    }
}
