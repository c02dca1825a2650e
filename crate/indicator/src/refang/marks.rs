//! The marks that defanging leaves in a text: where they may begin, and which of them begins there.

mod announced;
mod brackets;
mod escapes;
mod paths;
mod prefix;
mod quoted;
mod terminal;
mod unusual;
mod worded;

use super::{
    super::{
        block::{Block, SIZE, is, lower, within},
        kind::Span,
    },
    chain::Chain,
};
use quoted::Quoted;

/// A mark with what it stands for.
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) plain: &'static str,
    pub(super) evidence: bool,
}

/// Calls `found` with the marks of a text, in its order.
pub(super) fn each(text: &str, mut found: impl FnMut(Mark)) {
    let bytes = text.as_bytes();
    let mut floor = 0;
    let mut chain = Chain::default();
    let mut quoted = Quoted::default();
    let mut announced = 0;
    for base in (0..bytes.len()).step_by(SIZE) {
        let mut mask = candidates(bytes, base);
        if base < announced {
            mask |= broken_dots(bytes, base);
        }
        while mask != 0 {
            let at = base + mask.trailing_zeros() as usize;
            mask &= mask - 1;
            if bytes[at] == b'(' {
                announced = at + announced::LONGEST;
                mask |= broken_dots(bytes, base) & (u64::MAX << (at - base));
            }
            for start in starts(bytes, at).into_iter().flatten() {
                if start < floor {
                    continue;
                }
                if let Some(mark) = read(text, start, floor, &mut chain, &mut quoted) {
                    floor = mark.span.end;
                    found(mark);
                }
            }
        }
    }
}

/// The bytes of the block at `base` that a mark has: a bracket, a backslash, a caret, an ampersand, a byte outside ASCII, the
/// `d` of `do`, an equals sign before a 3 or the end of a line.
fn candidates(text: &[u8], base: usize) -> u64 {
    let block = Block::read(text, base);
    // `[`, `\`, `]` and `^` with their neighbours in the other half of the letters, `(`, `&`, `<`, and what is outside ASCII.
    let signs = block.mask(|row| {
        let others = is(row, b'(') | is(row, b'&') | is(row, b'<');
        within(lower(row), b'{', b'~') | others | within(row, 0xC2, 0xEF)
    });
    let [d, o] = [b'd', b'o'].map(|letter| block.mask(|row| is(lower(row), letter)));
    let equals = block.is(b'=');
    // The text behind the block is not known here: it is assumed to let a candidate pass.
    let before = |next: u64| next >> 1 | 1 << 63;
    let breaks = || block.mask(|row| is(row, b'3') | within(row, b'\n', b'\r'));
    let quoted = if equals == 0 { 0 } else { equals & before(breaks()) };
    (signs | d & before(o) | quoted) & block.inside
}

/// The blanks of the block at `base` before a dot, which belong to a mark only behind a bracket.
fn broken_dots(text: &[u8], base: usize) -> u64 {
    let block = Block::read(text, base);
    block.is(b' ') & (block.is(b'.') >> 1 | 1 << 63) & block.inside
}

/// Where marks may begin that have the byte at `at`, in their order: at that byte, or shortly before it.
fn starts(bytes: &[u8], at: usize) -> [Option<usize>; 2] {
    let next = bytes.get(at + 1).copied().unwrap_or(0);
    let here = match bytes[at] {
        b'[' if matches!(next, b'0'..=b'9' | b'm' | b'K' | b'?') => true,
        b'=' | b' ' => true,
        b'[' | b'(' | b'{' | b'<' => {
            matches!(next | 0x20, b'a' | b'd' | b'p' | b'.' | b' ' | b',' | b':' | b'/' | b'-' | b'`')
                || next == b'@'
        }
        b'\\' => matches!(next, b'.' | b'/' | b'u' | b't'),
        b'^' => next == b'.',
        b'&' => matches!(next, b'q' | b'l' | b'g' | b'a' | b'b' | b'c' | b'n' | b'p' | b's' | b'#'),
        b']' => return [at.checked_sub(1).filter(|&dot| bytes[dot] == b'.'), None],
        b'd' | b'D' => return worded::word_starts(bytes, at),
        0xC2 | 0xE2 | 0xE3 | 0xEF => true,
        // Letters of Hebrew and of Arabic
        0xD7..=0xDA => prefix::may_end(bytes, at),
        _ => false,
    };
    [here.then_some(at), None]
}

/// The mark that begins at `at`; nothing before `floor` may be swallowed.
fn read(text: &str, at: usize, floor: usize, chain: &mut Chain, quoted: &mut Quoted) -> Option<Mark> {
    let bytes = text.as_bytes();
    match bytes[at] {
        b'=' => quoted.read(bytes, at),
        b' ' if bytes.get(at + 1) == Some(&b'.') => announced::dot(bytes, at, chain),
        b'[' if matches!(bytes.get(at + 1), Some(b'0'..=b'9' | b'm' | b'K' | b'?')) => {
            terminal::colour(bytes, at).filter(|mark| mark.span.start >= floor)
        }
        open @ (b'[' | b'(' | b'{' | b'<') => {
            brackets::bracketed(text, at, floor, open, chain).or_else(|| brackets::half_open(bytes, at))
        }
        b'.' if bytes.get(at + 1) == Some(&b']') && between_labels(bytes, at, at + 2) => {
            mark(at, at + 2, ".", true)
        }
        b'\\'
            if bytes.get(at + 1) == Some(&b'.')
                && between_labels(bytes, at, at + 2)
                && !paths::in_path(bytes, at) =>
        {
            mark(at, at + 2, ".", true)
        }
        b'&' => escapes::entity(bytes, at),
        b'\\' if bytes.get(at + 1) == Some(&b't') => escapes::of_tex(bytes, at),
        b'\\' if bytes.get(at + 1) != Some(&b'.') => escapes::of_json(bytes, at),
        b'^' if bytes.get(at + 1) == Some(&b'.') && between_labels(bytes, at, at + 2) => {
            mark(at, at + 2, ".", true)
        }
        joint @ (b'-' | b'_') => worded::worded(bytes, at, joint, chain),
        b' ' => worded::spaced(text, at, chain),
        0xD7..=0xDA => prefix::read(text, at),
        byte if !byte.is_ascii() => unusual::unusual(text, at, chain),
        _ => None,
    }
}

const fn mark(start: usize, end: usize, plain: &'static str, evidence: bool) -> Option<Mark> {
    Some(Mark { span: Span { start, end }, plain, evidence })
}

fn between_labels(bytes: &[u8], before: usize, after: usize) -> bool {
    before > 0 && is_label(bytes[before - 1]) && bytes.get(after).is_some_and(|&byte| is_label(byte))
}

/// Letters outside ASCII are parts of labels too.
const fn is_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}
