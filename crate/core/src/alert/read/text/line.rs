//! A selected line without what its transport put around it, and the way back to the selection.

use std::ops::Range;

/// Control characters as consoles, syslog servers and exports write them out, and what they stand for.
const WRITTEN: [(&str, &str); 9] = [
    ("#011", "\t"),
    ("#012", "\n"),
    ("#015", ""),
    ("#013", ""),
    ("<009>", "\t"),
    ("\\0x09", "\t"),
    ("\\r\\n", "\n"),
    ("\u{feff}", ""),
    // What pages put between words that stay together.
    ("\u{a0}", " "),
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
        let start = begin(selection);
        let text = selection[start..].trim_end();
        Self { text: text.to_owned(), pieces: vec![(0, start)] }
    }

    /// The same with written-out control characters as what they stand for.
    pub(crate) fn unescaped(selection: &str) -> Self {
        let start = begin(selection);
        let source = selection[start..].trim_end();
        let mut line = Self { text: String::with_capacity(source.len()), pieces: vec![(0, start)] };
        let mut copied = 0;
        for (at, _) in
            source.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'#' | b'<' | b'\\' | 0xef | 0xc2))
        {
            let Some((written, meant)) =
                WRITTEN.iter().find(|(written, _)| at >= copied && source[at..].starts_with(written))
            else {
                continue;
            };
            line.text.push_str(&source[copied..at]);
            line.text.push_str(meant);
            copied = at + written.len();
            line.pieces.push((line.text.len(), start + copied));
        }
        line.text.push_str(&source[copied..]);
        line
    }

    /// Where a part of the text stands in the selection, both in bytes.
    pub(crate) fn origin(&self, part: &Range<usize>) -> Range<usize> {
        let back = |at: usize| {
            let (piece, origin) =
                self.pieces[self.pieces.partition_point(|(begin, _)| *begin <= at).saturating_sub(1)];
            at - piece + origin
        };
        // The end belongs to the piece of the last byte.
        back(part.start)..part.end.checked_sub(1).map_or(0, |last| back(last) + 1).max(back(part.start))
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

/// Where one of these signs of a format begins, in bytes: at the beginning of a text or behind the header of syslog, at most
/// so many bytes into it. A sign anywhere else, as in the name of an agent or of a user, is somebody's text: whoever
/// could write it there could make a record of his own out of any line.
pub(crate) fn sign(text: &str, most: usize, signs: &[&str]) -> Option<usize> {
    let window = head(text, most);
    let first = signs.iter().filter_map(|sign| window.find(sign)).min()?;
    is_header(&text[..first]).then_some(first)
}

/// Whether this is what relays put before a record: times, hosts, programs, structured data; no quotes, no pairs, no
/// sentence behind the name of a program.
pub(crate) fn is_header(before: &str) -> bool {
    // A whole line in quotes is a cell of an export.
    let before = before.strip_prefix('"').unwrap_or(before);
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
    let is_tag = |word: &&str| word.ends_with(':');
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
        let plain = Line::of(selection);
        assert_eq!((plain.text.as_str(), plain.origin(&(0..1))), ("a#011b\\r\\n<009>c", 7..8));
    }
}
