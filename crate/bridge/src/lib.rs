//! What every WebAssembly module of the extension needs at its boundary: texts, spans, JSON, the clock.

mod text;

use serde::Serialize;
use wasm_bindgen::prelude::*;

pub use text::utf8;

/// UTC milliseconds since 1970.
#[must_use]
pub fn now() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds of any date fit")]
    let now = js_sys::Date::now() as i64;
    now
}

/// The JSON of a value.
///
/// # Errors
/// A JavaScript `Error` for a value that has none.
pub fn to_json(value: &impl Serialize) -> Result<String, JsValue> {
    serde_json::to_string(value).map_err(|error| JsError::new(&error.to_string()).into())
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
