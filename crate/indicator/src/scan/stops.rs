//! Where the walk over the text has to look: the places at which something could begin, found sixty-four bytes at a
//! time, so that ordinary words cost next to nothing.

use super::super::{
    block::{Block, SIZE, is, lower, within},
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
        loop {
            let at = self.candidate(from)?;
            match self.stop(at, from) {
                Some(stop) => return Some(stop),
                None => from = from.max(at + 1),
            }
        }
    }

    fn candidate(&mut self, from: usize) -> Option<usize> {
        if from >= self.text.bytes.len() {
            return None;
        }
        if from >= self.base + SIZE {
            self.base = from / SIZE * SIZE;
            self.mask = candidates(self.text.bytes, self.base);
        }
        if from > self.base {
            self.mask &= u64::MAX << (from - self.base);
        }
        while self.mask == 0 {
            self.base += SIZE;
            if self.base >= self.text.bytes.len() {
                return None;
            }
            self.mask = candidates(self.text.bytes, self.base);
        }
        Some(self.base + self.mask.trailing_zeros() as usize)
    }

    /// What there is at the candidate `at`; words are not followed back beyond `from`.
    fn stop(&self, at: usize, from: usize) -> Option<Stop> {
        let text = self.text;
        let byte = text.at(at);
        let start = word_start(text, at, from);
        if byte.is_ascii_hexdigit() {
            // A row of sixteen digits: the word around it may be a hash.
            return Some(Stop::Word { start, end: at + 16 });
        }
        if start < at {
            match byte {
                b'.' | b':' | b'\\' | b'@' | b'*' => return Some(Stop::Word { start, end: at }),
                b' ' | b',' if at - start <= 3 && text.at(start).is_ascii_digit() => {
                    return Some(Stop::Word { start, end: at });
                }
                // Before any other sign a word is nothing.
                _ => {}
            }
        }
        if byte == b'.' && start == at && !text.before(at).is_ascii() {
            let start = run::wide_label_start(text, at, from);
            return (start < at).then_some(Stop::Word { start, end: at });
        }
        match byte {
            b'\\' | b'/' | b'%' => Some(Stop::Sign { at }),
            b':' if text.at(at + 1) == b':' => Some(Stop::Sign { at }),
            b'~' if text.at(at + 1) == b'/' => Some(Stop::Sign { at }),
            _ => None,
        }
    }
}

/// Where the word that ends at `end` begins, at `from` at the earliest; `end` itself when there is none.
fn word_start(text: &Text<'_>, end: usize, from: usize) -> usize {
    let mut start = end;
    while start > from {
        match text.before(start) {
            byte if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') => start -= 1,
            byte if byte.is_ascii() => break,
            _ => match text.slice(from, start).chars().next_back() {
                Some(character) if is_word_char(character) => start -= character.len_utf8(),
                _ => break,
            },
        }
    }
    // A dash is inside words; none begins with it.
    while start < end && text.at(start) == b'-' {
        start += 1;
    }
    start
}

/// The bytes of the block at `base` at which something may begin, or a word may end that is something.
fn candidates(text: &[u8], base: usize) -> u64 {
    let block = Block::read(text, base);
    let digit = block.mask(|row| within(row, b'0', b'9'));
    let hex = digit | block.mask(|row| within(lower(row), b'a', b'f'));
    let word = digit | block.mask(|row| within(lower(row), b'a', b'z') | is(row, b'_'));
    let blank = block.mask(|row| within(row, 0, b' '));
    let sign = block.mask(|row| is(row, b'@') | is(row, b'%') | is(row, b'~'));
    let [dot, colon, comma] = [b'.', b':', b','].map(|byte| block.is(byte));
    let [slash, backslash, star] = [b'/', b'\\', b'*'].map(|byte| block.is(byte));

    // What stands before the first byte and behind the last is not known here: it is taken for whatever lets a
    // candidate pass.
    let after = |mask: u64| mask << 1 | 1;
    let before = |mask: u64| mask >> 1 | 1 << 63;
    let dots = dot & (!(blank >> 1) | after(digit));
    let colons = colon & before(hex | slash | backslash | colon);
    // A slash behind a word is none of a path, but for the letter of `\n`.
    let slashes = slash & (!(word << 1) | backslash << 2 | 0b11);
    let octets = (comma & before(digit) | blank & before(dot)) & after(digit);
    let stars = star & before(star);
    (dots | colons | slashes | octets | stars | hex_rows(hex) | backslash | sign) & block.inside
}

/// The first bytes of the rows of sixteen, on a multiple of sixteen, that are hexadecimal digits throughout: a word
/// of 32 holds at least one.
const fn hex_rows(hex: u64) -> u64 {
    let pairs = hex & hex >> 1;
    let fours = pairs & pairs >> 2;
    let eights = fours & fours >> 4;
    eights & eights >> 8 & 0x0001_0001_0001_0001
}
