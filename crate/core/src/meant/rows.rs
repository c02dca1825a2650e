//! A selection over cells, each of which its name may say to be something else than it looks.

use super::{Cell, Selected, bare, expand, is_name, record, saying, says_none};
use crate::indicator::scan;

/// The selected text with the names before those cells that these say to be no indicators, `443⇥Version: 6.2.8.31`; `None`
/// where there are none. A cell at either end may be selected in part.
pub(super) fn named(selected: &str, rows: &[Vec<Cell>]) -> Option<String> {
    let cells: Vec<(&[Cell], usize)> =
        rows.iter().flat_map(|row| (0..row.len()).map(move |at| (row.as_slice(), at))).collect();
    if cells.len() < 2 || !cells.iter().any(|(row, at)| other_name(row, *at).is_some()) {
        return None;
    }
    let mut cells = cells.into_iter();
    let mut found = false;
    let lines = selected.split('\n').map(|line| {
        let parts = line.split('\t').map(|part| {
            let text = part.trim();
            // Heads, and what the page shows besides, stand among the parts, too.
            let mut rest = cells.clone();
            let cell = rest.find(|(row, at)| !text.is_empty() && is_of(text, &row[*at]));
            if cell.is_some() {
                cells = rest;
            }
            let Some((row, at)) = cell else { return part.to_owned() };
            let whole = row[at].text.trim();
            match other_name(row, at) {
                Some(name) => {
                    found = true;
                    format!("{}: {whole}", saying(name, whole))
                }
                // A value that is selected in part, as one that its cell cuts.
                None if text.len() < whole.len() && is_one(whole) => whole.to_owned(),
                None => part.to_owned(),
            }
        });
        parts.collect::<Vec<_>>().join("\t")
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    found.then_some(text)
}

/// The selected cells without the heads that the selection begins with, where these are those of other columns: it begins in
/// the middle of the heads, and the cells below at the first one. `None` for other selections.
pub(super) fn below_heads<'t>(selected: &'t str, rows: &[Vec<Cell>]) -> Option<&'t str> {
    let (heads, rest) = selected.split_once('\n')?;
    let row = rows.first()?;
    let begins = rest.split(['\t', '\n']).next()?.trim();
    let heads = || heads.split('\t').map(str::trim);
    let is_other = |(head, cell): (&str, &Cell)| !cell.name.is_empty() && !cell.name.contains(head);
    let is_shifted = heads().all(is_name) && heads().zip(row).any(is_other);
    (!begins.is_empty() && is_of(begins, row.first()?) && is_shifted).then_some(rest)
}

/// Whether a text is one indicator.
fn is_one(text: &str) -> bool {
    !text.contains(char::is_whitespace) && expand::count(text) == 1
}

/// The name of a cell, or of its row, that says that it is no indicator.
fn other_name(row: &[Cell], at: usize) -> Option<&str> {
    let text = row[at].text.trim();
    let says = |name: &&str| says_none(name, text);
    let own = Some(row[at].name.trim()).filter(|name| !name.is_empty());
    own.filter(says)
        .or_else(|| record::name_at(row, at).filter(says))
        .or_else(|| record::row_name(row, at).filter(says))
}

/// Several selected values behind the name of the first one, where that stands before the selection and says that it is no
/// indicator; `None` for other selections.
pub(super) fn begun(selection: &Selected) -> Option<String> {
    let first = selection.text.split(['\t', '\n']).next()?.trim();
    if first.len() < selection.text.trim().len() {
        let mut labels = selection.labels.iter().map(|label| bare(label)).filter(|label| !label.is_empty());
        if let Some(name) = labels.next().filter(|name| says_none(name, first)) {
            return Some(format!("{name}: {}", selection.text));
        }
    }
    behind_name(selection)
}

/// How many words before a selection may name its first value, and how long that is at most, in bytes.
const NAME_WORDS: usize = 4;
const FIRST: usize = 160;

/// Several selected values behind the words right before them that make the first one no indicator: `agent.version: ` before
/// `6.7.1.28 source.ip: 203.0.113.5`.
fn behind_name(selection: &Selected) -> Option<String> {
    let Selected { before, text, .. } = selection;
    let lead = text.len() - text.trim_start().len();
    let first = scan(text).into_iter().next().filter(|found| found.span.start == lead)?;
    // What is not read to its end may go on behind it.
    let head = &text[..first.span.end];
    if head.len() > FIRST || text[first.span.end..].trim().is_empty() {
        return None;
    }
    let starts = before.trim_end().char_indices().rev().filter(|(_, c)| c.is_whitespace());
    let starts = starts.map(|(at, c)| at + c.len_utf8()).chain([0]).take(NAME_WORDS);
    let mut named = starts.map(|at| &before[at..]).filter(|name| expand::count(name) == 0);
    let name = named.find(|name| expand::count(&[name, head].concat()) == 0)?;
    Some([name, text.as_str()].concat())
}

/// Whether a part of the selection is a cell, or the end or the beginning of one.
fn is_of(part: &str, cell: &Cell) -> bool {
    let whole = cell.text.trim();
    whole == part || part.len() > 1 && (whole.ends_with(part) || whole.starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::{Cell, below_heads, named};

    fn row(cells: &[(&str, &str)]) -> Vec<Cell> {
        cells.iter().map(|&(name, text)| Cell { name: name.into(), text: text.into() }).collect()
    }

    #[test]
    fn heads_of_other_columns_are_left_out() {
        let cells = [row(&[("Source", "10.83.20.84"), ("Peer", "37.221.65.134")])];
        for (heads, is_other) in
            [("Agent version\tSHA1", true), ("Source\tPeer", false), ("10.0.0.1\tx", false)]
        {
            let selected = format!("{heads}\n10.83.20.84\t37.221.65.134");
            let below = below_heads(&selected, &cells);
            assert_eq!(below, is_other.then_some("10.83.20.84\t37.221.65.134"), "{heads}");
        }
    }

    #[test]
    fn each_cell_has_its_name() {
        let md5 = "44d88612fea8a8f36de82e1278abb02f";
        let all = row(&[("Port", "443"), ("Version", "6.2.8.31"), ("Source", "6.2.8.31"), ("Imphash", md5)]);
        for (selected, meant) in [
            ("443\t6.2.8.31", Some("443\tVersion: 6.2.8.31".to_owned())),
            ("443\t6.2.8.31\t6.2.8.31", Some("443\tVersion: 6.2.8.31\t6.2.8.31".to_owned())),
            ("43\t6.2.8", Some("43\tVersion: 6.2.8.31".to_owned())),
            ("6.2.8.31\t6.2.8.31\t44d886", Some(format!("Version: 6.2.8.31\t6.2.8.31\tImphash: {md5}"))),
        ] {
            assert_eq!(named(selected, std::slice::from_ref(&all)), meant, "{selected}");
        }
        assert_eq!(named("443\t8.8.8.8", &[row(&[("Port", "443"), ("Source", "8.8.8.8")])]), None);
        assert_eq!(named("443\t8.8.8.8", &[row(&[("", "443"), ("", "8.8.8.8")])]), None);
        assert_eq!(
            named("8.8.8.8", &[row(&[("Version", "8.8.8.8")])]),
            None,
            "a cell alone has a rule of its own"
        );
    }
}
