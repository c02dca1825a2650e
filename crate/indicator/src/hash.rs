//! Hashes of files: MD5, SHA-1, SHA-256, SHA-512.

mod label;
mod origin;

use super::{
    block::{Block, SIZE, lower, within},
    cell,
    context::{Recognised, Text},
    kind::IndicatorKind,
    table::CellType,
};
pub(super) use label::is_id;
use label::is_labelled_otherwise;
use origin::{is_of_machine, is_of_password, is_of_repository, is_of_request, is_of_system};

/// The kind of hash that has so many hexadecimal digits.
pub(super) const fn kind_of_length(digits: usize) -> Option<IndicatorKind> {
    match digits {
        32 => Some(IndicatorKind::Md5),
        40 => Some(IndicatorKind::Sha1),
        64 => Some(IndicatorKind::Sha256),
        128 => Some(IndicatorKind::Sha512),
        _ => None,
    }
}

/// Whether a text is the hexadecimal digits of a hash and nothing else.
pub(super) fn is_hash(text: &str) -> bool {
    kind_of_length(text.len()).is_some() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Reads the word of hexadecimal digits from `start` to `end` as a hash, by its length.
pub(super) fn recognise<'t>(text: &Text<'t>, start: usize, end: usize) -> Recognised<'t> {
    let nothing = Recognised::Nothing { resume: end };
    let Some(kind) = kind_of_length(end - start) else { return nothing };
    // A hash without a single letter is one in a million; a long decimal number is common.
    let Digits { all: true, letters: true, upper } = digits(text, start, end) else { return nothing };
    if text.glued_before(start) || text.glued_after(end) {
        return nothing;
    }
    if is_part(text, start, end)
        || is_of_password(text, start, end)
        || is_of_repository(text, start, end)
        || is_of_request(text, start)
        || is_labelled_otherwise(text, start, end)
        || is_of_system(text, start)
        || is_of_machine(text, start)
        // The hash of a password in MySQL
        || end - start == 40 && text.before(start) == b'*' && matches!(text.before(start - 1), b'"' | b'\'')
        // A weak ETag of HTTP
        || text.bytes[..start].ends_with(b"W/\"")
        || cell::said(text, start, end) == Some(CellType::NoFile)
        || cell::said_behind(text, end) == Some(CellType::NoFile)
    {
        return nothing;
    }
    let digits = text.slice(start, end);
    let value = if upper { digits.to_ascii_lowercase().into() } else { digits.into() };
    Recognised::Found { kind, value, start, end }
}

/// How far before the hash of a password in a cache of domains its sign stands, in bytes: `$DCC2$10240#ann#5e94…`.
const DCC2: usize = 64;

/// Whether it is part of something longer: base64 goes on with `+` or `/` or ends in `=`, identifiers with a dash,
/// `containerd://5f2b…`.
fn is_part(text: &Text<'_>, start: usize, end: usize) -> bool {
    // Dollars divide the parts of a password's hash, and begin the name of a relay of Tor.
    // `"^8f3a…$"` is a whole value as a pattern has it.
    let is_anchored = text.before(start) == b'^' && text.at(end) == b'$';
    matches!(text.at(end), b'+' | b'=' | b'-' | b'$') && !is_anchored
        || matches!(text.before(start), b'+' | b'-' | b'$')
        || text.before(start) == b'#' && text.preceding(start, DCC2).contains("$DCC2$")
        || text.bytes[..start].ends_with(b"://")
}

/// The bytes of a word.
struct Digits {
    /// Hexadecimal digits only.
    all: bool,
    /// At least one of them is a letter.
    letters: bool,
    /// At least one of them is a capital letter.
    upper: bool,
}

fn digits(text: &Text<'_>, start: usize, end: usize) -> Digits {
    let mut found = Digits { all: true, letters: false, upper: false };
    for base in (start..end).step_by(SIZE) {
        let block = Block::read(text.bytes, base);
        let wanted = u64::MAX >> (SIZE - SIZE.min(end - base));
        let letters = block.mask(|row| within(lower(row), b'a', b'f')) & wanted;
        let digits = block.mask(|row| within(row, b'0', b'9')) & wanted;
        found.all &= letters | digits == wanted;
        found.letters |= letters != 0;
        found.upper |= block.mask(|row| within(row, b'A', b'F')) & wanted != 0;
    }
    found
}
