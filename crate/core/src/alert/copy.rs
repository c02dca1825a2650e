//! An alert as a command line, for tickets and runbooks. The key is a placeholder in each.

use super::{Alert, Event, wire};
use crate::server::Server;

/// The placeholder for the key in commands.
const PLACEHOLDER: &str = "$SECDO_API_KEY";

/// The alert as a call of `curl` for a POSIX shell, the key taken from the environment.
///
/// ```
/// # use secdo_core::{alert::{Alert, Event, copy::as_curl}, server::Server};
/// # let alert = Alert { timestamp: 1, vendor: "v".into(), product: "it's".into(), severity: None, event_id: None,
/// #     event: Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a".into() } };
/// let call = as_curl(&alert, &Server::parse("secdo")?, "c");
/// assert!(call.contains(r#""apikey":"'"$SECDO_API_KEY"'""#) && call.contains(r"it'\''s"));
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
#[must_use]
pub fn as_curl(alert: &Alert, server: &Server, company: &str) -> String {
    let account = wire::Account { server: server.clone(), company: company.to_owned() };
    let recipient = wire::Recipient::Secdo(account);
    let stamp = wire::cortex::Stamp { now: 0, nonce: String::new() };
    let body = recipient.request(&[alert], "\u{1}", &stamp).body;
    let quoted = body.replace('\'', r"'\''");
    let quoted = quoted.replacen(r#""apikey":"\u0001""#, &format!("\"apikey\":\"'\"{PLACEHOLDER}\"'\""), 1);
    format!(
        "curl --fail-with-body -H 'Content-Type: application/json' --data '{quoted}' '{}'",
        wire::secdo::endpoint(server)
    )
}

/// The alert as a call of the document's Python script for a POSIX shell, with its positional arguments.
///
/// ```
/// use secdo_core::alert::{Alert, Event, copy::as_script};
/// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
/// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
/// assert!(as_script(&alert, "c").contains("10.0.0.1"));
/// ```
#[must_use]
pub fn as_script(alert: &Alert, company: &str) -> String {
    let severity = alert.severity.map_or("", super::Severity::name);
    let event_id = alert.event_id.as_deref().unwrap_or("");
    let timestamp = alert.timestamp.to_string();
    let mut arguments =
        vec![alert.type_name(), &timestamp, &alert.vendor, &alert.product, event_id, severity, company];
    let (source, destination);
    match &alert.event {
        Event::Network { source_ip, source_port, destination_ip, destination_port, .. } => {
            source = source_port.map_or_else(String::new, |port| port.to_string());
            destination = destination_port.to_string();
            arguments.extend([source_ip.as_str(), &source, destination_ip, &destination]);
        }
        Event::File { agent_ip, file_path } => arguments.extend([agent_ip.as_str(), file_path]),
    }
    let mut quoted: Vec<String> = arguments.into_iter().map(quote).collect();
    quoted.insert(6, format!("\"{PLACEHOLDER}\""));
    format!("secdo_api.py {}", quoted.join(" "))
}

/// An argument for a POSIX shell: nothing in it is run, whatever an attacker wrote into a path.
fn quote(argument: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':');
    if !argument.is_empty() && argument.bytes().all(plain) {
        argument.to_owned()
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}
