//! An alert as `insert_parsed_alerts` takes it.
//!
//! Source: "Insert parsed alerts", and the types of PaloAltoNetworks/pan-cortex-xdr-nodejs, `src/alert_insert_parsed.ts`:
//! ports and time are integers. The same source sends `0.0.0.0` and port 0 for an end that is not known.

use serde_json::{Map, Value};

use super::{Difference, event_id};
use crate::alert::{Alert, Direction, Event, Severity};

/// The address written where none is known, or where it has a field of its own.
const NOWHERE: &str = "0.0.0.0";

pub(super) fn alert(alert: &Alert) -> Value {
    let mut fields = Map::new();
    let mut set = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    set("product", alert.product.as_str().into());
    set("vendor", alert.vendor.as_str().into());
    let (local, remote) = ends(alert);
    for ((address, port), [name, newer, port_name]) in [
        (local, ["local_ip", "local_ip_v6", "local_port"]),
        (remote, ["remote_ip", "remote_ip_v6", "remote_port"]),
    ] {
        let is_newer = address.contains(':');
        set(name, if is_newer { NOWHERE } else { address }.into());
        set(port_name, port.into());
        if is_newer {
            set(newer, address.into());
        }
    }
    set("event_timestamp", alert.timestamp.into());
    if let Some(severity) = alert.severity {
        set("severity", name(severity).into());
    }
    set("alert_name", alert.type_name().into());
    if let Some(words) = description(alert) {
        set("alert_description", words.into());
    }
    set("action_status", "Reported".into());
    Value::Object(fields)
}

/// The local end and the remote one. What comes in was opened by the remote end.
fn ends(alert: &Alert) -> ((&str, u16), (&str, u16)) {
    match &alert.event {
        Event::Network { direction, source_ip, source_port, destination_ip, destination_port } => {
            let source = (source_ip.as_str(), source_port.unwrap_or(0));
            let destination = (destination_ip.as_str(), *destination_port);
            match direction {
                Direction::Outgoing => (source, destination),
                Direction::Incoming => (destination, source),
            }
        }
        Event::File { agent_ip, .. } => ((agent_ip, 0), (NOWHERE, 0)),
    }
}

fn description(alert: &Alert) -> Option<String> {
    let path = match &alert.event {
        Event::File { file_path, .. } => Some(file_path.clone()),
        Event::Network { .. } => None,
    };
    let parts: Vec<String> = path.into_iter().chain(event_id(alert)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

const fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Low => "Low",
        Severity::Medium => "Medium",
        Severity::High => "High",
    }
}

pub(super) fn differences(alert: &Alert) -> Vec<Difference> {
    let mut found = Vec::new();
    let (local, remote) = ends(alert);
    match &alert.event {
        Event::File { .. } => {
            found.extend([Difference::PathInDescription, Difference::PortZero, Difference::Ipv4Zero]);
        }
        Event::Network { source_port: None, .. } => found.push(Difference::PortZero),
        Event::Network { .. } => {}
    }
    let is_newer = local.0.contains(':') || remote.0.contains(':');
    if is_newer && !found.contains(&Difference::Ipv4Zero) {
        found.push(Difference::Ipv4Zero);
    }
    found.extend(alert.event_id.as_ref().map(|_| Difference::EventIdInDescription));
    found.push(Difference::MayBeMerged);
    found
}
