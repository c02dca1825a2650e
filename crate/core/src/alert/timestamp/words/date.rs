//! Dates within a time in words: with signs, with the month in letters, with a year of two digits.

use super::{FoundParts, TimePart, named, number};

impl FoundParts {
    /// The day and the year in two digits that dashes join to the month before them; how many parts they take.
    pub(super) fn take_day_and_year(&mut self, parts: &[TimePart<'_>]) -> usize {
        use TimePart::{Number, Sign};
        match parts {
            [Sign('-'), Number(day), Sign('-'), Number(year), ..] if day.len() <= 2 && year.len() == 2 => {
                (self.day, self.year) = (number(day), number(year).map(|year: i32| 2_000 + year));
                4
            }
            _ => 0,
        }
    }

    /// A date whose month is a word, and whose year has two digits: `26Nov15`, `26-NOV-15`; how many parts it takes.
    pub(super) fn take_named_month(&mut self, parts: &[TimePart<'_>]) -> Option<usize> {
        use TimePart::{Number, Sign, Word};
        let (day, month, year, taken) = match parts {
            [Number(day), Word(month), Number(year), ..] => (day, month, year, 3),
            [Number(day), Sign('-'), Word(month), Sign('-'), Number(year), ..] => (day, month, year, 5),
            _ => return None,
        };
        let month = named::month(&month.to_ascii_lowercase())?;
        if day.len() > 2 || year.len() != 2 || self.month.is_some() || self.day.is_some() {
            return None;
        }
        self.month = Some(month);
        (self.day, self.year) = (number(day), number(year).map(|year: i32| 2_000 + year));
        Some(taken)
    }

    /// A date with signs in it; what comes back is as for [`Self::take_clock`].
    pub(super) fn take_date(&mut self, parts: &[TimePart<'_>]) -> Option<Option<usize>> {
        use TimePart::{Number, Sign};
        Some(match parts {
            // Sophos: `2025:11:24-22:14:58`
            [Number(year), Sign(':'), Number(month), Sign(':'), Number(day), Sign('-'), ..]
                if year.len() == 4 && self.year.is_none() =>
            {
                self.set_date(year, month, day, 6)
            }
            // Snort: `06/04-22:48:14`
            [Number(month), Sign('/'), Number(day), Sign('-'), Number(_), Sign(':'), ..]
                if month.len() == 2 && day.len() == 2 && self.month.is_none() =>
            {
                (self.month, self.day) = (number(month), number(day));
                Some(4)
            }
            [Number(year), Sign('-' | '/' | '.'), Number(month), Sign('-' | '/' | '.'), Number(day), ..]
                if year.len() == 4 =>
            {
                self.set_date(year, month, day, 5)
            }
            [
                Number(first),
                Sign(sign @ ('/' | '.' | '-')),
                Number(second),
                Sign('/' | '.' | '-'),
                Number(year),
                ..,
            ] if self.month.is_none() && matches!(year.len(), 2 | 4) => {
                self.set_short(first, *sign, second, year)
            }
            _ => return None,
        })
    }

    /// Sets the date, whatever its numbers are, and passes on how many parts it took.
    pub(super) fn set_date(&mut self, year: &str, month: &str, day: &str, taken: usize) -> Option<usize> {
        (self.year, self.month, self.day) = (number(year), number(month), number(day));
        Some(taken)
    }

    /// `22/03/2017`, `3/22/17`, `22.03.2017`: dots are European; otherwise the month comes first unless it cannot.
    fn set_short(&mut self, first: &str, sign: char, second: &str, year: &str) -> Option<usize> {
        let digits = year.len();
        let (first, second, year): (u8, u8, i32) = (number(first)?, number(second)?, number(year)?);
        let day_first = sign == '.' || first > 12;
        self.ambiguous = sign != '.' && first <= 12 && second <= 12 && first != second;
        (self.day, self.month) =
            if day_first { (Some(first), Some(second)) } else { (Some(second), Some(first)) };
        self.year = Some(if digits == 2 { 2_000 + year } else { year });
        Some(5)
    }
}
