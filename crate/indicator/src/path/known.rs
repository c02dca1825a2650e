//! Names of Windows that have blanks, at the end of a path or a key, and sentences behind a key.

use super::super::context::Text;

/// Names with blanks at the end of a path or a key, the longer ones first where one begins another.
const KNOWN_NAMES: [&str; 45] = [
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
    "Local Settings",
    "Memory Management",
    "My Documents",
    "My Music",
    "My Pictures",
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
    "Temporary Internet Files",
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
pub(super) fn begins_sentence(text: &Text<'_>, start: usize, last: usize, at: usize) -> bool {
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
pub(super) fn known_name_end(text: &Text<'_>, last: usize, at: usize) -> Option<usize> {
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
