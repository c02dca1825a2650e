//! Signs that four numbers are a version or the number of a section, and not an address.

use super::super::{context::Text, words::Words};

/// Words before a four-part number that make it a version, or the number of a section.
static VERSION_WORDS: Words<47> = Words::new([
    "abs",
    "abschnitt",
    "annex",
    "annexes",
    "appendix",
    "build",
    "builds",
    "chapitre",
    "chapter",
    "chapters",
    "clause",
    "driver",
    "fig",
    "figure",
    "figures",
    "fileversion",
    "firmware",
    "gcc",
    "hoofdstuk",
    "kap",
    "kapitel",
    "mailer",
    "oid",
    "openssl",
    "para",
    "paragraph",
    "release",
    "releases",
    "rozdzial",
    "rev",
    "revision",
    "rv",
    "sdk",
    "section",
    "sections",
    "seccion",
    "sezione",
    "table",
    "tables",
    "v",
    "ver",
    "versie",
    "version",
    "versione",
    "versionen",
    "versions",
    "wersja",
]);

/// Such words with letters outside ASCII, in lower case.
const OTHER_WORDS: [&str; 14] = [
    "versión",
    "versões",
    "versão",
    "versiones",
    "sürüm",
    "verze",
    "sección",
    "версия",
    "версии",
    "версию",
    "раздел",
    "版本",
    "バージョン",
    "버전",
];

/// Between two numbers of one list, or the ends of a range.
static JOINTS: Words<14> = Words::new([
    "and", "bis", "through", "to", "until", "or", "und", "oder", "et", "y", "and/or", "till", "thru", "a",
]);

/// How many numbers of a list are followed back to the word before the first one.
const MOST_JOINTS: usize = 6;

/// Words before a slash that are roles or interfaces of a firewall, not products with a version.
static INTERFACE_WORDS: Words<23> = Words::new([
    "any",
    "client",
    "dest",
    "dmz",
    "dst",
    "external",
    "from",
    "host",
    "inside",
    "internal",
    "ip",
    "lan",
    "localhost",
    "management",
    "mgmt",
    "outside",
    "server",
    "source",
    "src",
    "tcp",
    "to",
    "udp",
    "wan",
]);

/// Words that are said of versions: `patched in 9.1.16.2`, `upgrade from 7.0.1.5 to 7.0.1.6`.
const CHANGES: [&str; 6] = ["upgrad", "downgrad", "patched", "updated", "fixed in", "migrat"];

/// Words between such a word and the version.
static TO_VERSIONS: Words<6> = Words::new(["and", "from", "in", "or", "to", "with"]);

/// Beginnings of lines that tell programs with their versions, or number the controls of a benchmark.
const VERSION_LINES: [&str; 3] = ["X-Mailer:", "User-Agent:", "Control "];

/// How far back a line is read for what it says of a version, in bytes.
const CHANGE_REACH: usize = 64;

/// Whether what stands around four numbers, from `start` to `end`, says that they are no address.
pub(super) fn is_version(text: &Text<'_>, start: usize, end: usize) -> bool {
    if text.before(start) == b'/' {
        let (word, at) = text.label(start - 1);
        let asa = matches!(text.at(end), b'(' | b'/') && text.at(end + 1).is_ascii_digit();
        let product = at < start - 1 && !word.is_empty() && word.bytes().any(|b| b.is_ascii_alphabetic());
        // Squid's codes of the way a request took.
        let way = word == "DIRECT" || word.contains('_') && !word.bytes().any(|b| b.is_ascii_lowercase());
        // `address=/ads.example.net/0.0.0.0`
        let before = text.ahead_of(start - 1, CHANGE_REACH);
        let of_host = before.rfind("=/").is_some_and(|at| !before[at + 2..].contains(['/', ' ']));
        return product && !of_host && !asa && !way && !INTERFACE_WORDS.contains(word);
    }
    // The end of a range, the content of an element.
    if text.before(start) == b'-' && text.at(start.saturating_sub(2)).is_ascii_digit() {
        let before = text.bytes[..start - 1].iter().rev().take(15);
        let length = before.take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
        return is_version_word(text.label(start - 1 - length).0);
    }
    if text.before(start) == b'>' {
        return is_version_word(text.label(start - 1).0);
    }
    let section = text.before(start - usize::from(text.before(start) == b' ')) == 0xA7
        && text.ahead_of(start, 3).trim_end().ends_with('§');
    if section || text.at(end) == b' ' && text.bytes[end..].starts_with(b" (build") {
        return true;
    }
    let abbreviated = text.before(start) == b' ' && text.before(start - 1) == b'.';
    let (word, at) = text.label(start - if abbreviated { 2 } else { 0 });
    if is_version_word(word) {
        return true;
    }
    if is_compared(text, start) || follows_other_word(text, start) {
        return true;
    }
    if text.before(start) != b' ' {
        return false;
    }
    if (text.before(start - 1) == b',' || JOINTS.contains(word)) && joins(text, start, MOST_JOINTS) {
        return true;
    }
    let before = text.ahead_of(start, CHANGE_REACH);
    let line = &before[before.bytes().rposition(|byte| byte == b'\n').map_or(0, |at| at + 1)..];
    TO_VERSIONS.contains(word) && at > 0 && tells_of_a_change(line)
        || VERSION_LINES.iter().any(|beginning| line.starts_with(beginning))
}

/// Whether a requirement stands before the number: `numpy>=1.21.2.1`, `foo (>= 1.2.3.4)`. The field of a filter is compared
/// with addresses: `ip.src==10.0.0.1`, `srcip>=10.0.0.1`.
fn is_compared(text: &Text<'_>, start: usize) -> bool {
    let operator = start - usize::from(text.before(start) == b' ');
    let Some(sign) = text.bytes[..operator].strip_suffix(b"=").and_then(|before| before.last()) else {
        return false;
    };
    if !matches!(sign, b'=' | b'<' | b'>' | b'~') {
        return false;
    }
    let before = text.ahead_of(operator - 2, CHANGE_REACH).trim_end_matches([' ', '(']);
    let package = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let name = &before[before.trim_end_matches(package).len()..];
    let lower = name.to_ascii_lowercase();
    !name.is_empty() && !name.contains('.') && !FIELDS.iter().any(|field| lower.contains(field))
}

/// Parts of the names of fields that hold addresses.
const FIELDS: [&str; 16] = [
    "ip", "addr", "host", "src", "dst", "source", "dest", "client", "server", "remote", "local", "peer",
    "gateway", "dns", "net", "node",
];

/// How far back such a word is looked for, in bytes.
const WORD_REACH: usize = 24;

/// Whether a word for a version in another script stands before the number.
fn follows_other_word(text: &Text<'_>, start: usize) -> bool {
    if text.bytes[start.saturating_sub(WORD_REACH)..start].is_ascii() {
        return false;
    }
    let before = text.ahead_of(start, CHANGE_REACH).trim_end_matches([' ', ':', '号', '：', 'v', '=']);
    if before.is_ascii() {
        return false;
    }
    let last = before.char_indices().rev().take(12).last().map_or("", |(at, _)| &before[at..]);
    let lower = last.to_lowercase();
    OTHER_WORDS.iter().any(|word| lower.ends_with(word))
}

/// Whether the number belongs to a list, or ends a range, whose first number is a version: `sections 3.1.2.4 and 3.1.2.5`,
/// `7.0.0 through 7.0.6.1`.
#[cold]
fn joins(text: &Text<'_>, start: usize, left: usize) -> bool {
    let before = &text.bytes[..start - 1];
    let number = |end: usize| {
        let length = text.bytes[..end].iter().rev().take(20).take_while(|byte| is_of_number(**byte)).count();
        end - length
    };
    let end = if before.ends_with(b",") {
        before.len() - 1
    } else {
        let (word, at) = text.label(start);
        if !JOINTS.contains(word) || text.before(at) != b' ' {
            return false;
        }
        at - 1 - usize::from(text.before(at - 1) == b',')
    };
    let first = number(end);
    let dots = text.bytes[first..end].iter().filter(|&&byte| byte == b'.').count();
    // Of three numbers there is no address.
    if first == end || dots < 2 || !text.bytes[first].is_ascii_digit() {
        return false;
    }
    let range = dots == 2 && !before.ends_with(b",");
    let labelled = || is_version_word(text.label(first).0) || follows_other_word(text, first);
    range || labelled() || left > 0 && text.before(first) == b' ' && joins(text, first, left - 1)
}

const fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'.'
}

/// Whether the line tells of a change of versions.
fn tells_of_a_change(line: &str) -> bool {
    let line = line.as_bytes();
    line.windows(2).enumerate().any(|(at, pair)| {
        let begins = matches!(&[pair[0] | 0x20, pair[1] | 0x20], b"up" | b"do" | b"pa" | b"fi" | b"mi");
        let is_here = |change: &str| {
            line.get(at..at + change.len()).is_some_and(|word| word.eq_ignore_ascii_case(change.as_bytes()))
        };
        begins && CHANGES.iter().any(|change| is_here(change))
    })
}

fn is_version_word(word: &str) -> bool {
    let tail = &word[word.bytes().rposition(|byte| matches!(byte, b'_' | b'-')).map_or(0, |at| at + 1)..];
    VERSION_WORDS.contains(tail)
        || tail.len() > 7
            && tail.is_char_boundary(tail.len() - 7)
            && tail[tail.len() - 7..].eq_ignore_ascii_case("version")
}
