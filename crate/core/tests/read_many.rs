//! A line tells the same alone and among others like it: every line of `lines/` that is one record is read twice in a
//! selection, and twice in a file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "common/fixtures.rs"]
mod fixtures;

use fixtures::one_line;
use secdo_core::alert::read::{Lines, read_all};

/// 2026-11-24T12:00:00Z
const NOW: i64 = 1_795_521_600_000;

/// Lines that are known to be taken for one record in a selection: they begin as lines of a pane do, tell of no address,
/// have no end, or are lists in the words of Python.
const KNOWN: [&str; 5] = [
    "A JSON object that the selection cut",
    "Dst: 8.8.8.8:53",
    "FILE_Rename",
    "Semicolons between pairs",
    "A list of Python's objects",
];

/// The records of a text that comes line by line: the number of the first line, and the text.
fn records(text: &str) -> Vec<(u64, String)> {
    let mut lines = Lines::default();
    let mut all = Vec::new();
    for line in text.lines() {
        lines.take(line, |number, record| all.push((number, record.to_owned())));
    }
    lines.end(|number, record| all.push((number, record.to_owned())));
    all
}

#[test]
fn no_line_of_a_file_is_lost() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for case in one_line() {
        let line = case.line.as_str();
        if read_all(line, NOW, &[]).len() != 1 {
            continue;
        }
        count += 1;
        let twice = [(1, line.to_owned()), (2, line.to_owned())];
        if records(line) != twice[..1] || records(&format!("{line}\n{line}\n")) != twice {
            wrong.push(format!("{}: {}\n  {line}", case.file, case.title));
        }
    }
    assert!(count > 400, "{count} lines");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn two_lines_of_a_selection_are_two_records() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for case in one_line() {
        let line = case.line.as_str();
        let alone = read_all(line, NOW, &[]);
        let [alone] = alone.as_slice() else { continue };
        // What tells nothing of ends and files begins no record.
        let draft = &alone.draft;
        if [&draft.source_ip, &draft.destination_ip, &draft.file_path].iter().all(|field| field.is_empty()) {
            continue;
        }
        count += 1;
        let twice = read_all(&format!("{line}\n{line}"), NOW, &[]);
        let is_known = KNOWN.iter().any(|known| case.title.starts_with(known));
        if twice.iter().map(|reading| &reading.draft).ne([&alone.draft, &alone.draft]) && !is_known {
            wrong.push(format!("{}: {} ({})\n  {line}", case.file, case.title, twice.len()));
        }
    }
    assert!(count > 350, "{count} lines");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_event_of_a_delivery_is_a_record() {
    let event = |last: u8| {
        format!(r#"{{"eventTime":"2025-11-24T10:00:0{last}Z","sourceIPAddress":"203.0.113.{last}"}}"#)
    };
    let sources = |text: &str| -> Vec<String> {
        read_all(text, NOW, &[]).into_iter().map(|reading| reading.draft.source_ip).collect()
    };
    let two = format!("{},{}", event(1), event(2));
    assert_eq!(sources(&format!(r#"{{"Records":[{two}]}}"#)), ["203.0.113.1", "203.0.113.2"]);
    assert_eq!(
        sources(&format!(r#"{{"owner":"a","logEvents":[{two}],"count":2}}"#)),
        ["203.0.113.1", "203.0.113.2"]
    );
    // One that tells of an event itself has the rest as its details.
    let whole = format!(r#"{{"source":{{"ip":"203.0.113.9"}},"events":[{two}]}}"#);
    assert_eq!(sources(&whole), ["203.0.113.9"]);
}
