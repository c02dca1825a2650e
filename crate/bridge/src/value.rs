//! Values across the boundary.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;

use crate::{error::Thrown, text::utf8};

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

/// The JSON of a JavaScript value. Half a surrogate pair becomes U+FFFD, as in every other text on the boundary.
///
/// # Errors
/// A JavaScript `Error` for a value that has none.
pub fn json_of(value: &JsValue) -> Result<serde_json::Value, Thrown> {
    let mut json = utf8(&js_sys::JSON::stringify(value)?);
    replace_half_pairs(&mut json);
    serde_json::from_str(&json).map_err(|error| JsValue::from(JsError::new(&error.to_string())).into())
}

/// Replaces each escape of half a surrogate pair by that of U+FFFD. `JSON.stringify` escapes a surrogate only where its other
/// half is missing (ECMA-262, section 25.5.2.3 "QuoteJSONString").
fn replace_half_pairs(json: &mut String) {
    let mut from = 0;
    while let Some(found) = json[from..].find('\\') {
        let escape = from + found;
        // The letter behind the backslash, too: it may be another one.
        from = escape + 2;
        if json[escape..].starts_with("\\ud") && json.get(from..from + 4).is_some_and(|code| code >= "d800") {
            json.replace_range(from..from + 4, "fffd");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::replace_half_pairs;

    #[test]
    fn only_half_pairs_are_replaced() {
        for (json, expected) in [
            (r#""a\ud83d😀\n""#, r#""a\ufffd😀\n""#),
            (r#""\\ud83d \ud7ff \u00e4 \udfff""#, r#""\\ud83d \ud7ff \u00e4 \ufffd""#),
            (r#""\ud800\ud800""#, r#""\ufffd\ufffd""#),
        ] {
            let mut text = json.to_owned();
            replace_half_pairs(&mut text);
            assert_eq!(text, expected);
        }
    }
}
