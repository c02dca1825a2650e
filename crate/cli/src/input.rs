//! Where the text comes from.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, Read},
    path::PathBuf,
};

use crate::failure::Failure;

/// Calls `read` with the name and the content of each file, or of standard input where there is none.
///
/// # Errors
/// What `read` returns, or that a file cannot be opened.
pub(crate) fn each(
    files: &[PathBuf],
    mut read: impl FnMut(&str, Box<dyn Read + Send>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if files.is_empty() {
        return read("standard input", Box::new(io::stdin()));
    }
    for file in files {
        if file.as_os_str() == "-" {
            read("standard input", Box::new(io::stdin()))?;
            continue;
        }
        let name = file.display().to_string();
        let opened = File::open(file).map_err(|error| Failure::io(&name, &error))?;
        read(&name, Box::new(opened))?;
    }
    Ok(())
}

/// The text of bytes, each byte that is no UTF-8 replaced by one that stands for it (U+001A), so that every place
/// stays where it is.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
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
