//! Times that stand in a line without a name: in the header before it, in brackets, in a cell.

use super::{collected, is_clock, is_time};
use crate::alert::{
    read::{
        meaning::names,
        record::{Certainty, FieldValue, Record},
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
    // A number behind other words counts something else.
    let words =
        words.filter(|(at, words)| *at == 0 || words.contains([':', '-', '.'])).map(|(_, words)| words);
    let words =
        words.or_else(|| line.match_indices('[').take(4).find_map(|(at, _)| words_at(line.get(at..)?, now)));
    // A header of syslog without a year, and a whole time in the message: that is the better one.
    let has_year = |words: &&str| timestamp::read(words, now).is_ok_and(|moment| !moment.year_assumed);
    let whole = words.filter(|words| !has_year(words)).and_then(|header| {
        let starts = line.char_indices().filter(|(_, c)| matches!(c, ' ' | '[' | '|')).map(|(at, _)| at);
        let starts = starts.filter(|at| !line[at + 1..].starts_with(' ')).take(24);
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
    let has_zone = || timestamp::read(words, now).is_ok_and(|moment| moment.offset.is_some());
    Some((inferred(line, words), !timestamp::is_unknown_zone(behind) || has_zone()))
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

/// The date and the time of day in two of the first cells of a row, or both in one: `"16/12/2022","07:05:25"`,
/// `deny,2024-06-12,10:00:00,…`, `tcp,2024-06-12 10:00:00,…`.
fn in_cells(line: &str, now: i64) -> Option<FieldValue> {
    let cells: Vec<&str> = line::head(line, ROW).split([',', ';', '\t', '|']).take(FIRST_CELLS).collect();
    let plain = |cell: &str| cell.trim().trim_matches('"').to_owned();
    let is_dated = |cell: &str| may_begin(cell) && cell.len() < LONGEST;
    // A time of day may have its zone behind it.
    let is_clock_cell = |cell: &str| is_clock(cell.split(' ').next().unwrap_or(cell));
    let both = cells.windows(2).find_map(|two| {
        let (date, clock) = (plain(two[0]), plain(two[1]));
        let value = format!("{date} {clock}");
        (is_dated(&date) && is_clock_cell(&clock) && is_time(&value, now))
            .then(|| (value, place(line, two[0]).start..place(line, two[1]).end))
    });
    let one = || {
        let cell = cells.iter().take(3).find(|cell| {
            let value = plain(cell);
            is_dated(&value) && value.contains(':') && value.len() >= 16 && is_time(&value, now)
        })?;
        Some((plain(cell), place(line, cell)))
    };
    let (value, span) = both.or_else(one)?;
    Some(FieldValue { value, span, name: String::new(), certainty: Certainty::Inferred })
}

/// How many cells of a row are looked at, and how many bytes of it.
const FIRST_CELLS: usize = 6;
const ROW: usize = 256;

/// The seconds since 1970 in a line whose header without a year is the same moment, but for a zone: `Apr 24 12:30:05 fw IDP:
/// at 1303673404, …`.
fn epoch_of<'t>(line: &'t str, header: &str, now: i64) -> Option<&'t str> {
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
fn introduces_time(word: &str) -> bool {
    let plain = names::plain(word);
    ["at", "ts", "epoch", "date"].contains(&plain.as_str())
        || ["time", "timestamp"].iter().any(|end| plain.ends_with(end) && plain != "uptime")
}

/// How far a clock may be from UTC, in milliseconds: 14 hours.
const ZONE: i64 = 14 * 3_600_000;

/// The time that a program wrote, right behind its name or a tab, in a line to which a relay gave a whole time of its own:
/// `2022-05-25T15:57:44+00:00 gw1 sync[1168]: 2022/05/25 15:57:43 …`.
pub(super) fn behind_relay(line: &str, relay: &FieldValue, now: i64) -> Option<FieldValue> {
    let has_year = |words: &str| timestamp::read(words, now).is_ok_and(|moment| !moment.year_assumed);
    if relay.span.start > 4 {
        return None;
    }
    let rest = line.get(relay.span.end..)?;
    if !has_year(&relay.value) {
        return zoned_behind(line, rest, now);
    }
    let head = line::head(rest, RELAY);
    let tags = ["]: ", ": ", "\t"].into_iter().flat_map(|sign| head.match_indices(sign).take(4));
    let tags = tags.map(|(at, sign)| at + sign.len());
    // Behind the header of RFC 5424 a message has its time where it has one alone.
    let message = head.find(" - - ").map_or(rest.len(), |at| at + " - - ".len());
    let inside = near(&rest[message..]).map(|at| message + at);
    let mut words = tags.chain(inside).filter_map(|at| words_at(rest.get(at..)?, now));
    let own = words.find(|words| words.contains(':'))?;
    collected::time(&inferred(line, own), relay, now)
}

/// The time with its zone that a device wrote behind the number of its message, where the relay's has neither zone nor
/// year: `Oct 28 13:15:28 10.0.80.11 877630: Oct 28 13:15:27.383 CEST: %SEC-6-…`.
fn zoned_behind(line: &str, rest: &str, now: i64) -> Option<FieldValue> {
    let head = line::head(rest, RELAY);
    let mut own =
        head.match_indices(": ").take(4).filter_map(|(at, sign)| words_at(rest.get(at + sign.len()..)?, now));
    let is_zoned = |words: &&str| timestamp::read(words, now).is_ok_and(|moment| moment.offset.is_some());
    let zoned = own.find(|words| words.contains(':')).filter(is_zoned);
    zoned.or_else(|| header_behind(rest, now)).map(|words| inferred(line, words))
}

/// The time of a header behind that of a relay, which has put its time and name before it: `Apr 14 00:17:42 relay Apr 14
/// 00:18:03 device notice …`.
fn header_behind(rest: &str, now: i64) -> Option<&str> {
    let (_, own) = rest.strip_prefix(' ')?.split_once(' ')?;
    own.starts_with(|first: char| first.is_ascii_uppercase()).then(|| words_at(own, now))?
}

/// How far behind the relay's time a program's may begin, in bytes.
const RELAY: usize = 96;

/// A time that ends a line is shorter, in bytes.
const LONGEST: usize = 48;

/// Whether words are seconds since 1970 with a fraction, as Squid writes them.
fn is_epoch(words: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    words.split_once('.').is_some_and(|(seconds, fraction)| {
        seconds.len() == 10 && (3..=6).contains(&fraction.len()) && digits(seconds) && digits(fraction)
    })
}

/// The time that is a cell of its own, in a row.
pub(super) fn cell(record: &Record<'_>, now: i64) -> Option<FieldValue> {
    let is_it = |cell: &&str| cell.len() >= 8 && may_begin(cell) && cell.contains(':') && is_time(cell, now);
    if record.is_row || !record.sentence {
        let mut cells = record.list.iter().filter(|_| record.is_row);
        let found = cells.find(|pair| is_it(&&*pair.value))?;
        return Some(FieldValue { certainty: Certainty::Inferred, ..found.said() });
    }
    let line = record.text;
    let separator = ['\t', '|', ';'].into_iter().find(|separator| line.contains(*separator))?;
    line.split(separator).map(str::trim).take(200).find(is_it).map(|cell| inferred(line, cell))
}

fn inferred(line: &str, part: &str) -> FieldValue {
    let span = place(line, part);
    FieldValue { value: part.to_owned(), span, name: String::new(), certainty: Certainty::Inferred }
}

fn words_at(line: &str, now: i64) -> Option<&str> {
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

/// The beginnings of times in words, in small letters.
const BEGINNINGS: [&str; 19] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed",
    "thu", "fri", "sat", "sun",
];

/// Whether a time can begin here: most words of a line are none.
fn may_begin(line: &str) -> bool {
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
    let ends =
        rest[clock.len()..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
    let is_whole = ends
        && clock.len() >= 5
        && is_clock(clock)
        && timestamp::read(date, NOW).is_ok_and(|moment| !moment.has_clock);
    if is_whole { 1 + clock.len() } else { 0 }
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
fn near(line: &str) -> impl Iterator<Item = usize> + '_ {
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
