//! Hashes of files: MD5, SHA-1, SHA-256, SHA-512.

use super::{
    IndicatorKind,
    context::{Outcome, Text},
};

/// Labels of hexadecimal values that are not the hash of a file.
const NOT_A_FILE_HASH: [&str; 25] = [
    "authentihash",
    "cookie",
    "etag",
    "fuzzyhash",
    "imphash",
    "ja3",
    "ja3s",
    "ja3hash",
    "ja3_hash",
    "ja3s_hash",
    "ja4",
    "jarm",
    "nonce",
    "pehash",
    "richhash",
    "rich_header_hash",
    "rich_pe_header_hash",
    "serial",
    "serialnumber",
    "serial_number",
    "sessionid",
    "ssdeep",
    "telfhash",
    "tlsh",
    "vhash",
];

/// Reads the word of hexadecimal digits from `start` to `end` as a hash, by its length.
pub(super) fn recognise(text: &Text<'_>, start: usize, end: usize) -> Outcome {
    let nothing = Outcome::Nothing { resume: end };
    let kind = match end - start {
        32 => IndicatorKind::Md5,
        40 => IndicatorKind::Sha1,
        64 => IndicatorKind::Sha256,
        128 => IndicatorKind::Sha512,
        _ => return nothing,
    };
    let digits = &text.bytes[start..end];
    // A hash without a single letter is one in a million; a long decimal number is common.
    if !digits.iter().all(u8::is_ascii_hexdigit)
        || digits.iter().all(u8::is_ascii_digit)
        || text.glued_before(start)
        || text.glued_after(end)
    {
        return nothing;
    }
    // Base64 goes on with `+` or `/` or ends in `=`; a dash on either side is a longer identifier.
    if matches!(text.at(end), b'+' | b'=' | b'-')
        || matches!(text.before(start), b'+' | b'-')
        || is_labelled_otherwise(text, start)
    {
        return nothing;
    }
    Outcome::Found { kind, value: text.slice(start, end).to_ascii_lowercase(), start, end }
}

fn is_labelled_otherwise(text: &Text<'_>, start: usize) -> bool {
    let (label, at) = text.label(start);
    let foreign = |word: &str| NOT_A_FILE_HASH.iter().any(|entry| entry.eq_ignore_ascii_case(word));
    if foreign(label) {
        return true;
    }
    // `"ja3": {"hash": "…"}` (Suricata), `Serial number: …`
    if ["hash", "digest", "number", "fingerprint"].iter().any(|generic| generic.eq_ignore_ascii_case(label)) {
        let mut outer = at;
        while outer > 0 && at - outer < 6 && !text.before(outer).is_ascii_alphanumeric() {
            outer -= 1;
        }
        return foreign(text.label(outer).0);
    }
    false
}
