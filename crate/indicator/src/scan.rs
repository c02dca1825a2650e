//! The one pass over the text: it walks from word to word and asks a recogniser where one could begin.

mod known;
mod stops;

use std::borrow::Cow;

use super::{
    account,
    block::{Block, is, lower, within},
    class,
    context::{Recognised, Text, is_word_char},
    file_url, hash, host, ip,
    kind::{Indicator, IndicatorKind, Span},
    path, posix,
    refang::{self, Refanged, WayBack},
    registry,
    run::Run,
    web_address,
};
use known::KnownTexts;
use stops::{Stop, Stops};

/// The indicators of a text, in its order, each kind and value once.
///
/// ```
/// use secdo_indicator::{scan, IndicatorKind};
/// let found = scan("src=10.1.1.1 dst=8.8.8[.]8 again 8.8.8.8");
/// assert_eq!(found.len(), 2);
/// assert_eq!((found[1].kind, found[1].value.as_str()), (IndicatorKind::Ipv4, "8.8.8.8"));
/// assert_eq!((found[1].span.start, found[1].span.end), (17, 26));
/// ```
#[must_use]
pub fn scan(text: &str) -> Vec<Indicator> {
    tally(text).into_iter().map(|(indicator, _)| indicator).collect()
}

/// The indicators of a text, in its order, each kind and value once, with the number of its places.
///
/// ```
/// use secdo_indicator::tally;
/// let found = tally("8.8.8.8 and again 8.8.8[.]8");
/// assert_eq!((found.len(), found[0].1), (1, 2));
/// ```
#[must_use]
pub fn tally(text: &str) -> Vec<(Indicator, usize)> {
    let mut found: Vec<(Indicator, usize)> = Vec::new();
    let mut known = KnownTexts::default();
    visit(text, |Mention { kind, value, span }| {
        let is_same = |index: usize| found[index].0.kind == kind && found[index].0.value == *value;
        match known.find_or_add(kind, &value, is_same) {
            Some(index) => found[index].1 += 1,
            None => found.push((Indicator { kind, value: value.into_owned(), span }, 1)),
        }
    });
    found
}

/// An indicator as it stands at one place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'t> {
    /// Its kind.
    pub kind: IndicatorKind,
    /// Its normal form; borrowed where the text has it.
    pub value: Cow<'t, str>,
    /// Where it stands, in bytes of the text as it was given.
    pub span: Span,
}

/// Calls `found` with every indicator of a text, in its order, repetitions too.
///
/// ```
/// let mut count = 0;
/// secdo_indicator::visit("8.8.8.8 and again 8.8.8[.]8", |mention| {
///     assert_eq!(mention.value, "8.8.8.8");
///     count += 1;
/// });
/// assert_eq!(count, 2);
/// ```
pub fn visit(text: &str, mut found: impl FnMut(Mention<'_>)) {
    let mut from = 0;
    while from < text.len() {
        let end = piece_end(text, from);
        visit_piece(&text[from..end], |mention| {
            let span = Span { start: from + mention.span.start, end: from + mention.span.end };
            found(Mention { span, ..mention });
        });
        from = end;
    }
}

/// How much of a long text is read at once, in bytes: what refanging keeps for the way back stays small.
const PIECE: usize = 1 << 20;

/// Where the piece ends that begins at `from`: behind a line, for want of one behind a space; a text without either is
/// one piece.
fn piece_end(text: &str, from: usize) -> usize {
    let least = from + PIECE;
    if least >= text.len() {
        return text.len();
    }
    let rest = &text.as_bytes()[least..];
    let near = &rest[..rest.len().min(PIECE / 16)];
    let cut =
        near.iter().position(|&byte| byte == b'\n').or_else(|| rest.iter().position(|&byte| byte == b' '));
    cut.map_or(text.len(), |at| least + at + 1)
}

fn visit_piece(text: &str, mut found: impl FnMut(Mention<'_>)) {
    let refanged: Refanged<'_> = refang::plain(text);
    let text = Text::new(&refanged.text, &refanged.edits);
    let mut stops = Stops::new(&text);
    let mut back = WayBack::new(&refanged.edits);
    let mut at = 0;
    let mut floor = 0;
    while let Some(stop) = stops.next(at) {
        let (stop_at, outcome) = match stop {
            Stop::Word { start, end } => (start, word(&text, start, end, floor)),
            Stop::Sign { at } => (at, sign(&text, at)),
        };
        match outcome {
            // It would begin inside the one before: `http://eNT AUTHORITY\SYSTEM`.
            Recognised::Found { start, end, .. } if start < floor => at = end.max(stop_at + 1),
            Recognised::Found { kind, value, start, end } => {
                found(Mention { kind, value, span: back.original(Span { start, end }) });
                floor = end;
                at = end.max(stop_at + 1);
            }
            Recognised::Nothing { resume } => at = resume.max(stop_at + 1),
        }
    }
}

/// Asks the recogniser whose indicators begin with the sign at `at`.
fn sign<'t>(text: &Text<'t>, at: usize) -> Recognised<'t> {
    match text.at(at) {
        b'\\' if text.is_escape(at) => Recognised::Nothing { resume: at + 2 },
        b'\\' => registry::recognise_kernel(text, at).unwrap_or_else(|| path::recognise_backslash(text, at)),
        b'%' => path::recognise_variable(text, at),
        b':' => ip::recognise_v6(text, at),
        _ => posix::recognise(text, at),
    }
}

/// Where the word ends that goes at least as far as `end`.
fn word_end(text: &Text<'_>, mut end: usize) -> usize {
    loop {
        if class::is_hex(text.at(end)) {
            let block = Block::read(text.bytes, end);
            let word = block.mask(|row| {
                within(row, b'0', b'9') | within(lower(row), b'a', b'z') | is(row, b'_') | is(row, b'-')
            });
            end += (!(word & block.inside)).trailing_zeros() as usize;
        }
        match text.at(end) {
            byte if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') => end += 1,
            byte if byte.is_ascii() => return end,
            _ => match text.char_at(end) {
                Some(character) if is_word_char(character) => end += character.len_utf8(),
                _ => return end,
            },
        }
    }
}

/// Asks the recognisers that fit the byte behind the word at `start`, which goes at least as far as `end`.
fn word<'t>(text: &Text<'t>, start: usize, end: usize, floor: usize) -> Recognised<'t> {
    let end = word_end(text, end);
    // `%2F` of an encoded address is a slash, not the beginning of a word.
    let encoded = text.before(start) == b'%'
        && text.at(start).is_ascii_hexdigit()
        && text.at(start + 1).is_ascii_hexdigit();
    if encoded && end > start + 2 {
        return Recognised::Nothing { resume: start + 2 };
    }
    if text.is_octal(start) {
        return Recognised::Nothing { resume: start + 3 };
    }
    match text.at(end) {
        b'.' => dotted(text, start, floor),
        b':' => colon(text, start, end),
        b'\\' => backslash(text, start, end),
        b'@' => account::recognise_email(text, end, floor),
        b'*' => {
            web_address::recognise_starred(text, start).unwrap_or_else(|| hash::recognise(text, start, end))
        }
        b' ' | b',' if end - start <= 3 && text.at(start).is_ascii_digit() => {
            ip::recognise_v4(text, start).unwrap_or(Recognised::Nothing { resume: end })
        }
        _ if end - start >= 32 => hash::recognise(text, start, end),
        _ => Recognised::Nothing { resume: end },
    }
}

/// Words joined by dots: an address, a host, a file, a URL without a scheme, an account.
fn dotted<'t>(text: &Text<'t>, start: usize, floor: usize) -> Recognised<'t> {
    // `_8.8.8.8_` is written in italics.
    let digit = start + usize::from(text.at(start) == b'_');
    if text.at(digit).is_ascii_digit()
        && let Some(outcome) = ip::recognise_v4(text, digit)
    {
        return outcome;
    }
    if let Some(end) = number_end(text, start) {
        return Recognised::Nothing { resume: end };
    }
    let run = Run::read(text, start);
    match text.at(run.end) {
        b'@' => return account::recognise_email(text, run.end, floor),
        b'\\' if run.has_dot() => {
            if let found @ Recognised::Found { .. } = account::recognise_user(text, start, run.end) {
                return found;
            }
        }
        _ => {}
    }
    if !run.has_dot() {
        // `C.` or a hash at the end of a sentence.
        return hash::recognise(text, run.start, run.end.max(start + 1));
    }
    web_address::recognise_underscored(text, &run)
        .or_else(|| web_address::recognise_bare(text, &run))
        .or_else(|| hash_in_file_name(text, &run))
        .unwrap_or_else(|| host::recognise(text, &run))
}

/// Where the number, date or version of digits and dots ends that begins at `start`, when nothing else follows: it is
/// neither host nor file. `None` where it may be something.
fn number_end(text: &Text<'_>, start: usize) -> Option<usize> {
    let mut end = start;
    while class::is_digit(text.at(end)) || text.at(end) == b'.' && class::is_digit(text.at(end + 1)) {
        end += 1;
    }
    let behind = text.at(end);
    let goes_on = class::is_word(behind) || !behind.is_ascii() || matches!(behind, b'@' | b'\\');
    (end > start
        && !goes_on
        && (behind != b'.' || !class::is_word(text.at(end + 1)) && text.at(end + 1).is_ascii()))
    .then_some(end)
}

/// A sample is often called by its hash: `44d8….bin` is a file to the reader, but the hash is what he asks for.
fn hash_in_file_name<'t>(text: &Text<'t>, run: &Run) -> Option<Recognised<'t>> {
    let first = run.first_label(text);
    // `44d8….lists.example.org` is a question to a list, `44d8….xyz` a host.
    let host = run.ends_like_a_domain(text) && (run.labels > 2 || !run.ending.is_of_files());
    if first.len() < 32 || host {
        return None;
    }
    let outcome = hash::recognise(text, run.start, run.start + first.len());
    matches!(outcome, Recognised::Found { .. }).then_some(outcome)
}

/// A word with a colon behind it: a drive, a scheme, a hive of PowerShell, the first group of an IPv6 address.
fn colon<'t>(text: &Text<'t>, start: usize, end: usize) -> Recognised<'t> {
    let letter = start + usize::from(text.at(start) == b'_');
    if end == letter + 1
        && let Some(outcome) = path::recognise_drive(text, letter)
    {
        return outcome;
    }
    if let Some(outcome) = web_address::recognise(text, start, end) {
        return outcome;
    }
    if let Some(outcome) = file_url::recognise(text, start, end) {
        return outcome;
    }
    if (text.at(end + 1) == b'\\' || text.at(start) | 0x20 == b'h' && text.at(end + 1).is_ascii_alphabetic())
        && let Some(outcome) = registry::recognise(text, start, end)
    {
        return outcome;
    }
    // `FileSystem::C:\\x`: what PowerShell puts before the paths of files.
    if text.at(end + 1) == b':' && text.slice(start, end).eq_ignore_ascii_case("filesystem") {
        return path::recognise_drive(text, end + 2).unwrap_or(Recognised::Nothing { resume: end + 2 });
    }
    if end - start <= 4 && text.bytes[start..end].iter().all(u8::is_ascii_hexdigit) {
        return ip::recognise_v6(text, start);
    }
    if end - start >= 32 {
        return hash::recognise(text, start, end);
    }
    Recognised::Nothing { resume: end + usize::from(text.at(end + 1) != b':') }
}

/// A word with a backslash behind it: a registry key or an account.
fn backslash<'t>(text: &Text<'t>, start: usize, end: usize) -> Recognised<'t> {
    if end - start >= 32 {
        return hash::recognise(text, start, end);
    }
    let key = registry::recognise(text, start, end).or_else(|| registry::recognise_drive(text, start));
    key.unwrap_or_else(|| match account::recognise_user(text, start, end) {
        Recognised::Nothing { .. } => Recognised::Nothing { resume: end },
        found => found,
    })
}
