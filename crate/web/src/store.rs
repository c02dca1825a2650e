//! The database of the outbox: IndexedDB, one store of items, found by their state.

use idb::{
    Database, DatabaseEvent, Factory, IndexParams, KeyPath, ObjectStoreParams, Query, Transaction,
    TransactionMode, TransactionResult,
};
use js_sys::{Object, Reflect};
use secdo_core::{
    error::Error,
    outbox::{Item, State},
};
use wasm_bindgen::JsValue;

const NAME: &str = "outbox";
const VERSION: u32 = 1;
const ITEMS: &str = "items";
const ID: &str = "id";
const STATE: &str = "state";
const ITEM: &str = "item";

/// An open database.
pub(crate) struct Store(Database);

fn failed(error: &idb::Error) -> Error {
    Error::StoreFailed(error.to_string())
}

/// The record of an item: its name and its state, by which it is found, and itself as JSON.
fn record(item: &Item) -> Result<JsValue, Error> {
    let record = Object::new();
    for (name, value) in [(ID, &*item.id), (STATE, item.state.name()), (ITEM, &*item.to_json()?)] {
        // Setting a property of a fresh object does not fail.
        let _ = Reflect::set(&record, &name.into(), &value.into());
    }
    Ok(record.into())
}

fn item(record: &JsValue) -> Result<Item, Error> {
    let json = Reflect::get(record, &ITEM.into()).ok().and_then(|json| json.as_string());
    Item::from_json(&json.unwrap_or_default())
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

    /// Writes items; all of them or none.
    pub(crate) async fn put(&self, items: &[Item]) -> Result<(), Error> {
        let values = items.iter().map(record).collect::<Result<Vec<_>, _>>()?;
        let write = async || {
            let transaction = self.0.transaction(&[ITEMS], TransactionMode::ReadWrite)?;
            let store = transaction.object_store(ITEMS)?;
            let mut last = None;
            for value in &values {
                last = Some(store.put(value, None)?);
            }
            if let Some(request) = last {
                request.await?;
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
        Ok(self.records(state).await?.iter().filter_map(|record| item(record).ok()).collect())
    }

    /// How many records cannot be read.
    pub(crate) async fn unreadable(&self) -> Result<usize, Error> {
        Ok(self.records(None).await?.iter().filter(|record| item(record).is_err()).count())
    }

    async fn records(&self, state: Option<State>) -> Result<Vec<JsValue>, Error> {
        let read = async || {
            let transaction = self.0.transaction(&[ITEMS], TransactionMode::ReadOnly)?;
            let store = transaction.object_store(ITEMS)?;
            match state {
                Some(state) => {
                    store.index(STATE)?.get_all(Some(Query::Key(state.name().into())), None)?.await
                }
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
