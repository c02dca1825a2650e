//! Numbers that what stands before them makes versions: requirements, words of other languages, and the earlier numbers of
//! a list or a range.

use std::ops::Range;

use super::{
    super::super::{context::Text, labels, words::Words},
    CHANGE_REACH,
    changes::is_changed_before,
    is_version_word, products,
};

/// Such words with letters outside ASCII, in lower case, besides [`labels::VERSIONS_ELSEWHERE`].
const OTHER_WORDS: [&str; 35] = [
    "versões",
    "phiên bản",
    "الإصدار",
    "إصدار",
    "نسخه",
    "संस्करण",
    "เวอร์ชัน",
    "固件",
    "固件版",
    "ファームウェア",
    "прошивки",
    "sección",
    "версии",
    "версию",
    "версії",
    "версією",
    "раздел",
    " п.",
    "גרסה",
    "第",
    "版本从",
    "バージョンは",
    "バージョンが",
    "リビジョン",
    "リビジョンは",
    "ビルド番",
    "ビルド番号は",
    "النسخة",
    "alinéa",
    "ビルド",
    "버전은",
    "升级到",
    "升級到",
    "升级至",
    "更新到",
];

/// Between two numbers of one list, or the ends of a range.
static JOINTS: Words<14> = Words::new([
    "and", "bis", "through", "to", "until", "or", "und", "oder", "et", "y", "and/or", "till", "thru", "a",
]);

/// Between the ends of a range. The first one may have three numbers, which no address has: `7.0.0 through 7.0.6.1`.
static RANGES: Words<5> = Words::new(["bis", "through", "until", "till", "thru"]);

/// How many numbers of a list are followed back to the word before the first one.
const MOST_JOINTS: usize = 6;

/// Whether a requirement stands before the number: `numpy>=1.21.2.1`, `foo (>= 1.2.3.4)`. The field of a filter is compared
/// with addresses: `ip.src==10.0.0.1`, `srcip>=10.0.0.1`.
pub(super) fn is_compared(text: &Text<'_>, start: usize, end: usize) -> bool {
    let operator = start - usize::from(text.before(start) == b' ');
    let before = &text.bytes[..operator];
    if text.before(start) == b' ' && before.ends_with(b", <") {
        return true;
    }
    // `Depends: base (= 4.2.1.3)`
    if text.before(start) == b' ' && before.ends_with(b" (=") {
        let name = text.label(operator - 3).0.to_ascii_lowercase();
        return products::is_small_one(text.slice(start, end))
            && !FIELDS.iter().any(|field| name.contains(field));
    }
    // `affects GateOS < 4.12.0.9`, but not `ip < 10.0.0.1`
    if text.before(start) == b' ' && before.ends_with(b" <") {
        let name = text.label(operator - 1).0;
        let lower = name.to_ascii_lowercase();
        return name.starts_with(|c: char| c.is_ascii_uppercase())
            && !FIELDS.iter().any(|field| lower.contains(field));
    }
    let Some(sign) = text.bytes[..operator].strip_suffix(b"=").and_then(|before| before.last()) else {
        return false;
    };
    if !matches!(sign, b'=' | b'<' | b'>' | b'~') {
        return false;
    }
    let before = text.preceding(operator - 2, CHANGE_REACH).trim_end_matches([' ', '(']);
    let package = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let name = &before[before.trim_end_matches(package).len()..];
    let lower = name.to_ascii_lowercase();
    // `affected: >= 4.12.0.1`: a filter names its field.
    if name.is_empty() && matches!(sign, b'<' | b'>') && text.before(start) == b' ' {
        return true;
    }
    !name.is_empty() && !name.contains('.') && !FIELDS.iter().any(|field| lower.contains(field))
}

/// Parts of the names of fields that hold addresses.
const FIELDS: [&str; 16] = [
    "ip", "addr", "host", "src", "dst", "source", "dest", "client", "server", "remote", "local", "peer",
    "gateway", "dns", "net", "node",
];

/// How far back such a word is looked for, in bytes.
const WORD_REACH: usize = 24;

/// Whether a word for a version in another script stands before the number.
pub(super) fn follows_other_word(text: &Text<'_>, start: usize) -> bool {
    if text.bytes[start.saturating_sub(WORD_REACH)..start].is_ascii() {
        return false;
    }
    let before = text
        .preceding(start, CHANGE_REACH)
        .trim_end_matches([' ', '\t', '\n', '|', ':', '号', '：', 'v', '=']);
    if before.is_ascii() {
        return false;
    }
    let is_said = |before: &str| {
        let last = before.char_indices().rev().take(12).last().map_or("", |(at, _)| &before[at..]);
        let lower = last.to_lowercase();
        OTHER_WORDS.iter().chain(&labels::VERSIONS_ELSEWHERE).any(|word| lower.ends_with(word))
    };
    // `Версия клиента 5.0.2.118`
    let of_whom = || {
        before
            .rsplit_once(' ')
            .filter(|(_, word)| word.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase()))
    };
    is_said(before) || of_whom().is_some_and(|(version, _)| is_said(version))
}

/// Whether the number belongs to a list, or ends a range, whose first number is a version: `sections 3.1.2.4 and 3.1.2.5`,
/// `7.0.0 through 7.0.6.1`.
pub(super) fn joins(text: &Text<'_>, start: usize, word: &str) -> bool {
    (text.before(start - 1) == b',' || JOINTS.contains(word) || arrow_before(text, start) > 0)
        && follows(text, start, MOST_JOINTS)
}

/// The same, where at most so many numbers more are followed back.
#[cold]
fn follows(text: &Text<'_>, start: usize, left: usize) -> bool {
    let Some(earlier) = earlier(text, start) else { return false };
    let dots = text.bytes[earlier.clone()].iter().filter(|&&byte| byte == b'.').count();
    if dots < 2 || !text.at(earlier.start).is_ascii_digit() {
        return false;
    }
    dots == 2 && RANGES.contains(text.label(start).0)
        || is_named(text, earlier.start)
        || is_changed_before(text, &earlier)
        || follows_other_word(text, earlier.start)
        || left > 0 && text.before(earlier.start) == b' ' && follows(text, earlier.start, left - 1)
}

/// Whether a word for a version stands before the number at `start`, or says that one changed: `agent version changed: `.
fn is_named(text: &Text<'_>, start: usize) -> bool {
    let (word, at) = text.label(start);
    is_version_word(word) || word == "changed" && is_version_word(text.label(at).0)
}

/// How long the arrow is that stands between blanks before the number, with both of them, in bytes; it leads from an older
/// version to a newer one. 0 where there is none.
fn arrow_before(text: &Text<'_>, start: usize) -> usize {
    let arrows = [" → ", " -> ", " => "].into_iter();
    arrows.filter(|arrow| text.bytes[..start].ends_with(arrow.as_bytes())).map(str::len).next().unwrap_or(0)
}

/// The number before the one at `start`, behind a comma, an arrow or a word that joins them.
fn earlier(text: &Text<'_>, start: usize) -> Option<Range<usize>> {
    let arrow = arrow_before(text, start);
    let end = if text.before(start - 1) == b',' {
        start - 2
    } else if arrow > 0 {
        start - arrow
    } else {
        let (word, at) = text.label(start);
        if !JOINTS.contains(word) || text.before(at) != b' ' {
            return None;
        }
        at - 1 - usize::from(text.before(at - 1) == b',')
    };
    let digits = text.bytes[..end].iter().rev().take(20).take_while(|byte| is_of_number(**byte));
    let first = end - digits.count();
    (first < end).then_some(first..end)
}

const fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'.'
}
