//! The class of a byte for the walk over a text, as one look into a table.

/// The classes of all bytes.
static CLASSES: [u8; 256] = classes();

/// A letter, a digit, an underscore or a dash of ASCII.
const WORD: u8 = 1;
/// The separator between a label and its value.
const SEPARATOR: u8 = 2;
/// A digit of ASCII.
const DIGIT: u8 = 4;
/// A hexadecimal digit.
const HEX: u8 = 8;

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut index = 0;
    while index < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop ends at 256")]
        let byte = index as u8;
        let mut class = 0;
        if byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-' {
            class |= WORD;
        }
        if matches!(byte, b'=' | b':' | b'"' | b'\'' | b' ' | b'\t' | b'(' | b'[' | b'\\') {
            class |= SEPARATOR;
        }
        if byte.is_ascii_digit() {
            class |= DIGIT;
        }
        if byte.is_ascii_hexdigit() {
            class |= HEX;
        }
        classes[index] = class;
        index += 1;
    }
    classes
}

const fn has(byte: u8, class: u8) -> bool {
    CLASSES[byte as usize] & class != 0
}

/// Whether the byte can be part of a word: a letter, a digit, an underscore or a dash of ASCII.
pub(super) const fn is_word(byte: u8) -> bool {
    has(byte, WORD)
}

/// Whether it is a digit.
pub(super) const fn is_digit(byte: u8) -> bool {
    has(byte, DIGIT)
}

/// Whether it is a hexadecimal digit.
pub(super) const fn is_hex(byte: u8) -> bool {
    has(byte, HEX)
}

/// Whether it stands between a label and its value: `key=`, `"key": "`.
pub(super) const fn is_separator(byte: u8) -> bool {
    has(byte, SEPARATOR)
}
