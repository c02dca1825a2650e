//! Requests to a Cortex XDR beside alerts: to run a query, and how much may be queried.

use secdo_bridge::{Thrown, load, to_js};
use secdo_core::{
    alert::wire::{
        HttpAnswer, HttpRequest, Outcome, Recipient,
        cortex::{Tenant, query},
    },
    error::Error,
    outbox::round::{Road, Round},
    settings::Keys,
};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{clock, send, stamp::stamp};

/// `QueryRun` of `types.d.ts`: the page of the result, or what became of the request.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum QueryRun {
    Page(String),
    Refused(Outcome),
}

/// `Quota` of `types.d.ts`: how much may be queried in a day and how much was, or what became of the request.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Quota {
    Used { all: f64, used: f64 },
    Refused(Outcome),
}

/// Runs a query in XQL by the API of the current server; `keys` as JSON.
#[wasm_bindgen(js_name = runQuery, unchecked_return_type = "QueryRun")]
pub async fn run_query(xql: String, stored: String, policy: String, keys: String) -> Result<JsValue, Thrown> {
    let days = load(&stored, &policy)?.settings.days;
    let (road, tenant) = tenant(&stored, &policy, &keys)?;
    let request = tenant.start_query(&xql, days, &road.key, &stamp()?);
    let run = match ask(&request, |answer| query::started(answer, &road.key, clock::now())).await {
        Ok(id) => match tenant.result_page(&id) {
            Some(page) => QueryRun::Page(page),
            None => QueryRun::Refused(Outcome::Rejected { status: 200, words: id, advice: None }),
        },
        Err(outcome) => QueryRun::Refused(outcome),
    };
    to_js(&run)
}

/// Asks the current server how much may be queried, which costs nothing; `keys` as JSON.
#[wasm_bindgen(js_name = queryQuota, unchecked_return_type = "Quota")]
pub async fn query_quota(stored: String, policy: String, keys: String) -> Result<JsValue, Thrown> {
    let (road, tenant) = tenant(&stored, &policy, &keys)?;
    let request = tenant.quota(&road.key, &stamp()?);
    to_js(&match ask(&request, |answer| query::quota(answer, &road.key, clock::now())).await {
        Ok((all, used)) => Quota::Used { all, used },
        Err(outcome) => Quota::Refused(outcome),
    })
}

fn tenant(stored: &str, policy: &str, keys: &str) -> Result<(Road, Tenant), Thrown> {
    let keys = Keys::from_json(keys)?;
    let loaded = load(stored, policy)?;
    let road = Round::new(&loaded.settings, &keys).road("")?;
    match road.recipient.clone() {
        Recipient::Cortex(tenant) => Ok((road, tenant)),
        Recipient::Secdo(_) => Err(Error::ServerUnknown(road.server.base().to_owned()).into()),
    }
}

async fn ask<T>(
    request: &HttpRequest,
    read: impl FnOnce(HttpAnswer<'_>) -> Result<T, Outcome>,
) -> Result<T, Outcome> {
    send::answer(request, read).await.unwrap_or_else(Err)
}
