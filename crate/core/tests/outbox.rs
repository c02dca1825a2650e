//! The outbox: what an attempt does to an item, when it is tried again, whose it is.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use secdo_core::{
    alert::{Alert, Event, wire::Outcome},
    outbox::{Item, LONGEST_WAIT, PATIENCE, State, export, round::Round},
    settings::{Keys, Settings},
};

fn item() -> Item {
    let alert = Alert {
        timestamp: 1_490_209_247_000,
        vendor: "McAfee".into(),
        product: "ePO".into(),
        severity: None,
        event_id: None,
        event: Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() },
    };
    Item::new("1".into(), alert, "https://a".into(), 0)
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
        (Outcome::Rejected { status: 400, words: "no".into(), advice: None }, State::Rejected, false),
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
    attempt(&mut item, 0, Outcome::Rejected { status: 400, words: String::new(), advice: None });
    item.retry(50);
    assert!(item.is_due(50));
    item.tried = PATIENCE;
    attempt(&mut item, PATIENCE, Outcome::Unreachable);
    assert_eq!(item.state, State::GivenUp);
    item.retry(PATIENCE + 1);
    assert!(item.is_due(PATIENCE + 1));
    // It has its seven days again.
    attempt(&mut item, PATIENCE + 2, Outcome::Unreachable);
    assert_eq!(item.state, State::Queued);
    attempt(&mut item, PATIENCE + 2, Outcome::Delivered);
    item.retry(PATIENCE + 3);
    assert_eq!(item.state, State::Delivered, "what arrived is not sent again");
    assert!(item.is_expired(2 * PATIENCE, 1_000) && !item.is_expired(PATIENCE + 3, 1_000));
}

/// Tries an item whenever it is due, with the computer asleep for so long after each attempt; how often, and for how long
/// in all, until it is given up.
fn tries_with_sleep(sleep: i64) -> (u32, i64) {
    let mut item = item();
    let (mut now, mut tries) = (0, 0);
    while item.state == State::Queued {
        attempt(&mut item, now, Outcome::Unreachable);
        tries += 1;
        now = item.next.max(now + sleep);
    }
    (tries, now)
}

#[test]
fn what_counts_is_what_was_tried_not_how_old_it_is() {
    let (awake, days) = tries_with_sleep(0);
    assert!((150..400).contains(&awake) && days >= PATIENCE, "{awake} attempts in {days} ms");
    // A computer that sleeps for eight days after every attempt.
    let (asleep, _) = tries_with_sleep(8 * 86_400_000);
    assert!(asleep > 80, "given up after {asleep} attempts");
    // A clock that goes back and forth does not make it older.
    let mut jumps = item();
    for turn in 0..40 {
        attempt(&mut jumps, if turn % 2 == 0 { 40 * PATIENCE } else { 0 }, Outcome::Unreachable);
        assert_eq!(jumps.state, State::Queued);
    }
}

#[test]
fn a_clock_that_was_ahead_leaves_nothing_waiting() {
    let month = 30 * 86_400_000;
    let mut ahead = item();
    attempt(&mut ahead, month, Outcome::Unreachable);
    assert!(ahead.next > month && ahead.is_due(10) && ahead.due_at(10) == 10);
    let settings = Settings::load(r#"{"server":"https://a","alerts":{"company":"x"}}"#, "").unwrap().settings;
    let keys = Keys::from_json(r#"{"https://a":"1"}"#).unwrap();
    assert_eq!(Round::new(&settings, &keys).next(&[ahead], 10), Some(10));
    // A day is what a server may ask for.
    let mut rests = item();
    let rest = Outcome::Busy { status: 503, words: String::new(), retry_after: Some(i64::MAX) };
    assert_eq!(rest.pause(), Some(86_400_000));
    attempt(&mut rests, 0, rest);
    assert!(!rests.is_due(10) && rests.next == 86_400_000);
    let mut arrived = item();
    attempt(&mut arrived, month, Outcome::Delivered);
    assert!(arrived.is_expired(2 * 86_400_000, 86_400_000) && !arrived.is_expired(10, 86_400_000));
}

#[test]
fn a_name_is_bound_to_its_content() {
    let first = item();
    assert!(first.is_same(&item()));
    let mut corrected = item();
    corrected.alert.vendor = "Sophos".into();
    assert!(!first.is_same(&corrected));
    assert!(!first.is_same(&Item { server: "https://b".into(), ..item() }));
    // It was queued while no server was set.
    assert!(first.is_same(&Item { server: String::new(), ..item() }));
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
fn an_alert_that_is_given_to_another_server_stays_there() {
    let mut waiting = item();
    attempt(&mut waiting, 0, Outcome::Unreachable);
    assert!(waiting.hand_to("https://b", 10) && waiting.is_due(10));
    assert!(!waiting.hand_to("https://b", 20), "it is there already");
    // One that is being sent: its attempt ends, then it is the other server's.
    let mut sending = item();
    sending.claim("https://a", 5);
    sending.hand_over();
    assert!(sending.hand_to("https://b", 10));
    sending.finish(Outcome::Unreachable, 20, 0.5);
    assert_eq!(
        (sending.server.as_str(), sending.state, sending.may_be_duplicate),
        ("https://b", State::Queued, true)
    );
    // A refused alert stays refused until somebody looks, and a delivered one stays delivered.
    let mut refused = item();
    attempt(&mut refused, 0, Outcome::Rejected { status: 403, words: String::new(), advice: None });
    assert!(refused.hand_to("https://b", 10) && refused.state == State::Rejected);
    let mut there = item();
    attempt(&mut there, 0, Outcome::Delivered);
    assert!(!there.hand_to("https://b", 10) && there.server == "https://a");
    // The other server has its own seven days.
    let mut late = item();
    assert!(late.hand_to("https://b", PATIENCE + 1));
    attempt(&mut late, PATIENCE + 2, Outcome::Unreachable);
    assert_eq!(late.state, State::Queued);
}

#[test]
fn an_alert_without_a_server_belongs_to_that_of_its_first_attempt() {
    let mut free = Item { server: String::new(), ..item() };
    let settings = Settings::load(r#"{"server":"https://b"}"#, "").unwrap().settings;
    assert_eq!(settings.address_of(&free.server), "https://b");
    free.claim("https://b", 0);
    assert_eq!(free.server, "https://b");
}

#[test]
fn a_server_that_does_not_answer_keeps_no_other_waiting() {
    let settings = Settings::load(
        r#"{"servers":[{"address":"a"},{"address":"b"},{"address":"c"}],"alerts":{"company":"x"}}"#,
        "",
    );
    let settings = settings.unwrap().settings;
    let keys = Keys::from_json(r#"{"https://a":"1","https://b":"2"}"#).unwrap();
    let named =
        |id: &str, server: &str, next: i64| Item { id: id.into(), server: server.into(), next, ..item() };
    let mut unanswered = named("a1", "https://a", 0);
    attempt(&mut unanswered, 0, Outcome::Unreachable);
    let queued = vec![
        unanswered,
        named("a2", "https://a", 1),
        named("b1", "https://b", 3),
        named("none", "", 2),
        named("c1", "https://c", 0),
        named("d1", "https://d", 0),
        named("later", "https://b", 900),
    ];
    let mut round = Round::new(&settings, &keys);
    let order: Vec<String> = round.due(queued.clone(), 10).into_iter().map(|item| item.id).collect();
    // The current server is a, and silent; c has no key, d is unknown, and what is not due waits.
    assert_eq!(order, ["b1", "a2", "none"]);
    assert_eq!(round.road("https://c").unwrap_err().code(), "key_missing");
    assert_eq!(round.road("https://d").unwrap_err().code(), "server_unknown");
    let a = round.road("").unwrap().server;
    round.away(&a, 50_000);
    assert!(round.is_away(&a) && !round.is_away(&round.road("https://b").unwrap().server));
    assert_eq!(round.next(&queued, 10), Some(3));
    assert_eq!(round.next(&queued[..2], 10), Some(50_000));
    assert_eq!(round.next(&queued[4..6], 10), None);
}

#[test]
fn an_imported_alert_has_the_address_as_the_settings_write_it() {
    let file = export::to_json(vec![Item { server: "A:443/".into(), ..item() }]).unwrap();
    assert_eq!(export::from_json(&file, 5).unwrap().items[0].server, "https://a");
    for (server, path, said) in [("ftp://a", r"c:\a.exe", "alert 1, server"), ("", "", "alert 1, file_path")]
    {
        let mut wrong = Item { server: server.into(), ..item() };
        wrong.alert.event = Event::File { agent_ip: "10.0.0.1".into(), file_path: path.into() };
        let imported = export::from_json(&export::to_json(vec![wrong]).unwrap(), 5).unwrap();
        assert!(imported.items.is_empty() && imported.refused[0].contains(said), "{imported:?}");
    }
}

#[test]
fn one_bad_item_of_a_file_fails_alone() {
    let good = item().to_json().unwrap();
    let with = |field: &str, value: &str| {
        let mut fields: serde_json::Value = serde_json::from_str(&good).unwrap();
        let value: serde_json::Value = serde_json::from_str(value).unwrap();
        *fields.pointer_mut(field).unwrap() = value;
        fields.to_string()
    };
    let many = format!("[{}]", vec![r#"{"at":1,"sent":true,"outcome":null}"#; 51].join(","));
    for (field, value, said) in [
        ("/created", "9007199254740993", "created: 9007199254740993 is no time"),
        ("/created", "9e15", "invalid type"),
        ("/created", "-9000000000000000", "created"),
        ("/created", "1e308", "invalid type"),
        ("/next", "9223372036854775807", "next"),
        ("/tried", "-9223372036854775808", "tried"),
        ("/alert/timestamp", "9000000000000000", "timestamp"),
        ("/attempts", &many, "attempts: there are 51"),
        ("/attempts", r#"[{"at":9e3,"sent":true,"outcome":null}]"#, "invalid type"),
        ("/attempts", r#"[{"at":9000000000000000,"sent":true,"outcome":null}]"#, "at"),
        (
            "/attempts",
            r#"[{"at":1,"sent":true,"outcome":{"busy":{"status":503,"words":"","retry_after":9007199254740993}}}]"#,
            "retry_after",
        ),
        ("/state", r#""stolen""#, "unknown variant"),
        ("/id", r#""""#, "id: from 1 to 200"),
        ("/id", "7", "invalid type"),
        ("/alert/vendor", &format!("\"{}\"", "x".repeat(50_000)), "vendor: longer than 40000"),
        ("/alert/vendor", r#""  ""#, "vendor: This field must be filled in"),
    ] {
        let bad = with(field, value);
        let text = format!(r#"{{"version":1,"items":[{good},{bad},{good}]}}"#);
        let imported = export::from_json(&text, 5).unwrap_or_else(|error| panic!("{field} {value}: {error}"));
        assert_eq!(imported.items.len(), 2, "{field} {value}");
        let [refused] = &imported.refused[..] else { panic!("{field} {value}: {imported:?}") };
        assert!(refused.starts_with("alert 2, ") && refused.contains(said), "{field} {value}: {refused}");
        // Nor is one read from the database that a page could not show.
        let in_texts = field == "/id" || field == "/alert/vendor";
        assert_eq!(Item::from_json(&bad).is_err(), !in_texts || value == "7", "{field} {value}");
    }
    assert!(export::from_json(r#"{"version":2,"items":[]}"#, 5).is_err());
}

#[test]
fn an_item_of_an_older_program_is_read() {
    let mut old: serde_json::Value = serde_json::from_str(&item().to_json().unwrap()).unwrap();
    for name in ["server", "tried"] {
        old.as_object_mut().unwrap().remove(name);
    }
    let read = Item::from_json(&old.to_string()).unwrap();
    assert_eq!((read.server.as_str(), read.tried), ("", 0));
}

proptest! {
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
                prop_assert!(now >= PATIENCE && index > 100, "after {index} attempts");
                return Ok(());
            }
            let wait = item.next - now;
            prop_assert!((15_000..=LONGEST_WAIT).contains(&wait), "{}", wait);
            now = item.next;
        }
        prop_assert!(item.state == State::Queued);
    }
}
