//! Paths with spaces in their names that fill their line, their cell or their field.

use super::super::{
    context::Text,
    endings::{Ending, is_executable},
};

/// The longest such path, in bytes.
const LONGEST: usize = 1_024;

/// How many words it may have.
const MOST_WORDS: usize = 16;

/// Folders below which people name things; everywhere else programs do.
const OF_PEOPLE: [&str; 10] =
    ["Applications", "Library", "Users", "Volumes", "export", "home", "media", "mnt", "srv", "~"];

/// Verbs of a sentence that begins with a path.
const SENTENCE: [&str; 12] =
    ["and", "are", "does", "had", "has", "is", "not", "or", "that", "was", "were", "which"];

/// Where the line, the cell or the field ends that begins at `start`, when it is one path as a whole:
/// `/home/maria/Tax papers 2025/statement.pdf`, and no command line.
#[cold]
pub(super) fn end(text: &Text<'_>, start: usize) -> Option<usize> {
    let delimiter = match text.before(start) {
        0 | b'\n' | b'\r' | b'\t' => b'\t',
        delimiter @ (b',' | b';' | b'|') => delimiter,
        b' ' | b'=' => delimiter(text, start)?,
        _ => return None,
    };
    let rest = &text.bytes[start..text.bytes.len().min(start + LONGEST)];
    let length = rest.iter().position(|&byte| byte == delimiter || byte < b' ').unwrap_or(rest.len());
    let value = before_field(before_remark(text.slice(start, start + length).trim_end()), delimiter);
    // Behind its name and up to a bar a field is one path, whoever named its folders.
    let is_field = delimiter == b'|' && text.before(start) == b'=' && value.matches('/').count() > 1;
    let is_one =
        || is_path(value) || is_field && value.split_once(' ').is_some_and(|(_, rest)| is_plain(value, rest));
    (length < LONGEST && is_one()).then_some(start + value.len())
}

/// What divides the fields of a line, where the label of one stands before `start`, at the beginning of its line or behind a
/// bar: `decision=DENY|path=/private/tmp/ferry installer/x|args=x`.
fn delimiter(text: &Text<'_>, start: usize) -> Option<u8> {
    let (label, at) = text.label(start);
    let separator = text.slice(at + label.len(), start);
    let delimiter = match text.before(at) {
        0 | b'\n' | b'\t' => b'\t',
        b'|' if separator == "=" => b'|',
        _ => return None,
    };
    (!label.is_empty() && (separator.contains(':') || separator == "=")).then_some(delimiter)
}

/// A path that begins its row without the cells behind it: `/srv/Team docs/a b.zip,12,2026-02-11`.
fn before_field(value: &str, delimiter: u8) -> &str {
    let end = value.find([',', ';']).filter(|at| delimiter == b'\t' && !value[*at..].contains('/'));
    // `/home/ann/Budget 2026,final.xlsx`: the name goes on until it has an extension.
    let is_file = |at: usize| extension(&value[..at]).is_some_and(|word| Ending::of(word).is_of_files());
    match end {
        Some(end) if !value[end + 1..].starts_with(' ') && is_file(end) => &value[..end],
        _ => value,
    }
}

/// A path without the words behind the name of a file that ends it: `…/Application Support/agent.plist modified`.
fn before_remark(value: &str) -> &str {
    // `/Applications/Lamp.app: accepted`, as file(1) and its kind write what a file is.
    let value = value.split_once(": ").map_or(value, |(path, _)| path);
    let name = value.rfind('/').map_or(0, |slash| slash + 1);
    let mut words = value[name..].match_indices(' ').map(|(blank, _)| name + blank);
    let file =
        words.find(|blank| extension(&value[..*blank]).is_some_and(|word| Ending::of(word).is_of_files()));
    match file {
        Some(end)
            if value[end..].split(' ').skip(1).all(|word| word.bytes().all(|b| b.is_ascii_lowercase())) =>
        {
            &value[..end]
        }
        _ => value,
    }
}

/// Whether the words are one path. A program with its arguments is none.
fn is_path(value: &str) -> bool {
    let Some((program, arguments)) = value.split_once(' ') else { return false };
    let folder = program.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = program.rsplit('/').next().unwrap_or("");
    if !is_plain(value, arguments)
        || extension(program).is_some_and(|word| is_executable(word) || Ending::of(word).is_of_files())
    {
        return false;
    }
    if ["bin", "sbin", "libexec", "init.d"].contains(&folder.rsplit('/').next().unwrap_or("")) {
        return false;
    }
    let root = value.trim_start_matches('/').split('/').next().unwrap_or("");
    let of_people = OF_PEOPLE.contains(&root);
    let titled = part.starts_with(|c: char| c.is_uppercase());
    let deeper = arguments.contains('/');
    let is_file = extension(value).is_some();
    if of_people { titled || deeper || is_file } else { titled && (deeper || is_file) }
}

/// Whether the words are no command line and no sentence, as far as single words tell.
fn is_plain(value: &str, arguments: &str) -> bool {
    let shell = |c: char| "|<>&;$\"`*?{}=\\".contains(c);
    let mut words = arguments.split(' ');
    !value.contains(shell)
        && !["://", " HTTP/"].iter().any(|sign| value.contains(sign))
        && words.clone().count() < MOST_WORDS
        && words.all(|word| {
            !word.is_empty()
                && (word == "-" || !word.starts_with(['-', '/', '~']))
                && !SENTENCE.contains(&word)
        })
}

/// The extension of the last part of a path: short, with a letter in it.
fn extension(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.')?;
    let fits = !stem.is_empty()
        && (1..=5).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && extension.bytes().any(|byte| byte.is_ascii_alphabetic());
    fits.then_some(extension)
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn names_with_spaces_are_told_from_arguments() {
        for path in [
            "/home/maria/Tax papers 2025/statement.pdf",
            "/Users/x/Library/Application Support/a.b/c",
            "/mnt/Shared Data/Q3 report (final).xlsx",
            "/media/usb/holiday pictures/day 1/img.jpg",
            "/home/maria/My Documents",
            "/var/lib/Some Vendor/data.db",
            "~/Library/Mobile Documents/x",
        ] {
            assert!(is_path(path), "{path}");
        }
        for command in [
            "/usr/bin/curl -o /tmp/x http://h/",
            "/bin/sh -c id",
            "/usr/bin/python3 script.py",
            "/opt/tool/start conf/app.yml",
            "/home/maria/venv/bin/python app.py",
            "/home/maria/deploy.sh to staging.txt",
            "/home/maria/a.txt b.txt",
            "/etc/passwd was read by cat",
            "/home/maria/x",
        ] {
            assert!(!is_path(command), "{command}");
        }
    }
}
