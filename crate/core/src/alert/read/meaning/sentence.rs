//! The parties in a sentence: addresses, and what stands around them.

mod aside;
mod phrases;
mod products;
mod signs;
mod status;
mod words;

use aside::without_aside;
pub(crate) use phrases::tells_of_a_visit;
use phrases::{
    Both, SQUID, connected_to, in_brackets, labelled_port, of_accepted, of_failed, of_listener,
    of_web_server, reached_port, roles_behind,
};
use signs::{
    backwards, behind_from, beside, flow, forwards, heading, in_cells, is_answer, of_go, without_source,
};
use words::{PORT_FROM, WordsBefore, with_ports};

use crate::alert::read::meaning::endpoints::{self, End};

/// How far apart two parties may stand that nothing joins, in bytes.
const NEAR: usize = 80;

/// The parties of a sentence and how sure they are.
#[derive(Clone, Debug)]
pub(crate) struct SaidParties<'t> {
    pub(crate) from: Option<End<'t>>,
    pub(crate) to: Option<End<'t>>,
    /// Whether the order of the addresses alone says who `from` is, and who `to` is.
    pub(crate) guessed: (bool, bool),
    /// The port that was reached where no address of it is told; empty where none is.
    pub(crate) reached: &'t str,
}

impl<'t> SaidParties<'t> {
    const fn told(from: Option<End<'t>>, to: Option<End<'t>>) -> Self {
        Self { from, to, guessed: (false, false), reached: "" }
    }

    fn both((from, to): (End<'t>, End<'t>)) -> Self {
        Self::told(Some(from), Some(to))
    }
}

/// The parties of a sentence, the one that opened the connection first: the words before them decide, or an arrow, else
/// their order, unless `named_only`.
pub(crate) fn parties(text: &str, named_only: bool) -> SaidParties<'_> {
    let ends = endpoints::all(text);
    if ends.is_empty() || status::has_no_ends(text) {
        return SaidParties::told(None, None);
    }
    let ends = without_aside(text, ends);
    // The phrase of a product takes precedence over arrows and words.
    if let Some(told) = products::parties(text, &ends) {
        let (from, to) = with_ports(text, &ends, told);
        return SaidParties::told(from, to);
    }
    let (from, to) = with_ports(text, &ends, by_words(text, &ends));
    if named_only {
        if from.is_none() && to.is_none() {
            let cells = || in_cells(text, &ends).map(SaidParties::both);
            let row = || {
                beside(text, &ends)
                    .map(|both| SaidParties { guessed: (true, true), ..SaidParties::both(both) })
            };
            let flow = flow(text, &ends).or_else(|| heading(text, &ends));
            let told = flow.map(|both| SaidParties::both(opened(text, both))).or_else(cells).or_else(row);
            return told.unwrap_or_else(|| SaidParties::told(None, None));
        }
        return SaidParties::told(from, to);
    }
    if let Some(mut told) = by_signs(text, &ends) {
        // The left side of the arrow is `::` or a network, as in a rule: a word may still name the source.
        if told.from.is_none()
            && let (Some(from), Some(to)) = (&from, &told.to)
            && from.start != to.start
        {
            told.from = Some(from.clone());
        }
        return told;
    }
    match (from, forwards(text, &ends)) {
        (Some(from), None) => {
            let reached = reached_port(text, to.as_ref().unwrap_or(&from));
            let to = to.map(|to| if to.port.is_empty() { End { port: reached, ..to } } else { to });
            SaidParties { reached, ..SaidParties::told(Some(from), to) }
        }
        (_, Some(arrow)) => SaidParties::both(opened(text, arrow)),
        (None, None) => by_order(text, &ends, to),
    }
}

/// The parties that words before them name.
fn by_words<'t>(text: &'t str, ends: &[End<'t>]) -> Both<'t> {
    let words = WordsBefore::new(text, ends);
    let (mut from, mut to) = words.both();
    if let (Some(source), Some(destination)) = roles_behind(text, ends) {
        return (Some(source), Some(destination));
    }
    if from.is_none() && to.is_none() {
        (from, to) = of_listener(text, ends).or_else(|| of_failed(text, ends)).unwrap_or_default();
    }
    // Sendmail calls both of them a relay: the one that a message came from, and the one that it went to.
    let is_sender = text.contains("relay=")
        && (text.contains("ruleset=") || text.contains("from=<") && !text.contains("to=<"));
    // Courier does so where it refuses who came.
    if from.is_none() && (is_sender || text.contains("error,relay=")) {
        (from, to) = (to, None);
    }
    if let Some(from) = &from
        && to.is_none()
    {
        to = words
            .named(&["on", "at"], Some(from))
            .or_else(|| in_brackets(text, from, ends))
            .or_else(|| behind_from(text, from, ends))
            .or_else(|| of_accepted(text, from, ends));
    }
    (from, to)
}

/// The two ends of a packet, the one that opened the connection first.
fn opened<'t>(text: &str, (from, to): (End<'t>, End<'t>)) -> (End<'t>, End<'t>) {
    if is_answer(text) { (to, from) } else { (from, to) }
}

/// The parties that signs tell whatever words say: an arrow that points back, cells, the log of a web server.
fn by_signs<'t>(text: &'t str, ends: &[End<'t>]) -> Option<SaidParties<'t>> {
    if let Some(both) = backwards(text, ends) {
        return Some(SaidParties::both(opened(text, both)));
    }
    if let Some((from, to)) = in_cells(text, ends) {
        // A server may write itself first: only the ports tell.
        return Some(if endpoints::serves(from.port, to.port) {
            SaidParties { guessed: (true, true), ..SaidParties::both((to, from)) }
        } else {
            SaidParties::both((from, to))
        });
    }
    let Some(arrow) = forwards(text, ends) else {
        let told = of_web_server(text, ends).map(|(from, to)| SaidParties::told(from, to));
        return told.or_else(|| Some(SaidParties::told(None, Some(without_source(text, ends)?))));
    };
    of_go(text, &arrow).map(SaidParties::both)
}

/// The parties where at most words for the one that was reached stand in the text: the first address is who came.
fn by_order<'t>(text: &'t str, ends: &[End<'t>], to: Option<End<'t>>) -> SaidParties<'t> {
    match to {
        Some(to) => before_reached(text, ends, to),
        None => unnamed(text, ends),
    }
}

/// [`by_order`] where a word names the destination.
fn before_reached<'t>(text: &'t str, ends: &[End<'t>], mut to: End<'t>) -> SaidParties<'t> {
    let mut from = ends.first().filter(|from| from.start < to.start).cloned();
    if let Some(from) = from.as_mut().filter(|from| from.port.is_empty()) {
        from.port = labelled_port(text, PORT_FROM);
    }
    // Squid begins with who came.
    let is_known = SQUID.iter().any(|sign| text.contains(sign));
    if is_known && endpoints::is_port(connected_to(text)) && to.port.is_empty() {
        to.port = connected_to(text);
    }
    SaidParties { guessed: (!is_known, false), ..SaidParties::told(from, Some(to)) }
}

/// [`by_order`] without any such word.
fn unnamed<'t>(text: &str, ends: &[End<'t>]) -> SaidParties<'t> {
    let near = matches!(ends, [one, other, ..]
        if other.start - one.start < NEAR
            && (one.address != other.address
                || one.port != other.port && !one.port.is_empty() && !other.port.is_empty()));
    let to = ends.get(1).filter(|to| near && !signs::is_chain(text, &ends[0], to)).cloned();
    // Of two cells of a row, the one with the port of a service is the server's.
    if let ([own, far, ..], true) = (ends, near)
        && endpoints::serves(own.port, far.port)
        && signs::between(text, own, far).trim_start_matches(':').strip_prefix(own.port) == Some(",")
    {
        return SaidParties { guessed: (true, true), ..SaidParties::both((far.clone(), own.clone())) };
    }
    // The own host alone is no party.
    let from =
        ends.first().filter(|from| to.is_some() || from.port.is_empty() || !from.address.starts_with("127."));
    SaidParties { guessed: (true, true), ..SaidParties::told(from.cloned(), to) }
}
