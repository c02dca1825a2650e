//! Words of Hebrew and Arabic that are written together with what follows: `ב-x.com` and `בx.com` stand for "in x.com".

use super::{Mark, mark};

/// How long such a word is at most, in bytes: three letters, each of two.
const LONGEST: usize = 6;

/// Whether a letter of two bytes at `at` is the last before a sign or a letter of ASCII that such a word joins.
pub(super) fn may_end(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 2).is_some_and(|&next| next == b'-' || next.is_ascii_alphanumeric())
}

/// The letter before a value, or the hyphen behind it, which separates as a blank does; nothing inside a longer word.
#[cold]
pub(super) fn read(text: &str, at: usize) -> Option<Mark> {
    let bytes = text.as_bytes();
    let (start, end) = if bytes[at + 2] == b'-' { (at + 2, at + 3) } else { (at, at + 2) };
    // Words of its own language go on behind other hyphens.
    if !matches!(bytes.get(end)?, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'/') {
        return None;
    }
    let letters = bytes[..at].iter().rev().take(LONGEST).take_while(|byte| !byte.is_ascii()).count();
    let before = at.checked_sub(letters + 1).map_or(b' ', |before| bytes[before]);
    let begins =
        letters < LONGEST && matches!(before, b' ' | b'\n' | b'\r' | b'\t' | b'"' | b'\'' | b'(' | b'>');
    begins.then(|| mark(start, end, " ", false)).flatten()
}
