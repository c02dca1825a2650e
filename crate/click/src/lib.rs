//! The WebAssembly module of a click: what is meant by it, and the query for that. It is small, since the background is
//! stopped before most clicks, and a click waits until the module is loaded, compiled and started. Everything else is in
//! the module of `crate/web`.
//!
//! The types of what crosses are in `types.d.ts` of `crate/bridge`.

use js_sys::JsString;
use secdo_bridge::{KnownSettings, Thrown, json_of, load, to_js, utf8};
use secdo_core::{
    investigate::{self, Asked, Plan, Reason},
    meant::{self, FromJson, Mistyped},
    settings::Tabs,
};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// The meaning of a click, by the evidence of the frames of a page; none where none may be read.
///
/// # Errors
/// A JavaScript `Error` for what is no evidence or no click.
#[wasm_bindgen(unchecked_return_type = "Meant")]
pub fn meant(
    #[wasm_bindgen(unchecked_param_type = "PageEvidence[]")] frames: JsValue,
    #[wasm_bindgen(unchecked_param_type = "PageClick")] click: JsValue,
) -> Result<JsValue, Thrown> {
    to_js(&meant::meant(&read::<Vec<_>>(&frames)?, &read(&click)?))
}

/// Evidence as the scripts in a page gather it.
fn read<T: FromJson>(value: &JsValue) -> Result<T, Thrown> {
    let wrong = |Mistyped(field)| JsValue::from(JsError::new(&format!("no evidence of a click: {field}")));
    Ok(T::from_json(&json_of(value)?).map_err(wrong)?)
}

/// Whether the frames of a page that were read tell what is meant, so that no other has to be read.
///
/// # Errors
/// A JavaScript `Error` for what is no evidence.
#[wasm_bindgen]
pub fn tells(
    #[wasm_bindgen(unchecked_param_type = "PageEvidence[]")] frames: JsValue,
) -> Result<bool, Thrown> {
    Ok(meant::tells(&read::<Vec<_>>(&frames)?))
}

/// The result of a click on the menu item.
///
/// # Errors
/// A `SecdoError` for settings that cannot be read.
#[wasm_bindgen(unchecked_return_type = "Plan")]
pub fn plan(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsString,
    stored: &str,
    policy: &str,
) -> Result<JsValue, Thrown> {
    let known = load(stored, policy)?;
    opened(investigate::plan_at(&utf8(text), &known.settings, known.destination.as_ref()), &known)
}

/// The result of a click on a menu item that names a pivot.
///
/// # Errors
/// A `SecdoError` for settings that cannot be read, and for a pivot that does not exist.
#[wasm_bindgen(js_name = planAs, unchecked_return_type = "Plan")]
pub fn plan_as(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsString,
    pivot: &str,
    stored: &str,
    policy: &str,
) -> Result<JsValue, Thrown> {
    let known = load(stored, policy)?;
    let plan = investigate::plan_as(&utf8(text), pivot, &known.settings);
    opened(plan?, &known)
}

/// `Plan` of `types.d.ts`.
#[derive(Serialize)]
#[serde(tag = "open", rename_all = "snake_case")]
enum Opened {
    Tab { query: Asked, tabs: Tabs, recent: bool },
    Page { reason: Reason },
}

fn opened(plan: Plan, known: &KnownSettings) -> Result<JsValue, Thrown> {
    to_js(&match plan {
        Plan::Open(query) => Opened::Tab { query, tabs: known.settings.tabs, recent: known.settings.recent },
        Plan::Choose(reason) => Opened::Page { reason },
    })
}
