//! Names of files: where they begin, and what labels say of them.

use super::super::{
    cell,
    context::{Recognised, Text, is_sign},
    hash::is_hash,
    kind::IndicatorKind,
    labels,
    prose::SENTENCE,
    run::Run,
    table::CellType,
    words::Words,
};

/// What a batch file writes for its own folder, before a name.
const OWN_FOLDER: &str = "%~dp0";

/// The name of a file that goes from `start` to `end`, and may begin before that.
pub(super) fn file<'t>(text: &Text<'t>, start: usize, end: usize) -> Recognised<'t> {
    // `%~dp0run.ps1`: the name begins behind the folder.
    let folder = start.saturating_sub(2);
    if text.slice(folder, end).starts_with(OWN_FOLDER) {
        let start = folder + OWN_FOLDER.len() + usize::from(text.at(folder + OWN_FOLDER.len()) == b'.');
        return Recognised::Found {
            kind: IndicatorKind::FileName,
            value: text.slice(start, end).into(),
            start,
            end,
        };
    }
    let start = spaced_start(text, start, end)
        .unwrap_or_else(|| wide_start(text, start) - usize::from(has_tilde(text, start)));
    Recognised::Found { kind: IndicatorKind::FileName, value: text.slice(start, end).into(), start, end }
}

/// Where the name of a file begins that has blanks, and ends with the text from `start` to `end`.
fn spaced_start(text: &Text<'_>, start: usize, end: usize) -> Option<usize> {
    if text.before(start) != b' ' {
        return None;
    }
    cell::name_start(text, start, end)
        .or_else(|| quoted_start(text, start, end))
        .or_else(|| label_start(text, start))
        .or_else(|| beside_hash(text, start, end))
}

/// Whether the run is the end of such a name, whatever its own extension says: `Attachment: Payment copy.xlsx`.
pub(super) fn ends_spaced_file(text: &Text<'_>, run: &Run) -> Option<CellType> {
    (run.ending.is_of_files() && spaced_start(text, run.start, run.end).is_some()).then_some(CellType::File)
}

/// Where the name of a file begins whose end in ASCII, from `start` on, goes on a word in a script without spaces:
/// `請求書_2023.zip`.
fn wide_start(text: &Text<'_>, start: usize) -> usize {
    if text.before(start).is_ascii() {
        return start;
    }
    let before = text.preceding(start, QUOTED);
    let word = before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let first = start - (before.len() - word.len());
    // In a sentence without spaces nobody can tell where the name begins.
    let is_known =
        matches!(text.at(start), b'_' | b'-') || labelled_file(text, first) == Some(CellType::File);
    if is_known { first } else { start }
}

/// Whether a tilde that begins the name of a file stands before `start`: `~WTR4141.tmp`.
fn has_tilde(text: &Text<'_>, start: usize) -> bool {
    text.before(start) == b'~'
        && !text.glued_before(start - 1)
        && !matches!(text.before(start - 1), b'/' | b'\\' | b'~')
}

/// What a label says whose value begins at `start`: `FileName: oem7a.PNF`, `[file:name = 'oem7a.PNF']` of STIX.
pub(super) fn labelled_file(text: &Text<'_>, start: usize) -> Option<CellType> {
    let start = start - usize::from(has_tilde(text, start));
    let (label, at) = text.label(start);
    let is_file = FILE_LABELS.iter().any(|known| known.eq_ignore_ascii_case(label))
        || label.eq_ignore_ascii_case("name")
            && (is_two_words(text, start, at) || text.bytes[..at].ends_with(b"file:"))
        || (!text.before(at).is_ascii() || text.before(at) == b'\n')
            && labels::ends_with_elsewhere(text, start, &ELSEWHERE);
    is_file.then_some(CellType::File)
}

/// Labels of names of files, and what stands in other scripts for them.
const FILE_LABELS: [&str; 24] = [
    "filename",
    "file_name",
    "attachment",
    "attachments",
    "attachmentname",
    "attachment_name",
    "anhang",
    "anlage",
    "anlagen",
    "adjunto",
    "adjuntos",
    "allegato",
    "allegati",
    "jointe",
    "jointes",
    "bijlage",
    "originalfilename",
    "original_file_name",
    "internalname",
    "dateiname",
    "fichier",
    "archivo",
    "arquivo",
    "bestandsnaam",
];

/// The same with letters outside ASCII, in lower case.
const ELSEWHERE: [&str; 12] = [
    "添付ファイル名",
    "添付ファイル",
    "ファイル名",
    "附件名称",
    "附件",
    "文件名",
    "첨부파일",
    "파일명",
    "вложение",
    "вложения",
    "anhänge",
    "имя файла",
];

/// Whether `File name:` or `Attachment name:` stands before `start`, whose last word begins at `at`.
fn is_two_words(text: &Text<'_>, start: usize, at: usize) -> bool {
    let (first, _) = text.label(at);
    text.slice(at + "name".len(), start).starts_with(':')
        && ["file", "attachment", "process"].iter().any(|known| known.eq_ignore_ascii_case(first))
}

/// Whether a label or a quote stands right before the run, so that its beginning is known.
#[cold]
pub(super) fn begins_field(text: &Text<'_>, run: &Run) -> bool {
    let before = text.slice(0, run.start);
    run.ending.makes_file_name()
        && (before.is_empty()
            || before.ends_with([':', '：', '=', '"', '“', '「', '《', '\n', '\t', ',', '，'])
            || before.ends_with(": "))
}

/// Words before the quotes around the name of a file.
const NAMING: [&str; 18] = [
    "named",
    "called",
    "name",
    "titled",
    "namens",
    "Namen",
    "nommé",
    "nom",
    "llamado",
    "nombre",
    "назвою",
    "названием",
    "именем",
    "nazwie",
    "MD5",
    "SHA1",
    "SHA256",
    "SHA512",
];

/// Quotes, and what closes them.
const QUOTES: [(&str, &str); 9] = [
    ("“", "”"),
    ("\"\"", "\"\""),
    ("\"", "\""),
    ("«", "»"),
    ("„", "“"),
    ("‘", "’"),
    ("「", "」"),
    // `MD5 (Copy of a.dmg) = 759b…` of the BSDs
    ("(", ") = "),
    (">", "<"),
];

/// How long a name in quotes is at most, in bytes.
const QUOTED: usize = 240;

/// Where the name of a file begins that ends with the text up to `end`, and fills quotes behind a word that says so: `a
/// shortcut named "FINAL OFFER list.lnk"`.
#[cold]
fn quoted_start(text: &Text<'_>, start: usize, end: usize) -> Option<usize> {
    let behind = text.slice(end, text.bytes.len());
    let (open, close) = QUOTES.iter().find(|(_, close)| behind.starts_with(close))?;
    let before = text.preceding(start, QUOTED);
    let inside = before.rfind(open)? + open.len();
    let name = &before[inside..];
    let is_named = || {
        // `Content-Type: …; name="Copy of a.zip"` of a mail
        let words = before[..inside - open.len()].trim_end_matches([' ', '=']);
        NAMING.iter().any(|word| words.ends_with(word))
    };
    let first = start - name.len();
    let is_said = || {
        labelled_file(text, first) == Some(CellType::File)
            || cell::said(text, first, end) == Some(CellType::File)
    };
    let is_plain = !name.contains(['/', '\\', '\n', '<', '>', '|', ':']) && !name.contains(close);
    (is_plain && (*open != ">" && is_named() || is_said())).then_some(first)
}

/// Where the name of a file begins that fills its line but for its hash: `Rechnung 0815.scr|e114…` of MISP, `8d1b… *lamp
/// setup.exe` of checksums.
#[cold]
fn beside_hash(text: &Text<'_>, start: usize, end: usize) -> Option<usize> {
    let before = text.preceding(start, QUOTED);
    let line = &before[before.rfind(['\n', '\t', '"']).map_or(0, |at| at + 1)..];
    let rest = text.bytes[end..].iter().take(HASH);
    let rest = rest.take_while(|&&byte| !matches!(byte, b'\n' | b'\t' | b'\r' | b'"'));
    let behind = text.slice(end, end + rest.count());
    let name = match behind.trim_start().strip_prefix('|') {
        Some(hash) if is_hash(hash.trim()) => line,
        None if behind.trim().is_empty() => {
            let (hash, name) = line.split_once(" *").or_else(|| line.split_once("  "))?;
            Some(name).filter(|_| is_hash(hash))?
        }
        _ => return None,
    };
    // `▸ budget.xlsm`: an icon before it
    let name = name.trim_start_matches(|c| c == ' ' || is_sign(c));
    let is_plain = !name.contains(|c: char| "/\\:<>|\"*?".contains(c)) && !name.contains("  ");
    let words = name.split(' ').filter(|word| !word.is_empty());
    let is_described = words.clone().any(|word| DESCRIBING.contains(word));
    let is_name = !is_described
        && is_plain
        && words.clone().count() <= WORDS
        && !words.clone().any(|word| SENTENCE.contains(word));
    is_name.then(|| start - name.len())
}

/// Words of what is said of a file beside its hash, which its name hardly has.
static DESCRIBING: Words<10> =
    Words::new(["also", "alias", "aka", "dropped", "known", "named", "of", "renamed", "see", "version"]);

/// How long the rest of such a line is at most, in bytes, and how many words the name has before its last one.
const HASH: usize = 140;
const WORDS: usize = 8;

/// Where the name of a file begins that ends with the text from `start`, behind a label and no quote: `Attachment:
/// Rechnung 2024.pdf.exe`.
#[cold]
fn label_start(text: &Text<'_>, start: usize) -> Option<usize> {
    let before = text.preceding(start, QUOTED);
    let name = &before[before.rfind(": ")? + 2..];
    let first = start - name.len();
    let is_name = |word: &str| {
        !word.is_empty()
            && !SENTENCE.contains(word)
            && !word.contains(|c: char| "/\\<>|,;\"'`*?=".contains(c))
    };
    let is_plain = !name.contains('\n') && name.trim_end().split(' ').all(is_name);
    (is_plain && labelled_file(text, first) == Some(CellType::File)).then_some(first)
}
