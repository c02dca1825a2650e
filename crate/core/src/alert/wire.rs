//! Alerts on the wire: the request that carries one, and what the answer means.
//!
//! Source: "SECDO Integrations v1.1", section "API for Network Event Investigations" and the script: a POST of a JSON
//! object whose values are all strings; status 200 with the body `true` is success. The document names no error
//! format, so an answer that refuses is kept as the text that it is.

mod mask;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use mask::mask;

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

/// What stands for the key where people can see it.
pub const MASKED: &str = "••••••••";

/// A request to be made: always a POST of JSON, without cookies, without referrer, following no redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// Where to.
    pub url: String,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The body. It holds the key.
    pub body: String,
    /// How long an answer may take, in milliseconds.
    pub timeout: u32,
}

/// Who sends: what the server wants to know of us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender<'a> {
    /// The company, as in SECDO's own pages.
    pub company: &'a str,
    /// The key of the API.
    pub key: &'a str,
}

/// The request that delivers an alert.
///
/// ```
/// use secdo_core::{alert::{Alert, Event, wire::{Sender, request}}, server::Server};
/// let alert = Alert {
///     timestamp: 1_493_209_485_000,
///     vendor: "McAfee".into(),
///     product: "ePO".into(),
///     severity: None,
///     event_id: None,
///     event: Event::File { agent_ip: "192.168.52.131".into(), file_path: r"c:\a.exe".into() },
/// };
/// let request = request(&alert, &Server::parse("secdo")?, &Sender { company: "c", key: "k" });
/// assert_eq!(request.url, "https://secdo/publicapi/v2/enrich_with_secdo/");
/// assert!(request.body.starts_with(r#"{"company":"c","apikey":"k","timestamp":"1493209485000","#));
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
#[must_use]
pub fn request(alert: &Alert, server: &Server, sender: &Sender<'_>) -> HttpRequest {
    HttpRequest {
        url: endpoint(server),
        content_type: "application/json",
        body: json(alert, sender, false),
        timeout: TIMEOUT,
    }
}

/// Where alerts are posted to.
#[must_use]
pub fn endpoint(server: &Server) -> String {
    format!("{}/publicapi/v2/enrich_with_secdo/", server.base())
}

/// The body as people may see it: readable, the key masked.
#[must_use]
pub fn preview(alert: &Alert, company: &str) -> String {
    json(alert, &Sender { company, key: MASKED }, true)
}

fn json(alert: &Alert, sender: &Sender<'_>, readable: bool) -> String {
    let mut object = Map::new();
    object.insert("company".to_owned(), Value::String(sender.company.to_owned()));
    object.insert("apikey".to_owned(), Value::String(sender.key.to_owned()));
    for (name, value) in alert.attributes() {
        object.insert(name.to_owned(), Value::String(value));
    }
    let object = Value::Object(object);
    if readable { format!("{object:#}") } else { object.to_string() }
}

/// What became of one attempt to deliver an alert.
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
    #[must_use]
    pub const fn server_is_away(&self) -> bool {
        matches!(self, Self::TimedOut | Self::Unreachable)
    }

    /// How long no alert at all should be sent after this, in milliseconds, when the server is away or asks for rest.
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

/// What an answer means. The key is taken out of what is kept of it: see [`mask`]. Status 0 is a redirect, which a
/// browser does not let us see. `retry_after` is the header of that name: seconds, or a date, which `now` (milliseconds
/// since 1970) turns into a wait.
#[must_use]
pub fn interpret(status: u16, body: &str, retry_after: Option<&str>, key: &str, now: i64) -> Outcome {
    let words = || {
        // Long enough that no form of the key makes it shorter than what is kept.
        let beginning: String = body.chars().take(KEPT * 32).collect();
        mask(&beginning, key).chars().take(KEPT).collect()
    };
    match status {
        200 if body.trim() == "true" => Outcome::Delivered,
        408 | 425 | 429 | 500..=599 => Outcome::Busy {
            status,
            words: words(),
            retry_after: retry_after.and_then(|value| wait(value, now)),
        },
        _ => Outcome::Rejected { status, words: words() },
    }
}

fn wait(header: &str, now: i64) -> Option<i64> {
    if let Ok(seconds) = header.trim().parse::<u32>() {
        return Some(i64::from(seconds) * 1_000);
    }
    let moment = super::timestamp::read(header, now).ok()?;
    Some((moment.at(|_| 0) - now).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_answers() {
        for (status, body, header, expected) in [
            (200, "true", None, Outcome::Delivered),
            (200, " true\n", None, Outcome::Delivered),
            (200, "false", None, Outcome::Rejected { status: 200, words: "false".into() }),
            (200, "<html>", None, Outcome::Rejected { status: 200, words: "<html>".into() }),
            (302, "", None, Outcome::Rejected { status: 302, words: String::new() }),
            (403, "no", None, Outcome::Rejected { status: 403, words: "no".into() }),
            (
                429,
                "",
                Some("7"),
                Outcome::Busy { status: 429, words: String::new(), retry_after: Some(7_000) },
            ),
            (503, "x", None, Outcome::Busy { status: 503, words: "x".into(), retry_after: None }),
            (
                503,
                "",
                Some("Thu, 01 Jan 1970 00:01:40 GMT"),
                Outcome::Busy { status: 503, words: String::new(), retry_after: Some(90_000) },
            ),
        ] {
            assert_eq!(interpret(status, body, header, "key", 10_000), expected);
        }
    }

    #[test]
    fn a_server_that_repeats_the_key_does_not_leak_it() {
        let outcome = interpret(400, r#"bad: {"apikey":"s3cret"}"#, None, "s3cret", 0);
        assert_eq!(
            outcome,
            Outcome::Rejected { status: 400, words: format!(r#"bad: {{"apikey":"{MASKED}"}}"#) }
        );
    }

    #[test]
    fn keeps_500_characters_of_an_answer() {
        let Outcome::Rejected { words, .. } = interpret(400, &"ü".repeat(900), None, "", 0) else {
            panic!("rejected")
        };
        assert_eq!(words.chars().count(), 500);
    }
}
