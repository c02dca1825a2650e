//! The cells of rows: what a type cell beside a value, or the header of its column, says that it is.

use super::{
    context::Text,
    member, path,
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
const MOST_SPACES: usize = 64;

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

/// Where the name of a file begins that ends with the text from `start` to `end` and fills a cell, blanks included:
/// `"SWIFT COPY.exe"`. The cell, the header of its column, or a hash in the same row says that the name of a file is what
/// it holds.
#[cold]
pub(super) fn name_start(text: &Text<'_>, start: usize, end: usize) -> Option<usize> {
    let is_edge = |byte: u8| {
        matches!(byte, b',' | b';' | b'|' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b'<' | b'>' | b':')
    };
    let before = text.bytes[..start].iter().rev().take(LONGEST_NAME + 1);
    let length = before.take_while(|&&byte| !is_edge(byte)).count();
    let words = text.slice(start - length, start).trim_start();
    let first = start - words.len();
    let place = place(text, first, end)?;
    let is_name = !words.is_empty()
        && length <= LONGEST_NAME
        && place.delimiter != 0
        && words
            .split(' ')
            .all(|word| !path::SENTENCE.contains(word) && !word.contains(['/', '\\', '*', '?', '=', '`']));
    (is_name && (of_row(text, first, end) == Some(SaidKind::File) || has_hash(text, &place))).then_some(first)
}

/// The longest name that is read so, in bytes.
const LONGEST_NAME: usize = 96;

/// How far around a cell its row is read, in bytes.
const ROW_REACH: usize = 768;

/// Whether another cell of the row of a cell is a hash.
fn has_hash(text: &Text<'_>, place: &CellPlace) -> bool {
    let is_hash = |cell: &[u8]| {
        let is_around = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`' | b' ');
        let begin = cell.iter().position(|byte| !is_around(byte)).unwrap_or(0);
        let end = cell.iter().rposition(|byte| !is_around(byte)).map_or(0, |at| at + 1);
        let cell = cell.get(begin..end).unwrap_or(b"");
        matches!(cell.len(), 32 | 40 | 64) && cell.iter().all(u8::is_ascii_hexdigit)
    };
    let before = &text.bytes[place.start.saturating_sub(ROW_REACH)..place.start];
    let before = before.rsplit(|&byte| byte == b'\n').next().unwrap_or(b"");
    let behind = &text.bytes[place.end..text.bytes.len().min(place.end + ROW_REACH)];
    let behind = behind.split(|&byte| byte == b'\n' || byte == b'\r').next().unwrap_or(b"");
    [before, behind].iter().any(|part| part.split(|&byte| byte == place.delimiter).any(is_hash))
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
