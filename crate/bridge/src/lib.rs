//! The boundary that both WebAssembly modules of the extension share: texts, spans, values, errors, settings, the
//! clock.

mod error;
mod first;
mod known;
mod shapes;
mod text;
mod value;

use wasm_bindgen::prelude::*;

pub use error::{Problem, Thrown};
pub use first::{analyse, load_settings};
pub use known::{KnownSettings, load, settings_at};
pub use shapes::Investigated;
pub use text::{to_utf16, utf8};
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
