//! Every format's lines, in `lines/`: what must stand in which field, and how sure it is.
//!
//! A file has cases such as
//!
//! ```text
//! == A client behind a proxy
//! 10.0.0.1:1024 -> 8.8.8.8:53
//! -- network
//! source_ip         inferred  10.0.0.1
//! ```
//!
//! where every field that is not named must be empty, a case with several records has several parts behind `--`, and
//! times are UTC. What is found is written into the files with `READ_LINES=write`, to be read before it is committed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{fmt::Write as _, fs, path::Path};

use secdo_core::alert::{
    draft::Draft,
    read::{Reading, instant, read_all},
    timestamp,
};

/// 2026-11-24T12:00:00Z
const NOW: i64 = 1_795_521_600_000;

/// A record as the files have it.
fn shown(text: &str, reading: &Reading) -> String {
    let mut draft = reading.draft.clone();
    let kind = if draft.kind.is_empty() { "nothing" } else { draft.kind.as_str() };
    let both = if reading.both { " and file" } else { "" };
    let direction = if draft.direction.is_empty() { String::new() } else { format!(" {}", draft.direction) };
    let mut shown = format!("-- {kind}{both}{direction}\n");
    for name in Draft::ATTRIBUTES {
        let Some(evidence) = reading.field(name).filter(|evidence| evidence.certainty.is_some()) else {
            assert!(
                draft.attribute_mut(name).unwrap().is_empty(),
                "{name} has a value without evidence: {text}"
            );
            continue;
        };
        let certainty = format!("{:?}", evidence.certainty.unwrap()).to_lowercase();
        let value = match name {
            "timestamp" => timestamp::write(instant(&draft, NOW, |_| 0).unwrap()),
            _ => draft.attribute_mut(name).unwrap().clone(),
        };
        assert!(text.get(evidence.span.start..evidence.span.end).is_some(), "{name} stands nowhere: {text}");
        writeln!(shown, "{name:17} {certainty:9} {value}").unwrap();
    }
    shown
}

/// The name of a case and its text.
fn case(part: &str) -> (&str, &str) {
    let (title, rest) = part.split_once('\n').unwrap();
    (title, rest.split("\n-- ").next().unwrap())
}

/// A file with what is found in place of what was expected.
fn read_again(file: &str) -> String {
    let mut parts = file.split("== ");
    let mut again = parts.next().unwrap().to_owned();
    for part in parts {
        let (title, text) = case(part);
        write!(again, "== {title}\n{text}\n").unwrap();
        let readings = read_all(text, NOW, &[]);
        readings.iter().for_each(|reading| again.push_str(&shown(text, reading)));
        again.push('\n');
    }
    format!("{}\n", again.trim_end())
}

#[test]
fn every_line_is_read_as_its_file_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lines");
    let mut wrong = String::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = fs::read_to_string(&path).unwrap();
        let found = read_again(&file);
        count += 1;
        if found == file {
            continue;
        }
        if std::env::var_os("READ_LINES").is_some_and(|mode| mode == "write") {
            fs::write(&path, found).unwrap();
            continue;
        }
        for (expected, found) in file.split("== ").zip(found.split("== ")) {
            if expected.trim_end() != found.trim_end() {
                write!(wrong, "{}\n== {expected}found:\n{found}\n", path.display()).unwrap();
            }
        }
    }
    assert!(count >= 9, "a file a format");
    assert!(wrong.is_empty(), "\n{wrong}");
}
