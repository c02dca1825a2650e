//! Phrases of products in which the words right before an address do not tell who is who.

use crate::{
    alert::read::meaning::endpoints::{self, End},
    indicator::is_http_method,
};

/// Two parties, either of which may be missing.
pub(super) type Both<'t> = (Option<End<'t>>, Option<End<'t>>);

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

/// `192.0.2.1 (source); 198.51.100.7 (destination)`: each role in brackets behind its address.
pub(super) fn roles_behind<'t>(text: &'t str, ends: &[End<'t>]) -> Both<'t> {
    let named = |roles: &[&str]| {
        let role = |end: &&End<'_>| {
            let behind = text.get(end.start + end.written.len()..).unwrap_or("").strip_prefix(" (");
            behind.is_some_and(|behind| roles.iter().any(|role| behind.starts_with(role)))
        };
        ends.iter().find(role).cloned()
    };
    (named(&["source)", "client)", "attacker)"]), named(&["destination)", "server)", "target)", "victim)"]))
}

/// `Registration from '"1" <sip:1@10.0.0.1>' failed for '203.0.113.7:5060'`, as Asterisk writes it: who came.
pub(super) fn of_failed<'t>(text: &'t str, ends: &[End<'t>]) -> Option<Both<'t>> {
    let before = |end: &&End<'_>| text[..end.start].trim_end_matches('\'').ends_with("failed for ");
    ends.iter().find(before).map(|from| (Some(from.clone()), None))
}

/// Words before who came, as a server writes them of itself.
const ACCEPTED: [&str; 8] = [
    "accepted from",
    "ACCEPT from IP=",
    "connection from",
    "Connection from",
    "connect from",
    "connection request",
    "Connection from UDP:",
    "New connection:",
];

/// Whether a text before an address says that who has it came to the host that reports.
pub(crate) fn tells_of_a_visit(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '[', '(', '\'', '/']);
    ACCEPTED.iter().any(|words| before.ends_with(words))
}

/// `[10.0.0.1:993] connection accepted from [203.0.113.7:50000]`: the own end, before who came.
pub(super) fn of_accepted<'t>(text: &'t str, from: &End<'_>, ends: &[End<'t>]) -> Option<End<'t>> {
    let is_it = tells_of_a_visit(&text[..from.start]);
    ends.iter().find(|end| is_it && end.start < from.start && !end.port.is_empty()).cloned()
}

/// The port that a proxy was asked to connect to: `CONNECT shop.example:8443`; empty where there is none.
pub(super) fn connected_to(text: &str) -> &str {
    let asked = text.split_once("CONNECT ").map_or("", |(_, rest)| rest.split(' ').next().unwrap_or(""));
    asked.rsplit_once(':').map_or("", |(_, port)| port)
}

/// Words before a port of the host that reports, behind who came.
const REACHED: [&str; 5] = [" on port ", " at port ", " to port ", " TCP port: ", " UDP port: "];

/// The port that was reached: `New connection from 10.0.0.5:51234 on port 1883`; empty where there is none.
pub(super) fn reached_port<'t>(text: &'t str, from: &End<'_>) -> &'t str {
    labelled_port(text.get(from.start..).unwrap_or(""), &REACHED)
}

/// The port behind words of its own: `destination 10.0.0.1 source port 5060`; empty where there is none.
pub(super) fn labelled_port<'t>(text: &'t str, labels: &[&str]) -> &'t str {
    let behind = |label: &&str| {
        let rest = text[text.find(label)? + label.len()..].trim_start();
        let port = &rest[..rest.bytes().take_while(u8::is_ascii_digit).count()];
        endpoints::is_port(port).then_some(port)
    };
    labels.iter().find_map(behind).unwrap_or("")
}

/// The log of a web server tells of who came; that of IIS begins with the server: `date time server METHOD … port user
/// client`.
pub(super) fn of_web_server<'t>(text: &'t str, ends: &[End<'t>]) -> Option<Both<'t>> {
    let first = ends.first()?;
    let after = text[first.start..].split_once(' ').map_or("", |(_, rest)| rest);
    if after.split_once(' ').is_some_and(|(method, _)| is_http_method(method)) {
        let mut server = first.clone();
        // METHOD, path, query, port; METHOD, path, version, status of others
        let is_version = after.split(' ').nth(2).is_some_and(|version| version.starts_with("HTTP/"));
        let port = after.split(' ').nth(3).filter(|port| !is_version && endpoints::is_port(port));
        server.port = port.unwrap_or("");
        // Others begin with who came.
        if server.port.is_empty() && ends.len() == 1 {
            return Some((Some(first.clone()), None));
        }
        return Some((ends.get(1).cloned(), Some(server)));
    }
    let request = ["HTTP/1.", "HTTP/2", " HTTP "].iter().find_map(|sign| text.find(sign))?;
    if first.start < request {
        // Load balancers of AWS write both, one right behind the other.
        let is_next = |end: &&End<'_>| {
            let between = text.get(first.start + first.written.len()..end.start).unwrap_or("");
            !end.port.is_empty() && between.trim_start_matches(':').strip_prefix(first.port) == Some(" ")
        };
        return Some((Some(first.clone()), ends.get(1).filter(is_next).cloned()));
    }
    // Envoy in a mesh: whom it asked, the cluster, its own end there, then the connection that came, its own end first.
    if let Some(cluster) = ["inbound|", "outbound|"].iter().find_map(|sign| text.find(sign)) {
        let mut behind = ends.iter().filter(|end| end.start > cluster).take(3);
        let (own, far) = match (behind.next(), behind.next(), behind.next()) {
            (_, Some(own), Some(far)) | (Some(own), Some(far), None) => (own, far),
            _ => return None,
        };
        return Some((Some(far.clone()), Some(own.clone())));
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

/// Signs of a line of Squid.
pub(super) const SQUID: [&str; 3] = [" TCP_", " UDP_", "HIER_"];

/// The party in brackets behind the one that came: `from IP=10.0.0.4:45713 (IP=10.0.0.5:389)`.
pub(super) fn in_brackets<'t>(text: &str, from: &End<'_>, ends: &[End<'t>]) -> Option<End<'t>> {
    let next = ends.iter().find(|end| end.start > from.start)?;
    let between = text.get(from.start + from.written.len()..next.start)?;
    let label = between.trim_start_matches([']', ':', ' ']).trim_start_matches(from.port).trim_start();
    // Kippo: `New connection: 203.0.113.7:41212 (10.0.0.1:2222)`
    let is_new = text[..from.start].ends_with("New connection: ");
    (label.starts_with('(')
        && (is_new || label.trim_end_matches('[').ends_with('='))
        && !next.port.is_empty())
    .then(|| next.clone())
}
