//! A selected line without what its transport put around it, and the way back to the selection.

use std::ops::Range;

use super::python;

/// Control characters as consoles, syslog servers and exports write them out, and what they stand for.
const WRITTEN: [(&str, &str); 11] = [
    ("#011", "\t"),
    ("#012", "\n"),
    ("#015", ""),
    ("#013", ""),
    ("<009>", "\t"),
    ("\\0x09", "\t"),
    ("\\r\\n", "\n"),
    ("\u{feff}", ""),
    // Characters that pages put between words that stay together.
    ("\u{a0}", " "),
    // Quotes that a word processor, or a template written in one, has put around values
    ("\u{201c}", "\""),
    ("\u{201d}", "\""),
];

/// The text of a record, and where its parts stand in what was selected.
pub(crate) struct Line {
    pub(crate) text: String,
    /// Where pieces begin, in bytes: in the text, and in the selection. In ascending order, the first at 0.
    pieces: Vec<(usize, usize)>,
}

impl Line {
    /// The selection without blanks around it, the octet count, the priority and the version of syslog (RFC 5424,
    /// section 6; RFC 6587, section 3.4.1).
    pub(crate) fn of(selection: &str) -> Self {
        Self::with(selection, |_| None)
    }

    /// The same with written-out control characters as what they stand for.
    pub(crate) fn unescaped(selection: &str) -> Self {
        Self::with(selection, |rest| {
            let (written, meant) = WRITTEN.iter().find(|(written, _)| rest.starts_with(written))?;
            Some((written.len(), *meant))
        })
    }

    /// The record in a selection, with what `meant` says where it knows a length and what stands there, and without the
    /// escapes of the cell that the record was copied out of.
    fn with(selection: &str, meant: impl Fn(&str) -> Option<(usize, &'static str)>) -> Self {
        let start = begin(selection);
        let source = selection[start..].trim_end();
        let (start, source) = whole_cell(source).map_or((start, source), |inside| (start + 1, inside));
        let cell = cell(source);
        let mut line = Self { text: String::with_capacity(source.len()), pieces: vec![(0, start)] };
        let mut copied = 0;
        let signs = |byte: u8| matches!(byte, b'#' | b'<' | b'\\' | b'"' | 0xe2 | 0xef | 0xc2);
        for (at, _) in source.bytes().enumerate().filter(|(_, byte)| signs(*byte)) {
            if at < copied || cell.is_none() && source.as_bytes()[at] == b'"' {
                continue;
            }
            let rest = &source[at..];
            let in_cell = cell.as_ref().filter(|(place, _)| place.contains(&at));
            let unquoted = in_cell
                .and_then(|(_, escapes)| escapes.iter().find(|(written, _)| rest.starts_with(written)));
            let found = unquoted.map(|(written, meant)| (written.len(), *meant)).or_else(|| meant(rest));
            let Some((length, meant)) = found else { continue };
            line.text.push_str(&source[copied..at]);
            line.text.push_str(meant);
            copied = at + length;
            line.pieces.push((line.text.len(), start + copied));
        }
        line.text.push_str(&source[copied..]);
        line.in_json()
    }

    /// A value, and the way back to how it is written in a record: with the escapes of JSON, CSV or XML. Where the two do
    /// not go together, every part leads to the whole.
    pub(crate) fn written(value: &str, written: &str) -> Self {
        Self::value(value, written).in_json()
    }

    /// The same with an object as Python prints it in the words of JSON.
    fn in_json(mut self) -> Self {
        if let Some(json) = python::as_json(&self.text) {
            self.text = json;
        }
        self
    }

    fn value(value: &str, written: &str) -> Self {
        let whole = || Self { text: value.to_owned(), pieces: Vec::new() };
        if value == written {
            return Self { text: value.to_owned(), pieces: vec![(0, 0)] };
        }
        let mut pieces = vec![(0, 0)];
        let mut at = 0;
        // The value has no blanks around it.
        while let Some((length, _)) = blank(written.get(at..).unwrap_or("")).filter(|_| at < written.len()) {
            at += length;
        }
        pieces[0].1 = at;
        for (place, character) in value.char_indices() {
            let rest = written.get(at..).unwrap_or("");
            let escape = escape(rest).filter(|(_, meant)| *meant == character);
            if let Some((length, _)) = escape {
                pieces.push((place, at));
                at += length;
                pieces.push((place + character.len_utf8(), at));
            } else if rest.starts_with(character) {
                at += character.len_utf8();
            } else {
                return whole();
            }
        }
        Self { text: value.to_owned(), pieces }
    }

    /// The same without the octet count, the priority and the version of syslog.
    pub(crate) fn without_priority(mut self) -> Self {
        let start = begin(&self.text);
        if start == 0 {
            return self;
        }
        let first = self.origin(&(start..start + 1)).start;
        self.text.drain(..start);
        if !self.pieces.is_empty() {
            self.pieces.retain(|(begin, _)| *begin > start);
            self.pieces.iter_mut().for_each(|(begin, _)| *begin -= start);
            self.pieces.insert(0, (0, first));
        }
        self
    }

    /// Where a part of the text stands in the selection, both in bytes.
    pub(crate) fn origin(&self, part: &Range<usize>) -> Range<usize> {
        if self.pieces.is_empty() {
            return 0..0;
        }
        let back = |at: usize| {
            let (piece, origin) =
                self.pieces[self.pieces.partition_point(|(begin, _)| *begin <= at).saturating_sub(1)];
            at - piece + origin
        };
        // The end belongs to the piece of the last byte.
        back(part.start)..part.end.checked_sub(1).map_or(0, |last| back(last) + 1).max(back(part.start))
    }
}

/// The blank that a text begins with, escaped or not.
fn blank(text: &str) -> Option<(usize, char)> {
    let plain = text.chars().next().map(|first| (first.len_utf8(), first));
    escape(text).or(plain).filter(|(_, meant)| meant.is_whitespace())
}

/// Escapes, and what they stand for.
type Escapes = &'static [(&'static str, &'static str)];

/// The escapes of a cell of CSV (RFC 4180, section 2), and those of a text in JSON.
const DOUBLED: Escapes = &[("\"\"", "\"")];
const BACKSLASHED: Escapes = &[("\\\"", "\""), ("\\\\", "\\")];

/// What a text holds that is one cell of CSV with quotes in it, which are doubled (RFC 4180, section 2).
fn whole_cell(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut runs = inside.split(|c| c != '"').map(str::len);
    (inside.contains("\"\"") && runs.all(|length| length % 2 == 0)).then_some(inside)
}

/// Where in a text a record stands with the escapes of a cell that it was copied out of: an object whose quotes are
/// doubled or escaped, or pairs whose quotes are doubled.
fn cell(text: &str) -> Option<(Range<usize>, Escapes)> {
    let object = text.find('{');
    for (begin, escapes) in [("{\"\"", DOUBLED), ("{\\\"", BACKSLASHED)] {
        if let Some(start) = object.filter(|start| text[*start..].starts_with(begin)) {
            return Some((start..text.rfind('}').map_or(text.len(), |end| end + 1), escapes));
        }
    }
    let doubled = [":\"\"", "=\"\""].iter().any(|sign| {
        let behind = text.split(sign).skip(1).take(8);
        behind.filter_map(|rest| rest.bytes().next()).any(|first| first.is_ascii_alphanumeric())
    });
    let mut runs = text.split(|c| c != '"').map(str::len);
    let doubled = doubled || text.contains(",\"\"") && text.contains("\"\",");
    (doubled && runs.all(|length| length % 2 == 0)).then_some((0..text.len(), DOUBLED))
}

/// The escape that a text begins with, as far as values of logs have them: its length in bytes, and what it stands for.
fn escape(text: &str) -> Option<(usize, char)> {
    let mut characters = text.chars();
    match (characters.next()?, characters.next()?) {
        ('\\', 'u') => {
            let code = u32::from_str_radix(text.get(2..6)?, 16).ok()?;
            Some((6, char::from_u32(code)?))
        }
        ('\\', second) => {
            let meant = match second {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                other => other,
            };
            Some((1 + second.len_utf8(), meant))
        }
        ('"', '"') => Some((2, '"')),
        ('&', _) => {
            let entities = [("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&apos;", '\''), ("&amp;", '&')];
            let (entity, meant) = entities.into_iter().find(|(entity, _)| text.starts_with(entity))?;
            Some((entity.len(), meant))
        }
        _ => None,
    }
}

/// Where a part of a text stands in it, in bytes; empty where it is no part.
pub(crate) fn place(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    start.map(|start| start..start + part.len()).filter(|span| span.end <= text.len()).unwrap_or_default()
}

/// The beginning of a text, at most so many bytes of it.
pub(crate) fn head(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// The end of a text, at most so many bytes of it, from the beginning of a character on.
pub(crate) fn tail(text: &str, most: usize) -> &str {
    let start = (text.len().saturating_sub(most)..=text.len()).find(|start| text.is_char_boundary(*start));
    &text[start.unwrap_or(text.len())..]
}

/// Where one of these signs of a format begins, in bytes: at the beginning of a text or behind the header of syslog, at most
/// so many bytes into it. A sign anywhere else, as in the name of an agent or of a user, is somebody's text: whoever
/// could write it there could make a record of his own out of any line.
pub(crate) fn sign(text: &str, most: usize, signs: &[&str]) -> Option<usize> {
    let window = head(text, most);
    let first = signs.iter().filter_map(|sign| window.find(sign)).min()?;
    let before = &text[..first];
    // A record begins in its own line.
    (is_header(before) && !before.trim_start().contains('\n')).then_some(first)
}

/// Whether this is what relays put before a record: times, hosts, programs, structured data; no quotes, no pairs, no
/// sentence behind the name of a program.
pub(crate) fn is_header(before: &str) -> bool {
    // A whole line in quotes is a cell of an export.
    let before = before.strip_prefix('"').unwrap_or(before);
    // A byte order mark, or what became of one.
    let before = before.trim_end_matches(['?', '\u{feff}', '\u{fffd}', 'ï', '»', '¿', '\u{1a}']);
    if !before.is_empty() && !before.ends_with([' ', '\t', '\n', ':', ']', '>', '-']) {
        return false;
    }
    let is_row = |pair: &[u8]| pair[0] == b',' && pair[1] != b' ';
    if before.as_bytes().windows(2).any(is_row) {
        return false;
    }
    let (mut depth, mut plain) = (0_usize, String::new());
    for c in before.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '"' | '{' | '=' | '|' | '\'' if depth == 0 => return false,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    // `local4.warning:` stands before the host.
    let is_level = |word: &&str| {
        word.contains('.') && !word.contains(|c: char| c != '.' && c != ':' && !c.is_alphanumeric())
    };
    let is_tag = |word: &&str| word.ends_with(':') && !is_level(word);
    let is_name = |word: &&str| word.starts_with(|c: char| c.is_alphabetic() || c == '%');
    let mut behind = plain.split_whitespace().filter(is_name).skip_while(|word| !is_tag(word));
    plain.split_whitespace().count() <= HEADER_WORDS && behind.all(|word| is_tag(&word))
}

/// How many words a header has at most: a time in six, a host, a program, its number and that of the message.
const HEADER_WORDS: usize = 12;

/// Where the record begins in the selection, in bytes.
fn begin(selection: &str) -> usize {
    let mut rest = selection.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((_, after)) =
        rest.split_once(' ').filter(|(count, after)| digits(count) && after.starts_with('<'))
    {
        rest = after;
    }
    let priority = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
    if let Some((_, after)) =
        priority.filter(|(number, _)| number.len() <= 3 && !number.is_empty() && digits(number))
    {
        let after = after.trim_start();
        rest = after.strip_prefix("1 ").unwrap_or(after);
    }
    selection.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn parts_lead_back_to_the_selection() {
        let selection = " <13>1 a#011b\\r\\n<009>c ";
        let line = Line::unescaped(selection);
        assert_eq!(line.text, "a\tb\n\tc");
        for (at, part) in [(0, "a"), (2, "b"), (5, "c")] {
            assert_eq!(&selection[line.origin(&(at..at + 1))], part);
        }
        let inner = Line::written("<13>1 a\tb", "<13>1 a\\tb").without_priority();
        assert_eq!(
            (inner.text.as_str(), inner.origin(&(0..1)), inner.origin(&(2..3))),
            ("a\tb", 6..7, 9..10)
        );
        let plain = Line::of(selection);
        assert_eq!((plain.text.as_str(), plain.origin(&(0..1))), ("a#011b\\r\\n<009>c", 7..8));
    }
}
