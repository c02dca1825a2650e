//! The network: makes the request that the core describes, and hands the answer back to it.

use gloo::{
    net::http::{Request, Response},
    timers::callback::Timeout,
};
use js_sys::{Reflect, Uint8Array};
use secdo_core::alert::wire::{HttpAnswer, HttpRequest, Outcome, READ, Recipient};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect, ResponseType,
};

use crate::clock;

/// The outcome of a request to a recipient.
pub(crate) async fn send(request: &HttpRequest, recipient: &Recipient, key: &str) -> Outcome {
    answer(request, |answer| recipient.interpret(answer, key, clock::now()))
        .await
        .unwrap_or_else(|outcome| outcome)
}

/// The content of an answer.
///
/// # Errors
/// The outcome of a request without an answer.
pub(crate) async fn answer<T>(
    request: &HttpRequest,
    read: impl FnOnce(HttpAnswer<'_>) -> T,
) -> Result<T, Outcome> {
    let controller = AbortController::new().map_err(|_| Outcome::Unreachable)?;
    let signal = controller.signal();
    let timer = Timeout::new(request.timeout, move || controller.abort());
    let read = attempt(request, read, &signal).await;
    drop(timer);
    read.map_err(|_| if signal.aborted() { Outcome::TimedOut } else { Outcome::Unreachable })
}

async fn attempt<T>(
    request: &HttpRequest,
    read: impl FnOnce(HttpAnswer<'_>) -> T,
    signal: &web_sys::AbortSignal,
) -> Result<T, gloo::net::Error> {
    let mut post = Request::post(&request.url);
    for (name, value) in &request.headers {
        post = post.header(name, value);
    }
    let response = post
        // The answer may hold the key: it is not written to the browser's cache.
        .cache(RequestCache::NoStore)
        // No cookies: servers answer 403 to them. No referrer, no redirect: the key goes nowhere else.
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .redirect(RequestRedirect::Manual)
        .abort_signal(Some(signal))
        .body(request.body.as_str())?
        .send()
        .await?;
    // The browser hides what a redirect says.
    let status = if response.type_() == ResponseType::Opaqueredirect { 0 } else { response.status() };
    let retry_after = response.headers().get("Retry-After");
    let broken = |_| gloo::net::Error::GlooError("the answer broke off".to_owned());
    let body = beginning(&response).await.map_err(broken)?;
    Ok(read(HttpAnswer { status, body: &body, retry_after: retry_after.as_deref() }))
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
