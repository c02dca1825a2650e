//! Servers of mail.

use super::{Both, ToldLine};

/// amavisd: who sent a mail, and the host that it names first.
pub(super) fn amavis<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let from = line.ends.first().filter(|_| line.text.contains(" amavis["))?;
    Some((Some(from.clone()), None))
}

/// Exim: who came, and the own end: `H=(mail.example.org) [203.0.113.8]:25936 I=[10.0.0.25]:25`; in lines of deliveries, the
/// server that the own host went to. Source: Exim's specification, chapter "Log files", section "Fields".
pub(super) fn exim<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let own = line.behind(" I=[");
    let host = line.text.find(" H=").filter(|_| line.text.contains(" R="));
    let is_delivered = |host: &usize| DELIVERED.iter().any(|sign| line.text[..*host].contains(sign));
    if let Some(host) = host.filter(is_delivered) {
        return Some((own, Some(line.ends.iter().find(|end| end.start > host)?.clone())));
    }
    let own = own?;
    let from = line.ends.iter().rfind(|end| end.start < own.start)?;
    Some((Some(from.clone()), Some(own)))
}

/// What Exim writes before whom it delivers a message to, fails to, or puts it off.
const DELIVERED: [&str; 4] = [" => ", " -> ", " ** ", " == "];

/// Postfix, of who came: `hostname mail.example.org does not resolve to address 203.0.113.9`.
pub(super) fn unresolved<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    Some((Some(line.behind("not resolve to address ")?), None))
}

/// Postfix: `host mx.example.org[192.0.2.1] said: 432 …`, which answered.
pub(super) fn answered<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let said = line.text.find("] said: ")?;
    let far = line.ends.iter().rfind(|end| end.start < said)?;
    let is_host = line.before(far).trim_end_matches('[').rsplit(' ').nth(1) == Some("host");
    is_host.then(|| (None, Some(far.clone())))
}

/// tcpserver: the own end, and who came: `tcpserver: ok 1234 mx.example.org:10.0.0.5:25 :203.0.113.9::51000`.
pub(super) fn tcpserver<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    match line.ends {
        [own, far] if line.text.contains("tcpserver: ") => Some((Some(far.clone()), Some(own.clone()))),
        _ => None,
    }
}

/// Sendmail calls the other host a relay, and says which of both served: `AUTH=server, relay=host9.example [203.0.113.9]`,
/// `STARTTLS=client, relay=mx.example.`.
pub(super) fn sendmail<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let relay = line.text.find("relay=")?;
    let far = line.ends.iter().find(|end| end.start > relay)?.clone();
    let is =
        |role: &str| ["AUTH=", "STARTTLS="].iter().any(|verb| line.text.contains(&[verb, role].concat()));
    match (is("server"), is("client")) {
        (true, false) => Some((Some(far), None)),
        (false, true) => Some((None, Some(far))),
        _ => None,
    }
}
