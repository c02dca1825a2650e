//! Registry keys.

use super::{
    IndicatorKind,
    context::{Outcome, Text},
    path,
    words::Words,
};

/// Hive names, long and short (Microsoft: "Registry Hives", and the names `reg.exe` takes).
static HIVES: Words<13> = Words::new([
    "HKLM",
    "HKCU",
    "HKCR",
    "HKU",
    "HKCC",
    "HKPD",
    "HKEY_LOCAL_MACHINE",
    "HKEY_CURRENT_USER",
    "HKEY_CLASSES_ROOT",
    "HKEY_USERS",
    "HKEY_CURRENT_CONFIG",
    "HKEY_PERFORMANCE_DATA",
    "HKEY_DYN_DATA",
]);

/// Whether the word names a hive, in any case.
pub(super) fn is_hive(word: &str) -> bool {
    HIVES.contains(word)
}

/// Reads a key whose hive is the word from `start` to `end`; `None` when the word is no hive.
pub(super) fn recognise<'t>(text: &Text<'t>, start: usize, end: usize) -> Option<Outcome<'t>> {
    let hive = text.slice(start, end);
    if !is_hive(hive) || text.glued_before(start) {
        return None;
    }
    // PowerShell writes a drive: `HKLM:\Software`.
    let mut body = end + usize::from(text.at(end) == b':');
    let separator = body;
    while text.at(body) == b'\\' && body < separator + 2 {
        body += 1;
    }
    let stop = path::end(text, start, body);
    if body == separator || stop <= body {
        return Some(Outcome::Nothing { resume: body });
    }
    let mut value = hive.to_ascii_uppercase();
    value.push('\\');
    for character in text.slice(body, stop).chars() {
        if character != '\\' || !value.ends_with('\\') {
            value.push(character);
        }
    }
    Some(Outcome::Found { kind: IndicatorKind::RegistryKey, value: value.into(), start, end: stop })
}
