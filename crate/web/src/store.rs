//! The database of the outbox: IndexedDB, one store of items, found by their state.
//!
//! A record that cannot be read is damaged, or one of a newer program. It stays as it is, in no other one's way: it is
//! set aside under a state of its own, and comes back when a program can read it.

use std::collections::HashSet;

use idb::{
    Database, DatabaseEvent, Factory, IndexParams, KeyPath, ObjectStoreParams, Query, Transaction,
    TransactionMode, TransactionResult,
};
use js_sys::{Object, Reflect};
use secdo_core::{
    error::Error,
    outbox::{Item, State},
};
use serde::Serialize;
use wasm_bindgen::JsValue;

const NAME: &str = "outbox";
const VERSION: u32 = 1;
const ITEMS: &str = "items";
const ID: &str = "id";
const STATE: &str = "state";
const ITEM: &str = "item";
/// The state of what was set aside.
const ASIDE: &str = "unreadable";

/// An open database.
pub(crate) struct Store(Database);

fn failed(error: &idb::Error) -> Error {
    Error::StoreFailed(error.to_string())
}

/// A record of the database that cannot be read.
#[derive(Serialize)]
pub(crate) struct Unreadable {
    /// Its name.
    id: String,
    /// The record that is there instead of an item.
    text: String,
}

/// The record of an item: its name and its state, by which it is found, and itself as JSON.
fn record(item: &Item) -> Result<JsValue, Error> {
    let record = Object::new();
    for (name, value) in [(ID, &*item.id), (STATE, item.state.name()), (ITEM, &*item.to_json()?)] {
        set(&record, name, value);
    }
    Ok(record.into())
}

fn set(record: &JsValue, name: &str, value: &str) {
    // Setting a property of a plain object does not fail.
    let _ = Reflect::set(record, &name.into(), &value.into());
}

fn get(record: &JsValue, name: &str) -> String {
    Reflect::get(record, &name.into()).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn item(record: &JsValue) -> Result<Item, Error> {
    Item::from_json(&get(record, ITEM))
}

/// The record to be written in place of one whose state is not that of its item: one that is read under its state, or
/// one that is not, set aside.
fn sifted(record: &JsValue) -> Option<&JsValue> {
    let state = item(record).map_or(ASIDE, |item| item.state.name());
    (get(record, STATE) != state).then(|| set(record, STATE, state)).map(|()| record)
}

/// Waits until a transaction is on the disk. One that was aborted (a full disk, say) stored nothing, and says so.
async fn commit(transaction: Transaction) -> Result<(), Error> {
    let committed = async || transaction.commit()?.await;
    match committed().await.map_err(|e| failed(&e))? {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted => Err(Error::StoreFailed("the transaction was aborted".to_owned())),
    }
}

impl Store {
    /// The database, made on first use.
    pub(crate) async fn open() -> Result<Self, Error> {
        let mut request =
            Factory::new().and_then(|factory| factory.open(NAME, Some(VERSION))).map_err(|e| failed(&e))?;
        request.on_upgrade_needed(|event| {
            let made = event.database().and_then(|database| {
                let mut parameters = ObjectStoreParams::new();
                parameters.key_path(Some(KeyPath::new_single(ID)));
                let items = database.create_object_store(ITEMS, parameters)?;
                items.create_index(STATE, KeyPath::new_single(STATE), Some(IndexParams::new()))
            });
            // The request then fails by itself, and says why.
            drop(made);
        });
        request.await.map(Self).map_err(|e| failed(&e))
    }

    /// Writes those items whose names are not in the database yet, all of them or none; how many those were. Nobody
    /// else's change comes between.
    pub(crate) async fn add(&self, items: &[Item]) -> Result<usize, Error> {
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            values.push((item.id.as_str(), record(item)?));
        }
        let mut write = async || {
            let transaction = self.0.transaction(&[ITEMS], TransactionMode::ReadWrite)?;
            let store = transaction.object_store(ITEMS)?;
            let keys = store.get_all_keys(None, None)?.await?;
            let mut known: HashSet<String> = keys.iter().filter_map(JsValue::as_string).collect();
            values.retain(|(id, _)| known.insert((*id).to_owned()));
            let mut last = None;
            for (_, value) in &values {
                last = Some(store.put(value, None)?);
            }
            if let Some(request) = last {
                request.await?;
            }
            Ok(transaction)
        };
        commit(write().await.map_err(|e| failed(&e))?).await?;
        Ok(values.len())
    }

    /// Sets records aside that cannot be read, and takes those back that can. See the module.
    pub(crate) async fn sift(&self) -> Result<(), Error> {
        let states = [State::Queued.name(), State::Sending.name(), ASIDE];
        let mut found = Vec::new();
        for state in states {
            found.extend(self.records(Some(state)).await?);
        }
        if found.iter().all(|record| sifted(record).is_none()) {
            return Ok(());
        }
        // Once more, in one transaction, so that nobody else's change comes between.
        let write = async || {
            let transaction = self.0.transaction(&[ITEMS], TransactionMode::ReadWrite)?;
            let store = transaction.object_store(ITEMS)?;
            let records = store.get_all(None, None)?.await?;
            for record in records.iter().filter_map(sifted) {
                store.put(record, None)?.await?;
            }
            Ok(transaction)
        };
        commit(write().await.map_err(|e| failed(&e))?).await
    }

    /// Changes the item of this name in one transaction, so that nobody else's change comes between; the item as it
    /// was stored, or nothing when it is gone or `change` says that there is nothing to do.
    pub(crate) async fn update(
        &self,
        id: &str,
        // Not generic: the module has the machine of this transaction once, not once for each change.
        change: &mut dyn FnMut(&mut Item) -> bool,
    ) -> Result<Option<Item>, Error> {
        let transaction = self.0.transaction(&[ITEMS], TransactionMode::ReadWrite).map_err(|e| failed(&e))?;
        let store = transaction.object_store(ITEMS).map_err(|e| failed(&e))?;
        let read = async || store.get(Query::Key(id.into()))?.await;
        let Some(found) = read().await.map_err(|e| failed(&e))? else { return Ok(None) };
        let mut changed = item(&found)?;
        if !change(&mut changed) {
            return Ok(None);
        }
        let value = record(&changed)?;
        let write = async || store.put(&value, None)?.await;
        write().await.map_err(|e| failed(&e))?;
        commit(transaction).await?;
        Ok(Some(changed))
    }

    /// The item of this name.
    pub(crate) async fn get(&self, id: &str) -> Result<Option<Item>, Error> {
        let read = async || {
            let transaction = self.0.transaction(&[ITEMS], TransactionMode::ReadOnly)?;
            transaction.object_store(ITEMS)?.get(Query::Key(id.into()))?.await
        };
        let found = read().await.map_err(|e| failed(&e))?;
        found.as_ref().map(item).transpose()
    }

    /// Every item, or those of one state, as far as they can be read: a damaged record, or one of a newer program, stays
    /// where it is and is in no other one's way. See [`Store::unreadable`].
    pub(crate) async fn all(&self, state: Option<State>) -> Result<Vec<Item>, Error> {
        let records = self.records(state.map(State::name)).await?;
        Ok(records.iter().filter_map(|record| item(record).ok()).collect())
    }

    /// The records that cannot be read.
    pub(crate) async fn unreadable(&self) -> Result<Vec<Unreadable>, Error> {
        let records = self.records(None).await?;
        let damaged = records.iter().filter(|record| item(record).is_err());
        Ok(damaged.map(|record| Unreadable { id: get(record, ID), text: get(record, ITEM) }).collect())
    }

    async fn records(&self, state: Option<&str>) -> Result<Vec<JsValue>, Error> {
        let read = async || {
            let transaction = self.0.transaction(&[ITEMS], TransactionMode::ReadOnly)?;
            let store = transaction.object_store(ITEMS)?;
            match state {
                Some(state) => store.index(STATE)?.get_all(Some(Query::Key(state.into())), None)?.await,
                None => store.get_all(None, None)?.await,
            }
        };
        read().await.map_err(|e| failed(&e))
    }

    /// How many items there are of a state.
    pub(crate) async fn count(&self, state: State) -> Result<u32, Error> {
        let read = async || {
            let transaction = self.0.transaction(&[ITEMS], TransactionMode::ReadOnly)?;
            transaction.object_store(ITEMS)?.index(STATE)?.count(Some(Query::Key(state.name().into())))?.await
        };
        read().await.map_err(|e| failed(&e))
    }

    /// Removes items.
    pub(crate) async fn delete(&self, ids: &[String]) -> Result<(), Error> {
        let write = async || {
            let transaction = self.0.transaction(&[ITEMS], TransactionMode::ReadWrite)?;
            let store = transaction.object_store(ITEMS)?;
            for id in ids {
                store.delete(Query::Key(id.into()))?.await?;
            }
            Ok(transaction)
        };
        commit(write().await.map_err(|e| failed(&e))?).await
    }
}
