//! Rows with the names of their columns, as text that the reader of log lines understands.

use super::Cell;

/// A longer name, in bytes, is no name of a value.
const NAME: usize = 60;
/// Letters before the digits of names: `SHA-256`, `MD5`, `IPv4`, `JA3`, `x509`.
const NUMBERED: &[&[u8]] = &[b"sha", b"md", b"ipv", b"ja", b"base", b"crc", b"x"];

/// The rows as lines of cells between tabs, below a line of the names of their columns; one cell alone as
/// `name: value`. `None` where no column has a name, since the text itself says as much.
pub(super) fn of(rows: &[Vec<Cell>]) -> Option<String> {
    if rows.iter().flatten().all(|cell| cell.name.trim().is_empty()) {
        return None;
    }
    if let [row] = rows
        && let [cell] = row.as_slice()
    {
        return Some(format!("{}: {}", plain(&cell.name), plain(&cell.text)));
    }
    let columns = columns(rows);
    let mut lines = vec![columns.iter().map(|(name, _)| head(name)).collect::<Vec<_>>().join("\t")];
    for row in rows {
        let mut cells = vec![String::new(); columns.len()];
        for (at, cell) in row.iter().enumerate() {
            let column = columns.iter().position(|column| *column == key(row, at));
            if let Some(place) = column.and_then(|column| cells.get_mut(column)) {
                *place = plain(&cell.text);
            }
        }
        lines.push(cells.join("\t"));
    }
    Some(lines.join("\n"))
}

/// Heads of columns that say nothing of the values below: their names stand beside them in the rows.
const VALUES: [&str; 28] = [
    "indicator",
    "indicators",
    "ioc",
    "observable",
    "value",
    "values",
    "content",
    "contents",
    "data",
    "setting",
    "detail",
    "details",
    "description",
    "result",
    "observed",
    "current",
    "current value",
    "wert",
    "werte",
    "inhalt",
    "valeur",
    "valor",
    "valore",
    "waarde",
    "wartość",
    "значение",
    "值",
    "値",
];

/// The name of a cell: that of its column, or, where that says nothing, the cell beside it, as in a table with the heads
/// `Field` and `Value`. `None` where nothing names it.
pub(super) fn name_at(cells: &[Cell], at: usize) -> Option<&str> {
    let column = cells.get(at)?.name.trim();
    // Tables of data number columns that nobody has named.
    let is_number = !column.is_empty() && column.bytes().all(|byte| byte.is_ascii_digit());
    let says_nothing = is_number || VALUES.iter().any(|known| same(column, known));
    let beside = cells[..at].iter().rev().map(|cell| cell.text.trim()).find(|text| !text.is_empty());
    let beside = beside.filter(|text| says_nothing && is_name(text));
    // MISP writes the role of a value above its type.
    let typed = || typed(cells).filter(|text| says_nothing && text.lines().all(|line| is_name(line.trim())));
    beside.or_else(typed).or(Some(column).filter(|name| !name.is_empty()))
}

/// Heads of columns that say what kind of value stands beside them, the surest one first.
const TYPES: [&str; 12] = [
    "type",
    "types",
    "data type",
    "indicator type",
    "ioc type",
    "kind",
    "attribute",
    "typ",
    "tipo",
    "类型",
    "種類",
    "category",
];

/// The same in names of members.
const MEMBER_TYPES: [&str; 3] = ["ioc_type", "indicator_type", "data_type"];

/// The type in a member of an object that tells it: `"type": "imphash"`, without the quotes around it.
pub(super) fn type_in<'t>(member: &'t str) -> Option<&'t str> {
    let bare = |text: &'t str| text.trim_matches(|c: char| !c.is_alphanumeric());
    let (name, value) = member.split_once(':').map(|(name, value)| (bare(name), bare(value)))?;
    let is_type = TYPES.iter().chain(&MEMBER_TYPES).any(|known| same(name, known));
    (is_type && !value.is_empty()).then_some(value)
}

/// The type that a cell of a row gives its value.
fn typed(cells: &[Cell]) -> Option<&str> {
    let of_head = |known: &str| cells.iter().find(|cell| same(cell.name.trim(), known));
    TYPES.iter().find_map(|known| of_head(known)).map(|cell| cell.text.trim())
}

/// Words in the names of columns that hold addresses, whatever the first cell of their rows is called.
const OF_ADDRESSES: [&str; 7] = ["address", "dest", "dst", "ip", "ipv4", "source", "src"];

/// The first cell of a row that may be the name of all others, as where two things are compared; `None` where the column of a
/// cell says that it holds addresses.
pub(super) fn row_name(cells: &[Cell], at: usize) -> Option<&str> {
    let name = cells.first()?.text.trim();
    let column = cells.get(at)?.name.to_ascii_lowercase();
    let words = column.split(|c: char| !c.is_alphanumeric());
    let is_of_addresses = words.into_iter().any(|word| OF_ADDRESSES.contains(&word));
    (at > 0 && cells.len() > 2 && !is_of_addresses && is_name(name)).then_some(name)
}

/// Whether two words differ in nothing but their case. Most are ASCII, and the tables of all other letters are large.
fn same(word: &str, known: &str) -> bool {
    word.eq_ignore_ascii_case(known) || (!word.is_ascii() && word.to_lowercase() == known)
}

/// The cells that a value stands among: of the first pane whose labels look like names of fields, else of the row.
pub(super) fn around<'e>(row: &'e [Cell], panes: &'e [Vec<Cell>]) -> &'e [Cell] {
    panes.iter().find(|pane| are_named(pane)).map_or(row, Vec::as_slice)
}

/// Whether at least four fifths of the labels of a pane look like names of fields. A list of events may have times, addresses or hosts where a pane has names.
fn are_named(cells: &[Cell]) -> bool {
    let named = cells.iter().filter(|cell| is_name(&cell.name)).count();
    named * 5 >= cells.len() * 4
}

/// Whether a text may be the name of a column or a field: it is short, and has digits at most where names have them, `SHA-256`.
pub(crate) fn is_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    // A digit belongs to the one before it, or to the letters before it.
    let fits = |at: usize| {
        let before = bytes[..at].strip_suffix(b"-").unwrap_or(&bytes[..at]);
        bytes[..at].last().is_some_and(u8::is_ascii_digit)
            || NUMBERED.iter().any(|letters| {
                before
                    .len()
                    .checked_sub(letters.len())
                    .is_some_and(|from| before[from..].eq_ignore_ascii_case(letters))
            })
    };
    !text.is_empty()
        && text.len() <= NAME
        && !text.contains(['\t', '\n'])
        && (0..bytes.len()).all(|at| !bytes[at].is_ascii_digit() || fits(at))
}

/// One whole row, as [`of`] writes it; where no column has a name, its cells between tabs. `None` for a row of one cell,
/// which is no more than its text.
pub(super) fn whole(row: &[Cell]) -> Option<String> {
    if row.len() < 2 {
        return None;
    }
    let cells = || row.iter().map(|cell| plain(&cell.text)).collect::<Vec<_>>().join("\t");
    of(&[row.to_vec()]).or_else(|| Some(cells()))
}

/// The columns of all rows: their names, and which one of those with the same name in its row.
fn columns(rows: &[Vec<Cell>]) -> Vec<(&str, usize)> {
    let mut columns = Vec::new();
    // The fullest row has them in their order; the ends of a selection may have less.
    let fullest = rows.iter().max_by_key(|row| row.len());
    for row in fullest.into_iter().chain(rows) {
        for at in 0..row.len() {
            let column = key(row, at);
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
    }
    columns
}

fn key(row: &[Cell], at: usize) -> (&str, usize) {
    let name = row[at].name.as_str();
    (name, row[..at].iter().filter(|cell| cell.name == name).count())
}

/// The name of a column; `#` for one without a name, as of check boxes, since a line of names has no empty ones.
fn head(name: &str) -> String {
    let name = plain(name);
    if name.is_empty() { "#".to_owned() } else { name }
}

/// A text on one line, without what separates cells.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Cell, around, of, whole};

    fn row(cells: &[(&str, &str)]) -> Vec<Cell> {
        cells.iter().map(|&(name, text)| Cell { name: name.into(), text: text.into() }).collect()
    }

    #[test]
    fn a_whole_row_needs_no_names() {
        assert_eq!(whole(&row(&[("", "10.0.0.1"), ("", " 8.8.8.8\n")])).unwrap(), "10.0.0.1\t8.8.8.8");
        assert_eq!(whole(&row(&[("From", "10.0.0.1"), ("", "53")])).unwrap(), "From\t#\n10.0.0.1\t53");
        assert_eq!(whole(&row(&[("From", "10.0.0.1")])), None);
    }

    #[test]
    fn a_pane_is_told_from_a_list_of_events_by_its_names() {
        let events = row(&[("10:00:01", "10.0.0.1"), ("10:00:02", "10.0.0.2")]);
        let line = row(&[("", "10:00:01"), ("", "10.0.0.1")]);
        let list = |pane: &[Cell]| around(&line, &[pane.to_vec()]).to_vec();
        assert_eq!(list(&events), line);
        for names in
            [["Source", "Destination"], ["SHA-256", "MD5"], ["IPv4 address", "JA3"], ["Файл", "Хеш SHA1"]]
        {
            let pane = row(&names.map(|name| (name, "x")));
            assert_eq!(list(&pane), pane, "{names:?}");
        }
        for names in [["fw1", "fw2"], ["10.0.0.1", "10.0.0.2"], ["2026-11-29", "2026-11-30"], ["", ""]] {
            assert_eq!(list(&row(&names.map(|name| (name, "x")))), line, "{names:?}");
        }
        assert_eq!(around(&line, &[]), line);
    }

    #[test]
    fn rows_stand_below_the_names_of_their_columns() {
        let rows = [
            row(&[("Source", "10.0.0.1"), ("Port", "137"), ("Destination", "8.8.8.8"), ("Port", "53")]),
            row(&[("Source", "10.0.0.2"), ("Port", "1\n38")]),
        ];
        assert_eq!(
            of(&rows).unwrap(),
            "Source\tPort\tDestination\tPort\n10.0.0.1\t137\t8.8.8.8\t53\n10.0.0.2\t1 38\t\t"
        );
        assert_eq!(of(&[row(&[("Source", "10.0.0.1")])]).unwrap(), "Source: 10.0.0.1");
        assert_eq!(of(&[row(&[("", "10.0.0.1"), ("", "8.8.8.8")])]), None);
        assert_eq!(of(&[]), None);
    }
}
