//! Delivers one alert at a time, as patiently as the outbox of the extension: the rules are the core's.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use secdo_core::{
    alert::{
        Alert,
        wire::{Outcome, Sender, request},
    },
    outbox::{Item, State},
    server::Server,
};

use crate::{
    client::{Client, now},
    journal::{Journal, Name, Past},
};

/// How often a wait looks whether it was interrupted.
const BLINK: Duration = Duration::from_millis(50);

/// What became of an alert.
#[derive(Debug)]
pub(crate) enum Done {
    Delivered,
    Rejected(String),
    /// Not within the time allowed, or interrupted.
    Undelivered(String),
    /// The journal could not be written, so nothing may be sent.
    NotNoted(std::io::Error),
}

/// What all workers share.
pub(crate) struct Deliverer<'a> {
    pub(crate) client: &'a Client,
    pub(crate) server: &'a Server,
    pub(crate) company: &'a str,
    pub(crate) key: &'a str,
    pub(crate) journal: &'a Journal,
    pub(crate) retry_for: Duration,
    /// The shortest time between two requests.
    pub(crate) interval: Duration,
    pub(crate) stop: &'a AtomicBool,
    /// When the next request may be made.
    pub(crate) slot: Mutex<Instant>,
    /// Until when nothing is sent, because the server asks for rest or is away; milliseconds since 1970.
    pub(crate) rest_until: AtomicI64,
}

impl Deliverer<'_> {
    /// Delivers an alert; says whether SECDO may have it twice.
    pub(crate) fn deliver(&self, alert: Alert, name: Name) -> (Done, bool) {
        let request = request(&alert, self.server, &Sender { company: self.company, key: self.key });
        let mut item = Item::new(String::new(), alert, self.server.base().to_owned(), now());
        let give_up = Instant::now() + self.retry_for;
        let mut trouble = None;
        loop {
            if !self.wait(item.next.max(self.rest_until.load(Ordering::Relaxed)), give_up) {
                let words = if self.stopped() { "interrupted" } else { "the server cannot take it now" };
                let words = trouble.as_deref().or(last_words(&item)).unwrap_or(words).to_owned();
                return (Done::Undelivered(words), false);
            }
            self.take_slot();
            if let Err(error) = self.journal.note(name, Past::Sending) {
                return (Done::NotNoted(error), false);
            }
            let repeated = item.may_be_duplicate;
            item.claim(self.server.base(), now());
            item.hand_over();
            let answer = self.client.send(&request, self.key);
            let past = match &answer.outcome {
                Outcome::Delivered => Some(Past::Delivered),
                Outcome::Rejected { .. } => Some(Past::Rejected),
                _ => None,
            };
            if let Some(Err(error)) = past.map(|past| self.journal.note(name, past)) {
                return (Done::NotNoted(error), repeated);
            }
            if let Some(pause) = answer.outcome.pause() {
                self.rest_until.fetch_max(now() + pause, Ordering::Relaxed);
            }
            item.finish(answer.outcome, now(), chance());
            match item.state {
                State::Delivered => return (Done::Delivered, repeated),
                State::Rejected => {
                    return (Done::Rejected(last_words(&item).unwrap_or("refused").to_owned()), repeated);
                }
                _ => trouble = answer.trouble,
            }
        }
    }

    /// Waits until a time in milliseconds since 1970; `false` when that is too late, or it was interrupted.
    fn wait(&self, until: i64, give_up: Instant) -> bool {
        loop {
            let left = until - now();
            if self.stopped() {
                return false;
            }
            if left <= 0 {
                return true;
            }
            let left = Duration::from_millis(left.unsigned_abs());
            if Instant::now() + left > give_up {
                return false;
            }
            thread::sleep(left.min(BLINK));
        }
    }

    /// Waits for its turn, where there is a limit of alerts a second.
    fn take_slot(&self) {
        if self.interval.is_zero() {
            return;
        }
        let at = {
            let Ok(mut slot) = self.slot.lock() else { return };
            let at = (*slot).max(Instant::now());
            *slot = at + self.interval;
            at
        };
        thread::sleep(at.saturating_duration_since(Instant::now()));
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// What the server said last.
fn last_words(item: &Item) -> Option<&str> {
    match item.attempts.last()?.outcome.as_ref()? {
        Outcome::Rejected { words, .. } | Outcome::Busy { words, .. } if !words.trim().is_empty() => {
            Some(words.trim())
        }
        _ => None,
    }
}

/// A number from 0 to 1 that differs from worker to worker, so that they do not come back all at once.
fn chance() -> f64 {
    f64::from(u32::try_from(now() % 1_000).unwrap_or(0)) / 1_000.0
}
