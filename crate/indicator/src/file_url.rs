//! Paths in `file:` URLs of the own host (RFC 8089): a file there is asked for by its path, without escapes.

use percent_encoding::percent_decode;

use super::{
    context::{Recognised, Text},
    path, posix,
};

/// Reads the path of a URL whose scheme ends with the colon at `colon`: `file:///C:/a%20b.exe`,
/// `file://localhost/etc/hosts`. `None` where the word from `start` is another scheme, or another host's share is meant.
pub(super) fn recognise<'t>(text: &Text<'t>, start: usize, colon: usize) -> Option<Recognised<'t>> {
    if !text.slice(start, colon).eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = text.bytes.get(colon + 1..)?;
    let host = [&b"///"[..], b"//localhost/"].into_iter().find(|host| rest.starts_with(host))?;
    let slash = colon + host.len();
    let found =
        path::recognise_drive(text, slash + 1).unwrap_or_else(|| posix::recognise_behind(text, slash, 0));
    Some(unescaped(found))
}

/// The same path without escapes, where they are those of UTF-8 and none of them is a control character.
#[cold]
fn unescaped(found: Recognised<'_>) -> Recognised<'_> {
    match found {
        Recognised::Found { kind, value, start, end } if value.contains('%') => {
            let plain = percent_decode(value.as_bytes()).decode_utf8().ok();
            let plain =
                plain.filter(|plain| !plain.contains(char::is_control)).map(|plain| plain.into_owned());
            Recognised::Found { kind, value: plain.map_or(value, Into::into), start, end }
        }
        other => other,
    }
}
