//! Any time that an analyst pastes, as UTC milliseconds since 1970.

mod named;
mod parts;
mod plain;
mod words;
mod zones;

use time::{Date, Month, PrimitiveDateTime, Time};

use crate::error::Error;

/// A time as it was read. Without a zone of its own it is in the zone that the caller knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970 on the clock that was read, whatever its zone.
    pub civil: i64,
    /// The offset of the clock from UTC, in minutes, where the text says so.
    pub offset: Option<i32>,
    /// Whether the text had no year, so that the latest one in the past was taken.
    pub year_assumed: bool,
    /// Whether day and month could be the other way round.
    pub ambiguous: bool,
    /// Whether the text says a time of day, and not only a date.
    pub has_clock: bool,
}

impl Moment {
    /// UTC milliseconds since 1970. `zone` gives what a clock without a zone is ahead of UTC, in minutes, for its
    /// milliseconds.
    ///
    /// ```
    /// use secdo_core::alert::timestamp::read;
    /// let two_hours_ahead = |_| 120;
    /// assert_eq!(read("2017-03-22 21:00:47", 0)?.at(two_hours_ahead), 1_490_209_247_000);
    /// assert_eq!(read("2017-03-22T19:00:47Z", 0)?.at(two_hours_ahead), 1_490_209_247_000, "it has its own zone");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    pub fn at(&self, zone: impl FnOnce(i64) -> i32) -> i64 {
        let offset = self.offset.unwrap_or_else(|| if self.is_relative() { 0 } else { zone(self.civil) });
        self.civil - i64::from(offset) * 60_000
    }

    const fn is_relative(&self) -> bool {
        self.offset.is_some()
    }

    const fn utc(civil: i64) -> Self {
        Self { civil, offset: Some(0), year_assumed: false, ambiguous: false, has_clock: true }
    }
}

/// The time that a text says. `now` is UTC milliseconds since 1970.
///
/// Epoch in seconds, milli-, micro- and nanoseconds; ISO 8601 and RFC 3339; RFC 2822; syslog with and without year;
/// `2017/03/22 19:00:47`; the common log format; AM and PM, in several languages; `/Date(…)/` of .NET; the stamps of Snort,
/// Sophos, MySQL and 3proxy; `now`; `5 minutes ago`. A zone that several countries write, such as IST, makes a time unreadable.
///
/// ```
/// use secdo_core::alert::timestamp::read;
/// let now = 1_500_000_000_000;
/// for text in ["1490209247", "1490209247000", "2017-03-22T19:00:47Z", "Wed, 22 Mar 2017 20:00:47 +0100"] {
///     assert_eq!(read(text, now)?.at(|_| 0), 1_490_209_247_000);
/// }
/// assert_eq!(read("5 minutes ago", now)?.at(|_| 0), now - 300_000);
/// // A clock without a zone: the caller knows that it is two hours ahead.
/// assert_eq!(read("Mar 22 21:00:47", now)?.at(|_| 120), 1_490_209_247_000);
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
///
/// # Errors
/// Returns [`Error::TimeUnreadable`] where the text says no time, or one before 1970 or after the year 9999.
pub fn read(text: &str, now: i64) -> Result<Moment, Error> {
    let plain = plain::plain(text);
    let trimmed = plain.trim();
    relative(trimmed, now)
        .or_else(|| epoch(trimmed))
        .or_else(|| words::calendar(trimmed, now))
        // No log is older than its epoch, and none is from after the year 9999.
        .filter(|moment| (0..253_402_300_800_000).contains(&moment.civil))
        .ok_or_else(|| Error::TimeUnreadable(text.trim().to_owned()))
}

/// The offset of this zone from UTC, in minutes: `UTC`, `+02:00`, `-0530`, `CET`. `None` for names of places,
/// whose offset depends on the day.
///
/// ```
/// use secdo_core::alert::timestamp::offset;
/// assert_eq!([offset("UTC"), offset("-05:30"), offset("Mars")], [Some(0), Some(-330), None]);
/// ```
#[must_use]
pub fn offset(zone: &str) -> Option<i32> {
    read(&format!("2000-01-01 00:00:00 {}", zone.trim()), 0).ok()?.offset
}

/// Whether a text begins with a zone whose clock is not known here: letters that several places write, or the name of a
/// place, whose offset depends on the day.
///
/// ```
/// use secdo_core::alert::timestamp::is_unknown_zone;
/// assert!(is_unknown_zone("IST") && is_unknown_zone("Europe/Berlin]") && !is_unknown_zone("UTC") && !is_unknown_zone("INFO"));
/// ```
#[must_use]
pub fn is_unknown_zone(text: &str) -> bool {
    zones::is_unknown(text)
}

/// `now`, `5 minutes ago`, `2h ago`.
fn relative(text: &str, now: i64) -> Option<Moment> {
    if text.eq_ignore_ascii_case("now") {
        return Some(Moment::utc(now));
    }
    let lower = text.to_ascii_lowercase();
    let amount = lower.strip_suffix("ago")?.trim();
    let digits = amount.find(|character: char| !character.is_ascii_digit()).unwrap_or(amount.len());
    let number: i64 = match &amount[..digits] {
        "" if amount.starts_with("an ") || amount.starts_with("a ") => 1,
        number => number.parse().ok().filter(|&number: &i64| number < 1_000_000)?,
    };
    let unit = amount[digits..].trim_start_matches("an ").trim_start_matches("a ").trim();
    let milliseconds = match unit {
        "s" | "sec" | "secs" | "second" | "seconds" => 1_000,
        "m" | "min" | "mins" | "minute" | "minutes" => 60_000,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3_600_000,
        "d" | "day" | "days" => 86_400_000,
        "w" | "week" | "weeks" => 604_800_000,
        _ => return None,
    };
    Some(Moment::utc(now - number * milliseconds))
}

/// How many digits behind the point tell a second of these years.
const EXACT: usize = 8;
/// The same of Java, which leaves zeros at the end out and rounds nothing.
const EXACT_OF_JAVA: usize = 6;

/// A number alone, its unit known by its size: seconds up to 11 digits, then milli-, micro- and nanoseconds.
fn epoch(text: &str) -> Option<Moment> {
    // `1.718186400123E9`, as some writers of JSON have it.
    if let Some((digits, power)) = text.split_once(['e', 'E']).filter(|(digits, _)| digits.contains('.')) {
        // `1.58971E+12`, as a spreadsheet rounds it, is hours away. Java writes no plus, and rounds nothing: `1.7181864E9`.
        let exact = if power.starts_with('+') || text.contains('e') { EXACT } else { EXACT_OF_JAVA };
        let power: u32 =
            power.trim_start_matches('+').parse().ok().filter(|power| (8..=18).contains(power))?;
        let (whole, fraction) = digits.split_once('.')?;
        if fraction.len() < exact || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let moved = format!("{fraction:0<18}");
        let (more, rest) = moved.split_at(power as usize);
        return epoch(&format!("{whole}{more}.{}", rest.trim_end_matches('0')));
    }
    if let Some(moment) = tai64n(text) {
        return Some(moment);
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() < 9 || whole.len() > 19 || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    // `20240302101112.250`: a date, not a number of milliseconds.
    if whole.len() == 14 && whole.starts_with("20") {
        return None;
    }
    // `190820200558.429`: the same with a year of two digits; as milliseconds it would be long ago.
    if whole.len() == 12 && !fraction.is_empty() {
        return None;
    }
    let number: i128 = whole.parse().ok()?;
    let milliseconds = match whole.len() {
        ..=11 => {
            let thousandths = format!("{fraction:0<3}");
            number * 1_000 + thousandths.get(..3)?.parse::<i128>().ok()?
        }
        12..=14 => number,
        15..=17 => number / 1_000,
        _ => number / 1_000_000,
    };
    Some(Moment::utc(i64::try_from(milliseconds).ok()?))
}

/// The label that multilog and its kind write, whose clock is ten seconds ahead: `@400000004c91b044077a9e94` (Bernstein,
/// "TAI64, TAI64N, and TAI64NA").
fn tai64n(text: &str) -> Option<Moment> {
    let label = text.strip_prefix('@').unwrap_or(text);
    let hexadecimal = label.len() == 24 && label.bytes().all(|byte| byte.is_ascii_hexdigit());
    let part = |from: usize, to: usize| i64::from_str_radix(label.get(from..to)?, 16).ok();
    if !hexadecimal || !label.starts_with("40000000") {
        return None;
    }
    let nanoseconds = part(16, 24).filter(|nanoseconds| *nanoseconds < 1_000_000_000)?;
    Some(Moment::utc((part(8, 16)? - 10) * 1_000 + nanoseconds / 1_000_000))
}

/// Milliseconds since 1970 of a calendar date and a time of day.
fn civil(year: i32, month: u8, day: u8, (hour, minute, second, milli): (u8, u8, u8, u16)) -> Option<i64> {
    let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
    // A leap second is the first of the next minute.
    let (second, more) = if second == 60 { (59, 1_000) } else { (second, 0) };
    let time = Time::from_hms_milli(hour, minute, second, milli).ok()?;
    let seconds = PrimitiveDateTime::new(date, time).assume_utc().unix_timestamp();
    Some(seconds * 1_000 + i64::from(milli) + more)
}

/// UTC milliseconds since 1970 as people read them: `2017-03-22 19:00:47`, with milliseconds where there are any.
///
/// ```
/// assert_eq!(secdo_core::alert::timestamp::write(1_490_209_247_000), "2017-03-22 19:00:47");
/// ```
#[must_use]
pub fn write(milliseconds: i64) -> String {
    let Ok(moment) = time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000)
    else {
        return milliseconds.to_string();
    };
    let (year, month, day) = moment.to_calendar_date();
    let (hour, minute, second, milli) = moment.to_hms_milli();
    let seconds = format!("{year:04}-{:02}-{day:02} {hour:02}:{minute:02}:{second:02}", u8::from(month));
    if milli == 0 { seconds } else { format!("{seconds}.{milli:03}") }
}
