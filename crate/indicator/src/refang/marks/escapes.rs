//! Signs that a format writes otherwise: entities of HTML and XML, escapes of JSON, commands of LaTeX.

use super::{Mark, is_label, mark};

/// Entities of HTML and XML for the signs that end values, as logs and pages write them, some twice.
const ENTITIES: [(&str, &str); 23] = [
    ("&quot;", "\""),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&#34;", "\""),
    ("&#x27;", "'"),
    ("&#x22;", "\""),
    ("&#46;", "."),
    ("&#x2e;", "."),
    ("&#x2E;", "."),
    ("&#47;", "/"),
    ("&#x2f;", "/"),
    ("&#x2F;", "/"),
    ("&#58;", ":"),
    ("&#x3a;", ":"),
    ("&#64;", "@"),
    ("&#92;", "\\"),
    ("&amp;quot;", "\""),
    ("&amp;lt;", "<"),
    ("&amp;gt;", ">"),
    ("&amp;amp;", "&"),
    ("&amp;", "&"),
];

/// The sign that an entity stands for.
#[cold]
pub(super) fn entity(bytes: &[u8], at: usize) -> Option<Mark> {
    let (entity, plain) = ENTITIES.iter().find(|(entity, _)| bytes[at..].starts_with(entity.as_bytes()))?;
    mark(at, at + entity.len(), plain, false)
}

/// The backslash of a path as LaTeX writes it: `C:\textbackslash Temp`, `C:\textbackslash{}Temp`.
#[cold]
pub(super) fn of_tex(bytes: &[u8], at: usize) -> Option<Mark> {
    let command = b"\\textbackslash";
    let rest = bytes[at..].strip_prefix(command)?;
    let behind = if rest.starts_with(b"{}") { 2 } else { usize::from(rest.first() == Some(&b' ')) };
    (behind > 0).then(|| mark(at, at + command.len() + behind, "\\", false)).flatten()
}

/// `\/`, `\u0026` and their like: how JSON may write signs that URLs and mails have.
#[inline(never)]
pub(super) fn of_json(bytes: &[u8], at: usize) -> Option<Mark> {
    const SIGNS: [(&[u8], &str); 7] =
        [(b"26", "&"), (b"2b", "+"), (b"2f", "/"), (b"3c", "<"), (b"3d", "="), (b"3e", ">"), (b"27", "'")];
    if at > 0 && bytes[at - 1] == b'\\' {
        return None;
    }
    if bytes.get(at + 1) == Some(&b'/') {
        let joins = at > 0 && (is_label(bytes[at - 1]) || matches!(bytes[at - 1], b':' | b'/' | b'"'));
        return joins.then(|| mark(at, at + 2, "/", false)).flatten();
    }
    let digits = bytes.get(at + 4..at + 6)?;
    let (_, sign) = SIGNS.iter().find(|(code, _)| code.eq_ignore_ascii_case(digits))?;
    if &bytes[at + 1..at + 4] == b"u00" { mark(at, at + 6, sign, false) } else { None }
}
