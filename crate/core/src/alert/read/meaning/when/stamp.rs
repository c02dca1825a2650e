//! Whether a time stands at a place in a line, and how far it goes.

use super::{is_clock, is_time};
use crate::alert::{read::text::line, timestamp};

pub(super) fn words_at(line: &str, now: i64) -> Option<&str> {
    let line = line.trim_start_matches(['[', '"', '\'', '*', '.', '<', '>', '(', ' ', '\t', ':', '%', '@']);
    if !may_begin(line) {
        return None;
    }
    let mut ends: Vec<usize> = line
        .char_indices()
        .filter(|(_, c)| matches!(c, ' ' | '\t' | '\n' | ',' | ']' | '[' | '|' | ';' | '"' | ')' | '>'))
        .map(|(at, _)| at)
        .take_while(|at| *at < 48)
        .take(9)
        .collect();
    if line.len() < 40 {
        ends.push(line.len());
    }
    ends.into_iter()
        .rev()
        .filter_map(|end| line.get(..end))
        .filter(|words| !is_column(words, &line[words.len()..]))
        .map(|words| words.trim_end_matches([':', ',', ']']))
        .filter(|words| {
            words.len() >= 8 && words.len() < 48 && words.bytes().any(|byte| byte.is_ascii_digit())
        })
        .find(|words| is_time(words, now))
}

/// Whether what stands behind the last comma of some words is the next column of a row, and no part of a second.
fn is_column(words: &str, behind: &str) -> bool {
    let digits = words.rsplit(',').next().unwrap_or("");
    behind.starts_with(',') && digits.len() < words.len() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The beginnings of times in words, in small letters: three bytes of each, as systems write months in some languages.
const BEGINNINGS: [&str; 39] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed",
    "thu", "fri", "sat", "sun", "gen", "ene", "fev", "fé", "mai", "mag", "mä", "abr", "avr", "giu", "jui",
    "lug", "ago", "set", "okt", "ott", "out", "dez", "dic", "dé",
];

/// Whether a time can begin here: most words of a line are none.
pub(super) fn may_begin(line: &str) -> bool {
    let first = line.bytes().next().unwrap_or(0);
    let word = || line.get(..3).map(str::to_ascii_lowercase).unwrap_or_default();
    first.is_ascii_digit() || first.is_ascii_alphabetic() && BEGINNINGS.contains(&word().as_str())
}

/// The time by which a date is told from another text, in UTC milliseconds since 1970: any year of these will do.
const NOW: i64 = 4_000_000_000_000;

/// How long the time of day is behind a date that a blank ends: `time=2024-03-12 15:22:28 src=…`; with the blank, in
/// bytes, 0 where there is none.
pub(crate) fn clock_behind(date: &str, behind: &str) -> usize {
    let Some(rest) = behind.strip_prefix(' ').filter(|_| (8..=16).contains(&date.len())) else { return 0 };
    let clock =
        rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).map_or(rest, |end| &rest[..end]);
    let length = clock.len() + glued_zone(&rest[clock.len()..]);
    let ends =
        rest[length..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
    let is_whole = ends
        && clock.len() >= 5
        && is_clock(clock)
        && timestamp::read(date, NOW).is_ok_and(|moment| !moment.has_clock);
    if is_whole { 1 + length + offset_behind(&rest[length..]) } else { 0 }
}

/// How long the zone is, in bytes, that is written together with a time of day before it: `Z`, `+05:30`; 0 where there is
/// none.
fn glued_zone(text: &str) -> usize {
    let length = text.find([' ', ',', ';', '|', '\t', '\n']).unwrap_or(text.len());
    let zone = &text[..length];
    let is_offset = zone.starts_with(['+', '-']) && length < 7 && timestamp::offset(zone).is_some();
    if is_offset || zone == "Z" { length } else { 0 }
}

/// How long the offset from UTC is with the blank before it that a text begins with: ` +0200`, ` -05:00`; 0 where there is none:
/// behind a blank a shorter one may be another number.
fn offset_behind(text: &str) -> usize {
    match text.strip_prefix(' ').map_or(0, glued_zone) {
        length @ (5 | 6) => 1 + length,
        _ => 0,
    }
}

/// Whether a line begins with a time.
pub(crate) fn is_stamped(line: &str) -> bool {
    line.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[')
        && words_at(line, NOW).is_some_and(|words| words.len() >= 10)
}

/// Whether a time stands in one of the first words of a line, or in brackets near its beginning: `https 2020-01-11T16:55:20Z
/// app/web …`, `E [04/Nov/2010:17:37:40 -0400] Unable to …`.
pub(crate) fn is_stamped_near(line: &str) -> bool {
    near(line).any(|at| line.get(at..).is_some_and(is_stamped))
}

/// Where such a time may begin, in bytes.
pub(super) fn near(line: &str) -> impl Iterator<Item = usize> + '_ {
    let head = line::head(line, NEAR);
    let words = head.match_indices(' ').take(2).map(|(at, _)| at + 1);
    // `retry after 2020-01-01 00:00:00` tells of another time.
    let is_other = |at: &usize| {
        let before = line[..*at].trim_end();
        OTHERS.contains(&before.rsplit(' ').next().unwrap_or(""))
    };
    let words = std::iter::once(0).chain(words.filter(move |at| !is_other(at)));
    words.chain(head.match_indices('[').take(4).map(|(at, _)| at))
}

/// Words before a time that is not that of the line.
const OTHERS: [&str; 10] =
    ["after", "before", "since", "until", "expired", "expires", "from", "till", "at", "on"];

/// How far into a line such brackets may stand, in bytes.
const NEAR: usize = 120;
