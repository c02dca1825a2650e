//! Tables in the text of a page: cells below heads that say that they hold no indicators.

use std::borrow::Cow;

use crate::{indicator::is_non_indicator_header, meant::is_name};

/// A longer line, in bytes, is no head of a table.
const LINE: usize = 1_024;

/// The text of a page with blanks in place of what stands below such heads: versions below `Agent version`, hashes below
/// `Imphash`. A head is a line of short cells without digits, between tabs; its rows are the lines below it with as many cells,
/// until one has another number of them.
pub(super) fn without_named(text: &str) -> Cow<'_, str> {
    let mut kept: Option<String> = None;
    let mut others: Vec<usize> = Vec::new();
    let (mut count, mut was_head) = (0, false);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let begin = start;
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        let cells = line.matches('\t').count() + 1;
        // Lines between are details of a row.
        if cells == 1 {
            continue;
        }
        if is_head(line) {
            // Below the names may stand filters.
            if !(was_head && cells == count) {
                others.clear();
            }
            let named = line.split('\t').enumerate().filter(|(_, name)| is_non_indicator_header(name.trim()));
            others.extend(named.map(|(at, _)| at));
            (count, was_head) = (cells, true);
            continue;
        }
        was_head = false;
        if cells != count {
            others.clear();
            continue;
        }
        let mut at = begin;
        for (index, cell) in line.split('\t').enumerate() {
            if others.contains(&index) && cell.bytes().any(|byte| byte.is_ascii_digit()) {
                let blanks = " ".repeat(cell.len());
                kept.get_or_insert_with(|| text.to_owned()).replace_range(at..at + cell.len(), &blanks);
            }
            at += cell.len() + 1;
        }
    }
    kept.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether a line is one of names of columns.
fn is_head(line: &str) -> bool {
    line.len() < LINE
        && line.bytes().any(|byte| byte.is_ascii_alphabetic())
        && line.split('\t').all(|cell| cell.trim().is_empty() || is_name(cell.trim()))
}

#[cfg(test)]
mod tests {
    use super::without_named;

    #[test]
    fn what_stands_below_such_heads_is_blank() {
        for (text, kept) in [
            (
                "Peer\tAgent version\n1.1.1.1\t7.2.1.4\n1.1.1.2\t7.2.1.5",
                "Peer\tAgent version\n1.1.1.1\t       \n1.1.1.2\t       ",
            ),
            // Details between the rows, and a table of its own behind them
            (
                "Peer\tVersion\n1.1.1.1\t7.2.1.4\nopen\n1.1.1.2\t7.2.1.5\nPeer\tPort\n1.1.1.3\t7.2.1.6",
                "Peer\tVersion\n1.1.1.1\t       \nopen\n1.1.1.2\t       \nPeer\tPort\n1.1.1.3\t7.2.1.6",
            ),
            (
                "Peer\tVersion\n1.1.1.1\t7.2.1.4\tx\n1.1.1.2\t7.2.1.5",
                "Peer\tVersion\n1.1.1.1\t7.2.1.4\tx\n1.1.1.2\t7.2.1.5",
            ),
            (
                "Version 7.2.1.4\nPeer\tSource\n1.1.1.1\t7.2.1.4",
                "Version 7.2.1.4\nPeer\tSource\n1.1.1.1\t7.2.1.4",
            ),
            ("Peer\tVersion\n\tany\n1.1.1.1\t7.2.1.4", "Peer\tVersion\n\tany\n1.1.1.1\t       "),
            ("", ""),
        ] {
            assert_eq!(without_named(text), kept, "{text}");
        }
    }
}
