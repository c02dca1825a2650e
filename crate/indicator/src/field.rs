//! Whether a comma or a semicolon inside a URL divides it from the next field of a row.

use super::{context::Text, endings::Ending, words::Words};

/// A place inside a URL.
#[derive(Clone, Copy)]
pub(super) struct Part {
    /// Where the URL begins.
    pub(super) start: usize,
    /// Where its host begins, or its path where it has no scheme.
    pub(super) from: usize,
    /// Where the sign stands.
    pub(super) at: usize,
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
pub(super) fn divides(text: &Text<'_>, part: Part) -> bool {
    let sign = text.at(part.at);
    let before = text.slice(part.from, part.at);
    let quoted = matches!(text.before(part.start), b'"' | b'\'' | b'`' | b'(' | b'<');
    let next = text.slice(part.at + 1, field_end(text, part.at + 1, sign));
    if ["http", "hxxp", "ftp:"].iter().any(|scheme| starts_with(next, scheme)) {
        return true;
    }
    // No host holds a comma; but `8,8,8,8` is one that was made harmless.
    if sign == b',' && !before.contains(['/', '?', '#', '@']) {
        return before.contains(['.', ':', ']']);
    }
    if quoted {
        return false;
    }
    if sign == b';' {
        return text.before(part.start) == b';' || text.table().is_divided_by(sign);
    }
    let table = text.table();
    if text.before(part.start) == sign || table.is_divided_by(sign) {
        return true;
    }
    let digits =
        before.ends_with(|c: char| c.is_ascii_digit()) && next.starts_with(|c: char| c.is_ascii_digit());
    if table.is_regular(sign) && !digits {
        return true;
    }
    let line_start = matches!(text.before(part.start), 0 | b'\n');
    next.trim().is_empty()
        || before.ends_with('/') && !next.starts_with('@')
        || is_date(next) && !ends_in_date(before)
        || is_value(next)
        || FIELDS.contains(next.trim_matches(['"', ' ']))
        || line_start && next.trim_end().contains(' ') && next.starts_with(|c: char| c.is_ascii_alphabetic())
        || !part.query && ends_in_file(before) && !next.contains(['/', '=', '&', '%', '.'])
        || !part.query && line_start && is_title(next)
}

/// Where the field that begins at `at` ends.
fn field_end(text: &Text<'_>, at: usize, sign: u8) -> usize {
    let rest = &text.bytes[at..];
    let length = rest.iter().take(FIELD_REACH).take_while(|&&byte| byte != sign && byte >= b' ').count();
    let mut end = at + length;
    while !text.text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

fn starts_with(text: &str, head: &str) -> bool {
    text.get(..head.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(head))
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

fn ends_in_date(text: &str) -> bool {
    text.len() > 10 && text.get(text.len() - 10..).is_some_and(is_date)
}

/// A hash, an address: what stands in a cell of its own.
fn is_value(field: &str) -> bool {
    let field = field.trim_matches(['"', ' ']);
    matches!(field.len(), 32 | 40 | 64) && field.bytes().all(|byte| byte.is_ascii_hexdigit())
        || field.parse::<std::net::IpAddr>().is_ok()
}

/// Whether the path ends in the name of a file or of a page.
fn ends_in_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or("");
    path.contains('/')
        && name.rsplit_once('.').is_some_and(|(_, extension)| Ending::of(extension).is_of_files())
}

/// A word that begins with a capital letter, as the content of a cell does.
fn is_title(field: &str) -> bool {
    field.starts_with(|c: char| c.is_ascii_uppercase())
        && field.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'.' | b':'))
}
