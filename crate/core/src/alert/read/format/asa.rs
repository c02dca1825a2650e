//! Cisco ASA and FTD: sentences with parties such as `inside:10.1.2.3/53496`.
//!
//! Source: "Cisco Secure Firewall ASA Series Syslog Messages"; which party opened a connection: cisco.com document 116149.

use crate::alert::read::{
    format::{Format, by_line, by_sign, key_value},
    meaning::{
        endpoints::{self, End},
        sentence,
    },
    record::{Record, Scale},
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

/// Ports below this one belong to services (RFC 6335, section 6).
const SERVICES: u16 = 1_024;

/// The record of an ASA line; `None` when it is none.
fn read<'t>(format: &Format, text: &'t str) -> Option<Record<'t>> {
    let start = format.sign(text)?;
    let message = &text[start..];
    let code = message.split([':', ' ']).next().unwrap_or("");
    let mut record = Record::by(text, "Cisco", code[1..].split('-').next().unwrap_or("ASA"));
    record.event_id = code.rsplit('-').next().and_then(|number| record.said(number));
    record.severity = code.rsplit('-').nth(1).and_then(|level| record.said(level));
    let body = message.get(code.len()..).unwrap_or("");
    if message.contains("SrcIP:") || message.contains("InitiatorIP:") {
        key_value::read(body, &mut record);
        if let Some(priority) =
            record.named("EventPriority").or_else(|| record.named("Priority")).map(|pair| pair.said())
        {
            (record.severity, record.scale) = (Some(priority), Scale::Priority);
        }
        return Some(record);
    }
    let (from, to) = parties(body);
    for (end, address, port) in [(from, "src", "spt"), (to, "dst", "dpt")] {
        if let Some(End { address: plain, written, port: number, .. }) = end {
            record.push_as(address, plain, written);
            // What stands behind the addresses of ICMP are types and numbers of echoes.
            if !body.contains("ICMP") {
                record.push(port, number);
            }
        }
    }
    Some(record)
}

/// Who opened the connection, and whom it was opened to.
fn parties(body: &str) -> (Option<End<'_>>, Option<End<'_>>) {
    let mut ends = endpoints::all(body).into_iter();
    let (mut from, mut to) = (ends.next(), ends.next());
    // `faddr` is the foreign address, `laddr` the local one, `gaddr` its translation.
    let behind = |word: &str| {
        let (_, rest) = body.split_once(word)?;
        endpoints::all(rest.split(' ').next()?).into_iter().next()
    };
    if let (Some(foreign), Some(local)) = (behind("faddr "), behind("laddr ")) {
        // A teardown does not say who began; it is outgoing then, as the document has it.
        let came_in = body.contains("inbound");
        return if came_in { (Some(foreign), Some(local)) } else { (Some(local), Some(foreign)) };
    }
    // `Group = 192.0.2.1, IP = 192.0.2.1`: who it is about, and nobody else.
    if let Some(about) = behind("IP = ").or_else(|| behind("IP <")) {
        return (Some(about), None);
    }
    // Of one party alone, the words before it tell which one it is.
    if to.is_none() {
        let sentence::Parties { from, to, .. } = sentence::parties(body, false);
        return (from, to);
    }
    // The address that another one is translated to is no party.
    if body.contains(" translation from ") {
        return (from, None);
    }
    // A teardown has the order of its beginning but not the word for it: the port of a service tells the server.
    let is_service = |end: &Option<End<'_>>| {
        end.as_ref().is_some_and(|end| end.port.parse::<u16>().is_ok_and(|port| port < SERVICES))
    };
    let from_server = body.contains("Teardown ") && is_service(&from) && !is_service(&to);
    if body.contains("Built outbound") || from_server {
        std::mem::swap(&mut from, &mut to);
    }
    (from, to)
}
