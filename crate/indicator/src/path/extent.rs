//! Where a Windows path, or a registry key, ends.

use super::{
    super::context::Text,
    part::{PLAIN, is_name_byte},
    space,
};

/// The longest path that is read, in bytes.
const LONGEST: usize = 2_048;

/// Where the path, or registry key, that begins at `start` ends. `body` is behind its root.
pub(in super::super) fn end(text: &Text<'_>, start: usize, body: usize) -> usize {
    let quote = quote_before(text, start);
    let mut end = body;
    let mut last = body;
    while end < text.bytes.len() && end - start < LONGEST {
        if PLAIN[usize::from(text.at(end))] {
            end += 1;
            continue;
        }
        match text.at(end) {
            b'\\' if text.at(end + 1) == b'"' || text.at(end + 1) == b'\'' => break,
            b'\\' if text.is_json() && text.before(end) != b'\\' && text.is_escape(end) => break,
            b'\\' | b'/' => {
                // Only a backslash, doubled or not, or the slash of `C:/` separates.
                if text.at(end) == b'/'
                    && end > body
                    && (text.before(end) == b' ' || text.at(end + 1) == b'/')
                {
                    break;
                }
                end += 1;
                last = end;
            }
            b' ' if quote == Some(b'"') && end + 1 >= text.bytes.len() => break,
            b' ' => match space::goes_on(text, start, last, end, quote) {
                Some(next) => end = next,
                None => break,
            },
            byte if Some(byte) == quote => break,
            b',' | b';' if quote.is_none() => break,
            b'?' if last == body && text.at(end + 1) == b'\\' => end += 1,
            b':' if end == last + 1 && text.at(end + 1) == b'\\' => end += 1,
            // A place holder: `C:\Users\<user name>\…`.
            b'<' if end == last
                && let Some(close) = placeholder_end(text, end) =>
            {
                end = close;
            }
            byte if !is_name_byte(byte) => break,
            _ => end += 1,
        }
    }
    trim(text, body, end)
}

/// Where `<word>` at `at` ends, when a separator follows it.
fn placeholder_end(text: &Text<'_>, at: usize) -> Option<usize> {
    let inside = text.bytes[at + 1..].iter().take(24);
    let length = inside
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b' ' | b'.'))
        .count();
    let end = at + 2 + length;
    (length > 0 && text.at(end - 1) == b'>' && text.at(end) == b'\\').then_some(end)
}

/// What closes the quote, the tag or the bracket right before `start`, when it does so on the same line.
fn quote_before(text: &Text<'_>, start: usize) -> Option<u8> {
    let quote = match text.before(start) {
        quote @ (b'"' | b'\'' | b'`') => quote,
        b'>' => b'<',
        b'[' => b']',
        _ => return None,
    };
    let line = &text.bytes[start..text.bytes.len().min(start + LONGEST)];
    line.iter().take_while(|&&b| b != b'\n').any(|&b| b == quote).then_some(quote)
}

/// Takes the punctuation of the sentence off the end of a path; brackets are counted once, however many there are.
fn trim(text: &Text<'_>, body: usize, mut end: usize) -> usize {
    let surplus = |open: u8, close: u8| {
        let count = |wanted: u8| text.bytes[body..end].iter().filter(|&&byte| byte == wanted).count();
        count(close).saturating_sub(count(open))
    };
    let (mut round, mut square, mut curly) = (surplus(b'(', b')'), surplus(b'[', b']'), surplus(b'{', b'}'));
    while let Some(last) = text.slice(body, end).chars().next_back() {
        match last {
            '.' | ',' | ';' | ' ' | '\'' | '`' | '!' | '\\' | '”' | '’' | '»' | '“' | '。' | '，' | '、'
            | '；' | '）' | '」' | '】' => {}
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            '}' if curly > 0 => curly -= 1,
            _ => break,
        }
        end -= last.len_utf8();
    }
    end
}
