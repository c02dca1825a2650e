//! Errors across the boundary: a JavaScript `Error` with the code and the parameters of the core's.

use secdo_core::error::Error;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// An error as a value, in a list that a page shows.
#[derive(Serialize)]
pub struct Problem {
    code: &'static str,
    params: Vec<String>,
    message: String,
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Self {
        Self { code: error.code(), params: error.params(), message: error.to_string() }
    }
}

/// The JavaScript error to throw for an error of the core.
pub fn to_error(error: &Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.to_string());
    thrown.set_name("SecdoError");
    let params: js_sys::Array = error.params().iter().map(|param| JsValue::from_str(param)).collect();
    for (name, value) in [("code", JsValue::from_str(error.code())), ("params", params.into())] {
        // Setting a property of a fresh object does not fail.
        let _ = js_sys::Reflect::set(&thrown, &JsValue::from_str(name), &value);
    }
    thrown.into()
}
