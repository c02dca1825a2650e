//! What the names around a value say of it.

use super::{pointed, selection};
use crate::meant::{Caret, Cell, Click, Evidence, Link, Pointed, Selected, Stretch, expand, meant};

#[test]
fn what_stands_before_a_value_may_say_that_it_is_none() {
    let frame = |before: &str, text: &str, label: &str| Evidence {
        pointed: Some(Pointed {
            before: before.into(),
            text: text.into(),
            labels: label.split('|').map(str::to_owned).collect(),
            clicked: true,
            ..Pointed::default()
        }),
        ..Evidence::default()
    };
    for (before, text, label, is_page) in [
        ("\"version\": ", "\"4.2.0.18\"", "", true),
        ("\"address\": ", "\"4.2.0.18\"", "", false),
        ("", "8.14.1.2", "Agent version", true),
        ("", "8.14.1.2", "Sensor ver.", true),
        ("", "8.14.1.2", "Kernel", true),
        ("", "\"8.14.1.2\"", "string|:|\"version\"|198.51.100.7", true),
        ("", "8.14.1.2\u{29c9}", "\u{2295}|client_version", true),
        ("", "8.14.1.2", "string|source|version", false),
        ("", "8.14.1.2", "Source", false),
        ("cut ", "0a4d55a8…c6a2bd", "", true),
        ("", "7.23.2.1 (3 hosts)", "Agent versions", true),
        ("", "7.23.2.1 (3 hosts)", "Sources", false),
    ] {
        let meant = meant(&[frame(before, text, label)], &Click::default());
        assert_eq!(meant.page, is_page, "{before}{text} {label}");
    }
}

#[test]
fn a_tip_may_name_a_value_and_repeat_it() {
    for (title, is_page) in [("Agent version 7.33.1.1", true), ("Source 7.33.1.1", false)] {
        let pointed =
            Pointed { text: "7.33.1.1".into(), title: title.into(), clicked: true, ..Pointed::default() };
        let frame = Evidence { pointed: Some(pointed), ..Evidence::default() };
        assert_eq!(meant(&[frame], &Click::default()).page, is_page, "{title}");
    }
}

#[test]
fn the_name_of_a_cell_tells_a_version_from_an_address() {
    let cell = |name: &str| Cell { name: name.into(), text: "7.2.11.4".into() };
    let frame = |name: &str, selected: bool| Evidence {
        row: vec![cell(name), Cell { name: "Host".into(), text: "WS-4".into() }],
        selection: if selected { selection("7.2.11.4", true) } else { None },
        pointed: pointed("7.2.11.4"),
        ..Evidence::default()
    };
    let click = Click { selected: "7.2.11.4".into(), ..Click::default() };
    let version = meant(&[frame("Agent version", true)], &click);
    assert_eq!(
        (version.text.as_str(), version.part.as_deref()),
        ("Agent version: 7.2.11.4", Some("7.2.11.4"))
    );
    assert_eq!(meant(&[frame("Source IP", true)], &click).text, "7.2.11.4");
    assert!(meant(&[frame("Agent version", false)], &Click::default()).page);
    assert_eq!(meant(&[frame("Source IP", false)], &Click::default()).text, "7.2.11.4");
}

#[test]
fn of_a_version_that_is_selected_nothing_beside_it_is_meant() {
    for (before, text, after, meant_text) in [
        ("from 77.91.68.61 and version ", "8.3.0.15", "", "version 8.3.0.15"),
        (r#"{"ip": "10.0.0.1", "version": ""#, "8.15.0.1", r#""}"#, r#""version": "8.15.0.1"#),
        ("at 10.0.0.1 ran ", "10.1.0.2", " build 4471", "10.1.0.2 build 4471"),
        ("CEF:0|Acme|FW|", "7.2.4.9", "|100|x|8|src=10.0.0.1", "CEF:0|Acme|FW|7.2.4.9|"),
    ] {
        let (before, text, after) = (before.to_owned(), text.to_owned(), after.to_owned());
        let field = Stretch { before: before.clone(), text: text.clone(), after: after.clone() };
        let selection = Selected { before, text: text.clone(), after, pointed: true, ..Selected::default() };
        for frame in [
            Evidence { field: Some(field), ..Evidence::default() },
            Evidence { selection: Some(selection), ..Evidence::default() },
        ] {
            let meant = meant(&[frame], &Click { selected: text.clone(), ..Click::default() });
            assert_eq!((meant.text.as_str(), meant.part.as_deref()), (meant_text, Some(text.as_str())));
        }
    }
}

#[test]
fn what_a_link_shows_is_read_with_the_name_before_it() {
    let shown = |before: &str, label: &str, text: &str, url: &str| {
        let link = Link { url: url.into(), text: text.into(), title: String::new() };
        let labels = vec![label.to_owned()];
        let pointed =
            Pointed { before: before.into(), text: text.into(), labels, clicked: true, ..Pointed::default() };
        let frame = Evidence {
            host: "siem.corp".into(),
            links: vec![link],
            pointed: Some(pointed),
            ..Evidence::default()
        };
        meant(&[frame], &Click { link: Some(url.into()), ..Click::default() })
    };
    let url = "https://siem.corp/search#";
    for (before, label, text) in [
        ("version ", "version", "4.4.0.14"),
        ("", "vendor_version =", "7.3.4.212"),
        ("", "imphash:", "e2cb4b3f3f1d0a0d8b4a6f4f3f1d0a0d"),
    ] {
        let meant = shown(before, label, text, url);
        assert!(meant.page && meant.text.is_empty(), "{label}");
    }
    assert_eq!(shown("to ", "to", "10.0.0.1", url).text, "10.0.0.1");
    let again = "dst=10.0.0.1 host=web\ndest_ip = ";
    assert_eq!(
        shown(again, "dest_ip =", "10.0.0.1", url).text,
        "10.0.0.1",
        "the same value stands before it"
    );
    // A button of the page that shows nothing: what stands beside it is meant.
    for button in [url, "javascript:void 0"] {
        assert_eq!(shown("10.0.0.1 ", "10.0.0.1", "v", button).text, "10.0.0.1 v", "{button}");
    }
    assert_eq!(shown("", "", "v", "https://siem.corp/h/10.0.0.2").text, "10.0.0.2");
}

#[test]
fn a_column_of_values_is_named_in_its_rows() {
    let row = |cells: &[(&str, &str)]| -> Vec<Cell> {
        cells.iter().map(|&(name, text)| Cell { name: name.into(), text: text.into() }).collect()
    };
    for (cells, meant_text) in [
        (&[("Field", "version"), ("Value", "8.11.3.74")], ""),
        (&[("Type", "imphash"), ("Value", "e2cb4b3f3f1d0a0d8b4a6f4f3f1d0a0d")], ""),
        (&[("Type", "filename"), ("Value", "Rechnung 0816.scr")], "filename: Rechnung 0816.scr"),
        (&[("Field", "source"), ("Value", "8.11.3.74")], "8.11.3.74"),
        (&[("Version", "Firmware"), ("Address", "8.11.3.74")], "8.11.3.74"),
        (&[("Peer", "10.0.0.1\n10.0.0.2"), ("Client version", "8.11.3.73\n8.11.3.74")], ""),
        // Heads over each other, and a group of them
        (&[("Peer", "10.0.0.1"), ("Client version / any", "8.11.3.74")], ""),
        (&[("Host", "10.0.0.1"), ("Version / before", "8.11.3.74")], ""),
        (&[("Host", "10.0.0.1"), ("Network / source", "8.11.3.74")], "8.11.3.74"),
    ] {
        let value = cells[1].1.lines().last().unwrap();
        let frame = Evidence { row: row(cells), pointed: pointed(value), ..Evidence::default() };
        assert_eq!(meant(&[frame], &Click::default()).text, meant_text, "{cells:?}");
    }
}

#[test]
fn the_first_cell_and_the_type_of_a_row_name_its_values() {
    let md5 = "44d88612fea8a8f36de82e1278abb02f";
    let row = |cells: &[(&str, &str)]| -> Vec<Cell> {
        cells.iter().map(|&(name, text)| Cell { name: name.into(), text: text.into() }).collect()
    };
    for (cells, at, is_page) in [
        (&[("", "Agent version"), ("Host A", "4.8.1.5"), ("Host B", "4.8.1.6")][..], 2, true),
        (&[("", "Agent version"), ("Source IP", "4.8.1.5"), ("", "x")], 1, false),
        (&[("", "web-1"), ("A", "4.8.1.5"), ("B", "4.8.1.6")], 2, false),
        (&[("Indicator", md5), ("Type", "Imphash")], 0, true),
        (&[("Indicator", md5), ("Type", "MD5")], 0, false),
        (&[("Hash", md5), ("Type", "Imphash"), ("Seen", "1")], 0, false),
    ] {
        let frame = Evidence { row: row(cells), pointed: pointed(cells[at].1), ..Evidence::default() };
        assert_eq!(meant(&[frame], &Click::default()).page, is_page, "{cells:?}");
    }
}

#[test]
fn the_parent_of_a_member_says_what_its_hash_is_of() {
    let md5 = "44d88612fea8a8f36de82e1278abb02f";
    for (labels, is_page) in
        [([":", "\"hash\"", "\"ja3\": {"], true), ([":", "\"hash\"", "\"file\": {"], false)]
    {
        let mut pointed = pointed(md5).unwrap();
        pointed.labels = labels.map(str::to_owned).to_vec();
        let frame = Evidence { pointed: Some(pointed), ..Evidence::default() };
        assert_eq!(meant(&[frame], &Click::default()).page, is_page, "{labels:?}");
    }
}

#[test]
fn a_member_that_tells_the_type_says_what_a_hash_is_of() {
    let md5 = "44d88612fea8a8f36de82e1278abb02f";
    for (members, is_page) in [
        (vec!["\"type\": \"imphash\","], true),
        (vec!["\"id\": 7,", "IOC_Type: ja3"], true),
        (vec!["\"category\": \"Payload delivery\",", "\"type\": \"md5\""], false),
        (vec!["\"comment\": \"imphash\""], false),
        (vec![], false),
    ] {
        let mut pointed = pointed(md5).unwrap();
        pointed.labels = vec![":".to_owned(), "\"value\"".to_owned()];
        pointed.members = members.iter().map(|&member| member.to_owned()).collect();
        let frame = Evidence { pointed: Some(pointed), ..Evidence::default() };
        assert_eq!(meant(&[frame], &Click::default()).page, is_page, "{members:?}");
    }
}

#[test]
fn the_first_of_several_selected_values_has_the_name_before_it() {
    for (label, meant_text) in
        [("Client version:", "Client version: 4.7.5.1\nSHA1: x"), ("Peer:", "4.7.5.1\nSHA1: x")]
    {
        let selection = Selected {
            text: "4.7.5.1\nSHA1: x".into(),
            labels: vec![label.into()],
            pointed: true,
            ..Selected::default()
        };
        let frame = Evidence { selection: Some(selection), ..Evidence::default() };
        let click = Click { selected: "4.7.5.1 SHA1: x".into(), ..Click::default() };
        assert_eq!(meant(&[frame], &click).text, meant_text);
    }
}

#[test]
fn the_label_of_a_field_says_what_is_selected_in_it() {
    for (label, meant_text) in [("Driver version", "Driver version: 3.2.1.77"), ("Address", "3.2.1.77")] {
        let mut pointed = pointed("3.2.1.77");
        pointed.as_mut().unwrap().labels.push(label.into());
        let field = Stretch { text: "3.2.1.77".into(), ..Stretch::default() };
        let frame = Evidence { field: Some(field), pointed, ..Evidence::default() };
        assert_eq!(meant(&[frame], &Click::default()).text, meant_text);
    }
}

#[test]
fn the_element_around_a_chip_may_name_it() {
    let frame = |shown: &str, selected: Option<&str>| Evidence {
        caret: Some(Caret { before: "6.5".into(), after: ".1.26".into(), inside: true }),
        selection: selected.and_then(|text| selection(text, true)),
        pointed: pointed(shown),
        ..Evidence::default()
    };
    let click = |selected: &str| Click { selected: selected.into(), ..Click::default() };
    for (shown, is_none) in [("Publisher build\t6.5.1.26", true), ("Peer\t6.5.1.26", false)] {
        assert_eq!(meant(&[frame(shown, None)], &click("")).page, is_none, "{shown}");
        let taken = meant(&[frame(shown, Some("6.5.1.26"))], &click("6.5.1.26"));
        assert_eq!(expand::count(&taken.text) == 0, is_none, "{}", taken.text);
    }
}

#[test]
fn names_that_are_glued_to_other_values_count() {
    let md5 = "44d88612fea8a8f36de82e1278abb02f";
    let before = format!("MD5={md5},IMPHASH=");
    let selected =
        Selected { before, text: "d2395e1c0b4e4b0c9e8a7f6d5c4b3a29".into(), ..Selected::default() };
    let frame = Evidence { selection: Some(selected), ..Evidence::default() };
    let click = Click { selected: "d2395e1c0b4e4b0c9e8a7f6d5c4b3a29".into(), ..Click::default() };
    assert_eq!(meant(&[frame], &click).text, "IMPHASH=d2395e1c0b4e4b0c9e8a7f6d5c4b3a29");
}

#[test]
fn words_before_a_selection_name_its_first_value() {
    let selected = Selected {
        before: "t agent.version: ".into(),
        text: "6.7.1.28 source.ip: 203.0.113.5".into(),
        ..Selected::default()
    };
    let frame = Evidence { selection: Some(selected), ..Evidence::default() };
    let click = Click { selected: "6.7.1.28 source.ip: 203.0.113.5".into(), ..Click::default() };
    assert_eq!(meant(&[frame], &click).text, "agent.version: 6.7.1.28 source.ip: 203.0.113.5");
}
