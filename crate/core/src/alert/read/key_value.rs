//! Names and values written one after the other: `key=value`, `key="value with spaces"`, `Key: value, `, `key:"value"; `,
//! and the extensions of CEF and LEEF, whose values go on until the next name.

use super::pairs::Pairs;

/// The longest value that is read, in bytes.
const LONGEST: usize = 4_096;

/// The pairs of `key=value` text; a value without quotes ends where `ends` says, or at the next name.
pub(super) fn read(text: &str, pairs: &mut Pairs) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|&byte| byte == b'=' || byte == b':') {
        let sign = at + found;
        at = sign + 1;
        let Some(name) = name_before(text, sign) else { continue };
        if bytes[sign] == b':' {
            // `key:"value"`, `key::"value"`, `Key: value,`; not a time, not a URL.
            let mut value = sign + 1;
            if bytes.get(value) == Some(&b':') {
                value += 1;
            }
            match bytes.get(value) {
                Some(b'"') => {}
                Some(b' ') if name.bytes().all(|byte| !byte.is_ascii_digit()) => value += 1,
                _ => continue,
            }
            let end = take(text, name, value, b",;\n\t", pairs);
            // A sentence behind a colon may hold pairs of its own.
            at = if bytes.get(value) == Some(&b'"') { end } else { value };
            continue;
        }
        let end = take(text, name, sign + 1, b" ,;|\n\t", pairs);
        // auditd puts a message with pairs of its own into single quotes.
        at = if bytes.get(sign + 1) == Some(&b'\'') { sign + 2 } else { end };
    }
}

/// The pairs of a text in which a value goes on until the next name: the extension of CEF.
pub(super) fn read_extension(text: &str, pairs: &mut Pairs) {
    let mut names: Vec<(usize, usize)> = Vec::new();
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        if byte != b'=' || at > 0 && bytes[at - 1] == b'\\' {
            continue;
        }
        let start = at - bytes[..at].iter().rev().take_while(|byte| is_name_byte(**byte)).count();
        if start < at && (start == 0 || matches!(bytes[start - 1], b' ' | b'\t' | b'|')) {
            names.push((start, at));
        }
    }
    for (index, &(start, sign)) in names.iter().enumerate() {
        let end = names.get(index + 1).map_or(text.len(), |&(next, _)| next);
        let value = text.get(sign + 1..end).unwrap_or("").trim();
        pairs.push(&text[start..sign], value.replace("\\=", "=").replace("\\\\", "\\").replace("\\|", "|"));
    }
}

const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// The name that ends at `end`, in quotes or not.
fn name_before(text: &str, end: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let end = if end > 0 && bytes[end - 1] == b'"' { end - 1 } else { end };
    let length = bytes[..end].iter().rev().take(48).take_while(|byte| is_name_byte(**byte)).count();
    let mut start = end - length;
    // `Source Address: 10.0.0.1`, `Local Host IP: …`: a name of several words, each with a capital letter.
    while start > 1
        && bytes[start - 1] == b' '
        && (bytes[start].is_ascii_uppercase() || is_of_address(&text[start..end]))
        && (bytes.get(end) == Some(&b':') || is_of_address(&text[start..end]))
    {
        let word =
            bytes[..start - 1].iter().rev().take(24).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if word == 0 || !bytes[start - 1 - word].is_ascii_uppercase() {
            break;
        }
        start -= word + 1;
    }
    (length > 0).then(|| &text[start..end])
}

/// Whether a word ends a name such as `Peer IP` or `Server port`.
fn is_of_address(word: &str) -> bool {
    ["ip", "port", "address", "ip address"].iter().any(|end| end.eq_ignore_ascii_case(word))
}

/// Takes the value that begins at `at`; returns where reading goes on.
fn take(text: &str, name: &str, at: usize, ends: &[u8], pairs: &mut Pairs) -> usize {
    let bytes = text.as_bytes();
    if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
        let mut end = at + 1;
        let limit = bytes.len().min(at + LONGEST);
        while end < limit && bytes[end] != *quote {
            end += if bytes[end] == b'\\' && quote == &b'"' && bytes.get(end + 1) == Some(&b'"') {
                2
            } else {
                1
            };
        }
        let end = end.min(limit);
        pairs.push(name, text.get(at + 1..end).unwrap_or(""));
        return (end + 1).min(bytes.len());
    }
    // No value that an alert has is longer.
    let window = &bytes[at..bytes.len().min(at + LONGEST)];
    let length = window.iter().position(|byte| ends.contains(byte)).unwrap_or(window.len());
    pairs.push(name, text.get(at..at + length).unwrap_or("").trim_end_matches([']', ')', '>']));
    at + length
}
