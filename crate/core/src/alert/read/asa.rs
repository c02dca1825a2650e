//! Cisco ASA and FTD: sentences with parties such as `inside:10.1.2.3/53496`.
//!
//! Source: "Cisco Secure Firewall ASA Series Syslog Messages"; which party opened a connection: cisco.com document 116149.

use super::{endpoints, key_value, pairs::Pairs};

/// The pairs of an ASA line; `None` when it is none.
pub(super) fn read(text: &str) -> Option<Pairs> {
    let start = ["%ASA-", "%FTD-", "%PIX-", "%FWSM-"].iter().find_map(|name| text.find(name))?;
    let message = &text[start..];
    let mut pairs = Pairs { vendor: "Cisco".into(), product: message[1..4].to_owned(), ..Pairs::default() };
    let code = message.split([':', ' ']).next().unwrap_or("");
    pairs.event_id = code.rsplit('-').next().unwrap_or("").to_owned();
    pairs.severity = code.split('-').nth(1).map(|level| format!("level {level}")).unwrap_or_default();
    if message.contains("SrcIP:") || message.contains("InitiatorIP:") {
        key_value::read(&message[code.len()..], &mut pairs);
        return Some(pairs);
    }
    let body = message.get(code.len()..).unwrap_or("");
    let ends = endpoints::all(body);
    let (mut from, mut to) = match ends.as_slice() {
        [from, to, ..] => (Some(from), Some(to)),
        [only] => (Some(only), None),
        [] => (None, None),
    };
    let built = body.contains("Built ");
    // `faddr` is the foreign address, `laddr` the local one, `gaddr` its translation.
    let behind = |word: &str| {
        body.split_once(word).and_then(|(_, rest)| endpoints::all(rest.split(' ').next()?).into_iter().next())
    };
    let (foreign, local) = (behind("faddr "), behind("laddr "));
    if let (Some(foreign), Some(local)) = (&foreign, &local) {
        (from, to) = if body.contains("outbound") {
            (Some(local), Some(foreign))
        } else {
            (Some(foreign), Some(local))
        };
    }
    // `Group = 192.0.2.1, IP = 192.0.2.1`: who it is about, and nobody else.
    let about = behind("IP = ");
    if about.is_some() {
        (from, to) = (about.as_ref(), None);
    }
    if built && body.contains("Built outbound") && foreign.is_none() {
        (from, to) = (to, from);
    }
    for (end, address, port) in [(from, "src", "spt"), (to, "dst", "dpt")] {
        if let Some(end) = end {
            pairs.push(address, end.address.as_str());
            pairs.push(port, end.port.as_str());
        }
    }
    Some(pairs)
}
