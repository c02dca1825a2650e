//! Values of fields that are paths: with their label before them, they go to the end of the line.

use super::{
    super::{context::Text, endings::is_executable, words::Words},
    part::is_name_byte,
};

/// Last words of the labels of paths and keys: `TargetObject:`, `Object Name:`.
static LABELS: Words<40> = Words::new([
    "currentdirectory",
    "destinationpath",
    "details",
    "directory",
    "file",
    "file_name",
    "file_path",
    "filename",
    "filepath",
    "folder",
    "folderpath",
    "image",
    "imageloaded",
    "imagepath",
    "initiatingprocessfolderpath",
    "key",
    "keyname",
    "keypath",
    "location",
    "name",
    "newname",
    "newprocessname",
    "object",
    "objectname",
    "objectpath",
    "parentimage",
    "parentpath",
    "parentprocessname",
    "path",
    "pipename",
    "processname",
    "processpath",
    "registrykey",
    "sourceimage",
    "sourcepath",
    "target",
    "targetfilename",
    "targetimage",
    "targetobject",
    "targetpath",
]);

/// Words that a sentence has and a name hardly ever, in lower case.
static SENTENCE: Words<24> = Words::new([
    "a", "an", "are", "as", "at", "because", "but", "by", "could", "did", "from", "had", "has", "into", "is",
    "on", "that", "then", "was", "were", "when", "which", "will", "with",
]);

/// The longest value that is read so, in bytes.
const LONGEST: usize = 512;

/// How many words the last part of such a value may have.
const MOST_WORDS: usize = 6;

/// Where the value of the field ends that begins at `start`: `Name:` stands before it, and nothing but names and
/// separators up to the end of the line, or the next label. `None` where it is not as clear as that.
pub(super) fn value_end(text: &Text<'_>, start: usize) -> Option<usize> {
    let separators =
        text.bytes[..start].iter().rev().take(8).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let separator = text.before(start - separators);
    if !matches!(separator, b':' | b'=') || !LABELS.contains(text.label(start - separators).0) {
        return None;
    }
    let line = &text.bytes[start..text.bytes.len().min(start + LONGEST)];
    let line = &line[..line.iter().position(|&byte| byte < b' ').unwrap_or(line.len())];
    if !line.contains(&b' ') || line.len() == LONGEST {
        return None;
    }
    let value = &line[..before_next_label(line)];
    let last = value.iter().rposition(|&byte| byte == b'\\').map_or(0, |at| at + 1);
    let fits = value.split(|&byte| byte == b' ').enumerate().all(|(index, word)| {
        let first = word.first().copied().unwrap_or(b' ');
        let extension = word.rsplit(|&byte| byte == b'.').next().unwrap_or(b"");
        let runs = extension.len() < word.len()
            && offset(value, word) < value.len()
            && std::str::from_utf8(extension).is_ok_and(is_executable);
        let sentence = std::str::from_utf8(word).is_ok_and(|word| SENTENCE.contains(word));
        let shaped = word.iter().enumerate().all(|(at, &byte)| {
            byte == b'\\'
                || is_name_byte(byte) && !matches!(byte, b';' | b'=')
                || byte == b':' && index == 0 && at < 5
        });
        // A comma ends what is said of one file, but for one inside the name of a folder: `Lantern, Inc\a.exe`.
        let comma = word.last() == Some(&b',') && !value[offset(value, word)..].contains(&b'\\');
        shaped
            && !comma
            && !(index > 0 && (first == b'-' || first == b'/' || first == b'\\'))
            && !runs
            && !sentence
    });
    (fits && value[last..].split(|&byte| byte == b' ').count() <= MOST_WORDS).then_some(start + value.len())
}

/// Where the part ends in the value.
fn offset(value: &[u8], part: &[u8]) -> usize {
    part.as_ptr_range().end.addr() - value.as_ptr().addr()
}

/// Where the next field of the line begins: ` ProcessId: 4`, `  `, ` pid=4`.
fn before_next_label(line: &[u8]) -> usize {
    let mut at = 0;
    while let Some(space) = line[at..].iter().position(|&byte| byte == b' ') {
        let space = at + space;
        let word = line[space + 1..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
            .count();
        let behind = space + 1 + word;
        let label = word > 0
            && match line.get(behind) {
                Some(b'=') => true,
                Some(b':') => line.get(behind + 1).is_none_or(|&byte| byte == b' '),
                _ => false,
            };
        if label || line.get(space + 1).is_none_or(|&byte| byte == b' ') {
            return space;
        }
        at = space + 1;
    }
    line.len()
}
