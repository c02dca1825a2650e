//! Seconds since 1970 in a line.

use super::is_time;
use crate::alert::{read::meaning::names, timestamp};

/// The seconds since 1970 in a line whose header without a year is the same moment, but for a zone: `Apr 24 12:30:05 fw IDP:
/// at 1303673404, …`.
pub(super) fn epoch_of<'t>(line: &'t str, header: &str, now: i64) -> Option<&'t str> {
    let words = line.split([' ', ',', '[', ']', '=', ':', '|']).filter(|word| !word.is_empty()).take(40);
    let before = std::iter::once("").chain(words.clone());
    let is_epoch = |word: &str| word.len() == 10 && word.bytes().all(|byte| byte.is_ascii_digit());
    // `seq 1303673404`, `uploaded 1303673404 bytes`: the word before another number says what it counts.
    let counts = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_alphabetic()) && !word.is_empty() && !introduces_time(word)
    };
    let mut epochs = words.zip(before).filter(|(word, before)| is_epoch(word) && !counts(before));
    epochs.find_map(|(word, _)| {
        let at = timestamp::read(word, now).map_or(0, |moment| moment.at(|_| 0));
        let of_header = timestamp::read(header, at + ZONE).map_or(0, |moment| moment.civil);
        (is_time(word, now) && (at - of_header).abs() < ZONE).then_some(word)
    })
}

/// Whether a word stands before the seconds of a time.
pub(super) fn introduces_time(word: &str) -> bool {
    let plain = names::plain(word);
    ["at", "ts", "epoch", "date"].contains(&plain.as_str())
        || ["time", "timestamp"].iter().any(|end| plain.ends_with(end) && plain != "uptime")
}

/// How far a clock may be from UTC, in milliseconds: 14 hours.
const ZONE: i64 = 14 * 3_600_000;

/// Whether words are seconds since 1970 with a fraction, as Squid writes them.
pub(super) fn is_epoch(words: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    words.split_once('.').is_some_and(|(seconds, fraction)| {
        seconds.len() == 10 && (3..=6).contains(&fraction.len()) && digits(seconds) && digits(fraction)
    })
}
