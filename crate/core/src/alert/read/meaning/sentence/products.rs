//! Phrases of single products that tell who is who, one a row.

use super::phrases::Both;
use crate::alert::read::meaning::endpoints::{self, End};

/// A text with its addresses.
struct ToldLine<'e, 't> {
    text: &'t str,
    ends: &'e [End<'t>],
}

/// The phrases, in the order in which they are tried.
const PHRASES: [for<'e, 't> fn(&ToldLine<'e, 't>) -> Option<Both<'t>>; 28] = [
    unresolved,
    martian,
    translation,
    who_has,
    passed_through,
    dns_debug,
    amavis,
    exim,
    listener,
    served,
    channel,
    connecting,
    local_address,
    resolving,
    answered,
    learned,
    queried,
    samba,
    replied,
    requesting,
    concentrator,
    dialled,
    transferred,
    secondary,
    technitium,
    tcpserver,
    zone_alarm,
    proftpd,
];

/// The parties that the phrase of a product tells.
pub(super) fn parties<'t>(text: &'t str, ends: &[End<'t>]) -> Option<Both<'t>> {
    let line = ToldLine { text, ends };
    PHRASES.iter().find_map(|phrase| phrase(&line))
}

impl<'t> ToldLine<'_, 't> {
    /// What stands before an address.
    fn before(&self, end: &End<'_>) -> &'t str {
        &self.text[..end.start]
    }

    /// The address right behind some words.
    fn behind(&self, words: &str) -> Option<End<'t>> {
        self.ends.iter().find(|end| self.before(end).ends_with(words)).cloned()
    }
}

/// Linux, of a packet that cannot come from where it says: `martian source 10.0.0.5 from 192.168.1.9`.
fn martian<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let to = line.behind("martian source ")?;
    Some((line.behind(" from "), Some(to)))
}

/// The debugging log of Microsoft's server of names: `UDP Snd 8.8.8.8  9e3b   Q […]`, ` R Q` in an answer.
fn dns_debug<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let far =
        line.behind(" Snd ").or_else(|| line.behind(" Rcv ")).filter(|_| line.text.contains(" PACKET "))?;
    let is_sent = line.before(&far).ends_with(" Snd ");
    let head = line.text[far.start..].split(" Q [").next().unwrap_or("");
    let is_answer = head.trim_end().ends_with(" R");
    Some(if is_sent == is_answer { (Some(far), None) } else { (None, Some(far)) })
}

/// amavisd: who sent a mail, and the host that it names first.
fn amavis<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let from = line.ends.first().filter(|_| line.text.contains(" amavis["))?;
    Some((Some(from.clone()), None))
}

/// Exim: who came, and the own end: `H=(mail.example.org) [203.0.113.8]:25936 I=[10.0.0.25]:25`; in lines of deliveries, the
/// server that the own host went to. Source: Exim's specification, chapter "Log files", section "Fields".
fn exim<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
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

/// IOS, of a translation: inside local and global, outside local and global, `tcp 10.0.0.4:51000 198.51.100.1:1025
/// 203.0.113.8:443 203.0.113.8:443`. Agents see the local ones.
fn translation<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    match line.ends {
        [inside, _, outside, _] if line.text.contains("%IPNAT-") => {
            Some((Some(inside.clone()), Some(outside.clone())))
        }
        _ => None,
    }
}

/// tcpdump: who asks for the card of an address: `ARP, Request who-has 10.0.0.5 tell 10.0.0.4`.
fn who_has<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let to = line.behind("who-has ")?;
    Some((line.behind(" tell "), Some(to)))
}

/// Envoy, of a connection that is no request: the server, its own two ends, and last who came: `"- - -" 0 - … "203.0.113.8:443"
/// outbound|443||x 10.0.0.4:40000 203.0.113.8:443 10.0.0.4:51000 - -`.
fn passed_through<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    match line.ends {
        [_, .., own, from] if line.text.contains(" \"- - -\" ") => {
            Some((Some(from.clone()), Some(own.clone())))
        }
        _ => None,
    }
}

/// ZooKeeper: the address of its listener, and `Received connection request /10.0.0.9:57707`.
fn listener<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let from = line.behind("connection request /")?;
    let own = line.ends.first().filter(|own| own.start < from.start && !own.port.is_empty());
    Some((Some(from), own.cloned()))
}

/// Hadoop: `10.0.0.1:50010 Served block blk_7 to /10.0.0.9`.
fn served<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let served = line.text.find(" Served ")?;
    let own = line.ends.iter().rfind(|end| end.start < served)?;
    let is_far = |end: &&End<'_>| end.start > served && line.before(end).ends_with(" to /");
    Some((Some(line.ends.iter().find(is_far)?.clone()), Some(own.clone())))
}

/// Postfix, of who came: `hostname mail.example.org does not resolve to address 203.0.113.9`.
fn unresolved<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    Some((Some(line.behind("not resolve to address ")?), None))
}

/// Netty, and ESXi's iSCSI: the own end of a channel, and the far one, whoever opened it.
fn channel<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let end = |sign: &str, spaced: &str| line.behind(sign).or_else(|| line.behind(spaced));
    let (own, far) = (end(" L:/", " L: ")?, end(" R:/", " R: ")?);
    let (from, to) = if endpoints::serves(own.port, far.port) { (far, own) } else { (own, far) };
    Some((Some(from), Some(to)))
}

/// How many bytes the name of a server may have between the words and its address.
const NAMED: usize = 64;

/// Words behind which an address is that of who came.
const CAME: [&str; 5] = [" from ", " for ", " by ", " client ", " source "];

/// The own host connects, or tried to: `Connecting to ResourceManager at rm-1/10.0.0.1:8030`.
fn connecting<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let [only] = line.ends else { return None };
    let before = line.before(only);
    let words = ["onnecting to ", "onnect to ", "onnection to ", "onnect(", "erification failed for "];
    let at = words.iter().filter_map(|words| Some(before.rfind(words)? + words.len())).max()?;
    let is_it = before.len() - at < NAMED && !CAME.iter().any(|word| before[at..].contains(word));
    is_it.then(|| (None, Some(only.clone())))
}

/// Serv-U: `Connected to 203.0.113.7 (local address 10.0.0.1, port 22)`.
fn local_address<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let own = line.behind("local address ")?;
    let far = line.ends.iter().find(|end| end.start < own.start)?;
    let far_port = if far.port.is_empty() { "65535" } else { far.port };
    endpoints::serves(own.port, far_port).then(|| (Some(far.clone()), Some(own)))
}

/// BIND: the server of names that it asked, and for whom: `error from 192.0.2.1#53 resolving a.example/A for
/// 10.0.0.9#55198`, `resolving 'a.example/A/IN': 192.0.2.1#53`, `internal_send: 192.0.2.1#53`.
fn resolving<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let at = line.text.find(" resolving ").or_else(|| line.text.find("internal_send: "))?;
    let before = line.ends.iter().rfind(|end| end.start < at && !end.port.is_empty());
    let behind = line.ends.iter().find(|end| end.start > at && line.before(end).ends_with(": "));
    Some((line.behind(" for ").filter(|end| end.start > at), Some(before.or(behind)?.clone())))
}

/// Postfix: `host mx.example.org[192.0.2.1] said: 432 …`, which answered.
fn answered<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let said = line.text.find("] said: ")?;
    let far = line.ends.iter().rfind(|end| end.start < said)?;
    let is_host = line.before(far).trim_end_matches('[').rsplit(' ').nth(1) == Some("host");
    is_host.then(|| (None, Some(far.clone())))
}

/// OpenVPN: the address inside the tunnel, and who has it: `MULTI: Learn: 10.8.0.6 -> client1/203.0.113.8:59321`.
fn learned<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let at = line.text.find("MULTI: Learn: ")?;
    Some((line.ends.iter().rfind(|end| end.start > at && !end.port.is_empty()).cloned(), None))
}

/// BIND: who asked, and the own address that was asked: `client @0x7f0c 10.0.0.3#61568 (a.example): query: a.example IN A +
/// (10.0.0.2)`.
fn queried<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let query = line.text.find(": query: ").filter(|_| line.text.contains("client "))?;
    let from = line.ends.iter().find(|end| end.start < query && !end.port.is_empty())?;
    let own = line.ends.iter().rfind(|end| end.start > query && line.before(end).ends_with(" ("));
    Some((Some(from.clone()), own.cloned()))
}

/// Samba: `remote host [ipv4:10.0.0.3:62419] … local host [ipv4:10.0.0.2:445]`.
fn samba<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let host = |side: &str| {
        line.behind(&format!("{side} host [ipv4:")).or_else(|| line.behind(&format!("{side} host [ipv6:")))
    };
    Some((Some(host("remote")?), host("local")))
}

/// A server of identities answers who asked: `reply to 203.0.113.7: 3937, 6667 : USERID : …`.
/// Source: RFC 1413, section 4, of its answer.
fn replied<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let who = line.behind("reply to ")?;
    let answer = line.text[who.start + who.written.len()..].strip_prefix(": ")?;
    answer.starts_with(|first: char| first.is_ascii_digit()).then_some((Some(who), None))
}

/// The own host gets something: `Requesting 'x.exe' from 203.0.113.7:5836`.
fn requesting<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let [only] = line.ends else { return None };
    let before = line.before(only).strip_suffix(" from ")?;
    let verbs = ["equesting ", "ownloading ", "etching ", "etrieving "];
    verbs.iter().any(|verb| before.contains(verb)).then(|| (None, Some(only.clone())))
}

/// Go: `dial tcp 203.0.113.8:443: connect: connection refused`, `lookup x.example on 10.0.0.53:53: no such host`.
fn dialled<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let far = line.ends.iter().find(|end| {
        let before = line.before(end).trim_end_matches('[');
        ["dial tcp ", "dial udp ", "dial tcp4 ", "dial tcp6 "].iter().any(|call| before.ends_with(call))
            || before.ends_with(" on ") && before.rsplit(' ').nth(3) == Some("lookup")
    })?;
    let goes_on = line.text[far.start + far.written.len()..].contains("->");
    (!goes_on).then(|| (None, Some(far.clone())))
}

/// Servers of FTP: seconds, who came, bytes, the file, and three signs: `Wed Jun 12 10:00:00 2024 1 203.0.113.9 1234 /pub/a.bin b _ i a …`.
/// Source: the manual page xferlog(5).
fn transferred<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let from = line.ends.first()?;
    let behind = line.text[from.start + from.written.len()..].strip_prefix(' ')?;
    let (bytes, rest) = behind.split_once(' ')?;
    let (_, signs) = rest.split_once(' ')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let sign = |text: &[u8], at: usize, known: &[u8]| text.get(at).is_some_and(|sign| known.contains(sign));
    let signs = signs.as_bytes();
    (rest.starts_with('/')
        && is_number(bytes)
        && is_number(line.before(from).trim_end().rsplit(' ').next().unwrap_or(""))
        && sign(signs, 0, b"ab")
        && sign(signs, 2, b"_CUT")
        && sign(signs, 4, b"iod"))
    .then(|| (Some(from.clone()), None))
}

/// Cisco's VPN concentrators write who came behind the number of repetitions: `AUTH/28 RPT=22 203.0.113.7  User [ann], …`.
fn concentrator<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let is_it = |end: &&End<'_>| {
        let number = line.before(end).strip_suffix(' ').and_then(|before| before.rsplit_once(" RPT="));
        number.is_some_and(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    Some((Some(line.ends.iter().find(is_it)?.clone()), None))
}

/// The own host gets a zone from its primary: `transfer of 'a.example/IN' from 192.0.2.1#53: connected using
/// 10.0.0.5#51000` of BIND, `[a.example.] AXFR, incoming, remote 192.0.2.1@53` of Knot.
fn secondary<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let is_transfer = line.text.contains("transfer of '")
        || line.text.contains("XFR, incoming, ")
        || line.text.contains(": refresh: ");
    let primary = ["' from ", "incoming, remote ", "primary ", "master "];
    let far = primary.iter().find_map(|words| line.behind(words)).filter(|_| is_transfer)?;
    let own = line.behind("connected using ").or_else(|| line.behind("(source "));
    Some((own.map(|own| End { port: if own.port == "0" { "" } else { own.port }, ..own }), Some(far)))
}

/// Technitium's server of names, of who asked: `[2024-06-12 10:00:00 UTC] [10.0.0.7:51000] [UDP] QNAME: …`.
fn technitium<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let question = line.text.find("] QNAME: ")?;
    let from = line.ends.iter().find(|end| end.start < question)?;
    Some((Some(from.clone()), None))
}

/// tcpserver: the own end, and who came: `tcpserver: ok 1234 mx.example.org:10.0.0.5:25 :203.0.113.9::51000`.
fn tcpserver<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    match line.ends {
        [own, far] if line.text.contains("tcpserver: ") => Some((Some(far.clone()), Some(own.clone()))),
        _ => None,
    }
}

/// ZoneAlarm writes who sent a packet first: `FWIN,2025/11/24,22:14:58 -5:00 GMT,203.0.113.9:1043,10.0.0.60:38293,UDP`.
fn zone_alarm<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let is_it = ["FWIN,", "FWOUT,", "FWROUTE,"].iter().any(|kind| line.text.starts_with(kind));
    match line.ends {
        [from, to] if is_it => Some((Some(from.clone()), Some(to.clone()))),
        _ => None,
    }
}

/// `ProFTPD`: the own host, and who came: `proftpd[7]: 10.0.0.5 (client.example[203.0.113.9]) - USER ann: Login successful`.
fn proftpd<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let tag = line.text.find("proftpd[").filter(|_| line.text.contains("])"))?;
    let behind = |end: &End<'_>| &line.text[end.start + end.written.len()..];
    let own = line.ends.iter().find(|end| end.start > tag && behind(end).starts_with(" ("))?;
    let from = line.ends.iter().find(|end| end.start > own.start && behind(end).starts_with("])"))?;
    line.before(own).ends_with("]: ").then(|| (Some(from.clone()), Some(own.clone())))
}
