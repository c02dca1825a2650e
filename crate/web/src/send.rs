//! The network: makes the request that the core describes, and hands the answer back to it.

use gloo::{
    net::http::{Request, Response},
    timers::callback::Timeout,
};
use js_sys::{Reflect, Uint8Array};
use secdo_core::alert::wire::{HttpRequest, Outcome, READ, interpret};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect, ResponseType,
};

use crate::clock;

/// What became of a request.
pub(crate) async fn send(request: &HttpRequest, key: &str) -> Outcome {
    let Ok(controller) = AbortController::new() else { return Outcome::Unreachable };
    let signal = controller.signal();
    let timer = Timeout::new(request.timeout, move || controller.abort());
    let outcome = match attempt(request, key, &signal).await {
        Ok(outcome) => outcome,
        Err(_) if signal.aborted() => Outcome::TimedOut,
        Err(_) => Outcome::Unreachable,
    };
    drop(timer);
    outcome
}

async fn attempt(
    request: &HttpRequest,
    key: &str,
    signal: &web_sys::AbortSignal,
) -> Result<Outcome, gloo::net::Error> {
    let response = Request::post(&request.url)
        .header("Content-Type", request.content_type)
        // What a server answers may hold the key: it is not written to the browser's cache.
        .cache(RequestCache::NoStore)
        // No cookies: servers answer 403 to them. No referrer, no redirect: the key goes nowhere else.
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .redirect(RequestRedirect::Manual)
        .abort_signal(Some(signal))
        .body(request.body.as_str())?
        .send()
        .await?;
    read(response, key).await
}

async fn read(response: Response, key: &str) -> Result<Outcome, gloo::net::Error> {
    // The browser hides what a redirect says.
    let status = if response.type_() == ResponseType::Opaqueredirect { 0 } else { response.status() };
    let retry_after = response.headers().get("Retry-After");
    let broken = |_| gloo::net::Error::GlooError("the answer broke off".to_owned());
    let body = beginning(&response).await.map_err(broken)?;
    Ok(interpret(status, &body, retry_after.as_deref(), key, clock::now()))
}

/// The beginning of an answer: a server may say more than there is memory for.
async fn beginning(response: &Response) -> Result<String, JsValue> {
    let mut bytes = Vec::new();
    let Some(stream) = response.body() else { return Ok(String::new()) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let part = JsFuture::from(reader.read()).await?;
        if Reflect::get(&part, &"done".into())?.is_truthy() {
            break;
        }
        let part: Uint8Array = Reflect::get(&part, &"value".into())?.unchecked_into();
        let wanted = u32::try_from(READ - bytes.len()).unwrap_or(u32::MAX).min(part.length());
        bytes.extend(part.subarray(0, wanted).to_vec());
        if bytes.len() == READ {
            JsFuture::from(reader.cancel()).await?;
            break;
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
