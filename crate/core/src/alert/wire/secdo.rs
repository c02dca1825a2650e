//! SECDO's API.
//!
//! Source: "SECDO Integrations v1.1", section "API for Network Event Investigations" and the script: a POST of a JSON
//! object whose values are all strings; status 200 with the body `true` is success. The document names no error
//! format, so an answer that refuses is kept as the text that it is.

use serde_json::{Map, Value};

use super::{HttpAnswer, HttpRequest, MASKED, Outcome, TIMEOUT, kept, not_taken};
use crate::{alert::Alert, server::Server};

/// A company at a SECDO server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The server.
    pub server: Server,
    /// The company, as in SECDO's own pages.
    pub company: String,
}

/// Where alerts are posted to.
///
/// ```
/// use secdo_core::{alert::wire::secdo::endpoint, server::Server};
/// assert_eq!(endpoint(&Server::parse("secdo/eu")?), "https://secdo/eu/publicapi/v2/enrich_with_secdo/");
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
#[must_use]
pub fn endpoint(server: &Server) -> String {
    format!("{}/publicapi/v2/enrich_with_secdo/", server.base())
}

impl Account {
    pub(super) fn request(&self, alerts: &[&Alert], key: &str) -> HttpRequest {
        let body = alerts.first().map(|alert| json(alert, &self.company, key).to_string());
        HttpRequest {
            url: endpoint(&self.server),
            headers: vec![("Content-Type", "application/json".to_owned())],
            body: body.unwrap_or_default(),
            timeout: TIMEOUT,
        }
    }
}

/// The body for a company as people may see it: readable, the key masked.
///
/// ```
/// use secdo_core::alert::{Alert, Event, wire::secdo::preview};
/// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
/// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
/// assert!(preview(&alert, "c").contains(r#""agent_ip": "10.0.0.1""#));
/// ```
#[must_use]
pub fn preview(alert: &Alert, company: &str) -> String {
    format!("{:#}", json(alert, company, MASKED))
}

fn json(alert: &Alert, company: &str, key: &str) -> Value {
    let mut object = Map::new();
    object.insert("company".to_owned(), Value::String(company.to_owned()));
    object.insert("apikey".to_owned(), Value::String(key.to_owned()));
    for (name, value) in alert.attributes() {
        object.insert(name.to_owned(), Value::String(value));
    }
    Value::Object(object)
}

pub(super) fn interpret(answer: HttpAnswer<'_>, key: &str, now: i64) -> Outcome {
    if answer.status == 200 && answer.body.trim() == "true" {
        return Outcome::Delivered;
    }
    not_taken(answer, kept(answer.body, key), None, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interpret(status: u16, body: &str, retry_after: Option<&str>, key: &str, now: i64) -> Outcome {
        super::interpret(HttpAnswer { status, body, retry_after }, key, now)
    }

    #[test]
    fn reads_answers() {
        for (status, body, header, expected) in [
            (200, "true", None, Outcome::Delivered),
            (200, " true\n", None, Outcome::Delivered),
            (200, "false", None, Outcome::Rejected { status: 200, words: "false".into(), advice: None }),
            (200, "<html>", None, Outcome::Rejected { status: 200, words: "<html>".into(), advice: None }),
            (302, "", None, Outcome::Rejected { status: 302, words: String::new(), advice: None }),
            (403, "no", None, Outcome::Rejected { status: 403, words: "no".into(), advice: None }),
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
            Outcome::Rejected {
                status: 400,
                words: format!(r#"bad: {{"apikey":"{MASKED}"}}"#),
                advice: None
            }
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
