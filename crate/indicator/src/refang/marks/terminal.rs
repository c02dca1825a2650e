//! The codes by which programs colour what they write to a terminal, which logs and their viewers keep as text.

use super::{Mark, mark};

/// The sign that begins such a code, as it is and as formats and programs write it out.
const ESCAPES: [&[u8]; 10] =
    [b"\x1b", b"\\u001b", b"\\u001B", b"\\x1b", b"\\x1B", b"\\033", b"\\e", b"#033", b"^[", "␛".as_bytes()];

/// The code whose bracket is at `at`: `ESC[1;33m`, `\u001b[0m`, `#033[K`. It stands for nothing.
#[cold]
pub(super) fn colour(bytes: &[u8], at: usize) -> Option<Mark> {
    let codes = bytes[at + 1..].iter().take(LONGEST);
    let end =
        at + 1 + codes.take_while(|byte| byte.is_ascii_digit() || matches!(**byte, b';' | b'?')).count();
    let sign = *bytes.get(end)?;
    let escape = ESCAPES.iter().find(|escape| bytes[..at].ends_with(escape));
    // Viewers of logs lose the first sign: `[33mevil.com[0m`.
    let is_lost =
        || sign == b'm' && bytes[end..bytes.len().min(end + REACH)].windows(3).any(|signs| signs == b"[0m");
    let is_code = match escape {
        Some(_) => matches!(sign, b'm' | b'K' | b'J' | b'H' | b'h' | b'l'),
        None => is_lost() || bytes[at..].starts_with(b"[0m"),
    };
    is_code.then(|| mark(at - escape.map_or(0, |escape| escape.len()), end + 1, "", false)).flatten()
}

/// How far behind a colour without its first sign its end is looked for, in bytes.
const REACH: usize = 256;

/// How long the numbers of a code are at most, with what stands between them, in bytes.
const LONGEST: usize = 16;
