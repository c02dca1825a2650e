//! Versions by their place in the reports of Windows.

use super::{super::super::context::Text, is_version_word};

/// How far back such a report is read, in bytes.
const REACH: usize = 192;

/// Whether the numbers behind a label are one: `P2: 3.1.2.4` below `P1:` of a problem's signature, `Sig[1].Value=3.1.2.4` below
/// `Sig[1].Name=Application Version`, `AV: 1.211.12.0` in `Signature Version: AV: 1.211.12.0, AS: …`.
#[cold]
pub(super) fn is_version(text: &Text<'_>, start: usize, _: usize) -> bool {
    let is_of_object = text.before(start) == b'=';
    if !is_of_object && (text.before(start) != b' ' || text.before(start - 1) != b':') {
        return false;
    }
    let (label, at) = text.label(start);
    match label {
        "Value" => is_of_object && is_of_signature(text, at),
        _ if is_of_object => false,
        _ if label.starts_with('P') => is_of_problem(text, label, at),
        "AV" | "AS" | "NIS" | "AM" => is_member(text.preceding_in_line(at, REACH)),
        _ => false,
    }
}

/// Whether a parameter of a problem's signature stands behind the one before it.
fn is_of_problem(text: &Text<'_>, label: &str, at: usize) -> bool {
    let Ok(number) = label[1..].parse::<u8>() else { return false };
    let before = text.preceding(at, REACH);
    // The first parameter is the name of the program: printers may be called so, too.
    let first = before.rsplit_once("P1: ").map_or("", |(_, rest)| rest);
    let is_program = first
        .split_ascii_whitespace()
        .next()
        .is_some_and(|value| value.contains(|c: char| c.is_alphabetic()));
    number > 1 && (is_program || before.contains("ignature:") && !first.is_empty())
}

/// Whether the value belongs to a name of a version: the object of both stands before `at`, and a full stop.
fn is_of_signature(text: &Text<'_>, at: usize) -> bool {
    let object = text.preceding_in_line(at, REACH);
    let before = text.preceding(at - object.len(), REACH);
    let name = || before.lines().rev().find_map(|line| line.strip_prefix(object)?.strip_prefix("Name="));
    object.ends_with('.')
        && name().is_some_and(|name| is_version_word(name.trim().rsplit(' ').next().unwrap_or("")))
}

/// Whether a line names versions, and nothing but parts of a product with theirs.
fn is_member(line: &str) -> bool {
    let Some((label, parts)) = line.split_once(": ") else { return false };
    let is_part = |part: &str| {
        let (name, number) = part.split_once(": ").unwrap_or((part, ""));
        name.bytes().all(|byte| byte.is_ascii_uppercase())
            && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    is_version_word(label.rsplit(' ').next().unwrap_or(""))
        && parts.trim_end().split(", ").all(|part| is_part(part.trim_end_matches(',')))
}
