//! The marks that defanging leaves in a text, as data and as the few rules that tell them from prose.

mod announced;
mod escapes;
mod quoted;
mod terminal;

use super::{
    super::{
        block::{Block, SIZE, is, lower, within},
        hives,
        kind::Span,
        words::Words,
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

/// The content of brackets in lower case, and its meaning.
const BRACKETED: [(&str, &str); 20] = [
    ("-", "-"),
    (".", "."),
    ("dot", "."),
    ("d", "."),
    (",", "."),
    (" . ", "."),
    (" dot ", "."),
    ("punkt", "."),
    ("point", "."),
    ("punto", "."),
    ("ponto", "."),
    (":", ":"),
    ("::", "::"),
    ("://", "://"),
    (":/", ":/"),
    ("/", "/"),
    ("//", "//"),
    ("@", "@"),
    ("at", "@"),
    (" at ", "@"),
];

/// Words before ` at ` that make it prose.
static NOT_A_LOCAL_PART: Words<16> = Words::new([
    "are",
    "available",
    "be",
    "found",
    "hosted",
    "is",
    "located",
    "look",
    "looking",
    "meet",
    "met",
    "see",
    "us",
    "was",
    "work",
    "works",
]);

/// Words before ` dot ` that make it prose.
static PROSE: Words<14> = Words::new([
    "a", "an", "and", "any", "each", "every", "in", "my", "of", "one", "red", "that", "the", "this",
]);

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
        b'd' | b'D' => return word_starts(bytes, at),
        0xC2 | 0xE2 | 0xE3 | 0xEF => true,
        _ => false,
    };
    [here.then_some(at), None]
}

/// Where the marks begin around the word `dot` at `at`: its joint, and the ` at ` of the label before it.
#[inline(never)]
fn word_starts(bytes: &[u8], at: usize) -> [Option<usize>; 2] {
    let is_dot = bytes.get(at..at + 3).is_some_and(|word| word.eq_ignore_ascii_case(b"dot"));
    let Some(joint) = at.checked_sub(1).filter(|_| is_dot) else { return [None, None] };
    match bytes[joint] {
        b'-' | b'_' => [Some(joint), None],
        b' ' => {
            let label = bytes[..joint].iter().rev().take(64);
            let host =
                joint - label.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
            let at = host.checked_sub(4).filter(|&at| bytes[at..host].eq_ignore_ascii_case(b" at "));
            [at, Some(joint)]
        }
        _ => [None, None],
    }
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
            bracketed(text, at, floor, open, chain).or_else(|| half_open(bytes, at))
        }
        b'.' if bytes.get(at + 1) == Some(&b']') && between_labels(bytes, at, at + 2) => {
            mark(at, at + 2, ".", true)
        }
        b'\\'
            if bytes.get(at + 1) == Some(&b'.')
                && between_labels(bytes, at, at + 2)
                && !in_path(bytes, at) =>
        {
            mark(at, at + 2, ".", true)
        }
        b'&' => escapes::entity(bytes, at),
        b'\\' if bytes.get(at + 1) == Some(&b't') => escapes::of_tex(bytes, at),
        b'\\' if bytes.get(at + 1) != Some(&b'.') => escapes::of_json(bytes, at),
        b'^' if bytes.get(at + 1) == Some(&b'.') && between_labels(bytes, at, at + 2) => {
            mark(at, at + 2, ".", true)
        }
        joint @ (b'-' | b'_') => worded(bytes, at, joint, chain),
        b' ' => spaced(text, at, chain),
        byte if !byte.is_ascii() => unusual(text, at, chain),
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

/// `[.]`, `(dot)`, `{@}`, with a space on both sides or none.
#[inline(never)]
fn bracketed(text: &str, at: usize, floor: usize, open: u8, chain: &mut Chain) -> Option<Mark> {
    let bytes = text.as_bytes();
    let close = match open {
        b'[' => b']',
        b'(' => b')',
        b'{' => b'}',
        _ => b'>',
    };
    let length = bytes[at + 1..].iter().take(6).position(|&byte| byte == close)?;
    let inside = text.get(at + 1..at + 1 + length)?;
    let (_, plain) = BRACKETED.iter().find(|(written, _)| inside.eq_ignore_ascii_case(written))?;
    let (mut start, mut end) = (at, at + length + 2);
    // `85a3[::]8a2e`, in an address whose other colons are made harmless.
    if *plain == "::" && !(between_labels(bytes, start, end) && bytes[start - 1].is_ascii_hexdigit()) {
        return None;
    }
    if open == b'<' && *plain != "." || open == b'(' && inside.eq_ignore_ascii_case("d") {
        return None;
    }
    if matches!(*plain, "." | "@" | "-") {
        // `evil (dot) com` and `evil [.] com`; but `for (.) of` is a sentence about something else.
        let clear = open == b'[' || inside.bytes().any(|byte| byte.is_ascii_alphabetic());
        if clear
            && *plain != "-"
            && start > floor + 1
            && bytes[start - 1] == b' '
            && bytes.get(end) == Some(&b' ')
        {
            // Between spaces it may also stand for itself: `shown as [.] in the legend`, `press [d] to delete`.
            if *plain == "." && (inside.eq_ignore_ascii_case("d") || !chain.ends_in_domain(bytes, end + 1)) {
                return None;
            }
            (start, end) = (start - 1, end + 1);
        }
        if !between_labels(bytes, start, end) {
            return None;
        }
    } else if *plain == ":" && (bytes[end..].starts_with(b"[:]") || bytes[..start].ends_with(b"[:]")) {
        // `[:][:]1`, `fe80[:][:]`
    } else if start == 0 || bytes[start - 1] == b' ' || bytes.get(end).is_none_or(|byte| *byte <= b' ') {
        return None;
    }
    mark(start, end, plain, true)
}

/// `evil[.com`
fn half_open(bytes: &[u8], at: usize) -> Option<Mark> {
    if bytes[at] != b'[' || bytes.get(at + 1) != Some(&b'.') || !between_labels(bytes, at, at + 2) {
        return None;
    }
    mark(at, at + 2, ".", true)
}

/// Whether the backslash at `at` belongs to a path: another backslash of its word does not escape a dot.
#[inline(never)]
fn in_path(bytes: &[u8], at: usize) -> bool {
    if leads_into_path(bytes, at) {
        return true;
    }
    let before = bytes[..at].iter().rev().take(96).take_while(|&&byte| byte > b' ');
    let mut next = b'\\';
    for &byte in before {
        if byte == b'\\' && next != b'.' {
            return true;
        }
        next = byte;
    }
    next == b'\\'
}

/// Whether a name that begins with a dot stands behind the backslash at `at`, in a key or a path: `HKU\.DEFAULT\Software`,
/// `HKCR\.exe`, `IIS APPPOOL\.NET v4.5`.
fn leads_into_path(bytes: &[u8], at: usize) -> bool {
    let letters = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'_' | b'-');
    let length = bytes[..at].iter().rev().take(32).take_while(letters).count();
    let word = std::str::from_utf8(&bytes[at - length..at]).unwrap_or("");
    let behind = at + 2 + bytes[at + 2..].iter().take(64).take_while(letters).count();
    hives::is_hive(word)
        || word.eq_ignore_ascii_case("apppool")
        || bytes.get(behind) == Some(&b'\\')
            && bytes[behind + 1..].iter().take(2).filter(|byte| byte.is_ascii_alphanumeric()).count() == 2
}

/// `-dot-` and `_dot_`, where a top-level domain follows.
fn worded(bytes: &[u8], at: usize, joint: u8, chain: &mut Chain) -> Option<Mark> {
    let word = bytes.get(at + 1..at + 5)?;
    if !word[..3].eq_ignore_ascii_case(b"dot") || word[3] != joint || !between_labels(bytes, at, at + 5) {
        return None;
    }
    chain.ends_in_domain(bytes, at + 5).then(|| mark(at, at + 5, ".", false)).flatten()
}

/// ` dot ` between labels, and ` at ` before them.
fn spaced(text: &str, at: usize, chain: &mut Chain) -> Option<Mark> {
    let bytes = text.as_bytes();
    if bytes.get(at..at + 5).is_some_and(|word| word.eq_ignore_ascii_case(b" dot ")) {
        let before = label_before(text, at);
        let prose = before.is_empty() || PROSE.contains(before);
        return (!prose && chain.ends_in_domain(bytes, at + 5))
            .then(|| mark(at, at + 5, ".", false))
            .flatten();
    }
    if bytes.get(at..at + 4).is_some_and(|word| word.eq_ignore_ascii_case(b" at ")) {
        let host = at + 4;
        let end = host
            + bytes[host..].iter().take_while(|&&byte| byte.is_ascii_alphanumeric() || byte == b'-').count();
        let goes_on = bytes.get(end..end + 5).is_some_and(|word| word.eq_ignore_ascii_case(b" dot "));
        let known = end > host && goes_on && chain.ends_in_domain(bytes, end + 5);
        let local = label_before(text, at);
        let prose = local.is_empty() || NOT_A_LOCAL_PART.contains(local);
        return (known && !prose).then(|| mark(at, at + 4, "@", true)).flatten();
    }
    None
}

fn label_before(text: &str, at: usize) -> &str {
    let bytes = text.as_bytes();
    let length =
        bytes[..at].iter().rev().take_while(|&&byte| byte.is_ascii_alphanumeric() || byte == b'-').count();
    text.get(at - length..at).unwrap_or("")
}

/// Zero-width characters, dashes, and the wide forms of East Asian fonts.
#[inline(never)]
fn unusual(text: &str, at: usize, chain: &mut Chain) -> Option<Mark> {
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
fn ascii(number: u32) -> Option<&'static str> {
    const ASCII: &str =
        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
    let index = usize::try_from(number.checked_sub(0x20)?).ok()?;
    ASCII.get(index..=index)
}
