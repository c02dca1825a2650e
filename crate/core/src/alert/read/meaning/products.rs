//! Which product wrote a line, where the line says it only by how it is written.

use crate::alert::read::{
    meaning::names::{self, Role},
    record::{Certainty, FieldValue, Record, Scale},
    text::line,
};

/// The signs of a product, and what a severity in digits means for it.
struct Sign {
    /// Names that all stand in the record.
    names: &'static [&'static str],
    /// A text near its beginning; empty where the names say enough.
    text: &'static str,
    /// Empty where the record names them itself.
    vendor: &'static str,
    product: &'static str,
    scale: Scale,
}

const fn sign(
    names: &'static [&'static str],
    text: &'static str,
    vendor: &'static str,
    product: &'static str,
    scale: Scale,
) -> Sign {
    Sign { names, text, vendor, product, scale }
}

const SIGNS: [Sign; 29] = [
    sign(&["srcip", "devid"], "", "Fortinet", "FortiGate", Scale::Unknown),
    sign(&["devid", "logid"], "", "Fortinet", "FortiGate", Scale::Unknown),
    sign(&["event_type", "flow_id"], "", "Suricata", "Suricata", Scale::Priority),
    sign(&["id.orig_h"], "", "Zeek", "Zeek", Scale::Unknown),
    sign(&[], "RT_FLOW", "Juniper", "SRX", Scale::Unknown),
    sign(&[], "RT_IDS", "Juniper", "SRX", Scale::Unknown),
    sign(&[], "RT_IDP", "Juniper", "SRX", Scale::Unknown),
    sign(&[], "RT_UTM", "Juniper", "SRX", Scale::Unknown),
    sign(&[], "%SEC", "Cisco", "IOS", Scale::Unknown),
    sign(&[], "%SYS-", "Cisco", "IOS", Scale::Unknown),
    sign(&[], "%ACLLOG", "Cisco", "NX-OS", Scale::Unknown),
    sign(&[], "[**]", "Snort", "Snort", Scale::Priority),
    sign(&["fw", "tz", "startime"], "", "Stormshield", "Network Security", Scale::Unknown),
    sign(&["eventSource", "awsRegion"], "", "Amazon", "CloudTrail", Scale::Unknown),
    sign(&["schemaVersion", "service.serviceName"], "guardduty", "Amazon", "GuardDuty", Scale::Ten),
    sign(&["published", "eventType"], "", "Okta", "System Log", Scale::Unknown),
    sign(&["callerIpAddress", "operationName"], "", "Microsoft", "Azure", Scale::Unknown),
    sign(&["sn", "fw", "pri"], "id=firewall", "SonicWall", "SonicOS", Scale::Unknown),
    sign(&["device_name", "log_component"], "", "Sophos", "XG Firewall", Scale::Unknown),
    sign(&[], "[sc4s@2620", "Check Point", "VPN-1 & FireWall-1", Scale::CheckPoint),
    sign(&["ifdir", "loguid"], "hostname=", "Check Point", "VPN-1 & FireWall-1", Scale::CheckPoint),
    sign(&["loguid", "ifdir"], "", "Check Point", "VPN-1 & FireWall-1", Scale::CheckPoint),
    sign(&[], "Linux-Sysmon", "Microsoft", "Sysmon for Linux", Scale::Unknown),
    sign(&[], "Microsoft-Windows-Sysmon", "Microsoft", "Sysmon", Scale::Unknown),
    sign(&[], "Microsoft-Windows-Security-Auditing", "Microsoft", "Windows", Scale::Unknown),
    sign(&[], "DetectionSummaryEvent", "CrowdStrike", "Falcon", Scale::Unknown),
    sign(&["SRC", "DST", "PROTO", "IN"], "", "Linux", "iptables", Scale::Unknown),
    sign(&["Local Host IP", "Remote Host IP"], "", "Symantec", "Endpoint Protection", Scale::Unknown),
    sign(&["class_uid", "severity_id"], "", "", "", Scale::Ocsf),
];

/// Objects whose `vendor` and `name` describe themselves, not the product that raised the alert.
const PROGRAMS: [&str; 12] = [
    "application",
    "app",
    "computer",
    "file",
    "hardware",
    "image",
    "os",
    "package",
    "parent",
    "process",
    "software",
    "vulnerability",
];

/// Objects whose number is that of the event: every other one has a number of its own.
const EVENTS: [&str; 31] = [
    "alert",
    "attributes",
    "body",
    "case",
    "data",
    "detail",
    "details",
    "detection",
    "doc",
    "event",
    "eventdata",
    "events",
    "finding",
    "header",
    "incident",
    "item",
    "log",
    "message",
    "meta",
    "metadata",
    "notification",
    "operation",
    "payload",
    "properties",
    "raw",
    "record",
    "result",
    "source",
    "system",
    "threat",
    "transaction",
];

/// Whether one of some objects stands in a path before its last part; `application` does in `audit.application.vendor`.
fn is_of(path: &str, objects: &[&str]) -> bool {
    let mut parts = path.rsplit('.').skip(1).map(|part| part.trim_end_matches(|c: char| c.is_ascii_digit()));
    parts.any(|part| objects.iter().any(|object| object.eq_ignore_ascii_case(part)))
}

/// Whether a number is that of something else than the event: `user.id`, `process.thread.id`, `team.id`.
pub(crate) fn is_id_of_other(path: &str) -> bool {
    let Some((objects, last)) = path.rsplit_once('.') else { return false };
    let is_event = |object: &str| EVENTS.contains(&names::plain(object).as_str());
    matches!(names::plain(last).as_str(), "id" | "uid" | "uuid" | "sessionid")
        && !objects.split('.').all(is_event)
}

/// The number of an event of Windows in a text: `WinEvtLog: Security: AUDIT_FAILURE(4625): …` of OSSEC, and the cell behind
/// the time of Snare, `MSWinEventLog 1 Security 28 Thu Sep 18 13:03:42 2025 4625 Microsoft-Windows-…`.
fn windows_event<'t>(record: &Record<'t>) -> Option<&'t str> {
    let head = line::head(record.text, WINDOW);
    let is_number = |id: &&str| (1..=5).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((_, rest)) = head.split_once("WinEvtLog: ") {
        let (_, rest) = rest.split_once('(')?;
        return rest.split(')').next().filter(is_number);
    }
    let (_, rest) = head.split_once("MSWinEventLog")?;
    let (before, _) = rest.split_once("Microsoft-Windows-")?;
    before.trim_end().rsplit(['\t', ' ']).next().filter(is_number)
}

/// How far into a line the texts are looked for, in bytes.
const WINDOW: usize = 1_000;

/// Fills in vendor and product: what the record names goes before what its format says.
pub(crate) fn complete(record: &mut Record<'_>) {
    let named = |role| {
        let mut said = record.find(role).map(|pair| pair.said());
        said.find(|said| said.value.len() < 80 && !is_of(&said.name, &PROGRAMS))
    };
    let (vendor, product) = (named(Role::Vendor), named(Role::Product));
    let window = line::head(record.text, WINDOW);
    let has = |name: &&str| record.list.iter().any(|pair| pair.name == *name);
    let sign = SIGNS.iter().find(|sign| sign.names.iter().all(has) && window.contains(sign.text));
    let by_sign = |name: &str| (!name.is_empty()).then(|| FieldValue::by_format(name));
    let (signed_vendor, signed_product, scale) = sign.map_or((None, None, Scale::Unknown), |sign| {
        (by_sign(sign.vendor), by_sign(sign.product), sign.scale)
    });
    if record.scale == Scale::Unknown {
        record.scale = scale;
    }
    if record.event_id.is_none()
        && sign.is_some_and(|sign| sign.vendor == "Microsoft")
        && let Some(id) = windows_event(record)
    {
        record.event_id = record.said(id).map(|said| FieldValue { certainty: Certainty::Inferred, ..said });
    }
    // A header of CEF or LEEF says it best; a word in the record says more than how it is written.
    let has_header = record.vendor.as_ref().is_some_and(|vendor| !vendor.span.is_empty());
    if !has_header {
        record.vendor = vendor.or(signed_vendor).or(record.vendor.take());
        record.product = product.or(signed_product).or(record.product.take());
    }
}
