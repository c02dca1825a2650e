//! What stands behind a name and says that it is a host's: records of zones, answers of commands, its address.

use std::net::IpAddr;

use super::super::{context::Text, run::Run};

/// How far behind a host the record of a zone is read, in bytes, and how far an address.
const ZONE: usize = 24;
const ADDRESS: usize = 48;

/// What commands answer behind a host.
const ANSWERS: [&str; 10] = [
    " is an alias for ",
    " not found: 3(NXDOMAIN)",
    ": NXDOMAIN",
    ": Non-existent domain",
    " has address ",
    " has IPv6 address ",
    " mail is handled by ",
    ": Name or service not known",
    ": Temporary failure in name resolution",
    ": no such host",
];

/// Whether what stands behind it says so: `ferry.sh.  3600  IN  NS …` of a zone, `ferry.sh [203.0.113.9]` of a ping or a mail,
/// `ferry.sh has address 203.0.113.9`.
pub(super) fn is_said_behind(text: &Text<'_>, run: &Run) -> bool {
    match text.at(run.end) {
        b'.' => {
            let rest = text.slice(run.end + 1, text.floor(text.bytes.len().min(run.end + ZONE)));
            is_of_zone(rest) || rest.starts_with(" (Addr)")
        }
        // mDNSResponder: `DNSServiceQueryRecord(1D000, 0, x.sh, Addr)`
        b',' => text.bytes[run.end..].starts_with(b", Addr)"),
        // PowerDNS: `wants 'x.sh|A'`
        b'|' => {
            text.before(run.start) == b'\''
                && [&b"|A'"[..], b"|AAAA'", b"|MX'", b"|TXT'"]
                    .iter()
                    .any(|record| text.bytes[run.end..].starts_with(record))
        }
        // BIND's zones: `update 'x.sh/IN' denied`
        b'/' => {
            let rest = text.bytes[run.end..].iter().take(ZONE);
            let end = rest.take_while(|byte| byte.is_ascii_uppercase() || **byte == b'/').count();
            text.before(run.start) == b'\''
                && text.bytes[..run.end + end].ends_with(b"/IN")
                && text.at(run.end + end) == b'\''
        }
        // `[x.sh]:2222 ssh-ed25519 …` of SSH's known hosts
        b']' => {
            text.before(run.start) == b'['
                && text.bytes[run.end..].starts_with(b"]:")
                && text.at(run.end + 2).is_ascii_digit()
        }
        b')' => is_in_brackets(text, run),
        // nslookup's answer: `Name:    x.sh` above `Address:  203.0.113.9`
        b'\n' | b'\r' => {
            let rest = text.slice(run.end, text.floor(text.bytes.len().min(run.end + ADDRESS)));
            let next = rest.trim_start().strip_prefix("Address").and_then(|rest| rest.split_once(':'));
            let address = next.and_then(|(_, address)| address.split_ascii_whitespace().next());
            text.label(run.start).0 == "Name"
                && address.is_some_and(|address| address.parse::<IpAddr>().is_ok())
        }
        b' ' | b'\'' if AROUND.iter().any(|around| is_between(text, run, around)) => true,
        b' ' if is_connected_to(text, run) || is_scanned(text, run) => true,
        b' ' | b'[' | b':' => {
            let rest = text.slice(run.end, text.floor(text.bytes.len().min(run.end + ADDRESS)));
            ANSWERS.iter().any(|words| rest.starts_with(words)) || has_address(rest)
        }
        _ => false,
    }
}

/// What messages write before and after a host; `#` stands for a digit.
const AROUND: [(&str, &str); 4] = [
    ("lookup ", " on #"),
    ("Failed to resolve '", "' ([Errno"),
    ("onnection closed by ", " port #"),
    ("onnection reset by ", " port #"),
];

/// Whether a name stands between two such texts.
fn is_between(text: &Text<'_>, run: &Run, (before, behind): &(&str, &str)) -> bool {
    let rest = &text.bytes[run.end..];
    text.bytes[..run.start].ends_with(before.as_bytes())
        && match behind.strip_suffix('#') {
            Some(words) => {
                rest.strip_prefix(words.as_bytes()).and_then(<[u8]>::first).is_some_and(u8::is_ascii_digit)
            }
            None => rest.starts_with(behind.as_bytes()),
        }
}

/// What wget writes before the name of a host and the same name in brackets: `Resolving x.sh (x.sh)... 203.0.113.9`.
const CONNECTING: [&str; 2] = ["Resolving ", "Connecting to "];

/// Whether it is the first of both names.
fn is_connected_to(text: &Text<'_>, run: &Run) -> bool {
    let name = text.slice(run.start, run.end);
    let again = text.bytes[run.end..].strip_prefix(b" (").and_then(|rest| rest.strip_prefix(name.as_bytes()));
    again.is_some_and(|rest| rest.starts_with(b")"))
        && CONNECTING.contains(&text.preceding_in_line(run.start, VERB))
}

/// Whether a tool says that it looks at it, with its address in brackets: `Scanning x.sh (203.0.113.9)`.
fn is_scanned(text: &Text<'_>, run: &Run) -> bool {
    let rest = text.slice(run.end, text.floor(text.bytes.len().min(run.end + ADDRESS)));
    let address = rest.strip_prefix(" (").and_then(|rest| rest.split_once(')'));
    address.is_some_and(|(address, _)| address.parse::<IpAddr>().is_ok())
        && ["canning ", "inging ", "raceroute to ", "onnecting to ", "onnected to "]
            .iter()
            .any(|verb| text.bytes[..run.start].ends_with(verb.as_bytes()))
}

/// How long such a verb is at most, in bytes.
const VERB: usize = 16;

/// Whether it is the second of them, or the name that a client of BIND asks for: `10.0.0.9#51544 (x.sh): query: …`.
fn is_in_brackets(text: &Text<'_>, run: &Run) -> bool {
    let line = text.preceding_in_line(run.start, ADDRESS + run.end - run.start);
    let Some(before) = line.strip_suffix(" (") else { return false };
    let first = before.strip_suffix(text.slice(run.start, run.end));
    first.is_some_and(|verb| CONNECTING.contains(&verb))
        || text.bytes[run.end..].starts_with(b"): ")
            && before.rsplit_once('#').is_some_and(|(client, port)| {
                !port.is_empty()
                    && port.bytes().all(|byte| byte.is_ascii_digit())
                    && client.rsplit(' ').next().is_some_and(|address| address.parse::<IpAddr>().is_ok())
            })
}

/// Whether the record of a zone goes on behind a name and its point: with its age, as a question, or as resolvers log it.
fn is_of_zone(rest: &str) -> bool {
    if !rest.starts_with([' ', '\t']) {
        return false;
    }
    let mut words = rest.split_ascii_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    match first {
        "IN" => !second.is_empty(),
        "A" | "AAAA" | "CNAME" | "DS" | "HTTPS" | "MX" | "NS" | "PTR" | "SOA" | "SRV" | "TXT" => {
            second == "IN"
        }
        age => second == "IN" && age.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

/// Whether the address of a host stands behind it, in brackets or as a record.
fn has_address(rest: &str) -> bool {
    let is_address = |text: &str| text.parse::<IpAddr>().is_ok();
    let inside = |open: &str, close: char| {
        let inside = rest.strip_prefix(open).and_then(|rest| rest.split_once(close));
        inside.is_some_and(|(address, _)| is_address(address))
    };
    let mut words = rest.split_ascii_whitespace();
    let is_record = rest.starts_with(' ') && matches!(words.next(), Some("A" | "AAAA"));
    inside(" [", ']') || inside("[", ']') || is_record && words.next().is_some_and(is_address)
}
