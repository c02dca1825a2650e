//! The commands that need no server: scan, read, investigate, template, settings, and bad input.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{fs, io::Write as _};

use assert_cmd::Command;
use common::{run, secdo};

#[test]
fn the_cell_of_arcsight_becomes_a_query() {
    let wanted = "https://secdo-server/#/investigationNG/builder?entity=network&action=outgoing_network,incoming_network,failed_network&attr=remote_ip:8.8.8.8\n";
    assert_eq!(run(secdo().args(["investigate", "8.8.8.8"])), (0, wanted.to_owned(), String::new()));
    assert_eq!(
        run(secdo().arg("investigate").write_stdin("at 8.8.8[.]8")),
        (0, wanted.to_owned(), String::new())
    );
    // A cell with spaces, split by the shell.
    let (code, out, _) = run(secdo().args(["investigate", r"C:\Program", r"Files\a.exe"]));
    assert_eq!((code, out.trim().rsplit_once('=').unwrap().1), (0, "file_path:C:%5CProgram%20Files%5Ca.exe"));
}

#[test]
fn a_pivot_is_named_whole_or_by_its_attribute() {
    for name in ["host_ip", "host.host_ip"] {
        let (code, out, _) = run(secdo().args(["investigate", "--as", name, "10.0.0.1"]));
        assert_eq!(
            (code, out.as_str()),
            (0, "https://secdo-server/#/investigationNG/builder?entity=host&attr=host_ip:10.0.0.1\n")
        );
    }
    let (code, _, err) = run(secdo().args(["investigate", "--as", "nonsense", "10.0.0.1"]));
    assert!(code == 2 && err.contains("there are network.remote_ip"), "{err}");
}

#[test]
fn a_query_is_built_by_hand_from_the_whole_catalogue() {
    let by_hand = [
        "investigate",
        "--entity",
        "process",
        "--action",
        "run",
        "--attr",
        "file_name:powershell.exe",
        "--attr",
        "cmd:*download*",
        "--attr",
        "cmd:*encoded*",
    ];
    let (code, out, _) = run(secdo().args(by_hand));
    assert_eq!(code, 0);
    assert_eq!(
        out,
        "https://secdo-server/#/investigationNG/builder?entity=process&action=run&attr=file_name:powershell.exe,cmd:*download*|*encoded*\n"
    );
    let (code, _, err) = run(secdo().args(["investigate", "--entity", "process", "--attr", "nonsense:1"]));
    assert!(code == 2 && err.contains("nonsense"), "{err}");
}

#[test]
fn nothing_found_and_no_server_are_said() {
    let (code, out, err) = run(secdo().args(["investigate", "nothing here"]));
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains("nothing to ask about"), "{err}");
    let (code, _, err) = run(secdo().env_remove("SECDO_SERVER").args(["investigate", "8.8.8.8"]));
    assert!(code == 2 && err.contains("no server is set"), "{err}");
}

#[test]
fn indicators_come_as_text_json_and_csv_with_places_in_bytes() {
    let text = "ü 8.8.8[.]8, \"C:\\a,b.exe\"\n8.8.8.8\n";
    let scan = |options: &[&str]| run(secdo().arg("scan").args(options).write_stdin(text));
    assert_eq!(scan(&[]).1, "ipv4\t8.8.8.8\nwindows_path\tC:\\a,b.exe\nipv4\t8.8.8.8\n");
    assert_eq!(scan(&["--unique", "--kind", "ipv4", "--defang"]).1, "ipv4\t8[.]8[.]8[.]8\n");
    assert_eq!(scan(&["--count"]).1, "ipv4\t2\nwindows_path\t1\n");
    assert_eq!(
        scan(&["--format", "csv"]).1,
        "file,kind,value,start,end\nstandard input,ipv4,8.8.8.8,3,12\nstandard input,windows_path,\"C:\\a,b.exe\",15,25\nstandard input,ipv4,8.8.8.8,27,34\n"
    );
    let json = scan(&["--format", "json"]).1;
    assert_eq!(
        json.lines().next().unwrap(),
        r#"{"file":"standard input","kind":"ipv4","value":"8.8.8.8","start":3,"end":12}"#
    );
    let (code, _, err) = scan(&["--kind", "nonsense"]);
    assert!(code == 2 && err.contains("there are ipv4"), "{err}");
}

#[test]
fn lines_of_json_are_answered_and_a_wrong_one_is_named() {
    let input = "{\"id\":1,\"text\":\"at 8.8.8.8\"}\nnonsense\n\n{\"id\":\"b\",\"text\":\"\"}\n";
    let (code, out, err) = run(secdo().args(["scan", "--jsonl"]).write_stdin(input));
    assert_eq!(
        out,
        "{\"id\":1,\"indicators\":[{\"kind\":\"ipv4\",\"value\":\"8.8.8.8\",\"start\":3,\"end\":10}]}\n{\"id\":\"b\",\"indicators\":[]}\n"
    );
    assert!(code == 1 && err.contains("standard input, line 2:"), "{err}");
    let input = "{\"id\":7,\"raw\":\"Deny tcp 10.0.0.1:1024 -> 8.8.8.8:443\"}\n";
    let (code, out, _) = run(secdo().args(["read", "--jsonl"]).write_stdin(input));
    assert_eq!(code, 0);
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["fields"]["destination_port"], "443");
    assert_eq!(answer["fields"]["type"], "OutgoingConnectionEvent");
}

#[test]
fn bytes_that_are_no_text_and_pipes_that_close_do_no_harm() {
    let mut bytes = b"\xFF\xFE 8.8.8.8 \xC3\n".to_vec();
    bytes.extend(b"1.1.1.1\n".repeat(200_000));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("log");
    fs::File::create(&file).unwrap().write_all(&bytes).unwrap();
    let (code, out, _) = run(secdo().args(["scan", "--count"]).arg(&file));
    assert_eq!((code, out.as_str()), (0, "ipv4\t200001\n"));
    let program = assert_cmd::cargo::cargo_bin("secdo");
    let pipe = format!("'{}' scan '{}' | head -n 1", program.display(), file.display());
    let (code, out, err) = run(Command::new("sh").args(["-c", &pipe]));
    assert_eq!((code, out.as_str(), err.as_str()), (0, "ipv4\t8.8.8.8\n", ""));
    let (code, _, err) = run(secdo().args(["scan", "/no/such/file"]));
    assert!(code == 4 && err.starts_with("secdo: /no/such/file: "), "{err}");
}

#[test]
fn a_template_equals_the_documents_example() {
    let (code, out, _) = run(secdo().env("SECDO_SERVER", "https://100.64.64.62").args([
        "template",
        "arcsight",
        "--as",
        "remote_ip",
    ]));
    assert_eq!(code, 0);
    assert_eq!(
        out.lines().nth(1).unwrap(),
        "network.remote_ip\thttps://100.64.64.62/#/investigationNG/builder?entity=network&action=outgoing_network,incoming_network,failed_network&attr=remote_ip:$selectedCell"
    );
    assert!(run(secdo().args(["template", "--placeholder", "<X>"])).1.contains("attr=cmd:*<X>*"));
}

#[test]
fn settings_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.json");
    let check = |text: &str| {
        fs::write(&file, text).unwrap();
        run(secdo().args(["settings", "check"]).arg(&file))
    };
    assert_eq!(check(r#"{"version":1,"server":"https://secdo-server"}"#).0, 0);
    assert_eq!(check(r#"{"version":1,"server":"ftp://x"}"#).0, 1);
    assert_eq!(check("nonsense").0, 2);
    assert_eq!(check(r#"{"version":99}"#).0, 2);
    let policy = |text: &str| {
        fs::write(&file, text).unwrap();
        run(secdo().args(["settings", "check", "--policy"]).arg(&file))
    };
    let (code, output, _) =
        policy(r#"{"organisation":"Corp","server":"https://corp","alerts":{"company":"c"}}"#);
    assert!(code == 0 && output.contains("fixes server, alerts.company"), "{output}");
    assert_eq!(policy(r#"{"menu":"sideways"}"#).0, 1);
    assert_eq!(policy("nonsense").0, 1);
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    fs::write(&file, "server = \"https://secdo-server\"\napi_key = \"0123456789secret\"\n").unwrap();
    let run_with = |mode| {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        run(secdo().env("SECDO_CONFIG", &file).args(["investigate", "8.8.8.8"]))
    };
    let (code, _, err) = run_with(0o644);
    assert!(code == 2 && err.contains("chmod 600") && !err.contains("0123456789secret"), "{err}");
    assert_eq!(run_with(0o600).0, 0);
    fs::write(&file, "api_key = 0123456789secret\n").unwrap();
    let (code, _, err) = run_with(0o600);
    assert!(code == 2 && !err.contains("0123456789secret"), "{err}");
}

#[cfg(unix)]
#[test]
fn the_configuration_file_names_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("config.toml");
    fs::write(&file, "server = \"https://from-file\"\n").unwrap();
    let (code, out, _) =
        run(secdo().env_remove("SECDO_SERVER").arg("--config").arg(&file).args(["investigate", "8.8.8.8"]));
    assert!(code == 0 && out.starts_with("https://from-file/#/"), "{out}");
    // A later option is stronger.
    let (_, out, _) = run(secdo().arg("--config").arg(&file).args(["investigate", "8.8.8.8"]));
    assert!(out.starts_with("https://secdo-server/#/"), "{out}");
    fs::write(&file, "sever = \"x\"\n").unwrap();
    let (code, _, err) = run(secdo().arg("--config").arg(&file).args(["investigate", "8.8.8.8"]));
    assert!(code == 2 && err.contains("sever"), "{err}");
}

#[cfg(target_os = "linux")]
#[test]
fn queries_are_opened_in_the_browser_and_many_only_when_asked_twice() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let opener = folder.path().join("xdg-open");
    let opened = folder.path().join("opened");
    fs::write(&opener, format!("#!/bin/sh\necho \"$1\" >> '{}'\n", opened.display())).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let (code, out, err) = run(secdo().env("PATH", &path).args(["investigate", "--open", "8.8.8.8"]));
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    assert!(fs::read_to_string(&opened).unwrap().ends_with("attr=remote_ip:8.8.8.8\n"));
    // 500 values make one query; eleven queries are more than ten.
    let many: String = (0..5_100).map(|n| format!("23.{}.{}.1\n", n / 250, n % 250)).collect();
    let mut open = secdo();
    let (code, _, err) = run(open.env("PATH", &path).args(["investigate", "--open"]).write_stdin(many));
    assert!(code == 2 && err.contains("--many"), "{err}");
    assert_eq!(fs::read_to_string(&opened).unwrap().lines().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_stream_of_any_length_takes_little_memory() {
    // 300 MB through a program that may have 200 MB, its threads' reserves included.
    let line = "Nov 24 10:00:00 fw action=accept src=10.1.1.1 spt=1024 dst=8.8.8.8 dpt=443 proto=tcp";
    let program = assert_cmd::cargo::cargo_bin("secdo");
    let pipe = format!(
        "ulimit -v 200000; yes '{line}' | head -c 300000000 | '{}' scan --count --threads 2",
        program.display()
    );
    let (code, out, err) = run(Command::new("sh").args(["-c", &pipe]));
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("ipv4\t"), "{out}");
}

#[cfg(unix)]
#[test]
fn nobody_listening_is_no_fault() {
    let program = assert_cmd::cargo::cargo_bin("secdo");
    for call in [
        "completions bash | head -n 1 >/dev/null",
        "man | true",
        "scan 2>&- --kind nonsense",
        "--help | true",
    ] {
        let (_, _, err) = run(Command::new("sh").args(["-c", &format!("'{}' {call}", program.display())]));
        assert!(!err.contains("panicked"), "{call}: {err}");
    }
}

#[test]
fn completions_and_the_manual_are_written() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(run(secdo().args(["completions", shell])).1.contains("investigate"));
    }
    assert!(run(secdo().arg("man")).1.contains(".TH secdo 1"));
}
