//! The bytes of the parts of a Windows path.

/// A byte that may stand in a part of a path.
pub(super) fn is_name_byte(byte: u8) -> bool {
    !matches!(byte, 0..=31 | b'<' | b'>' | b':' | b'"' | b'|' | b'?' | b'*' | b'\\' | b'/' | 0x7F)
}

/// Bytes that are part of a path wherever they stand in it: of the characters outside ASCII all but those that Unicode
/// blanks, marks, and scripts without spaces begin with.
pub(super) static PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop ends at 256")]
        let value = byte as u8;
        table[byte] = value.is_ascii_alphanumeric()
            || !value.is_ascii() && !matches!(value, 0xC2 | 0xE0..=0xED | 0xEF | 0xF0)
            || matches!(value, b'.' | b'_' | b'-');
        byte += 1;
    }
    table
};
