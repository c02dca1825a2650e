//! Servers of names.

use super::{Both, ToldLine};
use crate::alert::read::meaning::endpoints::End;

/// The debugging log of Microsoft's server of names: `UDP Snd 8.8.8.8  9e3b   Q […]`, ` R Q` in an answer.
pub(super) fn dns_debug<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let far =
        line.behind(" Snd ").or_else(|| line.behind(" Rcv ")).filter(|_| line.text.contains(" PACKET "))?;
    let is_sent = line.before(&far).ends_with(" Snd ");
    let head = line.text[far.start..].split(" Q [").next().unwrap_or("");
    let is_answer = head.trim_end().ends_with(" R");
    Some(if is_sent == is_answer { (Some(far), None) } else { (None, Some(far)) })
}

/// BIND: the server of names that it asked, and for whom: `error from 192.0.2.1#53 resolving a.example/A for
/// 10.0.0.9#55198`, `resolving 'a.example/A/IN': 192.0.2.1#53`, `internal_send: 192.0.2.1#53`.
pub(super) fn resolving<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let at = line.text.find(" resolving ").or_else(|| line.text.find("internal_send: "))?;
    let before = line.ends.iter().rfind(|end| end.start < at && !end.port.is_empty());
    let behind = line.ends.iter().find(|end| end.start > at && line.before(end).ends_with(": "));
    Some((line.behind(" for ").filter(|end| end.start > at), Some(before.or(behind)?.clone())))
}

/// BIND: who asked, and the own address that was asked: `client @0x7f0c 10.0.0.3#61568 (a.example): query: a.example IN A +
/// (10.0.0.2)`.
pub(super) fn queried<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let query = line.text.find(": query: ").filter(|_| line.text.contains("client "))?;
    let from = line.ends.iter().find(|end| end.start < query && !end.port.is_empty())?;
    let own = line.ends.iter().rfind(|end| end.start > query && line.before(end).ends_with(" ("));
    Some((Some(from.clone()), own.cloned()))
}

/// The own host gets a zone from its primary: `transfer of 'a.example/IN' from 192.0.2.1#53: connected using
/// 10.0.0.5#51000` of BIND, `[a.example.] AXFR, incoming, remote 192.0.2.1@53` of Knot.
pub(super) fn secondary<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let is_transfer = line.text.contains("transfer of '")
        || line.text.contains("XFR, incoming, ")
        || line.text.contains("NOTIFY, outgoing, ")
        || line.text.contains(": refresh: ");
    let primary = ["' from ", "incoming, remote ", "NOTIFY, outgoing, remote ", "primary ", "master "];
    let far = primary.iter().find_map(|words| line.behind(words)).filter(|_| is_transfer)?;
    let own = line.behind("connected using ").or_else(|| line.behind("(source "));
    Some((own.map(|own| End { port: if own.port == "0" { "" } else { own.port }, ..own }), Some(far)))
}

/// Technitium's server of names, of who asked: `[2024-06-12 10:00:00 UTC] [10.0.0.7:51000] [UDP] QNAME: …`.
pub(super) fn technitium<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let question = line.text.find("] QNAME: ")?;
    let from = line.ends.iter().find(|end| end.start < question)?;
    Some((Some(from.clone()), None))
}
