//! The parties in a sentence: addresses, and what stands around them.

use crate::alert::read::{
    meaning::endpoints::{self, End},
    record::Certainty,
};

/// How far apart two parties may stand that nothing joins, in bytes.
const NEAR: usize = 80;

/// Methods of HTTP as a log writes them.
const METHODS: [&str; 6] = ["GET ", "POST ", "HEAD ", "PUT ", "OPTIONS ", "DELETE "];

/// Words before the party that opened a connection, and before the one that it was opened to.
const FROM: [&str; 7] = ["from", "src", "source", "client", "rhost", "peer", "attacker"];
const TO: [&str; 8] = ["to", "dst", "destination", "dest", "server", "direct", "target", "victim"];

/// The parties of a sentence and how sure they are.
#[derive(Clone, Debug)]
pub(crate) struct Parties<'t> {
    pub(crate) from: Option<End<'t>>,
    pub(crate) to: Option<End<'t>>,
    pub(crate) certainty: Certainty,
}

/// The parties of a sentence, the one that opened the connection first: the words before them decide, or an arrow, else
/// their order, unless `named_only`.
pub(crate) fn parties(text: &str, named_only: bool) -> Parties<'_> {
    let ends = without_header(text, endpoints::all(text));
    let named = |words: &[&str]| {
        let is_named =
            |end: &&End<'_>| words_before(text, end).iter().any(|before| words.contains(&before.as_str()));
        ends.iter().find(is_named).cloned()
    };
    let from = named(&FROM);
    let to = named(&TO).filter(|to| from.as_ref().is_none_or(|from| from.address != to.address));
    let told = |from, to| Parties { from, to, certainty: Certainty::Inferred };
    if named_only {
        let cells = if from.is_none() && to.is_none() { in_cells(text, &ends) } else { None };
        return cells.map_or_else(|| told(from, to), |(from, to)| told(Some(from), Some(to)));
    }
    let between = |pair: &[End<'_>]| text.get(pair[0].start..pair[1].start).unwrap_or("").to_owned();
    let arrow = ends.windows(2).find(|pair| {
        let between = between(pair);
        ["->", " > ", "=>", "→", " --> "].iter().any(|sign| between.contains(sign))
    });
    if let Some((from, to)) = in_cells(text, &ends) {
        return told(Some(from), Some(to));
    }
    if let Some((from, to)) = of_web_server(text, &ends).filter(|_| arrow.is_none()) {
        return told(from, to);
    }
    match (from, to, arrow) {
        (Some(from), to, None) => told(Some(from), to),
        (_, _, Some([from, to])) => told(Some(from.clone()), Some(to.clone())),
        (None, Some(to), _) => told(ends.iter().find(|end| **end != to).cloned(), Some(to)),
        _ => {
            let near = matches!(ends.as_slice(), [one, other, ..]
                if other.start - one.start < NEAR && one.address != other.address);
            let to = ends.get(1).filter(|_| near).cloned();
            Parties { from: ends.first().cloned(), to, certainty: Certainty::Guessed }
        }
    }
}

/// Words between `from` or `to` and an address that say no more.
const FILLERS: [&str; 6] = ["host", "address", "ip", "addr", "the", "node"];

/// The words before an address that may say which party it is: the one that is written together with it, `client` in
/// `client:10.0.0.1`, and the one before that; in small letters.
fn words_before(text: &str, end: &End<'_>) -> [String; 2] {
    let before = &text[..end.start];
    let blank = before.char_indices().rev().find(|(_, c)| c.is_whitespace());
    let token = blank.map_or(0, |(at, blank)| at + blank.len_utf8());
    let last = |text: &str| {
        let mut words = text.rsplit(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let is_filler = |word: &str| FILLERS.iter().any(|filler| word.eq_ignore_ascii_case(filler));
        let first = words.next().unwrap_or("");
        if is_filler(first) { words.next().unwrap_or("") } else { first }.to_ascii_lowercase()
    };
    let attached = last(&before[token..]);
    // `outside:10.0.0.1`: the word is the name of an interface, and the one before it counts.
    let is_apart = before[token..].ends_with([':', '/']) || attached.is_empty();
    let apart = if is_apart { last(&before[..token]) } else { String::new() };
    [attached, apart]
}

/// What stands between cells.
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
        let is_next = rest.trim_matches(BETWEEN).is_empty() || between.contains('|');
        return port(after_other).filter(|_| is_next).and_then(|(to, _)| with(from, to));
    }
    if between.chars().all(|between| BETWEEN.contains(&between)) {
        let (from, rest) = port(after_other)?;
        let (to, _) = port(rest)?;
        return with(from, to);
    }
    None
}

/// The addresses without that of the host that a header of syslog names: a time, the host, a tag with a colon.
fn without_header<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let is_header = ends.first().filter(|_| ends.len() > 1).is_some_and(|first| {
        let rest = &text[first.start + first.written.len()..];
        let tag = rest.trim_start().split(' ').next().unwrap_or("");
        let is_tag = tag.ends_with(':') && tag.len() > 1 && !tag[..tag.len() - 1].contains(':');
        is_tag && crate::alert::read::meaning::when::is_stamped(&text[..first.start])
    });
    if is_header {
        ends.remove(0);
    }
    ends
}

/// Two parties, either of which may be missing.
type Both<'t> = (Option<End<'t>>, Option<End<'t>>);

/// The log of a web server tells of who came; that of IIS begins with the server: `date time server METHOD … port user
/// client`.
fn of_web_server<'t>(text: &'t str, ends: &[End<'t>]) -> Option<Both<'t>> {
    let first = ends.first()?;
    let after = text[first.start..].split_once(' ').map_or("", |(_, rest)| rest);
    if METHODS.iter().any(|method| after.starts_with(method)) {
        let mut server = first.clone();
        // METHOD, path, query, port
        server.port = after.split(' ').nth(3).filter(|port| endpoints::is_port(port)).unwrap_or("");
        return Some((ends.get(1).cloned(), Some(server)));
    }
    let request = ["HTTP/1.", "HTTP/2", " HTTP "].iter().find_map(|sign| text.find(sign))?;
    // Envoy writes whom it asked behind the request.
    let asked = ends.last().filter(|end| first.start > request && !end.port.is_empty() && ends.len() > 1);
    Some((Some(first.clone()), asked.cloned()))
}
