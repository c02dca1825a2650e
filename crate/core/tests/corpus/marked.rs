//! Reads marked text: see `tests/corpus/README.md`.

use std::{fmt, fs, path::Path};

/// One line of a corpus file.
pub(crate) struct Case {
    /// File and line.
    pub(crate) place: String,
    /// The text without its marks.
    pub(crate) text: String,
    /// The marks in it.
    pub(crate) expected: Vec<Expected>,
}

/// An indicator as it is marked: its span is in bytes of the text without marks.
#[derive(PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) kind: String,
    pub(crate) value: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl fmt::Debug for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} @{}..{}", self.kind, self.value, self.start, self.end)
    }
}

/// The cases of every `.txt` file of a folder, in the order of their names.
pub(crate) fn read_folder(folder: &Path) -> Vec<Case> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let text_files = files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "txt"));
    text_files.flat_map(|file| read_file(file)).collect()
}

fn read_file(file: &Path) -> Vec<Case> {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let content = fs::read_to_string(file).unwrap();
    let lines = content.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with("# "));
    lines.map(|(number, line)| read_line(format!("{name}:{}", number + 1), line)).collect()
}

fn read_line(place: String, line: &str) -> Case {
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut rest = line;
    while let Some(open) = rest.find('⟨') {
        text.push_str(&unsign(&rest[..open]));
        let close = rest.find('⟩').unwrap_or_else(|| panic!("{place}: a mark is not closed"));
        let inside = &rest[open + '⟨'.len_utf8()..close];
        let (kind, body) = inside.split_once(' ').unwrap_or_else(|| panic!("{place}: a mark has no kind"));
        let (written, value) = body.split_once(" ⇒ ").unwrap_or((body, body));
        let start = text.len();
        text.push_str(&unsign(written));
        expected.push(Expected { kind: kind.to_owned(), value: unsign(value), start, end: text.len() });
        rest = &rest[close + '⟩'.len_utf8()..];
    }
    text.push_str(&unsign(rest));
    Case { place, text, expected }
}

/// Turns signs into the characters they stand for.
fn unsign(text: &str) -> String {
    let mut plain = text.replace('␊', "\n").replace('␍', "\r").replace('␉', "\t").replace('␀', "\0");
    while let Some(open) = plain.find('⟪') {
        let close = plain.find('⟫').unwrap();
        let code = u32::from_str_radix(&plain[open + '⟪'.len_utf8()..close], 16).unwrap();
        plain.replace_range(open..close + '⟫'.len_utf8(), &char::from_u32(code).unwrap().to_string());
    }
    plain
}
