//! Long texts across the boundary: the browser's own encoder writes them straight into the module's memory.
//!
//! For a `&str` wasm-bindgen runs a loop over the characters in JavaScript; for megabytes it takes longer than
//! reading the text.

use js_sys::{JsString, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type TextEncoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;

    #[wasm_bindgen(method, js_name = encodeInto)]
    fn encode_into(this: &TextEncoder, text: &JsString, target: &mut [u8]) -> Encoded;

    #[wasm_bindgen(extends = Object)]
    type Encoded;

    #[wasm_bindgen(method, getter)]
    fn read(this: &Encoded) -> u32;

    #[wasm_bindgen(method, getter)]
    fn written(this: &Encoded) -> u32;
}

/// Below this length, in UTF-16 units, the loop is faster than three calls.
const SHORT: u32 = 256;

/// How many bytes of UTF-8 one UTF-16 unit can take.
const WIDEST: usize = 3;

/// The text in UTF-8; a surrogate without its other half becomes U+FFFD. Takes the memory of the text and, where it is
/// not ASCII, as much as its longest possible rest.
pub fn utf8(text: &JsString) -> String {
    let units = text.length();
    if units < SHORT {
        return String::from(text);
    }
    let encoder = TextEncoder::new();
    let mut bytes = vec![0; units as usize];
    let first = encoder.encode_into(text, &mut bytes);
    let (read, mut end) = (first.read(), first.written() as usize);
    if read < units {
        bytes.resize(end + (units - read) as usize * WIDEST, 0);
        end += encoder.encode_into(&text.slice(read, units), &mut bytes[end..]).written() as usize;
    }
    bytes.truncate(end);
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Turns offsets in a text from bytes into UTF-16 units, the measure of JavaScript strings.
///
/// ```
/// let (mut start, mut end) = (5, 7);
/// secdo_bridge::to_utf16("😀 ü", vec![&mut start, &mut end]);
/// assert_eq!((start, end), (3, 4));
/// ```
pub fn to_utf16(text: &str, mut ends: Vec<&mut usize>) {
    if text.is_ascii() {
        return;
    }
    ends.sort_by_key(|end| **end);
    let (mut byte, mut unit) = (0, 0);
    for end in ends {
        unit += text.get(byte..*end).map_or(0, |part| part.encode_utf16().count());
        byte = *end;
        *end = unit;
    }
}
