//! The words before the addresses of a sentence, and the ports that words tell.

use super::phrases::{Both, labelled_port};
use crate::alert::read::meaning::endpoints::{self, End};

/// Words before the source of a connection, and before its destination; the most reliable first.
const FROM: [&str; 14] = [
    "src",
    "source",
    "from",
    "client",
    "rhost",
    "peer",
    "attacker",
    "remote",
    "von",
    "depuis",
    "desde",
    "da",
    "initiator",
    "raddr",
];
const TO: [&str; 19] = [
    "dst",
    "destination",
    "dest",
    "to",
    "target",
    "victim",
    "server",
    "relay",
    "vserver",
    "direct",
    "upstream",
    "against",
    "towards",
    "nach",
    "vers",
    "hacia",
    "responder",
    "into",
    "laddr",
];

/// Whether a word in small letters says which end of a connection is behind it.
pub(super) fn names_an_end(word: &str) -> bool {
    FROM.contains(&word) || TO.contains(&word)
}

/// How many addresses of a sentence are looked at for the words before them.
pub(super) const MOST: usize = 64;

/// Labels of a port that is not written right after its address.
pub(super) const PORT_FROM: &[&str] = &[
    "source port ",
    "src port ",
    " sport ",
    "Source port ",
    "Source Port ",
    "Source Port:",
    "Client Port:",
    " srcPort ",
    " SP:",
];
const PORT_TO: &[&str] = &[
    "destination port ",
    " dport ",
    "dst port ",
    "dest port ",
    "Destination port ",
    "Destination Port ",
    "Destination Port:",
    " dstPort ",
    " DP:",
];

/// The words before each address of a text.
pub(super) struct WordsBefore<'e, 't> {
    text: &'t str,
    ends: &'e [End<'t>],
    before: Vec<[String; 2]>,
}

impl<'e, 't> WordsBefore<'e, 't> {
    pub(super) fn new(text: &'t str, ends: &'e [End<'t>]) -> Self {
        Self { text, ends, before: ends.iter().take(MOST).map(|end| words_before(text, end)).collect() }
    }

    /// The party behind the first of some words that stands before one; not `but`.
    pub(super) fn named(&self, known: &[&str], but: Option<&End<'_>>) -> Option<End<'t>> {
        let of = |word: &&str| self.before.iter().position(|before| before.iter().any(|found| found == word));
        let free = |at: &usize| but.is_none_or(|but| self.ends[*at].start != but.start);
        known.iter().filter_map(of).find(free).map(|at| self.ends[at].clone())
    }

    /// The end behind the last `from` of several right behind each other: who came chose the name before it, and may have
    /// put an address there: `Login failed for admin from 127.0.0.1 from 203.0.113.7`.
    fn behind_last_from(&self, from: End<'t>) -> End<'t> {
        let mut last = from;
        let begin = last.start;
        for next in self.ends.iter().take(MOST).filter(|next| next.start > begin) {
            let between = self.text.get(last.start + last.written.len()..next.start).unwrap_or("");
            let between =
                between.trim_start_matches(" port").trim_start_matches([' ', ':', ')', ']', '\'', '"']);
            let between = between.trim_start_matches(last.port).trim_start_matches(" ssh2");
            if between.trim_matches([' ', '(', '[', '\'', '"']) != "from" {
                break;
            }
            last = next.clone();
        }
        last
    }

    /// The parties behind words that say who is who.
    pub(super) fn both(&self) -> Both<'t> {
        let from = self.named(&FROM, None).map(|from| self.behind_last_from(from));
        let to = self.named(&TO, from.as_ref());
        if from.is_some() || to.is_some() {
            return (from, to);
        }
        // `S: 10.0.0.5` and `D: 8.8.8.8`, `H=…` and `I=…` of Exim: one letter says something only beside the other.
        let pair = |(one, other)| self.named(&[one], None).zip(self.named(&[other], None));
        [("s", "d"), ("h", "i")].into_iter().find_map(pair).unzip()
    }
}

/// Gives parties without a port the one that stands elsewhere in the text.
pub(super) fn with_ports<'t>(text: &'t str, ends: &[End<'t>], (mut from, mut to): Both<'t>) -> Both<'t> {
    if let (Some(from), Some(to)) = (&mut from, &mut to)
        && let (Some(one), Some(other)) =
            (behind_label(text, from, &["src "]), behind_label(text, to, &["dst ", "dest "]))
    {
        (from.port, to.port) = (one, other);
    }
    for (party, labels) in [(&mut from, PORT_FROM), (&mut to, PORT_TO)] {
        let Some(party) = party.as_mut().filter(|party| party.port.is_empty()) else { continue };
        // The same address may stand elsewhere with its port.
        let twin = ends.iter().find(|end| end.address == party.address && !end.port.is_empty());
        party.port = twin.map_or_else(|| labelled_port(text, labels), |twin| twin.port);
    }
    (from, to)
}

/// What stands before an address in its own cell of a row: words of other cells say nothing of it, unless one is its label,
/// as in `"source","10.0.0.1"`.
fn in_cell(before: &str) -> &str {
    let Some((cells, cell)) = before.rsplit_once("\",\"") else { return before };
    let label = cells.rsplit(['"', ',']).next().unwrap_or("");
    if names_an_end(&label.to_ascii_lowercase()) { before } else { cell }
}

/// The port behind an address and a blank, where one of these labels stands right before it: `src 10.0.0.1 138 dest
/// 10.0.0.2 138` of PIX.
fn behind_label<'t>(text: &'t str, end: &End<'_>, labels: &[&str]) -> Option<&'t str> {
    if !end.port.is_empty() || !labels.iter().any(|label| text[..end.start].ends_with(label)) {
        return None;
    }
    let behind = text.get(end.start + end.written.len()..)?.strip_prefix(' ')?;
    behind.split([' ', ',']).next().filter(|port| endpoints::is_port(port))
}

/// Words between `from` or `to` and an address that say no more.
const FILLERS: [&str; 13] = [
    "router", "switch", "firewall", "host", "address", "ip", "addr", "the", "node", "machine", "user",
    "adresse", "vip",
];

/// How far before an address the words are looked for, in bytes.
const BEFORE: usize = 96;

/// The words before an address that may say which party it is: the one that is written together with it, `client` in
/// `client:10.0.0.1`, and the one before that; in small letters. The name of a host with its address in brackets is
/// passed over: `from mail.example.org[10.0.0.1]`, `user @ web1 [10.0.0.1]`.
fn words_before(text: &str, end: &End<'_>) -> [String; 2] {
    let mut begin = end.start.saturating_sub(BEFORE);
    while !text.is_char_boundary(begin) {
        begin += 1;
    }
    let before = in_cell(&text[begin..end.start]);
    // The tag of an address literal (RFC 5321, section 4.1.3): `relay=mx.example.org [IPv6:2001:db8::9]`
    let before = before.strip_suffix("[IPv6:").map_or(before, |rest| &before[..rest.len() + 1]);
    let is_of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let before = match before.strip_suffix('[') {
        // A blank before the bracket: the name of a host may stand behind an `@`, or a label.
        Some(rest) if rest.ends_with(' ') => {
            let named = rest.trim_end();
            // Exim: `H=(mail.example.org) [10.0.0.1]`
            let inside = named.strip_suffix(')').and_then(|inside| inside.rfind('('));
            if let Some(open) = inside.filter(|open| named[..*open].ends_with('=')) {
                return [
                    named[..open - 1].rsplit(' ').next().unwrap_or("").to_ascii_lowercase(),
                    String::new(),
                ];
            }
            let label = named.trim_end_matches(is_of_host);
            // Exim: `(host=mail.example.org [10.0.0.1])`
            if label.ends_with("(host=") {
                return ["from".to_owned(), String::new()];
            }
            if label.trim_end().ends_with('@') {
                return ["from".to_owned(), String::new()];
            }
            if rest[label.len()..].contains('.') { label } else { rest }
        }
        Some(rest) if rest.ends_with(is_of_host) => rest.trim_end_matches(is_of_host),
        Some(rest) => rest,
        None => before,
    };
    // `client @0x7f2c 10.0.0.9#53210`: BIND writes where the client stands in memory.
    let before = before.trim_end().rsplit_once(" @0x").map_or(before, |(rest, address)| {
        if address.contains(' ') { before } else { &before[..rest.len() + 1] }
    });
    let blank = before.char_indices().rev().find(|(_, c)| c.is_whitespace());
    let token = blank.map_or(0, |(at, blank)| at + blank.len_utf8());
    let last = |text: &str| {
        let mut words = text.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let is_filler = |word: &str| FILLERS.iter().any(|filler| word.eq_ignore_ascii_case(filler));
        words.find(|word| !is_filler(word)).unwrap_or("").to_ascii_lowercase()
    };
    let attached = last(&before[token..]);
    // `outside:10.0.0.1`: the word is the name of an interface, and the one before it counts.
    let is_apart = before[token..].ends_with([':', '/', '"', '\'', '=', '[']) || attached.is_empty();
    let apart = if is_apart { last(&before[..token]) } else { String::new() };
    if attached.is_empty() && !names_an_end(&apart) {
        // `to Control Center 10.0.0.1`, `from host web-1 10.0.0.1`: names may stand in between.
        let mut words = before[..token].split_whitespace().rev();
        let is_name =
            |word: &&str| word.starts_with(|c: char| c.is_uppercase()) || word.contains(['.', '-', '_']);
        let between = words.by_ref().take(2).take_while(|word| is_name(word)).count();
        let behind = before[..token].split_whitespace().rev().nth(between).unwrap_or("");
        if between > 0 && matches!(behind, "from" | "to" | "From" | "To") {
            return [behind.to_ascii_lowercase(), String::new()];
        }
    }
    [attached, apart]
}
