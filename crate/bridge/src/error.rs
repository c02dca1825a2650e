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

/// The error of an export as JavaScript gets it: a `SecdoError` for an error of the core, whatever else JavaScript threw.
#[derive(Debug)]
pub struct Thrown(JsValue);

impl From<Error> for Thrown {
    fn from(error: Error) -> Self {
        let thrown = js_sys::Error::new(&error.to_string());
        thrown.set_name("SecdoError");
        let params: js_sys::Array = error.params().iter().map(|param| JsValue::from_str(param)).collect();
        for (name, value) in [("code", JsValue::from_str(error.code())), ("params", params.into())] {
            // Setting a property of a fresh object does not fail.
            let _ = js_sys::Reflect::set(&thrown, &JsValue::from_str(name), &value);
        }
        Self(thrown.into())
    }
}

impl From<JsValue> for Thrown {
    fn from(value: JsValue) -> Self {
        Self(value)
    }
}

impl From<Thrown> for JsValue {
    fn from(thrown: Thrown) -> Self {
        thrown.0
    }
}
