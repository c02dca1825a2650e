//! The evidence for the fields that were read: where, how sure, what else; and where one record ends and the next begins.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use secdo_core::alert::read::{read, read_all};

/// 2026-11-24T12:00:00Z
const NOW: i64 = 1_795_521_600_000;

/// The evidence for a field, as `certainty:text it stands in`.
fn behind(text: &str, field: &str) -> String {
    let reading = read(text, NOW, &[]);
    let Some(evidence) = reading.field(field) else { return String::new() };
    let certainty = evidence.certainty.map(|certainty| format!("{certainty:?}")).unwrap_or_default();
    format!("{certainty}:{}", &text[evidence.span.start..evidence.span.end])
}

#[test]
fn every_field_says_where_it_stands_and_how_sure_it_is() {
    let cef = r"<13>Nov 24 10:00:00 gw CEF:0|A\|cme|Sensor|1|100|Deny|7|src=10.1.1.5 spt=59661 dst=66.186.100.181 dpt=9000 filePath=C:\\a\=b\\c.exe";
    let json = r#"<13>1 {"source":{"ip":"10.1.1.5","port":59661},"x":"dst=1;","destination":{"ip":"66.186.100.181"},"file":{"path":"C:\\a\\b.exe"}}"#;
    let xml = "<Event><EventData><Data Name='SourceIp'>10.1.1.5</Data><Data Name='TargetFilename'>C:\\a &amp; b\\c.exe</Data></EventData></Event>";
    let row = "\u{feff}Source IP#011Dest IP#011Dest Port#01210.1.1.5#0118.8.8.8#01153";
    for (text, field, wanted) in [
        (cef, "source_ip", "Stated:10.1.1.5"),
        (cef, "source_port", "Stated:59661"),
        (cef, "destination_port", "Stated:9000"),
        (cef, "vendor", r"Stated:A\|cme"),
        (cef, "severity", "Inferred:7"),
        (cef, "timestamp", "Inferred:Nov 24 10:00:00"),
        (cef, "file_path", r"Stated:C:\\a\=b\\c.exe"),
        (json, "source_ip", "Stated:10.1.1.5"),
        (json, "source_port", "Stated:59661"),
        (json, "destination_ip", "Stated:66.186.100.181"),
        (json, "file_path", r"Stated:C:\\a\\b.exe"),
        (xml, "source_ip", "Stated:10.1.1.5"),
        (xml, "file_path", "Stated:C:\\a &amp; b\\c.exe"),
        (row, "source_ip", "Stated:10.1.1.5"),
        (row, "destination_port", "Stated:53"),
        ("conn from 10.1.1.5:1024 to 8.8.8.8", "source_port", "Inferred:1024"),
        ("from:\u{a0}203.0.113.5\u{a0}port\u{a0}443", "source_port", "Inferred:443"),
        ("conn from 10.1.1.5(1024) to [2001:db8::1]:53", "destination_ip", "Inferred:2001:db8::1"),
        ("saw 10[.]1[.]1[.]5 and 8.8.8.8 today", "source_ip", "Guessed:10[.]1[.]1[.]5"),
        ("saw 10.1.1.5 and 8.8.8.8 today", "destination_ip", "Guessed:8.8.8.8"),
        ("%ASA-4-106023: Deny tcp src a:10.1.1.5/41000 dst b:8.8.8.8/22", "vendor", "Inferred:"),
        ("nothing", "source_ip", ""),
    ] {
        assert_eq!(behind(text, field), wanted, "{field} of {text}");
    }
}

#[test]
fn what_else_it_could_be_is_offered() {
    let offered = |text: &str, field: &str| -> String {
        let reading = read(text, NOW, &[]);
        let alternatives =
            reading.field(field).map(|evidence| evidence.alternatives.clone()).unwrap_or_default();
        alternatives.iter().map(|other| format!("{}={} ", other.name, other.value)).collect()
    };
    for (text, field, wanted) in [
        // A gateway, a translated address and a device are offered, never taken.
        (
            "src=10.0.0.1 dst=8.8.8.8 sourceTranslatedAddress=203.0.113.1 dvc=10.9.9.9 spt=1",
            "source_ip",
            "sourceTranslatedAddress=203.0.113.1 dvc=10.9.9.9 ",
        ),
        (
            r#"AutoID="1" a="2" b="3" SourceIPv4="10.0.0.7" TargetFileName="eicar.com""#,
            "file_path",
            "TargetFileName=eicar.com ",
        ),
        (r#"{"rt":1490209247000,"end":1490209300000,"src":"10.0.0.1"}"#, "timestamp", "end=1490209300000 "),
        ("C:\\a.exe and C:\\b.exe", "file_path", "=C:\\a.exe =C:\\b.exe "),
        ("src=10.0.0.1 dst=8.8.8.8", "source_ip", ""),
    ] {
        assert_eq!(offered(text, field), wanted, "{field} of {text}");
    }
}

#[test]
fn the_direction_is_told_where_the_addresses_do_not() {
    for (text, wanted) in [
        // Addresses that differ need nothing else.
        ("src=10.0.0.1 dst=8.8.8.8 inzone=External outzone=Internal", ""),
        ("src=10.0.0.1 dst=10.0.0.2 inzone=External outzone=Internal", "incoming"),
        ("srcip=10.0.0.1 dstip=10.0.0.2 srcintfrole=wan dstintfrole=dmz", "incoming"),
        ("srcip=10.0.0.1 dstip=10.0.0.2 srcintfrole=lan dstintfrole=wan", "outgoing"),
        ("srcip=10.0.0.1 dstip=10.0.0.2 srcintfrole=lan dstintfrole=undefined", ""),
        ("src=8.8.8.8 dst=9.9.9.9 eventDirection=R2L", "incoming"),
        // The direction of an interface, an attack or a content is none of a connection.
        ("src=10.0.0.1 dst=10.0.0.2 ifdir=inbound", ""),
        ("src=10.0.0.1 dst=10.0.0.2 direction=incoming", ""),
        ("src=10.0.0.1 dst=10.0.0.2 deviceDirection=0", ""),
    ] {
        assert_eq!(read(text, NOW, &[]).draft.direction, wanted, "{text}");
    }
    let own = ["203.0.113.0/24".to_owned()];
    let text = "src=198.51.100.1 dst=203.0.113.5 inzone=Internal outzone=External";
    assert_eq!(read(text, NOW, &own).draft.direction, "", "the organisation's own range is inside");
    assert_eq!(read(text, NOW, &[]).draft.direction, "outgoing");
}

#[test]
fn a_connection_and_a_file_are_both_read() {
    let reading = read("src=10.0.0.1 dst=8.8.8.8 dpt=80 filePath=C:\\a.exe", NOW, &[]);
    assert!(reading.both);
    assert_eq!((reading.draft.kind.as_str(), reading.draft.agent_ip.as_str()), ("network", "10.0.0.1"));
    assert_eq!(reading.draft.file_path, "C:\\a.exe");
    assert!(!read("src=10.0.0.1 dst=8.8.8.8 dpt=80", NOW, &[]).both);
}

/// Source, destination and place of every record of a text.
fn records(text: &str) -> Vec<String> {
    let all = read_all(text, NOW, &[]).into_iter();
    all.map(|reading| {
        let source = reading.field("source_ip").map(|field| &text[field.span.start..field.span.end]);
        assert_eq!(source.unwrap_or_default(), reading.draft.source_ip, "{text}");
        assert!(text.is_char_boundary(reading.span.start) && reading.span.end <= text.len());
        format!("{}>{}", reading.draft.source_ip, reading.draft.destination_ip)
    })
    .collect()
}

#[test]
fn several_records_are_told_apart() {
    let two = ["10.0.0.1>8.8.8.8".to_owned(), "10.0.0.2>8.8.4.4".to_owned()];
    for text in [
        "src=10.0.0.1 dst=8.8.8.8 a=1 b=2\nsrc=10.0.0.2 dst=8.8.4.4 a=1 b=2\n",
        "Nov 24 10:00:00 a: 10.0.0.1 -> 8.8.8.8\n\nNov 24 10:00:01 a: 10.0.0.2 -> 8.8.4.4",
        "Source IP\tDest IP\tDest Port\n10.0.0.1\t8.8.8.8\t53\n10.0.0.2\t8.8.4.4\t53",
        "source ip,dest ip,dest port\n\"10.0.0.1\",8.8.8.8,53\n10.0.0.2,8.8.4.4,53\n",
        "#separator \\x09\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\n1490209247.5\t10.0.0.1\t1\t8.8.8.8\n1490209247.6\t10.0.0.2\t1\t8.8.4.4",
        r#"{"src_ip":"10.0.0.1","dest_ip":"8.8.8.8"}{"src_ip":"10.0.0.2","dest_ip":"8.8.4.4"}"#,
        r#"[{"src_ip":"10.0.0.1","dest_ip":"8.8.8.8"}, {"src_ip":"10.0.0.2","dest_ip":"8.8.4.4"}]"#,
        "<Event><A><Data Name='SourceIp'>10.0.0.1</Data><Data Name='DestinationIp'>8.8.8.8</Data></A></Event>\n<Event><A><Data Name='SourceIp'>10.0.0.2</Data><Data Name='DestinationIp'>8.8.4.4</Data></A></Event>",
        "CEF:0|a|b|1|2|c|3|src=10.0.0.1 dst=8.8.8.8\nCEF:0|a|b|1|2|c|3|src=10.0.0.2 dst=8.8.4.4",
    ] {
        assert_eq!(records(text), two, "{text}");
    }
}

#[test]
fn one_record_of_several_lines_is_one() {
    for text in [
        "Source IP: 10.0.0.1\nDestination IP: 8.8.8.8\nSeverity: High",
        "{\n  \"src_ip\": \"10.0.0.1\",\n  \"dest_ip\": \"8.8.8.8\"\n}",
        "Nov 24 10:00:00 app: denied\n  src 10.0.0.1 dst 8.8.8.8\n  by rule 5",
        "Source IP\n10.0.0.1\nDestination IP\n8.8.8.8\nPort\n53",
    ] {
        assert_eq!(records(text), ["10.0.0.1>8.8.8.8"], "{text}");
    }
    assert_eq!(read_all("", NOW, &[]).len(), 1);
}
