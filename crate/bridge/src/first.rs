//! What a page shows first: both modules tell it, the small one sooner.

use js_sys::JsString;
use secdo_core::investigate;
use wasm_bindgen::prelude::*;

use crate::{
    error::Thrown,
    known::load,
    shapes::{Investigated, LoadedSettings},
    text::utf8,
    value::to_js,
};

/// The indicators of a text. Spans are in UTF-16 units.
#[wasm_bindgen(unchecked_return_type = "Analysis")]
pub fn analyse(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsString,
    stored: &str,
    policy: &str,
) -> Result<JsValue, Thrown> {
    let text = utf8(text);
    let analysis = investigate::analyse(&text, &load(stored, policy)?.settings);
    to_js(&Investigated::new(&text, analysis))
}

/// The settings in force for a stored text and a policy, with what could not be used.
#[wasm_bindgen(js_name = loadSettings, unchecked_return_type = "LoadedSettings")]
pub fn load_settings(stored: &str, policy: &str) -> Result<JsValue, Thrown> {
    to_js(&LoadedSettings::from((**load(stored, policy)?).clone()))
}
