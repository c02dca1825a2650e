//! Alerts: the document's examples, what the form accepts, every time that analysts paste, and the outbox.
//!
//! One file past 400 lines, because the same drafts serve all of it, and most of it is tables.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use secdo_core::{
    alert::{
        Alert, Direction, Event,
        copy::{as_curl, as_script},
        draft::{Draft, Notice, Surroundings},
        read::read,
        timestamp,
        wire::{MASKED, Outcome, Sender, preview, request},
    },
    outbox::{Item, LONGEST_WAIT, PATIENCE, State},
    server::Server,
};
use serde_json::{Value, json};

const KEY: &str = "b9cbe23a2c0acaa61c40abef3c792a83f302adb15649fe19bf73402e253dfd16";
const NOW: i64 = 1_497_500_000_000;

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
    let request = request(
        &alert,
        &Server::parse("https://secdo-server").unwrap(),
        &Sender { company: "secdo", key: KEY },
    );
    assert_eq!(request.url, "https://secdo-server/publicapi/v2/enrich_with_secdo/");
    assert_eq!(request.content_type, "application/json");
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
    assert!(preview(&alert, "c").contains(MASKED));
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
fn reads_every_time_that_analysts_paste() {
    // 2017-03-22 19:00:47 UTC, read on 2017-06-15, in a zone one hour ahead where the text has none.
    let expected = 1_490_209_247_000;
    for text in [
        "1490209247",
        "1490209247000",
        "1490209247000000",
        "1490209247000000000",
        "1490209247.000",
        "2017-03-22T19:00:47Z",
        "2017-03-22T19:00:47.000Z",
        "2017-03-22T20:00:47+01:00",
        "2017-03-22T20:00:47+0100",
        "2017-03-22 14:00:47 -0500",
        "2017-03-22 20:00:47",
        "2017/03/22 20:00:47",
        "20170322T190047Z",
        "Wed, 22 Mar 2017 19:00:47 GMT",
        "Wed, 22 Mar 2017 19:00:47 +0000",
        "22 Mar 2017 14:00:47 EST",
        "Mar 22 20:00:47",
        "Mar 22 2017 20:00:47",
        "Mar 22, 2017 @ 20:00:47.000",
        "Wed Mar 22 20:00:47 2017",
        "[22/Mar/2017:20:00:47 +0100]",
        "22/Mar/2017:19:00:47 +0000",
        "3/22/2017 8:00:47 PM",
        "03/22/2017 08:00:47 pm",
        "22.03.2017 20:00:47",
        "22/03/2017 20:00:47",
        "Mar 22 2017 19:00:47 GMT+00:00",
        "Mar 22 2017 20:00:47 CET",
        "2017-03-22 20:00:47,000",
        "  \"2017-03-22T19:00:47Z\"  ",
    ] {
        let moment = timestamp::read(text, NOW).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(moment.at(|_| 60), expected, "{text}");
    }
    assert_eq!(timestamp::read("now", NOW).unwrap().at(|_| 60), NOW);
    for (text, ago) in [
        ("5 minutes ago", 300_000),
        ("1h ago", 3_600_000),
        ("an hour ago", 3_600_000),
        ("2 days ago", 172_800_000),
    ] {
        assert_eq!(timestamp::read(text, NOW).unwrap().at(|_| 60), NOW - ago, "{text}");
    }
    // Later in the year than now: the year before.
    assert_eq!(
        timestamp::write(timestamp::read("Dec 24 10:00:00", NOW).unwrap().at(|_| 0)),
        "2016-12-24 10:00:00"
    );
    assert_eq!(timestamp::read("2017-03-22 20:00:47.123", NOW).unwrap().civil % 1_000, 123);
    for text in [
        "",
        "soon",
        "12345",
        "2017-13-01 00:00:00",
        "2017-02-30",
        "25:00:00",
        "13:00 PM 2017-01-01",
        "10.0.0.1",
        "8.8.8.8",
        "Mar 22 host",
        "٢٠١٧",
    ] {
        assert!(timestamp::read(text, NOW).is_err(), "{text}");
    }
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

fn item() -> Item {
    Item::new(
        "1".into(),
        file("now", "10.0.0.1", r"c:\a.exe", "").check(&around(0)).alert.unwrap(),
        "https://a".into(),
        0,
    )
}

fn attempt(item: &mut Item, now: i64, outcome: Outcome) {
    item.claim("https://a", now);
    item.hand_over();
    item.finish(outcome, now, 0.5);
}

#[test]
fn an_item_found_in_the_middle_of_an_attempt() {
    let mut claimed = item();
    claimed.claim("https://a", 5);
    assert!(claimed.recover(10));
    assert_eq!((claimed.state, claimed.may_be_duplicate, claimed.attempts.len()), (State::Queued, false, 0));
    let mut sent = item();
    sent.claim("https://a", 5);
    sent.hand_over();
    assert!(sent.recover(10));
    assert_eq!((sent.state, sent.may_be_duplicate, sent.next), (State::Queued, true, 10));
    assert_eq!(sent.attempts[0].outcome, Some(Outcome::Interrupted));
    assert!(!sent.recover(10));
}

#[test]
fn outcomes_move_an_item() {
    for (outcome, state, duplicate) in [
        (Outcome::Delivered, State::Delivered, false),
        (Outcome::Rejected { status: 400, words: "no".into() }, State::Rejected, false),
        (Outcome::Busy { status: 503, words: String::new(), retry_after: None }, State::Queued, false),
        (Outcome::Busy { status: 504, words: String::new(), retry_after: None }, State::Queued, true),
        (Outcome::TimedOut, State::Queued, true),
        (Outcome::Unreachable, State::Queued, true),
    ] {
        let mut item = item();
        attempt(&mut item, 0, outcome);
        assert_eq!((item.state, item.may_be_duplicate), (state, duplicate));
    }
    let mut asked = item();
    attempt(&mut asked, 0, Outcome::Busy { status: 429, words: String::new(), retry_after: Some(70_000) });
    assert_eq!(asked.next, 70_000);
    attempt(&mut asked, 70_000, Outcome::Busy { status: 429, words: String::new(), retry_after: Some(0) });
    assert_eq!(asked.next, 85_000, "not at once, whatever the server says");
}

#[test]
fn a_person_can_retry_what_failed() {
    let mut item = item();
    attempt(&mut item, 0, Outcome::Rejected { status: 400, words: String::new() });
    item.retry(50);
    assert!(item.is_due(50));
    attempt(&mut item, PATIENCE, Outcome::Unreachable);
    assert_eq!(item.state, State::GivenUp);
    item.retry(PATIENCE + 1);
    assert!(item.is_due(PATIENCE + 1));
    attempt(&mut item, PATIENCE + 2, Outcome::Delivered);
    item.retry(PATIENCE + 3);
    assert_eq!(item.state, State::Delivered, "what arrived is not sent again");
    assert!(item.is_expired(2 * PATIENCE, 1_000) && !item.is_expired(PATIENCE + 3, 1_000));
}

#[test]
fn a_changed_network_wakes_what_waits_for_it() {
    let mut away = item();
    attempt(&mut away, 0, Outcome::Unreachable);
    assert!(away.wake(10) && away.is_due(10) && !away.wake(10));
    let mut busy = item();
    attempt(&mut busy, 0, Outcome::Busy { status: 503, words: String::new(), retry_after: None });
    assert!(!busy.wake(10), "a busy server gets its rest");
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
            let sent = request(&alert, &Server::parse("s").unwrap(), &Sender { company: "c", key: "k" }).body;
            let sent: Value = serde_json::from_str(&sent).unwrap();
            prop_assert!(sent.as_object().unwrap().values().all(|value| value.as_str().is_some_and(|text| !text.is_empty())));
            let is_file = matches!(alert.event, Event::File { .. });
            prop_assert_eq!(sent.get("source_ip").is_none(), is_file);
        }
    }

    #[test]
    fn any_text_is_a_time_or_not(text in "[0-9A-Za-z:/., +\\-\\[\\]@]{0,40}") {
        let _ = timestamp::read(&text, NOW);
    }

    #[test]
    fn retries_never_stop_early_and_never_hammer(chances in prop::collection::vec(0.0_f64..=1.0, 400)) {
        let mut item = item();
        let mut now = 0;
        for (index, chance) in chances.into_iter().enumerate() {
            item.claim("https://a", now);
            item.hand_over();
            let busy = |status, retry_after| Outcome::Busy { status, words: String::new(), retry_after };
            let outcomes = [Outcome::Unreachable, Outcome::TimedOut, busy(500, None), busy(429, Some(0))];
            item.finish(outcomes[index % 4].clone(), now, chance);
            if item.state == State::GivenUp {
                prop_assert!(now >= PATIENCE);
                return Ok(());
            }
            let wait = item.next - now;
            prop_assert!((15_000..=LONGEST_WAIT).contains(&wait), "{}", wait);
            now = item.next;
        }
        prop_assert!(item.state == State::Queued);
    }
}
