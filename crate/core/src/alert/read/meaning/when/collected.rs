//! The time of a line beside the one at which it was collected or relayed.

use crate::alert::{
    read::record::{Certainty, FieldValue},
    timestamp::{self, Moment},
};

/// Half an hour, and how late a record may be collected for the zone of its line to be told by that, in milliseconds.
const HALF_HOUR: i64 = 1_800_000;
const LATE: i64 = 600_000;
/// How far a clock may be ahead of the collector's, in milliseconds.
const AHEAD: i64 = 60_000;
/// The farthest offsets of zones from UTC, in milliseconds.
const FARTHEST: i64 = 14 * 2 * HALF_HOUR;

/// The time of a line beside the one at which it was collected: with the year of that, and with the zone that follows from
/// it, where the line has none. `None` where the collector's own says the same moment.
pub(crate) fn time(line: &FieldValue, collected: &FieldValue, now: i64) -> Option<FieldValue> {
    let outer = timestamp::read(&collected.value, now).ok()?;
    let at = outer.at(|_| 0);
    let own = timestamp::read(&line.value, now).ok()?;
    // A line without a year is from that of its collection, or shortly before.
    let inner = if own.year_assumed { timestamp::read(&line.value, at + FARTHEST + LATE).ok()? } else { own };
    if outer.offset.is_some() && (inner.at(|_| 0) - at).abs() < 1_000 {
        return None;
    }
    if inner.offset.is_some() && !own.year_assumed {
        return Some(line.clone());
    }
    let zone = zone(&inner, &outer);
    if zone.is_none() && !own.year_assumed {
        return Some(line.clone());
    }
    let minutes = inner.offset.or(zone);
    let clock = timestamp::write(inner.civil);
    let clock = clock.trim_end_matches('Z');
    let value = match minutes {
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{clock} {sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
        None => clock.to_owned(),
    };
    Some(FieldValue { value, certainty: Certainty::Inferred.max(line.certainty), ..line.clone() })
}

/// The offset of a line's clock from UTC, in minutes, where its line was collected within some minutes.
fn zone(inner: &Moment, outer: &Moment) -> Option<i32> {
    if inner.offset.is_some() || outer.offset.is_none() {
        return None;
    }
    let apart = inner.civil - outer.at(|_| 0);
    let offset = (apart - AHEAD).div_euclid(HALF_HOUR) * HALF_HOUR + HALF_HOUR;
    let late = offset - apart;
    (offset.abs() <= FARTHEST && late < LATE).then(|| i32::try_from(offset / 60_000).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_takes_year_and_zone_from_its_collection() {
        let now = 1_795_521_600_000;
        let said = |value: &str| FieldValue::by_format(value);
        for (line, collected, wanted) in [
            ("Jan 29 00:00:28", "2020-01-29T00:00:30Z", Some("2020-01-29 00:00:28 +00:00")),
            ("Dec 31 23:59:58", "2020-01-01T00:00:30Z", Some("2019-12-31 23:59:58 +00:00")),
            ("2024-06-12 12:00:28", "2024-06-12T10:00:30Z", Some("2024-06-12 12:00:28 +02:00")),
            ("2024-06-12 04:29:28", "2024-06-12T10:00:30Z", Some("2024-06-12 04:29:28 -05:30")),
            ("2024-06-12 10:00:31", "2024-06-12T10:00:30Z", Some("2024-06-12 10:00:31 +00:00")),
            ("2019-06-12 12:00:28", "2024-06-12T10:00:30Z", Some("2019-06-12 12:00:28")),
            ("2024-06-12T09:00:00Z", "2024-06-12T10:00:30Z", Some("2024-06-12T09:00:00Z")),
            ("2024-06-12 10:00:30", "2024-06-12T10:00:30.500Z", None),
        ] {
            let time = time(&said(line), &said(collected), now).map(|time| time.value);
            assert_eq!(time.as_deref(), wanted, "{line}");
        }
    }
}
