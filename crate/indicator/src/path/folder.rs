//! Folders whose names have blanks.

use super::{
    super::{context::Text, hives},
    part::is_name_byte,
    space::extension_ends,
};

/// How far behind a space the next backslash may stand for the space to be inside a folder's name, in bytes.
const FOLDER_REACH: usize = 48;

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
pub(super) fn folder_goes_on(text: &Text<'_>, last: usize, at: usize) -> Option<usize> {
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
