//! Place holders in paths: `<user>`, `<Company Name>`.

use super::context::Text;

/// The longest one, in bytes.
const LONGEST: usize = 24;

/// Where the word in angle brackets ends that begins at `at`, and how long it is inside them. `None` where there is none.
#[cold]
pub(super) fn end(text: &Text<'_>, at: usize) -> Option<(usize, usize)> {
    let inside = text.bytes[at + 1..].iter().take(LONGEST);
    let length = inside
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' ' | b'.'))
        .count();
    let end = at + 2 + length;
    (length > 0 && text.at(end - 1) == b'>').then_some((end, length))
}
