//! Numbers that the shape of the line around them makes versions or sections: names of packages and platforms, headings,
//! tables of contents, columns.

use super::{
    super::super::{context::Text, labels, programs, table},
    products, stacked,
};

/// How far back the name of a package is read, and how far a line of a table of contents, in bytes.
const REACH: usize = 96;

/// Whether the line around four numbers, from `start` to `end`, has such a shape.
pub(super) fn is_version(text: &Text<'_>, start: usize, end: usize) -> bool {
    match text.before(start) {
        b':' => is_of_package(text.preceding(start - 1, REACH)),
        b',' => is_behind_date(text, start),
        b'|' => text.at(end) == b'|' && is_of_product(text.preceding(start, REACH)),
        b'[' => text.at(end) == b']' && is_heading(text.preceding(start - 1, HEADING)),
        b' ' => {
            text.bytes[..start].ends_with(b"\\S ")
                || text.before(start - 1) == b'|' && is_beside_name(text, start, end)
                || text.before(start - 1) == b' ' && is_below_version(text, start)
        }
        0 | b'\n' => {
            is_of_contents(text, end) || is_typed(text, end) || stacked::is_version(text, start, end)
        }
        b'\t' => follows_number(text, start - 1) && is_compared(text.preceding_in_line(start, REACH)),
        _ => false,
    }
}

/// Whether the cell before the bar says that it is a version: `version | 4.2.1.7`.
#[cold]
fn is_beside_name(text: &Text<'_>, start: usize, end: usize) -> bool {
    let line = text.preceding_in_line(start - 2, HEADING_CELL + 2);
    let cell = line.rsplit('|').next().unwrap_or("");
    table::says(cell.as_bytes()) == Some(table::CellType::Version)
        && !products::is_large(text.slice(start, end))
}

/// Whether the date of a driver stands before the comma, behind a label: `Driver Version: 07/18/2016,5.0.26.1`,
/// `DriverVer=07/18/2016,5.0.26.1`.
#[cold]
fn is_behind_date(text: &Text<'_>, start: usize) -> bool {
    let Some(at) = (start - 1).checked_sub(DATE) else { return false };
    let date = &text.bytes[at..start - 1];
    let is_date = date.iter().enumerate().all(|(place, &byte)| match place {
        2 | 5 => byte == b'/',
        _ => byte.is_ascii_digit(),
    });
    let word = || text.label(at).0.to_ascii_lowercase();
    is_date && (labels::is_version(&word()) || word().ends_with("ver"))
}

/// How long such a date is, in bytes: `07/18/2016`.
const DATE: usize = 10;

/// Whether the header of CEF or LEEF before a bar has come to the version of the product: `CEF:0|Acme|Gate|`.
#[cold]
fn is_of_product(before: &str) -> bool {
    let header = ["CEF:", "LEEF:"].iter().find_map(|sign| before.rfind(sign));
    header.is_some_and(|at| before[at..].matches('|').count() == 3)
}

/// Whether the text before a colon names a platform (CPE) or a package of Maven: `cpe:/a:vendor:product`,
/// `com.example.core:web-starter`.
#[cold]
fn is_of_package(before: &str) -> bool {
    let token =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '(')).next().unwrap_or("");
    if token.starts_with("cpe:") {
        return true;
    }
    let Some((group, artifact)) = token.split_once(':') else { return is_image(before, token) };
    let is_name = |name: &str| {
        let plain =
            name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
        plain && name.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let first = group.split('.').next().unwrap_or("");
    group.contains('.') && programs::is_reversed(first) && is_name(group) && artifact.split(':').all(is_name)
}

/// Whether a token names the image of a container, in a command that takes one: `docker pull acme/web:4.2.1.7`.
fn is_image(before: &str, token: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"./_-".contains(&byte);
    let line = before.rsplit('\n').next().unwrap_or("");
    token.contains('/')
        && token.bytes().all(is_plain)
        && ["docker ", "podman ", "nerdctl ", "crictl ", "FROM ", "image: "]
            .iter()
            .any(|tool| line.contains(tool))
}

/// The longest beginning of a heading, in bytes: `###### `.
const HEADING: usize = 8;

/// Whether a heading of Markdown begins its line: `## [4.12.3.1] - 2023-02-11`.
fn is_heading(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or("");
    line.starts_with('#') && line.trim_start_matches('#') == " "
}

/// Whether a title with leaders follows, as in a table of contents: `3.1.2.1 Scope ........ 12`.
fn is_of_contents(text: &Text<'_>, end: usize) -> bool {
    if !text.at(end + 1).is_ascii_uppercase() {
        return false;
    }
    let rest = text.bytes[end..].iter().take(REACH).take_while(|&&byte| byte != b'\n').count();
    let line = text.slice(end, end + rest).trim_end();
    let title = line.trim_end_matches(|c: char| c.is_ascii_digit());
    title.len() < line.len() && title.trim_end().ends_with("..")
}

/// Whether the only other cell of its row says that it is a version: `4.6.1.1␉Version`.
fn is_typed(text: &Text<'_>, end: usize) -> bool {
    if text.at(end) != b'\t' {
        return false;
    }
    let rest = text.bytes[end + 1..].iter().take(HEADING_CELL);
    let cell = text.slice(end + 1, end + 1 + rest.take_while(|byte| **byte >= b' ').count());
    let behind = end + 1 + cell.len();
    matches!(text.at(behind), 0 | b'\n' | b'\r')
        && table::says(cell.as_bytes()) == Some(table::CellType::Version)
        // `10.61.21.47␉Agent version␊6.3.3.2`: the name of what stands below it.
        && !stacked::is_number_below(text, behind)
}

/// How long such a cell is at most, in bytes.
const HEADING_CELL: usize = 32;

/// Whether the cell that ends at `end` ends with several numbers, with dots between them.
fn follows_number(text: &Text<'_>, end: usize) -> bool {
    let cell = text.bytes[..end].iter().rev().take(NUMBERS);
    let numbers = cell.take_while(|byte| byte.is_ascii_digit() || **byte == b'.');
    numbers.filter(|byte| **byte == b'.').count() == 3
}

/// How long four numbers are at most, with the dots between them, in bytes.
const NUMBERS: usize = 15;

/// Whether the first cell of a row names versions, and the cells behind it are such: `Agent version␉4.3.2.41␉4.3.2.42`.
fn is_compared(line: &str) -> bool {
    let mut cells = line.trim_end_matches('\t').split('\t');
    let is_number = |cell: &str| {
        cell.matches('.').count() == 3 && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let is_named = cells.next().is_some_and(|name| {
        !name.bytes().any(|byte| byte.is_ascii_digit())
            && table::says(name.as_bytes()) == Some(table::CellType::Version)
    });
    is_named && cells.clone().next().is_some() && cells.all(is_number)
}

/// How much of the beginning of a text is looked at for the header of a column, in bytes, and in how many lines.
const HEADER: usize = 512;
const LINES: usize = 3;

/// Whether a header that is a version begins above it, in the same column, as package managers align them. Theirs have a
/// column for the version that one could have, too: `Version  Available`.
#[cold]
fn is_below_version(text: &Text<'_>, start: usize) -> bool {
    let line = text.bytes[..start].iter().rev().take(REACH).take_while(|&&byte| byte != b'\n').count();
    let top = text.floor(HEADER.min(text.bytes.len()));
    let headers = text.slice(0, top).lines().take(LINES);
    let mut cells = headers.filter_map(|header| {
        let before = header.get(..line)?;
        let cell = || header[line..].split("  ").next().unwrap_or("");
        (line == 0 || before.ends_with(' ')).then(|| (before, cell()))
    });
    cells.any(|(before, cell)| {
        cell == "Available" && (before.contains("Version ") || before.contains("Installed"))
            || labels::is_version(cell.split(' ').next().unwrap_or(""))
            || table::says(cell.as_bytes()) == Some(table::CellType::Version)
    })
}
