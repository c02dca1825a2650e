//! Values across the boundary.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;

use crate::error::Thrown;

/// The JSON of a value.
///
/// # Errors
/// A JavaScript `Error` for a value that has none.
pub fn to_json(value: &impl Serialize) -> Result<String, Thrown> {
    serde_json::to_string(value).map_err(|error| JsValue::from(JsError::new(&error.to_string())).into())
}

/// The JavaScript value of a Rust one: maps become objects, a missing value becomes `null`.
///
/// # Errors
/// A JavaScript `Error` for a value that has no JSON.
pub fn to_js(value: &impl Serialize) -> Result<JsValue, Thrown> {
    // The engine builds objects from one text much faster than from one call for each of their properties.
    Ok(js_sys::JSON::parse(&to_json(value)?)?)
}

/// The Rust value of a JavaScript one.
///
/// # Errors
/// A JavaScript `Error` that says which property is missing or of another type.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, Thrown> {
    Ok(serde_wasm_bindgen::from_value(value).map_err(JsValue::from)?)
}
