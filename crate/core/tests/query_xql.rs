//! Queries in XQL: every row of the catalogue by a golden file, the ways in which rows join, and that no value leaves its
//! quotes, as seen by a reader of XQL that shares no code with the writer.

#![allow(clippy::expect_used, reason = "a test ends where something is not as expected")]

mod common;

use std::fmt::Write as _;

use common::draft;
use proptest::prelude::*;
use secdo_core::query::{Condition, Query, QueryDraft, catalogue::ENTITIES};

fn query(entity: &str, actions: &[&str], attributes: &[(&str, &[&str])]) -> Query {
    Query::new(&draft(entity, actions, attributes)).expect("a query of the catalogue")
}

fn text(entity: &str, actions: &[&str], attributes: &[(&str, &[&str])]) -> String {
    query(entity, actions, attributes).xql(7).expect("a mapping").text
}

/// A value that the attribute takes.
fn example(attribute: &str) -> &'static str {
    match attribute {
        "pid" | "thread_id" | "remote_port" | "local_port" => "443",
        "process_hash" | "file_hash" => "44d88612fea8a8f36de82e1278abb02f",
        "signed" => "1",
        "access_type" => "tcp",
        "remote_ip" | "local_ip" | "host_ip" => "10.0.0.1",
        "key_name" => r"HKEY_LOCAL_MACHINE\SOFTWARE\A",
        _ => "a*",
    }
}

#[test]
fn every_row_of_the_catalogue_is_in_the_golden_file() {
    let mut written = String::new();
    for entity in &ENTITIES {
        let actions: Vec<&[&str]> = match entity.actions {
            [] => vec![&[]],
            some => some.chunks(1).chain([some]).collect(),
        };
        for chosen in actions {
            for attribute in entity.attributes {
                let query = query(entity.name, chosen, &[(attribute.name, &[example(attribute.name)])]);
                let xql = query.xql(30).expect("a mapping");
                let _ = writeln!(written, "# {} [{}] {}", entity.name, chosen.join(" "), attribute.name);
                let _ = writeln!(written, "{}", xql.text);
                let _ = writeln!(written, "doubts: {}\n", xql.doubts.join(" "));
            }
        }
    }
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/xql/catalogue.txt");
    // A change of the table is looked at as a change of this file: `SECDO_WRITE=1 cargo test -p secdo-core --test query_xql`.
    if std::env::var_os("SECDO_WRITE").is_some() {
        std::fs::write(file, &written).expect("the golden file");
    }
    assert_eq!(std::fs::read_to_string(file).expect("the golden file"), written);
}

#[test]
fn addresses_are_asked_for_among_connections() {
    assert_eq!(
        text(
            "network",
            &["outgoing_network", "incoming_network", "failed_network"],
            &[("remote_ip", &["8.8.8.8", "8.8.4.4"])]
        ),
        "config case_sensitive = false timeframe = 7d\n\
         | preset = network_story\n\
         | filter action_remote_ip in (\"8.8.8.8\",\"8.8.4.4\")"
    );
}

#[test]
fn attributes_are_joined_by_and_and_values_by_or() {
    assert_eq!(
        text(
            "process",
            &["run"],
            &[("file_name", &["powershell.exe"]), ("cmd", &["*download*", "*encoded*"])]
        ),
        "config case_sensitive = false timeframe = 7d\n\
         | dataset = xdr_data\n\
         | filter event_type = ENUM.PROCESS and event_sub_type = ENUM.PROCESS_START\n    \
             and action_process_image_name in (\"powershell.exe\")\n    \
             and action_process_image_command_line in (\"*download*\",\"*encoded*\")"
    );
}

/// The filter alone.
fn filter(entity: &str, actions: &[&str], attributes: &[(&str, &[&str])]) -> String {
    let text = text(entity, actions, attributes);
    let filter = text.split("| filter ").nth(1).expect("a filter");
    filter.split("\n|").next().unwrap_or(filter).replace("\n    ", " ")
}

#[test]
fn actions_that_look_in_other_fields_are_joined_by_or() {
    for (actions, expected) in [
        (
            vec!["run", "injection"],
            "(event_type = ENUM.PROCESS and event_sub_type = ENUM.PROCESS_START and action_process_os_pid in (7)) or (event_type = ENUM.INJECTION and action_remote_process_os_pid in (7))",
        ),
        (
            vec!["run", "child"],
            "event_type = ENUM.PROCESS and event_sub_type = ENUM.PROCESS_START and action_process_os_pid in (7)",
        ),
    ] {
        assert_eq!(filter("process", &actions, &[("pid", &["07"])]), expected);
    }
    assert_eq!(
        filter("file", &["create_file", "delete_file"], &[("file_name", &["a"])]),
        "event_type = ENUM.FILE and event_sub_type in (ENUM.FILE_CREATE_NEW,ENUM.FILE_REMOVE) and action_file_name in (\"a\")"
    );
    assert_eq!(
        filter("file", &["exists", "delete_file"], &[("file_name", &["a"])]),
        "event_type = ENUM.FILE and action_file_name in (\"a\")"
    );
    assert_eq!(
        filter("network", &["outgoing_network", "failed_network"], &[("remote_port", &["53"])]),
        "(action_network_is_server = false or action_network_success = false) and action_remote_port in (53)"
    );
    assert_eq!(
        filter("registry", &["write_registry", "rename_registry"], &[("key_name", &[r"HKLM\A"])]),
        r#"(event_type = ENUM.REGISTRY and event_sub_type in (ENUM.REGISTRY_SET_VALUE,ENUM.REGISTRY_CREATE_KEY) and action_registry_key_name in ("HKEY_LOCAL_MACHINE\A")) or (event_type = ENUM.REGISTRY and event_sub_type = ENUM.REGISTRY_RENAME_KEY and (action_registry_key_name in ("HKEY_LOCAL_MACHINE\A") or action_registry_old_key_name in ("HKEY_LOCAL_MACHINE\A")))"#
    );
}

#[test]
fn values_are_asked_for_by_what_they_are() {
    let sha256 = "a".repeat(64);
    let md5 = "b".repeat(32);
    for (entity, action, attribute, values, expected) in [
        (
            "network",
            "outgoing_network",
            "remote_ip",
            vec!["10.1.0.0/20", "2001:db8::/32", "10.*", "8.8.8.8"],
            r#"action_network_is_server = false and (action_remote_ip in ("10.*","8.8.8.8") or action_remote_ip incidr "10.1.0.0/20" or action_remote_ip incidr6 "2001:db8::/32")"#.to_owned(),
        ),
        (
            "process",
            "run",
            "process_hash",
            vec![&*sha256, &*md5],
            format!(r#"event_type = ENUM.PROCESS and event_sub_type = ENUM.PROCESS_START and (action_process_image_md5 in ("{md5}") or action_process_image_sha256 in ("{sha256}"))"#),
        ),
        (
            "network",
            "failed_network",
            "access_type",
            vec!["udp", "tcp"],
            "action_network_success = false and action_network_protocol in (ENUM.UDP,ENUM.TCP)".to_owned(),
        ),
        (
            "process",
            "injector",
            "signed",
            vec!["0", "1", "2"],
            "event_type = ENUM.INJECTION and actor_process_signature_status in (1,3,2)".to_owned(),
        ),
        (
            "process",
            "parent",
            "username",
            vec![r"CORP\anna"],
            r#"event_type = ENUM.PROCESS and event_sub_type = ENUM.PROCESS_START and (actor_effective_username in ("CORP\anna") or actor_primary_username in ("CORP\anna"))"#.to_owned(),
        ),
    ] {
        assert_eq!(filter(entity, &[action], &[(attribute, &values)]), expected);
    }
    assert_eq!(
        filter("host", &[], &[("host_ip", &["10.0.0.1", "fe80::1", "10.2.0.0/16"])]),
        r#"(agent_ip_addresses contains "10.0.0.1" or agent_ip_addresses_v6 contains "fe80::1" or agent_ip_addresses ~= "(^|[^0-9.])10\.2\.")"#
    );
}

#[test]
fn what_cannot_be_asked_is_refused_value_by_value() {
    let sha1 = "c".repeat(40);
    for (entity, action, attribute, value, code) in [
        ("process", Some("run"), "process_hash", &*sha1, "hash_not_kept"),
        ("file", Some("exists"), "file_hash", "hello", "hash_not_kept"),
        ("process", Some("run"), "pid", "4*", "number_needed"),
        ("network", Some("failed_network"), "remote_port", "80) or (1=1", "number_needed"),
        ("host", None, "host_ip", "10.0.0.0/20", "network_not_searchable"),
    ] {
        let actions: Vec<&str> = action.into_iter().collect();
        let errors = query(entity, &actions, &[(attribute, &[value])]).xql(7).expect_err(value);
        assert_eq!(errors.iter().map(|error| error.code()).collect::<Vec<_>>(), [code], "{value}");
    }
}

/// A reader of XQL: its stages, each as words, signs and texts.
#[derive(Debug, PartialEq)]
enum Token {
    Word(String),
    Sign(char),
    Text(String),
}

/// Reads XQL by the rules of the vendor's document alone: a text ends at the next quote, nothing is escaped.
fn read(xql: &str) -> Option<Vec<Vec<Token>>> {
    let mut stages = vec![Vec::new()];
    let mut rest = xql.chars().peekable();
    while let Some(one) = rest.next() {
        let stage = stages.last_mut()?;
        match one {
            '"' => {
                let mut text = String::new();
                loop {
                    match rest.next()? {
                        '"' => break,
                        '\n' | '\r' => return None,
                        other => text.push(other),
                    }
                }
                stage.push(Token::Text(text));
            }
            '|' => stages.push(Vec::new()),
            '/' => return None,
            _ if one.is_whitespace() => {}
            _ if one.is_ascii_alphanumeric() || one == '_' => {
                let mut word = String::from(one);
                while let Some(next) =
                    rest.next_if(|next| next.is_ascii_alphanumeric() || matches!(next, '_' | '.'))
                {
                    word.push(next);
                }
                stage.push(Token::Word(word));
            }
            '=' | '(' | ')' | ',' | '~' => stage.push(Token::Sign(one)),
            _ => return None,
        }
    }
    Some(stages)
}

fn texts(stage: &[Token]) -> Vec<&str> {
    stage
        .iter()
        .filter_map(|token| if let Token::Text(text) = token { Some(&**text) } else { None })
        .collect()
}

proptest! {
    #[test]
    fn no_value_leaves_its_quotes(
        value in prop_oneof![
            "\\PC{1,40}",
            "[\"'`\\\\|*,;/()=\n\r\t\u{0}\u{85}\u{2028}a]{1,30}",
            Just("\") | dataset = endpoints | filter (a = \"".to_owned()),
            Just("x\" or event_type = ENUM.FILE // ".to_owned()),
        ],
        chosen in (0_usize..5, 0_usize..10),
    ) {
        let entity = &ENTITIES[chosen.0];
        let attribute = &entity.attributes[chosen.1 % entity.attributes.len()];
        let draft = QueryDraft {
            entity: entity.name.to_owned(),
            actions: entity.actions.iter().map(|&action| action.to_owned()).collect(),
            attributes: vec![Condition { name: attribute.name.to_owned(), values: vec![value.clone()] }],
        };
        let Ok(query) = Query::new(&draft) else { return Ok(()) };
        let Ok(xql) = query.xql(7) else { return Ok(()) };
        let stages = read(&xql.text);
        prop_assert!(stages.is_some(), "{}", xql.text);
        let stages = stages.unwrap_or_default();
        let wanted = if entity.name == "host" { 4 } else { 3 };
        prop_assert_eq!(stages.len(), wanted, "{}", &xql.text);
        // The same words as for a harmless value, and the value in each text.
        let harmless = QueryDraft {
            attributes: vec![Condition { name: attribute.name.to_owned(), values: vec![example(attribute.name).to_owned()] }],
            ..draft
        };
        let harmless = read(&Query::new(&harmless).unwrap().xql(7).unwrap().text).unwrap_or_default();
        let words = |stages: &[Vec<Token>]| stages.iter().flatten().filter(|token| matches!(token, Token::Word(word) if word.starts_with("EN") || word.contains('_'))).count();
        if attribute.choices.is_empty() && !texts(&stages[2]).is_empty() && !attribute.name.ends_with("_ip") && !attribute.name.ends_with("hash") {
            prop_assert_eq!(words(&stages), words(&harmless), "{}", &xql.text);
            let core = value.trim();
            let expected: String = core.chars().map(|one| if one == '"' || one.is_control() || "\u{2028}\u{2029}".contains(one) { '*' } else { one }).collect();
            if attribute.name != "key_name" {
                prop_assert!(texts(&stages[2]).iter().all(|text| *text == expected), "{} in {}", expected, xql.text);
            }
        }
        prop_assert_eq!(query.widened_in_xql().is_empty(), !value.trim().contains(|one: char| one == '"' || one.is_control() || "\u{2028}\u{2029}".contains(one)));
    }
}
