//! The parties in a sentence: addresses, and what stands around them.

mod aside;
mod phrases;

use aside::without_aside;
use phrases::{connected_to, labelled_port, of_accepted, of_failed, of_listener, of_web_server};

use crate::alert::read::meaning::endpoints::{self, End};

/// How far apart two parties may stand that nothing joins, in bytes.
const NEAR: usize = 80;

/// Words before the party that opened a connection, and before the one that it was opened to; the surer ones first.
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

/// The text between two parties of which the first one opened the connection.
const ARROWS: [&str; 7] = ["->", " > ", "=>", "→", " --> ", "⇒", "➔"];

/// The parties of a sentence and how sure they are.
#[derive(Clone, Debug)]
pub(crate) struct SaidParties<'t> {
    pub(crate) from: Option<End<'t>>,
    pub(crate) to: Option<End<'t>>,
    /// Whether the order of the addresses alone says who `from` is, and who `to` is.
    pub(crate) guessed: (bool, bool),
}

impl<'t> SaidParties<'t> {
    const fn told(from: Option<End<'t>>, to: Option<End<'t>>) -> Self {
        Self { from, to, guessed: (false, false) }
    }
}

/// The parties of a sentence, the one that opened the connection first: the words before them decide, or an arrow, else
/// their order, unless `named_only`.
pub(crate) fn parties(text: &str, named_only: bool) -> SaidParties<'_> {
    let ends = without_aside(text, endpoints::all(text));
    let words: Vec<[String; 2]> = ends.iter().take(MOST).map(|end| words_before(text, end)).collect();
    let named = |known: &[&str], but: Option<&End<'_>>| {
        let of = |word: &&str| words.iter().position(|before| before.iter().any(|found| found == word));
        let free = |at: &usize| but.is_none_or(|but| ends[*at].start != but.start);
        known.iter().filter_map(of).find(free).map(|at| ends[at].clone())
    };
    let (mut from, mut to) = (named(&FROM, None), None);
    to = named(&TO, from.as_ref()).or(to);
    if from.is_none() && to.is_none() {
        // `S: 10.0.0.5` and `D: 8.8.8.8`, `H=…` and `I=…` of Exim: one letter says something only beside the other.
        let both = [("s", "d"), ("h", "i")]
            .into_iter()
            .find_map(|(one, other)| named(&[one], None).zip(named(&[other], None)));
        (from, to) = both.map_or((None, None), |(from, to)| (Some(from), Some(to)));
    }
    if from.is_none() && to.is_none() {
        (from, to) = of_listener(text, &ends).or_else(|| of_failed(text, &ends)).unwrap_or_default();
    }
    // Sendmail calls both of them a relay: the one that a message came from, and the one that it went to.
    if from.is_none() && text.contains("from=<") && !text.contains("to=<") && text.contains("relay=") {
        (from, to) = (to, None);
    }
    if let Some(from) = &from
        && to.is_none()
    {
        to = named(&["on", "at"], Some(from))
            .or_else(|| in_brackets(text, from, &ends))
            .or_else(|| of_accepted(text, from, &ends));
    }
    for (party, labels) in [(&mut from, PORT_FROM), (&mut to, PORT_TO)] {
        let Some(party) = party.as_mut().filter(|party| party.port.is_empty()) else { continue };
        // The same address may stand elsewhere with its port.
        let twin = ends.iter().find(|end| end.address == party.address && !end.port.is_empty());
        party.port = twin.map_or_else(|| labelled_port(text, labels), |twin| twin.port);
    }
    if named_only {
        let cells = if from.is_none() && to.is_none() { in_cells(text, &ends) } else { None };
        return cells.map_or_else(
            || SaidParties::told(from, to),
            |(from, to)| SaidParties::told(Some(from), Some(to)),
        );
    }
    let arrow = ends.windows(2).find(|pair| {
        let between = text.get(pair[0].start + pair[0].written.len()..pair[1].start).unwrap_or("");
        between.len() < FAR && !between.contains("<-") && ARROWS.iter().any(|sign| between.contains(sign))
    });
    let back = ends.windows(2).find(|pair| {
        let between = text.get(pair[0].start + pair[0].written.len()..pair[1].start).unwrap_or("");
        between.len() < FAR && between.contains("<-") && !between.contains("->")
    });
    if let Some([to, from]) = back {
        return SaidParties::told(Some(from.clone()), Some(to.clone()));
    }
    if let Some((from, to)) = in_cells(text, &ends) {
        return SaidParties::told(Some(from), Some(to));
    }
    if let Some((from, to)) = of_web_server(text, &ends).filter(|_| arrow.is_none()) {
        return SaidParties::told(from, to);
    }
    // Go: `read tcp 10.0.0.1:853->10.0.0.2:59208`, the own end first, whoever opened the connection.
    if let Some([own, far]) = arrow
        && GO.iter().any(|verb| text[..own.start].ends_with(verb))
        && own.port.parse::<u16>().is_ok_and(|port| port < 1_024)
    {
        return SaidParties::told(Some(far.clone()), Some(own.clone()));
    }
    if let Some(to) = ends.iter().take(MOST).find(|end| is_from_nobody(&text[..end.start])) {
        return SaidParties::told(None, Some(to.clone()));
    }
    match (from, to, arrow) {
        (Some(from), to, None) => SaidParties::told(Some(from), to),
        (_, _, Some([from, to])) => SaidParties::told(Some(from.clone()), Some(to.clone())),
        (None, Some(mut to), _) => {
            let mut from = ends.first().filter(|from| from.start < to.start).cloned();
            if let Some(from) = from.as_mut().filter(|from| from.port.is_empty()) {
                from.port = labelled_port(text, PORT_FROM);
            }
            // Squid begins with who came.
            let is_known = SQUID.iter().any(|sign| text.contains(sign));
            if is_known && endpoints::is_port(connected_to(text)) && to.port.is_empty() {
                to.port = connected_to(text);
            }
            SaidParties { from, to: Some(to), guessed: (!is_known, false) }
        }
        _ => {
            let near = matches!(ends.as_slice(), [one, other, ..]
                if other.start - one.start < NEAR && (&one.address, one.port) != (&other.address, other.port));
            let to = ends.get(1).filter(|_| near).cloned();
            // The own host alone is no party.
            let from = ends
                .first()
                .filter(|from| to.is_some() || from.port.is_empty() || !from.address.starts_with("127."));
            SaidParties { from: from.cloned(), to, guessed: (true, true) }
        }
    }
}

/// Words before a port that stands apart from its address.
const PORT_FROM: &[&str] = &["source port ", "src port ", "Source port ", "Source Port "];
const PORT_TO: &[&str] =
    &["destination port ", "dst port ", "dest port ", "Destination port ", "Destination Port "];

/// Whether an arrow from nobody ends a text: `:: -> `, and `::.0 -> ` of nfdump.
fn is_from_nobody(before: &str) -> bool {
    let before = before.trim_end();
    let from = ARROWS.iter().find_map(|sign| before.strip_suffix(sign.trim()));
    let from = from.and_then(|from| from.split_whitespace().next_back()).unwrap_or("");
    from == "::" || from.starts_with("::.")
}

/// Go's words before the ends of a connection that failed.
const GO: [&str; 2] = ["read tcp ", "write tcp "];

/// Signs of a line of Squid.
const SQUID: [&str; 3] = [" TCP_", " UDP_", "HIER_"];

/// How many addresses of a sentence are looked at for the words before them.
const MOST: usize = 64;

/// How far apart two parties may stand that an arrow joins, in bytes.
const FAR: usize = 160;

/// The party in brackets behind the one that came: `from IP=10.0.0.4:45713 (IP=10.0.0.5:389)`.
fn in_brackets<'t>(text: &str, from: &End<'_>, ends: &[End<'t>]) -> Option<End<'t>> {
    let next = ends.iter().find(|end| end.start > from.start)?;
    let between = text.get(from.start + from.written.len()..next.start)?;
    let label = between.trim_start_matches([']', ':', ' ']).trim_start_matches(from.port).trim_start();
    (label.starts_with('(') && label.trim_end_matches('[').ends_with('=') && !next.port.is_empty())
        .then(|| next.clone())
}

/// Words between `from` or `to` and an address that say no more.
const FILLERS: [&str; 9] = ["host", "address", "ip", "addr", "the", "node", "machine", "user", "adresse"];

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
    let before = &text[begin..end.start];
    let is_of_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let before = match before.strip_suffix('[') {
        // A blank before the bracket: the name of a host may stand behind an `@`, or a label.
        Some(rest) if rest.ends_with(' ') => {
            let label = rest.trim_end().trim_end_matches(is_of_host);
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
    let is_known = |word: &str| FROM.contains(&word) || TO.contains(&word);
    if attached.is_empty() && !is_known(&apart) {
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

/// The separators of cells.
const BETWEEN: [char; 7] = [' ', ',', '"', '|', '\'', ':', '\t'];

/// Addresses and ports in cells of their own: `10.0.0.1 12345 192.0.2.1 443`, `"10.0.0.1","12345","192.0.2.1","443"`,
/// `10.0.0.1 192.0.2.1 12345 443`.
fn in_cells<'t>(text: &'t str, ends: &[End<'t>]) -> Option<(End<'t>, End<'t>)> {
    let [one, other] = ends.first_chunk::<2>()?;
    if !one.port.is_empty() || !other.port.is_empty() {
        return None;
    }
    let behind = |end: &End<'t>| text.get(end.start + end.written.len()..);
    let port = |rest: &'t str| {
        let trimmed = rest.trim_start_matches(BETWEEN);
        let cell = trimmed.split(BETWEEN).next().unwrap_or("");
        (rest.len() > trimmed.len() && endpoints::is_port(cell)).then(|| (cell, &trimmed[cell.len()..]))
    };
    let with = |from: &'t str, to: &'t str| {
        Some((End { port: from, ..one.clone() }, End { port: to, ..other.clone() }))
    };
    let after_other = behind(other)?;
    let between = text.get(one.start + one.written.len()..other.start)?;
    if let Some((from, rest)) = port(between) {
        // In a sentence, a number behind an address need not be its port.
        let is_next = rest.trim_matches(BETWEEN).is_empty() || between.contains(['|', '\t']);
        return port(after_other).filter(|_| is_next).and_then(|(to, _)| with(from, to));
    }
    if between.chars().all(|between| BETWEEN.contains(&between)) {
        let (from, rest) = port(after_other)?;
        let (to, _) = port(rest)?;
        return with(from, to);
    }
    None
}
