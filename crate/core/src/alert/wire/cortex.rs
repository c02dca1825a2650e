//! The API of Cortex XDR and Cortex XSIAM.
//!
//! Source: Palo Alto Networks, "Cortex XDR REST API", sections "Get started with APIs", "Insert parsed alerts" and "Create
//! a new issue". Nobody has tried this on a live tenant; what the documents leave open is said where it is decided.

mod answer;
mod issue;
mod parsed;
pub mod query;
mod sign;

use serde_json::{Value, json};

use super::{HttpAnswer, HttpRequest, Outcome, TIMEOUT};
use crate::{
    alert::{Alert, Event},
    product::{FileEvents, Level},
    server::Server,
};
pub use sign::{NONCE, Stamp};

/// How many parsed alerts one request may hold ("Insert parsed alerts").
pub const MOST: usize = 60;

/// How many requests are made in a second, at most: a tenant takes ten over all its clients ("Get started with APIs"), which
/// leaves room for others, and for a clock that is not even.
pub const REQUESTS_A_SECOND: u32 = 8;

/// A tenant, as its API knows who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// The address of the console, by which people know it.
    pub console: Server,
    /// The address of the API.
    pub api: Server,
    /// The number of the key.
    pub key_id: String,
    /// How the key is used.
    pub level: Level,
    /// As what it is told of files.
    pub file_events: FileEvents,
}

/// The differences to the same alert in SECDO, for a person to see before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// There is no place for the path: it stands in the description.
    PathInDescription,
    /// There is no place for the event id: it stands in the description.
    EventIdInDescription,
    /// There is no place for an IPv6 address of the host: it stands in the description.
    HostInDescription,
    /// No port is known, where one must be: it is sent as 0.
    PortZero,
    /// An IPv6 address has a place of its own; where one of IPv4 must be, 0.0.0.0 is sent.
    Ipv4Zero,
    /// An issue must have a severity: MEDIUM is sent.
    SeverityMedium,
    /// An issue has no place for vendor and product: they stand in the description.
    VendorInDescription,
    /// An issue must have a category: MALWARE is sent.
    CategoryMalware,
    /// Alerts of one kind have the same name, and a tenant may take the latest for all of that name.
    MayBeMerged,
}

/// A call of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    ParsedAlerts,
    Issue,
}

impl Call {
    const fn path(self) -> &'static str {
        match self {
            Self::ParsedAlerts => "/public_api/v1/alerts/insert_parsed_alerts",
            Self::Issue => "/public_api/v1/issue",
        }
    }
}

impl Tenant {
    fn call(&self, alert: &Alert) -> Call {
        match (&alert.event, self.file_events) {
            (Event::File { .. }, FileEvents::Issue) => Call::Issue,
            (Event::File { .. }, FileEvents::ParsedAlert) | (Event::Network { .. }, _) => Call::ParsedAlerts,
        }
    }

    /// How many of the first alerts go into one request.
    pub(super) fn together(&self, alerts: &[&Alert]) -> usize {
        match alerts.first().map(|first| self.call(first)) {
            Some(Call::ParsedAlerts) => {
                alerts.iter().take(MOST).take_while(|alert| self.call(alert) == Call::ParsedAlerts).count()
            }
            Some(Call::Issue) => 1,
            None => 0,
        }
    }

    pub(super) fn request(&self, alerts: &[&Alert], key: &str, stamp: &Stamp) -> HttpRequest {
        let call = alerts.first().map_or(Call::ParsedAlerts, |first| self.call(first));
        let mut headers = vec![("Content-Type", "application/json".to_owned())];
        headers.extend(sign::headers(&self.key_id, key, self.level, stamp));
        HttpRequest {
            url: format!("{}{}", self.api.base(), call.path()),
            headers,
            body: body(call, alerts).to_string(),
            timeout: TIMEOUT,
        }
    }

    pub(super) fn preview(&self, alert: &Alert) -> String {
        format!("{:#}", body(self.call(alert), &[alert]))
    }

    pub(super) fn differences(&self, alert: &Alert) -> Vec<Difference> {
        match self.call(alert) {
            Call::ParsedAlerts => parsed::differences(alert),
            Call::Issue => issue::differences(alert),
        }
    }
}

fn body(call: Call, alerts: &[&Alert]) -> Value {
    match call {
        Call::ParsedAlerts => {
            let alerts: Vec<Value> = alerts.iter().map(|alert| parsed::alert(alert)).collect();
            json!({ "request_data": { "alerts": alerts } })
        }
        Call::Issue => {
            let issue = alerts.first().map_or(Value::Null, |alert| issue::issue(alert));
            json!({ "request_data": { "issue": issue } })
        }
    }
}

pub(super) fn interpret(answer: HttpAnswer<'_>, key: &str, now: i64) -> Outcome {
    answer::interpret(answer, key, now)
}

/// The event id as the description has it.
fn event_id(alert: &Alert) -> Option<String> {
    alert.event_id.as_ref().map(|id| format!("event {id}"))
}
