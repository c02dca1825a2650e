//! Registry keys.

use super::{
    context::{Outcome, Text},
    hives,
    kind::IndicatorKind,
    path,
};

/// Reads a key whose hive is the word from `start` to `end`; `None` when the word is no hive.
pub(super) fn recognise<'t>(text: &Text<'t>, start: usize, end: usize) -> Option<Outcome<'t>> {
    let hive = text.slice(start, end);
    if !hives::is_hive(hive) || text.glued_before(start) {
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
