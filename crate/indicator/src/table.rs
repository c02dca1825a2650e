//! Texts as tables: what a header says of its columns, and what divides the cells of a row.

use std::cell::Cell;

use super::{hash, labels, words::Words};

/// The type that a cell gives its neighbour, or a header of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellType {
    /// Hosts, whatever their ending, and what is reached at them.
    Host,
    /// Names of files, whatever their ending.
    File,
    /// Hexadecimal values that are not the hash of a file.
    NoFile,
    /// Versions, which may have four numbers.
    Version,
}

/// Last words of cells that say a host.
static HOSTS: Words<24> = Words::new([
    "dns",
    "domain",
    "domaine",
    "domein",
    "domena",
    "dominio",
    "domainname",
    "domains",
    "fqdn",
    "host",
    "hostname",
    "hostnames",
    "hosts",
    "sni",
    "uri",
    "uris",
    "url",
    "urls",
    "website",
    "websites",
    "sites",
    "query",
    "queryname",
    "server",
]);

/// Last words of cells that say a file.
static FILES: Words<9> = Words::new([
    "file",
    "filename",
    "filenames",
    "files",
    "path",
    "process",
    "processname",
    "script",
    "scripts",
]);

/// Last words of cells that say a version there alone: in a sentence an address may follow them.
static VERSIONS: Words<4> = Words::new(["assembly", "installed", "kernel", "latest"]);

/// Last words of heads that are generic: the word before them decides (`domain-name`, `file_name`).
static GENERIC_LAST_WORDS: Words<13> = Words::new([
    "after",
    "before",
    "found",
    "indicator",
    "ioc",
    "name",
    "names",
    "observed",
    "reported",
    "seen",
    "suffix",
    "value",
    "values",
]);

/// Last words of cells that say a version behind a word for one: `Build number`.
static NUMBERS: Words<3> = Words::new(["number", "no", "nr"]);

/// Whether a word says that the value behind it is a number, and the word before it of what.
pub(super) fn is_number(word: &str) -> bool {
    NUMBERS.contains(word)
}

/// The longest cell that is read for what it says, in bytes.
pub(super) const LONGEST_CELL: usize = 32;

/// The longest header that is read, in bytes.
const REACH: usize = 1_024;

/// How many lines are looked at to see whether a text is a table, and how many bytes.
const SAMPLE: (usize, usize) = (8, 4_096);

/// What Zeek writes before the names of its columns.
const FIELDS: &[u8] = b"#fields\t";

/// A text as a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// Where the header ends.
    header_end: usize,
    /// The delimiter of the header's cells; 0 for a header of one cell.
    delimiter: u8,
    /// The type of each column, as far as the header gives it.
    columns: Vec<Option<CellType>>,
    /// The sign that every line has equally often.
    regular: Option<u8>,
    /// Whether names and values stand below each other in turn, as panes are copied.
    in_turn: bool,
    /// How far the columns have been counted.
    passed: Cell<Passed>,
}

/// A place in a table, as it was last asked for: what lies before it is not counted again.
#[derive(Clone, Copy, Debug, Default)]
struct Passed {
    end: usize,
    column: usize,
    quoted: bool,
}

impl Table {
    /// Reads the beginning of a text.
    #[cold]
    pub(super) fn read(text: &str) -> Self {
        // A header needs a row below it.
        if !text.trim_ascii_end().contains('\n') {
            return Self::default();
        }
        let mut head = &text.as_bytes()[..text.len().min(SAMPLE.1)];
        if head.len() < text.len() {
            head = &head[..head.iter().rposition(|&byte| byte == b'\n').unwrap_or(0)];
        }
        let lines = || head.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
        let regular = [b'\t', b',', b';'].into_iter().find(|&delimiter| {
            let mut counts = lines().take(SAMPLE.0).map(|line| count(line, delimiter));
            let first = counts.next().unwrap_or(0);
            first > 0 && counts.next() == Some(first) && counts.all(|count| count == first)
        });
        let in_turn = regular.is_none() && is_in_turn(lines());
        let mut table = Self { regular, in_turn, ..Self::default() };
        if in_turn {
            return table;
        }
        // Feeds put their header behind a comment: `# id,dateadded,url`.
        let header = lines().map(<[u8]>::trim_ascii).find(|line| {
            let commas = || line.iter().filter(|&&byte| byte == b',').count();
            !line.starts_with(b"#") || line.starts_with(FIELDS) || commas() > 1
        });
        let Some(header) = header.filter(|header| header.len() < REACH) else { return table };
        let delimiter = [b'\t', b',', b';', b'|'].into_iter().find(|delimiter| header.contains(delimiter));
        let line = header.strip_prefix(FIELDS).or_else(|| header.strip_prefix(b"#")).unwrap_or(header);
        let columns: Vec<_> = match delimiter {
            Some(delimiter) => line.split(|&byte| byte == delimiter).map(says).collect(),
            None => vec![says(line)],
        };
        if columns.iter().any(Option::is_some) {
            table.header_end = header.as_ptr_range().end.addr() - head.as_ptr().addr();
            table.delimiter = delimiter.unwrap_or(0);
            table.columns = columns;
        }
        table
    }

    /// Whether a column holds versions, or a name above a value may say so.
    pub(super) fn has_versions(&self) -> bool {
        self.in_turn || self.columns.contains(&Some(CellType::Version))
    }

    /// Whether the header divides its cells with this sign.
    pub(super) fn is_divided_by(&self, delimiter: u8) -> bool {
        self.columns.len() > 1 && self.delimiter == delimiter
    }

    /// The kind that the header tells for the column of the cell that begins at `at`, in a text whose cells this sign
    /// divides. Calls go forward in the text.
    pub(super) fn said(&self, text: &[u8], at: usize, delimiter: u8) -> Option<CellType> {
        if self.in_turn && delimiter == 0 {
            let above = text[..at].strip_suffix(b"\n")?;
            let name = &above[above.len().saturating_sub(2 * LONGEST_CELL)..];
            return says(name.rsplit(|&byte| byte == b'\n').next()?);
        }
        if self.columns.is_empty() || at < self.header_end || delimiter != self.delimiter {
            return None;
        }
        let mut passed = self.passed.get();
        for &byte in text.get(passed.end..at)? {
            match byte {
                b'\n' => passed = Passed::default(),
                b'"' => passed.quoted = !passed.quoted,
                byte if byte == delimiter && !passed.quoted => passed.column += 1,
                _ => {}
            }
        }
        passed.end = at;
        self.passed.set(passed);
        self.columns.get(passed.column).copied().flatten()
    }

    /// Whether every line of the text has this sign equally often.
    pub(super) fn is_regular(&self, delimiter: u8) -> bool {
        self.regular == Some(delimiter)
    }
}

/// Whether lines are names and values in turn: a short name without digits, but for those of hashes and their like, then
/// something else.
fn is_in_turn<'t>(lines: impl Iterator<Item = &'t [u8]>) -> bool {
    let is_label = |line: &[u8]| {
        let is_plain =
            |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-' | b'_' | b'(' | b')');
        let line = line.trim_ascii();
        let bare = line.strip_suffix(b":").unwrap_or(line);
        says(line).is_some()
            || HASHES.iter().any(|known| bare.eq_ignore_ascii_case(known))
            || (1..=LONGEST_CELL).contains(&bare.len())
                && bare[0].is_ascii_alphabetic()
                && bare.iter().all(is_plain)
    };
    let labels: Vec<bool> = lines.take(SAMPLE.0).map(is_label).collect();
    // A selection may begin at a value.
    let first = labels.first().copied().unwrap_or(false);
    let in_turn = labels.iter().enumerate().all(|(at, is_label)| *is_label == (first == (at % 2 == 0)));
    in_turn && labels.len() > if first { 3 } else { 2 }
}

/// Names of hashes, which have digits.
const HASHES: [&[u8]; 7] = [b"md5", b"sha1", b"sha-1", b"sha256", b"sha-256", b"sha512", b"sha-512"];

/// How often the delimiter stands in the line, outside quotes.
fn count(line: &[u8], delimiter: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for &byte in line {
        quoted ^= byte == b'"';
        count += usize::from(byte == delimiter && !quoted);
    }
    count
}

/// The type that a cell gives its neighbour, or its column.
pub(super) fn says(cell: &[u8]) -> Option<CellType> {
    let trimmed = cell.trim_ascii();
    let bare = trimmed.strip_prefix(b"\"").and_then(|cell| cell.strip_suffix(b"\"")).unwrap_or(trimmed);
    let bare = bare.strip_suffix(b":").or_else(|| bare.strip_suffix(b".")).unwrap_or(bare);
    if bare.is_empty() || bare.len() > LONGEST_CELL {
        return None;
    }
    let bare = std::str::from_utf8(bare).ok()?;
    if !bare.is_ascii() && labels::is_version_elsewhere(bare) {
        return Some(CellType::Version);
    }
    if !bare.is_ascii() && labels::is_host_elsewhere(bare) {
        return Some(CellType::Host);
    }
    let mut words =
        bare.rsplit([' ', '_', '-', '.', '/', '[', ']', '(', ')', '|', ':']).filter(|word| !word.is_empty());
    if bare.starts_with("DomainNameObj:") {
        return Some(CellType::Host);
    }
    if words.clone().count() > 3 || !bare.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let mut last = words.next()?;
    let id = || hash::is_id(bare.rsplit(' ').next().unwrap_or(bare), || words.clone().next().unwrap_or(""));
    // `Import hash`, `JA3 hashes`
    let is_of_other = || {
        matches!(last, "hash" | "Hash" | "hashes" | "Hashes")
            && words
                .clone()
                .next()
                .is_some_and(|word| word.eq_ignore_ascii_case("import") || labels::is_no_file_hash(word))
    };
    if labels::is_no_file_hash(bare) || labels::is_no_file_hash(last) || id() || is_of_other() {
        return Some(CellType::NoFile);
    }
    if GENERIC_LAST_WORDS.contains(last) {
        last = words.next()?;
    }
    if NUMBERS.contains(last) {
        return words.next().is_some_and(labels::is_version).then_some(CellType::Version);
    }
    if labels::is_version(last) || VERSIONS.contains(last) {
        return Some(CellType::Version);
    }
    if HOSTS.contains(last) { Some(CellType::Host) } else { FILES.contains(last).then_some(CellType::File) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_say_what_stands_beside_them() {
        for (cell, said) in [
            ("domain", Some(CellType::Host)),
            ("\"Domain Name\"", Some(CellType::Host)),
            ("C2 domain", Some(CellType::Host)),
            (" URL ", Some(CellType::Host)),
            ("file_name", Some(CellType::File)),
            ("file_path_name", Some(CellType::File)),
            ("ssl_certificate_serial", Some(CellType::NoFile)),
            ("imphash", Some(CellType::NoFile)),
            ("ID", Some(CellType::NoFile)),
            ("DeviceId", Some(CellType::NoFile)),
            ("sample_id", None),
            ("Import hash", Some(CellType::NoFile)),
            ("JA3 hashes", Some(CellType::NoFile)),
            ("File hash", None),
            ("Firmware", Some(CellType::Version)),
            ("Sensor ver.", Some(CellType::Version)),
            ("Driver file", Some(CellType::File)),
            ("Description", None),
            ("", None),
            ("the name", None),
            ("the files that were found on this host", None),
        ] {
            assert_eq!(says(cell.as_bytes()), said, "{cell}");
        }
    }
}
