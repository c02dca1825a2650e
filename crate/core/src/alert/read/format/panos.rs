//! PAN-OS: comma-separated values, whose columns are the same in all versions up to where later ones append.
//!
//! Source: "Traffic Log Fields" and "Threat Log Fields" of the PAN-OS administrator's guide.

use crate::alert::{
    read::{
        format::{Format, by_line, table},
        meaning::{endpoints, sentence},
        record::{Record, Scale},
        text::line,
    },
    timestamp,
};

/// The types of logs that have the columns of TRAFFIC.
const OF_CONNECTIONS: [&str; 6] = ["TRAFFIC", "THREAT", "DECRYPTION", "TUNNEL", "GTP", "SCTP"];

/// Their columns, counted from 0.
const COLUMNS: [(usize, &str); 7] = [
    (6, "generated_time"),
    (7, "src"),
    (8, "dst"),
    (24, "sport"),
    (25, "dport"),
    (16, "fromzone"),
    (17, "tozone"),
];

/// The types of logs, in commas.
const TYPES: [&str; 16] = [
    ",TRAFFIC,",
    ",THREAT,",
    ",GLOBALPROTECT,",
    ",USERID,",
    ",SYSTEM,",
    ",CONFIG,",
    ",HIPMATCH,",
    ",AUTHENTICATION,",
    ",DECRYPTION,",
    ",TUNNEL,",
    ",HIP-MATCH,",
    ",CORRELATION,",
    ",GTP,",
    ",SCTP,",
    ",AUTH,",
    ",IPTAG,",
];

/// PAN-OS in the table of formats.
pub(crate) const FORMAT: Format = Format {
    name: "PAN-OS",
    signs: &TYPES,
    header: 220,
    unescapes: true,
    begins: |format, line| start(format, line).is_some(),
    split: by_line,
    read,
    scale: Scale::Unknown,
    sample: "1,2020/03/27 09:57:41,0153,TRAFFIC,end,2305,2020/03/27 09:57:41,10.0.0.1,8.8.8.8,,,rule",
};

/// Where the row begins, in bytes: three columns before its type, `1,2020/04/23 12:17:48,serial,TRAFFIC,…`, perhaps
/// behind a header.
fn start(format: &Format, text: &str) -> Option<usize> {
    let window = line::head(text, format.header);
    let at = format.signs.iter().find_map(|kind| window.find(kind))?;
    let start = text[..at]
        .rmatch_indices(',')
        .nth(1)
        .map_or(0, |(comma, _)| text[..comma].rfind([' ', '<']).map_or(0, |at| at + 1));
    line::is_header(&text[..start]).then_some(start)
}

/// The record of a PAN-OS line; `None` when it is none.
fn read<'t>(format: &Format, text: &'t str) -> Option<Record<'t>> {
    let start = start(format, text)?;
    let line = text[start..].split('\n').next().unwrap_or("");
    let cells = table::cells(line, ',');
    let cell = |index: usize| cells.get(index).copied().unwrap_or("");
    if !format.signs.iter().any(|kind| kind.trim_matches(',') == cell(3)) {
        return None;
    }
    let mut record = Record::by(text, "Palo Alto Networks", "PAN-OS").behind(start);
    // Later versions end with the time again, with its zone.
    let zoned = cells.iter().rev().take(24).find(|cell| {
        cell.contains('T')
            && timestamp::read(cell, 0).is_ok_and(|time| time.offset.is_some() && time.has_clock)
    });
    if let Some(zoned) = zoned {
        record.push("zoned_time", zoned);
    }
    if OF_CONNECTIONS.contains(&cell(3)) {
        for (index, name) in COLUMNS {
            record.push(name, cell(index));
        }
        let is_threat = cell(3) == "THREAT";
        record.event_id = record.said(cell(if is_threat { 36 } else { 22 }));
        if is_threat {
            record.severity = record.said(cell(34));
            if matches!(cell(4), "file" | "virus" | "wildfire") {
                record.push("fname", cell(31));
            }
        }
        return Some(record);
    }
    record.push("generated_time", cell(6));
    let sources: &[usize] = match cell(3) {
        "USERID" | "AUTH" | "AUTHENTICATION" | "IPTAG" => &[8],
        // The private address is the one that the agent has.
        "GLOBALPROTECT" => &[17, 15],
        "CONFIG" => &[7],
        "HIPMATCH" | "HIP-MATCH" => &[11],
        _ => &[],
    };
    let is_address = |cell: &&str| endpoints::split(cell).is_some_and(|(address, _)| address != "0.0.0.0");
    if let Some(source) = sources.iter().map(|index| cell(*index)).find(is_address) {
        record.push("src", source);
    }
    // `…, server address '192.0.2.1', …, From: 10.0.0.1.`
    let sentence::SaidParties { from, to, .. } = sentence::parties(cell(14), true);
    for (end, name) in [(from, "src"), (to, "dst")] {
        if let Some(end) = end {
            record.push(name, end.written);
        }
    }
    Some(record)
}
