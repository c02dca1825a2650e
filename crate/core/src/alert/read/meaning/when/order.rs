//! Which of several times of a record says more: the order in which they are offered.

use super::at;
use crate::alert::{
    read::{
        meaning::names,
        record::{FieldValue, Record},
    },
    timestamp,
};

/// The step between the offsets of time zones, in milliseconds: a quarter of an hour, or several.
const QUARTER: i64 = 900_000;

/// Orders the times that bear names, before they are gathered.
pub(super) fn names(record: &Record<'_>, times: &mut [FieldValue]) {
    inner_first(times);
    of_sentinel_last(record, times);
}

/// Orders the gathered times, and leaves each moment once.
pub(super) fn times(times: &mut Vec<FieldValue>, now: i64) {
    zoned_first(times, now);
    years_first(times, now);
    finer_first(times, now);
    let mut moments = Vec::new();
    times.retain(|said| {
        let moment = at(&said.value, now);
        let new = !moments.contains(&moment);
        moments.push(moment);
        new
    });
}

/// Puts one of the times before all others.
fn to_front(times: &mut [FieldValue], at: usize) {
    for place in (0..at).rev() {
        times.swap(place, place + 1);
    }
}

/// Puts the same reading of the clock with its zone before the first one.
fn zoned_first(times: &mut [FieldValue], now: i64) {
    let Some(first) = times.first() else { return };
    if let Some(twin) = times.iter().position(|other| is_twin(first, other, now)) {
        to_front(times, twin);
    }
}

/// Puts a time with its year before a first one whose year is assumed.
fn years_first(times: &mut [FieldValue], now: i64) {
    let has_year = |said: &FieldValue| timestamp::read(&said.value, now).is_ok_and(|time| !time.year_assumed);
    if times.first().is_some_and(|first| !has_year(first))
        && let Some(whole) = times.iter().position(|said| has_year(said) && !said.name.is_empty())
    {
        to_front(times, whole);
    }
}

/// Puts the times of a record that a collector keeps as a text before the collector's own.
fn inner_first(times: &mut [FieldValue]) {
    let is_collectors = |said: &FieldValue| {
        matches!(said.name.rsplit('.').next(), Some("@timestamp" | "_time" | "_indextime"))
    };
    let is_inner = |said: &FieldValue| names::inside_line(&said.name).len() < said.name.len();
    if times.first().is_some_and(|first| is_collectors(first) && !is_inner(first)) {
        times.sort_by_key(|said| !is_inner(said));
    }
}

/// Puts the time at which Microsoft Sentinel took a record behind the record's own.
/// Source: Microsoft Learn, "Standard columns in Azure Monitor Logs", `TimeGenerated`.
fn of_sentinel_last(record: &Record<'_>, times: &mut [FieldValue]) {
    let is_taken = |said: &FieldValue| {
        said.name.rsplit('.').next().is_some_and(|last| last.starts_with("TimeGenerated"))
    };
    let is_of_sentinel = || {
        let has = |name: &str| record.named(name).is_some();
        times.iter().any(|said| is_taken(said) && said.name.ends_with("[UTC]"))
            || has("SourceSystem")
            || has("TenantId")
    };
    if times.first().is_some_and(is_taken) && is_of_sentinel() {
        times.sort_by_key(is_taken);
    }
}

/// Puts a time with parts of a second before a first one that is the same second.
fn finer_first(times: &mut [FieldValue], now: i64) {
    let Some(first) = times.first().map(|first| at(&first.value, now)) else { return };
    let is_finer = |said: &FieldValue| {
        let later = at(&said.value, now) - first;
        said.value.contains(':') && !said.name.is_empty() && (1..1_000).contains(&later)
    };
    if first % 1_000 == 0
        && !times[0].value.contains('.')
        && let Some(finer) = times.iter().position(is_finer)
    {
        to_front(times, finer);
    }
}

/// Whether a time is the same reading of the clock as the first one, with its zone.
fn is_twin(first: &FieldValue, other: &FieldValue, now: i64) -> bool {
    let [one, two] = [first, other].map(|said| timestamp::read(&said.value, now).ok());
    one.zip(two).is_some_and(|(one, two)| {
        let apart = (one.civil - two.at(|_| 0)).abs();
        let rest = apart % QUARTER;
        one.offset.is_none()
            && two.offset.is_some()
            && apart <= 14 * 4 * QUARTER
            && !(1_000..=QUARTER - 1_000).contains(&rest)
    })
}
