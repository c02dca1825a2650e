//! The one pass over the text: it walks from word to word and asks a recogniser where one could begin.

use std::collections::HashSet;

use super::{
    Indicator, Span, account,
    context::{Outcome, Text, is_word_char},
    hash,
    host::{self, Run},
    ip, path, posix,
    refang::{self, Refanged},
    registry, web_address,
};

/// What a byte means for the walk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Nothing begins here.
    Skip,
    /// A letter, a digit or `_`: a word begins.
    Word,
    /// `-`: inside words, but none begins with it.
    Dash,
    /// The first byte of a character outside ASCII.
    Wide,
    Backslash,
    Slash,
    Percent,
    Colon,
    Tilde,
}

static CLASS: [Class; 256] = {
    let mut table = [Class::Skip; 256];
    let mut byte = 0_usize;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop ends at 256")]
        let value = byte as u8;
        table[byte] = match value {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Word,
            b'-' => Class::Dash,
            0x80..=0xFF => Class::Wide,
            b'\\' => Class::Backslash,
            b'/' => Class::Slash,
            b'%' => Class::Percent,
            b':' => Class::Colon,
            b'~' => Class::Tilde,
            _ => Class::Skip,
        };
        byte += 1;
    }
    table
};

/// The indicators of a text, in its order, each kind and value once.
///
/// ```
/// use secdo_core::indicator::{scan, IndicatorKind};
/// let found = scan("src=10.1.1.1 dst=8.8.8[.]8 again 8.8.8.8");
/// assert_eq!(found.len(), 2);
/// assert_eq!((found[1].kind, found[1].value.as_str()), (IndicatorKind::Ipv4, "8.8.8.8"));
/// assert_eq!((found[1].span.start, found[1].span.end), (17, 26));
/// ```
#[must_use]
pub fn scan(text: &str) -> Vec<Indicator> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    visit(text, |indicator| {
        if seen.insert((indicator.kind, indicator.value.clone())) {
            found.push(indicator);
        }
    });
    found
}

/// Calls `found` with every indicator of a text, in its order, repetitions too.
pub fn visit(text: &str, mut found: impl FnMut(Indicator)) {
    let refanged: Refanged<'_> = refang::plain(text);
    let text = Text {
        text: &refanged.text,
        bytes: refanged.text.as_bytes(),
        edits: &refanged.edits,
        json: refanged.text.contains("\":"),
    };
    let mut at = 0;
    let mut floor = 0;
    while let Some(&byte) = text.bytes.get(at) {
        let outcome = match CLASS[usize::from(byte)] {
            Class::Skip | Class::Dash => {
                at += 1;
                continue;
            }
            Class::Word => word(&text, at, floor),
            Class::Wide => wide(&text, at, floor),
            Class::Backslash if text.is_escape(at) => Outcome::Nothing { resume: at + 2 },
            Class::Backslash => path::recognise_backslash(&text, at),
            Class::Slash => posix::recognise(&text, at),
            Class::Tilde if text.at(at + 1) == b'/' => posix::recognise(&text, at),
            Class::Percent => path::recognise_variable(&text, at),
            Class::Colon if text.at(at + 1) == b':' => ip::recognise_v6(&text, at),
            Class::Colon | Class::Tilde => Outcome::Nothing { resume: at + 1 },
        };
        match outcome {
            Outcome::Found { kind, value, start, end } => {
                found(Indicator { kind, value, span: refanged.original(Span { start, end }) });
                floor = end;
                at = end.max(at + 1);
            }
            Outcome::Nothing { resume } => at = resume.max(at + 1),
        }
    }
}

/// A character outside ASCII begins a word when it is a letter, and is passed over otherwise.
fn wide(text: &Text<'_>, at: usize, floor: usize) -> Outcome {
    match text.char_at(at) {
        Some(character) if is_word_char(character) => word(text, at, floor),
        Some(character) => Outcome::Nothing { resume: at + character.len_utf8() },
        None => Outcome::Nothing { resume: at + 1 },
    }
}

/// Where the word that begins at `start` ends.
fn word_end(text: &Text<'_>, start: usize) -> usize {
    let mut end = start;
    loop {
        match CLASS[usize::from(text.at(end))] {
            Class::Word | Class::Dash => end += 1,
            Class::Wide => match text.char_at(end) {
                Some(character) if is_word_char(character) => end += character.len_utf8(),
                _ => return end,
            },
            _ => return end,
        }
    }
}

/// Asks the recognisers that fit the byte behind the word at `start`.
fn word(text: &Text<'_>, start: usize, floor: usize) -> Outcome {
    let end = word_end(text, start);
    // `%2F` of an encoded address is a slash, not the beginning of a word.
    let encoded = text.before(start) == b'%'
        && text.at(start).is_ascii_hexdigit()
        && text.at(start + 1).is_ascii_hexdigit();
    if encoded && end > start + 2 {
        return Outcome::Nothing { resume: start + 2 };
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
            ip::recognise_v4(text, start).unwrap_or(Outcome::Nothing { resume: end })
        }
        _ if end - start >= 32 => hash::recognise(text, start, end),
        _ => Outcome::Nothing { resume: end },
    }
}

/// Words joined by dots: an address, a host, a file, a URL without a scheme, an account.
fn dotted(text: &Text<'_>, start: usize, floor: usize) -> Outcome {
    if text.at(start).is_ascii_digit()
        && let Some(outcome) = ip::recognise_v4(text, start)
    {
        return outcome;
    }
    let run = Run::read(text, start);
    match text.at(run.end) {
        b'@' => return account::recognise_email(text, run.end, floor),
        b'\\' if run.has_dot() => {
            if let found @ Outcome::Found { .. } = account::recognise_user(text, start, run.end) {
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

/// A sample is often called by its hash: `44d8….bin` is a file to the reader, but the hash is what he asks for.
fn hash_in_file_name(text: &Text<'_>, run: &Run) -> Option<Outcome> {
    let first = run.first_label(text);
    let outcome = (first.len() >= 32).then(|| hash::recognise(text, run.start, run.start + first.len()))?;
    matches!(outcome, Outcome::Found { .. }).then_some(outcome)
}

/// A word with a colon behind it: a drive, a scheme, a hive of PowerShell, the first group of an IPv6 address.
fn colon(text: &Text<'_>, start: usize, end: usize) -> Outcome {
    if end == start + 1
        && let Some(outcome) = path::recognise_drive(text, start)
    {
        return outcome;
    }
    if let Some(outcome) = web_address::recognise(text, start, end) {
        return outcome;
    }
    if text.at(end + 1) == b'\\'
        && let Some(outcome) = registry::recognise(text, start, end)
    {
        return outcome;
    }
    if end - start <= 4 && text.bytes[start..end].iter().all(u8::is_ascii_hexdigit) {
        return ip::recognise_v6(text, start);
    }
    if end - start >= 32 {
        return hash::recognise(text, start, end);
    }
    Outcome::Nothing { resume: end + usize::from(text.at(end + 1) != b':') }
}

/// A word with a backslash behind it: a registry key or an account.
fn backslash(text: &Text<'_>, start: usize, end: usize) -> Outcome {
    if end - start >= 32 {
        return hash::recognise(text, start, end);
    }
    registry::recognise(text, start, end).unwrap_or_else(|| match account::recognise_user(text, start, end) {
        Outcome::Nothing { .. } => Outcome::Nothing { resume: end },
        found => found,
    })
}
