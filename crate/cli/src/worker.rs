//! Delivers one alert at a time, as patiently as the outbox of the extension: the rules are the core's.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering},
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
    client::{Answer, Client, now},
    failure::say,
    journal::{Journal, Name, Past},
};

/// How often a wait looks whether it was interrupted.
pub(crate) const BLINK: Duration = Duration::from_millis(50);

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
    /// How many alerts are under way.
    pub(crate) busy: &'a AtomicUsize,
    /// When the next request may be made.
    pub(crate) slot: Mutex<Instant>,
    /// Until when nothing is sent, because the server asks for rest or is away; milliseconds since 1970.
    pub(crate) rest_until: AtomicI64,
    /// Since when the server has not answered at all; 0 while it does; milliseconds since 1970.
    pub(crate) silent_since: AtomicI64,
}

impl Deliverer<'_> {
    /// Delivers an alert; says whether SECDO may have it twice.
    pub(crate) fn deliver(&self, alert: Alert, name: Name) -> (Done, bool) {
        self.busy.fetch_add(1, Ordering::SeqCst);
        let done = self.carry(alert, name);
        self.busy.fetch_sub(1, Ordering::SeqCst);
        done
    }

    fn carry(&self, alert: Alert, name: Name) -> (Done, bool) {
        let request = request(&alert, self.server, &Sender { company: self.company, key: self.key });
        let mut item = Item::new(String::new(), alert, self.server.base().to_owned(), now());
        let began = now();
        let mut trouble = None;
        loop {
            let is_time =
                self.wait(item.next.max(self.rest_until.load(Ordering::Relaxed)), began) && self.take_slot();
            if !is_time {
                let words = if self.stopped() { "interrupted" } else { "the server cannot take it now" };
                let words = trouble.as_deref().or(last_words(&item)).unwrap_or(words).to_owned();
                return (Done::Undelivered(words), false);
            }
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
            self.hear(&answer);
            if let Some(pause) = answer.outcome.pause() {
                self.rest_until.fetch_max(now() + pause, Ordering::Relaxed);
            }
            item.finish(answer.outcome, now(), chance());
            match item.state {
                State::Delivered => return (Done::Delivered, repeated),
                State::Rejected => {
                    let words = last_words(&item).map_or_else(|| answered(answer.status), str::to_owned);
                    return (Done::Rejected(words), repeated);
                }
                _ => trouble = answer.trouble,
            }
        }
    }

    /// Notes whether the server answers, and says once that it does not.
    fn hear(&self, answer: &Answer) {
        if answer.status.is_some() {
            self.silent_since.store(0, Ordering::Relaxed);
            return;
        }
        let first =
            self.silent_since.compare_exchange(0, now(), Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if first && !self.retry_for.is_zero() {
            let words = answer.trouble.as_deref().unwrap_or("no answer");
            let seconds = self.retry_for.as_secs();
            say(format_args!("{}: {words}; it is asked again for {seconds} s", self.server.base()));
        }
    }

    /// Waits until a time in milliseconds since 1970; `false` when that is too late, or it was interrupted. The patience
    /// is for the server, not for each alert anew.
    fn wait(&self, until: i64, began: i64) -> bool {
        loop {
            let left = until - now();
            let from = match self.silent_since.load(Ordering::Relaxed) {
                0 => began,
                since => since,
            };
            let give_up = from.saturating_add(i64::try_from(self.retry_for.as_millis()).unwrap_or(i64::MAX));
            if self.stopped() {
                return false;
            }
            if left <= 0 {
                return true;
            }
            if until > give_up {
                return false;
            }
            thread::sleep(Duration::from_millis(left.unsigned_abs()).min(BLINK));
        }
    }

    /// Waits for its turn, where there is a limit of alerts a second; `false` when it was interrupted.
    fn take_slot(&self) -> bool {
        if self.interval.is_zero() {
            return true;
        }
        let at = {
            let Ok(mut slot) = self.slot.lock() else { return false };
            let at = (*slot).max(Instant::now());
            *slot = at + self.interval;
            at
        };
        while !self.stopped() {
            let left = at.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return true;
            }
            thread::sleep(left.min(BLINK));
        }
        false
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// A refusal without words.
fn answered(status: Option<u16>) -> String {
    match status {
        Some(status @ 300..400) => format!("the server answered {status}, a redirect, which is not followed"),
        Some(status) => format!("the server answered {status}"),
        None => "refused".to_owned(),
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
