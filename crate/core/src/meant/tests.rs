//! What is meant by evidence that pages gave.

mod named;

use super::{Cell, Click, Evidence, Gesture, Link, Note, Pointed, Selected, meant};

fn selection(text: &str, pointed: bool) -> Option<Selected> {
    Some(Selected { text: text.into(), pointed, ..Selected::default() })
}

fn pointed(text: &str) -> Option<Pointed> {
    Some(Pointed { text: text.into(), clicked: true, ..Pointed::default() })
}

#[test]
fn a_selection_that_chromium_does_not_tell_of_was_not_clicked() {
    let frame = Evidence {
        selection: selection("8.8.8.8", false),
        pointed: pointed("9.9.9.9"),
        ..Evidence::default()
    };
    assert_eq!(meant(std::slice::from_ref(&frame), &Click::default()).text, "9.9.9.9");
    let keys = Click { gesture: Gesture::Keys, ..Click::default() };
    assert_eq!(meant(&[frame], &keys).text, "8.8.8.8");
}

#[test]
fn a_selected_part_of_a_shortened_value_means_the_whole_in_its_title() {
    let selection = Selected {
        text: "update".into(),
        after: ".evil-cdn.co…".into(),
        pointed: true,
        ..Selected::default()
    };
    let pointed = Pointed {
        text: "update.evil-cdn.co…".into(),
        title: "update.evil-cdn.com".into(),
        ..Pointed::default()
    };
    let frame = Evidence { selection: Some(selection), pointed: Some(pointed), ..Evidence::default() };
    let meant = meant(&[frame], &Click { selected: "update".into(), ..Click::default() });
    assert_eq!((meant.text.as_str(), meant.part.as_deref()), ("update.evil-cdn.com", Some("update")));
}

#[test]
fn a_word_of_a_text_that_is_cut_within_its_value_means_the_title() {
    let frame = |selected: &str, shown: &str, title: &str| Evidence {
        selection: Some(Selected { text: selected.into(), pointed: true, ..Selected::default() }),
        pointed: Some(Pointed { text: shown.into(), title: title.into(), ..Pointed::default() }),
        ..Evidence::default()
    };
    for (selected, shown, title, text) in [
        ("update", "update.evi…", "update.evil-cdn.com", "update.evil-cdn.com"),
        ("Temp", r"C:\Temp\run m…", r"C:\Temp\run me.exe", r"C:\Temp\run me.exe"),
        ("my", "my tool.exe", r"C:\Temp\my tool.exe", r"C:\Temp\my tool.exe"),
        ("tool.exe", "my tool.exe", r"C:\Temp\my tool.exe", r"C:\Temp\my tool.exe"),
        // Nothing was cut, or the title tells of nothing.
        ("Blocked", "Blocked", "Blocked by 10.0.0.1", "Blocked"),
        ("Blocked", "Blocked by pol…", "Blocked by policy 7", "Blocked"),
    ] {
        let click = Click { selected: selected.into(), ..Click::default() };
        assert_eq!(meant(&[frame(selected, shown, title)], &click).text, text, "{shown}");
    }
}

#[test]
fn of_chips_that_touch_the_one_under_the_pointer_is_meant() {
    let frame = |text: &str, shown: &str| Evidence {
        selection: selection(text, true).map(|selection| Selected { touching: true, ..selection }),
        pointed: pointed(shown),
        ..Evidence::default()
    };
    for (taken, text, shown, meant_text) in [
        ("203.0.113.61203.0.113.62", "203.0.113.61\t203.0.113.62", "203.0.113.62", "203.0.113.62"),
        ("203.0.113.635f0c1d2e", "203.0.113.63\t5f0c1d2e", "5f0c1d2e-8a4b-4c6d", "5f0c1d2e-8a4b-4c6d"),
        ("198.51.100.73", "198.51.100.7 3", "198.51.100.7", "198.51.100.7"),
        // What a person selected with its blanks is meant whole.
        (
            "203.0.113.61 203.0.113.62",
            "203.0.113.61 203.0.113.62",
            "203.0.113.62",
            "203.0.113.61 203.0.113.62",
        ),
        ("203.0.113.61", "203.0.113.61", "203.0.113.61", "203.0.113.61"),
    ] {
        let click = Click { selected: taken.into(), ..Click::default() };
        assert_eq!(meant(&[frame(text, shown)], &click).text, meant_text, "{taken}");
    }
    // Boxes beside each other, which somebody dragged over.
    let mut dragged = frame("203.0.113.61\t203.0.113.62", "203.0.113.62");
    dragged.selection.as_mut().unwrap().touching = false;
    let click = Click { selected: "203.0.113.61203.0.113.62".into(), ..Click::default() };
    assert_eq!(meant(&[dragged], &click).text, "203.0.113.61\t203.0.113.62");
}

#[test]
fn of_several_values_in_a_link_the_one_under_the_pointer_is_meant() {
    let url = "https://siem.corp/ev/1";
    let link = Link { url: url.into(), text: "10.1.1.1 -> 8.8.8.8".into(), title: String::new() };
    let mut frame = Evidence { host: "siem.corp".into(), links: vec![link], ..Evidence::default() };
    let click = Click { link: Some(url.into()), ..Click::default() };
    assert_eq!(meant(std::slice::from_ref(&frame), &click).text, "10.1.1.1 -> 8.8.8.8");
    frame.pointed = pointed("8.8.8.8");
    assert_eq!(meant(&[frame], &click).text, "8.8.8.8");
}

#[test]
fn the_text_of_a_link_counts_before_its_address() {
    let link =
        Link { url: "https://siem.corp/a?q=1.1.1.1".into(), text: "10.20.1.57".into(), title: String::new() };
    let frame = Evidence { host: "siem.corp".into(), links: vec![link], ..Evidence::default() };
    let click = Click { link: Some("https://siem.corp/a?q=1.1.1.1".into()), ..Click::default() };
    assert_eq!(meant(std::slice::from_ref(&frame), &click).text, "10.20.1.57");
    let other = Click { link: Some("https://siem.corp/b?q=2.2.2.2".into()), ..Click::default() };
    assert_eq!(meant(&[frame], &other).text, "2.2.2.2", "the pointer is on another link by now");
}

#[test]
fn a_triple_click_that_took_the_row_means_the_cell_unless_a_row_is_wanted() {
    let row = Selected {
        paragraph: true,
        pointed: true,
        text: "10.0.0.1\t53\t8.8.8.8".into(),
        ..Selected::default()
    };
    let frame = Evidence { selection: Some(row), pointed: pointed("8.8.8.8"), ..Evidence::default() };
    let click = Click { selected: "10.0.0.1538.8.8.8".into(), ..Click::default() };
    assert_eq!(meant(std::slice::from_ref(&frame), &click).text, "8.8.8.8");
    let whole = Click { whole: true, ..click };
    assert_eq!(meant(&[frame], &whole).text, "10.0.0.1\t53\t8.8.8.8");
}

#[test]
fn what_cannot_be_read_is_taken_from_the_browser_or_said() {
    let click = Click { selected: "8.8.8.8".into(), ..Click::default() };
    assert_eq!(meant(&[], &click).text, "8.8.8.8");
    let cut = Click { selected: "x".repeat(16_384), ..Click::default() };
    assert_eq!(meant(&[], &cut).note, Some(Note::Cut));
    assert!(meant(&[], &Click::default()).page);
    let keys = Click { gesture: Gesture::Keys, ..Click::default() };
    assert_eq!(meant(&[], &keys).note, Some(Note::Refused));
    let secret = Evidence { password: true, focus: true, ..Evidence::default() };
    assert_eq!(meant(&[secret], &click).note, Some(Note::Password));
}

#[test]
fn of_several_frames_the_innermost_with_the_keyboard_counts() {
    let frame =
        |text: &str, focus| Evidence { selection: selection(text, false), focus, ..Evidence::default() };
    let keys = Click { gesture: Gesture::Keys, ..Click::default() };
    assert_eq!(
        meant(&[frame("outer", true), frame("inner", true), frame("other", false)], &keys).text,
        "inner"
    );
    assert_eq!(meant(&[frame("", true), frame("other", false)], &keys).text, "other");
}

#[test]
fn where_a_row_is_wanted_a_value_of_it_means_the_row() {
    let cell = |text: &str| Cell { name: String::new(), text: text.into() };
    let record = |text: &str, cells: usize, whole: bool| {
        let row = vec![cell("10.0.0.1"), cell("137"), cell("8.8.8.8")];
        let selection = Some(Selected { text: text.into(), ..Selected::default() });
        let rows = vec![row[..cells].to_vec()];
        let frame = Evidence { selection, rows, row, ..Evidence::default() };
        meant(&[frame], &Click { selected: text.into(), whole, ..Click::default() }).record
    };
    assert_eq!(record("10.0.0.1", 1, true).as_deref(), Some("10.0.0.1\t137\t8.8.8.8"));
    assert_eq!(record("10.0.0.1", 1, false), None, "a query asks for the value");
    assert_eq!(record("10.0.0.1\t137", 2, true), None, "cells that were selected are what is meant");
    assert_eq!(record("DROP 10.0.0.1 -> 8.8.8.8", 1, true), None, "a log line in a cell is a record");
}

#[test]
fn a_value_that_is_shortened_in_its_middle_is_whole_in_its_title() {
    let md5 = "44d88612fea8a8f36de82e1278abb02f";
    for (selected, shown, text) in [
        ("78abb02f", "44d886…78abb02f", md5),
        ("44d88612fe", "44d88612fe", md5),
        ("44d886", "44d886", "44d886"),
    ] {
        let pointed = Pointed { text: shown.into(), title: md5.into(), ..Pointed::default() };
        let selection = Selected { text: selected.into(), pointed: true, ..Selected::default() };
        let frame = Evidence { selection: Some(selection), pointed: Some(pointed), ..Evidence::default() };
        let click = Click { selected: selected.into(), ..Click::default() };
        assert_eq!(meant(&[frame], &click).text, text, "{shown}");
    }
}
