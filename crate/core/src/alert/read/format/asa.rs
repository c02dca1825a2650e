//! Cisco ASA and FTD: sentences with parties such as `inside:10.1.2.3/53496`.
//!
//! Source: "Cisco Secure Firewall ASA Series Syslog Messages"; which party opened a connection: cisco.com document 116149.

use std::net::IpAddr;

use crate::{
    alert::read::{
        format::{Format, by_line, by_sign, key_value},
        meaning::{endpoints, parties, sentence},
        record::{Record, Scale},
        text::line,
    },
    indicator::service_port,
};

/// ASA, FTD and their forebears in the table of formats.
pub(crate) const FORMAT: Format = Format {
    name: "ASA",
    signs: &["%ASA-", "%FTD-", "%PIX-", "%FWSM-"],
    header: 400,
    unescapes: true,
    begins: by_sign,
    split: by_line,
    read,
    scale: Scale::Syslog,
    sample: "%ASA-4-106023: Deny tcp src outside:10.0.0.1/1024 dst inside:8.8.8.8/53",
};

/// The record of an ASA line; `None` when it is none.
fn read<'t>(format: &Format, text: &'t str) -> Option<Record<'t>> {
    let start = format.sign(text)?;
    let message = &text[start..];
    let code = message.split([':', ' ']).next().unwrap_or("");
    let mut record = Record::by(text, "Cisco", code[1..].split('-').next().unwrap_or("ASA")).behind(start);
    record.event_id = code.rsplit('-').next().and_then(|number| record.said(number));
    record.severity = code.rsplit('-').nth(1).and_then(|level| record.said(level));
    let body = line::head(message.get(code.len()..).unwrap_or(""), parties::SENTENCE);
    if message.contains("SrcIP:") || message.contains("InitiatorIP:") {
        key_value::read(body, &mut record);
        if let Some(priority) =
            record.named("EventPriority").or_else(|| record.named("Priority")).map(|pair| pair.said())
        {
            (record.severity, record.scale) = (Some(priority), Scale::Priority);
        }
        return Some(record);
    }
    // Addresses inside a command that was executed are no ends.
    let (from, to) = parties(body.split(" executed ").next().unwrap_or(body));
    for (end, address, port) in [(from, "src", "spt"), (to, "dst", "dpt")] {
        let Some(AsaEnd { address: plain, written, port: number }) = end else { continue };
        record.push_as(address, plain, written);
        // The numbers behind the addresses of ICMP are types and numbers of echoes.
        if !body.contains("ICMP") && !body.contains("icmp") {
            record.push(port, number);
        }
    }
    Some(record)
}

/// A party as a message writes it.
#[derive(Clone, Debug)]
struct AsaEnd<'t> {
    address: String,
    written: &'t str,
    port: &'t str,
}

/// `inside:10.1.2.3/53496`, `v1:inside:10.1.2.3/53496`, `inside/10.1.2.3(53496)`, `outside:2001:db8::9/22`, a bare address;
/// `None` for the name of a host, and everything else.
fn end(word: &str) -> Option<AsaEnd<'_>> {
    if word.len() > LONGEST {
        return None;
    }
    let is_in_brackets = word.starts_with('(');
    let word = word.trim_matches(['(', '<', '>', ',', '.', '"', '\'', ';']);
    let word = word.strip_suffix(':').filter(|word| !word.ends_with(':')).unwrap_or(word);
    let word = if is_in_brackets { word.split(')').next().unwrap_or(word) } else { word };
    // `inside/10.1.2.3(53496)(CORP\bob)`: who it was may follow at once.
    let (place, port) = match word.split_once('(') {
        Some((place, behind)) => (place, behind.split(')').next().unwrap_or("")),
        None => word
            .rsplit_once('/')
            .filter(|(_, port)| is_number(port) || port.starts_with(|c: char| c.is_ascii_lowercase()))
            .unwrap_or((word.trim_end_matches(')'), "")),
    };
    let port = if endpoints::is_port(port) { port } else { service(port) };
    let mut rest = place;
    loop {
        // `8.8.8.8:http://…`
        let bare = rest.split(':').next().filter(|bare| bare.contains('.') && bare.parse::<IpAddr>().is_ok());
        let rest_of = bare.unwrap_or(rest);
        if let Ok(address) = rest_of.parse::<IpAddr>() {
            // `Local:10.0.0.1:500`
            let behind = rest[rest_of.len()..].trim_start_matches(':');
            let port = if port.is_empty() && endpoints::is_port(behind) { behind } else { port };
            let rest = rest_of;
            return Some(AsaEnd { address: address.to_canonical().to_string(), written: rest, port });
        }
        rest = &rest[rest.find([':', '/', '@', '='])? + 1..];
    }
}

/// Names of ports that only these messages have (Cisco, ASA Firewall CLI guide, "TCP and UDP Ports").
const NAMED_PORTS: [(&str, &str); 5] =
    [("h323", "1720"), ("imap4", "143"), ("sip", "5060"), ("sqlnet", "1521"), ("www", "80")];

/// The port of a name; empty for none.
fn service(name: &str) -> &'static str {
    let own = NAMED_PORTS.iter().find(|(known, _)| *known == name).map(|(_, port)| *port);
    own.or_else(|| service_port(name)).unwrap_or("")
}

/// How long the name of an interface with an address, a port and a user can be, in bytes.
const LONGEST: usize = 160;

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Words before the party that a message names first, and before the other one.
const FIRST: [&str; 7] = ["src", "for", "from", "tcp", "udp", "icmp", "protocol"];
const SECOND: [&str; 3] = ["dst", "to", "->"];

/// Who opened the connection, and whom it was opened to; `None` for a party without an address.
fn parties(body: &str) -> Both<'_> {
    // `URL http://… SRC 10.0.0.1 DEST 8.8.8.8 on interface …`: the last ones are the device's.
    if let Some((_, ends)) = body.rsplit_once(" SRC ")
        && let Some((from, to)) = ends.split_once(" DEST ")
    {
        return (end(from), end(to.split(' ').next().unwrap_or("")));
    }
    // A stranger wrote everything behind the beginning of a URL.
    let end_of_ours = body.find("://").unwrap_or(body.len());
    let words: Vec<&str> = body[..end_of_ours].split_ascii_whitespace().take(MOST).collect();
    let behind = |word: &str| {
        let at = words.iter().position(|known| *known == word)?;
        words.get(at + 1).copied()
    };
    // `faddr` is the foreign address, `laddr` the local one, `gaddr` its translation.
    if let (Some(foreign), Some(local)) = (behind("faddr"), behind("laddr")) {
        // A teardown does not say who began; it is outgoing then, as the document has it.
        let came_in = body.contains("inbound");
        let (foreign, local) = (end(foreign), end(local));
        return if came_in { (foreign, local) } else { (local, foreign) };
    }
    if let Some(both) = negotiating(body, &words) {
        return both;
    }
    // `Group = 192.0.2.1, IP = 192.0.2.1`: who it is about, and nobody else.
    let about = |name: &[&str]| {
        let at = words.windows(name.len()).position(|window| window == name)?;
        end(words.get(at + name.len())?)
    };
    // `server = 10.0.0.1 : user = … : user IP = 192.0.2.1`
    if let Some(user) = about(&["user", "IP", "="]) {
        return (Some(user), about(&["server", "="]));
    }
    let named = about(&["IP", "="]).or_else(|| {
        words.iter().position(|word| *word == "IP").and_then(|at| {
            let word = words.get(at + 1).filter(|word| word.starts_with('<'))?;
            end(word)
        })
    });
    if named.is_some() {
        return (named, None);
    }
    // The address that another one is translated to is no party.
    let is_translation = body.contains(" translation from ");
    let second = words.iter().position(|word| SECOND.contains(word));
    let first = words.iter().position(|word| FIRST.contains(word));
    let pair = || {
        let (first, second) = (first?, second?);
        // The text right behind the words: an address, or a name that stands for one; not `to drop`.
        let (one, other) = (words.get(second - 1)?, words.get(second + 1)?);
        let (one, other) = (
            if first < second {
                words[first + 1..second].iter().find_map(|word| end(word))
            } else {
                end(one)
            },
            end(other),
        );
        let looks_like = |word: &str| word.contains(['/', '(']) && word.len() > 3;
        (one.is_some() || other.is_some() && words[..second].iter().any(|word| looks_like(word)))
            .then_some((one, other))
    };
    let (mut from, mut to) = match pair() {
        Some(pair) => pair,
        None => in_order(body, &words),
    };
    if is_translation {
        return (from, None);
    }
    // A teardown has the order of its beginning but not the word for it: the port of a service tells the server.
    let is_service = |end: &Option<AsaEnd<'_>>| {
        end.as_ref().is_some_and(|end| end.port.parse::<u16>().is_ok_and(|port| port < endpoints::SYSTEM))
    };
    // The first party may be the name of a host.
    let named = || {
        let word = words.get(second?.checked_sub(1)?).filter(|_| from.is_none() && to.is_some())?;
        word.rsplit_once('/')?.1.parse::<u16>().ok()
    };
    let begins_with_server = is_service(&from) || named().is_some_and(|port| port < endpoints::SYSTEM);
    let from_server = body.contains("Teardown ") && begins_with_server && !is_service(&to);
    if body.contains("Built outbound") || from_server {
        std::mem::swap(&mut from, &mut to);
    }
    (from, to)
}

/// Two parties, either of which may be missing.
type Both<'t> = (Option<AsaEnd<'t>>, Option<AsaEnd<'t>>);

/// `Local:10.0.0.1:500 Remote:192.0.2.1:500 … Received a IKE_INIT_SA request`: who began to negotiate, and with whom.
fn negotiating<'t>(body: &str, words: &[&'t str]) -> Option<Both<'t>> {
    let labelled = |label: &str| words.iter().find_map(|word| end(word.strip_prefix(label)?));
    let (local, remote) = (labelled("Local:")?, labelled("Remote:")?);
    let came_in = body.contains("Received a") || body.contains("emote access connection");
    Some(if came_in { (Some(remote), Some(local)) } else { (Some(local), Some(remote)) })
}

/// How many words of a message are looked at.
const MOST: usize = 400;

/// The first two addresses of a message; of one alone, the words before it tell which party it is.
fn in_order<'t>(body: &'t str, words: &[&'t str]) -> Both<'t> {
    let mut ends = words.iter().filter(|word| !word.starts_with('(')).filter_map(|word| end(word));
    let (from, to) = (ends.next(), ends.next());
    if to.is_some() {
        return (from, to);
    }
    // Text of a stranger further on, as in a URL, does not count.
    let told = sentence::parties(body, true);
    let is_it = |told: Option<endpoints::End<'_>>, one: &AsaEnd<'t>| {
        told.is_some_and(|told| told.start == line::place(body, one.written).start)
    };
    match from {
        Some(one) if is_it(told.to, &one) => (None, Some(one)),
        one => (one, None),
    }
}
