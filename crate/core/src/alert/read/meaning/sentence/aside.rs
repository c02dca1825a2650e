//! Addresses in a sentence that are no party of a connection.

use std::net::{IpAddr, Ipv4Addr};

use super::words;
use crate::{
    alert::read::{
        meaning::{endpoints::End, when},
        text::line,
    },
    indicator::is_mask,
};

/// The addresses of a text without those that are no party: the host that a header of syslog names, addresses that others
/// were translated to, answers of servers of names, settings that are handed out, names of accounts.
pub(super) fn without_aside<'t>(text: &str, ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let ends = without_devices(text, without_hops(text, without_masks(text, ends)));
    let ends = without_header(text, without_engine(text, without_statement(text, ends)));
    without_translated(text, without_answers(text, without_changed(text, ends)))
}

/// How much stands between an address and its mask at most, in bytes: ` mask `, ` netmask `, a slash.
const TO_MASK: usize = 16;

/// The addresses without masks of networks, and without what is configured with them: `ip address 10.0.0.1 mask
/// 255.255.255.0 gateway 10.0.0.254`. The last of all addresses is where a broadcast goes to.
fn without_masks<'t>(text: &str, ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let address = |end: &End<'_>| end.address.parse::<Ipv4Addr>().unwrap_or(Ipv4Addr::UNSPECIFIED);
    let is_mask = |end: &End<'_>| {
        let mask = address(end);
        mask.octets()[0] == 255 && !mask.is_broadcast() && is_mask(mask)
    };
    if !ends.iter().any(is_mask) {
        return ends;
    }
    // `ip 10.0.0.9 netmask 255.255.255.0` tells of a host, `10.0.0.0 255.255.255.0` of a network.
    let is_configured = |at: usize| {
        let (end, next) = (&ends[at], ends.get(at + 1).filter(|next| is_mask(next)));
        next.is_some_and(|next| {
            next.start < end.start + end.written.len() + TO_MASK
                && (address(end) & !address(next) == Ipv4Addr::UNSPECIFIED
                    || text[..end.start].ends_with("address "))
        })
    };
    let is_gateway = |end: &End<'_>| {
        let before = text[..end.start].trim_end();
        ["gateway", "Gateway", "GATEWAY", " via"].iter().any(|word| before.ends_with(word))
    };
    let is_end = |at: &usize| !is_mask(&ends[*at]) && !is_configured(*at) && !is_gateway(&ends[*at]);
    (0..ends.len()).filter(is_end).map(|at| ends[at].clone()).collect()
}

/// The addresses without the next hop of a route, and without the broadcast of an interface: `default via 10.0.0.1`,
/// `10.20.0.0/16 via 10.0.0.1`, `10.0.0.4/24 brd 10.0.0.255`.
fn without_hops<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let begin = ends.first().map_or(0, |first| first.start);
    let is_network =
        |to: &str| to.rsplit_once('/').is_some_and(|(address, _)| address.parse::<IpAddr>().is_ok());
    let is_hop = |end: &End<'_>| {
        let before = line::tail(&text[..end.start], HOP);
        let routed = before.strip_suffix(" via ").map(|before| before.rsplit(' ').next().unwrap_or(""));
        // An interface has its address before that of its broadcast.
        let is_broadcast = before.ends_with(" brd ") || before.ends_with(" broadcast ");
        routed.is_some_and(|to| to == "default" || is_network(to) || to.starts_with('[') && to.ends_with(']'))
            || is_broadcast && (end.start > begin || before.contains('/'))
    };
    // `route add 10.0.0.0 mask 255.255.255.0 10.0.0.1`
    let added = text.find("route add ").filter(|at| text[*at..].contains("mask "));
    let is_added = |end: &End<'_>| added.is_some_and(|at| at < end.start);
    ends.retain(|end| !is_hop(end) && !is_added(end) && !is_on_the_way(text, end));
    ends
}

/// Whether a label for a device on the way, or for a service of the network, stands before an address: `Gateway: `, `gw=`,
/// `next hop `. Behind `to` and `from` it is an end.
fn is_on_the_way(text: &str, end: &End<'_>) -> bool {
    if sends(text, end) {
        return false;
    }
    let before = line::tail(&text[..end.start], HOP).trim_end_matches([' ', '\t', ':', '=', '"', '>']);
    let rest = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let word = &before[rest.len()..];
    let is_two = |last: &str, first: &str| {
        word.eq_ignore_ascii_case(last) && rest.to_ascii_lowercase().ends_with(first)
    };
    let is_hop = is_two("hop", "next ") || is_two("servers", "dns ");
    let behind = rest.trim_end().rsplit(' ').next().unwrap_or("");
    let is_end =
        ["to", "from", "to:", "from:", "on", "at"].iter().any(|joint| behind.eq_ignore_ascii_case(joint));
    (is_hop || ON_THE_WAY.iter().any(|label| label.eq_ignore_ascii_case(word))) && !is_end
}

/// Whether what stands behind an address says that it sends something, so that the word before it is the protocol:
/// `Allowed dns 10.0.0.7:51000 -> 10.0.0.53:53`.
fn sends(text: &str, end: &End<'_>) -> bool {
    let behind = text[end.start + end.written.len()..].trim_start_matches([':', '/', '#', '(', ')']);
    let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(')');
    SENDS.iter().any(|sign| behind.starts_with(sign))
}

/// What stands there.
const SENDS: [&str; 6] = [" ->", "->", " >", " →", " to ", " connected"];

/// Such labels.
const ON_THE_WAY: [&str; 9] =
    ["gateway", "gw", "nexthop", "next-hop", "next_hop", "default-gateway", "dns", "netmask", "collector"];

/// How far before an address its route stands, in bytes.
const HOP: usize = 64;

/// The addresses without those before the packet engine that NetScaler names in its header: ` 0-PPE-1 : `.
fn without_engine<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    if let Some(engine) = text.find("-PPE-").filter(|at| text[..*at].ends_with(|c: char| c.is_ascii_digit()))
    {
        ends.retain(|end| end.start > engine);
    }
    ends
}

/// The addresses without those of the device that writes: `<core7 10.0.0.1>` and `|AP 00:0b:86:eb:4e:32@10.0.0.1 sapd|` of
/// Aruba, `web-1->10.0.0.1 May  6 07:28:11 …` of OSSEC's archives; and without the name that a mail server gave itself:
/// `([10.0.0.1]) [203.0.113.7]`.
fn without_devices<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let is_of_device = |end: &End<'_>| {
        let (before, behind) = (&text[..end.start], &text[end.start + end.written.len()..]);
        let word = |before: &str| line::tail(before, NAME).rsplit(['<', '|', ' ']).next().unwrap_or("").len();
        let is_point = || {
            before
                .strip_suffix('@')
                .is_some_and(|mac| word(mac) == MAC && mac.ends_with(|c: char| c.is_ascii_hexdigit()))
        };
        let is_named = || {
            behind.starts_with('>')
                && before.strip_suffix(' ').is_some_and(|name| name[..name.len() - word(name)].ends_with('<'))
        };
        let is_archived =
            || before.ends_with("->") && behind.starts_with(' ') && when::is_stamped(behind.trim_start());
        let is_greeting = || before.ends_with("([") && behind.starts_with("])");
        // Cisco's devices name themselves before the mnemonic of what they tell: `192.168.12.1: %ACE-3-251010: …`.
        let is_speaker =
            || behind.strip_prefix(": %").is_some_and(|rest| rest.starts_with(char::is_uppercase));
        // `Failed to update the licence on Appliance 10.0.0.1`
        let is_appliance = || {
            DEVICES.iter().any(|word| before.ends_with(word))
                || NAMED.iter().any(|(word, next)| before.ends_with(word) && behind.starts_with(next))
        };
        // Postfix quotes what the next server answered: `status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok)`.
        let is_quoted = || before.ends_with("(smtp:[") && text.contains("status=");
        // Juniper's gateways write who came there, or themselves: `- [10.0.0.1] System()[] - Node …`.
        let is_own = || before.ends_with('[') && behind.starts_with("] System()[]");
        is_named()
            || is_point()
            || is_archived()
            || is_greeting()
            || is_speaker()
            || is_appliance()
            || is_quoted()
            || is_own()
    };
    ends.retain(|end| !is_of_device(end));
    ends
}

/// Words before the address of the device that watches.
const DEVICES: [&str; 7] =
    ["ppliance ", "ppliance: ", "ensor ", "ensor: ", "ollector ", "ollector: ", "/ip-["];

/// Words around the address of a device on the way: `router 10.0.0.1 interface 14` and `rtr 10.0.0.1 proto 17` of Arbor, `AP
/// 10.0.0.1-24:de:…` of Aruba. Alone they say nothing: somebody may have gone to a router.
const NAMED: [(&str, &str); 3] = [(" router ", " interface "), (" rtr ", " proto "), (" AP ", "-")];

/// How long the name of a device is at most, in bytes.
const NAME: usize = 255;

/// How long the address of a card is, in bytes: `00:0b:86:eb:4e:32`.
const MAC: usize = 17;

/// The addresses without that of the host that a header of syslog names: a time, the host, a tag with a colon.
fn without_header<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let is_only = ends.len() == 1;
    let is_header = ends.first().is_some_and(|first| {
        let rest = &text[first.start + first.written.len()..];
        let before = &text[..first.start];
        if is_of_switch(before, rest) || is_behind_stamp(before, rest) || is_of_relay(before, rest) {
            return true;
        }
        if !rest.starts_with(' ') {
            return false;
        }
        let tag = rest.trim_start().split(' ').next().unwrap_or("");
        let is_address = || ends.get(1).is_some_and(|next| tag.strip_suffix(':') == Some(next.written));
        let is_tag =
            tag.ends_with(':') && tag.len() > 1 && !tag[..tag.len() - 1].contains(':') && !is_address();
        // A word for an end right before it makes it one, and no part of a header.
        let before = text[..first.start].split_whitespace().next_back().unwrap_or("");
        if words::names_an_end(&before.to_ascii_lowercase()) {
            return false;
        }
        // The only address of a line may be followed by a word of its own.
        // Behind a time as RFC 3164 has it (section 4.1.2) stands the host.
        let has_name = || text.starts_with(|first: char| first.is_ascii_uppercase());
        let is_sure =
            || tag.contains(['[', '%']) || !tag.contains(|c: char| c.is_ascii_lowercase()) || has_name();
        is_tag && (!is_only || is_sure()) && when::is_stamped(&text[..first.start])
    });
    if is_header {
        ends.remove(0);
    }
    ends
}

/// Whether an address stands where RFC 3164 (section 4.1.2) has the host, right behind a time with the name of its month;
/// `10.0.0.1-1` is one of a stack. What goes on to another end is none: `Jun 12 10:00:00 10.0.0.1 -> 8.8.8.8`.
fn is_behind_stamp(before: &str, rest: &str) -> bool {
    let stamp = before.trim_end_matches(['[', ' ']);
    let unit =
        rest.strip_prefix('-').map_or(rest, |unit| unit.trim_start_matches(|c: char| c.is_ascii_digit()));
    let behind = unit.trim_start_matches(']');
    let next = behind.trim_start();
    let goes_on =
        ["-", "=", ">", "to ", "→", "<"].iter().any(|sign| next.starts_with(sign)) && !next.starts_with("- ");
    let goes_on = goes_on && !is_prioritised(next);
    // The seconds that a transfer took: `Wed Jun 12 10:00:00 2024 1 203.0.113.9 1234 /pub/a.bin b _ i …`
    let last = stamp.rsplit(' ').next().unwrap_or("");
    let goes_on = goes_on || last.len() < 4 && last.bytes().all(|byte| byte.is_ascii_digit());
    stamp.starts_with(|first: char| first.is_ascii_uppercase())
        && stamp.len() <= STAMP
        && stamp.ends_with(|last: char| last.is_ascii_digit() || last == ':')
        && when::is_stamped(stamp)
        && behind.starts_with(' ')
        && !goes_on
}

/// Whether an address is the host of a header as RFC 5424 (section 6) has it, `2026-11-29T10:00:01Z 10.0.0.1 app - - - …`, or
/// as Kiwi's server writes it, `2026-11-29 10:00:01 Local0.Info 10.0.0.1 …`.
fn is_of_relay(before: &str, rest: &str) -> bool {
    let (stamp, level) = before.trim_end().rsplit_once([' ', '\t']).unwrap_or((before, ""));
    let is_level = level.split_once('.').is_some_and(|(facility, level)| {
        let facility = facility.to_ascii_lowercase();
        let is_facility = facility.strip_prefix("local").map_or_else(
            || FACILITIES.contains(&facility.as_str()),
            |number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()),
        );
        is_facility && level.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    if is_level {
        return when::is_stamped(stamp.trim_end());
    }
    // The program, its number, the name of the message, structured data
    let mut words = rest.strip_prefix(' ').unwrap_or("").split(' ');
    let (program, _, _) = (words.next(), words.next(), words.next());
    let is_data = words.next().is_some_and(|data| data == "-" || data.starts_with('['));
    let is_stamp =
        before.starts_with(|first: char| first.is_ascii_digit()) && before.trim_end().contains('T');
    let is_program =
        program.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-'));
    is_stamp
        && is_data
        && is_program
        && !before.trim_end().contains(' ')
        && when::is_stamped(before.trim_end())
}

/// Facilities of syslog but for the local ones (RFC 5424, section 6.2.1).
const FACILITIES: [&str; 12] =
    ["kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp"];

/// Whether a relayed message begins, with its own priority: `<166>Jun 23 …`.
fn is_prioritised(text: &str) -> bool {
    let number =
        text.strip_prefix('<').and_then(|rest| rest.split_once('>')).map_or("", |(number, _)| number);
    !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// How long such a time is at most, in bytes: `Apr  5 2021 22:51:54.123456`.
const STAMP: usize = 28;

/// Whether a switch names itself before its own time: `<186>May  2 15:21:27 10.0.0.33 : 2023 May  2 …`,
/// `<190>109692: 10.0.0.36: May  9 …`.
fn is_of_switch(before: &str, rest: &str) -> bool {
    // `172.16.5.10 6705: Mar  8 …`: the number of the message
    let rest = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let Some(own) = rest.strip_prefix(": ") else { return false };
    let is_year = own.get(..5).is_some_and(|year| year.ends_with(' ') && year.starts_with("20"));
    let is_month = own.starts_with(|c: char| c.is_ascii_uppercase()) && when::is_stamped(own);
    let is_numbered =
        || before.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'<' | b'>' | b':' | b' '));
    let is_behind_time = || before.trim_end().rsplit(' ').next().is_some_and(|word| word.contains(':'));
    (is_year || is_month) && (is_numbered() || is_behind_time())
}

/// The addresses but those that another one was translated to: the agent saw the one before that.
fn without_translated<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let is_translated = |end: &End<'_>| {
        let before = text.get(..end.start).unwrap_or("").trim_end();
        ["translated to", "xlated to", "NAT to", "natted to"].iter().any(|words| before.ends_with(words))
    };
    if ends.len() > 2 {
        ends.retain(|end| !is_translated(end));
    }
    ends
}

/// Words before a value that was another one before.
const CHANGED: [&str; 6] =
    ["changed from", "updated from", "modified from", "migrated from", "renamed from", "switched from"];

/// Words that tell of a change of an address somewhere before `from`, and how far before it, in bytes.
const CHANGES: [&str; 5] = ["changed ", "moved ", "migrated ", "renamed ", "switched "];
const CHANGE: usize = 80;

/// Whether words before an address say that one was changed from it: `IP address changed during failover, from`.
fn is_of_change(before: &str) -> bool {
    let said = || {
        let said = line::tail(before, CHANGE);
        said.contains("address ") && CHANGES.iter().any(|word| said.contains(word))
    };
    before.ends_with(" from") && said()
}

/// The addresses without a value that was changed, and the one that it was changed to: `updated from '10.0.0.1' to
/// '10.0.0.2'`, `10.0.0.1 is replaced with 10.0.0.2`.
fn without_changed<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let before = |end: &End<'_>| text[..end.start].trim_end_matches([' ', '\'', '"', '[', '(']);
    let changed = |at: usize| {
        let next = ends.get(at + 1).map_or("", before);
        let is_old = CHANGED.iter().any(|words| before(&ends[at]).ends_with(words));
        let is_pair = next.ends_with(" replaced with")
            || next.ends_with(" replaced by")
            || next.ends_with(" to") && (is_old || is_of_change(before(&ends[at])));
        (is_old || is_pair).then(|| at..at + 1 + usize::from(is_pair))
    };
    if let Some(changed) = (0..ends.len()).find_map(changed) {
        ends.drain(changed);
    }
    ends
}

/// Words of statements of SQL, both of which one has.
const STATEMENTS: [(&str, &str); 6] = [
    ("select ", " from "),
    ("select ", ";"),
    ("insert into ", " values"),
    ("update ", " set "),
    ("delete from ", " where "),
    ("replace into ", " values"),
];

/// How much of a line is looked at for a statement, in bytes.
const STATEMENT: usize = 8_192;

/// The addresses without those between quotes in a statement of SQL, which are data: `LOG:  statement: select * from t where
/// ip='10.0.0.1'`.
fn without_statement<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let is_quoted = |end: &End<'_>| {
        let (before, behind) = (&text[..end.start], &text[end.start + end.written.len()..]);
        // In a sentence a word stands before them: `update of the list failed; deny "10.0.0.7" to …`.
        let bare = before.trim_end_matches(['\'', '"', '\\', '%']);
        let sign = bare.trim_end();
        let is_value = sign.ends_with(['=', '(', ',', '>', '<']) || ends_before_value(sign);
        bare.len() < before.len() && is_value && behind.trim_start_matches('\\').starts_with(['\'', '"'])
    };
    if !ends.iter().any(is_quoted) {
        return ends;
    }
    let small = line::head(text, STATEMENT).to_ascii_lowercase();
    let begin = |(verb, more): &(&str, &str)| {
        let begins = |at: &usize| !small[..*at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let at = small.match_indices(verb).map(|(at, _)| at).take(8).find(begins)?;
        small[at..].contains(more).then_some(at)
    };
    if let Some(begin) = STATEMENTS.iter().filter_map(begin).min() {
        ends.retain(|end| end.start < begin || !is_quoted(end));
    }
    ends
}

/// Whether a word ends a text behind which a statement has a value: `where ip LIKE `, `select `.
fn ends_before_value(text: &str) -> bool {
    let word = text.split_ascii_whitespace().next_back().unwrap_or("");
    word.eq_ignore_ascii_case("select")
        || word.eq_ignore_ascii_case("like")
        || word.eq_ignore_ascii_case("between")
        || word.eq_ignore_ascii_case("and")
}

/// Words before an address that one host gives another one to use, or at which a service waits.
const GIVEN: [&str; 28] = [
    " DNS",
    "ntp_server=",
    "time_server=",
    "syslog_server=",
    "log_server=",
    "dhcp-option DNS",
    "dhcp-option WINS",
    "route-gateway",
    "ifconfig",
    "nameserver",
    "gateway=",
    "dns1=",
    "dns2=",
    "dns=",
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
fn without_answers<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
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
            || GIVEN.iter().any(|option| before.ends_with(option)) && !sends(text, end)
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
