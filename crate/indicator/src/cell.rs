//! The cells of rows: what a type cell beside a value, or the header of its column, says that it is.

use super::{
    context::Text,
    member,
    table::{LONGEST_CELL, SaidKind, says},
};

/// The surroundings of a value that fills a cell: the delimiter, and the cells beside it.
struct CellPlace {
    /// Where the cell begins, quotes and spaces included.
    start: usize,
    /// Where it ends.
    end: usize,
    delimiter: u8,
}

/// How many spaces may pad a cell.
const MOST_SPACES: usize = 16;

/// The cell that the text from `start` to `end` fills.
fn place(text: &Text<'_>, start: usize, end: usize) -> Option<CellPlace> {
    let (mut start, mut end) = (start, end);
    let spaces = |start: &mut usize, end: &mut usize| {
        let left =
            text.bytes[..*start].iter().rev().take(MOST_SPACES).take_while(|&&byte| byte == b' ').count();
        let right = text.bytes[*end..].iter().take(MOST_SPACES).take_while(|&&byte| byte == b' ').count();
        (*start, *end) = (*start - left, *end + right);
    };
    spaces(&mut start, &mut end);
    if matches!(text.before(start), b'"' | b'\'') && text.before(start) == text.at(end) {
        (start, end) = (start - 1, end + 1);
        spaces(&mut start, &mut end);
    }
    let is_delimiter = |byte: u8| matches!(byte, b',' | b';' | b'\t' | b'|');
    let is_end = |byte: u8| matches!(byte, 0 | b'\n' | b'\r');
    let (left, right) = (text.before(start), text.at(end));
    let delimiter = match (left, right) {
        (left, right) if is_delimiter(left) && (left == right || is_end(right)) => left,
        (left, right) if is_end(left) && is_delimiter(right) => right,
        (left, right) if is_end(left) && is_end(right) => 0,
        _ => return None,
    };
    Some(CellPlace { start, end, delimiter })
}

/// The type that a cell gives its neighbour. One with a full stop is a value itself.
fn beside(cell: &[u8]) -> Option<SaidKind> {
    if cell.contains(&b'.') { None } else { says(cell) }
}

/// The kind that the surroundings of the text from `start` to `end` tell: a type cell beside it, the header of its
/// column, or the object or the element that it is in.
#[inline(never)]
pub(super) fn said(text: &Text<'_>, start: usize, end: usize) -> Option<SaidKind> {
    of_row(text, start, end).or_else(|| member::said(text, start, end))
}

fn of_row(text: &Text<'_>, start: usize, end: usize) -> Option<SaidKind> {
    let place = place(text, start, end)?;
    let is_edge = |&&byte: &&u8| byte == place.delimiter || byte == b'\n' || byte == b'\r';
    if place.delimiter != 0 {
        if text.before(place.start) == place.delimiter {
            let before = &text.bytes[..place.start - 1];
            let length = before.iter().rev().take(LONGEST_CELL + 3).take_while(|byte| !is_edge(byte)).count();
            if let Some(said) = beside(&before[before.len() - length..]) {
                return Some(said);
            }
        }
        if text.at(place.end) == place.delimiter {
            let behind = &text.bytes[place.end + 1..];
            let length = behind.iter().take(LONGEST_CELL + 3).take_while(|byte| !is_edge(byte)).count();
            if let Some(said) = beside(&behind[..length]).filter(|said| *said != SaidKind::NoFile) {
                return Some(said);
            }
        }
    }
    text.table().said(text.bytes, place.start, place.delimiter)
}
