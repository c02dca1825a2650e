//! A file event as `issue` takes it: the one call that has places for a path and a host.
//!
//! Source: "Create a new issue". Which versions have it is not documented for all; a setting turns it on.

use serde_json::{Map, Value, json};

use super::{Difference, event_id};
use crate::alert::{Alert, Event, Severity};

pub(super) fn issue(alert: &Alert) -> Value {
    let mut places = Map::new();
    let mut description = vec![format!("{} {}", alert.vendor, alert.product).trim().to_owned()];
    description.extend(event_id(alert));
    if let Event::File { agent_ip, file_path } = &alert.event {
        if agent_ip.contains(':') {
            description.push(format!("host {agent_ip}"));
        } else {
            places.insert("xdm.source.host.ipv4_addresses".to_owned(), json!([agent_ip]));
        }
        let name = file_path.rsplit(['\\', '/']).next().unwrap_or(file_path);
        places.insert("xdm.file.path".to_owned(), json!([file_path]));
        places.insert("xdm.target.file.filename".to_owned(), json!([name]));
    }
    json!({
        "name": alert.type_name(),
        "description": description.join(", "),
        "observation_time": alert.timestamp,
        "issue_domain": "Security",
        "category": "MALWARE",
        "severity": alert.severity.unwrap_or(Severity::Medium).name(),
        "normalized_fields": places,
    })
}

pub(super) fn differences(alert: &Alert) -> Vec<Difference> {
    let mut found = vec![Difference::VendorInDescription, Difference::CategoryMalware];
    if alert.severity.is_none() {
        found.push(Difference::SeverityMedium);
    }
    if matches!(&alert.event, Event::File { agent_ip, .. } if agent_ip.contains(':')) {
        found.push(Difference::HostInDescription);
    }
    found.extend(alert.event_id.as_ref().map(|_| Difference::EventIdInDescription));
    found
}
