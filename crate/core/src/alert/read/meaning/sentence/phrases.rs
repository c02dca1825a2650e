//! Phrases of products in which the words right before an address do not tell who is who.

use crate::alert::read::meaning::endpoints::{self, End};

/// Two parties, either of which may be missing.
pub(super) type Both<'t> = (Option<End<'t>>, Option<End<'t>>);

/// Methods of HTTP as a log writes them.
const METHODS: [&str; 7] = ["GET ", "POST ", "HEAD ", "PUT ", "OPTIONS ", "DELETE ", "CONNECT "];

/// `interface Data1 (10.0.0.1) address 203.0.113.7`, as Cisco's mail gateways write it: the listener, and who came.
pub(super) fn of_listener<'t>(text: &'t str, ends: &[End<'t>]) -> Option<Both<'t>> {
    let before = |end: &&End<'_>| &text[..end.start];
    let own = ends.iter().find(|end| {
        let name = before(end).strip_suffix('(').map(|rest| rest.trim_end().rsplitn(3, ' '));
        name.and_then(|mut words| words.nth(1)) == Some("interface")
    })?;
    let far = ends.iter().find(|end| before(end).ends_with(" address "))?;
    Some((Some(far.clone()), Some(own.clone())))
}

/// `Registration from '"1" <sip:1@10.0.0.1>' failed for '203.0.113.7:5060'`, as Asterisk writes it: who came.
pub(super) fn of_failed<'t>(text: &'t str, ends: &[End<'t>]) -> Option<Both<'t>> {
    let before = |end: &&End<'_>| text[..end.start].trim_end_matches('\'').ends_with("failed for ");
    ends.iter().find(before).map(|from| (Some(from.clone()), None))
}

/// The log of a web server tells of who came; that of IIS begins with the server: `date time server METHOD … port user
/// client`.
pub(super) fn of_web_server<'t>(text: &'t str, ends: &[End<'t>]) -> Option<Both<'t>> {
    let first = ends.first()?;
    let after = text[first.start..].split_once(' ').map_or("", |(_, rest)| rest);
    if METHODS.iter().any(|method| after.starts_with(method)) {
        let mut server = first.clone();
        // METHOD, path, query, port
        server.port = after.split(' ').nth(3).filter(|port| endpoints::is_port(port)).unwrap_or("");
        return Some((ends.get(1).cloned(), Some(server)));
    }
    let request = ["HTTP/1.", "HTTP/2", " HTTP "].iter().find_map(|sign| text.find(sign))?;
    if first.start < request {
        return Some((Some(first.clone()), None));
    }
    let with_port = ends.iter().filter(|end| !end.port.is_empty()).count();
    match ends {
        // Envoy writes whom it asked behind the request.
        [only] => {
            Some(if only.port.is_empty() { (Some(only.clone()), None) } else { (None, Some(only.clone())) })
        }
        // The connection that came, and then that to whom it asked.
        [from, to, _, _] if with_port == 4 => Some((Some(from.clone()), Some(to.clone()))),
        [from, .., asked] if !asked.port.is_empty() => Some((Some(from.clone()), Some(asked.clone()))),
        _ => Some((Some(first.clone()), None)),
    }
}
