//! Characters outside ASCII that stand for others: without a width, dashes, full stops and letters of East Asian fonts.

use super::{super::chain::Chain, Mark, between_labels, mark};

/// Zero-width characters, dashes, and the wide forms of East Asian fonts.
#[inline(never)]
pub(super) fn unusual(text: &str, at: usize, chain: &mut Chain) -> Option<Mark> {
    let character = text.get(at..)?.chars().next()?;
    let end = at + character.len_utf8();
    let plain = match character {
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "",
        '\u{2010}' | '\u{2011}' if between_labels(text.as_bytes(), at, end) => "-",
        // The full stop of Chinese and Japanese also ends sentences: `ログはOK。DNSもOK。`
        '\u{3002}' | '\u{ff61}'
            if between_ascii(text.as_bytes(), at, end)
                && !(text.as_bytes()[end].is_ascii_digit() || chain.ends_in_domain(text.as_bytes(), end)) =>
        {
            return None;
        }
        '\u{3002}' | '\u{ff61}' | '\u{ff0e}' if between_ascii(text.as_bytes(), at, end) => ".",
        // Around a path or a name they hold its blanks together as those of ASCII do.
        '„' | '“' | '”' | '«' | '»' => "\"",
        '\u{ff01}'..='\u{ff5e}' => wide(character)?,
        _ => return None,
    };
    mark(at, end, plain, matches!(plain, "."))
}

fn between_ascii(bytes: &[u8], before: usize, after: usize) -> bool {
    before > 0
        && bytes[before - 1].is_ascii_alphanumeric()
        && bytes.get(after).is_some_and(u8::is_ascii_alphanumeric)
}

/// The ASCII character of a full-width digit, letter, colon, slash or at sign.
fn wide(character: char) -> Option<&'static str> {
    let folded =
        matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '：' | '／' | '＠' | '．' | '－');
    folded.then(|| ascii(u32::from(character) - 0xFF01 + 0x21)).flatten()
}

/// The character of ASCII with this number, where it can be seen, or is a blank.
pub(super) fn ascii(number: u32) -> Option<&'static str> {
    const ASCII: &str =
        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    let index = usize::try_from(number.checked_sub(0x20)?).ok()?;
    ASCII.get(index..=index)
}
