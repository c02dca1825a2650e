//! Where a URL ends in a text that goes on.

use super::{
    context::Text,
    field::{self, FieldPart},
    placeholder, spaceless,
    unbalanced::Unbalanced,
};

/// The numbers of footnotes.
const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// The longest URL that is read, in bytes; the rest of a longer one is passed over.
const LONGEST: usize = 8_192;

/// Where the URL that begins at `start` ends, without the punctuation of the sentence around it.
pub(super) fn url_end(text: &Text<'_>, start: usize, from: usize) -> usize {
    let quote = text.before(start);
    let mut end = from;
    let mut open = 0_usize;
    let (mut dotted, mut slash, mut query) = (false, None, false);
    let mut opened = None;
    while end < text.bytes.len() && end - start < LONGEST {
        match text.at(end) {
            b'?' | b'#' => {
                query |= text.at(end) == b'?';
                slash = slash.or(Some(end));
                end += 1;
            }
            b'/' => {
                slash = Some(end);
                end += 1;
            }
            b'.' | b':' => {
                dotted = true;
                end += 1;
            }
            // Unlike the browser's address bar, a batch file escapes `^` in a query.
            b'^' if query && text.glued_after(end + 1) => end += 1,
            // Tags of forums: `[url=address]text`, `[img]address[/img]`.
            b']' if quote == b'=' && is_in_tag(text, start) => break,
            b'[' if text.at(end + 1) == b'/' => break,
            // Markdown: `[text](address)` and `[address](address)`; AsciiDoc: `address[text]`.
            b']' if matches!(text.at(end + 1), b'(' | b'[') => break,
            b'[' if !query && end > from && (slash.is_none() || !brackets_go_on(text, end)) => break,
            // `http://evil.example(offline)`: no host has a bracket.
            b'(' if slash.is_none() && end > from => break,
            b'(' => {
                open += 1;
                end += 1;
            }
            b')' if open == 0 && (quote == b'(' || *opened.get_or_insert_with(|| text.is_opened(start))) => {
                break;
            }
            b')' => {
                open = open.saturating_sub(1);
                end += 1;
            }
            b'+' if quote == b'+' && matches!(text.at(end + 1), b'+' | b'`') => break,
            b'@' if text.bytes[end..].starts_with(b"@sha256:") => break,
            // Scripts join the addresses that they try.
            b'@' | b'*' | b'!' if begins_url(text, end + 1) => break,
            b'@' => {
                slash = slash.or(Some(end));
                end += 1;
            }
            // `/download/v${VERSION}/a.tgz`: as it stands.
            b'&' if text.at(end + 1) == b'&' => break,
            b'$' if text.bytes[end..].starts_with(b"${IFS}") => break,
            b';' if begins_command(text, end + 1) => break,
            b'$' if slash.is_some()
                && text.at(end + 1) == b'{'
                && let Some(close) = placeholder::variable_end(text, end) =>
            {
                end = close;
            }
            // `/dl/{8A7F2B10-…}/setup.exe`, `?sourcedoc={8A7F2B10-…}&action=…`
            b'{' if slash.is_some()
                && let Some(close) = brace_end(text, end) =>
            {
                end = close;
            }
            0..=b' ' | b'"' | b'<' | b'>' | b'`' | b'|' | b'^' | b'{' | b'}' | b'\\' | 0x7F => break,
            b'\'' if quote == b'\'' => break,
            b',' | b';' if field::divides(text, &FieldPart { start, at: end, dotted, slash, query }) => break,
            byte if byte.is_ascii() => end += 1,
            _ => match text.char_at(end) {
                Some(character)
                    if character.is_alphanumeric()
                        && !SUPERSCRIPTS.contains(character)
                        && !spaceless::ends_url(text, from, end) =>
                {
                    end += character.len_utf8();
                }
                Some('–' | '—') if text.before(end).is_ascii_alphanumeric() && text.glued_after(end + 3) => {
                    end += 3
                }
                _ => break,
            },
        }
    }
    trim(text, from, end, quote)
}

/// The end of the braces that open at `at`, around letters, digits and dashes alone.
#[cold]
fn brace_end(text: &Text<'_>, at: usize) -> Option<usize> {
    let inside = text.bytes[at + 1..].iter().take(LONGEST_BRACES);
    let length =
        inside.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    let close = at + 1 + length;
    // `{noformat}http://evil.example/a{noformat}` of Jira: the markup around it.
    let is_markup = MARKUP.contains(&text.slice(at + 1, close));
    let is_part = matches!(text.before(at), b'/' | b'=' | b'-' | b'@' | b'_' | b'.' | b'}');
    (length > 0 && is_part && !is_markup && text.at(close) == b'}' && text.at(close + 1) != b'}')
        .then_some(close + 1)
}

/// Names of the markup of Jira and Confluence.
const MARKUP: [&str; 5] = ["noformat", "code", "color", "quote", "panel"];

/// How much stands between braces at most, in bytes: a GUID, the name of a file.
const LONGEST_BRACES: usize = 64;

/// Whether an address is the value of a tag: `[url=address]`.
#[cold]
fn is_in_tag(text: &Text<'_>, start: usize) -> bool {
    let (name, at) = text.label(start);
    text.before(at) == b'[' && name.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Commands that attackers put behind the download of a file.
const COMMANDS: [&str; 22] = [
    "ash", "bash", "busybox", "cat", "cd", "chmod", "cp", "curl", "echo", "history", "kill", "ls", "mv",
    "nohup", "perl", "pkill", "python", "python3", "rm", "sh", "tftp", "wget",
];

/// Whether a command of a shell begins at `at`, with a blank or a plus sign behind it: `/x.sh;chmod 777 x.sh`.
#[cold]
fn begins_command(text: &Text<'_>, at: usize) -> bool {
    let begin = at + usize::from(text.at(at) == b'+');
    let word = text.bytes[begin.min(text.bytes.len())..].iter().take(8);
    let length = word.take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let behind = text.at(begin + length);
    COMMANDS.contains(&text.slice(begin, begin + length))
        && (behind == b'+' || behind <= b' ' || behind == b'"' || behind == b'\'')
}

/// Whether an address of the web begins at `at`, made harmless or not: `http://`, `hxxps://`.
#[cold]
fn begins_url(text: &Text<'_>, at: usize) -> bool {
    let is = |place: usize, one: u8| text.at(at + place) | 0x20 == one;
    let middle = text.at(at + 1) | 0x20;
    let colon = at + 4 + usize::from(is(4, b's'));
    is(0, b'h')
        && matches!(middle, b't' | b'x')
        && is(2, middle)
        && is(3, b'p')
        && text.bytes[colon..].starts_with(b"://")
}

/// Whether the brackets that open at `at` belong to the address: `/panel[v3]/x.php`, but not AsciiDoc's `address[text]`.
#[cold]
fn brackets_go_on(text: &Text<'_>, at: usize) -> bool {
    match text.at(at + 1) {
        letter if letter.is_ascii_alphabetic() => {}
        // `[*text*]` of AsciiDoc, `[^1]` of Markdown, one that stays open at the end of the line
        0..=b' ' | b'*' | b'^' | b'_' | b'`' | b'"' => return false,
        _ => return true,
    }
    let inside = text.bytes[at + 1..].iter().take(64);
    let length =
        inside.take_while(|&&byte| byte > b' ' && !matches!(byte, b'[' | b']' | b'"' | b'<')).count();
    let close = at + 1 + length;
    text.at(close) == b']'
        && (text.glued_after(close + 1)
            || matches!(text.at(close + 1), b'/' | b'-' | b'=' | b'&' | b'%')
            || matches!(text.at(close + 1), b'.' | b'?') && text.glued_after(close + 2))
}

/// How long an address is before the number of a footnote at its end: `/a.php[12]`. In a query brackets index.
fn before_footnote(value: &str) -> Option<usize> {
    let (before, number) = value.strip_suffix(']')?.rsplit_once('[')?;
    let numbered = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    (numbered && !before.contains('?') && !before.is_empty()).then_some(before.len())
}

/// Takes the punctuation of the sentence off the end.
fn trim(text: &Text<'_>, from: usize, mut end: usize, quote: u8) -> usize {
    let mut unbalanced = Unbalanced::of(&text.bytes[from..end]);
    while end > from {
        if text.at(end - 1) == b']'
            && let Some(before) = before_footnote(text.slice(from, end))
        {
            end = from + before;
            continue;
        }
        match text.at(end - 1) {
            b'.' | b',' | b':' | b';' | b'!' | b'?' | b'\'' | b'*' => {}
            // AsciiDoc and wikis put signs around: `++http://…++`, `_http://…_`.
            sign @ (b'+' | b'_' | b'~') if sign == quote => {}
            bracket @ (b')' | b']') if unbalanced.take(bracket) => {}
            _ => break,
        }
        end -= 1;
    }
    end
}
