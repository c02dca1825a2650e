//! Whether a space is inside a path, or ends it.

use super::{
    super::{
        context::{Text, is_sign},
        endings::{Ending, is_executable},
        hives,
        prose::SENTENCE,
    },
    part::is_name_byte,
};

/// How far behind a space the next backslash may stand for the space to be inside a folder's name, in bytes.
const FOLDER_REACH: usize = 48;

/// How many more words the last part of a path may have.
const MORE_WORDS: usize = 5;

/// Words of a sentence that goes on behind a path, besides those that a name hardly ever has; and those that names of folders
/// have, too, so that no backslash may follow: `C:\Desktop\New folder\a.exe`.
const PROSE: [&str; 4] = ["called", "created", "dropped", "written"];
const OPEN_PROSE: [&str; 11] =
    ["after", "along", "avec", "before", "con", "contains", "directory", "folder", "liegt", "using", "where"];

/// Words between two things that a sentence names. Names of folders have them, too.
const JOINTS: [&str; 8] = ["and", "or", "und", "oder", "et", "ou", "y", "und/oder"];

/// Names with blanks at the end of a path or a key, the longer ones first where one begins another.
const KNOWN_NAMES: [&str; 40] = [
    "Active Setup",
    "App Paths",
    "Application Data",
    "Browser Helper Objects",
    "Command Processor",
    "Common Files",
    "Control Panel",
    "Credential Providers",
    "Credential Provider Filters",
    "Group Policy",
    "Image File Execution Options",
    "Installed Components",
    "Internet Explorer",
    "Internet Settings",
    "Memory Management",
    "Network Provider",
    "Office Test",
    "Plain Text",
    "Print Processors",
    "Program Files",
    "Protected Storage",
    "Real-Time Protection",
    "Security Center",
    "Security Providers",
    "Session Manager",
    "Shell Extensions",
    "Shell Folders",
    "Shell Icon Overlay Identifiers",
    "Start Menu",
    "Terminal Server Client",
    "Terminal Server",
    "Trusted Documents",
    "Trusted Locations",
    "User Data",
    "User Shell Folders",
    "Windows Defender",
    "Windows Mail",
    "Windows NT",
    "Windows Script Host",
    "Windows Update",
];

/// Whether a sentence goes on at the blank at `at` behind a key of the registry, whose names begin with capitals: `…\Classes
/// set by hand`.
fn begins_sentence(text: &Text<'_>, start: usize, last: usize, at: usize) -> bool {
    let is_key = matches!(text.at(start), b'H' | b'h') && matches!(text.at(start + 1), b'K' | b'k');
    let word = text.bytes[at + 1..].iter().take(24);
    let end = at + 1 + word.take_while(|byte| byte.is_ascii_lowercase() || !byte.is_ascii()).count();
    is_key
        && text.at(last).is_ascii_uppercase()
        && text.at(at + 1).is_ascii_lowercase()
        && text.at(end) == b' '
        && text.glued_after(end + 1)
}

/// Where such a name ends, if the blank at `at` is inside it; it begins at `last`.
fn known_name_end(text: &Text<'_>, last: usize, at: usize) -> Option<usize> {
    if !text.at(at + 1).is_ascii_alphabetic() {
        return None;
    }
    let rest = &text.bytes[last..];
    let fits = |name: &&&str| {
        let known = name.as_bytes();
        last + known.len() > at
            && rest.get(..known.len()).is_some_and(|rest| rest.eq_ignore_ascii_case(known))
    };
    let name = KNOWN_NAMES.iter().find(fits)?;
    let end = last + name.len();
    (!text.glued_after(end)).then_some(end)
}

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

fn extension_ends(extension: &str) -> bool {
    // Tasks of Windows, whose ending is no file's elsewhere: `…\Tasks\Lamp Update.job`
    !extension.is_empty() && (Ending::of(extension).is_of_files() || extension.eq_ignore_ascii_case("job"))
}

/// Folders right below which programs have their own, named after their makers: `C:\Program Files\Lantern VPN\bin`.
const OF_PROGRAMS: [&str; 8] = [
    "Program Files",
    "Program Files (x86)",
    "ProgramData",
    "Common Files",
    "Programs",
    "Local",
    "LocalLow",
    "Roaming",
];

/// Whether a word in capitals between a space and the backslash at `end` is a folder, not the domain of the account
/// `CORP\jdoe` behind a path: it goes on as paths do, or it is where programs are.
fn is_folder_in_capitals(text: &Text<'_>, last: usize, end: usize) -> bool {
    let behind = &text.bytes[end + 1..];
    let length =
        behind.iter().take(FOLDER_REACH).take_while(|byte| is_name_byte(**byte) && **byte != b' ').count();
    let part = text.slice(end + 1, end + 1 + length);
    let extension = part.rsplit_once('.').map_or("", |(_, extension)| extension);
    let parent = text.preceding(last, FOLDER_REACH).trim_end_matches('\\').rsplit('\\').next().unwrap_or("");
    // `C:\Temp CORP\jdoe`: no program has a folder of its own there.
    let word = text.slice(last, end).split(' ').next().unwrap_or("");
    if ["temp", "tmp"].iter().any(|folder| folder.eq_ignore_ascii_case(word)) {
        return false;
    }
    text.at(end + 1 + length) == b'\\' && length > 0
        || extension_ends(extension)
        || OF_PROGRAMS.iter().any(|folder| folder.eq_ignore_ascii_case(parent))
}

/// The next separator when the space at `at` is inside the name of a folder that begins at `last`.
fn folder_goes_on(text: &Text<'_>, last: usize, at: usize) -> Option<usize> {
    let mut end = at + 1;
    let mut word = end;
    while end - at < FOLDER_REACH {
        match text.at(end) {
            b'\\' => {
                let part = text.slice(word, end);
                let next =
                    text.bytes[end + 1..].iter().take(24).take_while(|byte| !matches!(**byte, b'\\' | b' '));
                let root = end == word
                    || hives::is_hive(part)
                    || hives::is_hive(text.slice(end + 1, end + 1 + next.count()))
                    || part.len() > 2
                        && !part.bytes().any(|b| b.is_ascii_lowercase())
                        && end - at < 8
                        && !part.bytes().any(|b| b.is_ascii_digit())
                        && part != "NT"
                        && !is_folder_in_capitals(text, last, end);
                return (!root).then_some(end);
            }
            b' ' => {
                let before = text.slice(word, end);
                if end == word
                    || extension_ends(before.rsplit_once('.').map_or("", |(_, extension)| extension))
                {
                    return None;
                }
                end += 1;
                word = end;
            }
            b',' | b';' | b'=' | b'/' | b'\'' | b'[' => return None,
            byte if is_name_byte(byte) => end += 1,
            _ => return None,
        }
    }
    None
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
        if end == word || !stops || text.at(word) == b'-' {
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
