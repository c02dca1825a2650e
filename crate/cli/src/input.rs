//! Where the text comes from.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::failure::{self, Failure, say};

/// Calls `read` with the name and the content of each file, or of standard input where there is none. A file that cannot
/// be read is named, and the others go on; whether all could be.
///
/// # Errors
/// The result of `read`.
pub(crate) fn each(
    files: &[PathBuf],
    mut read: impl FnMut(&str, Box<dyn Read + Send>) -> Result<(), Failure>,
) -> Result<bool, Failure> {
    let standard = [PathBuf::from("-")];
    let mut all = true;
    for file in if files.is_empty() { &standard[..] } else { files } {
        match open(file) {
            Ok((name, input)) => read(&name, input)?,
            Err((name, error)) => {
                say(format_args!("{name}: {error}"));
                all = false;
            }
        }
    }
    Ok(all)
}

/// The name and the content of a file, or of standard input for `-`: the one way in for all commands.
///
/// # Errors
/// Its name, and that it cannot be read, or what it is that is no text as it is, with what makes text of it.
pub(crate) fn open(file: &Path) -> Result<(String, Box<dyn Read + Send>), (String, io::Error)> {
    let is_standard = file.as_os_str() == "-";
    let name = if is_standard { "standard input".to_owned() } else { file.display().to_string() };
    begin(file, is_standard).map(|input| (name.clone(), input)).map_err(|error| (name, error))
}

/// The whole text of a file, or of standard input for `-`.
///
/// # Errors
/// As [`open()`].
pub(crate) fn whole(file: &Path) -> Result<String, Failure> {
    let (name, mut input) = open(file).map_err(|(name, error)| Failure::io(name, &error))?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(|error| Failure::io(&name, &error))?;
    Ok(text(&bytes).trim_start_matches('\u{feff}').to_owned())
}

/// The exit code, by whether all its files could be read.
pub(crate) fn code(all: bool) -> ExitCode {
    if all { ExitCode::SUCCESS } else { ExitCode::from(failure::INPUT) }
}

/// Kinds of files that are not plain text, by how they begin, and what to do with them. The second byte of a UTF-16 letter
/// that ASCII has is 0.
fn no_text(begin: &[u8]) -> Option<&'static str> {
    match begin {
        [0xff, 0xfe, _, 0, ..] | [0xfe, 0xff, 0, ..] => {
            Some("this is UTF-16: iconv -f UTF-16 -t UTF-8 makes text of it")
        }
        [0x1f, 0x8b, ..] => Some("this is compressed: zcat makes text of it"),
        [0x28, 0xb5, 0x2f, 0xfd] => Some("this is compressed: zstdcat makes text of it"),
        _ => None,
    }
}

fn begin(file: &Path, is_standard: bool) -> io::Result<Box<dyn Read + Send>> {
    let mut input: Box<dyn Read + Send> =
        if is_standard { Box::new(io::stdin()) } else { Box::new(File::open(file)?) };
    let mut begin = Vec::new();
    (&mut input).take(4).read_to_end(&mut begin)?;
    if let Some(words) = no_text(&begin) {
        return Err(io::Error::other(words));
    }
    Ok(Box::new(io::Cursor::new(begin).chain(input)))
}

/// The text of bytes, each byte that is no UTF-8 replaced by one that stands for it (U+001A), so that every place
/// stays where it is.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    if memchr::memchr(0x1b, bytes).is_some() {
        return Cow::Owned(text(&without_colours(bytes)).into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(std::iter::repeat_n('\u{1A}', chunk.invalid().len()));
    }
    Cow::Owned(text)
}

/// The bytes with blanks in place of the sequences that colour a terminal (ECMA-48, section 5.4), so that no value begins
/// with the end of one.
fn without_colours(bytes: &[u8]) -> Vec<u8> {
    let mut plain = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = memchr::memchr(0x1b, &plain[at..]) {
        let start = at + found;
        let mut end = start + 1;
        if plain.get(end) == Some(&b'[') {
            end += 1;
            end += plain[end..].iter().take(32).take_while(|byte| (0x20..0x40).contains(*byte)).count();
            end += usize::from(plain.get(end).is_some_and(|byte| (0x40..0x7f).contains(byte)));
        }
        plain[start..end].fill(b' ');
        at = end;
    }
    plain
}

#[cfg(test)]
mod tests {
    #[test]
    fn bytes_that_are_no_text_keep_their_places() {
        for (bytes, expected) in [
            (&b"a\xFF 8.8.8.8"[..], "a\u{1A} 8.8.8.8"),
            (b"\xC3\xA4\xC3", "ä\u{1A}"),
            (b"\xE2\x82", "\u{1A}\u{1A}"),
        ] {
            let text = super::text(bytes);
            assert_eq!(text, expected);
            assert_eq!(text.len(), bytes.len());
        }
    }
}
