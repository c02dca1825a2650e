//! Where a Windows path, or a registry key, ends.

use super::{
    super::{context::Text, endings::is_executable, placeholder, spaceless, unbalanced::Unbalanced},
    labelled,
    part::{PLAIN, is_name_byte},
    space,
};

/// The longest path that is read, in bytes.
const LONGEST: usize = 2_048;

/// Where the path, or registry key, that begins at `start` ends. `body` is behind its root.
pub(in super::super) fn end(text: &Text<'_>, start: usize, body: usize) -> usize {
    let quote = quote_before(text, start);
    let mut end = body;
    let mut last = body;
    let mut open = 0_usize;
    let mut opened = None;
    let mut value = None;
    while end < text.bytes.len() && end - start < LONGEST {
        if PLAIN[usize::from(text.at(end))] {
            end += 1;
            continue;
        }
        match text.at(end) {
            b'\\' if text.at(end + 1) == b'"' || text.at(end + 1) == b'\'' => break,
            b'\\' if text.is_json() && text.before(end) != b'\\' && text.is_escape(end) => break,
            b'\\' if text.is_written_out(end) && text.slice(start, end).contains("\\\\") => break,
            // `C:\a\b.exe\n and`: a program is no folder.
            b'\\'
                if matches!(text.at(end + 1), b'n' | b'r' | b't')
                    && !text.glued_after(end + 2)
                    && ends_in_program(text, last, end) =>
            {
                break;
            }
            b'\\' | b'/' => {
                // Only a backslash, doubled or not, or the slash of `C:/` separates.
                if text.at(end) == b'/'
                    && end > body
                    && (text.before(end) == b' ' || text.at(end + 1) == b'/')
                {
                    break;
                }
                end += 1;
                last = end;
            }
            b' ' if quote.is_none() && begins_account(text, end + 1) => break,
            b' ' if quote == Some(b'"') && end + 1 >= text.bytes.len() => break,
            b' ' | b',' | b';'
                if quote.is_none()
                    && value
                        .get_or_insert_with(|| labelled::value_end(text, start))
                        .is_some_and(|value_end| end < value_end) =>
            {
                end += 1;
            }
            b' ' if value.flatten() == Some(end) => break,
            // `kernel32.dll= IMAGE_FILE_DLL` of a list
            b'=' if text.at(end + 1) <= b' ' && ends_in_program(text, last, end) => break,
            b' ' if quote.is_none()
                && let Some(close) = before_member(text, end)
                && *opened.get_or_insert_with(|| text.is_opened(start)) =>
            {
                end = close;
            }
            b' ' => match space::goes_on(text, start, last, end, quote) {
                Some(next) => end = next,
                None => break,
            },
            byte if Some(byte) == quote => break,
            b'(' => {
                open += 1;
                end += 1;
            }
            // `(gp HKCU:\Software\x).Value`
            b')' if open == 0 && quote.is_none() && *opened.get_or_insert_with(|| text.is_opened(start)) => {
                break;
            }
            b')' => {
                open = open.saturating_sub(1);
                end += 1;
            }
            b',' | b';'
                if quote.is_none() || ends_in_program(text, last, end) || begins_another(text, end + 1) =>
            {
                break;
            }
            // `…\Store\a.exe|d2634becc9c668fa\LowerCaseLongPath`: names that Windows gives to programs it has seen.
            b'|' if is_of_program(text, end) => end += 1,
            b'#' if text.is_octal(end + 1) => break,
            // `Explorer.EXE[1234]`: the number of its process
            b'[' if is_of_process(text, last, end) => break,
            // `…&crumb=location:\\host\share&displayname=x`: the next parameter of an address
            b'&' if quote.is_none() && is_parameter(text, start) && begins_parameter(text, end + 1) => {
                break;
            }
            // `filePath=C:\a\b.exe^sev=5`: the next field of LEEF
            b'^' if ends_in_program(text, last, end) && begins_parameter(text, end + 1) => break,
            // `%TEMP%\a.exe&exit`: another command
            b'&' if quote.is_none() && ends_in_program(text, last, end) => break,
            // `HKCR\*\shell`, `C:\Users\*\AppData`, `C:\Users\a*\AppData`: any folder.
            b'*' if text.at(end + 1) == b'\\' => end += 1,
            // `C:\Temp\x*`: the folder, since there is no `x`.
            b'*' if end > last
                && last > body
                && text.before(start) != b'*'
                && is_pattern(text, last, end) =>
            {
                end = last;
                break;
            }
            // `ntdll.dll+9d4c4`: a place in a module.
            b'+' if is_offset(text, last, end) => break,
            b'?' if last == body && text.at(end + 1) == b'\\' => end += 1,
            b':' if end == last + 1 && text.at(end + 1) == b'\\' => end += 1,
            // `C:\Users\$env:USERNAME\x`
            b':' if ends_in_env(&text.bytes[last..end]) && text.glued_after(end + 1) => end += 1,
            // A place holder: `C:\Users\<user name>\…`.
            b'<' if end == last
                && let Some(close) = placeholder_end(text, end) =>
            {
                end = close;
            }
            byte if !is_name_byte(byte) => break,
            byte if byte.is_ascii() => end += 1,
            // The lead byte of a blank or of another character; what follows it is plain.
            _ => match text.char_at(end) {
                Some(blank) if blank.is_whitespace() && quote.is_none() => break,
                Some(_) if quote.is_none() && spaceless::ends_path(text, start, last, end) => break,
                _ => end += 1,
            },
        }
    }
    trim(text, body, text.floor(end))
}

/// Where the bracket behind the words at `at` closes, when a property follows: `(gp HKCU:\Windows Update).Update`.
#[cold]
fn before_member(text: &Text<'_>, at: usize) -> Option<usize> {
    let words = text.bytes[at..].iter().take(48);
    let length =
        words.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'.')).count();
    let close = at + length;
    (text.at(close) == b')' && text.at(close + 1) == b'.' && text.glued_after(close + 2)).then_some(close)
}

/// Whether the bar at `at` stands before the number of a program in the name of a key.
#[cold]
fn is_of_program(text: &Text<'_>, at: usize) -> bool {
    let digits = text.bytes[at + 1..].iter().take(17).take_while(|byte| byte.is_ascii_hexdigit()).count();
    digits == 16 && text.before(at).is_ascii_alphanumeric()
}

/// Whether another path, or key, begins at `at`: `"C:\\a\\b.dat;C:\\c"`, `"HKLM\\a;HKLM\\b"`.
#[cold]
fn begins_another(text: &Text<'_>, at: usize) -> bool {
    let at = at + usize::from(text.at(at) == b' ');
    let rest = text.bytes.get(at..).unwrap_or(b"");
    matches!(rest, [b'a'..=b'z' | b'A'..=b'Z', b':', b'\\', ..] | [b'\\', b'\\', ..])
        || rest.get(..2).is_some_and(|hive| hive.eq_ignore_ascii_case(b"HK"))
            && rest.iter().take(24).any(|&byte| byte == b'\\')
}

/// Whether the star at `at` stands for the rest of a name that begins at `last`: it ends a part without an extension, or
/// is one.
#[cold]
fn is_pattern(text: &Text<'_>, last: usize, at: usize) -> bool {
    let name = text.slice(last, at);
    (name.ends_with('.') || !name.contains('.')) && text.at(at + 1) != b'*'
}

/// Whether the part from `last` to `at` is the name of a program or a module.
fn ends_in_program(text: &Text<'_>, last: usize, at: usize) -> bool {
    text.slice(last, at).rsplit_once('.').is_some_and(|(_, extension)| is_executable(extension))
}

/// Whether the number of a process stands in the bracket at `at`, behind the program whose name begins at `last`.
#[cold]
fn is_of_process(text: &Text<'_>, last: usize, at: usize) -> bool {
    let digits = text.bytes[at + 1..].iter().take(8).take_while(|byte| byte.is_ascii_digit()).count();
    let close = at + 1 + digits;
    digits > 0 && text.at(close) == b']' && !text.glued_after(close + 1) && ends_in_program(text, last, at)
}

/// Whether a path is the value of a parameter of an address: others stand before it, or the sign that begins them.
#[cold]
fn is_parameter(text: &Text<'_>, start: usize) -> bool {
    let word = text.preceding_in_line(start, ADDRESS).rsplit(' ').next().unwrap_or("");
    word.ends_with(['=', ':']) && word.contains(['&', '?'])
}

/// How far before a path its address is read, in bytes.
const ADDRESS: usize = 128;

/// Whether a parameter of an address begins at `at`: `displayname=`.
#[cold]
fn begins_parameter(text: &Text<'_>, at: usize) -> bool {
    let name =
        text.bytes[at..].iter().take(24).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_');
    let length = name.count();
    length > 0 && text.at(at + length) == b'='
}

/// Whether the plus sign at `at` stands before the number of a byte in a module whose name begins at `last`, as in the
/// stack of Sysmon's event 10.
#[cold]
fn is_offset(text: &Text<'_>, last: usize, at: usize) -> bool {
    let digits = text.bytes[at + 1..].strip_prefix(b"0x").unwrap_or(&text.bytes[at + 1..]);
    let length = digits.iter().take(17).take_while(|byte| byte.is_ascii_hexdigit()).count();
    ends_in_program(text, last, at)
        && length > 0
        && digits
            .get(length)
            .is_none_or(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'.' | b'_' | b'-'))
}

/// Whether a variable of PowerShell begins at the end: `$env`, `${env`.
fn ends_in_env(part: &[u8]) -> bool {
    let Some((head, word)) = part.split_at_checked(part.len().saturating_sub(3)) else { return false };
    word.eq_ignore_ascii_case(b"env") && (head.ends_with(b"$") || head.ends_with(b"${"))
}

/// Where `<word>` at `at` ends, when the path goes on behind it, or ends with it.
#[cold]
fn placeholder_end(text: &Text<'_>, at: usize) -> Option<usize> {
    let (end, length) = placeholder::end(text, at)?;
    let goes_on = text.at(end) == b'\\' || text.at(end) == b'.' && text.glued_after(end + 1);
    // The last part may be one as a whole; but the tags of HTML are short.
    let is_edge = text.at(end) == b' ' || !text.at(end).is_ascii() || !is_name_byte(text.at(end));
    let is_tag = length < SHORTEST_PLACEHOLDER || text.slice(at + 1, end - 1).eq_ignore_ascii_case("strong");
    (goes_on || is_edge && !is_tag).then_some(end)
}

/// How long a word in angle brackets is that ends a path, in bytes: `<br>`, `<code>` and `<span>` are tags.
const SHORTEST_PLACEHOLDER: usize = 5;

/// Accounts of Windows that `icacls` writes behind a path.
const ACCOUNTS: [&[u8]; 4] = [b"NT AUTHORITY\\", b"NT SERVICE\\", b"BUILTIN\\", b"APPLICATION PACKAGE "];

/// Whether one of them begins at `at`: `C:\ProgramData\ax NT AUTHORITY\SYSTEM:(F)`.
fn begins_account(text: &Text<'_>, at: usize) -> bool {
    matches!(text.at(at), b'N' | b'B' | b'A')
        && ACCOUNTS.iter().any(|account| text.bytes[at..].starts_with(account))
}

/// The sign that closes the quote, the tag or the bracket right before `start`, when it does so on the same line.
fn quote_before(text: &Text<'_>, start: usize) -> Option<u8> {
    let quote = match text.before(start) {
        quote @ (b'"' | b'\'' | b'`') => quote,
        b'>' => b'<',
        b'[' => b']',
        // `[-HKEY_CURRENT_USER\Software\a b]` deletes a key.
        b'-' if text.before(start - 1) == b'[' => b']',
        // `\texttt{C:\Temp}`
        b'{' if text.before(start - 1).is_ascii_alphabetic() => b'}',
        _ => return None,
    };
    let line = &text.bytes[start..text.bytes.len().min(start + LONGEST)];
    line.iter().take_while(|&&b| b != b'\n').any(|&b| b == quote).then_some(quote)
}

/// Takes the punctuation of the sentence off the end of a path.
fn trim(text: &Text<'_>, body: usize, mut end: usize) -> usize {
    let mut unbalanced = Unbalanced::of(&text.bytes[body..end.max(body)]);
    // `C:\a.iso->b.lnk`: what is in an archive.
    if end > body && text.at(end) == b'>' && text.before(end) == b'-' {
        end -= 1;
    }
    // A place holder ends the path as it stands.
    if text.before(end) == b'>' {
        return end;
    }
    while end > body && !text.at(end - 1).is_ascii_alphanumeric() {
        let Some(last) = text.slice(body, end).chars().next_back() else { break };
        match last {
            blank if blank.is_whitespace() => {}
            '.' | ',' | ';' | '\'' | '`' | '!' | '\\' | '”' | '’' | '»' | '“' | '。' | '，' | '、' | '；'
            | '）' | '」' | '】' => {}
            ')' | ']' | '}' if unbalanced.take(last as u8) => {}
            _ => break,
        }
        end -= last.len_utf8();
    }
    end
}
