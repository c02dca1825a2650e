//! The URL of a query: the only place that encodes.
//!
//! Grammar and example URLs: "SECDO Integrations v1.1", section "Querying SECDO via URL". The document gives no
//! escape for a comma or a bar inside a value; each becomes the wildcard, and the caller is told.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Query;
use crate::server::Server;

/// The characters that are percent-encoded in a value: all but the unreserved characters of RFC 3986 (section 2.3), `:`
/// and `*`.
const IN_VALUE: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':').remove(b'*');

/// The characters that the grammar takes for itself, so that they cannot stand in a value.
const GRAMMAR: [char; 2] = [',', '|'];

impl Query {
    /// The URL that opens the query builder with this query filled in.
    ///
    /// ```
    /// use secdo_core::{query::{Condition, QueryDraft, Query}, server::Server};
    /// let draft = QueryDraft {
    ///     entity: "process".into(),
    ///     actions: vec!["run".into()],
    ///     attributes: vec![Condition { name: "cmd".into(), values: vec!["*download*".into(), "*encoded*".into()] }],
    /// };
    /// let query = Query::new(&draft).unwrap();
    /// assert_eq!(
    ///     query.url(&Server::parse("secdo-server")?),
    ///     "https://secdo-server/#/investigationNG/builder?entity=process&action=run&attr=cmd:*download*|*encoded*"
    /// );
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn url(&self, server: &Server) -> String {
        let mut url = format!("{}/#/investigationNG/builder?entity={}", server.base(), self.entity.name);
        if !self.actions.is_empty() {
            url.push_str("&action=");
            url.push_str(&self.actions.join(","));
        }
        url.push_str("&attr=");
        for (index, (name, values)) in self.conditions.iter().enumerate() {
            url.push_str(if index == 0 { "" } else { "," });
            url.push_str(name);
            for (index, value) in values.iter().enumerate() {
                url.push(if index == 0 { ':' } else { '|' });
                push_value(&mut url, value);
            }
        }
        url
    }

    /// The values that are searched for with a wildcard in place of a comma or a bar, so that more may be found.
    ///
    /// ```
    /// use secdo_core::query::{Condition, QueryDraft, Query};
    /// let attributes = vec![Condition { name: "cmd".into(), values: vec!["a|b".into(), "c".into()] }];
    /// let query = Query::new(&QueryDraft { entity: "process".into(), actions: vec!["run".into()], attributes }).unwrap();
    /// assert_eq!(query.widened(), ["a|b"]);
    /// ```
    #[must_use]
    pub fn widened(&self) -> Vec<&str> {
        let values = self.conditions.iter().flat_map(|(_, values)| values);
        values.map(String::as_str).filter(|value| value.contains(GRAMMAR)).collect()
    }
}

fn push_value(url: &mut String, value: &str) {
    let mut parts = value.split(GRAMMAR);
    url.extend(parts.next().map(|part| utf8_percent_encode(part, IN_VALUE)).into_iter().flatten());
    for part in parts {
        url.push('*');
        url.extend(utf8_percent_encode(part, IN_VALUE));
    }
}
