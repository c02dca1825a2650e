//! Text that a stranger wrote into a line, a cell or a file: the program and the terminal obey none of it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{run, secdo};

/// The script's arguments of a file, up to its path.
const SCRIPT: [&str; 9] = ["alert", "SuspiciousFileEvent", "1497457869000", "V", "P", "-1", "HIGH", "-", "c"];

#[test]
fn a_cell_sets_no_option() {
    let cell = "8.8.8.8 --server https://evil.example";
    let (code, out, err) = run(secdo().args(["investigate", "--"]).args(cell.split(' ')));
    assert!(code == 0 && out.lines().all(|url| url.starts_with("https://secdo-server/#/")), "{out}{err}");
    let (code, _, err) = run(secdo().args(SCRIPT).args(["10.0.0.1", "x", "--server=http://127.0.0.1:9"]));
    assert!(code == 2 && err.contains("ends with AGENT_IP FILE_PATH"), "{err}");
    // As a path it is one; there is no key, which comes after the arguments were read.
    let (code, _, err) = run(secdo().args(SCRIPT).args(["10.0.0.1", "--server=http://127.0.0.1:9"]));
    assert!(code == 2 && !err.contains("unexpected argument") && !err.contains("127.0.0.1:9"), "{err}");
}

#[test]
fn a_terminal_is_told_nothing() {
    let line = "{\"type\":\"\\u001b]0;title\\u0007\\u001b[2J\\u009b1m\\nsecdo: 9 delivered\"}\n";
    let (code, _, err) = run(secdo().args(["send", "-", "--format", "jsonl", "--dry-run"]).write_stdin(line));
    assert_eq!((code, err.lines().count()), (1, 1), "{err}");
    assert!(err.contains(r"\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}1m\u{a}secdo"), "{err}");
    let line = r#"{"type":"SuspiciousFileEvent","timestamp":1497457869000,"vendor":"v\u009b2J","product":"p\u202e","agent_ip":"10.0.0.1","file_path":"C:\\a.exe"}"#;
    let (code, out, _) = run(secdo().args(["send", "-", "--format", "jsonl", "--dry-run"]).write_stdin(line));
    assert!(code == 0 && out.contains(r"v\u009b2J") && out.contains(r"p\u202e"), "{out}");
}

#[test]
fn what_is_found_is_written_out_too() {
    let folder = tempfile::tempdir().unwrap();
    let name = "log\u{1b}]0;t\u{7}\u{9b}2J\u{7f}";
    fs::write(folder.path().join(name), "user=CORP\\j\u{202e}d C:\\a\u{202e}b\u{7f}.exe\n").unwrap();
    let in_folder = |args: &[&str]| {
        let mut command = secdo();
        command.current_dir(folder.path()).args(args).arg(name);
        run(&mut command).1
    };
    let obeyed = |c: char| c != '\n' && c != '\t' && (c.is_control() || c == '\u{202e}');
    for args in [
        &["scan"][..],
        &["scan", "--format", "csv"],
        &["scan", "--format", "json"],
        &["scan", "--defang"],
        &["read"],
    ] {
        let out = in_folder(args);
        assert!(!out.is_empty() && !out.contains(obeyed), "{args:?}: {out:?}");
    }
    assert!(in_folder(&["scan"]).contains(r"a\u{202e}b"), "{:?}", in_folder(&["scan"]));
    assert!(in_folder(&["scan", "--format", "json"]).contains(r"a\u202eb"));
    let line = "{\"id\":\"\u{9b}\u{7f}\",\"text\":\"C:\\\\a\u{202e}b.exe\"}\n";
    for command in ["scan", "read"] {
        let line = line.replace("text", if command == "scan" { "text" } else { "raw" });
        let (code, out, err) = run(secdo().args([command, "--jsonl"]).write_stdin(line));
        assert!(code == 0 && !out.contains(obeyed) && out.contains(r"\u009b\u007f"), "{out:?}{err}");
    }
}

#[test]
fn colours_end_no_value_and_begin_none() {
    let text = "\u{1b}[31m8.8.8.8\u{1b}[0m \u{1b}[1;32mevil.com\u{1b}[0m\n";
    let (_, out, _) = run(secdo().args(["scan", "--format", "csv"]).write_stdin(text));
    let rows: Vec<_> = out.lines().skip(1).collect();
    assert_eq!(rows, ["standard input,ipv4,8.8.8.8,5,12", "standard input,domain,evil.com,24,32"]);
}

#[test]
fn a_file_that_cannot_be_read_is_in_no_other_ones_way() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a"), "8.8.8.8 8.8.8.8\n").unwrap();
    fs::write(path("c"), "9.9.9.9\n").unwrap();
    fs::write(path("utf-16"), b"\xff\xfe8\0.\x008\0").unwrap();
    fs::write(path("gz"), b"\x1f\x8b\x08\0").unwrap();
    let (code, out, err) = run(secdo()
        .current_dir(folder.path())
        .args(["scan", "--count", "--unique", "a", "b", "utf-16", "gz", "c"]));
    assert_eq!((code, out.as_str()), (4, "ipv4\t2\n"), "{err}");
    for words in ["b: ", "utf-16: this is UTF-16: iconv", "gz: this is compressed: zcat"] {
        assert!(err.contains(words), "{err}");
    }
}

#[test]
fn a_key_takes_no_road_that_nobody_meant() {
    let one = [
        "send",
        "--type",
        "file",
        "--time",
        "1490209247",
        "--vendor",
        "v",
        "--product",
        "p",
        "--agent-ip",
        "10.0.0.1",
        "--file-path",
        "c:\\a",
        "--retry-for",
        "0",
    ];
    let with_key = || {
        let mut command = secdo();
        command.env("SECDO_API_KEY", "k").args(one);
        command
    };
    let (code, _, err) = run(with_key().env("ALL_PROXY", "socks5://127.0.0.1:9"));
    assert!(code == 2 && err.contains("ALL_PROXY is a SOCKS proxy"), "{err}");
    for (proxy, odd) in [("HTTPS_PROXY", "http//user:s3cret@proxy"), ("http_proxy", "http://pro xy:s3cret")] {
        let (code, _, err) = run(with_key().env(proxy, odd));
        assert!(code == 2 && err.contains(&format!("{proxy} is not understood as a proxy")), "{err}");
        assert!(!err.contains("s3cret"), "{err}");
    }
    let (code, _, err) = run(with_key().env("SECDO_SERVER", "http://secdo.invalid"));
    assert!(code == 3 && err.contains("http://secdo.invalid is not encrypted"), "{err}");
}

#[test]
fn help_shows_nothing_of_the_environment() {
    for args in [&["--help"][..], &["send", "--help"], &["man"]] {
        let (code, out, err) = run(secdo()
            .env("SECDO_SERVER", "https://user:s3cret@secdo")
            .env("SECDO_COMPANY", "s3cret")
            .env("SECDO_CONFIG", "/s3cret")
            .args(args));
        assert!(code == 0 && out.len() > 500 && !out.contains("s3cret"), "{out}{err}");
    }
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_not_taken() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key");
    fs::write(&file, "s3cret\n").unwrap();
    let send = |mode| {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        run(secdo().args(["send", "-", "--format", "jsonl", "--api-key-file"]).arg(&file).write_stdin(""))
    };
    for mode in [0o644, 0o640, 0o604] {
        let (code, _, err) = send(mode);
        assert!(code == 2 && err.contains("others can read it: chmod 600"), "{mode:o}: {err}");
    }
    assert_eq!(send(0o600).0, 0);
}

#[test]
fn files_that_are_no_text_are_told_of_in_the_same_words_by_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for (name, bytes, words) in [
        ("utf-16", &b"\xff\xfe{\0}\0"[..], "this is UTF-16: iconv -f UTF-16 -t UTF-8 makes text of it"),
        ("gz", b"\x1f\x8b\x08\0", "this is compressed: zcat makes text of it"),
    ] {
        fs::write(path(name), bytes).unwrap();
        for args in [&["scan"][..], &["read"], &["send", "--dry-run"], &["settings", "check"]] {
            let (code, out, err) = run(secdo().args(args).arg(path(name)));
            assert_eq!((code, out.as_str()), (4, ""), "{args:?} {name}: {err}");
            assert!(err.contains(words), "{args:?} {name}: {err}");
        }
        for args in [&["investigate"][..], &["scan"], &["send", "-", "--dry-run"]] {
            let (code, _, err) = run(secdo().args(args).write_stdin(bytes));
            assert!(code == 4 && err.contains(&format!("standard input: {words}")), "{args:?} {name}: {err}");
        }
    }
}

#[test]
fn sheets_of_every_kind_are_read() {
    let names = ["type", "timestamp", "vendor", "product", "agent_ip", "file_path"];
    let row = ["SuspiciousFileEvent", "1490209247000", "Ex, Ample; Inc|", "p", "10.0.0.1", r"c:\a.exe"];
    for (mark, head) in
        [(",", ""), (";", ""), ("\t", ""), ("|", ""), (";", "sep=;\r\n"), ("\t", "sep=\t\r\n")]
    {
        let quoted: Vec<_> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
        let sheet = format!("\u{feff}{head}{}\r\n\r\n{}\r\n", names.join(mark), quoted.join(mark));
        let (code, out, err) =
            run(secdo().args(["send", "-", "--format", "csv", "--dry-run"]).write_stdin(sheet));
        assert!(code == 0 && out.contains("Ex, Ample; Inc|"), "{mark:?}: {out}{err}");
    }
}

#[test]
fn a_line_without_end_is_named_and_the_others_go_on() {
    let line = r#"{"type":"SuspiciousFileEvent","timestamp":1497457869000,"vendor":"v","product":"p","agent_ip":"10.0.0.1","file_path":"C:\\a.exe"}"#;
    let text = format!("{line}\n{}\n{line}\n", "x".repeat(20 << 20));
    for format in ["jsonl", "raw"] {
        let (code, _, err) =
            run(secdo().args(["send", "-", "--dry-run", "--format", format]).write_stdin(text.clone()));
        assert!(code == 1 && err.contains("line 2: longer than 8 MB"), "{format}: {err}");
        assert!(!err.contains("line 3"), "{format}: {err}");
    }
}

#[test]
fn a_file_of_something_else_is_no_journal() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("alerts.jsonl");
    fs::write(&file, "{}\n").unwrap();
    let (code, _, err) =
        run(secdo().env("SECDO_API_KEY", "k").arg("send").arg(&file).arg("--journal").arg(&file));
    assert!(code == 4 && err.contains("this is no journal"), "{err}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "{}\n");
}

#[test]
fn a_line_of_megabytes_is_cut_between_values() {
    let text = "a 10.20.30.40,".repeat(700_000);
    let (code, out, _) = run(secdo().args(["scan", "--count", "--unique"]).write_stdin(text));
    assert_eq!((code, out.as_str()), (0, "ipv4\t1\n"));
}

#[test]
fn numbers_that_nobody_means_are_refused() {
    for options in [["--rate", "nan"], ["--rate", "0"], ["--rate", "1e-300"], ["--retry-for", "99999999999"]]
    {
        let (code, _, err) = run(secdo().args(["send", "-"]).args(options).write_stdin(""));
        assert_eq!(code, 2, "{options:?}: {err}");
    }
    assert_eq!(run(secdo().args(["scan", "--threads", "99999999999"]).write_stdin("")).0, 2);
}

#[test]
fn names_that_are_none_are_said_once_and_types_fill_what_lines_leave_open() {
    let rows = "{\"company\":\"other\",\"sevrity\":\"HIGH\",\"type\":\"IncomingConnectionEvent\"}\n{\"sevrity\":\"LOW\"}\n";
    let (_, _, err) = run(secdo().args(["send", "-", "--format", "jsonl", "--dry-run"]).write_stdin(rows));
    assert_eq!(err.matches("\"sevrity\" is no field").count(), 1, "{err}");
    assert!(err.contains("\"company\" is no field"), "{err}");
    let log = "2026-11-24T10:00:00Z src=10.0.0.1 dst=10.0.0.2 dpt=80\n";
    let options = ["send", "-", "--type", "incoming", "--vendor", "v", "--product", "p", "--dry-run"];
    let (code, out, err) = run(secdo().args(options).write_stdin(log));
    assert!(code == 0 && out.contains("IncomingConnectionEvent"), "{out}{err}");
}

#[test]
fn what_is_odd_is_said_once_for_all() {
    let line = "Nov 24 10:00:00 fw src=8.8.8.8 spt=53 dst=10.0.0.1 dpt=51000\n";
    let options = ["send", "-", "--vendor", "v", "--product", "p", "--dry-run"];
    let (code, out, err) = run(secdo().args(options).write_stdin(line.repeat(3)));
    assert_eq!((code, out.matches("\"vendor\"").count()), (0, 3), "{out}{err}");
    assert!(err.contains("3 alerts, the first in line 1: the time has no year"), "{err}");
    assert!(err.contains("3 alerts, the first in line 1: this looks like an answer"), "{err}");
}

#[test]
fn a_clock_without_a_zone_is_in_the_one_that_is_given() {
    let line = "2026-11-24 10:00:00 src=10.0.0.1 dst=8.8.8.8\n";
    let (_, out, _) = run(secdo().args(["read", "--zone", "+02:00"]).write_stdin(line));
    assert!(out.contains("1795507200000"), "{out}");
}

#[test]
fn a_pivot_asks_for_the_text_as_it_is() {
    let (code, out, err) =
        run(secdo().args(["investigate", "--as", "process.cmd", "rundll32.exe evil.dll,Entry"]));
    assert!(code == 0 && out.contains("attr=cmd:*rundll32.exe%20evil.dll*Entry*"), "{out}");
    assert!(err.contains("became a wildcard"), "{err}");
}
