//! Open ranges of versions: `10.2.3.4 or later`, `and earlier`.

use super::super::super::{context::Text, words::Words};

/// Words for the versions on one side of another: `10.2.3.4 or later`, and what may follow where they are joined by `and`: an
/// address is seen, `and later` something happens.
const OTHERS: [&str; 9] =
    ["later", "newer", "higher", "above", "earlier", "older", "lower", "below", "prior"];
const OF_VERSIONS: [&str; 5] = ["version", "hotfix", "release", "build", "patch"];

/// Whether the words of an open range follow the number.
pub(super) fn is_bound(text: &Text<'_>, end: usize, rest: &[u8]) -> bool {
    let (is_joined, words) = match (rest.strip_prefix(b"or "), rest.strip_prefix(b"and ")) {
        (Some(words), _) => (false, words),
        (_, Some(words)) => (true, words),
        _ => return false,
    };
    let Some(behind) = OTHERS.iter().find_map(|word| words.strip_prefix(word.as_bytes())) else {
        return false;
    };
    let first =
        text.bytes[..end].iter().rev().take(15).take_while(|byte| byte.is_ascii_digit() || **byte == b'.');
    let digits = text.slice(end - first.count(), end).split('.').next().map_or(0, str::len);
    let is_said = match behind {
        [] => true,
        [b' ', more @ ..] if is_joined => OF_VERSIONS.iter().any(|word| more.starts_with(word.as_bytes())),
        [b' ', more, ..] => !more.is_ascii_digit(),
        [sign, ..] => !sign.is_ascii_alphanumeric() && (!is_joined || *sign != b','),
    };
    // `Clients get an address of 10.20.30.100 or higher`
    is_said && digits < 3 && !is_of_addresses(text, end)
}

/// Words before a number that make it an address, whatever is said behind it.
static ADDRESSES: Words<16> = Words::new([
    "address",
    "addresses",
    "c2",
    "host",
    "hosts",
    "ip",
    "ips",
    "ipv4",
    "network",
    "pool",
    "range",
    "ranges",
    "scope",
    "server",
    "servers",
    "subnet",
]);

/// How far before a number such a word is looked for, in bytes.
const REACH: usize = 48;

/// Whether a word for addresses stands among those right before a number that ends at `end`.
fn is_of_addresses(text: &Text<'_>, end: usize) -> bool {
    let line = text.preceding_in_line(end, REACH);
    let words = line.split([' ', ':']).rev().skip(1).filter(|word| !word.is_empty());
    words.take(3).any(|word| ADDRESSES.contains(word))
}
