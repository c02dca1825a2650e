//! Backslashes before dots that belong to a path, and escape nothing.

use super::super::super::hives;

/// Whether the backslash at `at` belongs to a path: another backslash of its word does not escape a dot.
#[inline(never)]
pub(super) fn in_path(bytes: &[u8], at: usize) -> bool {
    if leads_into_path(bytes, at) {
        return true;
    }
    let before = bytes[..at].iter().rev().take(96).take_while(|&&byte| byte > b' ');
    let mut next = b'\\';
    for &byte in before {
        if byte == b'\\' && next != b'.' {
            return true;
        }
        next = byte;
    }
    next == b'\\'
}

/// Whether a name that begins with a dot stands behind the backslash at `at`, in a key or a path: `HKU\.DEFAULT\Software`,
/// `HKCR\.exe`, `IIS APPPOOL\.NET v4.5`.
fn leads_into_path(bytes: &[u8], at: usize) -> bool {
    let letters = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'_' | b'-');
    let length = bytes[..at].iter().rev().take(32).take_while(letters).count();
    let word = std::str::from_utf8(&bytes[at - length..at]).unwrap_or("");
    let behind = at + 2 + bytes[at + 2..].iter().take(64).take_while(letters).count();
    hives::is_hive(word)
        || word.eq_ignore_ascii_case("apppool")
        || bytes.get(behind) == Some(&b'\\')
            && bytes[behind + 1..].iter().take(2).filter(|byte| byte.is_ascii_alphanumeric()).count() == 2
}
