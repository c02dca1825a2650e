//! From a selection to what opens.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use secdo_core::{
    error::Error,
    indicator::{self, refang},
    investigate::{PageIndicator, Pick, Plan, Reason, analyse, ask, ask_as, plan, plan_as, survey},
    query::pivot::Subject,
    settings::Settings,
};

fn settings() -> Settings {
    Settings { server: "https://s".to_owned(), ..Settings::default() }
}

fn opened(plan: Plan) -> String {
    match plan {
        Plan::Open(asked) => asked.url.unwrap().replace("https://s/#/investigationNG/builder?", ""),
        Plan::Choose(reason) => format!("choose: {reason:?}"),
    }
}

#[test]
fn one_kind_opens_at_once() {
    let network = "entity=network&action=outgoing_network,incoming_network,failed_network&attr=";
    let file = "entity=file&action=exists,create_file,write_file,read_file,delete_file,rename_file&attr=";
    let registry = "entity=registry&action=exists,write_registry,rename_registry,delete_registry&attr=";
    for (text, query) in [
        ("8.8.8.8", format!("{network}remote_ip:8.8.8.8")),
        ("8.8.8.8\n8.8.4.4 8.8.8.8", format!("{network}remote_ip:8.8.8.8|8.8.4.4")),
        ("hxxp://8.8.8[.]8/x", format!("{network}remote_ip:8.8.8.8")),
        ("2001:4860:4860::8888", format!("{network}remote_ip:2001:4860:4860::8888")),
        ("10.0.0.5", "entity=host&attr=host_ip:10.0.0.5".to_owned()),
        ("100.64.1.1, fd00::1, 127.0.0.1", "entity=host&attr=host_ip:100.64.1.1|fd00::1|127.0.0.1".to_owned()),
        ("8.8.8.8:443", format!("{network}remote_ip:8.8.8.8,remote_port:443")),
        ("[2001:db8::1]:53", format!("{network}remote_ip:2001:db8::1,remote_port:53")),
        ("evil[.]com", format!("{network}remote_host:evil.com")),
        ("https://evil.com/a", format!("{network}remote_host:evil.com")),
        ("jdoe@evil.com", format!("{network}remote_host:evil.com")),
        (
            "44d88612fea8a8f36de82e1278abb02f 3395856ce81f2b7382dee72602f798b642f14140",
            "entity=process&action=run&attr=process_hash:44d88612fea8a8f36de82e1278abb02f|3395856ce81f2b7382dee72602f798b642f14140".to_owned(),
        ),
        (r"C:\a b\c.exe", "entity=process&action=run&attr=file_path:C:%5Ca%20b%5Cc.exe".to_owned()),
        (r"C:\a\c.txt", format!("{file}file_path:C:%5Ca%5Cc.txt")),
        ("/usr/bin/bash", "entity=process&action=run&attr=file_path:%2Fusr%2Fbin%2Fbash".to_owned()),
        ("/etc/passwd", format!("{file}file_path:%2Fetc%2Fpasswd")),
        ("setup.exe", "entity=process&action=run&attr=file_name:setup.exe".to_owned()),
        ("invoice.zip", format!("{file}file_name:invoice.zip")),
        (r"HKLM\Software\Run", format!("{registry}key_name:HKLM%5CSoftware%5CRun")),
        (
            r"\REGISTRY\MACHINE\Software\Run",
            format!("{registry}key_name:%5CREGISTRY%5CMACHINE%5CSoftware%5CRun|HKLM%5CSoftware%5CRun"),
        ),
        (r"\\?\C:\a\c.txt", format!("{file}file_path:%5C%5C%3F%5CC:%5Ca%5Cc.txt|C:%5Ca%5Cc.txt")),
        ("http://例え.jp/x", format!("{network}remote_host:%E4%BE%8B%E3%81%88.jp|xn--r8jz45g.jp")),
        ("::ffff:8.8.8.8", format!("{network}remote_ip:8.8.8.8")),
        ("255.255.255.255", format!("{network}remote_ip:255.255.255.255")),
        (r"CORP\jdoe", "entity=process&action=run&attr=username:CORP%5Cjdoe".to_owned()),
        ("203.0.113.0/24", format!("{network}remote_ip:203.0.113.*")),
        ("10.0.0.0/8", "entity=host&attr=host_ip:10.*".to_owned()),
    ] {
        assert_eq!(opened(plan(text, &settings())), query, "{text}");
    }
}

#[test]
fn the_page_opens_where_there_is_something_to_choose() {
    let many = (0..501).map(|n| format!("8.8.{}.{}", n / 250, n % 250 + 1)).collect::<Vec<_>>().join(" ");
    for (text, reason) in [
        ("", Reason::Nothing),
        (" \n\t", Reason::Nothing),
        ("nothing here", Reason::Nothing),
        ("8.8.8.8 10.0.0.1", Reason::Several),
        ("8.8.8.8 evil.com", Reason::Several),
        ("203.0.113.0/25", Reason::Refused),
        (&many, Reason::TooMany),
    ] {
        assert_eq!(plan(text, &settings()), Plan::Choose(reason), "{text}");
    }
    assert_eq!(plan("8.8.8.8", &Settings::default()), Plan::Choose(Reason::Server));
}

#[test]
fn a_named_pivot_takes_what_fits_or_the_text_itself() {
    for (text, pivot, query) in [
        ("8.8.8.8 10.0.0.1 x", "host.host_ip", "entity=host&attr=host_ip:8.8.8.8|10.0.0.1"),
        ("jdoe", "process.username", "entity=process&action=run&attr=username:jdoe"),
        (
            "powershell -enc AAA\n  cmd /c x ",
            "process.cmd",
            "entity=process&action=run&attr=cmd:*powershell%20-enc%20AAA*|*cmd%20%2Fc%20x*",
        ),
        ("WIN7", "host.host_name", "entity=host&attr=host_name:WIN7"),
    ] {
        assert_eq!(opened(plan_as(text, pivot, &settings()).unwrap()), query, "{text}");
    }
    assert_eq!(plan_as("x", "process.nothing", &settings()).unwrap_err().code(), "pivot_unknown");
    assert_eq!(plan_as(" ", "process.cmd", &settings()).unwrap(), Plan::Choose(Reason::Nothing));
}

#[test]
fn a_prefix_inside_an_octet_is_refused_in_words() {
    let pick =
        Pick { kind: "cidr".into(), value: "203.0.113.0/25".into(), pivot: "network.remote_ip".into() };
    let answer = ask(&[pick], &settings());
    assert!(answer.queries.is_empty());
    assert!(answer.errors[0].to_string().contains("no prefix search"));
}

#[test]
fn several_addresses_with_several_ports_are_asked_in_every_combination() {
    let text = "8.8.8.8:53 9.9.9.9:443";
    assert_eq!(plan(text, &settings()), Plan::Choose(Reason::Several));
    let pick = |value: &str| Pick {
        kind: "ip_port".into(),
        value: value.into(),
        pivot: "network.remote_ip_port".into(),
    };
    let answer = ask(&[pick("8.8.8.8:53"), pick("9.9.9.9:443")], &settings());
    assert!(answer.queries.len() == 1 && answer.queries[0].combined);
    assert_eq!(plan(r#""C:\a,b\c.exe""#, &settings()), Plan::Choose(Reason::Several));
}

#[test]
fn what_belongs_to_the_page_and_to_secdo_is_set_aside() {
    let settings =
        Settings::load(r#"{"version":1,"server":"https://secdo.corp:8443"}"#, "").unwrap().settings;
    let page =
        "https://siem.corp/a siem.corp 10.1.1.1 8.8.8.8 8.8.8.8 10.1.1.2 https://secdo.corp/x j@siem.corp";
    let found = survey(page, &["siem.corp".to_owned(), "10.1.1.1".to_owned()], &settings);
    let values = |items: &[PageIndicator]| {
        items.iter().map(|item| (item.value.clone(), item.count)).collect::<Vec<_>>()
    };
    let aside = ["https://siem.corp/a", "siem.corp", "10.1.1.1", "https://secdo.corp/x"];
    assert_eq!(values(&found.set_aside), aside.map(|value| (value.to_owned(), 1)));
    let groups: Vec<_> =
        found.groups.iter().map(|group| (group.subject, values(&group.indicators))).collect();
    assert_eq!(
        groups,
        [
            (Subject::PublicIp, vec![("8.8.8.8".to_owned(), 2)]),
            (Subject::PrivateIp, vec![("10.1.1.2".to_owned(), 1)]),
            (Subject::Email, vec![("j@siem.corp".to_owned(), 1)]),
        ]
    );
    assert_eq!((found.count, found.places), (3, 4));
}

#[test]
fn addresses_that_no_host_has_are_set_aside_on_a_page() {
    let page = "0.0.0.0 255.255.255.255 255.255.240.0 255.255.255.7 240.0.0.1 10.0.0.0/8 8.8.8.8";
    let found = survey(page, &[], &settings());
    let aside: Vec<_> = found.set_aside.iter().map(|item| &*item.value).collect();
    assert_eq!(aside, ["0.0.0.0", "255.255.255.255", "255.255.240.0"]);
    assert_eq!(analyse(page, &settings()).count, 7);
}

#[test]
fn a_chosen_pivot_is_asked() {
    let settings = Settings::load(r#"{"version":1,"server":"s","pivots":{"hash":"file.file_hash"}}"#, "")
        .unwrap()
        .settings;
    let url = opened(plan("44d88612fea8a8f36de82e1278abb02f", &settings));
    assert!(url.contains("entity=file") && url.contains("file_hash:44d8"), "{url}");
}

proptest! {
    #[test]
    fn spans_and_values_agree(text in "[\\PC\n\t]{0,80}") {
        for found in indicator::scan(&text) {
            prop_assert!(text.get(found.span.start..found.span.end).is_some_and(|part| !part.is_empty()));
            prop_assert!(!found.value.is_empty());
        }
    }

    #[test]
    fn any_text_is_answered(text in "[a-f0-9.:\\\\/@\\[\\](){}<> %~_*,xhtpsdo-]{0,120}") {
        let analysis = analyse(&text, &settings());
        prop_assert_eq!(analysis.count, analysis.groups.iter().map(|group| group.indicators.len()).sum::<usize>());
        let _ = plan(&text, &settings());
    }

    #[test]
    fn refang_undoes_defang(
        host in "[a-z]{2,8}\\.(com|net|org)",
        octets in prop::array::uniform4(1_u8..=255),
        groups in prop::array::uniform8(1_u16..),
    ) {
        let v4 = octets.map(|octet| octet.to_string()).join(".");
        let v6 = std::net::Ipv6Addr::from(groups).to_string();
        for value in [host.clone(), v4, v6, format!("https://{host}/a.b?c=d"), format!("user@{host}")] {
            let harmless = refang::defang(&value);
            prop_assert_ne!(&harmless, &value);
            let found = indicator::scan(&harmless);
            prop_assert_eq!(found.len(), 1, "{}", harmless);
            prop_assert_eq!(&found[0].value, &value);
        }
    }

    #[test]
    fn an_address_is_found_again_in_its_own_text(text in "[a-f0-9.:/\\[\\] -]{0,60}") {
        use indicator::IndicatorKind::{Cidr, IpPort, Ipv4, Ipv6};
        for found in indicator::scan(&text).into_iter().filter(|i| matches!(i.kind, Ipv4 | Ipv6 | IpPort | Cidr)) {
            // Some are short enough to be a time or an operator, `a::a`; defanged they are clear.
            let again = indicator::scan(&refang::defang(&found.value));
            prop_assert!(again.len() == 1 && again[0].value == found.value, "{:?} then {:?}", found, again);
        }
    }
}

#[test]
fn a_long_text_is_read_as_a_whole() {
    // Longer than what is read at once: every indicator is found once, and where it stands.
    for (line, count) in
        [("see 8.8.8[.]8 and C:\\Program Files\\a b.exe here\n", 40_000), ("see 8.8.8[.]8 here ", 90_000)]
    {
        let text = line.repeat(count);
        let mut found = 0;
        indicator::visit(&text, |mention| {
            if mention.value == "8.8.8.8" {
                assert_eq!(mention.span.start, found * line.len() + 4);
                found += 1;
            }
        });
        assert_eq!(found, count);
    }
}

/// Settings whose server is a Cortex XDR.
fn cortex(days: u32) -> Settings {
    let text = format!(
        r#"{{"server":"https://acme.xdr.example","days":{days},"servers":[{{"address":"https://acme.xdr.example","product":"cortex"}}]}}"#
    );
    Settings::load(&text, "").unwrap().settings
}

#[test]
fn a_cortex_xdr_is_asked_in_its_own_language() {
    let Plan::Open(asked) = plan("8.8.8.8", &cortex(30)) else { panic!("one query") };
    assert_eq!(asked.url.as_deref(), Some("https://acme.xdr.example/query-builder"));
    assert_eq!(
        asked.xql.as_deref(),
        Some(
            "config case_sensitive = false timeframe = 30d\n| preset = network_story\n| filter action_remote_ip in (\"8.8.8.8\")"
        )
    );
    // SECDO has no such search, and a comma needs no wildcard here.
    let Plan::Open(asked) = plan(
        "10.0.16.0/20",
        &Settings { pivots: [(Subject::PrivateNetwork, "network.local_ip")].into(), ..cortex(7) },
    ) else {
        panic!("one query")
    };
    assert!(asked.xql.unwrap().ends_with(r#"action_local_ip incidr "10.0.16.0/20""#));
    let (answer, _) = ask_as("rundll32.exe a.dll,Entry \"x\"", "process.cmd", &cortex(7)).unwrap();
    assert_eq!(answer.queries[0].widened, ["*rundll32.exe a.dll,Entry \"x\"*"]);
    assert!(answer.queries[0].xql.as_ref().unwrap().ends_with(r#"in ("*rundll32.exe a.dll,Entry *x**")"#));
    assert_eq!(plan("192.168.1.7", &cortex(7)), plan_as("192.168.1.7", "host.host_ip", &cortex(7)).unwrap());
    let Plan::Open(asked) = plan("192.168.1.7", &cortex(7)) else { panic!("one query") };
    assert_eq!(asked.doubts, ["host_ip"]);
}

#[test]
fn a_hash_that_cortex_does_not_keep_is_refused_by_itself() {
    let (md5, sha1) = ("a".repeat(16) + &"1".repeat(16), "b".repeat(20) + &"2".repeat(20));
    assert_eq!(plan(&sha1, &cortex(7)), Plan::Choose(Reason::Refused));
    let text = format!("{md5} {sha1}");
    let (answer, count) = ask_as(&text, "file.file_hash", &cortex(7)).unwrap();
    assert_eq!((answer.queries.len(), answer.errors.len(), count), (1, 1, 2));
    assert_eq!((answer.errors[0].code(), answer.errors[0].params()), ("hash_not_kept", vec![sha1.clone()]));
    let pick = |value: &str, kind: &str| Pick {
        kind: kind.into(),
        value: value.into(),
        pivot: "process.process_hash".into(),
    };
    let answer = ask(&[pick(&md5, "md5"), pick(&sha1, "sha1")], &cortex(7));
    assert_eq!((answer.queries.len(), answer.errors.len()), (1, 1));
}

#[test]
fn a_value_that_cannot_be_asked_is_named_beside_those_that_are() {
    let text = "10.0.0.0/9 10.1.2.3";
    for (settings, code) in [(settings(), "prefix_not_searchable"), (cortex(7), "network_not_searchable")] {
        let (answer, count) = ask_as(text, "host.host_ip", &settings).unwrap();
        let codes: Vec<_> = answer.errors.iter().map(Error::code).collect();
        assert_eq!((answer.queries.len(), codes, count), (1, vec![code], 2));
        assert_eq!(plan_as(text, "host.host_ip", &settings).unwrap(), Plan::Choose(Reason::Refused));
    }
}
