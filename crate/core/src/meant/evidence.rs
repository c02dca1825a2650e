//! The evidence of a frame about a click.

use serde_json::Value;
use strum::EnumString;

use super::json::{FromJson, Mistyped, from_json};

from_json! {
    /// The selection, the link and the text under the pointer in one frame. Texts are as they are seen: a tab between
    /// cells, a line break between rows, nothing that the page hides.
    pub struct Evidence {
        /// The host of the frame, without a port.
        pub host: String,
        /// Whether the frame, or one inside it, has the keyboard.
        pub focus: bool,
        /// Whether a frame inside it has the keyboard, or had it last: then what is meant stands there.
        pub inner: bool,
        /// Whether a field for passwords has the keyboard.
        pub password: bool,
        /// The selected part of a field.
        pub field: Option<Stretch>,
        /// The selection, where it is more than a caret.
        pub selection: Option<Selected>,
        /// The caret, which a right click puts where it was made, if text can be selected there.
        pub caret: Option<Caret>,
        /// The element under the pointer; absent where the pointer is not in the frame.
        pub pointed: Option<Pointed>,
        /// The text of what has the keyboard; empty for parts of the page.
        pub focused: String,
        /// The links under the pointer and with the keyboard.
        pub links: Vec<Link>,
        /// The selected cells, row by row.
        pub rows: Vec<Vec<Cell>>,
        /// All cells of the row that one value stands in: the selection, or the element under the pointer where there is none.
        pub row: Vec<Cell>,
        /// What may be panes of details around it, the surest first: names with the values beside or below them. Only their
        /// places say so, and a list of events may be set like that, too.
        pub panes: Vec<Vec<Cell>>,
    }
}

impl Evidence {
    /// Whether something is selected in it.
    fn selects(&self) -> bool {
        self.field.as_ref().is_some_and(|field| !field.text.trim().is_empty())
            || self.selection.as_ref().is_some_and(|selection| !selection.text.trim().is_empty())
    }
}

/// Whether the frames of a page that were read tell what is meant by a shortcut or in the popup, so that no other has to
/// be read: something is selected in one of them, and the keyboard is in no frame inside it.
///
/// ```
/// use secdo_core::meant::{Evidence, Selected, tells};
/// let selection = Selected { text: "8.8.8.8".into(), ..Selected::default() };
/// let frame = Evidence { selection: Some(selection), ..Evidence::default() };
/// assert!(tells(std::slice::from_ref(&frame)));
/// assert!(!tells(&[Evidence { inner: true, ..frame }]));
/// ```
#[must_use]
pub fn tells(frames: &[Evidence]) -> bool {
    frames.iter().any(|frame| !frame.inner && (frame.password || frame.selects()))
}

from_json! {
    /// A part of a text, and what stands at both of its sides.
    pub struct Stretch {
        /// The text before it.
        pub before: String,
        /// The part.
        pub text: String,
        /// The text behind it.
        pub after: String,
    }

    /// The selection, and what stands at both of its sides in the same cell or block.
    pub struct Selected {
        /// The text before it.
        pub before: String,
        /// The selection.
        pub text: String,
        /// The text behind it.
        pub after: String,
        /// Whether rows between its ends are not on the page.
        pub missing: bool,
        /// Whether it was too large to be read whole.
        pub cut: bool,
        /// Whether it ends at an element, as after a double or triple click, not in a text, as a drag does.
        pub paragraph: bool,
        /// Whether it is of cells that a grid marks in its own way: the browser knows nothing of it.
        pub chosen: bool,
        /// Of several values, short texts before the first one that may be its name, the nearest first.
        pub labels: Vec<String>,
        /// Whether the pointer is on it.
        pub pointed: bool,
        /// Whether it is in one line, without room between what is in it: a double click takes values that touch, and goes on
        /// in no other box.
        pub touching: bool,
    }

    /// The text at both sides of the caret.
    pub struct Caret {
        /// The text before it.
        pub before: String,
        /// The text behind it.
        pub after: String,
        /// Whether it is inside the element under the pointer.
        pub inside: bool,
    }

    /// The element under the pointer. Texts are empty where an element is a part of the page rather than a value.
    pub struct Pointed {
        /// The text of the innermost element.
        pub text: String,
        /// The text before it in its cell, or in its block.
        pub before: String,
        /// The text behind it there.
        pub after: String,
        /// The tooltip there.
        pub title: String,
        /// Short texts before it, or above it, that may be its name, the nearest first.
        pub labels: Vec<String>,
        /// Short texts of the other parts of the list that it is in, as members of an object are drawn.
        pub members: Vec<String>,
        /// The short text behind it, where nothing else is in a box with it; empty elsewhere.
        pub partner: String,
        /// Whether a click there would put the caret there.
        pub selectable: bool,
        /// Whether the keyboard is where a click there would put it.
        pub clicked: bool,
    }

    /// A link.
    pub struct Link {
        /// Its address.
        pub url: String,
        /// Its text, as it is seen.
        pub text: String,
        /// Its tooltip.
        pub title: String,
    }

    /// A cell of a table or grid.
    pub struct Cell {
        /// The name of its column; empty where nothing names it.
        pub name: String,
        /// Its text.
        pub text: String,
    }
}

/// How an analyst asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Gesture {
    /// By the context menu of one frame: the right button has put the caret and the keyboard where it could.
    #[default]
    Menu,
    /// By a shortcut: the pointer is where it is.
    Keys,
    /// By the button of the toolbar: only a selection is read.
    Popup,
}

impl FromJson for Gesture {
    fn from_json(value: &Value) -> Result<Self, Mistyped> {
        value.as_str().and_then(|name| name.parse().ok()).ok_or(Mistyped(""))
    }
}

from_json! {
    /// The browser's own evidence about a click.
    pub struct Click {
        /// How it was asked.
        pub gesture: Gesture,
        /// Its copy of the selection; empty where none was clicked.
        pub selected: String,
        /// The address of the link that was clicked.
        pub link: Option<String>,
        /// Whether a whole row is wanted, for an alert, rather than one value of it.
        pub whole: bool,
    }
}

/// The frame that a click is about: where something is selected and the keyboard is, else where anything is selected,
/// else where the pointer is. A frame around another one has the keyboard and the pointer too, so the last one counts.
pub(super) fn frame<'f>(frames: &'f [Evidence], click: &Click) -> Option<&'f Evidence> {
    if click.gesture == Gesture::Menu {
        return frames.first();
    }
    frames
        .iter()
        .rfind(|frame| frame.focus && (frame.selects() || frame.password))
        .or_else(|| frames.iter().find(|frame| frame.selects()))
        .or_else(|| frames.iter().find(|frame| frame.password))
        .or_else(|| frames.iter().rfind(|frame| frame.pointed.is_some()))
        .or_else(|| frames.first())
}
