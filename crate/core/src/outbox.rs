//! The outbox: what is due, how an attempt changes an item, when it is tried again.
//!
//! An item is stored before anything is sent, and after every step. Its state alone says what is to be done, so that
//! a browser that stops anywhere loses nothing.

mod attempt;
pub mod export;
pub mod round;
mod sound;

use serde::{Deserialize, Serialize};

use crate::{
    alert::{
        Alert,
        wire::{LONGEST_REST, Outcome},
    },
    error::Error,
};

/// The longest wait between two attempts, in milliseconds.
pub const LONGEST_WAIT: i64 = 3_600_000;
/// How long an alert is tried, in milliseconds: 7 days, of which none counts in which the computer sleeps or the browser is
/// closed.
pub const PATIENCE: i64 = 7 * 86_400_000;
/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waiting for its turn, or for its next attempt.
    Queued,
    /// An attempt is being made.
    Sending,
    /// SECDO took it.
    Delivered,
    /// SECDO refused it; a person must look at it.
    Rejected,
    /// It was tried for 7 days: see [`PATIENCE`].
    GivenUp,
}

/// The states as people tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It goes out by itself.
    Waiting,
    /// A person must look at it.
    Failed,
    /// SECDO has it.
    Delivered,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Queued, Self::Sending, Self::Delivered, Self::Rejected, Self::GivenUp];

    /// The stage of a state.
    ///
    /// ```
    /// use secdo_core::outbox::{Stage, State};
    /// assert_eq!(State::ALL.map(State::stage).iter().filter(|stage| **stage == Stage::Failed).count(), 2);
    /// ```
    #[must_use]
    pub const fn stage(self) -> Stage {
        match self {
            Self::Queued | Self::Sending => Stage::Waiting,
            Self::Rejected | Self::GivenUp => Stage::Failed,
            Self::Delivered => Stage::Delivered,
        }
    }
}

/// One attempt to deliver an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When it began, in milliseconds since 1970.
    pub at: i64,
    /// Whether the request was handed to the network. Before that nothing can have arrived.
    pub sent: bool,
    /// Its outcome; absent while it is being made.
    pub outcome: Option<Outcome>,
}

/// An alert in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name in the store.
    pub id: String,
    /// When it was queued, in milliseconds since 1970.
    pub created: i64,
    /// The address of the server that it is for; empty where none was set when it was queued: the server of its first
    /// attempt is its own from then on.
    #[serde(default)]
    pub server: String,
    /// The alert, without company and key.
    pub alert: Alert,
    /// Where it stands.
    pub state: State,
    /// When it is due, in milliseconds since 1970; for a delivered one, when it was.
    pub next: i64,
    /// Whether SECDO may already have it from an attempt that nobody heard the answer of.
    pub may_be_duplicate: bool,
    /// The attempts, the latest last.
    pub attempts: Vec<Attempt>,
    /// How long it has been tried, in milliseconds: the times between attempts, as far as they were waits and not sleep.
    #[serde(default)]
    pub tried: i64,
}

impl Item {
    /// The item as it is stored.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event, wire::Outcome}, outbox::{Item, State}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// assert_eq!(Item::from_json(&item.to_json()?)?, item);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::StoreFailed`], which no item leads to.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|error| Error::StoreFailed(error.to_string()))
    }

    /// The item that was stored.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// use secdo_core::{error::Error, outbox::Item};
    /// assert!(matches!(Item::from_json("{}"), Err(Error::StoreFailed(_))));
    /// let stored = Item::new("a1".into(), alert, "https://secdo".into(), 1_000).to_json()?;
    /// assert_eq!(Item::from_json(&stored)?.created, 1_000);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::StoreFailed`] where the text is not one, or has a number that no item has.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let item: Self = serde_json::from_str(text).map_err(|error| Error::StoreFailed(error.to_string()))?;
        item.check().map_err(Error::StoreFailed)?;
        Ok(item)
    }

    /// A new item for a server, due at once.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event}, outbox::{Item, State}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// assert_eq!((item.state, item.next, item.attempts.len()), (State::Queued, 1_000, 0));
    /// ```
    #[must_use]
    pub const fn new(id: String, alert: Alert, server: String, now: i64) -> Self {
        Self {
            id,
            created: now,
            server,
            alert,
            state: State::Queued,
            next: now,
            may_be_duplicate: false,
            attempts: Vec::new(),
            tried: 0,
        }
    }

    /// Whether this is the alert that somebody stores under its name: once more, since no answer came the first time.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event, wire::Outcome}, outbox::{Item, State}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// let later = Item { created: 2_000, ..item.clone() };
    /// let other = Item { server: "https://other".into(), ..item.clone() };
    /// assert!(item.is_same(&later) && !item.is_same(&other));
    /// ```
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        // Where it was queued without a server, it has meanwhile become that of its first attempt.
        let same_server = self.server == other.server || other.server.is_empty();
        self.id == other.id && self.alert == other.alert && same_server
    }

    /// Whether it is to be sent now.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event, wire::Outcome}, outbox::{Item, State}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// assert!(item.is_due(1_000));
    /// item.claim("https://secdo", 1_000);
    /// item.hand_over();
    /// item.finish(Outcome::Unreachable, 1_000, 0.5);
    /// assert!(!item.is_due(1_001), "it waits for a while after an attempt that failed");
    /// ```
    #[must_use]
    pub fn is_due(&self, now: i64) -> bool {
        self.state == State::Queued && self.due_at(now) <= now
    }

    /// When it is due, in milliseconds since 1970. No wait is longer than a day: one that is was begun by a clock that
    /// was ahead, and ends now.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event}, outbox::Item};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// assert_eq!(item.due_at(0), 1_000);
    /// item.next = 2 * 86_400_000;
    /// assert_eq!(item.due_at(5_000), 5_000, "no wait is longer than a day");
    /// ```
    #[must_use]
    pub const fn due_at(&self, now: i64) -> i64 {
        if self.next > now.saturating_add(LONGEST_REST) { now } else { self.next }
    }

    /// Makes an item due now unless it is being sent or has arrived. Returns whether anything changed.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event, wire::Outcome}, outbox::{Item, State}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// item.claim("https://secdo", 1_000);
    /// item.hand_over();
    /// item.finish(Outcome::Rejected { status: 400, words: "no".into(), advice: None }, 1_000, 0.5);
    /// assert!(!item.is_due(i64::MAX / 2));
    /// assert!(item.retry(2_000) && item.is_due(2_000));
    /// ```
    pub fn retry(&mut self, now: i64) -> bool {
        if matches!(self.state, State::Sending | State::Delivered) {
            return false;
        }
        // A retry by hand restarts the limit of seven days.
        if self.state != State::Queued {
            self.tried = 0;
        }
        (self.state, self.next) = (State::Queued, now);
        true
    }

    /// Makes an item due now that waits because the server was away: something may have changed that. Returns whether
    /// anything changed.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event, wire::Outcome}, outbox::Item};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// item.claim("https://secdo", 1_000);
    /// item.hand_over();
    /// item.finish(Outcome::Unreachable, 2_000, 0.5);
    /// assert!(!item.is_due(3_000) && item.wake(3_000) && item.is_due(3_000));
    /// assert!(!item.wake(3_000), "it is due already");
    /// ```
    pub fn wake(&mut self, now: i64) -> bool {
        self.next > now && self.was_unanswered() && self.retry(now)
    }

    /// Gives an item to another server, unless it has arrived; an attempt that is being made ends first. Returns whether
    /// anything changed.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event, wire::Outcome}, outbox::{Item, State}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// assert!(item.hand_to("https://other", 2_000));
    /// assert_eq!(item.server, "https://other");
    /// ```
    pub fn hand_to(&mut self, server: &str, now: i64) -> bool {
        if self.server == server || self.state == State::Delivered {
            return false;
        }
        server.clone_into(&mut self.server);
        if self.state == State::Queued {
            self.next = now;
        }
        // The other server has its own time to answer.
        self.tried = 0;
        true
    }

    /// Whether the last attempt ended without an answer of the server.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event, wire::Outcome}, outbox::Item};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// assert!(!item.was_unanswered());
    /// item.claim("https://secdo", 1_000);
    /// item.hand_over();
    /// item.finish(Outcome::TimedOut, 2_000, 0.5);
    /// assert!(item.was_unanswered());
    /// ```
    #[must_use]
    pub fn was_unanswered(&self) -> bool {
        let last = self.attempts.last().and_then(|attempt| attempt.outcome.as_ref());
        self.state == State::Queued && last.is_some_and(Outcome::server_is_away)
    }

    /// Whether a delivered item was kept long enough. One that arrived under a clock that was ahead is kept from when it
    /// was queued.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event, wire::Outcome}, outbox::{Item, State}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// item.claim("https://secdo", 1_000);
    /// item.hand_over();
    /// item.finish(Outcome::Delivered, 2_000, 0.5);
    /// let week = 7 * 86_400_000;
    /// assert!(!item.is_expired(week, week) && item.is_expired(2_001 + week, week));
    /// ```
    #[must_use]
    pub fn is_expired(&self, now: i64, keep: i64) -> bool {
        let since = if self.next > now + LONGEST_REST { self.created } else { self.next };
        self.state == State::Delivered && since + keep < now
    }
}
