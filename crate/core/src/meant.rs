//! The meaning of a click: of what is selected, linked and under the pointer on a page, the text that is asked about.
//!
//! A page is read as [`Evidence`], one for each frame; what is decided here is which part of it the analyst points at.

mod evidence;
mod expand;
mod link;
mod pointed;
mod record;

use serde::Serialize;

pub use evidence::{Caret, Cell, Click, Evidence, Gesture, Link, Pointed, Selected, Stretch, tells};

/// The meaning of a click.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Meant {
    /// Whether all that stands on the page is meant, since nothing in particular is.
    pub page: bool,
    /// The text to ask about.
    pub text: String,
    /// The part of the text that was selected, where the text is more than that.
    pub part: Option<String>,
    /// The same with the names of its columns, for reading alerts; absent where that adds nothing.
    pub record: Option<String>,
    /// Notes for a person to read before anything opens.
    pub note: Option<Note>,
}

/// Why the text may not be what was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The selection is in a field for passwords, which is never read.
    Password,
    /// The browser's own copy of the selection is shortened.
    Cut,
    /// The selection was too large to be read whole.
    Long,
    /// Rows between both ends of the selection are not on the page, as the grid draws only those in view.
    Missing,
    /// The page may not be read.
    Refused,
}

/// The length at which Firefox cuts its copy of a selection, in UTF-16 units (measured with Firefox 153, 2026-11; look
/// again: 2027-11).
const FIREFOX_CUT: usize = 16_384;

/// The meaning of a click, by the evidence of the frames of a page: the clicked frame's, or those of all frames in their
/// order; none where the browser let us read none.
///
/// ```
/// use secdo_core::meant::{Click, Evidence, Selected, meant};
/// let selection = Selected { before: "198.".into(), text: "51".into(), after: ".100.7".into(), ..Selected::default() };
/// let frame = Evidence { selection: Some(selection), ..Evidence::default() };
/// let meant = meant(&[frame], &Click { selected: "51".into(), ..Click::default() });
/// assert_eq!((meant.text.as_str(), meant.part.as_deref()), ("198.51.100.7", Some("51")));
/// ```
#[must_use]
pub fn meant(frames: &[Evidence], click: &Click) -> Meant {
    let Some(frame) = evidence::frame(frames, click) else {
        return unread(frames, click);
    };
    if frame.password {
        return Meant { note: Some(Note::Password), ..Meant::default() };
    }
    if let Some(field) = &frame.field
        && !field.text.trim().is_empty()
    {
        let (text, part) = expand::expand(&field.before, &field.text, &field.after);
        return Meant { text, part, ..Meant::default() };
    }
    if let Some(selection) = &frame.selection
        && counts(selection, frame, click)
    {
        return selected(selection, frame, click);
    }
    if let Some(url) = click.link.as_deref() {
        let text = link::meant(url, frame);
        return Meant { text, record: record_of(frame, click), ..Meant::default() };
    }
    let readable = frame.selection.as_ref().is_some_and(|selection| !selection.text.trim().is_empty());
    if !readable && !click.selected.trim().is_empty() {
        // The browser knows of a selection that we cannot read: in a field of numbers, in a viewer.
        return copy(click);
    }
    if click.gesture == Gesture::Popup {
        return Meant::default();
    }
    let text = pointed::meant(frame, click).filter(|text| !is_named_otherwise(frame, text));
    Meant {
        page: text.is_none(),
        text: text.unwrap_or_default(),
        record: record_of(frame, click),
        ..Meant::default()
    }
}

/// The meaning of a click on a page that may not be read, from what the browser itself tells.
fn unread(frames: &[Evidence], click: &Click) -> Meant {
    if !click.selected.is_empty() {
        return copy(click);
    }
    match click.link.as_deref() {
        Some(url) => Meant { text: link::of_address(url, ""), ..Meant::default() },
        None if click.gesture == Gesture::Menu => Meant { page: true, ..Meant::default() },
        None => Meant { note: frames.is_empty().then_some(Note::Refused), ..Meant::default() },
    }
}

/// The browser's own copy of the selection.
fn copy(click: &Click) -> Meant {
    let cut = click.selected.encode_utf16().count() == FIREFOX_CUT;
    Meant { text: click.selected.clone(), note: cut.then_some(Note::Cut), ..Meant::default() }
}

/// Whether a selection is what was clicked: browsers keep one when a link, a button or a badge elsewhere is clicked.
fn counts(selection: &Selected, frame: &Evidence, click: &Click) -> bool {
    if selection.text.trim().is_empty() {
        return false;
    }
    match click.gesture {
        Gesture::Menu if click.link.is_some() => selection.pointed || frame.pointed.is_none(),
        // Firefox tells of a selection also where something else is clicked; by then the pointer may have moved on.
        Gesture::Menu => !click.selected.trim().is_empty(),
        Gesture::Keys | Gesture::Popup => true,
    }
}

/// Whether the name of a cell says that its text is no indicator, though it reads as one: `Agent version`, `7.2.11.4`.
fn is_named_otherwise(frame: &Evidence, text: &str) -> bool {
    name_of(frame, text)
        .is_some_and(|name| expand::count(text) == 1 && expand::count(&format!("{name}: {text}")) == 0)
}

/// The name of the cell of the row, or of the pane, that a text fills.
fn name_of<'f>(frame: &'f Evidence, text: &str) -> Option<&'f str> {
    let cells = record::around(&frame.row, &frame.panes).iter();
    let cell =
        cells.filter(|cell| !cell.name.trim().is_empty()).find(|cell| cell.text.trim() == text.trim())?;
    Some(cell.name.trim())
}

fn selected(selection: &Selected, frame: &Evidence, click: &Click) -> Meant {
    let note = match selection {
        Selected { cut: true, .. } => Some(Note::Long),
        Selected { missing: true, .. } => Some(Note::Missing),
        _ => None,
    };
    let record = record_of(frame, click);
    if let Some(text) = pointed::in_row(selection, frame, click) {
        return Meant { text, record, note, ..Meant::default() };
    }
    let (text, part) = expand::expand(&selection.before, &selection.text, &selection.after);
    if is_named_otherwise(frame, &text)
        && let Some(name) = name_of(frame, &text)
    {
        return Meant {
            text: format!("{name}: {}", text.trim()),
            part: Some(text),
            record,
            note,
            page: false,
        };
    }
    let around = [selection.before.as_str(), &selection.text, &selection.after].concat();
    let restored = frame.pointed.as_ref().filter(|_| selection.pointed).and_then(|pointed| {
        let title = pointed.title.as_str();
        let is_inside = pointed.text.contains(text.trim());
        let is_cut = expand::count(&text) == 0
            && expand::count(title) > 0
            && pointed::is_shortened(&pointed.text, title)
            && is_inside;
        let named = pointed::named_in(title, &pointed.text).filter(|_| is_inside);
        let whole = if is_cut { Some(title.to_owned()) } else { named };
        whole.or_else(|| pointed::restored_by(title, &text, &around))
    });
    match restored {
        Some(whole) => Meant { text: whole, part: part.or(Some(text)), record, note, page: false },
        None => Meant { text, part, record, note, page: false },
    }
}

/// The cells that are meant, with the names of their columns. Where a row is wanted, a value of it that is selected or
/// pointed at means the row; a text that tells of several things is a record by itself.
fn record_of(frame: &Evidence, click: &Click) -> Option<String> {
    let selected = frame.selection.as_ref().map(|selection| selection.text.trim());
    let is_value = |text: &str| {
        frame.rows.iter().map(Vec::len).sum::<usize>() < 2
            && !text.contains(['\t', '\n'])
            && expand::count(text) < 2
    };
    let around = record::around(&frame.row, &frame.panes);
    // The popup shows the form of an alert beside what can be asked.
    let wanted = click.whole || click.gesture == Gesture::Popup;
    let whole = if wanted && selected.is_none_or(is_value) { record::whole(around) } else { None };
    whole
        .or_else(|| if selected.is_none() { record::of(&[around.to_vec()]) } else { record::of(&frame.rows) })
}

#[cfg(test)]
mod tests {
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
        let link = Link {
            url: "https://siem.corp/a?q=1.1.1.1".into(),
            text: "10.20.1.57".into(),
            title: String::new(),
        };
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
}
