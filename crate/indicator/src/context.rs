//! The text under the scanner, with what recognisers ask of the surroundings of a place.

use std::{borrow::Cow, cell::OnceCell};

use super::{
    block::{Block, SIZE},
    class,
    kind::IndicatorKind,
    refang::Edit,
    table::Table,
};

/// The answer of a recogniser about a place.
#[derive(Debug)]
pub(super) enum Recognised<'t> {
    /// An indicator from `start` to `end`. Its value is borrowed where it stands in the text as it is to be written.
    Found { kind: IndicatorKind, value: Cow<'t, str>, start: usize, end: usize },
    /// Nothing begins before `resume`.
    Nothing { resume: usize },
}

/// The text after refanging, with the places where it was changed.
pub(super) struct Text<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) edits: &'t [Edit],
    /// Whether the text holds JSON; found out when it is first asked for.
    json: OnceCell<bool>,
    /// The text as a table; found out when it is first asked for.
    table: OnceCell<Table>,
}

/// How far back a bracket may have been opened, in bytes.
const LINE_REACH: usize = 256;

/// How many brackets may have been opened and closed since then.
const MOST_CLOSED: usize = 8;

/// How far back a label may begin, in bytes.
const LABEL_REACH: usize = 48;

/// How many separators may stand between a label and its value.
const MOST_SEPARATORS: usize = 6;

impl<'t> Text<'t> {
    pub(super) const fn new(text: &'t str, edits: &'t [Edit]) -> Self {
        Self { text, bytes: text.as_bytes(), edits, json: OnceCell::new(), table: OnceCell::new() }
    }

    /// Whether the text holds JSON, in which a single backslash begins an escape and those of paths are doubled.
    pub(super) fn is_json(&self) -> bool {
        *self.json.get_or_init(|| {
            (0..self.bytes.len()).step_by(SIZE).any(|base| {
                let mut quotes = Block::read(self.bytes, base).is(b'"');
                while quotes != 0 {
                    if self.at(base + quotes.trailing_zeros() as usize + 1) == b':' {
                        return true;
                    }
                    quotes &= quotes - 1;
                }
                false
            })
        })
    }

    /// The text as a table.
    pub(super) fn table(&self) -> &Table {
        self.table.get_or_init(|| Table::read(self.text))
    }

    /// The part of the text in lower case.
    #[inline(never)]
    pub(super) fn lower(&self, start: usize, end: usize) -> Cow<'t, str> {
        let part = self.slice(start, end);
        if part.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            Cow::Owned(part.to_lowercase())
        } else {
            Cow::Borrowed(part)
        }
    }

    /// The byte at `at`, 0 beyond the end.
    pub(super) fn at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The byte before `at`, 0 at the beginning.
    pub(super) fn before(&self, at: usize) -> u8 {
        if at == 0 { 0 } else { self.at(at - 1) }
    }

    /// The part of the text, empty when the bounds do not fall on characters.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }

    /// `at`, or the beginning of the character that it would cut.
    pub(super) fn floor(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// At most `reach` bytes before `end`, from the beginning of a character on.
    #[inline(never)]
    pub(super) fn preceding(&self, end: usize, reach: usize) -> &'t str {
        let mut start = end.saturating_sub(reach);
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        self.slice(start, end)
    }

    /// Like [`Self::preceding`], cut at the beginning of the line that holds `end`.
    pub(super) fn preceding_in_line(&self, end: usize, reach: usize) -> &'t str {
        let before = self.preceding(end, reach);
        &before[before.bytes().rposition(|byte| byte == b'\n').map_or(0, |at| at + 1)..]
    }

    /// Whether the digits of a tab or the end of a line stand at `at`, as rsyslog writes them: `#011`, `#012`, `#015`.
    pub(super) fn is_octal(&self, at: usize) -> bool {
        self.before(at) == b'#'
            && self.bytes.get(at..at + 3).is_some_and(|digits| matches!(digits, b"011" | b"012" | b"015"))
    }

    /// Whether a character that makes words stands right before `at`.
    #[inline(never)]
    pub(super) fn glued_before(&self, at: usize) -> bool {
        if at > 3 && self.is_octal(at - 3) {
            return false;
        }
        match self.before(at) {
            b'n' | b'r' | b't' if self.is_escape(at.saturating_sub(2)) => false,
            byte if byte.is_ascii() => byte.is_ascii_alphanumeric() || byte == b'_',
            _ => self.slice(0, at).chars().next_back().is_some_and(is_word_char),
        }
    }

    /// Whether a line feed, a carriage return or a tab is written out at `at`, as JSON does: inside JSON, or with an
    /// address behind it.
    #[inline(never)]
    pub(super) fn is_escape(&self, at: usize) -> bool {
        if self.at(at) != b'\\' || !matches!(self.at(at + 1), b'n' | b'r' | b't') {
            return false;
        }
        if self.is_json() && self.before(at) != b'\\' {
            return true;
        }
        let digits = self.bytes[at + 2..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        (1..4).contains(&digits)
            && self.at(at + 2 + digits) == b'.'
            && self.at(at + 3 + digits).is_ascii_digit()
    }

    /// Whether the end of a line is written out at `at`, behind a text in which backslashes are doubled: `\r\n`, `\n` and
    /// what begins another line.
    #[cold]
    pub(super) fn is_written_out(&self, at: usize) -> bool {
        // Two backslashes before it are one of the text.
        let before = self.bytes[..at].iter().rev().take(8).take_while(|&&byte| byte == b'\\').count();
        if self.at(at) != b'\\' || before % 2 == 1 {
            return false;
        }
        match self.at(at + 1) {
            b'r' => self.bytes[at + 2..].starts_with(b"\\n"),
            b'n' => matches!(self.at(at + 2), b'A'..=b'Z' | 0..=b' ' | b'"' | b'\''),
            _ => false,
        }
    }

    /// Whether a character that makes words stands at `at`.
    #[inline(never)]
    pub(super) fn glued_after(&self, at: usize) -> bool {
        match self.at(at) {
            byte if byte.is_ascii() => byte.is_ascii_alphanumeric() || byte == b'_',
            _ => self.char_at(at).is_some_and(is_word_char),
        }
    }

    /// The character that begins at `at`.
    #[inline(never)]
    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// Whether someone defanged the text between `start` and `end`.
    pub(super) fn is_defanged(&self, start: usize, end: usize) -> bool {
        self.edits_between(start, end).any(|edit| edit.evidence)
    }

    /// Whether a dot between `start` and `end` was written with a backslash, as regular expressions do.
    pub(super) fn is_escaped(&self, start: usize, end: usize) -> bool {
        self.edits_between(start, end).any(|edit| edit.escaped)
    }

    fn edits_between(&self, start: usize, end: usize) -> impl Iterator<Item = &'t Edit> {
        let first =
            if self.edits.is_empty() { 0 } else { self.edits.partition_point(|edit| edit.at < start) };
        self.edits[first..].iter().take_while(move |edit| edit.at < end)
    }

    /// Whether a bracket is open in the line before `start`: `$(curl http://…)`.
    #[cold]
    pub(super) fn is_opened(&self, start: usize) -> bool {
        let mut closed = 0_usize;
        for &byte in self.bytes[..start].iter().rev().take(LINE_REACH).take_while(|&&byte| byte != b'\n') {
            match byte {
                b')' if closed == MOST_CLOSED => return false,
                b')' => closed += 1,
                b'(' if closed == 0 => return true,
                b'(' => closed -= 1,
                _ => {}
            }
        }
        false
    }

    /// The word before `at`, behind at most a few separators (`key=`, `"key": "`), and where it begins.
    #[inline(never)]
    pub(super) fn label(&self, at: usize) -> (&'t str, usize) {
        let floor = at.saturating_sub(LABEL_REACH);
        let most = at.saturating_sub(MOST_SEPARATORS);
        let mut end = at;
        while end > most && class::is_separator(self.before(end)) {
            end -= 1;
        }
        let mut start = end;
        while start > floor && class::is_word(self.before(start)) {
            start -= 1;
        }
        (self.slice(start, end), start)
    }
}

/// Whether a character outside ASCII belongs to a word. Scripts written without spaces end a word:
/// an address in the middle of Chinese text is an address.
pub(super) fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() && !is_spaceless_script(character)
}

/// Whether a character is a sign, as an icon or an arrow, and no letter, dash or bracket: it ends a path in front of it, and
/// belongs to no value behind it.
pub(super) fn is_sign(character: char) -> bool {
    matches!(u32::from(character),
        0xA6 | 0x2190..=0x27BF | 0x2900..=0x2BFF | 0xE000..=0xF8FF
            | 0x1F000..=0x1FAFF)
}

/// Whether the script of this character puts no spaces between words.
pub(super) fn is_spaceless_script(character: char) -> bool {
    matches!(u32::from(character),
        0x0E00..=0x0EFF | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}
