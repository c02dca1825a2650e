//! Query URLs: the document's examples, and what no text may ever change.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use common::draft;
use proptest::prelude::*;
use secdo_core::{
    error::Error,
    query::{
        Entity, Query, QueryDraft,
        catalogue::ENTITIES,
        pivot::{MENU, PIVOTS, Pivot, SUBJECTS},
    },
    server::Server,
};

fn url(server: &str, draft: &QueryDraft) -> String {
    Query::new(draft).unwrap().url(&Server::parse(server).unwrap())
}

const NETWORK: [&str; 3] = ["outgoing_network", "incoming_network", "failed_network"];

#[test]
fn equals_the_examples_of_the_document() {
    assert_eq!(
        url("https://secdo-server", &draft("network", &NETWORK, &[("remote_ip", &["8.8.8.8", "8.8.4.4"])])),
        "https://secdo-server/#/investigationNG/builder?entity=network&action=outgoing_network,incoming_network,failed_network&attr=remote_ip:8.8.8.8|8.8.4.4"
    );
    assert_eq!(
        url(
            "https://secdo-server",
            &draft(
                "process",
                &["run"],
                &[("file_name", &["powershell.exe"]), ("cmd", &["*download*", "*encoded*"])]
            )
        ),
        "https://secdo-server/#/investigationNG/builder?entity=process&action=run&attr=file_name:powershell.exe,cmd:*download*|*encoded*"
    );
    // The third is a template: its placeholder is no value, so only what surrounds it is compared here.
    assert_eq!(
        url("https://100.64.64.62", &draft("network", &NETWORK, &[("remote_ip", &["selectedCell"])])),
        "https://100.64.64.62/#/investigationNG/builder?entity=network&action=outgoing_network,incoming_network,failed_network&attr=remote_ip:selectedCell"
    );
}

#[test]
fn host_has_no_action() {
    assert_eq!(
        url("secdo", &draft("host", &[], &[("host_ip", &["10.0.0.1"])])),
        "https://secdo/#/investigationNG/builder?entity=host&attr=host_ip:10.0.0.1"
    );
}

#[test]
fn encodes_all_that_is_not_grammar() {
    for (value, encoded) in [
        (r"c:\Program Files\a.exe", "c:%5CProgram%20Files%5Ca.exe"),
        ("2001:db8::1", "2001:db8::1"),
        ("a&entity=host", "a%26entity%3Dhost"),
        ("a#/x?y", "a%23%2Fx%3Fy"),
        ("100%", "100%25"),
        ("a+b", "a%2Bb"),
        ("\"q'", "%22q%27"),
        ("ü漢", "%C3%BC%E6%BC%A2"),
        ("\0\u{202e}", "%00%E2%80%AE"),
        ("*x*", "*x*"),
        ("a,b|c", "a*b*c"),
    ] {
        let url = url("secdo", &draft("process", &["run"], &[("cmd", &[value])]));
        assert_eq!(url.split_once("attr=cmd:").unwrap().1, encoded);
    }
}

#[test]
fn says_which_values_were_widened() {
    let query =
        Query::new(&draft("file", &["exists"], &[("file_path", &[r"C:\a,b.exe", r"C:\c.exe"])])).unwrap();
    assert_eq!(query.widened(), [r"C:\a,b.exe"]);
}

#[test]
fn refuses_what_the_document_does_not_allow() {
    for (draft, codes) in [
        (draft("user", &["run"], &[("cmd", &["x"])]), vec!["entity_unknown"]),
        (draft("process", &["create_file"], &[("cmd", &["x"])]), vec!["action_unknown"]),
        (draft("process", &[], &[("cmd", &["x"])]), vec!["action_missing"]),
        (draft("host", &["run"], &[("host_ip", &["x"])]), vec!["action_unknown"]),
        (draft("process", &["run"], &[("remote_ip", &["x"])]), vec!["attribute_unknown"]),
        (draft("process", &["run"], &[("signed", &["3"])]), vec!["value_not_allowed"]),
        (draft("network", &NETWORK, &[("access_type", &["icmp"])]), vec!["value_not_allowed"]),
        (draft("process", &["run"], &[("cmd", &[" "])]), vec!["value_missing"]),
        (draft("process", &["run"], &[]), vec!["value_missing"]),
        (draft("process", &["run"], &[("cmd", &["x"]), ("pid", &[])]), vec!["attribute_empty"]),
        (draft("process", &["run"], &[("cmd", &["x"]), ("cmd", &["y"])]), vec!["attribute_twice"]),
        (draft("process", &["fly"], &[("wings", &["2"])]), vec!["action_unknown", "attribute_unknown"]),
    ] {
        let errors = Query::new(&draft).unwrap_err();
        assert_eq!(errors.iter().map(Error::code).collect::<Vec<_>>(), codes, "{draft:?}");
        assert!(errors.iter().all(|error| error.to_string().len() > 20));
    }
}

#[test]
fn splits_a_query_of_too_many_values() {
    let values: Vec<String> = (0..1_201).map(|n| format!("h{n}")).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let parts = Query::new(&draft("host", &[], &[("host_name", &values)])).unwrap().split();
    assert_eq!(parts.iter().map(Query::count).collect::<Vec<_>>(), [500, 500, 201]);
}

#[test]
fn every_pivot_names_what_the_catalogue_has() {
    for pivot in &PIVOTS {
        let entity = Entity::find(pivot.entity).unwrap();
        assert!(entity.attribute(pivot.attribute).is_some(), "{}", pivot.id);
        assert!(pivot.actions.iter().all(|action| entity.actions.contains(action)), "{}", pivot.id);
    }
    for (subject, pivots) in &SUBJECTS {
        assert!(!pivots.is_empty() && pivots.iter().all(|id| Pivot::find(id).is_ok()), "{subject:?}");
    }
    assert!(MENU.iter().all(|id| Pivot::find(id).is_ok()));
}

/// Base, entity, actions, attributes with their values.
type Decoded = (String, String, Vec<String>, Vec<(String, Vec<String>)>);

/// Reads a URL as SECDO's page is documented to, sharing nothing with the product.
fn decode(url: &str) -> Decoded {
    let (base, query) = url.split_once("/#/investigationNG/builder?").unwrap();
    let mut entity = String::new();
    let (mut actions, mut attributes) = (vec![], vec![]);
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap();
        match name {
            "entity" => entity = value.to_owned(),
            "action" => actions = value.split(',').map(str::to_owned).collect(),
            "attr" => {
                for attribute in value.split(',') {
                    let (name, values) = attribute.split_once(':').unwrap();
                    attributes.push((name.to_owned(), values.split('|').map(percent_decode).collect()));
                }
            }
            other => panic!("a parameter {other}"),
        }
    }
    (base.to_owned(), entity, actions, attributes)
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [byte, tail @ ..] = rest {
        if *byte == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&tail[..2]).unwrap(), 16).unwrap());
            rest = &tail[2..];
        } else {
            bytes.push(*byte);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// The value that the URL must give back: itself, with the wildcard for what the grammar keeps for itself.
fn expected(value: &str) -> String {
    value.trim().replace([',', '|'], "*")
}

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[&#%+=?/\\\\:,|*'\"<> a-z0-9\u{0}\u{202e}\u{e9}]{1,40}",
        Just("8.8.8.8&entity=host".to_owned()),
        Just("#/investigationNG/builder?entity=host".to_owned()),
        Just("javascript:alert(1)".to_owned()),
        Just("%26action%3Dinjection".to_owned()),
    ]
}

proptest! {
    #[test]
    fn no_value_changes_anything_but_itself(
        row in 0..ENTITIES.len(),
        values in prop::collection::vec(hostile(), 1..6),
        pick in any::<prop::sample::Index>(),
    ) {
        let entity = &ENTITIES[row];
        let free: Vec<_> = entity.attributes.iter().filter(|a| a.choices.is_empty()).collect();
        let attribute = free[pick.index(free.len())].name;
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let Ok(query) = Query::new(&draft(entity.name, entity.actions, &[(attribute, &values)])) else {
            // Only blank values are refused.
            prop_assert!(values.iter().all(|value| value.trim().is_empty()));
            return Ok(());
        };
        let url = query.url(&Server::parse("https://secdo-server").unwrap());
        prop_assert!(url.is_ascii() && !url.contains(' '));
        let (base, got_entity, actions, attributes) = decode(&url);
        prop_assert_eq!(base, "https://secdo-server");
        prop_assert_eq!(got_entity, entity.name);
        prop_assert_eq!(actions, entity.actions.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>());
        let mut wanted: Vec<String> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for value in values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()) {
            if seen.insert(value) {
                wanted.push(expected(value));
            }
        }
        prop_assert_eq!(attributes, vec![(attribute.to_owned(), wanted)]);
    }

    #[test]
    fn a_browser_reads_the_same_host(value in hostile()) {
        let Ok(query) = Query::new(&draft("process", &["run"], &[("cmd", &[&value])])) else { return Ok(()) };
        let parsed = url::Url::parse(&query.url(&Server::parse("https://secdo-server:8443/eu").unwrap())).unwrap();
        prop_assert_eq!(parsed.host_str(), Some("secdo-server"));
        prop_assert_eq!(parsed.port(), Some(8443));
        prop_assert_eq!(parsed.path(), "/eu/");
        prop_assert_eq!(parsed.query(), None);
    }
}
