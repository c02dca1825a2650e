//! Windows paths.

mod space;

use std::borrow::Cow;

use super::{
    IndicatorKind,
    context::{Outcome, Text},
};

/// The longest path that is read, in bytes.
const LONGEST: usize = 2_048;
/// Reads a drive path at the letter at `start` (`C:\…`, `C:/…`).
pub(super) fn recognise_drive<'t>(text: &Text<'t>, start: usize) -> Option<Outcome<'t>> {
    let slash = text.at(start + 2);
    // Microsoft Defender writes `file:_C:\…`.
    let prefixed = text.before(start) == b'_' && text.at(start.wrapping_sub(2)) == b':';
    if !text.at(start).is_ascii_alphabetic()
        || text.at(start + 1) != b':'
        || !matches!(slash, b'\\' | b'/')
        || text.glued_before(start) && !prefixed
    {
        return None;
    }
    // `http:/…` has a longer scheme; `a://` is no drive.
    if slash == b'/' && (text.at(start + 3) == b'/' || !is_name_byte(text.at(start + 3))) {
        return None;
    }
    Some(finish(text, start, start + 3))
}

/// Reads `\\server\share\…`, `\\?\…`, `\Device\…` and their like at the backslash at `start`.
pub(super) fn recognise_backslash<'t>(text: &Text<'t>, start: usize) -> Outcome<'t> {
    const DEVICES: [&str; 6] =
        ["\\Device\\", "\\SystemRoot\\", "\\??\\", "\\\\Device\\\\", "\\\\SystemRoot\\\\", "\\\\??\\\\"];
    let mut first = start;
    while text.at(first) == b'\\' && first < start + 8 {
        first += 1;
    }
    let nothing = Outcome::Nothing { resume: first };
    if text.glued_before(start) || matches!(text.before(start), b':' | b'\\' | b'.' | b'%') {
        return nothing;
    }
    let rest = &text.bytes[start..];
    let is_prefix = |device: &&&str| {
        rest.len() > device.len() && rest[..device.len()].eq_ignore_ascii_case(device.as_bytes())
    };
    if let Some(device) = DEVICES.iter().find(is_prefix) {
        return finish(text, start, start + device.len());
    }
    let slashes = first - start;
    let namespace = matches!(text.at(first), b'?' | b'.') && text.at(first + 1) == b'\\';
    if (slashes != 2 && slashes != 4) || !(namespace || text.glued_after(first)) {
        return nothing;
    }
    if namespace {
        return finish(text, start, first);
    }
    // A share needs its server and at least one name below it.
    let mut server = first;
    while is_name_byte(text.at(server)) && text.at(server) != b' ' {
        server += 1;
    }
    // `"\\Google\\Chrome"` in JSON is a path without its beginning.
    if slashes == 2 && text.bytes[server..].starts_with(b"\\\\") {
        return nothing;
    }
    let below = server + if text.bytes[server..].starts_with(b"\\\\") { 2 } else { 1 };
    if text.at(server) != b'\\' || !(is_name_byte(text.at(below)) && text.at(below) != b' ') {
        return nothing;
    }
    finish(text, start, first)
}

/// Reads `%TEMP%\…` at the percent sign at `start`.
pub(super) fn recognise_variable<'t>(text: &Text<'t>, start: usize) -> Outcome<'t> {
    let mut end = start + 1;
    while end < start + 40
        && (text.at(end).is_ascii_alphanumeric() || matches!(text.at(end), b'_' | b'(' | b')'))
    {
        end += 1;
    }
    let named = end > start + 2 && text.at(end) == b'%' && matches!(text.at(end + 1), b'\\' | b'/');
    if !named || text.glued_before(start) {
        return Outcome::Nothing { resume: start + 1 };
    }
    finish(text, start, end + 2)
}

/// Turns the path from `start` into an indicator; `body` is behind its root.
fn finish<'t>(text: &Text<'t>, start: usize, body: usize) -> Outcome<'t> {
    let end = end(text, start, body);
    if end <= body {
        return Outcome::Nothing { resume: body };
    }
    let raw = text.slice(start, end);
    let value = if is_normal(raw) { Cow::Borrowed(raw) } else { Cow::Owned(normal(raw)) };
    // A colon beyond the drive, or a wildcard alone, is not a path.
    if value.len() < 4 && !value.starts_with('%') {
        return Outcome::Nothing { resume: end };
    }
    Outcome::Found { kind: IndicatorKind::WindowsPath, value, start, end }
}

/// Whether the path is written as it is to be: from a drive or a variable on, single backslashes only.
fn is_normal(raw: &str) -> bool {
    let mut before = b'\\';
    raw.bytes().all(|byte| {
        let doubled = byte == b'\\' && before == b'\\';
        before = byte;
        byte != b'/' && !doubled
    })
}

/// The path with single backslashes and without the prefixes that only programs write.
fn normal(raw: &str) -> String {
    let unc = raw.starts_with("\\\\");
    let mut value = String::with_capacity(raw.len());
    for character in raw.chars() {
        let character = if character == '/' { '\\' } else { character };
        if character != '\\' || !value.ends_with('\\') {
            value.push(character);
        }
    }
    if unc {
        let escaped_device = value.len() > 1
            && ["\\device\\", "\\systemroot\\", "\\??\\"].iter().any(|device| {
                value.get(..device.len()).is_some_and(|head| head.eq_ignore_ascii_case(device))
            });
        if !escaped_device {
            value.insert(0, '\\');
        }
    }
    for (prefix, replacement) in
        [("\\\\?\\UNC\\", "\\\\"), ("\\\\?\\", ""), ("\\\\.\\UNC\\", "\\\\"), ("\\??\\", "")]
    {
        if let Some(rest) = value.strip_prefix(prefix) {
            return format!("{replacement}{rest}");
        }
    }
    value
}

/// A byte that may stand in a part of a path.
fn is_name_byte(byte: u8) -> bool {
    !matches!(byte, 0..=31 | b'<' | b'>' | b':' | b'"' | b'|' | b'?' | b'*' | b'\\' | b'/' | 0x7F)
}

/// Bytes that are part of a path wherever they stand in it.
static PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop ends at 256")]
        let value = byte as u8;
        table[byte] =
            value.is_ascii_alphanumeric() || !value.is_ascii() || matches!(value, b'.' | b'_' | b'-');
        byte += 1;
    }
    table
};

/// Where the path, or registry key, that begins at `start` ends. `body` is behind its root.
pub(super) fn end(text: &Text<'_>, start: usize, body: usize) -> usize {
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

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn writes_every_spelling_of_a_path_one_way() {
        for (raw, value) in [
            (r"C:\\Users\\x", r"C:\Users\x"),
            ("C:/Users/x", r"C:\Users\x"),
            (r"\\?\C:\x", r"C:\x"),
            (r"\\?\UNC\srv\share", r"\\srv\share"),
            (r"\\\\srv\\share", r"\\srv\share"),
            (r"\\Device\\HarddiskVolume2\\a", r"\Device\HarddiskVolume2\a"),
        ] {
            assert_eq!(normal(raw), value);
        }
    }
}
