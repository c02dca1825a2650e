//! Where the walk over the text has to look: the places at which something could begin, found sixty-four bytes at a
//! time, so that ordinary words cost next to nothing.

use super::super::{
    block::{Block, SIZE, is, lower, within},
    class,
    context::{Text, is_word_char},
    run,
};

/// A place to look at.
pub(super) enum Stop {
    /// A word begins at `start` and goes at least as far as `end`.
    Word { start: usize, end: usize },
    /// One of `\ / % ~` stands here, or a colon in front of another, and no word before it.
    Sign { at: usize },
}

/// Finds the stops of a text, from its beginning to its end.
pub(super) struct Stops<'t> {
    text: &'t Text<'t>,
    /// Where the current block begins; a multiple of [`SIZE`].
    base: usize,
    /// Candidates of the current block that have not been passed.
    mask: u64,
}

impl<'t> Stops<'t> {
    pub(super) fn new(text: &'t Text<'t>) -> Self {
        let mask = if text.bytes.is_empty() { 0 } else { candidates(text.bytes, 0) };
        Self { text, base: 0, mask }
    }

    /// The first stop at or behind `from`. Calls go forward: `from` is never less than in the call before.
    pub(super) fn next(&mut self, from: usize) -> Option<Stop> {
        let mut from = from;
        if from >= self.base + SIZE {
            self.enter(from / SIZE * SIZE)?;
        }
        if from > self.base {
            self.mask &= u64::MAX << (from - self.base);
        }
        loop {
            while self.mask != 0 {
                let at = self.base + self.mask.trailing_zeros() as usize;
                // The candidate stays: what is found may end before it.
                if let Some(stop) = self.stop(at, from) {
                    return Some(stop);
                }
                self.mask &= self.mask - 1;
                from = from.max(at + 1);
            }
            self.enter(self.base + SIZE)?;
        }
    }

    /// Goes to the block at `base`; `None` behind the end of the text.
    fn enter(&mut self, base: usize) -> Option<()> {
        self.base = base;
        self.mask = if base < self.text.bytes.len() { candidates(self.text.bytes, base) } else { 0 };
        (base < self.text.bytes.len()).then_some(())
    }

    /// The candidate at `at`; words are not followed back beyond `from`.
    fn stop(&self, at: usize, from: usize) -> Option<Stop> {
        let text = self.text;
        let next = text.at(at + 1);
        let word = || {
            let start = word_start(text, at, from);
            (start < at).then_some(Stop::Word { start, end: at })
        };
        match text.at(at) {
            b'.' => {
                let before = text.before(at);
                // `8 . 8 . 8 . 8`
                if before == b' ' && at > from && class::is_digit(text.before(at - 1)) {
                    return self.octet(at - 1, from);
                }
                if next <= b' ' && !class::is_digit(before) && next != 0 {
                    return None;
                }
                if !before.is_ascii() {
                    return self.wide(at, from);
                }
                word()
            }
            b'/' => {
                // A slash right after a word starts no path, but for the letter of `\n`.
                let glued = class::is_word(text.before(at)) && text.before(at) != b'-';
                let escaped = at > 1 && text.before(at - 1) == b'\\';
                (!glued || escaped).then_some(Stop::Sign { at })
            }
            b':' if matches!(next, b':' | b'/' | b'\\') || class::is_hex(next) || ends_in_drive(text, at) => {
                word().or_else(|| (next == b':').then_some(Stop::Sign { at }))
            }
            b'\\' => word().or(Some(Stop::Sign { at })),
            b',' if class::is_digit(text.before(at)) && class::is_digit(next) => self.octet(at, from),
            b'@' => word(),
            b'*' if next == b'*' => word(),
            b'%' => Some(Stop::Sign { at }),
            b'~' if next == b'/' => Some(Stop::Sign { at }),
            // A row of sixteen digits: the word around it may be a hash.
            byte if class::is_hex(byte) => {
                Some(Stop::Word { start: word_start(text, at, from), end: at + 16 })
            }
            _ => None,
        }
    }

    /// The word of at most three digits that ends at `at`, before a comma or a blank.
    fn octet(&self, at: usize, from: usize) -> Option<Stop> {
        let start = word_start(self.text, at, from);
        let octet = start < at && at - start <= 3 && class::is_digit(self.text.at(start));
        octet.then_some(Stop::Word { start, end: at })
    }

    /// The word that ends before the dot at `at` with a character outside ASCII.
    fn wide(&self, at: usize, from: usize) -> Option<Stop> {
        let mut start = word_start(self.text, at, from);
        if start == at {
            start = run::wide_label_start(self.text, at, from);
        }
        (start < at).then_some(Stop::Word { start, end: at })
    }
}

/// Where the word that ends at `end` begins, at `from` at the earliest; `end` itself when there is none.
fn word_start(text: &Text<'_>, end: usize, from: usize) -> usize {
    let mut start = end;
    loop {
        while start > from && class::is_word(text.before(start)) {
            start -= 1;
        }
        if start == from || text.before(start).is_ascii() {
            break;
        }
        match text.slice(from, start).chars().next_back() {
            Some(character) if is_word_char(character) => start -= character.len_utf8(),
            _ => break,
        }
    }
    // A dash is inside words; none begins with it.
    while start < end && text.at(start) == b'-' {
        start += 1;
    }
    start
}

/// Whether a drive of PowerShell for the registry ends at `at`: `HKCU:Environment`.
fn ends_in_drive(text: &Text<'_>, at: usize) -> bool {
    matches!(text.before(at) | 0x20, b'm' | b'u')
        && at > 3
        && matches!(
            [text.bytes[at - 4] | 0x20, text.bytes[at - 3] | 0x20, text.bytes[at - 2] | 0x20],
            [b'h', b'k', b'l' | b'c']
        )
}

/// The bytes of the block at `base` at which something may begin, or a word may end that is something.
fn candidates(text: &[u8], base: usize) -> u64 {
    let block = Block::read(text, base);
    let signs = block.mask(|row| {
        is(row, b'.')
            | is(row, b'/')
            | is(row, b':')
            | is(row, b'\\')
            | is(row, b',')
            | is(row, b'@')
            | is(row, b'%')
            | is(row, b'*')
            | is(row, b'~')
    });
    // The first bytes of the rows that are hexadecimal digits throughout: a word of 32 holds at least one.
    let hex = block.rows_of(|row| within(row, b'0', b'9') | within(lower(row), b'a', b'f'));
    (signs | hex) & block.inside
}
