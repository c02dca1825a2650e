//! Queries by the API: an experiment, off unless somebody turns it on.
//!
//! Source: Palo Alto Networks, "Cortex XDR REST API", sections "Start an XQL query" and "Get XQL query quota". That the
//! console opens a result under the id that the API gives is not documented for ids of the API; its page names a column
//! "Execution ID" for queries of the API, too.

use serde_json::{Value, json};

use super::{Stamp, Tenant, answer, sign};
use crate::alert::wire::{HttpAnswer, HttpRequest, Outcome, TIMEOUT};

/// A day, in milliseconds.
const DAY: u64 = 86_400_000;

impl Tenant {
    /// The request that starts a query over the last `days` days.
    ///
    /// ```
    /// use secdo_core::{alert::wire::cortex::{Stamp, Tenant}, product::{FileEvents, Level}, server::Server};
    /// let server = Server::parse("acme.xdr.example")?;
    /// let tenant = Tenant { console: server.clone(), api: server, key_id: "7".into(), level: Level::Standard, file_events: FileEvents::Issue };
    /// let request = tenant.start_query("dataset = xdr_data", 7, "k", &Stamp::new(0, &[0; 64]));
    /// assert_eq!(request.url, "https://acme.xdr.example/public_api/v1/xql/start_xql_query");
    /// assert_eq!(request.body, r#"{"request_data":{"query":"dataset = xdr_data","tenants":[],"timeframe":{"relativeTime":604800000}}}"#);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn start_query(&self, xql: &str, days: u32, key: &str, stamp: &Stamp) -> HttpRequest {
        let timeframe = json!({ "relativeTime": u64::from(days) * DAY });
        let data = json!({ "query": xql, "tenants": [], "timeframe": timeframe });
        self.ask("xql/start_xql_query", &data, key, stamp)
    }

    /// The request that asks how much may still be queried: it costs nothing, and shows that key and role are right.
    ///
    /// ```
    /// use secdo_core::{alert::wire::cortex::{Stamp, Tenant}, product::{FileEvents, Level}, server::Server};
    /// let server = Server::parse("acme.xdr.example")?;
    /// let (level, file_events) = (Level::Standard, FileEvents::Issue);
    /// let tenant = Tenant { console: server.clone(), api: server, key_id: "7".into(), level, file_events };
    /// let request = tenant.quota("k", &Stamp::new(0, &[0; 64]));
    /// assert_eq!(request.url, "https://acme.xdr.example/public_api/v1/xql/get_quota");
    /// assert_eq!(request.body, r#"{"request_data":{}}"#);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn quota(&self, key: &str, stamp: &Stamp) -> HttpRequest {
        self.ask("xql/get_quota", &json!({}), key, stamp)
    }

    /// The page of the console that shows the result of a query; nothing for what cannot be an id.
    ///
    /// ```
    /// use secdo_core::{alert::wire::cortex::Tenant, product::{FileEvents, Level}, server::Server};
    /// let server = Server::parse("acme.xdr.example")?;
    /// let (level, file_events) = (Level::Standard, FileEvents::Issue);
    /// let tenant = Tenant { console: server.clone(), api: server, key_id: "7".into(), level, file_events };
    /// assert_eq!(tenant.result_page("abc_1").as_deref(), Some("https://acme.xdr.example/xql/xql-search/abc_1"));
    /// assert_eq!(tenant.result_page("../login"), None);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn result_page(&self, id: &str) -> Option<String> {
        let is_id =
            !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        is_id.then(|| format!("{}/xql/xql-search/{id}", self.console.base()))
    }

    fn ask(&self, call: &str, data: &Value, key: &str, stamp: &Stamp) -> HttpRequest {
        let mut headers = vec![("Content-Type", "application/json".to_owned())];
        headers.extend(sign::headers(&self.key_id, key, self.level, stamp));
        HttpRequest {
            url: format!("{}/public_api/v1/{call}", self.api.base()),
            headers,
            body: json!({ "request_data": data }).to_string(),
            timeout: TIMEOUT,
        }
    }
}

/// The id of the query that was started.
///
/// ```
/// use secdo_core::alert::wire::{HttpAnswer, cortex::query::started};
/// let reply = HttpAnswer { status: 200, body: r#"{"reply": "abc_1"}"#, retry_after: None };
/// assert_eq!(started(reply, "key", 0), Ok("abc_1".to_owned()));
/// ```
///
/// # Errors
/// Returns the outcome of the request instead, as for an alert that was not taken.
pub fn started(reply: HttpAnswer<'_>, key: &str, now: i64) -> Result<String, Outcome> {
    let said: Option<Value> = serde_json::from_str(reply.body).ok();
    let id = said.as_ref().and_then(|said| said["reply"].as_str()).filter(|_| reply.status == 200);
    id.map(str::to_owned).ok_or_else(|| answer::interpret(reply, key, now))
}

/// How much may be queried in a day, and how much of it was, in the vendor's units.
///
/// ```
/// use secdo_core::alert::wire::{HttpAnswer, cortex::query::quota};
/// let body = r#"{"reply": {"license_quota": 5, "additional_purchased_quota": 0.5, "used_quota": 0.25}}"#;
/// assert_eq!(quota(HttpAnswer { status: 200, body, retry_after: None }, "key", 0), Ok((5.5, 0.25)));
/// assert!(quota(HttpAnswer { status: 401, body: "", retry_after: None }, "key", 0).is_err());
/// ```
///
/// # Errors
/// Returns the outcome of the request instead, as for an alert that was not taken.
pub fn quota(reply: HttpAnswer<'_>, key: &str, now: i64) -> Result<(f64, f64), Outcome> {
    let said: Option<Value> = serde_json::from_str(reply.body).ok();
    let number = |name: &str| said.as_ref().and_then(|said| said["reply"][name].as_f64());
    match (reply.status, number("license_quota"), number("used_quota")) {
        (200, Some(all), Some(used)) => Ok((all + number("additional_purchased_quota").unwrap_or(0.0), used)),
        _ => Err(answer::interpret(reply, key, now)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alert::wire::Advice;

    fn reply(status: u16, body: &str) -> HttpAnswer<'_> {
        HttpAnswer { status, body, retry_after: None }
    }

    #[test]
    fn reads_what_the_document_shows() {
        assert_eq!(
            started(reply(200, r#"{"reply":"061880b4867446_4356_inv"}"#), "k", 0),
            Ok("061880b4867446_4356_inv".into())
        );
        let quotas = r#"{"reply":{"license_quota":5,"additional_purchased_quota":0.5,"used_quota":0.08,"eval_quota":0.0}}"#;
        assert_eq!(quota(reply(200, quotas), "k", 0), Ok((5.5, 0.08)));
        let refused = reply(
            401,
            r#"{"reply":{"err_code":401,"err_msg":"Public API request unauthorized","err_extra":null}}"#,
        );
        for outcome in [started(refused, "k", 0).err(), quota(refused, "k", 0).err()] {
            assert!(matches!(outcome, Some(Outcome::Rejected { advice: Some(Advice::Level), .. })));
        }
        let words = reply(
            500,
            r#"{"reply":{"err_code":500,"err_msg":"An error occurred","err_extra":{"parse_err":"line 1"}}}"#,
        );
        assert!(
            matches!(started(words, "k", 0), Err(Outcome::Busy { words, .. }) if words.contains("parse_err"))
        );
        assert!(started(reply(200, r#"{"reply":true}"#), "k", 0).is_err());
    }
}
