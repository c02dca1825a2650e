//! Marks in words: ` dot `, `-dot-`, ` at `.

use super::{
    super::{super::words::Words, chain::Chain},
    Mark, between_labels, mark,
};

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

/// Where the marks begin around the word `dot` at `at`: its joint, and the ` at ` of the label before it.
#[inline(never)]
pub(super) fn word_starts(bytes: &[u8], at: usize) -> [Option<usize>; 2] {
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

/// `-dot-` and `_dot_`, where a top-level domain follows.
pub(super) fn worded(bytes: &[u8], at: usize, joint: u8, chain: &mut Chain) -> Option<Mark> {
    let word = bytes.get(at + 1..at + 5)?;
    if !word[..3].eq_ignore_ascii_case(b"dot") || word[3] != joint || !between_labels(bytes, at, at + 5) {
        return None;
    }
    chain.ends_in_domain(bytes, at + 5).then(|| mark(at, at + 5, ".", false)).flatten()
}

/// ` dot ` between labels, and ` at ` before them.
pub(super) fn spaced(text: &str, at: usize, chain: &mut Chain) -> Option<Mark> {
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
