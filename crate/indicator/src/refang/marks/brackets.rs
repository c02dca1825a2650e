//! Marks in brackets: `[.]`, `(dot)`, `{@}`, and those of which half is left.

use super::{super::chain::Chain, Mark, between_labels, mark};

/// The content of brackets in lower case, and its meaning.
const BRACKETED: [(&str, &str); 20] = [
    ("-", "-"),
    (".", "."),
    ("dot", "."),
    ("d", "."),
    (",", "."),
    (" . ", "."),
    (" dot ", "."),
    ("punkt", "."),
    ("point", "."),
    ("punto", "."),
    ("ponto", "."),
    (":", ":"),
    ("::", "::"),
    ("://", "://"),
    (":/", ":/"),
    ("/", "/"),
    ("//", "//"),
    ("@", "@"),
    ("at", "@"),
    (" at ", "@"),
];

/// `[.]`, `(dot)`, `{@}`, with a space on both sides or none.
#[inline(never)]
pub(super) fn bracketed(text: &str, at: usize, floor: usize, open: u8, chain: &mut Chain) -> Option<Mark> {
    let bytes = text.as_bytes();
    let close = match open {
        b'[' => b']',
        b'(' => b')',
        b'{' => b'}',
        _ => b'>',
    };
    let length = bytes[at + 1..].iter().take(6).position(|&byte| byte == close)?;
    let inside = text.get(at + 1..at + 1 + length)?;
    let (_, plain) = BRACKETED.iter().find(|(written, _)| inside.eq_ignore_ascii_case(written))?;
    let (mut start, mut end) = (at, at + length + 2);
    // `85a3[::]8a2e`, in an address whose other colons are made harmless.
    if *plain == "::" && !(between_labels(bytes, start, end) && bytes[start - 1].is_ascii_hexdigit()) {
        return None;
    }
    if open == b'<' && *plain != "." || open == b'(' && inside.eq_ignore_ascii_case("d") {
        return None;
    }
    if matches!(*plain, "." | "@" | "-") {
        // `evil (dot) com` and `evil [.] com`; but `for (.) of` is a sentence about something else.
        let clear = open == b'[' || inside.bytes().any(|byte| byte.is_ascii_alphabetic());
        if clear
            && *plain != "-"
            && start > floor + 1
            && bytes[start - 1] == b' '
            && bytes.get(end) == Some(&b' ')
        {
            // Between spaces it may also stand for itself: `shown as [.] in the legend`, `press [d] to delete`.
            if *plain == "." && (inside.eq_ignore_ascii_case("d") || !chain.ends_in_domain(bytes, end + 1)) {
                return None;
            }
            (start, end) = (start - 1, end + 1);
        }
        if !between_labels(bytes, start, end) {
            return None;
        }
    } else if *plain == ":" && (bytes[end..].starts_with(b"[:]") || bytes[..start].ends_with(b"[:]")) {
        // `[:][:]1`, `fe80[:][:]`
    } else if start == 0 || bytes[start - 1] == b' ' || bytes.get(end).is_none_or(|byte| *byte <= b' ') {
        return None;
    }
    mark(start, end, plain, true)
}

/// `evil[.com`
pub(super) fn half_open(bytes: &[u8], at: usize) -> Option<Mark> {
    if bytes[at] != b'[' || bytes.get(at + 1) != Some(&b'.') || !between_labels(bytes, at, at + 2) {
        return None;
    }
    mark(at, at + 2, ".", true)
}
