//! Text of others on a terminal: what would move its cursor, change its title or turn its reading direction is written
//! out instead.

use std::borrow::Cow;

/// Whether a terminal obeys a character, or shows what stands beside it somewhere else.
fn is_command(c: char) -> bool {
    let turns =
        matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || turns || matches!(c, '\u{2028}' | '\u{2029}')
}

/// The text with each such character as `\u{…}`, but for those in `kept`.
pub(crate) fn harmless<'t>(text: &'t str, kept: &[char]) -> Cow<'t, str> {
    let obeyed = |c: char| is_command(c) && !kept.contains(&c);
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if obeyed(c) { written.extend(c.escape_unicode()) } else { written.push(c) }
    }
    Cow::Owned(written)
}

/// Makes one line of JSON that was just written harmless; see [`harmless_json`].
pub(crate) fn make_json_harmless(bytes: &mut Vec<u8>, from: usize) {
    // JSON itself writes out what is below, so that a line of ASCII without DEL is as it is.
    if bytes[from..].iter().all(|byte| *byte < 0x7f) {
        return;
    }
    let written = harmless_json(&String::from_utf8_lossy(&bytes[from..]));
    bytes.truncate(from);
    bytes.extend_from_slice(written.as_bytes());
}

/// JSON with each such character as JSON itself writes it out; they stand in its texts only.
pub(crate) fn harmless_json(json: &str) -> String {
    let mut written = String::with_capacity(json.len());
    for c in json.chars() {
        if is_command(c) && c != '\n' {
            written.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            written.push(c);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::{harmless, harmless_json};

    #[test]
    fn nothing_is_left_that_a_terminal_obeys() {
        assert_eq!(
            harmless("a\u{1b}[2J\u{9b}1m\r\n\u{202e}ä", &[]),
            r"a\u{1b}[2J\u{9b}1m\u{d}\u{a}\u{202e}ä"
        );
        assert_eq!(harmless("two\nlines", &['\n']), "two\nlines");
        assert_eq!(harmless_json("{\n\"a\": \"\u{9b}\u{202e}\"}"), "{\n\"a\": \"\\u009b\\u202e\"}");
    }
}
