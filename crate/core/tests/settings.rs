//! Policies, exported files, and the settings of released versions.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use secdo_core::{
    server::Server,
    settings::{Menu, Settings, managed::SEPARATOR},
};

/// The settings in force for stored ones and a policy, with the codes of what was warned of.
fn under(stored: &str, policy: &str) -> (Settings, Vec<String>) {
    let loaded = Settings::load(&format!("{stored}{SEPARATOR}{policy}")).unwrap();
    let warnings =
        loaded.warnings.iter().map(|warning| format!("{} {}", warning.code(), warning.params().join(" ")));
    (loaded.settings, warnings.collect())
}

#[test]
fn what_a_policy_fixes_is_in_force() {
    let stored = r#"{"version":1,"server":"https://mine","menu":"single","pivots":{"hash":"process.process_hash"},"alerts":{"company":"me","per_second":5}}"#;
    let policy = r#"{"organisation":"Corp","server":"https://secdo.corp.example","menu":"submenu","pivots":{"hash":"file.file_hash"},"alerts":{"company":"corp","session_key":true}}"#;
    let (settings, warnings) = under(stored, policy);
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!((settings.server.as_str(), settings.menu), ("https://secdo.corp.example", Menu::Submenu));
    assert_eq!((settings.alerts.company.as_str(), settings.alerts.session_key), ("corp", true));
    // What it does not fix stays the person's own.
    assert_eq!(settings.alerts.per_second, 5);
    assert_eq!(settings.policy.organisation, "Corp");
    let mut fixed = settings.policy.fixed;
    fixed.sort();
    assert_eq!(fixed, ["alerts.company", "alerts.session_key", "menu", "pivots.hash", "server"]);
}

#[test]
fn a_policy_that_cannot_be_used_costs_only_itself() {
    for (policy, warned) in [
        ("{", "policy_unreadable"),
        ("[]", "policy_unreadable"),
        (r#"{"menu":"sideways"}"#, "policy_ignored menu"),
        (r#"{"alerts":{"per_second":0}}"#, "policy_ignored alerts.per_second"),
        (r#"{"pivots":{"hash":"host.host_ip"}}"#, "policy_ignored pivots.hash"),
        (r#"{"nothing":1}"#, "policy_ignored nothing"),
        (r#"{"https_only":"yes"}"#, "policy_ignored https_only"),
        (r#"{"server":"ftp://x"}"#, "policy_ignored server"),
    ] {
        let (settings, warnings) = under(r#"{"server":"https://mine"}"#, policy);
        assert!(warnings.len() == 1 && warnings[0].starts_with(warned), "{policy}: {warnings:?}");
        assert_eq!(settings.server, "https://mine", "{policy}");
        assert!(settings.policy.fixed.is_empty(), "{policy}");
    }
    // What an administrator left blank fixes nothing.
    assert!(under("", r#"{"server":"","alerts":{}}"#).0.policy.fixed.is_empty());
}

#[test]
fn a_server_that_the_policy_refuses_is_not_used() {
    let hosts = r#"{"allowed_hosts":["secdo.corp.example","*.eu.corp.example","100.64.64.62"]}"#;
    for (policy, server, refused) in [
        (r#"{"https_only":true}"#, "http://secdo", true),
        (r#"{"https_only":true}"#, "https://secdo", false),
        (hosts, "https://secdo.corp.example:8443/x", false),
        (hosts, "https://a.eu.corp.example", false),
        (hosts, "https://eu.corp.example", true),
        (hosts, "https://xeu.corp.example", true),
        (hosts, "https://secdo.corp.example.evil.net", true),
        (hosts, "https://100.64.64.62", false),
        (hosts, "https://[2001:db8::1]", true),
    ] {
        let (settings, warnings) = under(&format!(r#"{{"server":"{server}"}}"#), policy);
        assert_eq!(settings.server.is_empty(), refused, "{server} under {policy}");
        assert_eq!(!warnings.is_empty(), refused, "{server} under {policy}");
        let current = format!("{SEPARATOR}{policy}");
        let stored = Settings::store(&format!(r#"{{"server":"{server}"}}"#), &current);
        assert_eq!(stored.is_err(), refused, "storing {server} under {policy}");
        let asked = under("", policy).0.policy.refuses(&Server::parse(server).unwrap());
        assert_eq!(asked.is_some(), refused);
    }
}

#[test]
fn storing_under_a_policy_keeps_what_was_the_persons_own() {
    let current = format!(
        "{}{SEPARATOR}{}",
        r#"{"server":"https://mine","pivots":{"hash":"process.process_hash"},"alerts":{"company":"me"}}"#,
        r#"{"server":"https://corp","pivots":{"hash":"file.file_hash","user":"process.cmd"},"alerts":{"company":"corp"}}"#
    );
    let mut shown = Settings::load(&current).unwrap().settings;
    shown.menu = Menu::Submenu;
    let stored =
        Settings::load(&Settings::store(&shown.to_json().unwrap(), &current).unwrap()).unwrap().settings;
    assert_eq!((stored.server.as_str(), stored.alerts.company.as_str()), ("https://mine", "me"));
    assert_eq!(stored.menu, Menu::Submenu);
    let pivots = serde_json::to_string(&stored.pivots).unwrap();
    assert_eq!(pivots, r#"{"hash":"process.process_hash"}"#);
}

#[test]
fn an_exported_file_is_taken_whole_or_not_at_all() {
    let exported = Settings::load(r#"{"server":"https://a","alerts":{"own_ranges":["203.0.113.0/24"]}}"#)
        .unwrap()
        .settings
        .to_json()
        .unwrap();
    let (settings, changes) = Settings::import(&exported, "").unwrap();
    assert_eq!(settings.server, "https://a");
    let named: Vec<_> = changes.iter().map(|change| change.setting.as_str()).collect();
    assert_eq!(named, ["alerts.own_ranges", "server"]);
    assert!(Settings::import(&exported, &exported).unwrap().1.is_empty());
    for (file, code) in [
        ("", ""),
        ("{", "settings_unreadable"),
        (r#"{"version":99}"#, "settings_newer"),
        (r#"{"tabs":"sideways"}"#, "setting_ignored"),
        (r#"{"api_key":"x"}"#, "setting_ignored"),
    ] {
        let found = Settings::import(file, "").map_err(|error| error.code());
        assert_eq!(found.err().unwrap_or_default(), code, "{file}");
    }
    // What a policy fixes here is not shown as a change: it would not be one.
    let current = format!("{SEPARATOR}{}", r#"{"server":"https://corp"}"#);
    let changes = Settings::import(&exported, &current).unwrap().1;
    assert!(changes.iter().all(|change| change.setting != "server"), "{changes:?}");
}

/// The settings as version 1 wrote them, all of them: they must be read by every later version.
#[test]
fn settings_of_released_versions_are_read() {
    let text = include_str!("../../../tests/corpus/settings/version-1.json");
    let loaded = Settings::load(text).unwrap();
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    let (frozen, now): (serde_json::Value, serde_json::Value) = (
        serde_json::from_str(text).unwrap(),
        serde_json::from_str(&loaded.settings.to_json().unwrap()).unwrap(),
    );
    assert_eq!(frozen, now, "a new shape needs a new version and a migration");
}
