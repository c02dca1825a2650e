//! The outbox in a browser: stores items, and carries those that are due to the server, one after the other.
//!
//! Whoever calls [`outbox_pump`] holds a lock, so that only one pump runs at a time.

use js_sys::Function;
use secdo_bridge::{Problem, Thrown, from_js, load, to_js};
use secdo_core::{
    alert::{draft::Draft, wire::TIMEOUT},
    error::Error,
    outbox::{Item, Stage, State, export, round::Round},
    server::Server,
    settings::{Alerts, Keys, Settings},
};
use wasm_bindgen::prelude::*;

use crate::{
    alerts, clock,
    deliver::Sender,
    shapes::{OutboxImported, Pumped, Route},
    store::Store,
};

const DAY: i64 = 86_400_000;

/// How many requests are made before settings, key and permission are looked at again.
const BATCH: usize = 50;

/// Stores an alert for the current server under a name, once: the same alert again changes nothing, another one under
/// that name is an error. `at` is when somebody sent it, in milliseconds since 1970: what "5 minutes ago" is counted from,
/// however often it is stored. It is in the database when the promise resolves.
#[wasm_bindgen(js_name = outboxAdd)]
pub async fn outbox_add(
    #[wasm_bindgen(unchecked_param_type = "AlertDraft")] draft: JsValue,
    id: String,
    at: f64,
    stored: String,
    policy: String,
) -> Result<(), Thrown> {
    let draft: Draft = from_js(draft)?;
    let loaded = load(&stored, &policy)?;
    let settings = &loaded.settings;
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds of any date fit")]
    let checked = alerts::check(&draft, &settings.alerts, at as i64);
    let Some(mut alert) = checked.alert else {
        let wrong = checked.errors.first().map_or(Error::FieldMissing, |wrong| wrong.error.clone());
        return Err(wrong.into());
    };
    if settings.alerts.own_event_id {
        alert.event_id.get_or_insert_with(|| id.clone());
    }
    Ok(save(Item::new(id, alert, settings.server.clone(), clock::now())).await?)
}

async fn save(item: Item) -> Result<(), Error> {
    let store = Store::open().await?;
    if store.add(std::slice::from_ref(&item)).await? == 1 {
        return Ok(());
    }
    match store.get(&item.id).await? {
        Some(known) if !known.is_same(&item) => Err(Error::NameTaken),
        // It was stored before, and may even have been delivered and removed since.
        _ => Ok(()),
    }
}

/// Every item, the latest first.
#[wasm_bindgen(js_name = outboxList, unchecked_return_type = "OutboxItem[]")]
pub async fn outbox_list() -> Result<JsValue, Thrown> {
    let mut items = everything().await?;
    items.sort_by_key(|item| std::cmp::Reverse(item.created));
    to_js(&items.into_iter().map(alerts::shown).collect::<Vec<_>>())
}

async fn everything() -> Result<Vec<Item>, Error> {
    Store::open().await?.all(None).await
}

/// The records in the database that cannot be read; they stay there until somebody deletes them.
#[wasm_bindgen(js_name = outboxUnreadable, unchecked_return_type = "{ id: string, text: string }[]")]
pub async fn outbox_unreadable() -> Result<JsValue, Thrown> {
    to_js(&Store::open().await?.unreadable().await?)
}

/// How many alerts wait, and how many need a person.
#[wasm_bindgen(js_name = outboxCounts, unchecked_return_type = "OutboxCounts")]
pub async fn outbox_counts() -> Result<JsValue, Thrown> {
    to_js(&counts(&Store::open().await?).await?)
}

async fn counts(store: &Store) -> Result<crate::shapes::OutboxCounts, Error> {
    let sum = async |stage| {
        let mut sum = 0;
        for state in State::ALL.into_iter().filter(|state| state.stage() == stage) {
            sum += store.count(state).await?;
        }
        Ok::<_, Error>(sum)
    };
    Ok(crate::shapes::OutboxCounts {
        waiting: sum(Stage::Waiting).await?,
        sending: store.count(State::Sending).await?,
        failed: sum(Stage::Failed).await?,
    })
}

/// Makes items due now.
#[wasm_bindgen(js_name = outboxRetry)]
pub async fn outbox_retry(ids: Vec<String>) -> Result<(), Thrown> {
    let store = Store::open().await?;
    for id in &ids {
        store.update(id, &mut |item| item.retry(clock::now())).await?;
    }
    Ok(())
}

/// Makes those items due now that wait because the server was away.
#[wasm_bindgen(js_name = outboxWake)]
pub async fn outbox_wake() -> Result<(), Thrown> {
    let store = Store::open().await?;
    for item in store.all(Some(State::Queued)).await? {
        if item.clone().wake(clock::now()) {
            store.update(&item.id, &mut |item| item.wake(clock::now())).await?;
        }
    }
    Ok(())
}

/// Gives what waits for one server, or was refused by it, to another one.
#[wasm_bindgen(js_name = outboxMove)]
pub async fn outbox_move(from: String, to: String) -> Result<(), Thrown> {
    let store = Store::open().await?;
    for item in store.all(None).await?.into_iter().filter(|item| item.server == from) {
        store.update(&item.id, &mut |item| item.hand_to(&to, clock::now())).await?;
    }
    Ok(())
}

/// Removes delivered items that were kept long enough, and sets aside what cannot be read.
#[wasm_bindgen(js_name = outboxTidy)]
pub async fn outbox_tidy(stored: String, policy: String) -> Result<(), Thrown> {
    let loaded = load(&stored, &policy)?;
    let alerts = &loaded.settings.alerts;
    let store = Store::open().await?;
    store.sift().await?;
    Ok(forget_old(&store, alerts).await?)
}

/// Removes items.
#[wasm_bindgen(js_name = outboxDelete)]
pub async fn outbox_delete(ids: Vec<String>) -> Result<(), Thrown> {
    Ok(Store::open().await?.delete(&ids).await?)
}

/// The outbox as a file: `csv` or `json`. It holds no key.
#[wasm_bindgen(js_name = outboxExport)]
pub async fn outbox_export(
    #[wasm_bindgen(unchecked_param_type = "'csv' | 'json'")] format: String,
    stored: String,
    policy: String,
) -> Result<String, Thrown> {
    load(&stored, &policy)?.settings.policy.permits_export()?;
    let items = everything().await?;
    if format == "csv" {
        return Ok(export::to_csv(&items));
    }
    Ok(export::to_json(items)?)
}

/// Stores the items of an exported file that are not there yet; how many there were, and what is wrong with the others.
#[wasm_bindgen(js_name = outboxImport, unchecked_return_type = "OutboxImported")]
pub async fn outbox_import(text: String) -> Result<JsValue, Thrown> {
    let export::ImportedItems { items, refused } = export::from_json(&text, clock::now())?;
    to_js(&OutboxImported { added: Store::open().await?.add(&items).await?, refused })
}

/// The servers that alerts wait for, each with the reason why nothing can be sent to it, where there is one;
/// `keys` as JSON.
#[wasm_bindgen(js_name = outboxRoutes, unchecked_return_type = "OutboxRoute[]")]
pub async fn outbox_routes(stored: String, policy: String, keys: String) -> Result<JsValue, Thrown> {
    let keys = Keys::from_json(&keys)?;
    let loaded = load(&stored, &policy)?;
    let settings = &loaded.settings;
    let store = Store::open().await?;
    store.sift().await?;
    let mut waiting = store.all(Some(State::Queued)).await?;
    // An attempt that a stopped browser left in the middle is put right by the pump, and due then.
    waiting.extend(store.all(Some(State::Sending)).await?);
    let mut addresses: Vec<&str> = waiting.iter().map(|item| settings.address_of(&item.server)).collect();
    addresses.sort_unstable();
    addresses.dedup();
    let round = Round::new(settings, &keys);
    let routes: Vec<_> = addresses.into_iter().map(|address| Route::new(&round, address)).collect();
    to_js(&routes)
}

/// Delivers what is due to the servers that there is a key for, until nothing is, they are away, or a batch is done:
/// `next` then is not in the future. `keys` as JSON. Before each step `step` is called with how long it may take by
/// itself, in milliseconds: whoever hears nothing for longer knows that the round stands still. When it gives `false`,
/// the round ends.
#[wasm_bindgen(js_name = outboxPump, unchecked_return_type = "Pumped")]
pub async fn outbox_pump(
    stored: String,
    policy: String,
    keys: String,
    #[wasm_bindgen(unchecked_param_type = "(milliseconds: number) => boolean")] step: Function,
) -> Result<JsValue, Thrown> {
    let keys = Keys::from_json(&keys)?;
    let loaded = load(&stored, &policy)?;
    let settings = &loaded.settings;
    let step = |milliseconds: u32| {
        step.call1(&JsValue::NULL, &milliseconds.into()).is_ok_and(|goes_on| goes_on.is_truthy())
    };
    to_js(&pump(settings, &keys, &step).await?)
}

async fn pump(settings: &Settings, keys: &Keys, step: &dyn Fn(u32) -> bool) -> Result<Pumped, Error> {
    let store = Store::open().await?;
    put_right(&store).await?;
    let mut round = Round::new(settings, keys);
    let mut due = round.due(store.all(Some(State::Queued)).await?, clock::now());
    let mut tried = 0;
    while !due.is_empty() {
        let (road, batch) = round.next_batch(&mut due)?;
        if round.is_away(&road.server) {
            continue;
        }
        if tried == BATCH || !step(TIMEOUT) {
            break;
        }
        tried += 1;
        let pace = road.recipient.pace(settings.alerts.per_second);
        let began = clock::now();
        let sender = Sender { store: &store, road: &road, pace, step };
        if let Some(pause) = sender.deliver(&batch).await? {
            round.away(&road.server, clock::now() + pause);
            continue;
        }
        let rest = u32::try_from(batch.len()).unwrap_or(1) * 1_000 / pace;
        if !step(rest) {
            break;
        }
        clock::until(began + i64::from(rest)).await;
    }
    step(0);
    let next = round.next(&store.all(Some(State::Queued)).await?, clock::now());
    Ok(Pumped { next, counts: counts(&store).await? })
}

impl Route {
    fn new(round: &Round<'_>, address: &str) -> Self {
        let server = Server::parse(address).ok();
        Self {
            address: address.to_owned(),
            name: server.as_ref().map(|server| server.name().to_owned()).unwrap_or_default(),
            pattern: round.pattern(address),
            problem: round.road(address).err().as_ref().map(Problem::from),
        }
    }
}

/// Puts items right that a stopped browser left in the middle of an attempt.
async fn put_right(store: &Store) -> Result<(), Error> {
    let now = clock::now();
    for item in store.all(Some(State::Sending)).await? {
        store.update(&item.id, &mut |item| item.recover(now)).await?;
    }
    Ok(())
}

async fn forget_old(store: &Store, alerts: &Alerts) -> Result<(), Error> {
    let (now, keep) = (clock::now(), i64::from(alerts.keep_days) * DAY);
    let delivered = store.all(Some(State::Delivered)).await?;
    let expired: Vec<String> =
        delivered.into_iter().filter(|item| item.is_expired(now, keep)).map(|item| item.id).collect();
    store.delete(&expired).await
}
