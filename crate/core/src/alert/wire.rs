//! Alerts on the wire: the request that carries one, and what the answer means. Each product has a module of its own.

pub mod cortex;
mod mask;
pub mod secdo;

use serde::{Deserialize, Serialize};

pub use mask::mask;
pub use secdo::Account;

use cortex::{Difference, Stamp, Tenant};

use super::Alert;
use crate::server::Server;

/// How long an answer may take, in milliseconds.
pub const TIMEOUT: u32 = 30_000;

/// The first wait after a failed attempt, in milliseconds.
pub const FIRST_WAIT: i64 = 30_000;

/// The longest time that a server may ask to wait, in milliseconds: a day.
pub const LONGEST_REST: i64 = 86_400_000;

/// How much of an answer is read, in bytes: more is a page for people.
pub const READ: usize = 64 * 1024;

/// How much of an answer is kept, in characters.
pub(crate) const KEPT: usize = 500;

/// The placeholder for the key where people can see it.
pub const MASKED: &str = "••••••••";

/// A request to be made: always a POST of JSON, without cookies, without referrer, following no redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// Where to.
    pub url: String,
    /// The headers, by their names. Where the product wants the key there, they hold it.
    pub headers: Vec<(&'static str, String)>,
    /// The body. Where the product wants the key there, it holds it.
    pub body: String,
    /// How long an answer may take, in milliseconds.
    pub timeout: u32,
}

/// Who takes alerts, without the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// SECDO, for a company.
    Secdo(Account),
    /// Cortex XDR.
    Cortex(Tenant),
}

/// An answer as it came.
#[derive(Clone, Copy, Debug)]
pub struct HttpAnswer<'a> {
    /// The HTTP status; 0 for a redirect, which a browser does not let us see.
    pub status: u16,
    /// The beginning of the body.
    pub body: &'a str,
    /// The header `Retry-After`: seconds, or a date.
    pub retry_after: Option<&'a str>,
}

impl Recipient {
    /// How many of the first alerts go into one request.
    ///
    /// ```
    /// use secdo_core::{product::Product, settings::Known};
    /// # use secdo_core::alert::{Alert, Event};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let secdo = Known { address: "https://secdo".into(), company: "c".into(), ..Known::default() };
    /// let address = "https://acme.xdr.example".to_owned();
    /// let cortex = Known { address, product: Product::Cortex, key_id: "7".into(), ..Known::default() };
    /// assert_eq!(secdo.recipient()?.together(&[&alert, &alert]), 1);
    /// assert_eq!(cortex.recipient()?.together(&[&alert, &alert]), 2);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn together(&self, alerts: &[&Alert]) -> usize {
        match self {
            Self::Secdo(_) => alerts.len().min(1),
            Self::Cortex(tenant) => tenant.together(alerts),
        }
    }

    /// The request that delivers alerts, of which there are as many as [`Recipient::together`] says.
    ///
    /// ```
    /// use secdo_core::{alert::{Alert, Event, wire::{Account, Recipient, cortex::Stamp}}, server::Server};
    /// let alert = Alert {
    ///     timestamp: 1_493_209_485_000,
    ///     vendor: "McAfee".into(),
    ///     product: "ePO".into(),
    ///     severity: None,
    ///     event_id: None,
    ///     event: Event::File { agent_ip: "192.168.52.131".into(), file_path: r"c:\a.exe".into() },
    /// };
    /// let recipient = Recipient::Secdo(Account { server: Server::parse("secdo")?, company: "c".into() });
    /// let request = recipient.request(&[&alert], "k", &Stamp::new(0, &[0; 64]));
    /// assert_eq!(request.url, "https://secdo/publicapi/v2/enrich_with_secdo/");
    /// assert!(request.body.starts_with(r#"{"company":"c","apikey":"k","timestamp":"1493209485000","#));
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn request(&self, alerts: &[&Alert], key: &str, stamp: &Stamp) -> HttpRequest {
        match self {
            Self::Secdo(account) => account.request(alerts, key),
            Self::Cortex(tenant) => tenant.request(alerts, key, stamp),
        }
    }

    /// How many alerts a second are sent where `wanted` are: no more than the product takes.
    ///
    /// ```
    /// use secdo_core::{alert::wire::{Account, Recipient}, server::Server};
    /// let recipient = Recipient::Secdo(Account { server: Server::parse("secdo")?, company: "c".into() });
    /// assert_eq!(recipient.pace(5), 5);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn pace(&self, wanted: u32) -> u32 {
        match self {
            Self::Secdo(_) => wanted.max(1),
            Self::Cortex(_) => wanted.clamp(1, cortex::REQUESTS_A_SECOND),
        }
    }

    /// The differences to the same alert in SECDO.
    ///
    /// ```
    /// use secdo_core::alert::wire::cortex::Difference;
    /// use secdo_core::{product::Product, settings::Known};
    /// # use secdo_core::alert::{Alert, Event};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let secdo = Known { address: "https://secdo".into(), company: "c".into(), ..Known::default() };
    /// let address = "https://acme.xdr.example".to_owned();
    /// let cortex = Known { address, product: Product::Cortex, key_id: "7".into(), ..Known::default() };
    /// assert!(secdo.recipient()?.differences(&alert).is_empty());
    /// assert!(cortex.recipient()?.differences(&alert).contains(&Difference::PathInDescription));
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn differences(&self, alert: &Alert) -> Vec<Difference> {
        match self {
            Self::Secdo(_) => Vec::new(),
            Self::Cortex(tenant) => tenant.differences(alert),
        }
    }

    /// The server that requests go to.
    ///
    /// ```
    /// use secdo_core::{product::Product, settings::Known};
    /// let address = "https://acme.xdr.example".to_owned();
    /// let cortex = Known { address, product: Product::Cortex, key_id: "7".into(), ..Known::default() };
    /// assert_eq!(cortex.recipient()?.server().base(), "https://api-acme.xdr.example");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub const fn server(&self) -> &Server {
        match self {
            Self::Secdo(account) => &account.server,
            Self::Cortex(tenant) => &tenant.api,
        }
    }

    /// The body as people may see it: readable, the key masked.
    ///
    /// ```
    /// use secdo_core::{alert::wire::MASKED, settings::Known};
    /// # use secdo_core::alert::{Alert, Event};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert {
    /// #     timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let secdo = Known { address: "https://secdo".into(), company: "c".into(), ..Known::default() };
    /// let body = secdo.recipient()?.preview(&alert);
    /// assert!(body.contains(&format!(r#""apikey": "{MASKED}""#)) && body.lines().count() > 1);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn preview(&self, alert: &Alert) -> String {
        match self {
            Self::Secdo(account) => secdo::preview(alert, &account.company),
            Self::Cortex(tenant) => tenant.preview(alert),
        }
    }

    /// The meaning of an answer. The key is taken out of what is kept of it: see [`mask`]. `now`, in milliseconds since 1970,
    /// turns a date of `Retry-After` into a wait.
    ///
    /// ```
    /// use secdo_core::{alert::wire::{Account, HttpAnswer, Outcome, Recipient}, server::Server};
    /// let recipient = Recipient::Secdo(Account { server: Server::parse("secdo")?, company: "c".into() });
    /// let answer = HttpAnswer { status: 503, body: "", retry_after: Some("7") };
    /// let Outcome::Busy { retry_after, .. } = recipient.interpret(answer, "key", 0) else { panic!() };
    /// assert_eq!(retry_after, Some(7_000));
    /// let answer = HttpAnswer { status: 401, body: "key s3cret-key?", retry_after: None };
    /// let Outcome::Rejected { words, .. } = recipient.interpret(answer, "s3cret-key", 0) else { panic!() };
    /// assert!(!words.contains("s3cret-key"));
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn interpret(&self, answer: HttpAnswer<'_>, key: &str, now: i64) -> Outcome {
        match self {
            Self::Secdo(_) => secdo::interpret(answer, key, now),
            Self::Cortex(_) => cortex::interpret(answer, key, now),
        }
    }
}

/// The likely remedy for a refusal of Cortex XDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advice {
    /// The key, its number or its level is another one.
    Level,
    /// The tenant has no licence for this.
    Licence,
    /// The role of the key does not allow this.
    Role,
}

impl Advice {
    /// The advice, in English.
    ///
    /// ```
    /// use secdo_core::alert::wire::Advice;
    /// assert!(Advice::Licence.words().contains("no licence"));
    /// ```
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Level => {
                "Check the number of the key, the key, and first of all its level: a standard key is refused as an advanced one, and the other way round."
            }
            Self::Licence => "The tenant has no licence for this call of the API.",
            Self::Role => {
                "The role of the key does not allow this: it needs \"External Issues Mapping\" (external alerts)."
            }
        }
    }
}

/// The outcome of one attempt to deliver an alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// SECDO took it.
    Delivered,
    /// SECDO refused it; trying again as it is would not help.
    Rejected {
        /// The HTTP status; 0 for a redirect, which is not followed.
        status: u16,
        /// The beginning of the answer, as text.
        words: String,
        /// The likely remedy, where the product says it by the status.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        advice: Option<Advice>,
    },
    /// The server cannot take it now.
    Busy {
        /// The HTTP status.
        status: u16,
        /// The beginning of the answer, as text.
        words: String,
        /// How long the server asks to wait, in milliseconds.
        retry_after: Option<i64>,
    },
    /// No answer within the time allowed. Whether SECDO took it is not known.
    TimedOut,
    /// No answer: network, name, certificate or permission. Whether SECDO took it is not known.
    Unreachable,
    /// The browser stopped while the answer was awaited. Whether SECDO took it is not known.
    Interrupted,
}

impl Outcome {
    /// Whether SECDO may have taken the alert without our hearing of it.
    ///
    /// ```
    /// use secdo_core::alert::wire::Outcome;
    /// assert!(Outcome::TimedOut.may_have_arrived());
    /// assert!(!Outcome::Delivered.may_have_arrived(), "that it arrived is known");
    /// ```
    #[must_use]
    pub const fn may_have_arrived(&self) -> bool {
        match self {
            Self::TimedOut | Self::Unreachable | Self::Interrupted => true,
            // A server that failed on the way, or a gateway before it, does not say how far it came.
            Self::Busy { status, .. } => matches!(status, 408 | 500 | 502 | 504),
            Self::Delivered | Self::Rejected { .. } => false,
        }
    }

    /// Whether the server is away, so that trying other alerts now would only fail too.
    ///
    /// ```
    /// use secdo_core::alert::wire::Outcome;
    /// assert!(Outcome::Unreachable.server_is_away() && !Outcome::Delivered.server_is_away());
    /// ```
    #[must_use]
    pub const fn server_is_away(&self) -> bool {
        matches!(self, Self::TimedOut | Self::Unreachable)
    }

    /// Whether one of several alerts may be the reason why all of them were refused, so that each is worth a try by itself.
    ///
    /// ```
    /// use secdo_core::alert::wire::Outcome;
    /// let rejected = |status| Outcome::Rejected { status, words: String::new(), advice: None };
    /// assert!(rejected(400).may_be_for_one());
    /// assert!(!rejected(401).may_be_for_one(), "the key is wrong for all of them");
    /// ```
    #[must_use]
    pub const fn may_be_for_one(&self) -> bool {
        matches!(self, Self::Rejected { status: 400 | 413 | 422, .. })
    }

    /// How long no alert at all should be sent after this, in milliseconds, when the server is away or asks for rest.
    ///
    /// ```
    /// use secdo_core::alert::wire::Outcome;
    /// let busy = Outcome::Busy { status: 429, words: String::new(), retry_after: Some(60_000) };
    /// assert_eq!(busy.pause(), Some(60_000));
    /// assert_eq!(Outcome::Delivered.pause(), None);
    /// ```
    #[must_use]
    pub fn pause(&self) -> Option<i64> {
        match self {
            Self::TimedOut | Self::Unreachable => Some(FIRST_WAIT),
            Self::Busy { status: 429 | 503, retry_after, .. } => {
                Some(retry_after.unwrap_or(FIRST_WAIT).clamp(FIRST_WAIT / 2, LONGEST_REST))
            }
            _ => None,
        }
    }
}

/// The meaning of an answer that is no success: the same statuses ask for patience at every product.
fn not_taken(answer: HttpAnswer<'_>, words: String, advice: Option<Advice>, now: i64) -> Outcome {
    let HttpAnswer { status, retry_after, .. } = answer;
    match status {
        408 | 425 | 429 | 500..=599 => {
            Outcome::Busy { status, words, retry_after: retry_after.and_then(|header| wait(header, now)) }
        }
        _ => Outcome::Rejected { status, words, advice },
    }
}

/// The words of an answer that are kept: their beginning, the key taken out.
fn kept(words: &str, key: &str) -> String {
    // Long enough that no form of the key makes it shorter than what is kept.
    let beginning: String = words.chars().take(KEPT * 32).collect();
    mask(&beginning, key).chars().take(KEPT).collect()
}

/// How long a header `Retry-After` asks to wait, in milliseconds.
fn wait(header: &str, now: i64) -> Option<i64> {
    if let Ok(seconds) = header.trim().parse::<u32>() {
        return Some(i64::from(seconds) * 1_000);
    }
    let moment = super::timestamp::read(header, now).ok()?;
    Some((moment.at(|_| 0) - now).max(0))
}
