//! Reading and sending many: records rather than lines, no guesses, what stands behind a field.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{fs, path::Path};

use common::{run, secdo};
use serde_json::Value;

/// A file in a folder of its own.
fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

/// The JSON objects that were written one after the other.
fn objects(text: &str) -> Vec<Value> {
    serde_json::Deserializer::from_str(text).into_iter().map(Result::unwrap).collect()
}

/// The output of a dry run of a file: the alerts, the exit code, and standard error.
fn dry_run(path: &str, more: &[&str]) -> (i32, Vec<Value>, String) {
    let fixed = ["send", path, "--dry-run", "--company", "c", "--vendor", "v", "--product", "p"];
    let (code, out, err) = run(secdo().env("SECDO_API_KEY", "k").args(fixed).args(more));
    (code, objects(&out), err)
}

#[test]
fn a_batch_leaves_out_what_is_only_a_guess_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let text = "2026-11-24T10:00:00Z Deny tcp 10.0.0.1:1 -> 8.8.8.8:53\n\
                2026-11-24T10:00:01Z saw 10.0.0.2:2 8.8.4.4:53 today\n\
                2026-11-24 10:00:02 IST Deny tcp 10.0.0.3:3 -> 8.8.8.8:53\n";
    let path = file(folder.path(), "a.log", text);
    let (code, sent, err) = dry_run(&path, &[]);
    assert_eq!((code, sent.len()), (1, 1), "{err}");
    assert_eq!(sent[0]["source_ip"], "10.0.0.1");
    assert!(
        err.contains("line 2: source_ip, source_port, destination_ip, destination_port are guesses"),
        "{err}"
    );
    assert!(err.contains("line 3: timestamp: the zone of 2026-11-24 10:00:02 is not known"), "{err}");
    let (code, sent, err) = dry_run(&path, &["--guesses"]);
    assert_eq!((code, sent.len()), (1, 2), "a time that nobody knows is no guess: {err}");
    assert_eq!(sent[1]["destination_ip"], "8.8.4.4");
    assert!(!err.contains("guesses"), "{err}");
    // Stated fields are sent, with a command line that says nothing of guesses.
    let sure = file(folder.path(), "b.log", "src=10.0.0.1 dst=8.8.8.8 dpt=53 time=1795514400\n");
    assert_eq!(dry_run(&sure, &[]).0, 0);
}

#[test]
fn the_certainty_of_each_field_is_shown_where_it_is_asked_for() {
    let text = "src=10.0.0.1 dst=8.8.8.8 gateway=10.9.9.9 a=1 b=2\n10.0.0.1 8.8.8.8\n";
    let (code, out, _) = run(secdo().args(["read", "--evidence"]).write_stdin(text));
    let read = objects(&out);
    assert_eq!((code, read.len()), (0, 2));
    assert_eq!(read[0]["evidence"]["source_ip"]["certainty"], "stated");
    assert_eq!(read[0]["evidence"]["source_ip"]["name"], "src");
    assert_eq!(read[0]["evidence"]["source_ip"]["alternatives"][0], "10.9.9.9");
    assert_eq!(read[1]["evidence"]["destination_ip"]["certainty"], "guessed");
    let (_, out, _) = run(secdo().arg("read").write_stdin(text));
    assert!(objects(&out).iter().all(|fields| fields.get("evidence").is_none()));
    let question = r#"{"id":1,"raw":"10.0.0.1 -> 8.8.8.8"}"#;
    let (_, out, _) = run(secdo().args(["read", "--jsonl", "--evidence"]).write_stdin(question));
    assert_eq!(objects(&out)[0]["evidence"]["source_ip"]["certainty"], "inferred");
}

#[test]
fn a_file_is_read_by_its_records() {
    let ends = |text: &str| -> Vec<String> {
        let (_, out, _) = run(secdo().arg("read").write_stdin(text));
        let end = |fields: &Value, name: &str| fields[name].as_str().unwrap_or("").to_owned();
        objects(&out)
            .iter()
            .map(|one| format!("{}>{}", end(one, "source_ip"), end(one, "destination_ip")))
            .collect()
    };
    let two = ["10.0.0.1>8.8.8.8", "10.0.0.2>8.8.4.4"];
    for text in [
        // Indented objects, one after the other, and in a list
        "{\n  \"src\": \"10.0.0.1\",\n  \"dst\": \"8.8.8.8\"\n}\n{\n  \"src\": \"10.0.0.2\",\n  \"dst\": \"8.8.4.4\"\n}\n",
        "[\n  {\"src\": \"10.0.0.1\", \"dst\": \"8.8.8.8\"},\n  {\"src\": \"10.0.0.2\", \"dst\": \"8.8.4.4\"}\n]\n",
        // Elements over several lines, with declarations
        "<?xml version=\"1.0\"?>\n<E>\n<src>10.0.0.1</src>\n<dst>8.8.8.8</dst>\n</E>\n<?xml version=\"1.0\"?>\n<E><src>10.0.0.2</src><dst>8.8.4.4</dst></E>\n",
        // Rows under a header, in three notations
        "Source IP,Dest IP,Dest Port\n10.0.0.1,8.8.8.8,53\n10.0.0.2,8.8.4.4,53\n",
        "#Version: 1.0\n#Fields: date time c-ip s-ip\n2026-11-24 10:00:00 10.0.0.1 8.8.8.8\n2026-11-24 10:00:01 10.0.0.2 8.8.4.4\n",
        "#separator \\x09\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\n#types\ttime\taddr\tport\taddr\n1490209247.5\t10.0.0.1\t1\t8.8.8.8\n1490209247.6\t10.0.0.2\t1\t8.8.4.4\n",
        // Lines, the first of which only looks like the beginning of an object
        "{\nDeny 10.0.0.1 -> 8.8.8.8\nDeny 10.0.0.2 -> 8.8.4.4\n",
        "\u{feff}src=10.0.0.1 dst=8.8.8.8\r\n\r\nsrc=10.0.0.2 dst=8.8.4.4\r\n",
    ] {
        let found: Vec<String> = ends(text).into_iter().filter(|ends| ends != ">").collect();
        assert_eq!(found, two, "{text}");
    }
}

#[test]
fn values_stand_between_commas_semicolons_or_tabs() {
    let folder = tempfile::tempdir().unwrap();
    let names = "type,timestamp,source_ip,destination_ip,destination_port";
    let values = "OutgoingConnectionEvent,1795514400000,10.0.0.1,8.8.8.8,53";
    for (separator, before) in
        [(",", ""), (";", ""), ("\t", ""), (";", "sep=;\r\n"), ("|", "\u{feff}sep=|\r\n"), (",", "\u{feff}")]
    {
        let text = format!("{before}{names}\r\n{values}\r\n").replace(',', separator);
        let path = file(folder.path(), "alerts.csv", &text);
        let (code, sent, err) = dry_run(&path, &[]);
        assert_eq!((code, sent.len()), (0, 1), "{text}: {err}");
        assert_eq!(sent[0]["destination_ip"], "8.8.8.8", "{text}");
    }
}
