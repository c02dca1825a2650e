//! Whether a comma or a semicolon inside a URL divides it from the next field of a row.

use super::{class, context::Text, endings::Ending, hash::is_hash, words::Words};

/// A place inside a URL.
pub(super) struct FieldPart {
    /// Where the URL begins.
    pub(super) start: usize,
    /// Where the sign stands.
    pub(super) at: usize,
    /// Whether a full stop or a colon stands before it.
    pub(super) dotted: bool,
    /// Where the last slash before it stands, or what else ends the host.
    pub(super) slash: Option<usize>,
    /// Whether a question mark stands before it.
    pub(super) query: bool,
}

/// Words of cells beside URLs: types of indicators, and what is said of them.
static FIELDS: Words<40> = Words::new([
    "active",
    "backdoor",
    "benign",
    "botnet",
    "c2",
    "clean",
    "cnc",
    "dead",
    "domain",
    "download",
    "downloader",
    "dropper",
    "exploit",
    "high",
    "hostname",
    "ioc",
    "ip",
    "loader",
    "low",
    "malicious",
    "malware",
    "malware_download",
    "medium",
    "none",
    "offline",
    "online",
    "payload",
    "phish",
    "phishing",
    "ransomware",
    "rat",
    "scam",
    "spam",
    "stealer",
    "suspicious",
    "trojan",
    "unknown",
    "uri",
    "url",
    "webshell",
]);

/// How far the next field is read, in bytes.
const FIELD_REACH: usize = 64;

/// Whether the comma or semicolon ends the URL. Inside a path or a query it may belong to it: `/0,1518,a.html`,
/// `?ids=1,2`.
pub(super) fn divides(text: &Text<'_>, part: &FieldPart) -> bool {
    let sign = text.at(part.at);
    let behind = text.at(part.at + 1);
    // `/article/0,,1290-12,00.html`: numbers between commas, one of which is empty.
    if behind == b',' && class::is_digit(text.before(part.at)) && class::is_digit(text.at(part.at + 2)) {
        return false;
    }
    if sign == b',' && class::is_digit(behind) && text.before(part.at) == b',' {
        return false;
    }
    // The comma of a sentence; but `8,8,8,8` is a host that was made harmless.
    if behind <= b' ' || behind == sign && sign == b',' || sign == b',' && part.slash.is_none() {
        return behind <= b' ' || behind == sign || part.dotted;
    }
    if ["http", "hxxp", "ftp:"].iter().any(|scheme| {
        text.bytes
            .get(part.at + 1..part.at + 5)
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme.as_bytes()))
    }) {
        return true;
    }
    let before = text.before(part.start);
    if matches!(before, b'"' | b'\'' | b'`' | b'(' | b'<') {
        return false;
    }
    let line_start = matches!(before, 0 | b'\n');
    let cell = line_start || before == b' ' && text.before(part.start - 1) == sign;
    if before == sign || cell && text.table().is_divided_by(sign) {
        return true;
    }
    if sign == b';' {
        let next = text.slice(part.at + 1, field_end(text, part.at + 1, b';'));
        return part.slash.is_none() && part.dotted
            || FIELDS.contains(next)
            || is_date(next)
            || is_value(next);
    }
    let digits = class::is_digit(text.before(part.at)) && class::is_digit(behind);
    cell && text.table().is_regular(sign) && !digits || is_field(text, part, line_start)
}

/// Whether what follows the comma is a field of its own.
#[cold]
fn is_field(text: &Text<'_>, part: &FieldPart, line_start: bool) -> bool {
    let next = text.slice(part.at + 1, field_end(text, part.at + 1, b','));
    // A dash stands for nothing in a cell.
    next == "-"
        || text.before(part.at) == b'/' && !next.starts_with('@')
        || is_date(next) && !is_date(text.preceding(part.at, 10))
        || is_value(next)
        || FIELDS.contains(next.trim_matches(['"', ' ']))
        || line_start && is_sentence(next)
        || !part.query && is_field_behind_path(text, part, line_start, next)
}

/// Whether a field has several words. `thema,politik,uebersicht.html 200`: the first one may end the address as a file.
fn is_sentence(field: &str) -> bool {
    let first = field.trim_end().split_once(' ').map_or("", |(first, _)| first);
    first.starts_with(|c: char| c.is_ascii_alphabetic())
        && !first.rsplit_once('.').is_some_and(|(_, extension)| Ending::of(extension).is_of_files())
}

/// The same where the address ends in its path.
fn is_field_behind_path(text: &Text<'_>, part: &FieldPart, line_start: bool, next: &str) -> bool {
    ends_in_file(text, part) && !next.contains(['/', '=', '&', '%', '.'])
        || line_start && is_title(next)
        || text.before(part.start) == b'=' && is_named(next)
}

/// Where the field that begins at `at` ends.
fn field_end(text: &Text<'_>, at: usize, sign: u8) -> usize {
    let rest = &text.bytes[at..];
    let length = rest.iter().take(FIELD_REACH).take_while(|&&byte| byte != sign && byte >= b' ').count();
    text.floor(at + length)
}

/// `2026-03-01`, `01/03/2026`, `2026/03/01 10:15`
fn is_date(field: &str) -> bool {
    let shape: Vec<usize> = field
        .get(..10)
        .unwrap_or("")
        .split(['-', '/', '.'])
        .map(|part| if part.bytes().all(|byte| byte.is_ascii_digit()) { part.len() } else { 0 })
        .collect();
    matches!(shape[..], [4, 2, 2] | [2, 2, 4])
}

/// A hash, an address: what stands in a cell of its own.
fn is_value(field: &str) -> bool {
    let field = field.trim_matches(['"', ' ']);
    is_hash(field) || field.parse::<std::net::IpAddr>().is_ok()
}

/// Whether the path ends in the name of a file or of a page.
fn ends_in_file(text: &Text<'_>, part: &FieldPart) -> bool {
    let Some(slash) = part.slash.filter(|slash| part.at - slash < 2 * FIELD_REACH) else { return false };
    let name = text.slice(slash + 1, part.at);
    name.rsplit_once('.').is_some_and(|(_, extension)| Ending::of(extension).is_of_files())
}

/// A word that begins with a capital letter, as the content of a cell does.
fn is_title(field: &str) -> bool {
    field.starts_with(|c: char| c.is_ascii_uppercase())
        && field.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'.' | b':'))
}

/// `dst=1.2.3.4`: a field with its name, as the URL has one.
fn is_named(field: &str) -> bool {
    field.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'))
    })
}
