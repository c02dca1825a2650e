//! Flow tuples of Azure: `time,source,destination,source port,destination port,protocol,direction,…` in one value.
//!
//! Source: Microsoft, "Flow logs for network security groups" and "Virtual network flow logs", log format.

use crate::alert::read::{format::table, meaning::endpoints, record::Record};

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
