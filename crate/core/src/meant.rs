//! The meaning of a click: of what is selected, linked and under the pointer on a page, the text that is asked about.
//!
//! A page is read as [`Evidence`], one for each frame; what is decided here is which part of it the analyst points at.

mod evidence;
mod expand;
mod json;
mod link;
mod pointed;
mod record;
mod rows;

use serde::Serialize;

use crate::indicator::{is_version_header, scan};

pub use evidence::{Caret, Cell, Click, Evidence, Gesture, Link, Pointed, Selected, Stretch, tells};
pub use json::{FromJson, Mistyped};
pub(crate) use record::is_name;

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
        let none = pointed::none_with_reason(&field.before, &field.text, &field.after);
        let (text, part) = expand::expand(&field.before, &field.text, &field.after);
        return match none.or_else(|| named(frame, &text)) {
            Some(reason) => Meant { text: reason, part: Some(text), ..Meant::default() },
            None => Meant { text, part, ..Meant::default() },
        };
    }
    if let Some(selection) = &frame.selection
        && counts(selection, frame, click)
    {
        return selected(selection, frame, click);
    }
    if let Some(url) = click.link.as_deref().filter(|url| !link::leads_nowhere(url, frame)) {
        let text = link::meant(url, frame);
        let page = is_none_beside(frame, &text) || link::is_beside_another(url, frame);
        let text = if page { String::new() } else { text };
        return Meant { page, text, record: record_of(frame, click), ..Meant::default() };
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
    // `File name`, `Q3-invoice 4471.exe`: a part of the whole alone is another value.
    let shown = frame.pointed.as_ref().and_then(|one| whole_by_name(frame, &one.text));
    let text = text.map(|text| whole_by_name(frame, &text).unwrap_or(text)).or(shown);
    Meant {
        page: text.is_none(),
        text: text.unwrap_or_default(),
        record: record_of(frame, click),
        ..Meant::default()
    }
}

/// Whether what stands beside a text that a link shows says that it is no indicator: `version = <a>7.3.4.212</a>`.
fn is_none_beside(frame: &Evidence, text: &str) -> bool {
    let shown = frame.pointed.as_ref().filter(|pointed| bare(&pointed.text) == bare(text));
    shown.is_some_and(|Pointed { before, text, after, .. }| pointed::is_none_here(before, text, after))
        || shown.is_some() && is_named_otherwise(frame, text)
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
        Gesture::Menu => !click.selected.trim().is_empty() || selection.chosen,
        Gesture::Keys | Gesture::Popup => true,
    }
}

/// Whether the name of a cell says that its text is no indicator, though it reads as one: `Agent version`, `7.2.11.4`.
fn is_named_otherwise(frame: &Evidence, text: &str) -> bool {
    name_of(frame, text).is_some_and(|name| says_none(name, text))
        || of_row(frame, text).is_some()
        || of_object(frame, text).is_some()
        || of_whole_cell(frame, text).is_some()
}

/// The name of the row of a cell that says that its text is no indicator, where two things are compared: `Agent version`,
/// `4.8.1.5`, `4.8.1.6`. `None` where the column says more.
fn of_row<'f>(frame: &'f Evidence, text: &str) -> Option<&'f str> {
    let at = frame.row.iter().position(|cell| bare(&cell.text) == bare(text))?;
    record::row_name(&frame.row, at).filter(|name| says_none(name, text))
}

/// The name of a value and that of the object that it is in, or the type that another member gives, where both together say
/// that it is no indicator: `ja3` and `hash` in a tree of JSON, `"type": "imphash"` beside `"value"`.
fn of_object(frame: &Evidence, text: &str) -> Option<String> {
    let pointed = frame.pointed.as_ref().filter(|pointed| bare(&pointed.text) == bare(text))?;
    let mut labels = pointed.labels.iter().map(|label| bare(label)).filter(|label| !label.is_empty());
    let name = labels.next().filter(|name| PARTS.iter().any(|part| part.eq_ignore_ascii_case(name)))?;
    let types = pointed.members.iter().filter_map(|member| record::type_in(member));
    let both = |object: &str| Some(format!("{object}.{name}")).filter(|both| says_none(both, text));
    types.chain(labels.next()).find_map(both)
}

/// Names in an object that say less than its own.
const PARTS: [&str; 9] = ["digest", "hash", "id", "md5", "sha1", "sha256", "string", "value", "version"];

/// Whether a name says that a text is no indicator, though it reads as one; heads over each other are names of one column:
/// `Version / before`.
fn says_none(name: &str, text: &str) -> bool {
    // An icon before a value stands between it and its name.
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || !c.is_ascii() && !c.is_alphanumeric());
    let says = |name: &str| is_version_header(name) || expand::count(&format!("{name}: {text}")) == 0;
    expand::count(text) == 1 && (says(name) || heads(name).any(says))
        // `cid:ind:id` of CrowdStrike, below `Composite ID`
        || expand::count(text) > 1
            && !text.contains(char::is_whitespace)
            && expand::count(&format!("{name}: {text}")) == 0
}

/// The names of a column whose heads stand over each other, and the lines of a name.
fn heads(name: &str) -> impl Iterator<Item = &str> {
    name.split(HEADS).flat_map(str::lines).map(str::trim)
}

/// What stands between the names of a column whose heads stand over each other.
const HEADS: &str = " / ";

/// The name of the only cell that holds a text as a part, where it says that the cell has no indicator: `User agent`,
/// `FoxMailer 7.2.25.4`.
fn of_whole_cell<'f>(frame: &'f Evidence, text: &str) -> Option<&'f str> {
    let cells = record::around(&frame.row, &frame.panes);
    let mut holding = (0..cells.len()).filter(|at| cells[*at].text.contains(text.trim()));
    match (holding.next(), holding.next()) {
        (Some(at), None) => record::name_at(cells, at).filter(|name| says_none(name, cells[at].text.trim())),
        _ => None,
    }
}

/// A text behind the name that says that it is no indicator; `None` where nothing says so.
fn named(frame: &Evidence, text: &str) -> Option<String> {
    let text = text.trim();
    let said = || name_of(frame, text).filter(|name| says_none(name, text));
    let name = said().or_else(|| of_row(frame, text)).map(str::to_owned).or_else(|| of_object(frame, text));
    let name = name.or_else(|| of_whole_cell(frame, text).map(str::to_owned))?;
    Some(format!("{}: {text}", saying(&name, text)))
}

/// The part of a name that says that a text is no indicator.
fn saying<'n>(name: &'n str, text: &str) -> &'n str {
    heads(name).find(|part| says_none(part, text)).unwrap_or(name)
}

/// A value behind its name, where the name says that all of it is one indicator, and not its last word alone: `File name`,
/// `Rechnung 0816.scr`.
fn whole_by_name(frame: &Evidence, text: &str) -> Option<String> {
    let whole = text.trim();
    let spans = |text: &str| scan(text).into_iter().map(|found| found.span).collect::<Vec<_>>();
    let [part] = spans(whole)[..] else { return None };
    let named = format!("{}: {whole}", name_of(frame, text)?);
    let [span] = spans(&named)[..] else { return None };
    (part.end == whole.len() && part.start > 0 && span.end - span.start == whole.len()).then_some(named)
}

/// The cell in which something is selected, all of it or a part.
fn cell_of<'f>(frame: &'f Evidence, selection: &Selected) -> Option<&'f Cell> {
    let whole = [selection.before.as_str(), &selection.text, &selection.after].concat();
    record::around(&frame.row, &frame.panes).iter().find(|cell| cell.text.trim() == whole.trim())
}

/// What viewers of JSON write between the name of a value and the value: its type.
const TYPES: [&str; 12] = [
    "string", "str", "text", "keyword", "number", "int", "integer", "float", "double", "bool", "boolean",
    "null",
];

/// A text without the signs around it: quotes, a colon, the sign on a button.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The value in a text without how often, or where, it was seen behind it: `7.23.2.1 (3 hosts)`.
fn value_in(text: &str) -> &str {
    let value = text.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('('));
    value.map_or(text, |(value, _)| value)
}

/// The name of the cell of the row, or of the pane, that a text fills; else the label before it.
fn name_of<'f>(frame: &'f Evidence, text: &str) -> Option<&'f str> {
    let cells = record::around(&frame.row, &frame.panes);
    // Beside a value, a cell may show the sign of a button.
    let is_it = |cell: &Cell| bare(&cell.text) == bare(text);
    // A grid may be drawn column by column, each a box.
    let holds_it = |cell: &Cell| cell.text.split(['\t', '\n']).any(|part| part.trim() == text.trim());
    let at = cells.iter().position(is_it).or_else(|| cells.iter().position(holds_it));
    let of_cell = at.and_then(|at| record::name_at(cells, at));
    // Without a table, what stands before it may name it.
    let label = || {
        let is_text = |one: &str| bare(value_in(one)) == bare(value_in(text));
        // A field may have a value a line.
        let pointed = frame.pointed.as_ref();
        let pointed = pointed.filter(|one| is_text(&one.text) || one.text.lines().any(is_text))?;
        let labels = pointed.labels.iter().map(|label| bare(label));
        let mut labels = labels.filter(|label| !label.is_empty());
        let is_type = |label: &&str| TYPES.iter().any(|known| label.eq_ignore_ascii_case(known));
        // A tip may say what its value is, `title="Agent version"`, and so may what stands below it.
        // It may have both: `title="Agent version 7.3.1.2"`.
        let before = pointed.title.split_once(text.trim()).map_or("", |(before, _)| before);
        let others = [bare(&pointed.title), bare(before), bare(&pointed.partner)];
        let is_name = |name: &&str| !name.is_empty() && expand::count(name) == 0 && says_none(name, text);
        others.into_iter().find(is_name).or_else(|| labels.find(|label| !is_type(label)))
    };
    of_cell.or_else(label)
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
    if let Some(text) = pointed::of_touching(selection, frame, click) {
        let text = named(frame, &text).unwrap_or(text);
        return Meant { text, part: Some(selection.text.clone()), record, note, page: false };
    }
    if let Some(text) = rows::begun(selection) {
        return Meant { text, part: Some(selection.text.clone()), record, note, page: false };
    }
    let below = rows::below_heads(&selection.text, &frame.rows);
    let named_cells = rows::named(below.unwrap_or(&selection.text), &frame.rows);
    if let Some(text) = named_cells.or_else(|| below.map(str::to_owned)) {
        return Meant { text, part: Some(selection.text.clone()), record, note, page: false };
    }
    let (text, part) = expand::expand(&selection.before, &selection.text, &selection.after);
    if let Some(reason) = pointed::none_with_reason(&selection.before, &selection.text, &selection.after) {
        return Meant { text: reason, part: Some(text), record, note, page: false };
    }
    // The element that the pointer is on may show more of what stands before it.
    let around = frame.pointed.as_ref().filter(|_| selection.pointed);
    if let Some(reason) = around.and_then(|one| pointed::none_inside(one, &text)) {
        return Meant { text: reason, part: Some(text), record, note, page: false };
    }
    if let Some(named) = named(frame, &text) {
        return Meant { text: named, part: Some(text), record, note, page: false };
    }
    if let Some(whole) = cell_of(frame, selection).and_then(|cell| whole_by_name(frame, &cell.text)) {
        return Meant { text: whole, part: Some(text), record, note, page: false };
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
mod tests;
