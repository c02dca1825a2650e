//! Dates and times of day in words: one walk over the parts of the text, in whatever order they come.

mod date;

use super::{
    Moment, civil, named,
    parts::{TimePart, fraction, number, split},
    write, zones,
};

/// The parts that have been read so far.
#[derive(Default)]
struct FoundParts {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
    time: Option<(u8, u8, u8, u16)>,
    afternoon: Option<bool>,
    offset: Option<i32>,
    ambiguous: bool,
}

/// The time that a text says with a calendar date.
pub(super) fn calendar(text: &str, now: i64) -> Option<Moment> {
    if text.len() > 80 || !text.is_ascii() {
        return None;
    }
    let parts = split(text);
    // An address is no date.
    let is_dotted = |seven: &[TimePart<'_>]| {
        seven.iter().enumerate().all(|(at, part)| match part {
            TimePart::Number(_) => at % 2 == 0,
            TimePart::Sign('.') => at % 2 == 1,
            _ => false,
        })
    };
    if parts.windows(7).any(is_dotted) {
        return None;
    }
    let mut found = FoundParts::default();
    let mut at = 0;
    while at < parts.len() {
        at += found.take(&parts[at..], at == 0 || parts[at - 1] != TimePart::Sign('-'))?;
    }
    found.moment(now)
}

impl FoundParts {
    /// Takes what stands at the beginning of the parts; the number of parts taken, `None` when nothing fits.
    fn take(&mut self, parts: &[TimePart<'_>], zone_may_follow: bool) -> Option<usize> {
        match parts {
            [TimePart::Sign(_), ..] => self.take_sign(parts, zone_may_follow),
            [TimePart::Word(word), rest @ ..] => {
                let taken = self.take_word(word)?;
                // ASSP: `Apr-07-13`
                let is_first = self.month.is_some() && self.day.is_none();
                Some(taken + if is_first { self.take_day_and_year(rest) } else { 0 })
            }
            [TimePart::Number(digits), rest @ ..] => {
                let joined = self.take_clock(parts).or_else(|| self.take_date(parts));
                let joined = joined.or_else(|| self.take_named_month(parts).map(Some));
                joined.unwrap_or_else(|| self.take_digits(digits, rest))
            }
            [] => None,
        }
    }

    /// The sign between the parts of a date, or of an offset from UTC.
    fn take_sign(&mut self, parts: &[TimePart<'_>], zone_may_follow: bool) -> Option<usize> {
        use TimePart::{Number, Sign};
        match parts {
            [Sign(' ' | '\t' | ',' | '.' | '(' | ')' | '-' | '/' | ':' | '@'), ..]
                if !self.is_offset(parts, zone_may_follow) =>
            {
                Some(1)
            }
            [Sign(sign @ ('+' | '-')), Number(hour), Sign(':'), Number(minute), ..]
                if hour.len() <= 2 && minute.len() == 2 =>
            {
                self.set_offset(*sign, number(hour)?, number(minute)?)?;
                Some(4)
            }
            [Sign(sign @ ('+' | '-')), Number(digits), ..] if matches!(digits.len(), 1 | 2 | 4) => {
                let (hour, minute) = digits.split_at(digits.len().min(2));
                self.set_offset(*sign, number(hour)?, if minute.is_empty() { 0 } else { number(minute)? })?;
                Some(2)
            }
            _ => None,
        }
    }

    /// A time of day with signs in it: how many parts it takes, `None` in that where it cannot be read; `None` where there
    /// is no such time.
    fn take_clock(&mut self, parts: &[TimePart<'_>]) -> Option<Option<usize>> {
        use TimePart::{Number, Sign};
        if self.time.is_some() {
            return None;
        }
        Some(match parts {
            [Number(hour), Sign('.'), Number(minute), Sign('.'), Number(second), ..]
                if self.month.is_some()
                    && self.day.is_some()
                    && hour.len() <= 2
                    && minute.len() == 2
                    && second.len() == 2 =>
            {
                self.set_time([hour, minute, second], 0, 5)
            }
            [Number(hour), Sign(':'), Number(minute), Sign(':'), Number(second), rest @ ..]
                if hour.len() <= 2 =>
            {
                let (milli, more) = fraction(rest);
                self.set_time([hour, minute, second], milli, 5 + more)
            }
            [Number(hour), Sign(':'), Number(minute), ..] if hour.len() <= 2 => {
                self.set_time([hour, minute, "0"], 0, 3)
            }
            _ => return None,
        })
    }

    /// Digits that nothing joins to others: a date, a time, both, a year or a day.
    fn take_digits(&mut self, digits: &str, rest: &[TimePart<'_>]) -> Option<usize> {
        if let Some(taken) = self.take_short_year(digits, rest) {
            return Some(taken);
        }
        match digits.len() {
            14 if self.month.is_none() => {
                self.set_date(&digits[..4], &digits[4..6], &digits[6..8], 1);
                let (milli, more) = fraction(rest);
                self.set_time([&digits[8..10], &digits[10..12], &digits[12..]], milli, 1 + more)
            }
            8 if self.month.is_none() => self.set_date(&digits[..4], &digits[4..6], &digits[6..], 1),
            6 if self.month.is_some() && self.time.is_none() => {
                self.set_time([&digits[..2], &digits[2..4], &digits[4..]], 0, 1)
            }
            4 if self.year.is_none() => {
                self.year = number(digits);
                Some(1)
            }
            0..=2 if self.day.is_none() => {
                self.day = number(digits);
                Some(1)
            }
            _ => None,
        }
    }

    /// A date whose year has two digits, joined to its time or before it: `190820200558.429` of 3proxy,
    /// `230614 10:11:12` of MySQL, `081109 204815` of Hadoop. `None` for other digits.
    fn take_short_year(&mut self, digits: &str, rest: &[TimePart<'_>]) -> Option<usize> {
        let is_date = digits.len() == 12 || digits.len() == 6 && is_before_clock(rest);
        if !is_date || self.month.is_some() || self.time.is_some() {
            return None;
        }
        self.set_date(&format!("20{}", &digits[..2]), &digits[2..4], &digits[4..6], 1);
        if digits.len() == 6 {
            return Some(1);
        }
        let (milli, more) = fraction(rest);
        self.set_time([&digits[6..8], &digits[8..10], &digits[10..]], milli, 1 + more)
    }

    /// Sets the time of day, if its parts are small enough, and passes on how many parts it took.
    fn set_time(&mut self, [hour, minute, second]: [&str; 3], milli: u16, taken: usize) -> Option<usize> {
        self.time = Some((number(hour)?, number(minute)?, number(second)?, milli));
        Some(taken)
    }

    /// Whether a sign begins an offset from UTC rather than joining the parts of a date.
    fn is_offset(&self, parts: &[TimePart<'_>], zone_may_follow: bool) -> bool {
        let signed = matches!(parts, [TimePart::Sign('+' | '-'), TimePart::Number(_), ..]);
        signed && zone_may_follow && self.time.is_some() && self.offset.unwrap_or(0) == 0
    }

    fn take_word(&mut self, word: &str) -> Option<usize> {
        let lower = word.to_ascii_lowercase();
        if let Some(offset) = zones::offset(word) {
            // `22:14:58Z EST branch`: a time has one zone; `GMT-0500 (EST)` says it twice.
            // `-5:00 GMT` of ZoneAlarm is ahead of, or behind, Greenwich.
            let is_base = word == "GMT" && self.offset.is_some();
            if !is_base && self.offset.is_some_and(|said| said != offset) {
                return None;
            }
            self.offset = self.offset.or(Some(offset));
        } else if lower == "am" || lower == "pm" {
            self.afternoon = Some(lower == "pm");
        } else if let Some(month) = named::month(&lower).filter(|_| self.month.is_none()) {
            self.month = Some(month);
        } else if !named::says_nothing(&lower) {
            return None;
        }
        Some(1)
    }

    /// Clocks are from 12 hours behind UTC to 14 hours ahead of it.
    fn set_offset(&mut self, sign: char, hour: i32, minute: i32) -> Option<()> {
        let minutes = if sign == '-' { -(hour * 60 + minute) } else { hour * 60 + minute };
        self.offset = Some(minutes).filter(|minutes| (-720..=840).contains(minutes) && minute < 60);
        self.offset.map(|_| ())
    }

    fn moment(self, now: i64) -> Option<Moment> {
        let (mut hour, minute, second, milli) = self.time.unwrap_or_default();
        match self.afternoon {
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(afternoon) => hour = hour % 12 + if afternoon { 12 } else { 0 },
            None => {}
        }
        let (month, day) = (self.month?, self.day?);
        let in_year = |year| civil(year, month, day, (hour, minute, second, milli));
        let this_year: i32 = write(now).get(..4)?.parse().ok()?;
        let civil = match self.year {
            Some(year) => in_year(year)?,
            // The latest one that is not in the future; a day of grace covers zones and clocks.
            None => in_year(this_year)
                .filter(|&civil| civil <= now + 86_400_000)
                .or_else(|| in_year(this_year - 1))?,
        };
        Some(Moment {
            civil,
            offset: self.offset,
            year_assumed: self.year.is_none(),
            ambiguous: self.ambiguous,
            has_clock: self.time.is_some(),
        })
    }
}

/// Whether blanks and a time of day follow.
fn is_before_clock(parts: &[TimePart<'_>]) -> bool {
    use TimePart::{Number, Sign};
    match parts {
        // Hadoop: `081109 204815`
        [Sign(' '), Number(clock), ..] if clock.len() == 6 => true,
        [Sign(' '), Sign(' '), rest @ ..] | [Sign(' '), rest @ ..] => {
            matches!(rest, [Number(hour), Sign(':'), Number(minute), Sign(':'), ..] if hour.len() <= 2 && minute.len() == 2)
        }
        _ => false,
    }
}
