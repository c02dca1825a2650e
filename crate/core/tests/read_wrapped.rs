//! A line tells the same ends and the same file in whatever a collector wraps it: every line of `lines/` that is one record
//! is put into the records of collectors, and read again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "common/fixtures.rs"]
mod fixtures;

use fixtures::one_line;
use secdo_core::alert::read::read_all;

/// 2026-11-24T12:00:00Z
const NOW: i64 = 1_795_521_600_000;

/// What puts a line into the record of a collector, whose own addresses are 10.254.9.8 and 10.254.9.9.
type Wrapper = (&'static str, fn(&str) -> String);

fn json(line: &str) -> String {
    serde_json::to_string(line).unwrap()
}

const WRAPPERS: [Wrapper; 7] = [
    ("Splunk's result", |line| {
        let line = json(line);
        format!(
            r#"{{"preview":false,"result":{{"_raw":{line},"_time":"2026-11-24T11:00:00Z","host":"10.254.9.9"}}}}"#
        )
    }),
    ("Filebeat's document", |line| {
        let line = json(line);
        format!(
            r#"{{"_source":{{"@timestamp":"2026-11-24T11:00:00Z","log":{{"file":{{"path":"/var/log/in.log"}},"source":{{"address":"10.254.9.8:514"}}}},"message":{line}}}}}"#
        )
    }),
    ("Graylog's pane", |line| {
        format!(
            "gl2_remote_ip\t10.254.9.9\nlevel\t5\nmessage\t{line}\nsource\t10.254.9.8\ntimestamp\t2026-11-24 11:00:00.000"
        )
    }),
    ("Kibana's pane", |line| {
        format!(
            "@timestamp\tNov 24, 2026 @ 11:00:00.000\nlog.source.address\t10.254.9.8:514\nmessage\t{line}\ntags\tforwarded"
        )
    }),
    ("Splunk's CSV", |line| {
        let line = line.replace('"', "\"\"");
        format!("_time,host,source,_raw\n2026-11-24T11:00:00.000+0000,10.254.9.9,udp:514,\"{line}\"")
    }),
    ("Loki's result", |line| {
        let line = json(line);
        format!(
            r#"{{"data":{{"result":[{{"stream":{{"job":"x","filename":"/var/log/in.log"}},"values":[["1795518000000000000",{line}]]}}]}}}}"#
        )
    }),
    ("Sentinel's row", |line| {
        let line = json(line);
        format!(
            r#"{{"TimeGenerated":"2026-11-24T11:00:00Z","Computer":"10.254.9.9","SyslogMessage":{line}}}"#
        )
    }),
];

/// Lines that are known to tell less in one of them: objects whose quotes are escaped once more, names that say something
/// only as whole names, or in the text of their own record; bars, carets and blanks that the pane's own signs hide.
const KNOWN: [&str; 17] = [
    "A text in an event",
    "A row that is a cell",
    "\"2026-11-24 10:00:00\",\"{\"\"src\"\"",
    "{\\\"src_ip\\\"",
    "Names by their words: {\"flowClientAddr\"",
    "Names by their words: {\"srcInfo\"",
    "From and to",
    "Zeek's files: who asked for one",
    "{\"qs\":\"1\",\"port\":47623",
    "2026-11-24T10:00:00Z 10 Connect bob",
    "An element of nobody's format",
    "LEEF with tabs, with its own delimiter",
    "Several blanks end a value",
    "A server of files",
    "An order with its items",
    "A host before its address",
    "Labels of two words behind a path",
];

/// The ends and the file of a text; `None` where it is not one record.
fn told(text: &str) -> Option<[String; 5]> {
    let readings = read_all(text, NOW, &[]);
    let [only] = readings.as_slice() else { return None };
    let draft = &only.draft;
    let fields = [
        &draft.source_ip,
        &draft.source_port,
        &draft.destination_ip,
        &draft.destination_port,
        &draft.file_path,
    ];
    Some(fields.map(Clone::clone))
}

#[test]
fn a_line_tells_the_same_in_every_wrapper() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    // Those of that file have a wrapper already; so has one in the middle of a row.
    for case in one_line().iter().filter(|case| case.file != "wrapped.txt") {
        let Some(bare) = told(&case.line) else { continue };
        for (name, wrap) in WRAPPERS {
            count += 1;
            let wrapped = told(&wrap(&case.line));
            let is_known = KNOWN.iter().any(|known| case.title.starts_with(known));
            if wrapped.as_ref() != Some(&bare) && !is_known {
                wrong.push(format!("{name}: {}\n  {}\n  {bare:?}\n  {wrapped:?}", case.title, case.line));
            }
        }
    }
    assert!(count > 2_500, "{count} lines");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
