//! Times that stand in a line without a name: in the header before it, in brackets, at its end.

use super::{
    cells::in_cells,
    epoch::{epoch_of, introduces_time, is_epoch},
    is_time,
    stamp::{may_begin, words_at},
};
use crate::alert::{
    read::{
        record::{Certainty, FieldValue},
        text::line::{self, place},
    },
    timestamp,
};

/// The time near the beginning of a line, or in the first brackets: the longest run of words that is one; and whether its
/// zone is known.
pub(super) fn header(line: &str, now: i64) -> Option<(FieldValue, bool)> {
    // `audit(1489519382.529:19600354)`: seconds, and the number of the event.
    let audit =
        line.split_once("audit(").and_then(|(_, rest)| rest.split_once(':')).map(|(seconds, _)| seconds);
    if let Some(seconds) = audit.filter(|seconds| is_time(seconds, now)) {
        return Some((inferred(line, seconds), true));
    }
    let starts = line
        .char_indices()
        .filter(|(at, c)| *at == 0 || matches!(c, ' ' | '[' | '\t' | '>') || is_behind_card(&line[*at..]))
        // Blanks that align columns count once.
        .filter(|(at, c)| *c != ' ' || !line[at + 1..].starts_with(' '))
        .map(|(at, _)| at);
    let mut starts = starts.take(7).filter(|at| !is_of_an_end(&line[..*at]));
    let words = starts.find_map(|at| Some((at, words_at(line.get(at..)?, now)?)));
    // A number behind other words counts something else, but for `time 1718186400`.
    let is_introduced = |at: usize| introduces_time(line[..at].trim_end().rsplit(' ').next().unwrap_or(""));
    let words = words
        .filter(|(at, words)| *at == 0 || words.contains([':', '-', '.']) || is_introduced(*at))
        .map(|(_, words)| words);
    let words =
        words.or_else(|| line.match_indices('[').take(4).find_map(|(at, _)| words_at(line.get(at..)?, now)));
    // A header of syslog without a year, and a whole time in the message: that is the better one.
    let has_year = |words: &&str| timestamp::read(words, now).is_ok_and(|moment| !moment.year_assumed);
    let whole = words.filter(|words| !has_year(words)).and_then(|header| {
        let starts = line.char_indices().filter(|(_, c)| matches!(c, ' ' | '[' | '|')).map(|(at, _)| at);
        let starts = starts.filter(|at| !line[at + 1..].starts_with(' ')).take(40);
        let starts = starts.filter(|at| !is_of_another(&line[..*at]));
        let words = starts.filter_map(|at| words_at(line.get(at..)?, now));
        words
            .filter(has_year)
            .find(|words| words.contains(':') || is_epoch(words))
            .or_else(|| epoch_of(line, header, now))
            .or_else(|| at_end(line, now))
    });
    if words.is_none()
        && let Some(said) = in_cells(line, now)
    {
        return Some((said, true));
    }
    let words = whole.or(words).or_else(|| at_end(line, now)).or_else(|| introduced(line, now))?;
    let behind = line[place(line, words).end..].trim_start_matches([' ', '[', '(']);
    let has_zone = timestamp::read(words, now).is_ok_and(|moment| moment.offset.is_some());
    let mut said = inferred(line, words);
    if let Some(offset) = offset_behind_level(behind).filter(|_| !has_zone) {
        said.value = format!("{words} {offset}");
    }
    Some((said, !timestamp::is_unknown_zone(behind) || has_zone))
}

/// The offset from UTC behind the level of a line, as Barracuda's CloudGen firewalls write it: `2024 06 12 10:00:00 Security
/// +02:00 Block: …`.
fn offset_behind_level(behind: &str) -> Option<&str> {
    let mut words = behind.split(' ');
    let level = words.next()?;
    let offset = words.next()?;
    let is_level = level.len() > 2 && level.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_offset = offset.len() == 6 && offset.starts_with(['+', '-']) && offset.as_bytes()[3] == b':';
    (is_level && is_offset && timestamp::offset(offset).is_some()).then_some(offset)
}

/// The time that ends a line, in brackets or behind a comma: `… logged on (2012-07-25 11:50:21)`,
/// `… to 10.0.0.1:22, Tuesday, March 12, 2024 15:22:28`.
fn at_end(line: &str, now: i64) -> Option<&str> {
    let line = line.trim_end();
    let whole = |inside: &&str| {
        inside.contains(':')
            && is_time(inside, now)
            && timestamp::read(inside, now).is_ok_and(|moment| !moment.year_assumed)
    };
    let in_brackets = line.strip_suffix(')').and_then(|line| line.rsplit_once('('));
    if let Some((_, inside)) = in_brackets {
        return Some(inside).filter(whole);
    }
    let commas = line.match_indices(", ").map(|(at, comma)| &line[at + comma.len()..]);
    commas.filter(|tail| (12..LONGEST).contains(&tail.len()) && may_begin(tail)).find(whole)
}

/// Whether a time begins behind the colon that ends the name of a card, as IOS XR writes it: `RP/0/RSP0/CPU0:Mar  3 …`.
fn is_behind_card(text: &str) -> bool {
    text.strip_prefix(':')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()) && may_begin(rest))
}

/// Words before the time at which something ends, or was made, which is none of the line's own.
const EXPIRIES: [&str; 11] = [
    "since",
    "expired",
    "before",
    "until",
    "expires",
    "expires on",
    "expires at",
    "ends on",
    "ends at",
    "valid to",
    "elease date:",
];

/// Whether the words before a time say that something else ends, or began, then.
fn is_of_an_end(before: &str) -> bool {
    let before = before.trim_end();
    EXPIRIES.iter().any(|words| before.ends_with(words))
}

/// Whether the name before a time is that of something that was before: `Last Checkin Time: Thu Oct 19 18:33:08 2006`.
fn is_of_another(before: &str) -> bool {
    let tail = line::tail(before, OTHER);
    let named = tail.trim_end().strip_suffix(':').map(|name| (name, ""));
    let Some((name, date)) = named.or_else(|| tail.rsplit_once(": ")) else { return false };
    let is_of_date = date.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ');
    let is_of_past =
        |word: &str| ["last", "since", "previous"].iter().any(|past| word.eq_ignore_ascii_case(past));
    is_of_date && name.rsplit(' ').take(3).any(is_of_past)
}

/// How far before a part of such a time its name may begin, in bytes.
const OTHER: usize = 64;

/// The time behind the word `at`, or at the beginning of a later line, as Snort writes it below what it found:
/// `… retryMessages[] at 27-11-2019 08:45:57,213 | …`.
fn introduced(line: &str, now: i64) -> Option<&str> {
    let starts = ["\n", " at "].into_iter().flat_map(|word| line.match_indices(word).take(8));
    let mut found = starts.filter_map(|(at, word)| words_at(&line[at + word.len()..], now));
    found.find(|words| words.contains(':'))
}

/// A time that ends a line is shorter, in bytes.
pub(super) const LONGEST: usize = 48;

pub(super) fn inferred(line: &str, part: &str) -> FieldValue {
    let span = place(line, part);
    FieldValue { value: part.to_owned(), span, name: String::new(), certainty: Certainty::Inferred }
}
