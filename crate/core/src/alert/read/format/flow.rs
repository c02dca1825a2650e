//! Flow logs of clouds.
//!
//! Azure: tuples of `time,source,destination,source port,destination port,protocol,direction,…` in one value.
//!
//! Source: Microsoft, "Flow logs for network security groups" and "Virtual network flow logs", log format.

use crate::alert::read::{format::table, meaning::endpoints, record::Record};

/// The record of a row of AWS's flow logs, whose fields stand in an order that every customer chooses: two addresses with
/// their two ports behind them, and the seconds in which it began and ended.
///
/// Source: AWS, "Flow log records": the default format, and the fields of versions 3 to 8; "Transit Gateway Flow Log
/// records", whose status is `OK` where there is no action.
pub(crate) fn of_vpc<'t>(text: &'t str, cells: &[&'t str]) -> Option<Record<'t>> {
    let has = |is_it: fn(&str) -> bool| cells.iter().any(|cell| is_it(cell));
    if cells.len() < 10
        || !has(|cell| cell.starts_with("eni-") || cell.starts_with("tgw-"))
        || !has(|cell| matches!(cell, "ACCEPT" | "REJECT" | "OK"))
    {
        return None;
    }
    let mut record = Record::by(text, "Amazon", "VPC Flow Logs");
    let ends = cells.windows(4).find(|four| {
        four[..2].iter().all(|cell| endpoints::split(cell).is_some())
            && four[2..].iter().all(|cell| cell.parse::<u16>().is_ok())
    })?;
    for (name, cell) in ["srcaddr", "dstaddr", "srcport", "dstport"].into_iter().zip(ends) {
        record.push(name, cell);
    }
    let seconds = |cell: &str| {
        cell.parse::<i64>().ok().filter(|seconds| (1_000_000_000..10_000_000_000).contains(seconds))
    };
    let began = cells.windows(2).find(|two| {
        seconds(two[0]).zip(seconds(two[1])).is_some_and(|(start, end)| (0..86_400).contains(&(end - start)))
    });
    if let Some(began) = began {
        record.push("start", began[0]);
    }
    Some(record)
}

/// The names of a tuple's cells.
const CELLS: [&str; 5] = ["flow.time", "flow.srcip", "flow.dstip", "flow.srcport", "flow.dstport"];

/// Adds the cells of the first flow tuple among the values.
pub(crate) fn complete<'t>(record: &mut Record<'t>) {
    let text = record.text;
    let is_tuple = |value: &str| {
        let cells = table::cells(value, ',');
        cells.len() >= 7
            && cells[1..3].iter().all(|cell| endpoints::split(cell).is_some())
            && cells[3..5].iter().all(|cell| endpoints::is_port(cell))
            && cells[0].len() >= 10
            && cells[0].bytes().all(|byte| byte.is_ascii_digit())
    };
    let tuple = record
        .list
        .iter()
        .find(|pair| pair.name.to_ascii_lowercase().contains("flow") && is_tuple(&pair.value));
    let Some(tuple) = tuple.and_then(|pair| text.get(pair.span.clone())) else { return };
    for (name, cell) in CELLS.into_iter().zip(table::cells(tuple, ',')) {
        record.push(name, cell);
    }
}
