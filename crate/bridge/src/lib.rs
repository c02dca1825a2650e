//! The boundary that both WebAssembly modules of the extension share: texts, spans, values, errors, settings, the
//! clock.

mod error;
mod known;
mod text;
mod value;

use wasm_bindgen::prelude::*;

pub use error::{Problem, Thrown};
pub use known::{KnownSettings, load, settings_at};
pub use text::utf8;
pub use value::{from_js, json_of, to_js, to_json};

/// The types of what crosses the boundary, in the declarations of either module.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// UTC milliseconds since 1970.
#[must_use]
pub fn now() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds of any date fit")]
    let now = js_sys::Date::now() as i64;
    now
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
