//! Words that say that four numbers are a version, or number a section.

use super::super::{
    context::is_spaceless_script,
    words::{Words, strip_suffix_ignore_case},
};

/// Words before a four-part number that make it a version, or the number of a section.
static VERSION_WORDS: Words<72> = Words::new([
    "abs",
    "abschn",
    "abschnitt",
    "annex",
    "annexe",
    "annexes",
    "appendix",
    "avsnitt",
    "build",
    "builds",
    "chapitre",
    "chapter",
    "chapters",
    "clause",
    "driver",
    "fig",
    "figure",
    "figures",
    "fileversion",
    "firmware",
    "gcc",
    "hoofdstuk",
    "kap",
    "kapitel",
    "mailer",
    "oid",
    "openssl",
    "para",
    "paragraph",
    "release",
    "releases",
    "requirement",
    "rozdzial",
    "rev",
    "revision",
    "rv",
    "sdk",
    "section",
    "sections",
    "seccion",
    "sect",
    "sezione",
    "supersede",
    "superseded",
    "supersedes",
    "table",
    "tables",
    "v",
    "ver",
    "versi",
    "versie",
    "versija",
    "versio",
    "version",
    "versionname",
    "vrmf",
    "versione",
    "versionen",
    "versiones",
    "versiunea",
    "versjon",
    "versions",
    "verze",
    "verzija",
    "wersja",
    "wersji",
    "ziffer",
    "bootloader",
    "versiune",
    "inciso",
    "hotfix",
    "rommon",
]);

/// Whether a word says that the number behind it, or below it, is a version or that of a section: `build`,
/// `section`, `ProductVersion`.
pub(in super::super) fn is_version(word: &str) -> bool {
    VERSION_WORDS.contains(word) || ends_in_version(word)
}

/// Words for a version with letters outside ASCII, as heads of columns have them.
pub(in super::super) const VERSIONS_ELSEWHERE: [&str; 12] = [
    "versión",
    "versão",
    "verzió",
    "sürüm",
    "версия",
    "версія",
    "έκδοση",
    "バージョン",
    "版本",
    "버전",
    "펌웨어",
    "прошивка",
];

/// Whether the whole of a cell is such a word.
pub(in super::super) fn is_version_elsewhere(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    // In a script without spaces the word ends what it is the version of: `探针版本`.
    let is_wide = lower.chars().next_back().is_some_and(is_spaceless_script);
    VERSIONS_ELSEWHERE.iter().any(|word| *word == lower || is_wide && lower.ends_with(word))
}

/// Whether a word ends as names of versions do: `ProductVersion`, `version`.
fn ends_in_version(word: &str) -> bool {
    strip_suffix_ignore_case(word, "version").is_some()
}
