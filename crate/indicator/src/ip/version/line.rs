//! Numbers that their line makes versions: its beginning, or the words right before them.

use super::{
    super::super::context::Text,
    CHANGE_REACH,
    changes::{TO_VERSIONS, is_changed},
    packages::{is_architecture, is_of_architecture, is_of_relation},
    products,
};

/// Beginnings of lines that tell programs with their versions, or number the controls of a benchmark.
const VERSION_LINES: [&str; 4] = ["X-Mailer:", "User-Agent:", "Control ", "CIS Control "];

/// Beginnings of lines of Debian's package manager.
const DEBIAN_LINES: [&str; 5] =
    ["Unpacking ", "Setting up ", "Preparing to unpack ", "Removing ", "Purging "];

/// Whether the line before numbers in brackets tells of a patch or of a package: `KB500123 (4.2.1.3)`, `Unpacking base
/// (4.2.1.3-1)`.
pub(super) fn is_in_brackets(text: &Text<'_>, start: usize, end: usize) -> bool {
    if text.before(start) != b'(' || text.before(start - 1) != b' ' {
        return false;
    }
    let line = text.preceding_in_line(start, CHANGE_REACH);
    let patch = line.trim_end_matches([' ', '(']).rsplit(' ').next().unwrap_or("");
    let is_patch = patch
        .strip_prefix("KB")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    let is_one = || text.at(end) == b'-' || products::is_small(text.slice(start, end));
    is_patch || is_one() && begins_with(line, &DEBIAN_LINES)
}

/// Whether the line before numbers behind a blank tells of versions; `word` is the last one: `new in 4.2.1.3`, `versions
/// prior to 4.2.1.3`, `User-Agent: curl 4.2.1.3`.
pub(super) fn tells(text: &Text<'_>, word: &str, start: usize, end: usize) -> bool {
    let line = text.preceding_in_line(start, CHANGE_REACH);
    TO_VERSIONS.contains(word) && (line.ends_with("new in ") || is_changed(text, line, start, end))
        || line.ends_with("Fixed in: ")
        || line.strip_suffix("prior to ").is_some_and(|before| {
            let named = before.trim_end().rsplit(' ').next().unwrap_or("");
            named.ends_with("ersions")
                || named.starts_with(|c: char| c.is_ascii_uppercase())
                    && products::is_small(text.slice(start, end))
        })
        || begins_with(line, &VERSION_LINES)
        || begins_with(line, &DEBIAN_LINES)
        || is_architecture(word) && is_of_architecture(text, line, start, end)
        || is_of_relation(text, line, start, end)
}

fn begins_with(line: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| line.starts_with(beginning))
}
