//! The two ends of a connection, with a slash before their ports: `10.0.0.4/51544->10.0.0.9/22`.

use super::{
    super::context::Text,
    octets::{dotted, number},
};

/// The text between the two ends.
const ARROWS: [&[u8]; 9] = [
    b"->",
    b" -> ",
    b"-->",
    b" --> ",
    b"=>",
    b" => ",
    b" to ",
    "\u{2192}".as_bytes(),
    " \u{2192} ".as_bytes(),
];

/// The number behind the slash at the other end of the connection whose one end stands from `start` to `after`.
#[cold]
pub(super) fn other_end(text: &Text<'_>, start: usize, after: usize) -> Option<u32> {
    source(text, start).or_else(|| destination(text, after))
}

/// Whether a text ends with a digit of an address: not with a word, as `/v1/feed/42 -> ` has one.
fn ends_address(before: &[u8]) -> bool {
    let part = before
        .iter()
        .rev()
        .take(45)
        .take_while(|byte| byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':'));
    let (mut dots, mut colons) = (0, 0);
    part.for_each(|byte| {
        dots += usize::from(*byte == b'.');
        colons += usize::from(*byte == b':');
    });
    dots >= 3 || colons >= 2
}

fn source(text: &Text<'_>, start: usize) -> Option<u32> {
    let before = ARROWS.iter().find_map(|arrow| text.bytes[..start].strip_suffix(*arrow))?;
    let digits = before.iter().rev().take(6).take_while(|byte| byte.is_ascii_digit()).count();
    let slash = before.len() - digits;
    // `to` is a word of prose too: `from 10.0.0.1/8 to 10.2.0.0/16`.
    let word = text.bytes[..start].ends_with(b" to ") && digits < 3;
    (digits > 0 && !word && before[..slash].ends_with(b"/") && ends_address(&before[..slash - 1]))
        .then(|| number(text, slash))?
        .map(|(number, _)| number)
}

fn destination(text: &Text<'_>, after: usize) -> Option<u32> {
    let arrow = ARROWS.iter().find(|arrow| text.bytes[after..].starts_with(arrow))?;
    if *arrow == b" to " {
        return None;
    }
    let begin = after + arrow.len();
    let six = || {
        let rest = text.bytes[begin..].iter().take(45);
        begin + rest.take_while(|byte| byte.is_ascii_hexdigit() || **byte == b':').count()
    };
    let end = dotted(text, begin).map_or_else(six, |address| address.end);
    (text.at(end) == b'/').then(|| number(text, end + 1))?.map(|(number, _)| number)
}
