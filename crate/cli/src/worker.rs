//! Delivers one alert at a time, as patiently as the outbox of the extension: the rules are the core's.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicI64, AtomicU32, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use secdo_core::{
    alert::{
        Alert,
        wire::{Advice, FIRST_WAIT, Outcome, Recipient},
    },
    outbox::{Item, State},
    server::Server,
};

use crate::{
    client::{self, Client, Reply, now},
    failure::say,
    journal::{AlertName, Journal, Past, Step},
};

/// The longest rest for a server that does not answer, in milliseconds: ten minutes.
const LONGEST_REST: i64 = 600_000;

/// How often a wait looks whether it was interrupted.
pub(crate) const BLINK: Duration = Duration::from_millis(50);

/// The outcome of an alert.
#[derive(Debug)]
pub(crate) enum Done {
    Delivered,
    Rejected(String),
    /// Not within the time allowed, or interrupted.
    Undelivered(String),
    /// The journal could not be written, so nothing may be sent.
    NotNoted(std::io::Error),
}

/// The state that all workers share.
pub(crate) struct Deliverer<'a> {
    pub(crate) client: &'a Client,
    pub(crate) server: &'a Server,
    pub(crate) recipient: &'a Recipient,
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
    /// How often the server was given a rest since it last answered.
    pub(crate) rests: AtomicU32,
}

impl Deliverer<'_> {
    /// Delivers an alert; says whether SECDO may have it twice.
    pub(crate) fn deliver(&self, alert: Alert, name: AlertName) -> (Done, bool) {
        self.busy.fetch_add(1, Ordering::SeqCst);
        let done = self.carry(alert, name);
        self.busy.fetch_sub(1, Ordering::SeqCst);
        done
    }

    fn carry(&self, alert: Alert, name: AlertName) -> (Done, bool) {
        // Another run may have handed it over just before it died.
        let past = self.journal.past(name);
        let mut repeated = past.is_some_and(Past::was_repeated);
        let mut item = Item::new(String::new(), alert, self.server.base().to_owned(), now());
        item.may_be_duplicate = past.is_some_and(Past::is_open);
        let began = now();
        let mut trouble = None;
        loop {
            let is_time =
                self.wait(item.next.max(self.rest_until.load(Ordering::Relaxed)), began) && self.take_slot();
            if !is_time {
                let words = if self.stopped() { "interrupted" } else { "the server cannot take it now" };
                let words = trouble.as_deref().or(last_words(&item)).unwrap_or(words).to_owned();
                return (Done::Undelivered(words), repeated);
            }
            // Signed anew for each attempt: a signature is good for its own time only.
            let stamp = match client::stamp() {
                Ok(stamp) => stamp,
                Err(error) => return (Done::Undelivered(error.to_string()), repeated),
            };
            if let Err(error) = self.journal.note(name, Step::Sending) {
                return (Done::NotNoted(error), repeated);
            }
            repeated |= item.may_be_duplicate;
            let began = now();
            item.claim(self.server.base(), began);
            item.hand_over();
            let request = self.recipient.request(&[&item.alert], self.key, &stamp);
            let answer = self.client.send(&request, self.recipient, self.key);
            let step = match &answer.outcome {
                Outcome::Delivered => Some(Step::Delivered),
                Outcome::Rejected { .. } => Some(Step::Rejected),
                outcome if !outcome.may_have_arrived() => Some(Step::Waits),
                _ => None,
            };
            if let Some(Err(error)) = step.map(|step| self.journal.note(name, step)) {
                return (Done::NotNoted(error), repeated);
            }
            self.hear(&answer);
            self.rest(&answer.outcome, began);
            item.finish(answer.outcome, now(), chance());
            match item.state {
                State::Delivered => return (Done::Delivered, repeated),
                State::Rejected => {
                    let words = last_words(&item).map_or_else(|| answered(answer.status), str::to_owned);
                    let words = advice(&item).map_or(words.clone(), |advice| format!("{words}. {advice}"));
                    return (Done::Rejected(words), repeated);
                }
                _ => trouble = answer.trouble,
            }
        }
    }

    /// Notes whether the server answers, and says once that it does not.
    fn hear(&self, answer: &Reply) {
        if answer.status.is_some() {
            self.silent_since.store(0, Ordering::Relaxed);
            self.rests.store(0, Ordering::Relaxed);
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

    /// Gives the server a rest that is away or asks for one. One that stays away is asked less and less often.
    fn rest(&self, outcome: &Outcome, began: i64) {
        let Some(mut pause) = outcome.pause() else { return };
        if outcome.server_is_away() {
            // Those that were under way together are one reason for a rest.
            let is_known = self.rest_until.load(Ordering::Relaxed) > began;
            let rests = if is_known {
                self.rests.load(Ordering::Relaxed)
            } else {
                self.rests.fetch_add(1, Ordering::Relaxed) + 1
            };
            pause = grown(rests);
        }
        self.rest_until.fetch_max(now() + pause, Ordering::Relaxed);
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

/// How long the rest of this number is, in milliseconds: twice as long each time, up to ten minutes.
fn grown(rests: u32) -> i64 {
    FIRST_WAIT
        .checked_shl(rests.saturating_sub(1).min(16))
        .map_or(LONGEST_REST, |rest| rest.min(LONGEST_REST))
}

/// A refusal without words.
fn answered(status: Option<u16>) -> String {
    match status {
        Some(status @ 300..400) => format!("the server answered {status}, a redirect, which is not followed"),
        Some(status) => format!("the server answered {status}"),
        None => "refused".to_owned(),
    }
}

/// The last answer of the server.
fn last_words(item: &Item) -> Option<&str> {
    match item.attempts.last()?.outcome.as_ref()? {
        Outcome::Rejected { words, .. } | Outcome::Busy { words, .. } if !words.trim().is_empty() => {
            Some(words.trim())
        }
        _ => None,
    }
}

/// The advice about a refusal, where the product gives it by the status.
fn advice(item: &Item) -> Option<&'static str> {
    match item.attempts.last()?.outcome.as_ref()? {
        Outcome::Rejected { advice, .. } => advice.map(Advice::words),
        _ => None,
    }
}

/// A number from 0 to 1 that differs from worker to worker, so that they do not come back all at once.
fn chance() -> f64 {
    f64::from(u32::try_from(now() % 1_000).unwrap_or(0)) / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::grown;

    #[test]
    fn a_server_that_stays_away_is_asked_less_and_less_often() {
        let minutes: Vec<f64> =
            (1..=7).map(|rests| f64::from(i32::try_from(grown(rests)).unwrap()) / 60_000.0).collect();
        assert_eq!(minutes, [0.5, 1.0, 2.0, 4.0, 8.0, 10.0, 10.0]);
        assert_eq!(grown(u32::MAX), 600_000);
    }
}
