//! The date and the time of day in cells of a row.

use super::{
    found::{LONGEST, inferred},
    is_clock, is_time,
    stamp::may_begin,
};
use crate::alert::read::{
    record::{Certainty, FieldValue, Record},
    text::line::{self, place},
};

/// The date and the time of day in two of the first cells of a row, or both in one: `"16/12/2022","07:05:25"`,
/// `deny,2024-06-12,10:00:00,…`, `tcp,2024-06-12 10:00:00,…`.
pub(super) fn in_cells(line: &str, now: i64) -> Option<FieldValue> {
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
