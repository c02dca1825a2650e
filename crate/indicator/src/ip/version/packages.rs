//! Versions of packages, by what they were made for beside them.

use super::{
    super::super::{context::Text, words::Words},
    CHANGE_REACH, products,
};

/// Whether a package stands right before the number, with what it was made for, as package managers write it:
/// `libc6:amd64 2.36.0.9-9`, `base.x86_64 4.12.0.7-1`, `base/stable 4.12.0.7-1`.
pub(super) fn is_of_architecture(text: &Text<'_>, line: &str, start: usize, end: usize) -> bool {
    let word = line.trim_end().rsplit(' ').next().unwrap_or("");
    let name = word.rsplit_once([':', '.', '/']);
    name.is_some_and(|(package, made_for)| !package.is_empty() && is_architecture(made_for))
        || MACHINES.contains(word) && products::is_small_one(text.slice(start, end))
}

/// Whether the machine that a package was made for stands behind the number, as in a list: `ii  base  4.2.1.3  amd64`.
/// An address may have a machine, too: `185.220.101.34 i686 Linux`.
pub(super) fn is_before_machine(text: &Text<'_>, start: usize, end: usize) -> bool {
    text.at(end) == b' ' && products::is_small_one(text.slice(start, end)) && {
        let rest = text.slice(end, text.floor(text.bytes.len().min(end + CHANGE_REACH)));
        MACHINES.contains(rest.split_ascii_whitespace().next().unwrap_or(""))
    }
}

/// Machines that packages are made for, by names that nothing else has.
static MACHINES: Words<7> = Words::new(["aarch64", "amd64", "arm64", "armhf", "i686", "noarch", "x86_64"]);

/// What else packages are made for.
static TARGETS: Words<5> = Words::new(["all", "i386", "stable", "testing", "unstable"]);

/// Whether a word is what packages are made for: a machine, or a branch of a distribution.
pub(super) fn is_architecture(word: &str) -> bool {
    MACHINES.contains(word) || TARGETS.contains(word)
}

/// Whether a package's relations to others begin the line: `Requires: base = 4.2.1.3, gate = 4.2.1.4`.
pub(super) fn is_of_relation(text: &Text<'_>, line: &str, start: usize, end: usize) -> bool {
    let relation = line.split_once(": ").filter(|(_, packages)| packages.contains(['=', '<', '>']));
    relation.is_some_and(|(name, _)| RELATIONS.has(name)) && products::is_small_one(text.slice(start, end))
}

/// Such relations.
static RELATIONS: Words<10> = Words::new([
    "Breaks",
    "Conflicts",
    "Depends",
    "Obsoletes",
    "Pre-Depends",
    "Provides",
    "Recommends",
    "Replaces",
    "Requires",
    "Suggests",
]);
