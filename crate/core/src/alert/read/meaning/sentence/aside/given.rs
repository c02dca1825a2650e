//! Addresses that are answered, handed out, or waited at: settings rather than ends.

use crate::alert::read::{meaning::endpoints::End, text::line};

/// Whether a label for a device on the way, or for a service of the network, stands before an address: `Gateway: `, `gw=`,
/// `next hop `. Behind `to` and `from` it is an end.
fn is_on_the_way(before: &str) -> bool {
    let before = line::tail(before, LABEL).trim_end_matches([' ', '\t', ':', '=', '"', '>']);
    let rest = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let word = &before[rest.len()..];
    let mut words = rest.split_ascii_whitespace().rev();
    let first = words.next().unwrap_or("");
    let is = |word: &str, known: &str| word.eq_ignore_ascii_case(known);
    let is_two = OF_TWO.iter().any(|(one, other)| is(first, one) && is(word, other));
    let joint = if is_two { words.next().unwrap_or("") } else { first };
    let is_end = ["to", "from"].iter().any(|known| is(joint.trim_end_matches(':'), known));
    (is_two || ON_THE_WAY.iter().any(|label| is(word, label))) && !is_end
}

/// Whether what stands behind an address says that it sends something, so that the word before it is the protocol:
/// `Allowed dns 10.0.0.7:51000 -> 10.0.0.53:53`.
fn sends(text: &str, end: &End<'_>) -> bool {
    let behind = text[end.start + end.written.len()..].trim_start_matches([':', '/', '#', '(', ')']);
    let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(')');
    SENDS.iter().any(|sign| behind.starts_with(sign))
}

/// Text after an address that shows it to be a source.
const SENDS: [&str; 6] = [" ->", "->", " >", " →", " to ", " connected"];

/// Such labels, of one word and of two: `Failed to update the licence on Appliance 10.0.0.1`.
const ON_THE_WAY: [&str; 13] = [
    "forwarder",
    "forwarders",
    "gateway",
    "gw",
    "nexthop",
    "next-hop",
    "next_hop",
    "default-gateway",
    "dns",
    "nameserver",
    "collector",
    "sensor",
    "appliance",
];
const OF_TWO: [(&str, &str); 5] =
    [("next", "hop"), ("dns", "server"), ("dns", "servers"), ("name", "server"), ("name", "servers")];

/// How far before an address such a label stands, in bytes.
const LABEL: usize = 64;

/// Words before an address that one host gives another one to use, or at which a service waits.
const GIVEN: [&str; 24] = [
    "ntp_server=",
    "time_server=",
    "syslog_server=",
    "log_server=",
    "dhcp-option DNS",
    "dhcp-option WINS",
    "route-gateway",
    "ifconfig",
    "dns1=",
    "dns2=",
    "ntp=",
    "\nSubject:",
    "dhcp_server=",
    "dns_server=",
    "bind-address",
    "pool returned IPv4=",
    "bind on",
    "bind to",
    "binding to",
    "bound to",
    "config_address",
    "service on",
    "server started on",
    "server started on IP",
];

/// The addresses without those that a server of names answered: `IN A 203.0.113.1`, `reply example.org is 203.0.113.1`.
pub(super) fn without_answers<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let is_reply = ["reply ", "cached ", "config "].iter().any(|word| text.contains(word));
    // A relay hands on what a server of leases and its client say.
    let is_lease = text.contains("DHCP");
    // What is joined to one of several that are given is given, too.
    let mut given = None;
    ends.retain(|end| {
        let is_next = given.take().is_some_and(|at: usize| {
            let between = text.get(at..end.start).unwrap_or("").trim_start_matches(['#', ':']);
            let between = between.trim_start_matches(|c: char| c.is_ascii_digit());
            let behind = text[end.start + end.written.len()..].trim_start_matches(['#', ':']);
            let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit());
            let ends_list = behind.is_empty() || behind.starts_with([',', ';', '.', '\'', '"', ')', '\n']);
            match between {
                " and " | ", " | "," | " or " => ends_list || behind.starts_with(" and "),
                " " => ends_list && text[..at].contains("ifconfig"),
                _ => false,
            }
        });
        let before = text[..end.start].trim_end_matches([' ', '\t', '"', '\'']);
        let is_record = [" A", " AAAA", "\tA", "\tAAAA"].iter().any(|record| before.ends_with(record));
        let is_given = is_next
            || (GIVEN.iter().any(|option| before.ends_with(option)) || is_on_the_way(before))
                && !sends(text, end)
            || is_in_sip(before);
        given = is_given.then_some(end.start + end.written.len());
        // Lists of names that spam comes from answer with an address of the own host.
        let is_listed =
            || end.address.starts_with("127.") && before.ends_with(" as") && text.contains(" listed ");
        // `Resolved domain example.org to 10.0.0.1`
        let is_resolved = before.ends_with(" to") && line::tail(before, RESOLVED).contains("esolved ");
        let is_relay = is_lease && [" via", " relay", " router"].iter().any(|word| before.ends_with(word));
        !(is_record
            || is_given
            || is_relay
            || is_resolved
            || is_listed()
            || is_reply && before.ends_with(" is"))
    });
    ends
}

/// How far before an address the name may begin that was resolved to it, in bytes.
const RESOLVED: usize = 96;

/// How long such a name is at most with its label, in bytes.
const ACCOUNT: usize = 128;

/// Whether an address ends the name of an account or of a call of SIP (RFC 3261): `sip:317@10.0.0.1`, `callid: 2f@10.0.0.1`.
fn is_in_sip(before: &str) -> bool {
    let Some(account) = before.strip_suffix('@') else { return false };
    let account = line::tail(account, ACCOUNT);
    let begin = account.rfind([' ', '<', '\'', '"', '(', ';', ',']).map_or(0, |at| at + 1);
    let label = account[..begin].trim_end().to_ascii_lowercase();
    account[begin..].starts_with("sip:")
        || account[begin..].starts_with("sips:")
        || ["callid:", "call-id:", "callid", "call-id"].iter().any(|name| label.ends_with(name))
}
