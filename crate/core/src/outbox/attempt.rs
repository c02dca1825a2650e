//! An attempt to deliver an item: how it begins, ends, is taken back, and when the next one is.

use super::{Attempt, Item, LONGEST_WAIT, PATIENCE, State};
use crate::alert::wire::{FIRST_WAIT, LONGEST_REST, Outcome};

/// How many attempts an item remembers.
pub(super) const REMEMBERED: usize = 50;

impl Item {
    /// Begins an attempt at the server of this address. Store the item, then call [`Item::hand_over`].
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event}, outbox::{Item, State}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// item.claim("https://other", 2_000);
    /// assert_eq!((item.state, item.server.as_str()), (State::Sending, "https://other"));
    /// assert!(item.attempts[0].at == 2_000 && !item.attempts[0].sent);
    /// ```
    pub fn claim(&mut self, server: &str, now: i64) {
        self.state = State::Sending;
        server.clone_into(&mut self.server);
        if self.attempts.len() >= REMEMBERED {
            self.attempts.remove(1);
        }
        self.attempts.push(Attempt { at: now, sent: false, outcome: None });
    }

    /// Says that the request goes to the network. Store the item, then send.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event}, outbox::Item};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// item.claim("https://secdo", 1_000);
    /// item.hand_over();
    /// assert!(item.attempts[0].sent && item.attempts[0].outcome.is_none());
    /// ```
    pub fn hand_over(&mut self) {
        if let Some(attempt) = self.attempts.last_mut() {
            attempt.sent = true;
        }
    }

    /// Ends an attempt. `chance`, from 0 to 1, spreads the next attempts of many items.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event, wire::Outcome}, outbox::{Item, State}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// item.claim("https://secdo", 1_000);
    /// item.hand_over();
    /// item.finish(Outcome::Delivered, 2_000, 0.5);
    /// assert_eq!((item.state, item.next, item.attempts.len()), (State::Delivered, 2_000, 1));
    /// ```
    pub fn finish(&mut self, outcome: Outcome, now: i64, chance: f64) {
        let tries = i32::try_from(self.attempts.len()).unwrap_or(i32::MAX);
        self.tried += self.waited(now);
        (self.state, self.next) = match &outcome {
            Outcome::Delivered => (State::Delivered, now),
            Outcome::Rejected { .. } => (State::Rejected, now),
            _ if self.tried >= PATIENCE => (State::GivenUp, now),
            // A server that says "at once" is not taken at its word.
            Outcome::Busy { retry_after: Some(wait), .. } => {
                (State::Queued, now + (*wait).clamp(FIRST_WAIT / 2, LONGEST_REST))
            }
            _ => (State::Queued, now + wait(tries, chance)),
        };
        self.may_be_duplicate |= outcome.may_have_arrived();
        if let Some(attempt) = self.attempts.last_mut() {
            attempt.outcome = Some(outcome);
        }
    }

    /// How long this attempt was waited for, in milliseconds: since the one before, but no longer than was planned and an
    /// hour more, since beyond that nobody tried. A clock that went back says nothing.
    fn waited(&self, now: i64) -> i64 {
        let Some([.., before, _]) = self.attempts.get(..) else { return 0 };
        let planned = self.next.saturating_add(LONGEST_WAIT);
        (now.min(planned) - before.at).clamp(0, LONGEST_REST + LONGEST_WAIT)
    }

    /// Puts an item right that was left in the middle of an attempt: one that was not handed to the network is sent as
    /// if nothing had been, another one is marked, since SECDO may have it. Returns whether anything changed.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event, wire::Outcome}, outbox::{Item, State}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// item.claim("https://secdo", 1_000);
    /// item.hand_over();
    /// // The browser is killed here.
    /// assert!(item.recover(60_000) && item.may_be_duplicate);
    /// assert_eq!(item.state, State::Queued);
    /// ```
    pub fn recover(&mut self, now: i64) -> bool {
        if self.state != State::Sending {
            return false;
        }
        if self.attempts.last().is_some_and(|attempt| attempt.sent) {
            self.finish(Outcome::Interrupted, now, 0.0);
        } else {
            self.attempts.pop();
        }
        if self.state != State::GivenUp {
            (self.state, self.next) = (State::Queued, now);
        }
        true
    }

    /// Takes an attempt back that did not reach the server, so that nothing is marked: the item is due at `next`. Returns
    /// whether anything changed.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event, wire::Outcome}, outbox::{Item, State}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// item.claim("https://secdo", 1_000);
    /// assert!(item.put_back(5_000) && !item.may_be_duplicate);
    /// assert!(!item.is_due(4_999) && item.is_due(5_000));
    /// ```
    pub fn put_back(&mut self, next: i64) -> bool {
        if self.state != State::Sending {
            return false;
        }
        self.attempts.pop();
        (self.state, self.next) = (State::Queued, next);
        true
    }
}

/// How long to wait after this many attempts: doubled each time up to an hour, then between half and all of that.
fn wait(tries: i32, chance: f64) -> i64 {
    let doubled = u32::try_from(tries - 1)
        .ok()
        .and_then(|times| FIRST_WAIT.checked_shl(times.min(20)))
        .unwrap_or(LONGEST_WAIT);
    let most = doubled.clamp(FIRST_WAIT, LONGEST_WAIT);
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "at most an hour")]
    let spread = (most as f64 / 2.0 * chance.clamp(0.0, 1.0)) as i64;
    most - spread
}
