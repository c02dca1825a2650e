//! Names with spaces in the folders of macOS.

use super::super::context::Text;

/// Folders at the root in which names have spaces.
const ROOTS: [&str; 8] =
    ["/Applications/", "/Library/", "/Network/", "/System/", "/Users/", "/Volumes/", "/private/", "~/"];

/// Names of folders with spaces, from the first space on.
const FOLDERS: [(&str, &str); 14] = [
    ("Application", " Scripts"),
    ("Application", " Support"),
    ("Audio", " Plug-Ins"),
    ("Color", " Pickers"),
    ("Group", " Containers"),
    ("Input", " Methods"),
    ("Internet", " Plug-Ins"),
    ("Keyboard", " Layouts"),
    ("Macintosh", " HD"),
    ("Mobile", " Documents"),
    ("Preference", " Panes"),
    ("Saved", " Application State"),
    ("Screen", " Savers"),
    ("Startup", " Items"),
];

/// Words behind a program's name in the names of its helpers (Chromium and what is built on it).
const HELPERS: [&str; 5] =
    [" Helper (Renderer)", " Helper (GPU)", " Helper (Plugin)", " Helper (Alerts)", " Helper"];

/// How far the rest of a name is looked for, in bytes.
const REACH: usize = 64;

/// Where the path from `start` on goes on behind the space at `at`; `None` where it ends there.
#[cold]
pub(super) fn goes_on(text: &Text<'_>, start: usize, at: usize) -> Option<usize> {
    let path = text.slice(start, at);
    if !ROOTS.iter().any(|root| path.starts_with(root)) {
        return None;
    }
    let (folder, part) = path.rsplit_once('/')?;
    let rest = &text.bytes[at..];
    let known = FOLDERS.iter().find(|(name, more)| part == *name && rest.starts_with(more.as_bytes()));
    if let Some((_, more)) = known
        && !text.glued_after(at + more.len())
    {
        return Some(at + more.len());
    }
    if let Some(app) = folder.strip_suffix(".app/Contents/MacOS") {
        return program(text, at - part.len(), at, app.rsplit('/').next().unwrap_or(app));
    }
    names(text, at, folder == "/Volumes", part).or_else(|| last_name(text, at, part))
}

/// Where the name of a file ends that ends its line, and whose words begin with a capital letter: `…/Lantern Link_2026-01-09.crash`.
fn last_name(text: &Text<'_>, at: usize, part: &str) -> Option<usize> {
    let rest = text.bytes[at..].iter().take(REACH);
    let length = rest.take_while(|&&byte| byte == b' ' || is_of_name(byte)).count();
    let name = text.slice(at, at + length).trim_end();
    let (stem, extension) = name.rsplit_once('.')?;
    let is_extension =
        (2..=6).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_titled = part.starts_with(|c: char| c.is_uppercase())
        && !part.contains('.')
        && stem.split(' ').skip(1).all(|word| word.starts_with(|c: char| c.is_uppercase()));
    let ends = matches!(text.at(at + length), 0 | b'\n' | b'\r');
    (is_extension && is_titled && ends).then_some(at + name.len())
}

/// Where the program of an application ends: it has the application's name, and what a helper adds to it.
fn program(text: &Text<'_>, name: usize, at: usize, app: &str) -> Option<usize> {
    let mut end = if text.bytes[name..].starts_with(app.as_bytes()) { name + app.len() } else { at };
    if let Some(helper) = HELPERS.iter().find(|helper| text.bytes[end..].starts_with(helper.as_bytes())) {
        end += helper.len();
    }
    (end > at && !text.glued_after(end)).then_some(end)
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._-+()'".contains(&byte) || !byte.is_ascii()
}

/// Where a name of several words ends: at the next separator, or behind `.app`. Each of its words begins with a capital
/// letter or a digit; the name of a volume may be anything.
fn names(text: &Text<'_>, at: usize, volume: bool, part: &str) -> Option<usize> {
    let titled = |word: u8| matches!(word, b'A'..=b'Z' | b'0'..=b'9' | b'(');
    let goes_on = |word: u8| volume && word.is_ascii_alphanumeric() || titled(word);
    if !volume && !part.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return None;
    }
    let mut end = at;
    while end < at + REACH {
        match text.at(end) {
            // `/Volumes/Lantern Link (hfs, local, …`
            b' ' if volume && text.at(end + 1) == b'(' => return Some(end).filter(|end| *end > at),
            b' ' if goes_on(text.at(end + 1)) => end += 1,
            b'/' => return text.glued_after(end + 1).then_some(end),
            byte if is_of_name(byte) => end += 1,
            _ => break,
        }
        if text.bytes[..end].ends_with(b".app") && !text.glued_after(end) {
            return Some(end);
        }
    }
    None
}
