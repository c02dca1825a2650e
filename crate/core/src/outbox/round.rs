//! A round of delivering: which items, to which servers, in which order, and when the next round is.
//!
//! Several servers share the outbox. One that does not answer keeps no other waiting.

use super::Item;
use crate::{
    alert::wire::Recipient,
    error::Error,
    server::Server,
    settings::{Keys, Settings},
};

/// The requirements for sending to a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Road {
    /// The server, as the settings know it.
    pub server: Server,
    /// Who takes its alerts.
    pub recipient: Recipient,
    /// Its key.
    pub key: String,
}

/// One round; it remembers which servers turned out to be away.
#[derive(Debug)]
pub struct Round<'a> {
    settings: &'a Settings,
    keys: &'a Keys,
    /// Each server that is away, with when it is tried again.
    away: Vec<(String, i64)>,
}

impl<'a> Round<'a> {
    /// A round under these settings, to the servers that these keys belong to.
    #[must_use]
    pub const fn new(settings: &'a Settings, keys: &'a Keys) -> Self {
        Self { settings, keys, away: Vec::new() }
    }

    /// The requirements for sending to the server of this address; an empty one means the current server.
    ///
    /// ```
    /// use secdo_core::{outbox::round::Round, settings::{Keys, Settings}};
    /// let settings = Settings::load(r#"{"server": "https://a", "alerts": {"company": "c"}}"#, "")?.settings;
    /// let keys = Keys::from_json(r#"{"https://a": "key"}"#)?;
    /// assert_eq!(Round::new(&settings, &keys).road("")?.key, "key");
    /// assert!(Round::new(&settings, &Keys::default()).road("").is_err());
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Why nothing can be sent to it: what [`Settings::route`] and [`Known::recipient`](crate::settings::Known::recipient)
    /// find, and [`Error::KeyMissing`].
    pub fn road(&self, address: &str) -> Result<Road, Error> {
        let (server, known) = self.settings.route(address)?;
        let recipient = known.recipient()?;
        let key = self.keys.get(server.base()).ok_or(Error::KeyMissing(known.name))?;
        Ok(Road { recipient, key: key.to_owned(), server })
    }

    /// Those of the queued items that are due and can be sent, in the order to send them in: by when they are due, but
    /// those of servers that did not answer an item last.
    #[must_use]
    pub fn due(&self, queued: Vec<Item>, now: i64) -> Vec<Item> {
        let unanswered = queued.iter().filter(|item| item.was_unanswered());
        let silent: Vec<String> =
            unanswered.map(|item| self.settings.address_of(&item.server).to_owned()).collect();
        let mut due: Vec<Item> =
            queued.into_iter().filter(|item| item.is_due(now) && self.road(&item.server).is_ok()).collect();
        due.sort_by_key(|item| {
            (silent.iter().any(|address| address == self.settings.address_of(&item.server)), item.next)
        });
        due
    }

    /// Takes the first of the due items, and those that go into one request with it, out of the list: what sending them takes,
    /// and their names.
    ///
    /// # Errors
    /// Those of [`Round::road`], which [`Round::due`] has seen before.
    pub fn next_batch(&self, due: &mut Vec<Item>) -> Result<(Road, Vec<String>), Error> {
        let first = due.first().map_or("", |item| self.settings.address_of(&item.server)).to_owned();
        let road = self.road(&first)?;
        let same: Vec<usize> =
            (0..due.len()).filter(|&at| self.settings.address_of(&due[at].server) == first).collect();
        let alerts: Vec<_> = same.iter().map(|&at| &due[at].alert).collect();
        let together = road.recipient.together(&alerts).max(1);
        let taken = &same[..together.min(same.len())];
        let ids = taken.iter().rev().map(|&at| due.remove(at).id).collect::<Vec<_>>();
        Ok((road, ids.into_iter().rev().collect()))
    }

    /// The match pattern of the permission to send to the server of an address; empty where none is there.
    ///
    /// ```
    /// use secdo_core::{outbox::round::Round, settings::{Keys, Settings}};
    /// let settings = Settings::load(r#"{"server": "https://a"}"#, "")?.settings;
    /// assert_eq!(Round::new(&settings, &Keys::default()).pattern("https://a"), "https://a/*");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn pattern(&self, address: &str) -> String {
        let known = self.settings.route(address).ok().map(|(_, known)| known);
        let server = known.and_then(|known| known.sends_to().ok()).or_else(|| Server::parse(address).ok());
        server.map(|server| server.pattern()).unwrap_or_default()
    }

    /// Notes that a server is away until then.
    pub fn away(&mut self, server: &Server, until: i64) {
        self.away.push((server.base().to_owned(), until));
    }

    /// Whether a server turned out to be away in this round.
    #[must_use]
    pub fn is_away(&self, server: &Server) -> bool {
        self.until(server.base()).is_some()
    }

    /// When the next of the queued items can be sent, in milliseconds since 1970; nothing when none can.
    #[must_use]
    pub fn next(&self, queued: &[Item], now: i64) -> Option<i64> {
        let sendable = queued.iter().filter(|item| self.road(&item.server).is_ok());
        sendable
            .map(|item| {
                let due = item.due_at(now);
                self.until(self.settings.address_of(&item.server)).map_or(due, |until| due.max(until))
            })
            .min()
    }

    fn until(&self, address: &str) -> Option<i64> {
        self.away.iter().find(|(known, _)| known == address).map(|&(_, until)| until)
    }
}
