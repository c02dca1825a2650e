//! Alerts for Cortex XDR: the worked example of the vendor's document, the other rows of the mapping, batches.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use secdo_core::{
    alert::{
        Alert, Direction, Event, Severity,
        wire::{
            Recipient,
            cortex::{Difference, MOST, Stamp, Tenant},
        },
    },
    product::{FileEvents, Level},
    server::Server,
};
use serde_json::{Value, json};

fn tenant(file_events: FileEvents) -> Recipient {
    Recipient::Cortex(Tenant {
        console: Server::parse("acme.xdr.example").unwrap(),
        api: Server::parse("api-acme.xdr.example").unwrap(),
        key_id: "7".to_owned(),
        level: Level::Standard,
        file_events,
    })
}

fn connection(direction: Direction, source: &str, port: Option<u16>, destination: &str) -> Alert {
    Alert {
        timestamp: 1_755_000_000_000,
        vendor: "Palo Alto Networks".to_owned(),
        product: "PAN-OS".to_owned(),
        severity: Some(Severity::Medium),
        event_id: Some("4711".to_owned()),
        event: Event::Network {
            direction,
            source_ip: source.to_owned(),
            source_port: port,
            destination_ip: destination.to_owned(),
            destination_port: 443,
        },
    }
}

fn file(agent_ip: &str, severity: Option<Severity>) -> Alert {
    let event = Event::File { agent_ip: agent_ip.to_owned(), file_path: r"C:\Temp\a.exe".to_owned() };
    Alert {
        vendor: "McAfee".to_owned(),
        product: "ePO".to_owned(),
        severity,
        event,
        ..connection(Direction::Outgoing, "", None, "")
    }
}

fn sent(recipient: &Recipient, alerts: &[&Alert]) -> (String, Value) {
    let request = recipient.request(alerts, "k", &Stamp::new(0, &[0; 64]));
    assert_eq!(
        request.headers,
        [("Content-Type", "application/json"), ("x-xdr-auth-id", "7"), ("Authorization", "k")]
            .map(|(name, value)| (name, value.to_owned()))
    );
    (request.url, serde_json::from_str(&request.body).unwrap())
}

#[test]
fn a_connection_is_the_example_of_the_document() {
    let (url, body) = sent(
        &tenant(FileEvents::ParsedAlert),
        &[&connection(Direction::Outgoing, "10.0.0.5", Some(51234), "198.51.100.7")],
    );
    assert_eq!(url, "https://api-acme.xdr.example/public_api/v1/alerts/insert_parsed_alerts");
    let expected = json!({"request_data": {"alerts": [{
        "product": "PAN-OS", "vendor": "Palo Alto Networks",
        "local_ip": "10.0.0.5", "local_port": 51234,
        "remote_ip": "198.51.100.7", "remote_port": 443,
        "event_timestamp": 1_755_000_000_000_i64,
        "severity": "Medium", "alert_name": "OutgoingConnectionEvent",
        "alert_description": "event 4711", "action_status": "Reported"}]}});
    assert_eq!(body, expected);
}

#[test]
fn what_comes_in_has_its_ends_swapped_and_what_is_not_known_is_nothing() {
    let alert = connection(Direction::Incoming, "2001:db8::1", None, "10.0.0.5");
    let recipient = tenant(FileEvents::Issue);
    let (_, body) = sent(&recipient, &[&Alert { severity: None, event_id: None, ..alert.clone() }]);
    let one = &body["request_data"]["alerts"][0];
    for (name, value) in [
        ("local_ip", json!("10.0.0.5")),
        ("local_port", json!(443)),
        ("remote_ip", json!("0.0.0.0")),
        ("remote_ip_v6", json!("2001:db8::1")),
        ("remote_port", json!(0)),
        ("alert_name", json!("IncomingConnectionEvent")),
        ("severity", Value::Null),
        ("alert_description", Value::Null),
        ("local_ip_v6", Value::Null),
    ] {
        assert_eq!(one[name], value, "{name}");
    }
    assert_eq!(
        recipient.differences(&alert),
        [
            Difference::PortZero,
            Difference::Ipv4Zero,
            Difference::EventIdInDescription,
            Difference::MayBeMerged
        ]
    );
}

#[test]
fn a_file_is_a_parsed_alert_or_an_issue() {
    let alert = file("10.0.0.5", None);
    let recipient = tenant(FileEvents::ParsedAlert);
    let (url, body) = sent(&recipient, &[&alert]);
    let one = &body["request_data"]["alerts"][0];
    assert!(url.ends_with("/insert_parsed_alerts"));
    assert_eq!(
        (&one["local_ip"], &one["remote_ip"], &one["alert_description"], &one["alert_name"]),
        (
            &json!("10.0.0.5"),
            &json!("0.0.0.0"),
            &json!(r"C:\Temp\a.exe, event 4711"),
            &json!("SuspiciousFileEvent")
        )
    );
    assert_eq!(
        recipient.differences(&alert),
        [
            Difference::PathInDescription,
            Difference::PortZero,
            Difference::Ipv4Zero,
            Difference::EventIdInDescription,
            Difference::MayBeMerged
        ]
    );

    let recipient = tenant(FileEvents::Issue);
    let (url, body) = sent(&recipient, &[&alert]);
    assert_eq!(url, "https://api-acme.xdr.example/public_api/v1/issue");
    let expected = json!({"request_data": {"issue": {
        "name": "SuspiciousFileEvent", "description": "McAfee ePO, event 4711",
        "observation_time": 1_755_000_000_000_i64, "issue_domain": "Security", "category": "MALWARE", "severity": "MEDIUM",
        "normalized_fields": {
            "xdm.source.host.ipv4_addresses": ["10.0.0.5"],
            "xdm.file.path": [r"C:\Temp\a.exe"],
            "xdm.target.file.filename": ["a.exe"]}}}});
    assert_eq!(body, expected);
    assert_eq!(
        recipient.differences(&alert),
        [
            Difference::VendorInDescription,
            Difference::CategoryMalware,
            Difference::SeverityMedium,
            Difference::EventIdInDescription
        ]
    );
    let newer = file("fe80::1", Some(Severity::High));
    let (_, body) = sent(&recipient, &[&newer]);
    assert_eq!(body["request_data"]["issue"]["description"], "McAfee ePO, event 4711, host fe80::1");
    assert_eq!(body["request_data"]["issue"]["severity"], "HIGH");
}

#[test]
fn sixty_parsed_alerts_go_together_and_issues_alone() {
    let connection = connection(Direction::Outgoing, "10.0.0.5", None, "198.51.100.7");
    let file = file("10.0.0.5", None);
    let many = vec![&connection; MOST + 1];
    assert_eq!(tenant(FileEvents::Issue).together(&many), 60);
    let (_, body) = sent(&tenant(FileEvents::Issue), &many[..60]);
    assert_eq!(body["request_data"]["alerts"].as_array().map(Vec::len), Some(60));
    let mixed = [&connection, &file, &connection];
    assert_eq!(tenant(FileEvents::ParsedAlert).together(&mixed), 3);
    assert_eq!(tenant(FileEvents::Issue).together(&mixed), 1);
    assert_eq!(tenant(FileEvents::Issue).together(&mixed[1..]), 1);
    assert_eq!(tenant(FileEvents::Issue).together(&[]), 0);
}

#[test]
fn an_advanced_key_is_in_no_part_of_a_request() {
    let Recipient::Cortex(tenant) = tenant(FileEvents::ParsedAlert) else { return };
    let recipient = Recipient::Cortex(Tenant { level: Level::Advanced, ..tenant });
    let stamp = Stamp::new(5, &[9; 64]);
    let request = recipient.request(&[&file("10.0.0.5", None)], "a-very-secret-key", &stamp);
    assert!(!format!("{request:?}").contains("secret"));
    assert_eq!(request.headers.iter().find(|(name, _)| *name == "x-xdr-timestamp").unwrap().1, "5");
}
