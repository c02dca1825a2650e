//! Registry keys.

use super::{
    context::{Recognised, Text},
    hives,
    kind::IndicatorKind,
    path,
};

/// Reads a key whose hive is the word from `start` to `end`; `None` when the word is no hive.
#[inline(never)]
pub(super) fn recognise<'t>(text: &Text<'t>, start: usize, end: usize) -> Option<Recognised<'t>> {
    // `regkey:_HKLM\…` of Microsoft Defender
    let is_resource = text.at(start) == b'_' && text.before(start) == b':';
    let start = start + usize::from(is_resource);
    let hive = text.slice(start, end);
    if !hives::is_hive(hive) || text.glued_before(start) && !is_resource {
        return None;
    }
    // PowerShell writes a drive: `HKLM:\Software`.
    let mut body = end + usize::from(text.at(end) == b':');
    let separator = body;
    while text.at(body) == b'\\' && body < separator + 2 {
        body += 1;
    }
    let stop = path::end(text, start, body);
    let rooted = body > separator
        || body > end && (text.slice(body, stop).contains('\\') || hives::is_top_key(text.slice(body, stop)));
    if !rooted || stop <= body {
        return Some(Recognised::Nothing { resume: body });
    }
    let stop = end_in_editor(text, start, stop).unwrap_or(stop);
    let mut value = hive.to_ascii_uppercase();
    value.push('\\');
    push_single(&mut value, text.slice(body, stop));
    Some(Recognised::Found { kind: IndicatorKind::RegistryKey, value: value.into(), start, end: stop })
}

/// What Windows' editor of the registry writes before a key that is copied from its address bar.
const EDITOR: &[u8] = b"Computer\\";

/// How long the last words of a key are at most, in bytes.
const LAST: usize = 48;

/// The end of a key from the address bar of Windows' editor, whose last name may have blanks; `None` where the line goes
/// on with anything else than names.
fn end_in_editor(text: &Text<'_>, start: usize, stop: usize) -> Option<usize> {
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r' | b'\t');
    let before = text.bytes[..start].strip_suffix(EDITOR)?;
    let rest = text.bytes[stop..].split(is_break).next()?.trim_ascii_end();
    let is_name = |word: &[u8]| {
        word.first().is_some_and(|first| first.is_ascii_uppercase() || first.is_ascii_digit())
            && word.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte))
    };
    let is_whole = before.last().is_none_or(is_break) && rest.len() < LAST;
    (is_whole && rest.strip_prefix(b" ")?.split(|byte| *byte == b' ').all(is_name)).then(|| stop + rest.len())
}

/// Reads `HKCU:Software\…`, whose first word after the drive begins at `start`.
pub(super) fn recognise_drive<'t>(text: &Text<'t>, start: usize) -> Option<Recognised<'t>> {
    if text.before(start) != b':' {
        return None;
    }
    let letters = text.bytes[..start - 1].iter().rev().take(24);
    let length = letters.take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'_').count();
    recognise(text, start - 1 - length, start - 1)
}

/// Reads a key as the kernel names it, at the backslash at `start`: `\REGISTRY\MACHINE\…`, `\REGISTRY\USER\…`.
#[cold]
pub(super) fn recognise_kernel<'t>(text: &Text<'t>, start: usize) -> Option<Recognised<'t>> {
    let rest = &text.bytes[start..];
    let slashes = rest.iter().take(3).take_while(|&&byte| byte == b'\\').count();
    let root = rest.get(slashes..slashes + ROOT.len())?;
    let hive = start + 2 * slashes + ROOT.len();
    if slashes > 2
        || !root.eq_ignore_ascii_case(ROOT)
        || text.glued_before(start)
        || text.before(start) == b'\\'
    {
        return None;
    }
    let length = text.bytes.get(hive..)?.iter().take(8).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let known = KERNEL_HIVES.iter().any(|known| known.eq_ignore_ascii_case(text.slice(hive, hive + length)));
    let body = hive + length + slashes;
    let stop = path::end(text, start, body.min(text.bytes.len()));
    if !known || text.at(hive + length) != b'\\' || stop <= body {
        return None;
    }
    let mut value = String::new();
    push_single(&mut value, text.slice(start, stop));
    Some(Recognised::Found { kind: IndicatorKind::RegistryKey, value: value.into(), start, end: stop })
}

/// The root of the kernel's names, and the hives below it: of the machine, of users, of applications and containers.
const ROOT: &[u8] = b"REGISTRY";
const KERNEL_HIVES: [&str; 4] = ["MACHINE", "USER", "A", "WC"];

/// Appends a key with single backslashes. Below the key of the moderator of background activity a name of the kernel follows,
/// with a backslash of its own: `…\bam\State\UserSettings\S-1-5-18\\Device\HarddiskVolume2\…`.
fn push_single(value: &mut String, key: &str) {
    let of_kernel = key.find(r"\\Device\Harddisk").filter(|at| !key[..*at].contains(r"\\"));
    for (at, character) in key.char_indices() {
        if character != '\\' || !value.ends_with('\\') || of_kernel.is_some_and(|kernel| at == kernel + 1) {
            value.push(character);
        }
    }
}
