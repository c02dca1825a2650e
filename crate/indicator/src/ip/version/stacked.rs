//! Numbers that fill a line, with a name on the line above or below them, as boxes of a page are copied.

use super::{
    super::super::{context::Text, table},
    products,
};

/// How far around a number its neighbouring lines are read, in bytes.
const REACH: usize = 128;

/// Whether the four numbers from `start` to `end` fill their line, and a line beside them says that they are a version:
/// `Client version␊6.7.1.28`, `10.61.21.47␉Agent version␊6.3.3.2`; below them, where that line names nothing else.
#[cold]
pub(super) fn is_version(text: &Text<'_>, start: usize, end: usize) -> bool {
    if start == 0 && text.at(end) == 0 || !matches!(text.at(end), 0 | b'\n' | b'\r') {
        return false;
    }
    let number = text.slice(start, end);
    let mut above = text.preceding(start, REACH).trim_end_matches(['\n', '\r']).rsplit('\n');
    let (name, before_name) = (above.next().unwrap_or(""), above.next().unwrap_or(""));
    if says_version(name) {
        // `6.6.2.1␊Sensor version␊10.0.0.1`: names may stand below their values.
        let is_below = is_number(before_name) && products::is_small_one(before_name.trim());
        return !is_below && !products::is_large(number);
    }
    let mut below = lines_below(text, end);
    let (name, behind_name) = (below.next().unwrap_or(""), below.next().unwrap_or(""));
    let names_next = is_number(behind_name) && products::is_small_one(behind_name.trim());
    !name.contains('\t') && says_version(name) && products::is_small_one(number) && !names_next
}

/// Whether a line that ends with four numbers follows the one that ends at `end`: `6.3.3.2`, `Wazuh v6.3.3.2`.
pub(super) fn is_number_below(text: &Text<'_>, end: usize) -> bool {
    let line = lines_below(text, end).next().unwrap_or("");
    is_number(line.trim().rsplit(' ').next().unwrap_or("").trim_start_matches('v'))
}

fn lines_below<'t>(text: &Text<'t>, end: usize) -> impl Iterator<Item = &'t str> {
    let rest = text.slice(end, text.floor(text.bytes.len().min(end + REACH)));
    rest.split('\n').skip(1).map(|line| line.trim_end_matches('\r'))
}

/// Whether the last cell of a line that has letters says a version.
fn says_version(line: &str) -> bool {
    let cell = line.rsplit('\t').find(|cell| cell.contains(char::is_alphanumeric)).unwrap_or("");
    table::says(cell.as_bytes()) == Some(table::CellType::Version)
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    line.matches('.').count() == 3
        && line
            .split('.')
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
}
