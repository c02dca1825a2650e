//! Signs that four numbers are a version or the number of a section, and not an address.

mod amounts;
mod bounds;
mod changes;
mod engines;
mod line;
mod lists;
mod packages;
mod products;
mod reports;
mod shapes;
mod slash;
mod stacked;

use super::super::{
    cell,
    context::Text,
    labels,
    table::{self, CellType},
    words::Words,
};
use changes::{is_changed_to, is_old};
use lists::{follows_other_word, is_compared, joins};
use packages::is_before_machine;

/// How far back an AppLocker publisher, `O=…, C=US\…`, may begin, in bytes.
const PUBLISHER: usize = 96;

/// How far back a line is read for what it says of a version, in bytes.
const CHANGE_REACH: usize = 64;

/// A sign that four numbers, from one place to another, are no address.
type Rule = fn(&Text<'_>, usize, usize) -> bool;

/// The signs that need no word before the numbers, the cheaper ones first.
const RULES: [Rule; 14] = [
    is_section,
    is_required,
    is_before_machine,
    |text, _, end| is_before_build(text, end),
    amounts::is_of_money,
    amounts::is_telephone,
    shapes::is_version,
    is_changed_to,
    is_old,
    reports::is_version,
    engines::is_version,
    is_before_name,
    is_repeated,
    is_of_certificates,
];

/// Whether what stands around four numbers, from `start` to `end`, says that they are no address.
pub(super) fn is_version(text: &Text<'_>, start: usize, end: usize) -> bool {
    match text.before(start) {
        b'/' => return slash::is_of_product(text, start, end),
        // AppLocker's name of a publisher: `O=ACME, C=US\VIEWER\VIEW.EXE\2.1.0.4`.
        b'\\' if text.preceding(start, PUBLISHER).contains("C=") => return true,
        // The end of a range.
        b'-' if text.at(start.saturating_sub(2)).is_ascii_digit() => {
            let before = text.bytes[..start - 1].iter().rev().take(15);
            let length = before.take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
            return is_version_word(text.label(start - 1 - length).0);
        }
        // The content of an element.
        b'>' => return is_version_word(text.label(start - 1).0),
        _ => {}
    }
    RULES.iter().any(|rule| rule(text, start, end)) || is_named(text, start, end)
}

/// Whether a name for versions stands behind them, in brackets or behind a dash: `4.2.1.7 (agent version)`.
fn is_before_name(text: &Text<'_>, start: usize, end: usize) -> bool {
    cell::said_behind(text, end) == Some(CellType::Version) && !products::is_large(text.slice(start, end))
}

/// Whether they stand in brackets behind the same numbers, which a word says are a version: `Version 3.7.3.0(3.7.3.0)`.
fn is_repeated(text: &Text<'_>, start: usize, end: usize) -> bool {
    if text.before(start) != b'(' || text.at(end) != b')' {
        return false;
    }
    let before = text.preceding_in_line(start - 1, end - start + 1).trim();
    let Some(first) = (start - 1 - usize::from(text.before(start - 1) == b' ')).checked_sub(before.len())
    else {
        return false;
    };
    before == text.slice(start, end) && is_named(text, first, first + before.len())
}

/// Numbers of X.509's own that pass for addresses (ITU-T X.520, X.509): names and extensions of certificates.
const OF_CERTIFICATES: [&str; 2] = ["2.5.4.", "2.5.29."];

/// Whether they are the number of a name, or an extension, of certificates, in a line that is about these.
fn is_of_certificates(text: &Text<'_>, start: usize, end: usize) -> bool {
    let numbers = text.slice(start, end);
    OF_CERTIFICATES.iter().any(|arc| numbers.starts_with(arc)) && {
        let line = text.preceding_in_line(start, CHANGE_REACH);
        ["OID", "oid", "509", "EKU", "subject alt", "ubjectAlt", "1.3.6.1."]
            .iter()
            .any(|word| line.contains(word))
    }
}

/// Whether the sign of a section stands before them: `§ 4.2.1.3`.
fn is_section(text: &Text<'_>, start: usize, _: usize) -> bool {
    text.before(start - usize::from(text.before(start) == b' ')) == 0xA7
        && text.preceding(start, 3).trim_end().ends_with('§')
}

/// Whether npm requires them: `"base": "^4.2.1.3"`.
fn is_required(text: &Text<'_>, start: usize, end: usize) -> bool {
    matches!(text.before(start), b'^' | b'~')
        && matches!(text.before(start - 1), b'"' | b'\'')
        && text.at(end) == text.before(start - 1)
        && text.preceding(start, 5).contains("\":")
        && products::is_small_one(text.slice(start, end))
}

/// Whether a word before them, or their line, names versions: `Ver.: 4.6.1.1`, `firmware is 4.3.5.42`.
fn is_named(text: &Text<'_>, start: usize, end: usize) -> bool {
    let is_abbreviated = text.before(start) == b' ' && text.before(start - 1) == b'.';
    let (word, at) = text.label(start - if is_abbreviated { 2 } else { 0 });
    let (word, at) = if word.is_empty() && text.before(at) == b'.' { text.label(at - 1) } else { (word, at) };
    let is_said = || matches!(word, "is" | "was" | "changed") && is_version_word(text.label(at).0);
    is_version_word(word)
        || is_said()
        || products::is_version(text, start, end, word)
        || is_in_list(text, start)
        || is_compared(text, start, end)
        || follows_other_word(text, start)
        || is_of_version(text, at)
        || line::is_in_brackets(text, start, end)
        || text.before(start) == b' ' && (joins(text, start, word) || line::tells(text, word, start, end))
}

/// Whether the number of a build follows, words for the versions on one side of it, or the level and the verb of a control:
/// `10.0.2.1 (build 4471)`, `10.1.0.2 build 4471`, `2.3.10.12 (L1) Ensure …`.
fn is_before_build(text: &Text<'_>, end: usize) -> bool {
    let Some(rest) = text.bytes[end..].strip_prefix(b" ") else { return false };
    let number = rest.strip_prefix(b"build ").and_then(|number| number.first());
    bounds::is_bound(text, end, rest)
        || rest.starts_with(b"(build")
        || rest.starts_with(b"(L1) Ensure ")
        || rest.starts_with(b"(L2) Ensure ")
        || number.is_some_and(u8::is_ascii_digit)
}

/// How many blanks may align a version with its label.
const MOST_BLANKS: usize = 40;

/// Whether it is aligned behind a label that begins its line, as PowerShell lists properties: `FileVersion     : 10.1.2.3`.
fn is_in_list(text: &Text<'_>, start: usize) -> bool {
    // `Agent version ..... 4.2.1.7`
    let is_led = || text.bytes[..start].ends_with(b"... ");
    if text.before(start) != b' ' || !matches!(text.before(start - 1), b' ' | b':' | b'-') && !is_led() {
        return false;
    }
    let is_blank = |byte: &&u8| matches!(**byte, b' ' | b':' | b'-') || **byte == b'.' && is_led();
    let blanks = text.bytes[..start].iter().rev().take(MOST_BLANKS).take_while(is_blank).count();
    let (label, at) = text.label(start - blanks);
    // `DisplayVersion    REG_SZ    4.2.1.3` of Windows' registry
    if label.starts_with("REG_") {
        let blanks = text.bytes[..at].iter().rev().take(MOST_BLANKS).take_while(is_blank).count();
        return is_version_word(text.label(at - blanks).0);
    }
    // `File Version Number : 6.1.76.175`
    if table::is_number(label) {
        return is_version_word(text.label(at).0);
    }
    is_version_word(label.strip_suffix("Raw").unwrap_or(label)) && matches!(text.before(at), 0 | b'\n' | b' ')
}

/// Whether words for the version of something stand before the word at `at`, its name: `version of the client 5.0.2.118`.
fn is_of_version(text: &Text<'_>, at: usize) -> bool {
    let (mut word, mut at) = text.label(at);
    let mut joined = false;
    for _ in 0..2 {
        if !OF.contains(word) || text.before(at) != b' ' {
            break;
        }
        joined = true;
        (word, at) = text.label(at);
    }
    joined && is_version_word(word)
}

/// Words between a version and the name of what has it.
static OF: Words<14> =
    Words::new(["da", "das", "de", "del", "della", "der", "des", "di", "do", "du", "la", "of", "the", "von"]);

fn is_version_word(word: &str) -> bool {
    let tail = &word[word.bytes().rposition(|byte| matches!(byte, b'_' | b'-')).map_or(0, |at| at + 1)..];
    labels::is_version(tail)
}
