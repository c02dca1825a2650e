//! The outbox in a browser: stores items, and carries those that are due to the server, one after the other.
//!
//! Whoever calls [`outbox_pump`] holds a lock, so that only one pump runs at a time.

use secdo_core::{
    alert::{
        draft::Draft,
        wire::{self, Sender},
    },
    error::Error,
    outbox::{Item, State, export},
    server::Server,
    settings::{Alerts, Settings},
};
use wasm_bindgen::prelude::*;

use crate::{
    alerts, clock,
    convert::{from_js, to_js},
    error::to_error,
    load, send,
    shapes::Pumped,
    store::Store,
};

const DAY: i64 = 86_400_000;

/// How many alerts are delivered before settings, key and permission are looked at again.
const BATCH: usize = 50;

/// Stores an alert under a name, once: the same name again changes nothing. It is in the database when the promise
/// resolves.
#[wasm_bindgen(js_name = outboxAdd)]
pub async fn outbox_add(
    #[wasm_bindgen(unchecked_param_type = "AlertDraft")] draft: JsValue,
    id: String,
    settings: String,
) -> Result<(), JsValue> {
    let draft: Draft = from_js(draft)?;
    let settings = load(&settings)?.settings;
    let checked = alerts::check(&draft, &settings.alerts);
    let Some(mut alert) = checked.alert else {
        return Err(to_error(
            &checked.errors.first().map_or(Error::FieldMissing, |wrong| wrong.error.clone()),
        ));
    };
    if settings.alerts.own_event_id {
        alert.event_id.get_or_insert_with(|| id.clone());
    }
    save(Item::new(id, alert, clock::now())).await.map_err(|error| to_error(&error))
}

async fn save(item: Item) -> Result<(), Error> {
    let store = Store::open().await?;
    if store.get(&item.id).await?.is_some() {
        return Ok(());
    }
    store.put(&[item]).await
}

/// Every item, the latest first.
#[wasm_bindgen(js_name = outboxList, unchecked_return_type = "OutboxItem[]")]
pub async fn outbox_list() -> Result<JsValue, JsValue> {
    let mut items = everything().await.map_err(|error| to_error(&error))?;
    items.sort_by_key(|item| std::cmp::Reverse(item.created));
    to_js(&items.into_iter().map(alerts::shown).collect::<Vec<_>>())
}

async fn everything() -> Result<Vec<Item>, Error> {
    Store::open().await?.all(None).await
}

/// How many alerts wait, and how many need a person.
#[wasm_bindgen(js_name = outboxCounts, unchecked_return_type = "OutboxCounts")]
pub async fn outbox_counts() -> Result<JsValue, JsValue> {
    to_js(
        &counts(&Store::open().await.map_err(|error| to_error(&error))?)
            .await
            .map_err(|error| to_error(&error))?,
    )
}

async fn counts(store: &Store) -> Result<crate::shapes::Counts, Error> {
    Ok(crate::shapes::Counts {
        waiting: store.count(State::Queued).await? + store.count(State::Sending).await?,
        failed: store.count(State::Rejected).await? + store.count(State::GivenUp).await?,
    })
}

/// Makes items due now.
#[wasm_bindgen(js_name = outboxRetry)]
pub async fn outbox_retry(ids: Vec<String>) -> Result<(), JsValue> {
    let retry = async || {
        let store = Store::open().await?;
        for id in &ids {
            store.update(id, |item| item.retry(clock::now())).await?;
        }
        Ok(())
    };
    retry().await.map_err(|error: Error| to_error(&error))
}

/// Makes those items due now that wait because the server was away.
#[wasm_bindgen(js_name = outboxWake)]
pub async fn outbox_wake() -> Result<(), JsValue> {
    let wake = async || {
        let store = Store::open().await?;
        for item in store.all(Some(State::Queued)).await? {
            if item.clone().wake(clock::now()) {
                store.update(&item.id, |item| item.wake(clock::now())).await?;
            }
        }
        Ok(())
    };
    wake().await.map_err(|error: Error| to_error(&error))
}

/// Removes items.
#[wasm_bindgen(js_name = outboxDelete)]
pub async fn outbox_delete(ids: Vec<String>) -> Result<(), JsValue> {
    let delete = async || Store::open().await?.delete(&ids).await;
    delete().await.map_err(|error| to_error(&error))
}

/// The outbox as a file: `csv` or `json`. It holds no key.
#[wasm_bindgen(js_name = outboxExport)]
pub async fn outbox_export(
    #[wasm_bindgen(unchecked_param_type = "'csv' | 'json'")] format: String,
) -> Result<String, JsValue> {
    let items = everything().await.map_err(|error| to_error(&error))?;
    if format == "csv" {
        return Ok(export::to_csv(&items));
    }
    export::to_json(items).map_err(|error| to_error(&error))
}

/// Stores the items of an exported file that are not there yet; how many there were.
#[wasm_bindgen(js_name = outboxImport)]
pub async fn outbox_import(text: String) -> Result<usize, JsValue> {
    let import = async || {
        let items = export::from_json(&text, clock::now())?;
        let store = Store::open().await?;
        let mut fresh = Vec::new();
        for item in items {
            if store.get(&item.id).await?.is_none() {
                fresh.push(item);
            }
        }
        store.put(&fresh).await?;
        Ok(fresh.len())
    };
    import().await.map_err(|error: Error| to_error(&error))
}

/// Delivers what is due, until nothing is, the server is away, or a batch is done: `next` then is not in the future.
#[wasm_bindgen(js_name = outboxPump, unchecked_return_type = "Pumped")]
pub async fn outbox_pump(settings: String, key: String) -> Result<JsValue, JsValue> {
    let settings = load(&settings)?.settings;
    to_js(&pump(&settings, &key).await.map_err(|error| to_error(&error))?)
}

async fn pump(settings: &Settings, key: &str) -> Result<Pumped, Error> {
    let store = Store::open().await?;
    put_right(&store, &settings.alerts).await?;
    let server = Server::parse(&settings.server)?;
    if settings.alerts.company.is_empty() {
        return Err(Error::CompanyMissing);
    }
    if key.is_empty() {
        return Err(Error::KeyMissing);
    }
    let sender = Sender { company: &settings.alerts.company, key };
    let mut away_until = None;
    let mut due = store.all(Some(State::Queued)).await?;
    due.retain(|item| item.is_due(clock::now()));
    due.sort_by_key(|item| item.next);
    for queued in due.into_iter().take(BATCH) {
        let began = clock::now();
        if let Some(pause) = deliver(&store, &queued.id, &server, &sender).await? {
            away_until = Some(clock::now() + pause);
            break;
        }
        clock::until(began + 1_000 / i64::from(settings.alerts.per_second)).await;
    }
    let waiting = store.all(Some(State::Queued)).await?;
    let soonest = waiting.iter().map(|item| item.next).min();
    Ok(Pumped {
        next: soonest.map(|next| next.max(away_until.unwrap_or(next))),
        counts: counts(&store).await?,
    })
}

/// Makes one attempt, storing the item before and after; how long to pause when the server is away. An item that was
/// deleted, or changed so that it is not due, is left alone.
async fn deliver(
    store: &Store,
    id: &str,
    server: &Server,
    sender: &Sender<'_>,
) -> Result<Option<i64>, Error> {
    let now = clock::now();
    let claim = |item: &mut Item| {
        let due = item.is_due(now);
        if due {
            item.claim(now);
        }
        due
    };
    if store.update(id, claim).await?.is_none() {
        return Ok(None);
    }
    let hand_over = |item: &mut Item| {
        item.hand_over();
        item.state == State::Sending
    };
    let Some(item) = store.update(id, hand_over).await? else { return Ok(None) };
    let outcome = send::send(&wire::request(&item.alert, server, sender), sender.key).await;
    let pause = outcome.pause();
    let finish = |item: &mut Item| {
        let ours = item.state == State::Sending;
        if ours {
            item.finish(outcome, clock::now(), js_sys::Math::random());
        }
        ours
    };
    store.update(id, finish).await?;
    Ok(pause)
}

/// Puts items right that a stopped browser left in the middle of an attempt, and removes delivered ones that were kept
/// long enough.
async fn put_right(store: &Store, alerts: &Alerts) -> Result<(), Error> {
    let now = clock::now();
    for item in store.all(Some(State::Sending)).await? {
        store.update(&item.id, |item| item.recover(now)).await?;
    }
    let keep = i64::from(alerts.keep_days) * DAY;
    let delivered = store.all(Some(State::Delivered)).await?;
    let expired: Vec<String> =
        delivered.into_iter().filter(|item| item.is_expired(now, keep)).map(|item| item.id).collect();
    store.delete(&expired).await
}
