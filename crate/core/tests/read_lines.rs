//! Properties of lines of every format: numbers of events, nothing that is invented, hostile and random lines.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;

use proptest::prelude::*;
use secdo_core::alert::read::{beginning, instant, is_cut, read, read_all};

/// 2026-11-24T12:00:00Z
const NOW: i64 = 1_795_521_600_000;

/// The content of the form, as `field=value` in a fixed order; the time in UTC milliseconds.
fn form(line: &str) -> String {
    let draft = read(line, NOW, &[]).draft;
    let time = instant(&draft, NOW, |_| 0).map(|at| at.to_string()).unwrap_or_default();
    let mut form = String::new();
    for (name, value) in [
        ("kind", &draft.kind),
        ("src", &draft.source_ip),
        ("spt", &draft.source_port),
        ("dst", &draft.destination_ip),
        ("dpt", &draft.destination_port),
        ("agent", &draft.agent_ip),
        ("path", &draft.file_path),
        ("time", &time),
        ("vendor", &draft.vendor),
        ("product", &draft.product),
        ("severity", &draft.severity),
    ] {
        if !value.is_empty() {
            write!(form, "{name}={value} ").unwrap();
        }
    }
    form.trim_end().to_owned()
}

#[test]
fn the_event_has_the_number_that_its_format_gives_it() {
    for (line, wanted) in [
        ("CEF:0|Acme|Gate|1|100|Deny|7|src=10.0.0.1 externalId=4711", "4711"),
        ("CEF:0|Acme|Gate|1|100|Deny|7|src=10.0.0.1", "100"),
        ("LEEF:1.0|Acme|Gate|1.0|15|src=10.0.0.1", "15"),
        ("%ASA-6-302013: Built outbound TCP connection 8 for a:8.8.8.8/443 to b:10.0.0.1/1", "302013"),
        (r#"{"event_type":"alert","flow_id":1234567,"src_ip":"10.0.0.1"}"#, "1234567"),
        (r#"{"ts":1490209247.5,"uid":"CHhAvVGS1DHFjwGM9","id.orig_h":"10.0.0.1"}"#, "CHhAvVGS1DHFjwGM9"),
        (r#"[loguid:"{0x5f}"; src:"10.0.0.1"; dst:"8.8.8.8"; ]"#, "{0x5f}"),
        // The number of a packet, and the word for what logs, are none.
        ("kernel: IN=eth0 OUT= SRC=10.0.0.1 DST=8.8.8.8 ID=54321 PROTO=TCP SPT=1 DPT=2", ""),
        (r#"id=firewall sn=00 fw=203.0.113.1 pri=6 src=10.0.0.1 dst=8.8.8.8"#, ""),
    ] {
        assert_eq!(read(line, NOW, &[]).draft.event_id, wanted, "{line}");
    }
}

#[test]
fn nothing_is_invented() {
    for (line, wanted) in [
        ("", ""),
        ("nothing to see here", ""),
        // Gateways, translations and devices are no parties.
        (r#"{"device":{"ip":"10.9.9.9"},"nat":{"source":"203.0.113.1"},"a":1,"b":2,"c":3,"d":4}"#, ""),
        ("tranip=203.0.113.1 transport=1 xlatesrc=203.0.113.2 natsrc=203.0.113.3 fw=10.9.9.9 x=1", ""),
        // The path of a URL is no file.
        (r#"{"url":{"path":"/api/locations"},"a":1,"b":2,"c":3,"d":4,"e":5}"#, ""),
        // Version numbers and times are no addresses.
        ("agent 10.0.0.1.5 version 1.2.3.4 at 10:11:12", ""),
    ] {
        let found = form(line);
        let found = found.split(" time=").next().unwrap();
        assert_eq!(found.trim(), wanted, "{line}");
    }
}

#[test]
fn hostile_lines_end() {
    for line in [
        "a=".repeat(200_000),
        "{\"a\":".repeat(50_000),
        "<a>".repeat(50_000),
        format!("<!DOCTYPE a [<!ENTITY b \"{}\">]><a>&b;</a>", "x".repeat(100_000)),
        "\"".repeat(200_000),
        format!("CEF:0|{}", "\\|".repeat(100_000)),
        format!("1,2020/01/01 00:00:00,1,TRAFFIC,{}", ",".repeat(200_000)),
        "key: ".repeat(50_000),
        "=\"{".repeat(150_000),
        "client: x=\"{".repeat(50_000),
        // A value is cut in the middle of a character.
        "md5=é@".repeat(50_000),
        format!("a=\"{}", "é=\"".repeat(50_000)),
        "%ASA-6-302013: Built outbound ".to_owned() + &"a:1.1.1.1/1 ".repeat(20_000),
    ] {
        let _ = read_all(&line, NOW, &[]);
    }
}

#[test]
fn long_texts_end() {
    // These took minutes when words were looked for from each address back to the last blank; `./build.sh bench` shows how
    // long they take at four sizes.
    for unit in [
        "10.1.2.3,",
        "10.1.2.3;",
        "10.1.2.3|",
        "a[1.1.1.1]",
        "10.1.2.3:44,",
        "2001:db8::1,",
        "1.1.1.1/24,",
        "a=1.1.1.1 ",
        "key: 1.1.1.1 ",
        "src ip: 10.0.0.1\n",
        "user @ host [10.0.0.1] ",
        " - ClientIP 1.1.1.1",
        "\"",
        ":\"\"a\"\"",
        "key: \"v\", ",
        ":)",
        "@::1",
    ] {
        for before in [
            "",
            "CEF:0|a|b|1|2|c|3|",
            "%ASA-6-302013: Built ",
            "Source IP,Dest IP,Dest Port\n",
            "<Event><Data>",
        ] {
            let text = format!("{before}{}", unit.repeat(400_000 / unit.len()));
            let readings = read_all(&text, NOW, &[]);
            assert!(readings.iter().all(|reading| reading.span.end <= text.len()), "{before}{unit}");
        }
    }
}

#[test]
fn a_form_reads_a_megabyte_and_says_so() {
    let line = "src=10.0.0.1 dst=8.8.8.8 a=1 b=2\n";
    let short = line.repeat(3);
    assert!(!is_cut(&short, &read_all(beginning(&short), NOW, &[])));
    let many = line.repeat(1_001);
    assert!(is_cut(&many, &read_all(beginning(&many), NOW, &[])), "more records than are read at once");
    let whole = line.repeat(1_000);
    assert!(!is_cut(&whole, &read_all(beginning(&whole), NOW, &[])));
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(1_200_000));
    assert!(is_cut(&long, &read_all(beginning(&long), NOW, &[])), "longer than is read at once");
}

proptest! {
    #[test]
    fn any_line_is_read(line in "[\\PC\n\t]{0,200}") {
        for reading in read_all(&line, NOW, &[]) {
            for evidence in &reading.fields {
                let spans = evidence.alternatives.iter().map(|other| other.span).chain([evidence.span]);
                for span in spans {
                    prop_assert!(line.get(span.start..span.end).is_some(), "{} of {line:?}", evidence.field);
                }
            }
        }
    }

    #[test]
    fn any_pairs_are_read(line in "(CEF:0\\|a\\|b\\|c\\|d\\|e\\|f\\||LEEF:1.0\\|a\\|b\\|c\\|d\\||<Event>|\\{\"|%ASA-1-2: )?[a-z0-9=:\"'<>{}\\[\\],;|/\\\\. -]{0,120}") {
        let draft = read(&line, NOW, &[]).draft;
        for address in [draft.source_ip, draft.destination_ip, draft.agent_ip] {
            prop_assert!(address.is_empty() || address.parse::<std::net::IpAddr>().is_ok(), "{}", address);
        }
    }
}
