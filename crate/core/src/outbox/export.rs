//! The outbox as a file: CSV for people, JSON for another browser. Neither holds the key or the company.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Item, State};
use crate::{
    alert::{
        Alert,
        draft::{Draft, Surroundings},
        timestamp,
        wire::{KEPT, Outcome},
    },
    csv::row,
    error::Error,
    server::Server,
};

/// The columns that every alert may have, in the order of the file.
const ATTRIBUTES: [&str; 12] = [
    "timestamp",
    "vendor",
    "product",
    "source_ip",
    "source_port",
    "destination_ip",
    "destination_port",
    "agent_ip",
    "file_path",
    "type",
    "severity",
    "event_id",
];

/// The version of the JSON file.
const VERSION: u64 = 1;

#[derive(Serialize)]
struct OutboxFile {
    version: u64,
    items: Vec<Item>,
}

/// A file before its items are read: each of them may be damaged by itself.
#[derive(Deserialize)]
struct Given {
    version: u64,
    items: Vec<Box<RawValue>>,
}

/// The content of an exported file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedItems {
    /// The alerts that can be stored.
    pub items: Vec<Item>,
    /// Those that cannot: which it is, counted from 1, which field, and what is wrong with it.
    pub refused: Vec<String>,
}

/// The items as CSV (RFC 4180), one a line, with a header. Cells that a spreadsheet would run as a formula begin with
/// an apostrophe.
///
/// ```
/// # use secdo_core::{alert::{Alert, Event}, outbox::{Item, export::to_csv}};
/// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: "=cmd|calc".into() };
/// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
/// let csv = to_csv(&[Item::new("a1".into(), alert, "https://secdo".into(), 0)]);
/// assert_eq!(csv.lines().count(), 2);
/// assert!(csv.contains("'=cmd|calc"));
/// ```
#[must_use]
pub fn to_csv(items: &[Item]) -> String {
    let mut csv =
        format!("id,created,server,state,attempts,may_be_duplicate,last_answer,{}\r\n", ATTRIBUTES.join(","));
    for item in items {
        let attributes = item.alert.attributes();
        let value =
            |name: &str| attributes.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        let head = [
            item.id.clone(),
            timestamp::write(item.created),
            item.server.clone(),
            item.state.name().to_owned(),
            item.attempts.len().to_string(),
            item.may_be_duplicate.to_string(),
            item.last_answer(),
        ];
        let cells = head.iter().map(String::as_str).chain(ATTRIBUTES.iter().map(|name| value(name)));
        csv.push_str(&row(cells));
        csv.push_str("\r\n");
    }
    csv
}

/// The items as JSON that [`from_json`] reads.
///
/// ```
/// # use secdo_core::{alert::{Alert, Event}, outbox::{Item, export::to_json}};
/// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
/// # let alert = Alert {
/// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
/// let file = to_json(vec![Item::new("a1".into(), alert, "https://secdo".into(), 0)])?;
/// assert!(file.starts_with(r#"{"version":1,"items":[{"id":"a1","#));
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
///
/// # Errors
/// Returns [`Error::ImportUnreadable`], which no items of this type lead to.
pub fn to_json(items: Vec<Item>) -> Result<String, Error> {
    serde_json::to_string(&OutboxFile { version: VERSION, items })
        .map_err(|error| Error::ImportUnreadable(error.to_string()))
}

/// The items of an exported file; what cannot be an alert of the outbox is refused by itself. Those that were being sent
/// are put right; those that have not arrived are marked, since the browser that exported them may send them too.
///
/// ```
/// # use secdo_core::{alert::{Alert, Event}, outbox::{Item, export::{from_json, to_json}}};
/// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
/// # let alert = Alert {
/// #     timestamp: 1_493_209_485_000, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
/// let file = to_json(vec![Item::new("a1".into(), alert, "https://secdo".into(), 1)])?;
/// let imported = from_json(&file, 1_000)?;
/// assert_eq!((imported.items.len(), imported.refused.len()), (1, 0));
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
///
/// # Errors
/// Returns [`Error::ImportUnreadable`] where the text is not such a file, or one of a newer version.
pub fn from_json(text: &str, now: i64) -> Result<ImportedItems, Error> {
    let file: Given =
        serde_json::from_str(text).map_err(|error| Error::ImportUnreadable(error.to_string()))?;
    if file.version > VERSION {
        return Err(Error::ImportUnreadable(format!("version {}", file.version)));
    }
    let mut imported = ImportedItems::default();
    for (index, given) in file.items.iter().enumerate() {
        match read(given.get(), now) {
            Ok(item) => imported.items.push(item),
            Err(wrong) => imported.refused.push(format!("alert {}, {wrong}", index + 1)),
        }
    }
    Ok(imported)
}

/// An item of a file, as the form would have stored it; or the field that is wrong, and why.
fn read(text: &str, now: i64) -> Result<Item, String> {
    let mut item: Item = serde_json::from_str(text).map_err(|error| error.to_string())?;
    item.check()?;
    item.check_texts()?;
    let around = Surroundings { now, zone: &|_| 0, own_ranges: &[] };
    let checked = Draft::from(&item.alert).check(&around);
    if let Some(wrong) = checked.errors.first() {
        return Err(format!("{}: {}", wrong.field, wrong.error));
    }
    if let Some(alert) = checked.alert {
        item.alert = Alert { timestamp: item.alert.timestamp, ..alert };
    }
    if !item.server.is_empty() {
        item.server =
            Server::parse(&item.server).map_err(|error| format!("server: {error}"))?.base().to_owned();
    }
    for attempt in &mut item.attempts {
        if let Some(Outcome::Rejected { words, .. } | Outcome::Busy { words, .. }) = &mut attempt.outcome {
            *words = words.chars().take(KEPT).collect();
        }
    }
    item.recover(now);
    item.may_be_duplicate |= item.state != State::Delivered;
    Ok(item)
}

impl State {
    /// The stable name, as in JSON.
    ///
    /// ```
    /// use secdo_core::outbox::State;
    /// assert_eq!(State::GivenUp.name(), "given_up");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Delivered => "delivered",
            Self::Rejected => "rejected",
            Self::GivenUp => "given_up",
        }
    }
}

impl Item {
    /// The latest outcome in a few words, with the answer of the server where there was one.
    ///
    /// ```
    /// # use secdo_core::{alert::{Alert, Event, wire::Outcome}, outbox::Item};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let mut item = Item::new("a1".into(), alert, "https://secdo".into(), 1_000);
    /// assert_eq!(item.last_answer(), "");
    /// item.claim("https://secdo", 1_000);
    /// item.finish(Outcome::Rejected { status: 400, words: "no".into(), advice: None }, 2_000, 0.5);
    /// assert_eq!(item.last_answer(), "400 no");
    /// ```
    #[must_use]
    pub fn last_answer(&self) -> String {
        match self.attempts.last().and_then(|attempt| attempt.outcome.as_ref()) {
            None => String::new(),
            Some(Outcome::Delivered) => "200 true".to_owned(),
            Some(Outcome::Rejected { status, words, .. } | Outcome::Busy { status, words, .. }) => {
                format!("{status} {words}")
            }
            Some(Outcome::TimedOut) => "timed out".to_owned(),
            Some(Outcome::Unreachable) => "unreachable".to_owned(),
            Some(Outcome::Interrupted) => "interrupted".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alert::Event;

    #[test]
    fn a_file_comes_back_and_a_sheet_runs_nothing() {
        let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: "=cmd|'/c calc'!A1,\"x\"".into() };
        let alert = Alert {
            timestamp: 1_490_209_247_000,
            vendor: "v".into(),
            product: "p".into(),
            severity: None,
            event_id: None,
            event,
        };
        let mut item = Item::new("1".into(), alert, "https://a".into(), 0);
        item.claim("https://a", 1);
        let csv = to_csv(std::slice::from_ref(&item));
        assert!(csv.contains("\"'=cmd|'/c calc'!A1,\"\"x\"\"\""), "{csv}");
        let back = from_json(&to_json(vec![item.clone()]).unwrap(), 5).unwrap().items;
        assert_eq!((back.len(), back[0].state, back[0].may_be_duplicate), (1, State::Queued, true));
        assert!(from_json("[]", 0).is_err() && from_json(r#"{"version":2,"items":[]}"#, 0).is_err());
    }
}
