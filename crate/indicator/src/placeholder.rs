//! Place holders in paths and URLs: `<user>`, `<Company Name>`, `${VERSION}`.

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

/// How long the name of a variable is at most, in bytes.
const VARIABLE: usize = 40;

/// Where the variable of a shell at `at` ends: `$NAME`, `${NAME}`.
pub(super) fn variable_end(text: &Text<'_>, at: usize) -> Option<usize> {
    let braces = usize::from(text.at(at + 1) == b'{');
    let name = at + 1 + braces;
    let rest = text.bytes.get(name..)?.iter().take(VARIABLE);
    let length = rest.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let starts = text.at(name).is_ascii_alphabetic() || text.at(name) == b'_';
    (starts && (braces == 0 || text.at(name + length) == b'}')).then_some(name + length + braces)
}
