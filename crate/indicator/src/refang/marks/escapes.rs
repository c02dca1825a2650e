//! Signs that a format writes otherwise: entities of HTML and XML, escapes of JSON, commands of LaTeX.

use super::{Mark, is_label, mark, unusual::ascii};

/// Entities of HTML and XML with names, for the signs that end values, as logs and pages write them.
const ENTITIES: [(&[u8], &str); 11] = [
    (b"quot;", "\""),
    (b"lt;", "<"),
    (b"gt;", ">"),
    (b"apos;", "'"),
    (b"nbsp;", " "),
    (b"amp;", "&"),
    (b"period;", "."),
    (b"colon;", ":"),
    (b"sol;", "/"),
    (b"bsol;", "\\"),
    (b"commat;", "@"),
];

/// The sign that an entity stands for: `&lt;`, `&#92;`, `&#x5C;`, and what is written twice, `&amp;lt;`.
#[cold]
pub(super) fn entity(bytes: &[u8], at: usize) -> Option<Mark> {
    let name = at + 1;
    let of = |name: usize| numbered(bytes, name).or_else(|| named(bytes, name));
    let inner = bytes[name..].strip_prefix(b"amp;").and_then(|_| of(name + 4));
    let (end, plain) = inner.or_else(|| of(name))?;
    mark(at, end, plain, false)
}

/// Where an entity with a name ends, which begins at `at`, and its sign.
fn named(bytes: &[u8], at: usize) -> Option<(usize, &'static str)> {
    let (name, plain) = ENTITIES.iter().find(|(name, _)| bytes[at..].starts_with(name))?;
    Some((at + name.len(), plain))
}

/// The same of one with a number of ASCII: `#92;`, `#x5C;`.
fn numbered(bytes: &[u8], at: usize) -> Option<(usize, &'static str)> {
    let rest = bytes[at..].strip_prefix(b"#")?;
    let (digits, radix) = match rest.strip_prefix(b"x").or_else(|| rest.strip_prefix(b"X")) {
        Some(digits) => (digits, 16),
        None => (rest, 10),
    };
    let length = digits.iter().take(6).position(|&byte| byte == b';')?;
    let number = u32::from_str_radix(std::str::from_utf8(&digits[..length]).ok()?, radix).ok()?;
    let plain = match number {
        9 => "\t",
        10 => "\n",
        13 => "\r",
        0xA0 => " ",
        other => ascii(other)?,
    };
    Some((at + 1 + usize::from(radix == 16) + length + 1, plain))
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
