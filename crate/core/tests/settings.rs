//! Policies, exported files, and the settings of released versions.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use secdo_core::{
    query::Destination,
    server::Server,
    settings::{Keys, Menu, Settings},
};

/// The settings in force for stored ones and a policy, with the codes of what was warned of.
fn under(stored: &str, policy: &str) -> (Settings, Vec<String>) {
    let loaded = Settings::load(stored, policy).unwrap();
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
    // Everything it does not fix stays the person's own.
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
    // A field that an administrator left blank fixes nothing.
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
        let stored = Settings::store(&format!(r#"{{"server":"{server}"}}"#), "", policy);
        assert_eq!(stored.is_err(), refused, "storing {server} under {policy}");
        let asked = under("", policy).0.policy.refuses(&Server::parse(server).unwrap());
        assert_eq!(asked.is_some(), refused);
    }
}

#[test]
fn storing_under_a_policy_keeps_what_was_the_persons_own() {
    let own =
        r#"{"server":"https://mine","pivots":{"hash":"process.process_hash"},"alerts":{"company":"me"}}"#;
    let policy = r#"{"server":"https://corp","pivots":{"hash":"file.file_hash","user":"process.cmd"},"alerts":{"company":"corp"}}"#;
    let mut shown = Settings::load(own, policy).unwrap().settings;
    shown.menu = Menu::Submenu;
    let stored = Settings::store(&shown.to_json().unwrap(), own, policy).unwrap();
    let stored = Settings::load(&stored, "").unwrap().settings;
    assert_eq!((stored.server.as_str(), stored.alerts.company.as_str()), ("https://mine", "me"));
    assert_eq!(stored.menu, Menu::Submenu);
    let pivots = serde_json::to_string(&stored.pivots).unwrap();
    assert_eq!(pivots, r#"{"hash":"process.process_hash"}"#);
}

#[test]
fn an_exported_file_is_taken_whole_or_not_at_all() {
    let exported = Settings::load(r#"{"server":"https://a","alerts":{"own_ranges":["203.0.113.0/24"]}}"#, "")
        .unwrap()
        .settings
        .to_json()
        .unwrap();
    let read = Settings::import(&exported, "", "").unwrap();
    assert_eq!(read.settings.server, "https://a");
    let named: Vec<_> = read.changes.iter().map(|change| change.setting.as_str()).collect();
    assert_eq!(named, ["alerts.own_ranges", "server"]);
    assert!(Settings::import(&exported, &exported, "").unwrap().changes.is_empty());
    for (file, code) in [
        ("", ""),
        ("{", "settings_unreadable"),
        (r#"{"version":99}"#, "settings_newer"),
        (r#"{"tabs":"sideways"}"#, "setting_ignored"),
        (r#"{"api_key":"x"}"#, "setting_ignored"),
    ] {
        let found = Settings::import(file, "", "").map_err(|error| error.code());
        assert_eq!(found.err().unwrap_or_default(), code, "{file}");
    }
    // A setting fixed by a policy here is not shown as a change, since it would not be one.
    let changes = Settings::import(&exported, "", r#"{"server":"https://corp"}"#).unwrap().changes;
    assert!(changes.iter().all(|change| change.setting != "server"), "{changes:?}");
}

/// The settings as version 1 wrote them, all of them: they must be read by every later version.
#[test]
fn settings_of_released_versions_are_read() {
    let text = include_str!("../../../tests/corpus/settings/version-1.json");
    let loaded = Settings::load(text, "").unwrap();
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    let (frozen, now): (serde_json::Value, serde_json::Value) = (
        serde_json::from_str(text).unwrap(),
        serde_json::from_str(&loaded.settings.to_json().unwrap()).unwrap(),
    );
    assert_eq!(frozen, now, "a new shape needs a new version and a migration");
}

/// Two servers, the second one with a company of its own.
const TWO: &str = r#"{"server":"https://b","servers":[{"address":"a/"},{"address":"https://b","name":"Branch","company":"Branch Ltd"}],"alerts":{"company":"corp"}}"#;

/// The known servers as text, the current one marked.
fn servers(settings: &Settings) -> Vec<String> {
    let known = settings.known_servers();
    let marked = |address: &str| if address == settings.server { "*" } else { "" };
    known
        .iter()
        .map(|one| format!("{}{} {} {}", marked(&one.address), one.name, one.address, one.company))
        .collect()
}

#[test]
fn several_servers_one_of_them_current() {
    let both = ["a https://a corp", "*Branch https://b Branch Ltd"];
    for (stored, policy, expected, warned) in [
        ("", "{}", &[][..], 0),
        (r#"{"server":"x"}"#, "{}", &["*x https://x "], 0),
        (TWO, "{}", &both, 0),
        // The list follows the server, and the server the list.
        (r#"{"server":"c","servers":[{"address":"a"}]}"#, "{}", &["*c https://c ", "a https://a "], 0),
        (r#"{"servers":[{"address":"a"},{"address":"https://a"}]}"#, "{}", &["*a https://a "], 0),
        (
            r#"{"servers":[{"address":"ftp://a"},{"address":"b","key":"k"},{"address":"c"}]}"#,
            "{}",
            &["*c https://c "],
            2,
        ),
        (r#"{"servers":"a"}"#, "{}", &[], 1),
        // A policy that fixes the server leaves no choice; one that fixes the list does.
        (TWO, r#"{"server":"https://a"}"#, &["*a https://a corp"], 0),
        (TWO, r#"{"server":"https://z"}"#, &["*z https://z corp"], 0),
        (
            TWO,
            r#"{"servers":[{"address":"y","name":"Y"},{"address":"https://b"}]}"#,
            &["Y https://y corp", "*b https://b corp"],
            0,
        ),
        (
            TWO,
            r#"{"servers":[{"address":"y"},{"address":"z"}]}"#,
            &["*y https://y corp", "z https://z corp"],
            0,
        ),
        (TWO, r#"{"servers":[{"address":"y"},{"address":"ftp://z"}]}"#, &both, 1),
        (TWO, r#"{"alerts":{"company":"one"}}"#, &["a https://a one", "*Branch https://b one"], 0),
        (TWO, r#"{"allowed_hosts":["a"]}"#, &["*a https://a corp"], 1),
        (TWO, r#"{"allowed_hosts":["c"]}"#, &[], 2),
    ] {
        let (settings, warnings) = under(stored, policy);
        assert_eq!(servers(&settings), expected, "{stored} under {policy}");
        assert_eq!(warnings.len(), warned, "{stored} under {policy}: {warnings:?}");
    }
}

#[test]
fn what_a_policy_says_of_servers_is_not_stored() {
    let policy = r#"{"servers":[{"address":"https://y"},{"address":"https://z"}]}"#;
    let chosen = Settings::at(TWO, policy, "https://z").unwrap();
    let shown = Settings::load(&chosen, policy).unwrap().settings;
    assert_eq!(servers(&shown), ["y https://y corp", "*z https://z corp"]);
    let stored = Settings::store(&shown.to_json().unwrap(), TWO, policy).unwrap();
    // The choice among the organisation's servers is the person's own, and so is the list from before.
    let (now, _) = under(&stored, policy);
    assert_eq!(now.server, "https://z");
    let (later, _) = under(&stored, "{}");
    assert!(servers(&later).contains(&"Branch https://b Branch Ltd".to_owned()), "{:?}", servers(&later));
    let refused = Settings::store(TWO, "", r#"{"allowed_hosts":["b"]}"#);
    assert_eq!(refused.unwrap_err().code(), "server_not_allowed");
}

#[test]
fn an_alert_finds_its_server_its_company_or_a_reason() {
    let (settings, _) = under(TWO, "{}");
    let found = |address: &str| {
        settings
            .route(address)
            .map(|(server, known)| format!("{} {}", server.base(), known.company))
            .map_err(|e| e.code())
    };
    assert_eq!(found(""), Ok("https://b Branch Ltd".to_owned()));
    assert_eq!(found("https://a"), Ok("https://a corp".to_owned()));
    assert_eq!(found("https://gone"), Err("server_unknown"));
    assert_eq!(under("", "{}").0.route("").unwrap_err().code(), "server_missing");
    let (bare, _) = under(r#"{"server":"a"}"#, "{}");
    assert_eq!(bare.route("").unwrap().1.recipient().unwrap_err().params(), ["a"]);
}

#[test]
fn keys_go_with_a_file_only_for_its_servers() {
    let stored = Settings::store(TWO, "", "").unwrap();
    let keys = Keys::from_json(r#"{"https://b":"s3cret"}"#).unwrap();
    assert!(!Settings::export(&stored, "", "", &Keys::default()).unwrap().contains("api_keys"));
    let file = Settings::export(&stored, "", "", &keys).unwrap();
    let read = Settings::import(&file, "", "").unwrap();
    assert_eq!((read.keys, servers(&read.settings).len()), (keys, 2));
    let change = read.changes.iter().find(|change| change.setting == "servers").unwrap();
    assert_eq!(change.to, "https://a, https://b Branch Branch Ltd");
    for wrong in [
        r#"{"server":"a","api_keys":{"https://b":"s3cret"}}"#,
        r#"{"server":"a","api_keys":"s3cret"}"#,
        r#"{"api_keys":{"https://a":["s3cret"]}}"#,
    ] {
        let error = Settings::import(wrong, "", "").unwrap_err();
        assert_eq!(error.params(), ["api_keys"], "{wrong}");
    }
}

#[test]
fn a_persons_own_servers_come_back_when_the_policy_goes() {
    let lists = r#"{"servers":[{"address":"https://y"},{"address":"https://z"}]}"#;
    for (own, policy, after) in [
        // The only server has no list of its own.
        (r#"{"server":"https://a"}"#, lists, &["*y https://y ", "a https://a "][..]),
        (TWO, lists, &["*y https://y corp", "a https://a corp", "Branch https://b Branch Ltd"]),
        // The servers that the policy names are in nobody's list.
        (TWO, r#"{"server":"https://z"}"#, &["a https://a corp", "*Branch https://b Branch Ltd"]),
        (r#"{"server":"https://a"}"#, r#"{"server":"https://z"}"#, &["*a https://a "]),
        // An empty list fixes nothing.
        (r#"{"server":"https://a"}"#, r#"{"servers":[]}"#, &["*a https://a "]),
        // Rules keep a server from being used; they do not take it away.
        (r#"{"server":"http://a"}"#, r#"{"https_only":true}"#, &["*a http://a "]),
        (TWO, r#"{"allowed_hosts":["b"]}"#, &["a https://a corp", "*Branch https://b Branch Ltd"]),
        (TWO, r#"{"allowed_hosts":["a"]}"#, &["a https://a corp", "*Branch https://b Branch Ltd"]),
        (TWO, r#"{"allowed_hosts":["c"]}"#, &["a https://a corp", "*Branch https://b Branch Ltd"]),
    ] {
        let shown = Settings::load(own, policy).unwrap().settings.to_json().unwrap();
        let once = Settings::store(&shown, own, policy).unwrap();
        let again = Settings::store(&shown, &once, policy).unwrap();
        assert_eq!(once, again, "{own} under {policy}");
        assert_eq!(servers(&under(&again, "{}").0), after, "{own} under {policy}");
    }
}

#[test]
fn what_an_administrator_left_blank_fixes_nothing() {
    let policy = r#"{"organisation":"ACME","alerts":{"company":"","keep_days":5},"pivots":{"hash":""}}"#;
    let loaded = Settings::load(r#"{"alerts":{"company":"mine"}}"#, policy).unwrap();
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    assert_eq!(loaded.settings.policy.fixed, ["alerts.keep_days"]);
    assert_eq!(loaded.settings.alerts.company, "mine");
}

#[test]
fn nothing_is_exported_where_a_policy_forbids_it() {
    let rules = r#"{"no_export":true,"organisation":"ACME"}"#;
    let error = Settings::export("{}", "{}", rules, &Keys::default()).unwrap_err();
    assert_eq!(error.code(), "export_forbidden");
}

#[test]
fn a_file_that_a_policy_refuses_is_refused_before_it_is_applied() {
    let file = r#"{"server":"https://a","servers":[{"address":"https://a"},{"address":"https://b"}]}"#;
    let error = Settings::import(file, "", r#"{"allowed_hosts":["a"]}"#).unwrap_err();
    assert_eq!((error.code(), error.params()), ("server_not_allowed", vec!["https://b".to_owned()]));
}

#[test]
fn an_exported_file_holds_keys_of_its_own_servers_only_and_can_be_imported() {
    let keys = Keys::from_json(r#"{"https://mine":"one","https://corp":"two"}"#).unwrap();
    let file = Settings::export(r#"{"version":1,"server":"https://mine"}"#, "", "", &keys).unwrap();
    assert!(!file.contains("corp") && !file.contains("two"), "{file}");
    assert_eq!(Settings::import(&file, "", "").unwrap().keys.get("https://mine"), Some("one"));
}

#[test]
fn a_server_may_be_a_cortex_xdr() {
    let text = r#"{"server":"https://c.example","days":90,"servers":[{"address":"https://c.example","product":"cortex","key_id":"7","level":"standard","file_events":"issue","page":"/xql"}]}"#;
    let loaded = Settings::load(text, "").unwrap();
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    let known = &loaded.settings.known_servers()[0];
    assert_eq!(known.query_page(), "https://c.example/xql");
    assert_eq!(known.api().unwrap().base(), "https://api-c.example");
    assert_eq!(
        loaded.settings.destination().unwrap(),
        Destination::Cortex { page: "https://c.example/xql".into(), days: 90, run: false }
    );
    // A person's setting comes back, and a server of SECDO is written as ever.
    let again = Settings::load(&loaded.settings.to_json().unwrap(), "").unwrap();
    assert_eq!(again, loaded);
    let secdo =
        Settings::load(r#"{"servers":[{"address":"https://a"}]}"#, "").unwrap().settings.to_json().unwrap();
    assert!(secdo.contains(r#"[{"address":"https://a","name":"","company":""}]"#), "{secdo}");
    for wrong in [
        r#""key_id":"seven""#,
        r#""page":"x y""#,
        r#""page":"//a@b""#,
        r#""level":"high""#,
        r#""api":"ftp://x""#,
    ] {
        let text = format!(r#"{{"servers":[{{"address":"https://c.example","product":"cortex",{wrong}}}]}}"#);
        let warnings = Settings::load(&text, "").unwrap().warnings;
        let field = wrong.split('"').nth(1).unwrap();
        assert_eq!(
            warnings.iter().map(|one| one.params().concat()).collect::<Vec<_>>(),
            [format!("servers.1.{field}")]
        );
    }
    assert_eq!(Settings::load(r#"{"days":5}"#, "").unwrap().warnings.len(), 1);
    // The address of the API is one that something is sent to: the rules of a policy hold for it.
    let policy = r#"{"allowed_hosts":["c.example","api-c.example"]}"#;
    let elsewhere =
        r#"{"servers":[{"address":"https://c.example","product":"cortex","api":"https://evil.example"}]}"#;
    assert!(Settings::store(text, "", policy).is_ok() && Settings::store(elsewhere, "", policy).is_err());
}

#[test]
fn an_api_that_was_typed_before_a_policy_came_must_please_it() {
    let stored = r#"{"server":"https://acme.example","servers":[{"address":"https://acme.example","product":"cortex","api":"http://other.example","key_id":"7"}]}"#;
    let derived = stored.replace("http://other.example", "");
    let known = |text: &str, policy: &str| {
        let (settings, warnings) = under(text, policy);
        let apis: Vec<_> =
            settings.known_servers().iter().map(|one| one.sends_to().unwrap().base().to_owned()).collect();
        (apis, warnings.len())
    };
    for policy in [r#"{"allowed_hosts":["acme.example"]}"#, r#"{"https_only":true}"#] {
        assert_eq!(known(stored, policy), (vec!["https://api-acme.example".to_owned()], 1), "{policy}");
        // The API address that follows from an allowed console is allowed with it.
        assert_eq!(known(&derived, policy), (vec!["https://api-acme.example".to_owned()], 0), "{policy}");
    }
    // A server that is fixed has no API of somebody else.
    let fixed = r#"{"server":"https://acme.example"}"#;
    assert_eq!(known(stored, fixed).0, ["https://api-acme.example"]);
}
