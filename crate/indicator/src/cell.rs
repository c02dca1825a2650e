//! The cells of rows: what a type cell beside a value, or the header of its column, says that it is.

mod list;

use super::{
    context::{Text, is_sign},
    endings::Ending,
    hash::is_hash,
    member,
    prose::SENTENCE,
    table::{CellType, LONGEST_CELL, says},
    words::Words,
};
use list::of_list;

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
    // `▸ 44d8…`: an icon before the value
    if !text.before(start).is_ascii()
        && let Some(sign) = text.preceding(start, 4).chars().next_back().filter(|sign| is_sign(*sign))
    {
        start -= sign.len_utf8();
        spaces(&mut start, &mut end);
    }
    if matches!(text.before(start), b'"' | b'\'' | b'`') && text.before(start) == text.at(end) {
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
fn beside(cell: &[u8]) -> Option<CellType> {
    if cell.contains(&b'.') { None } else { says(cell) }
}

/// The kind that the surroundings of the text from `start` to `end` tell: a type cell beside it, the header of its
/// column, or the object or the element that it is in.
#[inline(never)]
pub(super) fn said(text: &Text<'_>, start: usize, end: usize) -> Option<CellType> {
    of_row(text, start, end).or_else(|| member::said(text, start, end))
}

/// Like [`said`], for a name that may be a host's or a file's: pairs of MISP and the keys of lists tell them apart, too.
pub(super) fn said_of_name(text: &Text<'_>, start: usize, end: usize) -> Option<CellType> {
    of_row(text, start, end)
        .or_else(|| of_pair(text, start, end))
        .or_else(|| member::said(text, start, end))
        .or_else(|| of_list(text, start, end))
}

/// The kind of the first value of a pair, by the type cell of both: `domain|ip,"evil.one|203.0.113.9"` of MISP.
fn of_pair(text: &Text<'_>, start: usize, end: usize) -> Option<CellType> {
    if text.at(end) != b'|' {
        return None;
    }
    let row = text.preceding(start, 2 * LONGEST_CELL).trim_end_matches('"').strip_suffix([',', '\t', ';'])?;
    let types = row.rsplit([',', '\t', ';', '\n']).next()?.trim_matches('"');
    beside(types.split_once('|')?.0.as_bytes())
}

/// Dashes between a value and its name.
const DASHES: [&str; 3] = [" – ", " — ", " - "];

/// The kind of a value that ends at `end`, by the name behind it: in brackets, or behind a dash up to the end of its line:
/// `44d8… (imphash)`, `4.2.1.7 – agent version`.
pub(super) fn said_behind(text: &Text<'_>, end: usize) -> Option<CellType> {
    if text.at(end) != b' ' || !matches!(text.at(end + 1), b'(' | b'-' | 0xE2) {
        return None;
    }
    let reach = text.floor(text.bytes.len().min(end + LONGEST_CELL + 8));
    let rest = text.slice(end, reach).split('\n').next().unwrap_or("");
    let name = match rest.strip_prefix(" (") {
        Some(rest) => rest.split_once(')').map(|(name, _)| name),
        None => DASHES
            .iter()
            .find_map(|dash| rest.strip_prefix(dash))
            .filter(|_| rest.len() < reach - end || reach == text.bytes.len()),
    };
    name.and_then(|name| beside(name.as_bytes()))
}

/// Whether the header of its column says that the text from `start` to `end` is a version.
pub(super) fn is_version(text: &Text<'_>, start: usize, end: usize) -> bool {
    let of_column = |place: CellPlace| text.table().said(text.bytes, place.start, place.delimiter);
    text.table().has_versions() && place(text, start, end).and_then(of_column) == Some(CellType::Version)
}

/// Where the name of a file begins that ends with the text from `start` to `end` and fills a cell, blanks included:
/// `"SWIFT COPY.exe"`. The cell, the header of its column, or a hash in the same row says that the name of a file is what
/// it holds.
#[cold]
pub(super) fn name_start(text: &Text<'_>, start: usize, end: usize) -> Option<usize> {
    let mut first = start;
    while first > 0 && start - first <= LONGEST_NAME && !NO_NAME.contains(&text.before(first)) {
        first -= 1;
    }
    // `▸ budget.xlsm`: an icon before it
    let sign = |at: usize| text.char_at(at).filter(|&sign| is_sign(sign)).map_or(0, char::len_utf8);
    while first < start && (text.at(first) == b' ' || sign(first) > 0) {
        first += sign(first).max(1);
    }
    let place = place(text, first, end).filter(|place| place.delimiter != 0 && first < start)?;
    let is_sentence = text.slice(first, start).split(' ').any(|word| SENTENCE.contains(word));
    // `Blocked evil.com,8f3a…`: what may be a host is one, unless the row says something else.
    let is_file_only = || {
        let extension = text.slice(first, end).rsplit('.').next().unwrap_or("");
        !Ending::of(extension).is_of_hosts()
    };
    let is_said = || of_row(text, first, end) == Some(CellType::File);
    (!is_sentence && (is_said() || is_file_only() && has_hash(text, &place))).then_some(first)
}

/// Bytes that stand in the name of no file, or divide cells.
const NO_NAME: &[u8] = b",;|\t\n\r\"'<>:/\\*?=`";

/// The longest name that is read so, in bytes.
const LONGEST_NAME: usize = 96;

/// How far around a cell its row is read, in bytes.
const ROW_REACH: usize = 768;

/// Whether another cell of the row is a hash and nothing else: behind its label it would belong to a sentence.
fn has_hash(text: &Text<'_>, place: &CellPlace) -> bool {
    let before = text.preceding_in_line(place.start, ROW_REACH);
    let rest = text.slice(place.end, text.floor(text.bytes.len().min(place.end + ROW_REACH)));
    let behind = rest.lines().next().unwrap_or("");
    let mut cells = [before, behind].into_iter().flat_map(|side| side.split(char::from(place.delimiter)));
    cells.any(|cell| is_hash(cell.trim().trim_matches(['"', '\'', '`'])))
}

/// Whether the cell before it names the kind of what it holds.
fn is_behind_kind(text: &Text<'_>, place: &CellPlace) -> bool {
    let line = text.preceding_in_line(place.start, LONGEST_CELL);
    let cell = line.strip_suffix(char::from(place.delimiter)).unwrap_or("");
    let cell = cell.rsplit(char::from(place.delimiter)).next().unwrap_or("");
    place.delimiter != 0 && KINDS.contains(cell.trim().trim_matches('"'))
}

/// Names of kinds of indicators in the cells of lists.
static KINDS: Words<11> = Words::new([
    "domain", "filename", "hostname", "ip", "md5", "sha1", "sha-1", "sha256", "sha-256", "sha512", "url",
]);

fn of_row(text: &Text<'_>, start: usize, end: usize) -> Option<CellType> {
    let place = place(text, start, end)?;
    let column = text.table().said(text.bytes, place.start, place.delimiter);
    // That of identifiers says more than the cell beside it, unless that names the kind: `type␉id␊md5␉8f3a…`.
    let is_of_ids = column == Some(CellType::NoFile);
    if is_of_ids && !is_behind_kind(text, &place) {
        return column;
    }
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
            // Of a row of two, the second says what the first is.
            let is_last = matches!(behind.get(length), None | Some(b'\n' | b'\r'));
            let is_first = matches!(text.before(place.start), 0 | b'\n');
            let is_type = || behind[..length].windows(2).any(|pair| pair == b"::");
            let fits = |said: &CellType| *said != CellType::NoFile || is_first && (is_last || is_type());
            if let Some(said) = beside(&behind[..length]).filter(fits) {
                return Some(said);
            }
        }
    }
    column.filter(|_| !is_of_ids)
}
