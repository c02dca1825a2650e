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
    ///
    /// ```
    /// use secdo_core::{outbox::round::Round, server::Server, settings::{Keys, Settings}};
    /// let (settings, keys) = (Settings::default(), Keys::default());
    /// let round = Round::new(&settings, &keys);
    /// let server = Server::parse("https://a")?;
    /// assert!(!round.is_away(&server), "a new round knows of none");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
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
    /// Returns the errors of [`Settings::route`] and of [`Known::recipient`](crate::settings::Known::recipient), and
    /// [`Error::KeyMissing`] where no key belongs to the server.
    pub fn road(&self, address: &str) -> Result<Road, Error> {
        let (server, known) = self.settings.route(address)?;
        let recipient = known.recipient()?;
        let key = self.keys.get(server.base()).ok_or(Error::KeyMissing(known.name))?;
        Ok(Road { recipient, key: key.to_owned(), server })
    }

    /// Those of the queued items that are due and can be sent, in the order to send them in: by when they are due, but
    /// those of servers that did not answer an item last.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event}, outbox::{Item, round::Round}, settings::{Keys, Settings}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// # let settings = Settings::load(r#"{"server": "https://a", "alerts": {"company": "c"}}"#, "")?.settings;
    /// # let keys = Keys::from_json(r#"{"https://a": "key"}"#)?;
    /// let item = |id: &str, at| Item::new(id.into(), alert.clone(), "https://a".into(), at);
    /// let round = Round::new(&settings, &keys);
    /// let due = round.due(vec![item("late", 9_000), item("second", 2_000), item("first", 1_000)], 5_000);
    /// assert_eq!(due.iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["first", "second"]);
    /// let without_key = Keys::default();
    /// assert!(Round::new(&settings, &without_key).due(due, 5_000).is_empty());
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
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
    /// ```
    /// # use secdo_core::{alert::{Alert, Event}, outbox::{Item, round::Round}, settings::{Keys, Settings}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// # let settings = Settings::load(r#"{"server": "https://a", "alerts": {"company": "c"}}"#, "")?.settings;
    /// # let keys = Keys::from_json(r#"{"https://a": "key"}"#)?;
    /// let item = |id: &str, at| Item::new(id.into(), alert.clone(), "https://a".into(), at);
    /// let mut due = vec![item("first", 1_000), item("second", 2_000)];
    /// let (road, ids) = Round::new(&settings, &keys).next_batch(&mut due)?;
    /// assert_eq!((road.server.base(), road.key.as_str()), ("https://a", "key"));
    /// assert_eq!((ids, due.len()), (vec!["first".to_owned()], 1), "SECDO takes one alert in a request");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns the errors of [`Round::road`]; what leads to one, [`Round::due`] has left out before.
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
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event}, outbox::{Item, round::Round}, settings::{Keys, Settings}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// # let settings = Settings::load(r#"{"server": "https://a", "alerts": {"company": "c"}}"#, "")?.settings;
    /// # let keys = Keys::from_json(r#"{"https://a": "key"}"#)?;
    /// let item = |id: &str, at| Item::new(id.into(), alert.clone(), "https://a".into(), at);
    /// let mut round = Round::new(&settings, &keys);
    /// round.away(&round.road("")?.server, 9_000);
    /// assert_eq!(round.next(&[item("a1", 1_000)], 5_000), Some(9_000));
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    pub fn away(&mut self, server: &Server, until: i64) {
        self.away.push((server.base().to_owned(), until));
    }

    /// Whether a server turned out to be away in this round.
    ///
    /// ```
    /// use secdo_core::{outbox::round::Round, server::Server, settings::{Keys, Settings}};
    /// let (settings, keys) = (Settings::default(), Keys::default());
    /// let mut round = Round::new(&settings, &keys);
    /// let server = Server::parse("https://a")?;
    /// round.away(&server, 9_000);
    /// assert!(round.is_away(&server) && !round.is_away(&Server::parse("https://b")?));
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn is_away(&self, server: &Server) -> bool {
        self.until(server.base()).is_some()
    }

    /// When the next of the queued items can be sent, in milliseconds since 1970; nothing when none can.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event}, outbox::{Item, round::Round}, settings::{Keys, Settings}};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// # let settings = Settings::load(r#"{"server": "https://a", "alerts": {"company": "c"}}"#, "")?.settings;
    /// # let keys = Keys::from_json(r#"{"https://a": "key"}"#)?;
    /// let item = |id: &str, at| Item::new(id.into(), alert.clone(), "https://a".into(), at);
    /// let queued = [item("a1", 3_000), item("a2", 2_000)];
    /// assert_eq!(Round::new(&settings, &keys).next(&queued, 1_000), Some(2_000));
    /// let without_key = Keys::default();
    /// assert_eq!(Round::new(&settings, &without_key).next(&queued, 1_000), None);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
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
