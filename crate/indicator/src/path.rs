//! Windows paths.

mod extent;
mod folder;
mod known;
mod labelled;
mod part;
mod space;

use std::borrow::Cow;

use super::{
    context::{Recognised, Text},
    endings::is_executable,
    ip,
    kind::IndicatorKind,
};
pub(super) use extent::end;
use part::is_name_byte;

/// Reads a drive path at the letter at `start` (`C:\…`, `C:/…`).
pub(super) fn recognise_drive<'t>(text: &Text<'t>, start: usize) -> Option<Recognised<'t>> {
    let slash = text.at(start + 2);
    // Microsoft Defender writes `file:_C:\…`.
    let prefixed = text.before(start) == b'_' && text.at(start.wrapping_sub(2)) == b':';
    if !text.at(start).is_ascii_alphabetic()
        || text.at(start + 1) != b':'
        || !matches!(slash, b'\\' | b'/')
        || text.glued_before(start) && !prefixed
    {
        return None;
    }
    // `http:/…` has a longer scheme; `a://` is no drive.
    if slash == b'/' && (text.at(start + 3) == b'/' || !is_name_byte(text.at(start + 3))) {
        return None;
    }
    // Netty's channels: `L:/10.0.0.1:9042 - R:/10.0.0.2:60106`.
    if slash == b'/' && ip::is_v4(text, start + 3) {
        let address = text.bytes[start + 3..].iter().take(16);
        let length = address.take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
        if text.at(start + 3 + length) == b':' {
            return None;
        }
    }
    Some(finish(text, start, start + 3))
}

/// Reads `\\server\share\…`, `\\?\…`, `\Device\…` and their like at the backslash at `start`.
#[inline(never)]
pub(super) fn recognise_backslash<'t>(text: &Text<'t>, start: usize) -> Recognised<'t> {
    const DEVICES: [&str; 7] = [
        "\\Device\\",
        "\\SystemRoot\\",
        "\\??\\",
        "\\\\Device\\\\",
        "\\\\SystemRoot\\\\",
        "\\\\??\\\\",
        // As Windows' notes of programs have it: `\VOLUME{01d57f73e5f614a0-a2e60e11}\USERS\…`
        "\\VOLUME{",
    ];
    let mut first = start;
    while text.at(first) == b'\\' && first < start + 8 {
        first += 1;
    }
    let nothing = Recognised::Nothing { resume: first };
    // PowerShell: `FileSystem::\\server\share`.
    // A search of Windows: `search-ms:query=x&crumb=location:\\server\share&…`
    let is_of_provider = [&b"ystem::"[..], b"location:"].iter().any(|of| text.bytes[..start].ends_with(of));
    // `file:_\Device\…` of Microsoft Defender
    let is_resource = text.bytes[..start].ends_with(b":_");
    if text.glued_before(start) && !is_resource
        || !is_of_provider
            && matches!(
                text.before(start),
                b':' | b'\\' | b'.' | b'%' | b'*' | b'+' | b'?' | b'^' | b')' | b']'
            )
    {
        return nothing;
    }
    let rest = &text.bytes[start..];
    let is_prefix = |device: &&&str| {
        rest.len() > device.len() && rest[..device.len()].eq_ignore_ascii_case(device.as_bytes())
    };
    if let Some(device) = DEVICES.iter().find(is_prefix) {
        return finish(text, start, start + device.len());
    }
    let slashes = first - start;
    let namespace = matches!(text.at(first), b'?' | b'.') && text.at(first + 1) == b'\\';
    if (slashes != 2 && slashes != 4) || !(namespace || text.glued_after(first)) {
        return nothing;
    }
    // `\\.\root\cimv2`: a namespace of WMI.
    let name = first + if text.at(first + 2) == b'\\' { 3 } else { 2 };
    if namespace && text.bytes[name..].get(..5).is_some_and(|root| root.eq_ignore_ascii_case(b"root\\")) {
        return Recognised::Nothing { resume: name + 5 };
    }
    if namespace {
        return finish(text, start, first);
    }
    // A share needs its server and at least one name below it.
    let mut server = first;
    while is_name_byte(text.at(server)) && text.at(server) != b' ' {
        server += 1;
    }
    // `\\root\subscription`: a namespace of WMI.
    if text.slice(first, server).eq_ignore_ascii_case("root") {
        return nothing;
    }
    // `"\\Google\\Chrome"` in JSON is a path without its beginning.
    if slashes == 2 && text.bytes[server..].starts_with(b"\\\\") {
        return nothing;
    }
    let below = server + if text.bytes[server..].starts_with(b"\\\\") { 2 } else { 1 };
    if text.at(server) != b'\\' || !(is_name_byte(text.at(below)) && text.at(below) != b' ') {
        return nothing;
    }
    // `\\svchost\.exe` is a regular expression.
    let extension = text.bytes[below + 1..].iter().take(8).take_while(|byte| byte.is_ascii_alphanumeric());
    let extension = text.slice(below + 1, below + 1 + extension.count());
    if text.at(below) == b'.' && is_executable(extension) {
        return nothing;
    }
    finish(text, start, first)
}

/// Reads `%TEMP%\…` at the percent sign at `start`.
#[cold]
pub(super) fn recognise_variable<'t>(text: &Text<'t>, start: usize) -> Recognised<'t> {
    let mut end = start + 1;
    while end < start + 40
        && (text.at(end).is_ascii_alphanumeric() || matches!(text.at(end), b'_' | b'(' | b')'))
    {
        end += 1;
    }
    // `%LOCALAPPDATA%low\Microsoft`
    let glued = text.bytes[end.min(text.bytes.len())..].iter().skip(1).take(12);
    let root = end + 1 + glued.take_while(|byte| byte.is_ascii_lowercase()).count();
    let named = end > start + 2
        && text.at(end) == b'%'
        && (text.at(root) == b'\\' || root == end + 1 && text.at(root) == b'/');
    if !named || text.glued_before(start) {
        return Recognised::Nothing { resume: start + 1 };
    }
    finish(text, start, root + 1)
}

/// Turns the path from `start` into an indicator; `body` is behind its root.
fn finish<'t>(text: &Text<'t>, start: usize, body: usize) -> Recognised<'t> {
    let end = end(text, start, body);
    if end <= body {
        return Recognised::Nothing { resume: body };
    }
    let raw = text.slice(start, end);
    let value = if is_normal(raw) { Cow::Borrowed(raw) } else { Cow::Owned(normal(raw)) };
    // A colon beyond the drive, or a wildcard alone, is not a path.
    if value.len() < 4 && !value.starts_with('%') {
        return Recognised::Nothing { resume: end };
    }
    Recognised::Found { kind: IndicatorKind::WindowsPath, value, start, end }
}

/// Whether the path is written as it is to be: from a drive or a variable on, single backslashes only.
fn is_normal(raw: &str) -> bool {
    let raw = raw.as_bytes();
    raw.first() != Some(&b'\\')
        && !raw.contains(&b'/')
        && !raw.windows(2).any(|pair| pair[0] == b'\\' && pair[1] == b'\\')
}

/// The path with single backslashes and without the prefixes that only programs write.
#[cold]
fn normal(raw: &str) -> String {
    let unc = raw.starts_with("\\\\");
    let mut value = String::with_capacity(raw.len());
    for character in raw.chars() {
        let character = if character == '/' { '\\' } else { character };
        if character != '\\' || !value.ends_with('\\') {
            value.push(character);
        }
    }
    if unc {
        let escaped_device = value.len() > 1
            && ["\\device\\", "\\systemroot\\", "\\??\\"].iter().any(|device| {
                value.get(..device.len()).is_some_and(|head| head.eq_ignore_ascii_case(device))
            });
        if !escaped_device {
            value.insert(0, '\\');
        }
    }
    let is_drive = |rest: &str| rest.as_bytes().get(1) == Some(&b':');
    for (prefix, replacement) in [("\\\\.\\UNC\\", "\\\\"), ("\\??\\UNC\\", "\\\\"), ("\\??\\", "")] {
        // `\??\pipe\x` is no path without its beginning.
        if let Some(rest) =
            value.strip_prefix(prefix).filter(|rest| !replacement.is_empty() || is_drive(rest))
        {
            return format!("{replacement}{rest}");
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn writes_every_spelling_of_a_path_one_way() {
        for (raw, value) in [
            (r"C:\\Users\\x", r"C:\Users\x"),
            ("C:/Users/x", r"C:\Users\x"),
            (r"\\?\C:\x", r"\\?\C:\x"),
            (r"\\\\?\\C:\\x", r"\\?\C:\x"),
            (r"\??\C:\x", r"C:\x"),
            (r"\??\UNC\srv\share", r"\\srv\share"),
            (r"\??\pipe\x", r"\??\pipe\x"),
            (r"\\\\srv\\share", r"\\srv\share"),
            (r"\\Device\\HarddiskVolume2\\a", r"\Device\HarddiskVolume2\a"),
        ] {
            assert_eq!(normal(raw), value);
        }
    }
}
