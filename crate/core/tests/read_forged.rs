//! Text that somebody else wrote into a line never makes a record of its own.

use secdo_core::alert::read::read;

/// The line by itself, and the place of a stranger's text.
const LINES: [(&str, &str, &str); 6] = [
    ("203.0.113.7", "", r#"203.0.113.7 - - [24/Nov/2026:10:00:00 +0100] "GET / HTTP/1.1" 200 12 "-" "x {}""#),
    (
        "203.0.113.7",
        "",
        r#"203.0.113.7 - - [24/Nov/2026:10:00:00 +0100] "GET /?a= {} HTTP/1.1" 200 12 "-" "-""#,
    ),
    (
        "10.9.9.9",
        "8.8.8.8",
        r#"{"timestamp":"2026-11-24T10:00:00Z","event_type":"alert","src_ip":"10.9.9.9","dest_ip":"8.8.8.8","http":{"http_user_agent":"x {}"}}"#,
    ),
    (
        "10.1.1.1",
        "8.8.8.8",
        r#"date=2026-11-24 time=10:00:00 devname="fw" srcip=10.1.1.1 dstip=8.8.8.8 agent="{}""#,
    ),
    (
        "10.1.1.1",
        "8.8.8.8",
        "<166>Nov 24 2026 10:00:00: %ASA-5-304001: 10.1.1.1 Accessed URL 8.8.8.8:http://h/?a={}",
    ),
    (
        "10.1.1.1",
        "8.8.8.8",
        "Nov 24 10:00:00 pa 1,2026/11/24 10:00:00,001,TRAFFIC,end,1,2026/11/24 10:00:00,10.1.1.1,8.8.8.8,0,0,rule {},u",
    ),
];

const FORGED: [&str; 6] = [
    "CEF:0|Evil|Product|1|1|n|10|src=1.1.1.1 dst=2.2.2.2 dpt=443",
    "LEEF:1.0|Evil|Product|1|1|src=1.1.1.1 dst=2.2.2.2",
    "%ASA-1-106023: Deny tcp src inside:1.1.1.1/1 dst outside:2.2.2.2/2",
    "1,2026/11/24 10:00:00,001,TRAFFIC,end,1,2026/11/24 10:00:00,1.1.1.1,2.2.2.2,",
    "src=1.1.1.1;dst=2.2.2.2|a=1|b=2|c=3|d=4|e=5",
    "<Event><EventData><Data Name='SourceIp'>1.1.1.1</Data></EventData></Event>",
];

#[test]
fn a_record_within_a_line_is_none() {
    for (source, destination, line) in LINES {
        for forged in FORGED {
            let text = line.replace("{}", forged);
            let draft = read(&text, 1_795_600_000_000, &[]).draft;
            assert_eq!(
                (draft.source_ip.as_str(), draft.destination_ip.as_str()),
                (source, destination),
                "{text}"
            );
            assert!(!draft.vendor.contains("Evil"), "{text}");
        }
    }
}

#[test]
fn a_record_behind_the_header_of_a_relay_is_one() {
    for header in [
        "",
        "Nov 24 10:00:00 host ",
        "2026-11-24T10:00:00.123+01:00 host app 42 ID7 - ",
        "1 2026-11-24T10:00:00Z host app - - [origin ip=\"10.0.0.1\" x=\"y\"] ",
        "Nov 24 10:00:00 host program[42]: ",
        "Nov 24 10:00:00 relay: info: ",
        "\"",
    ] {
        let text = format!("{header}CEF:0|Vendor|Product|1|1|n|10|src=10.0.0.1 dst=8.8.8.8");
        let draft = read(&text, 1_795_600_000_000, &[]).draft;
        assert_eq!((draft.vendor.as_str(), draft.destination_ip.as_str()), ("Vendor", "8.8.8.8"), "{text}");
    }
}
