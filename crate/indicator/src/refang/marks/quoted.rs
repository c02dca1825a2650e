//! Quoted-printable, as mails are written (RFC 2045, section 6.7): `=3D` for an equals sign, and lines that an equals sign
//! breaks.

use super::{Mark, mark};

/// Whether a text is written so, which is looked for where it may be.
#[derive(Default)]
pub(super) struct Quoted(Option<bool>);

impl Quoted {
    /// The equals sign, or the broken line, at `at`.
    #[cold]
    pub(super) fn read(&mut self, bytes: &[u8], at: usize) -> Option<Mark> {
        let rest = &bytes[at + 1..];
        let (length, plain) = if rest.starts_with(b"3D") {
            (3, "=")
        } else if rest.starts_with(b"\r\n") {
            (3, "")
        } else if rest.starts_with(b"\n") {
            (2, "")
        } else {
            return None;
        };
        let is_quoted = *self.0.get_or_insert_with(|| is_quoted(bytes));
        is_quoted.then(|| mark(at, at + length, plain, false)).flatten()
    }
}

/// The name of this encoding, in the head of a mail.
const NAME: &[u8] = b"quoted-printable";

/// Whether a text says or shows it: its head, an attribute in quotes, `href=3D"…`, or several fields that are no parameters of an
/// address, `src=3D10.0.0.1 dst=3D…`.
fn is_quoted(bytes: &[u8]) -> bool {
    let mut fields = 0;
    let mut at = 0;
    while let Some(next) = bytes[at..].windows(3).position(|signs| signs == b"=3D") {
        at += next + 3;
        let before = bytes[..at - 3].iter().rev().take(WORD).take_while(|byte| **byte > b' ');
        let word = &bytes[at - 3 - before.count()..at - 3];
        if matches!(bytes.get(at), Some(b'"' | b'\'')) && word.last().is_some_and(u8::is_ascii_alphabetic) {
            return true;
        }
        let is_name = !word.is_empty()
            && word.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
        // `MD5=3d91…`: a hash that begins so
        let value =
            bytes[at - 2..].iter().take(LONGEST_HASH).take_while(|byte| byte.is_ascii_hexdigit()).count();
        fields += usize::from(is_name && value < SHORTEST_HASH);
        if fields > 1 {
            return true;
        }
    }
    bytes.windows(NAME.len()).any(|name| name.eq_ignore_ascii_case(NAME))
}

/// How long the word before such a sign is at most, in bytes.
const WORD: usize = 64;

/// How many digits a hash has at least, and at most.
const SHORTEST_HASH: usize = 32;
const LONGEST_HASH: usize = 128;
