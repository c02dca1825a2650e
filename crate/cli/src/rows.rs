//! Rows of comma-separated values (RFC 4180), and what spreadsheets make of them: other marks between the cells, and a
//! first line that names the mark.
//!
//! A quote that nobody closes spoils its own row only, not the rest of the file.

use std::{
    collections::VecDeque,
    io::{self, Read},
};

use csv::{ByteRecord, ReaderBuilder};

use crate::lines::{InputLine, InputLines, LONGEST, TOO_LONG};

/// The marks between cells that are looked for, the usual one first.
const MARKS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A row: the number of its first line, counted from 1, and its cells, or what is wrong with it.
pub(crate) type Row = (u64, Result<ByteRecord, &'static str>);

/// Reads rows.
pub(crate) struct Rows<R> {
    lines: InputLines<R>,
    /// Lines that were read with a row that turned out to be none.
    again: VecDeque<InputLine>,
    mark: u8,
}

impl<R: Read> Rows<R> {
    /// The rows of an input, and the first of them, which names the columns. The mark between the cells is the one that
    /// a line `sep=` names, or else the one that makes most cells of that row known names.
    ///
    /// # Errors
    /// That the input cannot be read.
    pub(crate) fn begin(input: R, is_known: impl Fn(&str) -> bool) -> io::Result<(Self, ByteRecord)> {
        let mut rows = Self { lines: InputLines::new(input), again: VecDeque::new(), mark: MARKS[0] };
        let Some(mut first) = rows.filled()? else { return Ok((rows, ByteRecord::new())) };
        if let Some(text) = first.bytes.strip_prefix(b"\xef\xbb\xbf") {
            first.bytes = text.to_vec();
        }
        if let Some([mark]) = first.bytes.strip_prefix(b"sep=").map(|text| text.trim_ascii_end()) {
            rows.mark = *mark;
        } else if first.bytes.trim_ascii_end() == b"sep=" {
            // A tab, which the trimming took.
            rows.mark = b'\t';
        } else {
            let known = |&mark: &u8| {
                let cells = cells(&first.bytes, mark);
                cells.map_or(0, |cells| cells.iter().filter(|cell| is_known(&name(cell))).count())
            };
            // Of several that are equal, the last one counts as the largest.
            rows.mark = MARKS.into_iter().rev().max_by_key(known).unwrap_or(MARKS[0]);
            rows.again.push_front(first);
        }
        let head = rows.next()?.and_then(|(_, row)| row.ok()).unwrap_or_default();
        Ok((rows, head))
    }

    /// The next row that is not empty; nothing at the end.
    ///
    /// # Errors
    /// That the input cannot be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<Row>> {
        let Some(first) = self.filled()? else { return Ok(None) };
        let number = first.number;
        if first.is_too_long {
            return Ok(Some((number, Err(TOO_LONG))));
        }
        let mut whole = first.bytes;
        let mut others = Vec::new();
        let mut place = RowState::default().after(&whole, self.mark);
        while place == RowState::Quoted {
            let next = if whole.len() < LONGEST { self.line()? } else { None };
            let is_end = next.as_ref().is_none_or(|line| line.is_too_long);
            others.extend(next);
            if is_end {
                // Whatever stands behind it is read by itself.
                others.into_iter().rev().for_each(|line| self.again.push_front(line));
                return Ok(Some((number, Err("a quote is opened and not closed"))));
            }
            if let Some(line) = others.last() {
                place = place.after(&line.bytes, self.mark);
                whole.extend_from_slice(&line.bytes);
            }
        }
        let row = cells(&whole, self.mark).ok_or("this is no row of comma-separated values");
        Ok(Some((number, row)))
    }

    /// The next line that is not empty.
    fn filled(&mut self) -> io::Result<Option<InputLine>> {
        loop {
            match self.line()? {
                Some(line) if line.bytes.trim_ascii().is_empty() && !line.is_too_long => {}
                other => return Ok(other),
            }
        }
    }

    fn line(&mut self) -> io::Result<Option<InputLine>> {
        match self.again.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next(),
        }
    }
}

/// The name that a cell of the first row says.
pub(crate) fn name(cell: &[u8]) -> String {
    crate::input::text(cell).trim().to_ascii_lowercase()
}

fn cells(row: &[u8], mark: u8) -> Option<ByteRecord> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).from_reader(row);
    let mut cells = ByteRecord::new();
    reader.read_byte_record(&mut cells).ok().filter(|found| *found).map(|_| cells)
}

/// Where in a row one is, as its lines are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum RowState {
    /// Before the first letter of a cell.
    #[default]
    Start,
    /// In a cell without quotes; a quote in it is a letter.
    Plain,
    /// Within quotes.
    Quoted,
    /// Behind a quote within quotes: their end, or the first half of a letter.
    Closing,
}

impl RowState {
    fn after(self, line: &[u8], mark: u8) -> Self {
        line.iter().fold(self, |place, &byte| match (place, byte) {
            (Self::Start | Self::Closing, b'"') => Self::Quoted,
            (Self::Quoted, b'"') => Self::Closing,
            (Self::Quoted, _) => Self::Quoted,
            (_, byte) if byte == mark || byte == b'\n' => Self::Start,
            _ => Self::Plain,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    /// A row by its line.
    type Read = (u64, Result<Vec<String>, &'static str>);

    /// The mark, the names, and each row.
    fn read(text: &str) -> (char, Vec<String>, Vec<Read>) {
        let known = |name: &str| ["vendor", "product", "source_ip", "a", "b"].contains(&name);
        let strings = |cells: csv::ByteRecord| -> Vec<String> {
            cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
        };
        let (mut rows, head) = Rows::begin(text.as_bytes(), known).unwrap();
        let mut all = Vec::new();
        while let Some((line, row)) = rows.next().unwrap() {
            all.push((line, row.map(strings)));
        }
        (char::from(rows.mark), strings(head), all)
    }

    fn row(line: u64, cells: &[&str]) -> Read {
        (line, Ok(cells.iter().map(|&cell| cell.to_owned()).collect()))
    }

    #[test]
    fn the_mark_is_the_one_that_is_named_or_that_fits() {
        for (text, mark) in [
            ("vendor,product\n1,2\n", ','),
            ("\u{feff}Vendor;Product;Source_IP\r\n1;2;3\r\n", ';'),
            ("sep=;\nvendor;product\n1;2\n", ';'),
            ("\u{feff}sep=\t\r\nvendor\tproduct\r\n", '\t'),
            ("sep=|\nvendor|product\n", '|'),
            ("vendor\tproduct\n1\t2\n", '\t'),
            ("vendor|product\n", '|'),
            // One column has no mark.
            ("vendor\n1\n", ','),
            ("x,y;z\n", ','),
        ] {
            let (found, head, _) = read(text);
            assert_eq!(found, mark, "{text:?}");
            assert!(
                text.to_lowercase().starts_with("x") || head[0].eq_ignore_ascii_case("vendor"),
                "{head:?}"
            );
        }
        assert_eq!(read(""), (',', vec![], vec![]));
        assert_eq!(read("\n\n"), (',', vec![], vec![]));
    }

    #[test]
    fn rows_are_read_as_they_are_meant() {
        let (_, _, rows) = read("a,b\n\"1\n\n\"\"2\"\"\",x\n\n5\" disk,y\r\n\"q\"z,\"\"\n");
        assert_eq!(rows, [row(2, &["1\n\n\"2\"", "x"]), row(6, &["5\" disk", "y"]), row(7, &["qz", ""])]);
    }

    #[test]
    fn a_quote_that_nobody_closes_spoils_its_own_row_only() {
        let (_, _, rows) = read("a,b\n1,\"2\n3,4\n\n5,6\n");
        assert_eq!(
            rows,
            [(2, Err("a quote is opened and not closed")), row(3, &["3", "4"]), row(5, &["5", "6"])]
        );
        let long = format!("a,b\n1,\"2\n3,4\n{}\n5,6\n", "x".repeat(9 << 20));
        let (_, _, rows) = read(&long);
        assert_eq!(rows[0].1, Err("a quote is opened and not closed"));
        assert_eq!(rows[1], row(3, &["3", "4"]));
        assert_eq!(rows[2].1, Err(super::TOO_LONG));
        assert_eq!(rows[3], row(5, &["5", "6"]));
    }
}
