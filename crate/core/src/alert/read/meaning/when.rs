//! The time of a record: its own, or that of the header before it.

mod cells;
mod collected;
mod epoch;
mod found;
mod order;
mod relay;
mod stamp;

pub(crate) use collected::time as collected;
use found::header;
pub(crate) use stamp::{clock_behind, is_stamped, is_stamped_near};

use crate::alert::{
    read::{
        meaning::names::{self, Role},
        record::{Certainty, FieldValue, Pair, Record},
    },
    timestamp,
};

/// The earliest time that is one, in UTC milliseconds since 1970: 2000-01-01.
const EARLIEST: i64 = 946_684_800_000;
/// How far ahead a time may be, in milliseconds: three years, for clocks that are wrong and licences that end.
const AHEAD: i64 = 3 * 365 * 86_400_000;
/// How far the beginning of an event may be from its receipt, in milliseconds: a day.
const DAY: i64 = 86_400_000;

/// The times of a record, the best one first, each moment once; and those whose zone nobody knows, without it: they are
/// offered only.
pub(crate) fn read(record: &Record<'_>, now: i64) -> (Vec<FieldValue>, Vec<FieldValue>) {
    let zone = zone(record);
    let mut times = Times { sure: Vec::new(), unclear: Vec::new(), zone, now };
    for said in best(record, now) {
        times.take(said);
    }
    if let Some(apart) = apart(record, zone, now) {
        times.take(apart);
    }
    let mut named: Vec<FieldValue> = record.find(Role::Time).take(MOST).map(|pair| pair.said()).collect();
    order::names(record, &mut named);
    // The beginning of an event says more than its receipt, where it is not something else altogether.
    let start = record.named("cefstart").map(|pair| pair.said()).filter(|said| is_time(&said.value, now));
    let first = named.iter().find(|said| is_time(&said.value, now));
    // So does its end, where the receipt is all there is besides.
    let start = start.or_else(|| end_before_receipt(record, first?, now));
    let is_near = |start: &FieldValue| {
        first.is_none_or(|first| (at(&first.value, now) - at(&start.value, now)).abs() < DAY)
    };
    let (before, behind) = match start {
        Some(start) if is_near(&start) => (Some(start), None),
        start => (None, start),
    };
    before.into_iter().chain(named).chain(behind).for_each(|said| times.take(said));
    let header = header(record.header(), now);
    // A whole time before the record says more than a name that nobody knows.
    let is_whole = header
        .as_ref()
        .is_some_and(|(said, _)| timestamp::read(&said.value, now).is_ok_and(|time| !time.year_assumed));
    if times.sure.is_empty() && times.unclear.is_empty() && !record.is_row && !is_whole {
        unknown(record).into_iter().for_each(|said| times.take(said));
    }
    let own = header.as_ref().and_then(|(said, _)| relay::behind_relay(record.header(), said, now));
    times.sure.extend(own);
    if let Some((said, is_clear)) = header {
        if is_clear { times.sure.push(said) } else { times.unclear.push(said) }
    }
    if times.sure.is_empty() && times.unclear.is_empty() {
        times.sure.extend(cells::cell(record, now));
    }
    order::times(&mut times.sure, now);
    (times.sure, times.unclear)
}

/// The end of an event of which only the receipt is told besides: `rt` and `end` of CEF, which come in JSON, too.
fn end_before_receipt(record: &Record<'_>, first: &FieldValue, now: i64) -> Option<FieldValue> {
    let last = |name: &str| name.rsplit('.').next() == Some("rt");
    let end = record.find(Role::Time).find(|pair| pair.name.rsplit('.').next() == Some("end"))?.said();
    let late = at(&first.value, now) - at(&end.value, now);
    (last(&first.name) && is_time(&end.value, now) && (0..DAY).contains(&late)).then_some(end)
}

/// Endings of names of times, and words in the names of other times: of files, of certificates, of programs, of beginnings
/// long ago.
const ENDS: [&str; 10] =
    ["time", "timestamp", "datetime", "date", "at", "timems", "timeutc", "timegmt", "ts", "packetsecond"];
const OTHER_TIMES: [&str; 26] = [
    "expir",
    "valid",
    "until",
    "modif",
    "build",
    "boot",
    "next",
    "renew",
    "process",
    "file",
    "compil",
    "install",
    "birth",
    "password",
    "parent",
    "launch",
    "threat",
    "lastlogon",
    "lastlogin",
    "lastcheck",
    "lastcontact",
    "lastsync",
    "uptime",
    "runtime",
    "release",
    "database",
];

/// The times of names that nobody knows: those that end as names of times do.
fn unknown(record: &Record<'_>) -> Vec<FieldValue> {
    let is_time_name = |pair: &&Pair<'_>| {
        let name = pair.name.rsplit('.').next().unwrap_or(&pair.name);
        // `createdAt`, `created_at`; not `format`.
        let is_at = name.ends_with("At") || name.ends_with("_at");
        let plain = names::plain(name);
        let ends = ENDS
            .iter()
            .any(|end| plain.ends_with(end) && (*end != "at" && *end != "ts" || is_at || plain == "ts"));
        ends && !is_of_other(&plain)
    };
    let few = record.list.iter().take(400).filter(|pair| pair.value.len() < 48 && pair.value.len() >= 8);
    let mut found: Vec<&Pair<'_>> = few.filter(is_time_name).take(4).collect();
    // When it began says more than when it ended, whichever stands first.
    let is_end =
        |name: &str| ["end", "close", "finish", "stop"].iter().any(|word| names::plain(name).contains(word));
    found.sort_by_key(|pair| is_end(&pair.name));
    found.into_iter().map(|pair| FieldValue { certainty: Certainty::Inferred, ..pair.said() }).collect()
}

/// Whether a plain name is that of a time which is not the event's.
pub(crate) fn is_of_other(name: &str) -> bool {
    OTHER_TIMES.iter().any(|other| name.contains(other))
}

/// How many times of a record are looked at.
const MOST: usize = 10;

/// The times while they are gathered.
struct Times<'z> {
    sure: Vec<FieldValue>,
    unclear: Vec<FieldValue>,
    zone: Zone<'z>,
    now: i64,
}

/// The zone that a record gives its clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone<'z> {
    /// Nothing.
    None,
    /// An offset, or letters that have one.
    Known(&'z str),
    /// A place, or letters that several places have.
    Unknown,
}

impl Times<'_> {
    /// Takes a time with the zone that its name, itself or the record says.
    fn take(&mut self, said: FieldValue) {
        // `2024-03-02 10:11:12 IST`
        let unknown = said
            .value
            .match_indices([' ', '['])
            .find(|(at, sign)| said.value.get(at + sign.len()..).is_some_and(timestamp::is_unknown_zone));
        let (clock, own) = match unknown {
            Some((at, _)) => (&said.value[..at], Zone::Unknown),
            None => (said.value.as_str(), of_name(&said.name)),
        };
        let Some(moment) = timestamp::read(clock, self.now).ok().filter(|moment| is_of_log(moment, self.now))
        else {
            return;
        };
        let clock = clock.to_owned();
        match if own == Zone::None { self.zone } else { own } {
            _ if moment.offset.is_some() => self.sure.push(FieldValue { value: clock, ..said }),
            Zone::None => self.sure.push(FieldValue { value: clock, ..said }),
            Zone::Known(zone) => self.sure.push(FieldValue { value: format!("{clock} {zone}"), ..said }),
            Zone::Unknown => self.unclear.push(FieldValue { value: clock, ..said }),
        }
    }
}

/// The zone in a name: `Time (UTC+2)`, `UtcTime`, `GMTTime`, `DetectedUTC`.
fn of_name(name: &str) -> Zone<'_> {
    let last = name.rsplit('.').next().unwrap_or(name).trim();
    if let Some((_, zone)) = last.trim_end_matches([')', ']']).split_once(['(', '[']) {
        let zone = zone.trim();
        return match timestamp::offset(zone) {
            Some(_) => Zone::Known(zone),
            None if timestamp::is_unknown_zone(zone) => Zone::Unknown,
            None => Zone::None,
        };
    }
    let lower = last.to_ascii_lowercase();
    if let Some((_, zone)) = last.rsplit_once(' ').filter(|(_, zone)| timestamp::offset(zone).is_some()) {
        return Zone::Known(zone);
    }
    let is_utc = ["utc", "gmt"].iter().any(|zone| lower.starts_with(zone) || lower.ends_with(zone));
    if is_utc { Zone::Known("UTC") } else { Zone::None }
}

/// The time that a format has a place for, and that goes before all others.
fn best(record: &Record<'_>, now: i64) -> Vec<FieldValue> {
    let zoned = record.named("zoned_time").map(|pair| pair.said());
    let generated = record.named("generated_time").map(|pair| pair.said());
    let generated = generated.filter(|said| is_time(&said.value, now)).map(|said| {
        // The clock of the device is that of the header, whose zone is known.
        let header = header(record.header(), now).filter(|(_, is_clear)| *is_clear);
        let minutes = header.and_then(|(header, _)| timestamp::read(&header.value, now).ok()?.offset);
        match minutes {
            Some(minutes) if timestamp::read(&said.value, now).is_ok_and(|time| time.offset.is_none()) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
                FieldValue { value: format!("{} {sign}{hours:02}{minutes:02}", said.value), ..said }
            }
            _ => said,
        }
    });
    zoned.into_iter().chain(generated).collect()
}

/// Names of a date and of a clock that stand in fields of their own.
const DATES: [&str; 9] =
    ["date", "eventdate", "logdate", "startdate", "localdate", "datum", "fecha", "data", "日付"];
const CLOCKS: [&str; 10] =
    ["time", "starttime", "eventtime", "logtime", "clock", "localtime", "uhrzeit", "hora", "heure", "tijd"];

/// Date and clock in fields of their own, as FortiGate, Sophos and logs of proxies write them.
fn apart(record: &Record<'_>, zone: Zone<'_>, now: i64) -> Option<FieldValue> {
    let named = |names: &[&str], is_it: &dyn Fn(&str) -> bool| {
        let is_named = |pair: &&Pair<'_>| {
            let name = names::plain(pair.name.rsplit('.').next().unwrap_or(&pair.name));
            !pair.name.contains("timezone")
                && names.contains(&name.as_str())
                && pair.value.len() < 32
                && is_it(&pair.value)
        };
        record.list.iter().take(200).find(is_named)
    };
    let date = named(&DATES, &|value| timestamp::read(value, now).is_ok_and(|moment| !moment.has_clock))?;
    let clock = named(&CLOCKS, &is_clock)?;
    // An epoch needs no zone.
    let epoch = record.named("eventtime").map(|pair| pair.said()).filter(|said| is_time(&said.value, now));
    if zone == Zone::None && epoch.is_some() {
        return epoch;
    }
    let whole = format!("{} {}", date.value, clock.value);
    let said =
        FieldValue { value: whole, span: date.span.start..date.span.end.max(clock.span.end), ..date.said() };
    is_time(&said.value, now).then_some(said)
}

/// Whether a text is a time of day and nothing else: `10:11:12`, `10:11:12.345`.
fn is_clock(text: &str) -> bool {
    let mut parts = text.trim().split(':');
    let is_number = |part: &str| part.len() <= 2 && part.parse::<u8>().is_ok();
    parts.next().is_some_and(is_number) && parts.next().is_some_and(is_number) && text.len() <= 20
}

/// Names of the zone of a record's clock, plain: as letters or an offset, and of offsets alone.
const ZONES: [&str; 4] = ["tz", "timezone", "dtz", "eventtimezone"];
const OFFSETS: [&str; 5] = ["utcoffset", "tzoffset", "timezoneoffset", "gmtoffset", "offsetutc"];

/// Whether a name of the record itself, and of no object in it, is one of some plain names.
fn is_called(name: &str, known: &[&str]) -> bool {
    let letters = || name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    name.len() < 20 && !name.contains('.') && known.iter().any(|known| letters().eq(known.bytes()))
}

/// The zone that the record gives its clock.
fn zone<'r>(record: &'r Record<'_>) -> Zone<'r> {
    let named = |known: &[&str]| record.list.iter().take(NAMED).find(|pair| is_called(&pair.name, known));
    let Some(pair) = named(&ZONES).or_else(|| named(&OFFSETS)) else { return Zone::None };
    let zone = pair.value.as_ref();
    // `(GMT-8:00)Pacific Time(US&Canada)`
    let zone =
        zone.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(zone, |(inside, _)| inside);
    match timestamp::offset(zone) {
        Some(_) => Zone::Known(zone),
        None if timestamp::is_unknown_zone(zone) => Zone::Unknown,
        // Minutes, or seconds, with a sign that means the one or the other.
        None if zone.parse::<i32>().is_ok_and(|number| number != 0) => Zone::Unknown,
        None => Zone::None,
    }
}

/// How many values of a record are looked at for its zone.
const NAMED: usize = 400;

fn at(text: &str, now: i64) -> i64 {
    timestamp::read(text, now).map_or(0, |moment| moment.at(|_| 0))
}

/// Whether a moment can be that of an event: with a time of day, in these years.
fn is_of_log(moment: &timestamp::Moment, now: i64) -> bool {
    let at = moment.at(|_| 0);
    moment.has_clock && at > EARLIEST && at < now + AHEAD
}

/// Whether a text is a time of these years with a time of day, and not just a number.
pub(crate) fn is_time(text: &str, now: i64) -> bool {
    timestamp::read(text, now).is_ok_and(|moment| is_of_log(&moment, now))
}
