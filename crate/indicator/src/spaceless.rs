//! Sentences in scripts without spaces between words (Chinese, Japanese, Korean, Thai): where a value ends in front of the
//! sentence that goes on behind it.

use super::{
    context::{Text, is_spaceless_script},
    endings::Ending,
};

/// Marks of a sentence that stand in no path, key or address, unless it is quoted.
const MARKS: &str = "、。，；：！？（）「」『』《》【】〈〉〔〕…";

/// How far a word is followed to see whether a name goes on behind it, in characters.
const REACH: usize = 48;

/// Whether the value that began at `start`, and whose last part began at `part`, ends before the character outside ASCII at
/// `at`: at a mark, behind the extension of a file (`a.dll以及`), or where a sentence is glued to a part in ASCII
/// (`HKCU\Software\Foo에`), and no part of a name follows.
#[cold]
pub(super) fn ends_path(text: &Text<'_>, start: usize, part: usize, at: usize) -> bool {
    let Some(next) = text.char_at(at) else { return true };
    if MARKS.contains(next) {
        return true;
    }
    // Within a name in such a script nobody can tell, and nothing is looked at twice.
    if !is_spaceless_script(next) || at == part || !text.before(at).is_ascii() {
        return false;
    }
    let name = text.slice(part, at);
    if has_extension(name) {
        return true;
    }
    if !name.is_ascii() || !name.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '>') {
        return false;
    }
    // `C:\A组` may fill its line; a folder or an extension may follow.
    let rest = text.slice(at, text.bytes.len());
    let (length, end) = rest
        .char_indices()
        .take(REACH)
        .find(|(_, c)| !c.is_alphanumeric())
        .map_or((rest.len(), None), |(length, c)| (length, Some(c)));
    let fills_line =
        matches!(text.before(start), 0 | b'\n' | b'\t') && matches!(end, None | Some('\n' | '\r' | '\t'));
    let goes_on = matches!(end, Some('\\' | '/'))
        || end == Some('.') && text.at(at + length + 1).is_ascii_alphanumeric();
    !fills_line && !goes_on
}

/// Whether a URL, which began at `start`, ends before the letter outside ASCII at `at`: behind the extension of a file or a
/// page (`/a.php에서`). Words of a page's own address stay.
#[cold]
pub(super) fn ends_url(text: &Text<'_>, start: usize, at: usize) -> bool {
    let Some(next) = text.char_at(at) else { return true };
    if !is_spaceless_script(next) || !text.before(at).is_ascii() {
        return false;
    }
    let part = text.slice(start, at).rfind(['/', '?', '#', '=', '&']).map_or(at, |slash| start + slash + 1);
    has_extension(text.slice(part, at)) || part < at && is_particle(text, at)
}

/// Words of sentences that are glued to an address in Japanese, Korean and Chinese.
const PARTICLES: [&str; 27] = [
    "です",
    "でした",
    "に",
    "へ",
    "を",
    "は",
    "が",
    "と",
    "の",
    "から",
    "まで",
    "より",
    "にアクセス",
    "에",
    "에서",
    "로",
    "으로",
    "를",
    "을",
    "는",
    "은",
    "가",
    "이",
    "와",
    "下载",
    "的",
    "进行",
];

/// Whether what is left of the word at `at` is such a word, and no name.
fn is_particle(text: &Text<'_>, at: usize) -> bool {
    let rest = text.slice(at, text.bytes.len());
    let length =
        rest.char_indices().take(8).find(|(_, c)| !c.is_alphanumeric()).map_or(rest.len(), |(end, _)| end);
    PARTICLES.contains(&&rest[..length])
}

/// Whether a name ends in the extension of a file.
fn has_extension(name: &str) -> bool {
    let extension =
        name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map(|(_, extension)| extension);
    extension.is_some_and(|extension| Ending::of(extension).is_of_files())
}
