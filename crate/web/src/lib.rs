//! The wasm module: what the extension's pages and its background call.
//!
//! Every export converts, calls the core, and converts back. The types of what crosses are in `types.d.ts` of
//! `crate/bridge`. What a click needs is in the smaller module of `crate/click`.

pub mod alerts;
mod clock;
mod deliver;
pub mod lines;
pub mod outbox;
pub mod probe;
mod send;
mod shapes;
mod stamp;
mod store;
pub mod tenant;
mod zone;

use js_sys::JsString;
use secdo_bridge::{Investigated, Thrown, from_js, load, to_js, to_json, utf8};
use secdo_core::{
    csv,
    error::Error,
    indicator, investigate,
    query::{
        self, Destination,
        link_template::{CONSOLES, Console, TemplateShape, file, ready},
    },
    server::Server,
    settings::{Imported, Keys, Settings},
};
use wasm_bindgen::prelude::*;

use shapes::{Answered, Catalogue, CheckedServer};

/// The indicators of a whole page, as the JSON of an `Analysis`: for very many indicators that is faster than values one
/// by one. `own` are the hosts of the page.
#[wasm_bindgen]
pub fn survey(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsString,
    own: Vec<String>,
    stored: &str,
    policy: &str,
) -> Result<String, Thrown> {
    let text = utf8(text);
    let analysis = investigate::survey(&text, &own, &load(stored, policy)?.settings);
    to_json(&Investigated::new(&text, analysis))
}

/// The stored settings in which a Cortex XDR is asked for so many days back.
#[wasm_bindgen(js_name = settingsWithin)]
pub fn settings_within(stored: &str, days: u32) -> Result<String, Thrown> {
    Ok(Settings::within(stored, days)?)
}

/// Everything that can be asked, and about what.
#[wasm_bindgen(unchecked_return_type = "Catalogue")]
pub fn catalogue() -> Result<JsValue, Thrown> {
    to_js(&Catalogue::new())
}

/// Rows as CSV, one a line.
#[wasm_bindgen(js_name = toCsv)]
pub fn to_csv(#[wasm_bindgen(unchecked_param_type = "string[][]")] rows: JsValue) -> Result<String, Thrown> {
    let rows: Vec<Vec<String>> = from_js(rows)?;
    let rows = rows.iter().map(|row| csv::row(row.iter().map(String::as_str)));
    Ok(rows.collect::<Vec<_>>().join("\r\n"))
}

/// How many indicators stand in a text, repetitions too: the recogniser alone, for measuring it.
#[wasm_bindgen]
pub fn count(#[wasm_bindgen(unchecked_param_type = "string")] text: &JsString) -> usize {
    let mut count = 0;
    indicator::visit(&utf8(text), |_| count += 1);
    count
}

/// The queries for what a person picked.
#[wasm_bindgen(unchecked_return_type = "Answer")]
pub fn ask(
    #[wasm_bindgen(unchecked_param_type = "Pick[]")] picks: JsValue,
    stored: &str,
    policy: &str,
) -> Result<JsValue, Thrown> {
    let picks: Vec<investigate::Pick> = from_js(picks)?;
    to_js(&Answered::from(investigate::ask(&picks, &load(stored, policy)?.settings)))
}

/// The queries that a person built by hand.
#[wasm_bindgen(unchecked_return_type = "Answer")]
pub fn build(
    #[wasm_bindgen(unchecked_param_type = "Draft")] draft: JsValue,
    stored: &str,
    policy: &str,
) -> Result<JsValue, Thrown> {
    let draft: query::QueryDraft = from_js(draft)?;
    to_js(&Answered::from(investigate::build(&draft, &load(stored, policy)?.settings)))
}

/// The text to store for settings that a page gives as JSON, in place of a stored one under a policy. Nothing is stored
/// that could not be used, and nothing that the policy forbids.
#[wasm_bindgen(js_name = storeSettings)]
pub fn store_settings(given: &str, stored: &str, policy: &str) -> Result<String, Thrown> {
    Ok(Settings::store(given, stored, policy)?)
}

/// The file for settings that a page gives as JSON, beside a stored text and a policy, with these keys, given as JSON.
#[wasm_bindgen(js_name = exportSettings)]
pub fn export_settings(given: &str, stored: &str, policy: &str, keys: &str) -> Result<String, Thrown> {
    let keys = Keys::from_json(keys)?;
    Ok(Settings::export(given, stored, policy, &keys)?)
}

/// The content of an exported file, and its changes.
#[wasm_bindgen(js_name = importSettings, unchecked_return_type = "ImportedSettings")]
pub fn import_settings(file: &str, stored: &str, policy: &str) -> Result<JsValue, Thrown> {
    let Imported { settings, changes, keys } = Settings::import(file, stored, policy)?;
    to_js(&shapes::ImportedSettings { settings, changes, keys: keys.pairs() })
}

/// The address of a server as it is understood, or the error that says what is wrong with it, or that the policy in the
/// settings refuses it.
#[wasm_bindgen(js_name = checkServer, unchecked_return_type = "CheckedServer")]
pub fn check_server(typed: &str, stored: &str, policy: &str) -> Result<JsValue, Thrown> {
    let server = Server::parse(typed)?;
    match load(stored, policy)?.settings.policy.refuses(&server) {
        Some(error) => Err(error.into()),
        None => to_js(&CheckedServer::from(&server)),
    }
}

/// The address of the known server that the URL of a query leads to.
#[wasm_bindgen(js_name = serverOf)]
pub fn server_of(url: &str, stored: &str, policy: &str) -> Result<String, Thrown> {
    Ok(load(stored, policy)?.settings.server_of(url)?)
}

/// The link templates of a console, ready to paste; `placeholder` is one's own for the console `own`.
#[wasm_bindgen(js_name = linkTemplates, unchecked_return_type = "LinkTemplates")]
pub fn link_templates(
    console: &str,
    placeholder: &str,
    stored: &str,
    policy: &str,
) -> Result<JsValue, Thrown> {
    let server = match load(stored, policy)?.settings.destination()? {
        Destination::Secdo(server) => server,
        Destination::Cortex { .. } => return Err(Error::LinksNotInCortex.into()),
    };
    let own = Console { name: "own", placeholder, shape: TemplateShape::Url, encodes: None, note: "" };
    let console = CONSOLES.iter().find(|known| known.name == console).unwrap_or(&own);
    to_js(&shapes::Templates {
        consoles: CONSOLES.iter().map(|console| console.name).collect(),
        encodes: console.encodes,
        templates: ready(&server, console).collect(),
        file: file(&server, console),
    })
}
