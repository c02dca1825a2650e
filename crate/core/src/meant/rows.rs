//! A selection over cells, each of which its name may say to be something else than it looks.

use super::{Cell, says_none};

/// The selected text with the names before those cells that these say to be no indicators, `443⇥Version: 6.2.8.31`; `None`
/// where there are none. A cell at either end may be selected in part.
pub(super) fn named(selected: &str, rows: &[Vec<Cell>]) -> Option<String> {
    let cells: Vec<&Cell> = rows.iter().flatten().collect();
    let is_other =
        |cell: &Cell| !cell.name.trim().is_empty() && says_none(cell.name.trim(), cell.text.trim());
    if cells.len() < 2 || !cells.iter().any(|cell| is_other(cell)) {
        return None;
    }
    let mut cells = cells.into_iter();
    let mut found = false;
    let lines = selected.split('\n').map(|line| {
        let parts = line.split('\t').map(|part| {
            let text = part.trim();
            // Heads, and what the page shows besides, stand among the parts, too.
            let mut rest = cells.clone();
            let cell = rest.find(|cell| !text.is_empty() && is_of(text, cell));
            if cell.is_some() {
                cells = rest;
            }
            match cell.filter(|cell| is_other(cell)) {
                Some(cell) => {
                    found = true;
                    format!("{}: {}", cell.name.trim(), cell.text.trim())
                }
                None => part.to_owned(),
            }
        });
        parts.collect::<Vec<_>>().join("\t")
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    found.then_some(text)
}

/// Whether a part of the selection is a cell, or the end or the beginning of one.
fn is_of(part: &str, cell: &Cell) -> bool {
    let whole = cell.text.trim();
    whole == part || part.len() > 1 && (whole.ends_with(part) || whole.starts_with(part))
}

#[cfg(test)]
mod tests {
    use super::{Cell, named};

    fn row(cells: &[(&str, &str)]) -> Vec<Cell> {
        cells.iter().map(|&(name, text)| Cell { name: name.into(), text: text.into() }).collect()
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
