//! Whether a server answers, without sending it anything.

use gloo::{net::http::Request, timers::callback::Timeout};
use wasm_bindgen::prelude::*;
use web_sys::{
    AbortController, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect, ResponseType,
};

/// How long an answer may take, in milliseconds.
const PATIENCE: u32 = 10_000;

/// The answer of a server to a request for its first page: the HTTP status, 0 for a redirect, null when there was no
/// answer. Browsers do not say whether a host, a certificate or the network was the reason.
#[wasm_bindgen(js_name = probeServer, unchecked_return_type = "number | null")]
pub async fn probe_server(base: String) -> Result<JsValue, JsValue> {
    let controller = AbortController::new()?;
    let signal = controller.signal();
    let timer = Timeout::new(PATIENCE, move || controller.abort());
    let response = Request::get(&format!("{base}/"))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .redirect(RequestRedirect::Manual)
        .abort_signal(Some(&signal))
        .send()
        .await;
    drop(timer);
    let status = response
        .ok()
        .map(|response| if response.type_() == ResponseType::Opaqueredirect { 0 } else { response.status() });
    Ok(status.map_or(JsValue::NULL, JsValue::from))
}
