//! The codes by which programs colour what they write to a terminal, which logs and their viewers keep as text.

use super::{Mark, mark};

/// The sign that begins such a code, as it is and as formats and programs write it out.
const ESCAPES: [&[u8]; 9] =
    [b"\x1b", b"\\u001b", b"\\u001B", b"\\x1b", b"\\x1B", b"\\033", b"\\e", b"#033", b"^["];

/// The code whose bracket is at `at`: `ESC[1;33m`, `\u001b[0m`, `#033[K`. It stands for nothing.
#[cold]
pub(super) fn colour(bytes: &[u8], at: usize) -> Option<Mark> {
    let escape = ESCAPES.iter().find(|escape| bytes[..at].ends_with(escape))?;
    let codes = bytes[at + 1..].iter().take(LONGEST);
    let end = at + 1 + codes.take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
    matches!(bytes.get(end), Some(b'm' | b'K')).then(|| mark(at - escape.len(), end + 1, "", false)).flatten()
}

/// Whether the byte before a bracket may end such a sign.
pub(super) const fn ends_escape(byte: u8) -> bool {
    matches!(byte, 0x1b | b'b' | b'B' | b'3' | b'e' | b'[')
}

/// How long the numbers of a code are at most, with what stands between them, in bytes.
const LONGEST: usize = 16;
