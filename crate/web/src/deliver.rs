//! One attempt to deliver alerts: their items are stored before and after it.

use secdo_core::{
    alert::{
        Alert,
        wire::{Outcome, TIMEOUT, cortex::Stamp},
    },
    error::Error,
    outbox::{Item, State, round::Road},
};

use crate::{clock, send, stamp::stamp, store::Store};

/// Delivers to one server.
pub(crate) struct Sender<'a> {
    pub(crate) store: &'a Store,
    pub(crate) road: &'a Road,
    /// How many alerts a second.
    pub(crate) pace: u32,
    /// Told before a request, with how long it may take in milliseconds.
    pub(crate) step: &'a dyn Fn(u32) -> bool,
}

impl Sender<'_> {
    /// Makes one attempt for alerts that go together; how long to pause when the server is away. An item that was deleted,
    /// or changed so that it is not due, is left alone. Where several are refused together, each is tried by itself, so that
    /// one of them keeps no other from arriving.
    pub(crate) async fn deliver(&self, ids: &[String]) -> Result<Option<i64>, Error> {
        // Before anything is claimed: what cannot be signed waits as it is.
        let stamp = stamp()?;
        let mut items = Vec::new();
        for id in ids {
            items.extend(self.take(id).await?);
        }
        if items.is_empty() {
            return Ok(None);
        }
        let alerts: Vec<&Alert> = items.iter().map(|item| &item.alert).collect();
        let outcome = self.send(&alerts, &stamp).await;
        let pause = outcome.pause();
        if alerts.len() > 1 && outcome.may_be_for_one() {
            return self.each(&items).await;
        }
        for item in &items {
            self.finish(&item.id, &outcome).await?;
        }
        Ok(pause)
    }

    /// Tries each item by itself, until the server wants a rest or the round ends; those that are left wait unmarked, since the
    /// request that held them was refused.
    async fn each(&self, items: &[Item]) -> Result<Option<i64>, Error> {
        let mut pause = None;
        let mut goes_on = true;
        for item in items {
            let began = clock::now();
            goes_on = goes_on && pause.is_none() && (self.step)(TIMEOUT);
            if !goes_on || pause.is_some() {
                let next = began + pause.unwrap_or(0);
                self.store.update(&item.id, &mut |item| item.put_back(next)).await?;
                continue;
            }
            // Meanwhile it may have been deleted.
            if self.store.update(&item.id, &mut |item| item.state == State::Sending).await?.is_none() {
                continue;
            }
            let outcome = self.send(&[&item.alert], &stamp()?).await;
            pause = outcome.pause();
            self.finish(&item.id, &outcome).await?;
            clock::until(began + 1_000 / i64::from(self.pace)).await;
        }
        Ok(pause)
    }

    async fn send(&self, alerts: &[&Alert], stamp: &Stamp) -> Outcome {
        let request = self.road.recipient.request(alerts, &self.road.key, stamp);
        send::send(&request, &self.road.recipient, &self.road.key).await
    }

    /// Claims an item and hands it over, if it is due.
    async fn take(&self, id: &str) -> Result<Option<Item>, Error> {
        let now = clock::now();
        let server = self.road.server.base();
        let mut claim = |item: &mut Item| {
            // Meanwhile it may have been given to another server.
            let due = item.is_due(now) && (item.server.is_empty() || item.server == server);
            if due {
                item.claim(server, now);
            }
            due
        };
        if self.store.update(id, &mut claim).await?.is_none() {
            return Ok(None);
        }
        let mut hand_over = |item: &mut Item| {
            item.hand_over();
            item.state == State::Sending
        };
        self.store.update(id, &mut hand_over).await
    }

    async fn finish(&self, id: &str, outcome: &Outcome) -> Result<(), Error> {
        let mut finish = |item: &mut Item| {
            let ours = item.state == State::Sending;
            if ours {
                item.finish(outcome.clone(), clock::now(), js_sys::Math::random());
            }
            ours
        };
        self.store.update(id, &mut finish).await.map(|_| ())
    }
}
