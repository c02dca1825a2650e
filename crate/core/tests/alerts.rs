//! Alerts: the document's examples, and what the form accepts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use secdo_core::{
    alert::{
        Alert, Direction, Event,
        copy::{as_curl, as_script},
        draft::{Draft, Notice, Surroundings},
        read::read,
        wire::{Account, MASKED, Recipient, cortex::Stamp},
    },
    outbox::Item,
    server::Server,
};
use serde_json::{Value, json};

const KEY: &str = "b9cbe23a2c0acaa61c40abef3c792a83f302adb15649fe19bf73402e253dfd16";
const NOW: i64 = 1_497_500_000_000;

fn recipient(server: &Server, company: &str) -> Recipient {
    Recipient::Secdo(Account { server: server.clone(), company: company.to_owned() })
}

fn around(now: i64) -> Surroundings<'static> {
    Surroundings { now, zone: &|_| 0, own_ranges: &[] }
}

/// One of the document's examples as an analyst types it.
fn network(
    timestamp: &str,
    vendor: &str,
    product: &str,
    ends: [&str; 4],
    severity: &str,
    event_id: &str,
) -> Draft {
    let [source_ip, source_port, destination_ip, destination_port] = ends.map(str::to_owned);
    Draft {
        kind: "network".into(),
        source_ip,
        source_port,
        destination_ip,
        destination_port,
        timestamp: timestamp.into(),
        vendor: vendor.into(),
        product: product.into(),
        severity: severity.into(),
        event_id: event_id.into(),
        ..Draft::default()
    }
}

fn file(timestamp: &str, agent_ip: &str, file_path: &str, event_id: &str) -> Draft {
    Draft {
        kind: "file".into(),
        agent_ip: agent_ip.into(),
        file_path: file_path.into(),
        timestamp: timestamp.into(),
        vendor: "McAfee".into(),
        product: "ePO".into(),
        severity: "HIGH".into(),
        event_id: event_id.into(),
        ..Draft::default()
    }
}

fn body(draft: &Draft) -> Value {
    let alert = draft.check(&around(NOW)).alert.unwrap();
    let request = recipient(&Server::parse("https://secdo-server").unwrap(), "secdo").request(
        &[&alert],
        KEY,
        &Stamp::new(0, &[0; 64]),
    );
    assert_eq!(request.url, "https://secdo-server/publicapi/v2/enrich_with_secdo/");
    assert_eq!(request.headers, [("Content-Type", "application/json".to_owned())]);
    serde_json::from_str(&request.body).unwrap()
}

#[test]
fn payloads_equal_the_four_examples_of_the_document() {
    let palo_alto = network(
        "1490209247000",
        "Palo Alto Networks",
        "PAN-OS",
        ["192.168.204.133", "59661", "66.186.100.181", "9000"],
        "LOW",
        "871151",
    );
    assert_eq!(
        body(&palo_alto),
        json!({
            "company": "secdo", "apikey": KEY, "timestamp": "1490209247000", "vendor": "Palo Alto Networks",
            "product": "PAN-OS", "source_port": "59661", "destination_ip": "66.186.100.181",
            "source_ip": "192.168.204.133", "destination_port": "9000", "type": "OutgoingConnectionEvent",
            "severity": "LOW", "event_id": "871151",
        })
    );
    let check_point = network(
        "1493209485000",
        "Check Point",
        "FireWall-1 GX",
        ["192.168.52.131", "59661", "137.254.120.31", "80"],
        "HIGH",
        "1674573196751",
    );
    assert_eq!(
        body(&check_point),
        json!({
            "company": "secdo", "apikey": KEY, "timestamp": "1493209485000", "vendor": "Check Point",
            "product": "FireWall-1 GX", "source_port": "59661", "destination_ip": "137.254.120.31",
            "source_ip": "192.168.52.131", "destination_port": "80", "type": "OutgoingConnectionEvent",
            "severity": "HIGH", "event_id": "1674573196751",
        })
    );
    assert_eq!(
        body(&file("1493209485000", "192.168.52.131", r"c:\temp\55\pageant.exe", "1674573196751")),
        json!({
            "company": "secdo", "apikey": KEY, "timestamp": "1493209485000", "vendor": "McAfee", "product": "ePO",
            "agent_ip": "192.168.52.131", "file_path": r"c:\temp\55\pageant.exe", "type": "SuspiciousFileEvent",
            "severity": "HIGH", "event_id": "1674573196751",
        })
    );
    let script = network(
        "1497457869000",
        "Check Point",
        "FireWall-1 GX",
        ["10.212.134.102", "2375", "54.230.46.82", "443"],
        "LOW",
        "11111212",
    );
    assert_eq!(body(&script)["timestamp"], "1497457869000");
    assert_eq!(
        as_script(&script.check(&around(NOW)).alert.unwrap(), "secdo"),
        "secdo_api.py OutgoingConnectionEvent 1497457869000 'Check Point' 'FireWall-1 GX' 11111212 LOW \"$SECDO_API_KEY\" secdo 10.212.134.102 2375 54.230.46.82 443"
    );
}

#[test]
fn empty_optionals_are_not_sent() {
    let mut draft = network("1490209247000", "v", "p", ["10.0.0.1", "", "8.8.8.8", "53"], "", "");
    let sent = body(&draft);
    let names: Vec<&String> = sent.as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        [
            "company",
            "apikey",
            "timestamp",
            "vendor",
            "product",
            "destination_ip",
            "source_ip",
            "destination_port",
            "type"
        ]
    );
    assert!(sent.as_object().unwrap().values().all(Value::is_string));
    draft.kind = "file".into();
    assert!(draft.check(&around(NOW)).alert.is_none());
}

#[test]
fn the_key_stands_in_the_request_only() {
    let alert = file("1493209485000", "10.0.0.1", r"c:\a'b.exe", "1").check(&around(NOW)).alert.unwrap();
    let server = Server::parse("secdo").unwrap();
    assert!(recipient(&Server::parse("s").unwrap(), "c").preview(&alert).contains(MASKED));
    let curl = as_curl(&alert, &server, "c");
    assert!(curl.contains(r#""apikey":"'"$SECDO_API_KEY"'""#) && curl.contains(r"a'\''b"), "{curl}");
    assert!(
        !serde_json::to_string(&Item::new("i".into(), alert, String::new(), 0)).unwrap().contains("apikey")
    );
}

#[test]
fn every_fault_is_named_at_its_field() {
    let empty = Draft { kind: "network".into(), ..Draft::default() }.check(&around(NOW));
    let fields: Vec<_> = empty.errors.iter().map(|wrong| (wrong.field, wrong.error.code())).collect();
    assert_eq!(
        fields,
        [
            ("source_ip", "field_missing"),
            ("destination_ip", "field_missing"),
            ("destination_port", "field_missing"),
            ("timestamp", "field_missing"),
            ("vendor", "field_missing"),
            ("product", "field_missing"),
        ]
    );
    let good = network("1490209247000", "v", "p", ["10.0.0.1", "", "8.8.8.8", "53"], "", "");
    for (field, value, code) in [
        ("source_ip", "10.0.0.1/8", "address_unreadable"),
        ("source_ip", "host", "address_unreadable"),
        ("destination_ip", "999.1.1.1", "address_unreadable"),
        ("source_port", "0", "port_unreadable"),
        ("destination_port", "65536", "port_unreadable"),
        ("destination_port", "+80", "port_unreadable"),
        ("timestamp", "yesterdayish", "time_unreadable"),
        ("severity", "urgent", "severity_unknown"),
        ("direction", "sideways", "direction_unknown"),
        ("kind", "mail", "alert_kind_unknown"),
    ] {
        let mut object = serde_json::to_value(&good).unwrap();
        object[field] = json!(value);
        let checked = serde_json::from_value::<Draft>(object).unwrap().check(&around(NOW));
        let found: Vec<_> = checked.errors.iter().map(|wrong| (wrong.field, wrong.error.code())).collect();
        assert_eq!(found, [(field, code)], "{value}");
        assert!(checked.alert.is_none());
    }
    let hash = file("1490209247000", "10.0.0.1", "44d88612fea8a8f36de82e1278abb02f", "").check(&around(NOW));
    assert_eq!(hash.errors[0].error.code(), "hash_instead_of_path");
}

#[test]
fn what_is_odd_is_questioned_and_sent() {
    for (draft, notice) in [
        (network("in 2030: no", "v", "p", ["10.0.0.1", "", "8.8.8.8", "53"], "", ""), None),
        (
            network("2030-01-01 00:00:00", "v", "p", ["10.0.0.1", "", "8.8.8.8", "53"], "", ""),
            Some(Notice::TimeAhead),
        ),
        (
            network("2016-01-01 00:00:00", "v", "p", ["10.0.0.1", "", "8.8.8.8", "53"], "", ""),
            Some(Notice::TimeOld),
        ),
        (
            network("Jun 14 10:00:00", "v", "p", ["10.0.0.1", "", "8.8.8.8", "53"], "", ""),
            Some(Notice::YearAssumed),
        ),
        (
            network("06/05/2017 10:00:00", "v", "p", ["10.0.0.1", "", "8.8.8.8", "53"], "", ""),
            Some(Notice::TimeAmbiguous),
        ),
        (network("now", "v", "p", ["10.0.0.1", "", "10.0.0.1", "53"], "", ""), Some(Notice::SameAddress)),
        (
            network("now", "v", "p", ["8.8.8.8", "443", "10.0.0.1", "51000"], "", ""),
            Some(Notice::LikelyReply),
        ),
        (file("now", "10.0.0.1", "pageant.exe", ""), Some(Notice::PathNotFull)),
    ] {
        let checked = draft.check(&around(NOW));
        assert_eq!(checked.alert.is_some(), notice.is_some(), "{draft:?}");
        assert!(notice.is_none_or(|notice| checked.notices.contains(&notice)), "{:?}", checked.notices);
    }
}

#[test]
fn the_direction_follows_the_addresses() {
    let ours = ["203.0.113.0/24".to_owned(), "2001:db8::/32".to_owned()];
    for (source, destination, ranges, incoming) in [
        ("10.0.0.1", "8.8.8.8", &[][..], false),
        ("8.8.8.8", "10.0.0.1", &[], true),
        ("8.8.8.8", "9.9.9.9", &[], false),
        ("10.0.0.1", "192.168.0.1", &[], false),
        ("8.8.8.8", "203.0.113.9", &[], false),
        ("8.8.8.8", "203.0.113.9", &ours, true),
        ("2600::1", "2001:db8::9", &ours, true),
        ("::ffff:8.8.8.8", "10.0.0.1", &[], true),
    ] {
        let draft = network("now", "v", "p", [source, "", destination, "1"], "", "");
        assert_eq!(draft.proposed(ranges) == Direction::Incoming, incoming, "{source} to {destination}");
    }
    let mut chosen = network("now", "v", "p", ["8.8.8.8", "", "10.0.0.1", "1"], "", "");
    chosen.direction = "outgoing".into();
    assert_eq!(body(&chosen)["type"], "OutgoingConnectionEvent");
    chosen.direction = String::new();
    assert_eq!(body(&chosen)["type"], "IncomingConnectionEvent");
}

#[test]
fn fills_in_what_a_selection_says_without_doubt() {
    let fields = |text: &str| {
        let draft = read(text, NOW, &[]).draft;
        [
            draft.kind,
            draft.source_ip,
            draft.source_port,
            draft.destination_ip,
            draft.destination_port,
            draft.agent_ip,
            draft.file_path,
        ]
    };
    assert_eq!(
        fields("192.168.1.2:5000 -> 8.8.8.8:53"),
        ["network", "192.168.1.2", "5000", "8.8.8.8", "53", "", ""]
    );
    assert_eq!(fields("10.0.0.1 8.8.8.8"), ["network", "10.0.0.1", "", "8.8.8.8", "", "", ""]);
    assert_eq!(fields("8.8.8.8"), ["network", "", "", "8.8.8.8", "", "", ""]);
    assert_eq!(fields("10.0.0.7"), ["network", "10.0.0.7", "", "", "", "", ""]);
    assert_eq!(
        fields(r"found C:\a b\c.exe on 10.0.0.7"),
        ["file", "10.0.0.7", "", "", "", "10.0.0.7", r"C:\a b\c.exe"]
    );
    assert_eq!(fields(r"C:\a.exe C:\b.exe"), ["", "", "", "", "", "", ""]);
    assert_eq!(fields("nothing"), ["", "", "", "", "", "", ""]);
}

#[test]
fn nothing_in_a_copied_command_runs() {
    let path = r"C:\x\$(touch pwned)`id`'\";
    let alert = file("1493209485000", "10.0.0.1", path, "$(id)").check(&around(NOW)).alert.unwrap();
    for command in [as_script(&alert, "c"), as_curl(&alert, &Server::parse("secdo").unwrap(), "c")] {
        let outside: String = command.replace(r"'\''", "").split('\'').step_by(2).collect();
        assert!(!outside.contains(['`', '(']) && outside.matches('$').count() == 1, "{command}");
    }
}

fn any_field() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just(String::new()),
        "[0-9]{1,6}",
        "[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}",
        Just("now".to_owned()),
        Just("HIGH".to_owned()),
        Just(r"C:\a.exe".to_owned()),
    ]
}

proptest! {
    #[test]
    fn any_draft_is_an_alert_or_has_errors_that_name_fields(
        fields in prop::collection::vec(any_field(), 11),
        kind in prop_oneof![Just("network"), Just("file"), Just("")],
    ) {
        let names = ["source_ip", "source_port", "destination_ip", "destination_port", "agent_ip", "file_path", "timestamp", "vendor", "product", "severity", "event_id"];
        let mut object = serde_json::Map::new();
        object.insert("kind".into(), json!(kind));
        for (name, value) in names.iter().zip(&fields) {
            object.insert((*name).to_owned(), json!(value));
        }
        let draft: Draft = serde_json::from_value(Value::Object(object.clone())).unwrap();
        let checked = draft.check(&around(NOW));
        prop_assert_eq!(checked.alert.is_some(), checked.errors.is_empty());
        for wrong in &checked.errors {
            prop_assert!(object.contains_key(wrong.field));
        }
        if let Some(alert) = checked.alert {
            let round: Alert = serde_json::from_str(&serde_json::to_string(&alert).unwrap()).unwrap();
            prop_assert_eq!(&round, &alert);
            let sent = recipient(&Server::parse("s").unwrap(), "c").request(&[&alert], "k", &Stamp::new(0, &[0; 64])).body;
            let sent: Value = serde_json::from_str(&sent).unwrap();
            prop_assert!(sent.as_object().unwrap().values().all(|value| value.as_str().is_some_and(|text| !text.is_empty())));
            let is_file = matches!(alert.event, Event::File { .. });
            prop_assert_eq!(sent.get("source_ip").is_none(), is_file);
        }
    }
}
