//! Values of fields that are paths: with their label before them, they go to the end of the line.

use super::{
    super::{
        context::{Text, is_sign},
        endings::is_executable,
        labels,
        prose::SENTENCE,
        words::Words,
    },
    part::is_name_byte,
};

/// Last words of the labels of paths and keys: `TargetObject:`, `Object Name:`.
static LABELS: Words<64> = Words::new([
    "acceso",
    "archivo",
    "arquivo",
    "bestandspad",
    "caminho",
    "carpeta",
    "chemin",
    "currentdirectory",
    "dateipfad",
    "dossier",
    "fichier",
    "ordner",
    "percorso",
    "pfad",
    "ruta",
    "tgtobj",
    "verzeichnis",
    "cwd",
    "destinationpath",
    "details",
    "dir",
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
    "objektname",
    "objet",
    "objeto",
    "oggetto",
    "fname",
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
    "workingdirectory",
]);

/// Types of values that `reg query` writes before them, between blanks.
const REGISTRY: [&str; 2] = ["REG_SZ", "REG_EXPAND_SZ"];

/// What tools that clean a computer write before what they found.
const VERDICTS: [&str; 5] = ["Deleted", "Found", "Quarantined", "Removed", "Infected"];

/// Whether such a word and what was found is the label, whose last word begins at `at`: `Key Deleted : HKCU\…`.
fn is_verdict(text: &Text<'_>, label: &str, at: usize) -> bool {
    VERDICTS.contains(&label) && ["Key", "Value", "File", "Folder", "Data"].contains(&text.label(at).0)
}

/// Verbs that begin the lines of installers and of tools that remove what they left, besides those.
const LINE_VERBS: [&str; 6] = ["Removing", "Adding", "Deleting", "Creating", "Added", "Created"];

/// Whether such a verb, and `key` behind it, is all that stands before the path on its line.
fn is_alone_behind_verb(text: &Text<'_>, start: usize, label: &str, at: usize) -> bool {
    let line = text.bytes[start..].iter().take(LONGEST).take_while(|&&byte| byte != b'\n').count();
    // `Deleted HKCU\Software\x today`: a sentence
    let mut words = text.bytes[start..start + line].split(|&byte| byte == b' ').skip(1);
    if words.any(|word| word.first().is_some_and(u8::is_ascii_lowercase)) {
        return false;
    }
    let (verb, begin) = if label == "key" { text.label(at) } else { (label, at) };
    (LINE_VERBS.contains(&verb) || VERDICTS.contains(&verb))
        && matches!(text.preceding_in_line(begin, 8).trim_start(), "" | "echo ")
}

/// The longest value that is read so, in bytes.
const LONGEST: usize = 512;

/// How many words the last part of such a value may have, and how many when they are all in lower case.
const MOST_WORDS: (usize, usize) = (6, 3);

/// Where the value of the field ends that begins at `start`: `Name:` stands before it, and nothing but names and
/// separators up to the end of the line, or the next label. `None` where it is not as clear as that.
#[cold]
pub(super) fn value_end(text: &Text<'_>, start: usize) -> Option<usize> {
    let separators =
        text.bytes[..start].iter().rev().take(8).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let separator = text.before(start - separators);
    let (label, at) = text.label(start - separators);
    // `file:_C:\a b.zip->x.js; …` of Microsoft Defender
    let is_resource = text.bytes[..start].ends_with(b":_");
    let is_labelled = matches!(separator, b':' | b'=')
        && (LABELS.contains(label) || is_verdict(text, label, at))
        || separators > 1 && VERDICTS.contains(&label)
        || separators == 1 && is_alone_behind_verb(text, start, label, at)
        || separators > 1 && REGISTRY.contains(&label)
        || is_resource
        || (label.is_empty() || !text.before(at).is_ascii()) && is_wide_label(text, start);
    if !is_labelled {
        return None;
    }
    let line = &text.bytes[start..text.bytes.len().min(start + LONGEST)];
    let line = if is_resource { resource(line) } else { line };
    let value = &line[..before_next_label(line)];
    // Behind the value that ends its line no label begins.
    let goes_on = line.get(value.len()) == Some(&b' ');
    let whole = without_stream(if goes_on { without_head(value) } else { value });
    let value = without_remark(whole);
    if value.len() < whole.len() && !value.contains(&b' ') {
        return Some(start + value.len());
    }
    if !value.contains(&b' ') || value.len() == LONGEST {
        return None;
    }
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
    (fits && !is_sentence(&value[last..])).then_some(start + value.len())
}

/// Labels of paths and keys with letters outside ASCII, in lower case.
const ELSEWHERE: [&str; 12] = [
    "文件路径",
    "路径",
    "路徑",
    "注册表项",
    "ファイルパス",
    "パス",
    "レジストリキー",
    "파일경로",
    "경로",
    "путь",
    "раздел реестра",
    "registrierungsschlüssel",
];

/// Whether such a label and the sign behind it stand before `start`.
fn is_wide_label(text: &Text<'_>, start: usize) -> bool {
    let before = text.slice(0, start).trim_end_matches([' ', '\t']);
    before.ends_with([':', '：', '=']) && labels::ends_with_elsewhere(text, start, &ELSEWHERE)
}

/// A resource of Microsoft Defender without what it holds, and without the next one.
fn resource(line: &[u8]) -> &[u8] {
    let inside = line.windows(2).position(|pair| pair == b"->");
    let next = line.iter().position(|&byte| byte == b';');
    &line[..inside.into_iter().chain(next).min().unwrap_or(line.len())]
}

/// First words of labels of several words in the events of Windows, the longer ones first: `Object Value Name:`.
const HEADS: [&[u8]; 23] = [
    b" Object Value",
    b" Old Value",
    b" New Value",
    b" New Process",
    b" Creator Process",
    b" Parent Process",
    b" Process Command",
    b" Relative Target",
    b" Target Process",
    b" Source Process",
    b" Object",
    b" Process",
    b" Handle",
    b" Operation",
    b" Account",
    b" Logon",
    b" Access",
    b" Transaction",
    b" Resource",
    b" Link",
    b" Detection",
    b" Service Start",
    b" Service",
];

/// The value without the first words of the next label.
fn without_head(value: &[u8]) -> &[u8] {
    HEADS.iter().find_map(|head| value.strip_suffix(*head)).unwrap_or(value)
}

/// The path before a remark in brackets: `C:\\a.dat (a loader) Created`, but not `C:\\a.b (1).docx`.
fn without_remark(value: &[u8]) -> &[u8] {
    let Some(at) = value.windows(2).position(|pair| pair == b" (") else { return value };
    let last = value[..at].rsplit(|&byte| byte == b'\\').next().unwrap_or(value);
    let extension = last.iter().rposition(|&byte| byte == b'.').map_or(&b""[..], |dot| &last[dot + 1..]);
    let is_file = (1..=5).contains(&extension.len())
        && extension.iter().all(u8::is_ascii_alphanumeric)
        && extension.iter().any(u8::is_ascii_alphabetic)
        && value.get(at + 2).is_some_and(u8::is_ascii_alphabetic);
    // Behind the bracket nothing of the path follows.
    let rest = &value[at..];
    let goes_on = rest.contains(&b'\\') || rest.windows(2).any(|pair| pair == b").");
    if is_file && !goes_on { &value[..at] } else { value }
}

/// The file of a stream: `C:\\a b.iso:Zone.Identifier`.
fn without_stream(value: &[u8]) -> &[u8] {
    let colon = value.iter().rposition(|&byte| byte == b':').filter(|&at| at > 8);
    let is_stream = |stream: &[u8]| {
        stream.first().is_some_and(u8::is_ascii_alphabetic)
            && stream.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'$'))
    };
    match colon {
        Some(at) if is_stream(&value[at + 1..]) => &value[..at],
        _ => value,
    }
}

/// Whether the words of the last part go on as a sentence does: too many, or several in lower case without an extension.
fn is_sentence(part: &[u8]) -> bool {
    let words = part.split(|&byte| byte == b' ');
    let count = words.clone().count();
    let lower = words.skip(1).all(|word| word.first().is_some_and(u8::is_ascii_lowercase));
    count > MOST_WORDS.0 || count > MOST_WORDS.1 && lower && !part.contains(&b'.')
}

/// Where the part ends in the value.
fn offset(value: &[u8], part: &[u8]) -> usize {
    part.as_ptr_range().end.addr() - value.as_ptr().addr()
}

/// Whether a sign that is no letter begins a word: the bar between the fields of Hayabusa, an arrow, an icon.
fn begins_sign(word: &[u8]) -> bool {
    let first = word.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
    first.is_some_and(is_sign)
}

/// Where the line ends, or its next field begins: ` ProcessId: 4`, `  `, ` pid=4`.
fn before_next_label(line: &[u8]) -> usize {
    let mut at = 0;
    while let Some(blank) = line[at..].iter().position(|&byte| byte <= b' ') {
        let blank = at + blank;
        if line[blank] < b' ' {
            return blank;
        }
        if begins_sign(&line[blank + 1..]) {
            return blank;
        }
        let is_in_word = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        let word = line[blank + 1..].iter().take_while(is_in_word).count();
        let behind = blank + 1 + word;
        let label = word > 0
            && match line.get(behind) {
                Some(b'=') => true,
                Some(b':') => line.get(behind + 1).is_none_or(|&byte| byte <= b' '),
                _ => false,
            };
        if label || line.get(blank + 1).is_none_or(|&byte| byte <= b' ') {
            return blank;
        }
        at = blank + 1;
    }
    line.len()
}
