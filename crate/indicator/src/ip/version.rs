//! Signs that four numbers are a version or the number of a section, and not an address.

mod amounts;
mod bounds;
mod changes;
mod lists;
mod packages;
mod products;
mod shapes;
mod stacked;

use super::super::{context::Text, labels, table, words::Words};
use changes::{TO_VERSIONS, is_changed, is_changed_to, is_old};
use lists::{follows_other_word, is_compared, joins};
use packages::{is_architecture, is_before_machine, is_of_architecture, is_of_relation};

/// Words before a slash that are roles, interfaces of a firewall, or services with their host (`TERMSRV/10.0.0.9`), not
/// products with a version.
static INTERFACE_WORDS: Words<32> = Words::new([
    "any",
    "cifs",
    "client",
    "dest",
    "dmz",
    "dns",
    "dst",
    "external",
    "from",
    "host",
    "http",
    "https",
    "inside",
    "internal",
    "ip",
    "lan",
    "ldap",
    "localhost",
    "management",
    "mgmt",
    "mssqlsvc",
    "outside",
    "server",
    "source",
    "src",
    "ssh",
    "tcp",
    "termsrv",
    "to",
    "udp",
    "wan",
    "wsman",
]);

/// Beginnings of lines that tell programs with their versions, or number the controls of a benchmark.
const VERSION_LINES: [&str; 9] = [
    "X-Mailer:",
    "User-Agent:",
    "Control ",
    "CIS Control ",
    // Debian's package manager
    "Unpacking ",
    "Setting up ",
    "Preparing to unpack ",
    "Removing ",
    "Purging ",
];

/// How far back an AppLocker publisher, `O=…, C=US\…`, may begin, in bytes.
const PUBLISHER: usize = 96;

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
        let before = text.preceding(start - 1, CHANGE_REACH);
        let of_host = before.rfind("=/").is_some_and(|at| !before[at + 2..].contains(['/', ' ']));
        // `user/203.0.113.9:41445`, as OpenVPN names its clients: no version has a port.
        let digits =
            text.bytes[(end + 1).min(text.bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit());
        let ported = text.at(end) == b':' && (4..=5).contains(&digits.take(6).count());
        return product && !of_host && !asa && !way && !ported && !INTERFACE_WORDS.contains(word);
    }
    // AppLocker's name of a publisher: `O=ACME, C=US\VIEWER\VIEW.EXE\2.1.0.4`.
    if text.before(start) == b'\\' && text.preceding(start, PUBLISHER).contains("C=") {
        return true;
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
        && text.preceding(start, 3).trim_end().ends_with('§');
    // `"base": "^4.2.1.3"` of npm
    let is_range = matches!(text.before(start), b'^' | b'~')
        && matches!(text.before(start - 1), b'"' | b'\'')
        && text.at(end) == text.before(start - 1)
        && text.preceding(start, 5).contains("\":")
        && products::is_small_one(text.slice(start, end));
    if section
        || is_range
        || is_before_machine(text, start, end)
        || is_before_build(text, end)
        || amounts::is_of_money(text, start, end)
        || amounts::is_telephone(text, start, end)
        || shapes::is_version(text, start, end)
        || is_changed_to(text, start, end)
        || is_old(text, start, end)
    {
        return true;
    }
    let abbreviated = text.before(start) == b' ' && text.before(start - 1) == b'.';
    let (word, at) = text.label(start - if abbreviated { 2 } else { 0 });
    // `Ver.: 4.6.1.1`, `firmware is 4.3.5.42`
    let (word, at) = if word.is_empty() && text.before(at) == b'.' { text.label(at - 1) } else { (word, at) };
    let is_said = matches!(word, "is" | "was") && is_version_word(text.label(at).0);
    if is_version_word(word) || is_said || products::is_version(text, start, end, word) {
        return true;
    }
    if is_in_list(text, start)
        || is_compared(text, start, end)
        || follows_other_word(text, start)
        || is_of_version(text, at)
    {
        return true;
    }
    if text.before(start) == b'(' && text.before(start - 1) == b' ' {
        let line = text.preceding_in_line(start, CHANGE_REACH);
        // `KB500123 (4.2.1.3)`
        let patch = line.trim_end_matches([' ', '(']).rsplit(' ').next().unwrap_or("");
        if patch
            .strip_prefix("KB")
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return true;
        }
        return (text.at(end) == b'-' || products::is_small(text.slice(start, end)))
            && VERSION_LINES[4..].iter().any(|beginning| line.starts_with(beginning));
    }
    if text.before(start) != b' ' {
        return false;
    }
    if joins(text, start, word) {
        return true;
    }
    let line = text.preceding_in_line(start, CHANGE_REACH);
    TO_VERSIONS.contains(word) && (line.ends_with("new in ") || is_changed(text, line, start, end))
        || line.ends_with("Fixed in: ")
        || line.strip_suffix("prior to ").is_some_and(|before| {
            let named = before.trim_end().rsplit(' ').next().unwrap_or("");
            named.ends_with("ersions")
                || named.starts_with(|c: char| c.is_ascii_uppercase())
                    && products::is_small(text.slice(start, end))
        })
        || VERSION_LINES.iter().any(|beginning| line.starts_with(beginning))
        || is_architecture(word) && is_of_architecture(text, line, start, end)
        || is_of_relation(text, line, start, end)
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
    if text.before(start) != b' ' || !matches!(text.before(start - 1), b' ' | b':' | b'-') {
        return false;
    }
    let is_blank = |byte: &&u8| matches!(**byte, b' ' | b':' | b'-');
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
