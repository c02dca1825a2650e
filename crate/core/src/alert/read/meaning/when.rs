//! The time of a record: its own, or that of the header before it.

use crate::alert::{
    read::{
        meaning::names::Role,
        record::{Certainty, Record, Said},
        text::line::place,
    },
    timestamp,
};

/// The earliest time that is one, in UTC milliseconds since 1970: 2000-01-01.
const EARLIEST: i64 = 946_684_800_000;
/// How far ahead a time may be, in milliseconds: three years, for clocks that are wrong and licences that end.
const AHEAD: i64 = 3 * 365 * 86_400_000;
/// How far the beginning of an event may be from its receipt, in milliseconds: a day.
const DAY: i64 = 86_400_000;

/// The times that a record tells, the best one first; each moment once.
pub(crate) fn read(record: &Record<'_>, now: i64) -> Vec<Said> {
    let header = header(record.text, now);
    let zone = zone(record);
    let zoned = |said: Said, zone: Option<&str>| with_zone(said, zone, now);
    let mut times: Vec<Said> = Vec::new();
    let first = apart(record, zone, now).or_else(|| {
        let generated = record
            .named("generated_time")
            .map(|pair| pair.said())
            .filter(|said| is_time(&said.value, now))?;
        // The clock of the device is that of the header, whose zone is known.
        let minutes = header.as_ref().and_then(|header| timestamp::read(&header.value, now).ok()?.offset);
        let offset = minutes.map(|minutes| {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}{:02}", minutes.abs() / 60, minutes.abs() % 60)
        });
        Some(zoned(generated, offset.as_deref()))
    });
    times.extend(first);
    let named = record.find(Role::Time).map(|pair| pair.said()).filter(|said| is_time(&said.value, now));
    let mut named: Vec<Said> = named.map(|said| zoned(said, zone)).collect();
    // The beginning of an event says more than its receipt, where it is not something else altogether.
    if let Some(start) =
        record.named("cefstart").map(|pair| pair.said()).filter(|said| is_time(&said.value, now))
    {
        let near = named.first().is_none_or(|rt| (at(&rt.value, now) - at(&start.value, now)).abs() < DAY);
        named.insert(if near { 0 } else { named.len() }, zoned(start, zone));
    }
    times.extend(named);
    times.extend(header);
    if times.is_empty() && record.sentence {
        times.extend(cell(record.text, now));
    }
    let mut moments = Vec::new();
    times.retain(|said| {
        let moment = at(&said.value, now);
        let new = !moments.contains(&moment);
        moments.push(moment);
        new
    });
    times
}

/// Date, time and zone in fields of their own, as FortiGate and Sophos write them.
fn apart(record: &Record<'_>, zone: Option<&str>, now: i64) -> Option<Said> {
    let (date, time) = (record.named("date")?, record.named("time")?);
    // An epoch needs no zone.
    let epoch = record.named("eventtime").map(|pair| pair.said()).filter(|said| is_time(&said.value, now));
    if zone.is_none() && epoch.is_some() {
        return epoch;
    }
    let whole = format!("{} {}", date.value, time.value);
    let said = Said { value: whole, span: date.span.start..date.span.end.max(time.span.end), ..date.said() };
    is_time(&said.value, now).then(|| with_zone(said, zone, now))
}

/// The zone of the record's clock, where it is an offset.
fn zone<'r>(record: &'r Record<'_>) -> Option<&'r str> {
    let named = |name| record.named(name).map(|pair| pair.value.as_ref());
    ["tz", "timezone", "dtz"]
        .into_iter()
        .find_map(named)
        .filter(|zone| zone.starts_with(['+', '-']) || zone.len() < 6 && timestamp::offset(zone).is_some())
}

fn with_zone(said: Said, zone: Option<&str>, now: i64) -> Said {
    let Some(zone) = zone else { return said };
    let whole = format!("{} {zone}", said.value);
    let has_none = timestamp::read(&said.value, now).is_ok_and(|moment| moment.offset.is_none());
    if has_none && is_time(&whole, now) { Said { value: whole, ..said } } else { said }
}

/// The time near the beginning of a line, or in the first brackets: the longest run of words that is one.
fn header(line: &str, now: i64) -> Option<Said> {
    // `audit(1489519382.529:19600354)`: seconds, and the number of the event.
    let audit =
        line.split_once("audit(").and_then(|(_, rest)| rest.split_once(':')).map(|(seconds, _)| seconds);
    if let Some(seconds) = audit.filter(|seconds| is_time(seconds, now)) {
        return Some(inferred(line, seconds));
    }
    let starts =
        line.char_indices().filter(|(at, c)| *at == 0 || matches!(c, ' ' | '[' | '\t')).map(|(at, _)| at);
    let words = starts.take(7).find_map(|at| words_at(line.get(at..)?, now));
    let words =
        words.or_else(|| line.match_indices('[').take(4).find_map(|(at, _)| words_at(line.get(at..)?, now)));
    // A header of syslog without a year, and a whole time in the message: that is the better one.
    let has_year = |words: &&str| timestamp::read(words, now).is_ok_and(|moment| !moment.year_assumed);
    let whole = words.filter(|words| !has_year(words)).and_then(|_| {
        let starts = line.char_indices().filter(|(_, c)| matches!(c, ' ' | '[' | '|')).map(|(at, _)| at);
        starts.take(24).find_map(|at| words_at(line.get(at..)?, now).filter(has_year))
    });
    whole.or(words).map(|words| inferred(line, words))
}

/// The time that is a cell of its own, in a row.
fn cell(line: &str, now: i64) -> Option<Said> {
    let separator = ['\t', '|', ';'].into_iter().find(|separator| line.contains(*separator))?;
    let mut cells = line.split(separator).map(str::trim).take(200);
    cells
        .find(|cell| cell.len() >= 8 && may_begin(cell) && is_time(cell, now))
        .map(|cell| inferred(line, cell))
}

fn inferred(line: &str, part: &str) -> Said {
    let span = place(line, part);
    Said { value: part.to_owned(), span, name: String::new(), certainty: Certainty::Inferred }
}

fn words_at(line: &str, now: i64) -> Option<&str> {
    let line = line.trim_start_matches(['[', '"', '*', '.', '<', '(', ' ', '\t']);
    if !may_begin(line) {
        return None;
    }
    let mut ends: Vec<usize> = line
        .char_indices()
        .filter(|(_, c)| matches!(c, ' ' | '\t' | '\n' | ',' | ']' | '|' | ';' | '"' | ')' | '>'))
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
        .map(|words| words.trim_end_matches([':', ',', ']']))
        .filter(|words| {
            words.len() >= 8 && words.len() < 48 && words.bytes().any(|byte| byte.is_ascii_digit())
        })
        .find(|words| is_time(words, now))
}

/// What times in words begin with, in small letters.
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

fn at(text: &str, now: i64) -> i64 {
    timestamp::read(text, now).map_or(0, |moment| moment.at(|_| 0))
}

/// Whether a text is a time of these years, and not just a number.
pub(crate) fn is_time(text: &str, now: i64) -> bool {
    timestamp::read(text, now).is_ok_and(|moment| {
        let at = moment.at(|_| 0);
        at > EARLIEST && at < now + AHEAD
    })
}

/// Whether a line begins with a time.
pub(crate) fn is_stamped(line: &str) -> bool {
    // What the year is does not matter here: any date of these years will do.
    const NOW: i64 = 4_000_000_000_000;
    line.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[')
        && words_at(line, NOW).is_some_and(|words| words.len() >= 10)
}
