//! Whether a space is inside a path, or ends it.

use super::{
    super::{
        context::{Text, is_sign},
        endings::{Ending, is_executable},
        prose::SENTENCE,
    },
    folder::folder_goes_on,
    known::{begins_sentence, known_name_end},
    part::is_name_byte,
};

/// How many more words the last part of a path may have.
const MORE_WORDS: usize = 5;

/// Words of a sentence that goes on behind a path, besides those that a name hardly ever has; and those that names of folders
/// have, too, so that no backslash may follow: `C:\Desktop\New folder\a.exe`.
const PROSE: [&str; 4] = ["called", "created", "dropped", "written"];
const OPEN_PROSE: [&str; 11] =
    ["after", "along", "avec", "before", "con", "contains", "directory", "folder", "liegt", "using", "where"];

/// Words between two things that a sentence names. Names of folders have them, too.
const JOINTS: [&str; 8] = ["and", "or", "und", "oder", "et", "ou", "y", "und/oder"];

/// Folders that only administrators write to. Malware imitates them with a space at the end of the name: `C:\Windows \System32`.
const TRUSTED: [&str; 6] =
    ["Windows", "System32", "SysWOW64", "ProgramData", "Program Files", "Program Files (x86)"];

/// Whether a folder with a space at the end of its name stands before the space at `at`: `C:\Windows \System32`.
fn ends_folder(text: &Text<'_>, last: usize, at: usize) -> bool {
    if text.at(at + 1) != b'\\' {
        return false;
    }
    let slashes = text.bytes[at + 1..].iter().take(3).take_while(|&&byte| byte == b'\\').count();
    let before = text.bytes[..last].iter().rev().take(3).take_while(|&&byte| byte == b'\\').count();
    let word = text.slice(last, at);
    slashes == before
        && text.glued_after(at + 1 + slashes)
        && TRUSTED.iter().any(|folder| folder.eq_ignore_ascii_case(word))
}

/// Where reading goes on behind the space at `at`, or `None` when the path ends there.
#[inline(never)]
pub(super) fn goes_on(
    text: &Text<'_>,
    start: usize,
    last: usize,
    at: usize,
    quote: Option<u8>,
) -> Option<usize> {
    let word = text.slice(last, at);
    let extension = word.rsplit_once('.').map_or("", |(_, extension)| extension);
    if is_executable(extension) {
        return None;
    }
    // `C:\Temp\ and runs`: a backslash ends the folder.
    if quote.is_some() || word.is_empty() {
        return quote.map(|_| at + 1);
    }
    // `setup (1).exe`, `OneDrive - Contoso`
    if let Some(copy) = copy_end(text, at) {
        return Some(copy);
    }
    if ends_folder(text, last, at) {
        return Some(at + 1);
    }
    if word.ends_with("OneDrive") && text.bytes[at..].starts_with(b" - ") {
        return Some(at + 3);
    }
    if extension_ends(extension)
        || matches!(
            text.at(at + 1),
            0..=b' ' | b'-' | b'/' | b'\\' | b'=' | b'|' | b'>' | b'<' | b'"' | b'\'' | b'(' | b'['
        ) && !text.bytes[at + 1..].starts_with(b"(x86)")
    {
        return None;
    }
    // `HKLM\SOFTWARE\Run ↗`, ` ¦ User: …`: a sign between fields, or an icon.
    if text.char_at(at + 1).is_some_and(is_sign) {
        return None;
    }
    // `C:\Windows\Temp was empty`: the sentence goes on, not the path. So it does behind any extension.
    let next = text.slice(
        at + 1,
        at + 1 + text.bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count(),
    );
    if let Some(end) = known_name_end(text, last, at) {
        return Some(end);
    }
    let has_extension =
        (1..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric());
    // `in C:\Temp and evil.exe`, but `C:\Documents and Settings\ann`
    if JOINTS.contains(&next) {
        return folder_goes_on(text, last, at);
    }
    if SENTENCE.contains(next) || PROSE.contains(&next) || has_extension {
        return cell_goes_on(text, start, at).filter(|_| !has_extension);
    }
    let is_sentence = begins_sentence(text, start, last, at);
    let is_prose = OPEN_PROSE.contains(&next) || is_sentence;
    // `…\Relay modifié par CORP\ann`: the backslash is that of an account.
    let is_account = |end: &usize| {
        let word = text.slice(at, *end).rsplit(' ').next().unwrap_or("");
        is_sentence && !word.bytes().any(|byte| byte.is_ascii_lowercase())
    };
    folder_goes_on(text, last, at)
        .filter(|end| !is_account(end))
        .or_else(|| file_goes_on(text, start, at).filter(|_| !is_prose))
        .or_else(|| cell_goes_on(text, start, at).filter(|_| text.before(start) == b','))
}

/// The next separator where the path fills a cell or a line, and the space at `at` is inside the name of a folder:
/// `D:\Copy from OLD\x\a.pdb`.
#[cold]
fn cell_goes_on(text: &Text<'_>, start: usize, at: usize) -> Option<usize> {
    let left = text.before(start);
    if !matches!(left, 0 | b'\n' | b'\t' | b',' | b'|' | b';') {
        return None;
    }
    let mut end = at;
    let mut separators = 0;
    while end - at < LONGEST_CELL
        && (is_name_byte(text.at(end)) || text.at(end) == b'\\')
        && text.at(end) != left
    {
        separators += usize::from(text.at(end) == b'\\');
        end += 1;
    }
    let cell = text.slice(at, end).trim_end();
    let ends = matches!(text.at(end), 0 | b'\n' | b'\r' | b'\t') || text.at(end) == left;
    let extension = cell.rsplit(['\\', '.']).next().unwrap_or("");
    let named = extension.len() == 3 || extension_ends(extension);
    (ends && separators > 0 && named).then(|| at + cell.find('\\').unwrap_or(0))
}

/// The longest cell that is read for the rest of a path, in bytes.
const LONGEST_CELL: usize = 256;

/// The full stop behind ` (1)` at `at`, with which browsers and Explorer name copies, or behind ` (final)`.
fn copy_end(text: &Text<'_>, at: usize) -> Option<usize> {
    if text.at(at + 1) != b'(' {
        return None;
    }
    let inside = text.bytes.get(at + 2..)?.iter().take(24);
    let length =
        inside.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'-')).count();
    let dot = at + 3 + length;
    let copy = length > 0 && text.at(dot - 1) == b')' && text.at(dot) == b'.';
    (copy && text.glued_after(dot + 1)).then_some(dot)
}

pub(super) fn extension_ends(extension: &str) -> bool {
    // Tasks of Windows, whose ending is no file's elsewhere: `…\Tasks\Lamp Update.job`
    !extension.is_empty() && (Ending::of(extension).is_of_files() || extension.eq_ignore_ascii_case("job"))
}

/// The end of the file's name when the words behind the space at `at` belong to it.
fn file_goes_on(text: &Text<'_>, start: usize, at: usize) -> Option<usize> {
    let line_start = start == 0 || matches!(text.before(start), b'\n' | b'\t');
    let mut end = at + 1;
    let mut words = 1;
    loop {
        let word = end;
        while is_name_byte(text.at(end)) && !matches!(text.at(end), b' ' | b',' | b';' | b'=' | b'\'') {
            end += 1;
        }
        let extension = text.slice(word, end).rsplit_once('.').map_or("", |(_, extension)| extension);
        let stops = matches!(text.at(end), 0 | b'\n' | b'\r' | b'\t' | b' ' | b',' | b';' | b'"' | b'\'');
        if end == word || text.at(word) == b'-' {
            return None;
        }
        if (!stops || !extension_ends(extension))
            && let Some(end) = before_sign(text, word, end)
        {
            return Some(end);
        }
        if !stops {
            return None;
        }
        if extension_ends(extension) || (line_start && matches!(text.at(end), 0 | b'\n' | b'\r' | b'\t')) {
            return Some(end);
        }
        words += 1;
        if words > MORE_WORDS || text.at(end) != b' ' {
            return None;
        }
        end += 1;
    }
}

/// Where the extension of a file in the word from `start` to `end` ends, when a bracket, a colon or another sign follows that
/// is no part of a name: `(see C:\a\b c.exe)`, `C:\a\b c.bin: ok`.
fn before_sign(text: &Text<'_>, start: usize, end: usize) -> Option<usize> {
    let dot = start + text.slice(start, end).rfind('.')?;
    let extension = text.bytes[dot + 1..end].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let end = dot + 1 + extension;
    let ends =
        !text.glued_after(end) && !matches!(text.at(end), b'-' | b'@' | b'=' | b'\\' | b'/' | b'&' | b'.');
    (ends && dot > start && extension_ends(text.slice(dot + 1, end))).then_some(end)
}
