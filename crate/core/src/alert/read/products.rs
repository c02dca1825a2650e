//! Which product wrote a line, where the line says it only by how it is written.

use super::{
    line,
    names::Role,
    record::{Record, Said},
    severity::Scale,
};

/// Signs of a product: texts that all stand in the line, the vendor, the product, and what a severity in digits means.
const SIGNS: [(&[&str], &str, &str, Scale); 17] = [
    (&["srcip", "devid", "logid"], "Fortinet", "FortiGate", Scale::Unknown),
    (&["\"event_type\"", "\"flow_id\""], "Suricata", "Suricata", Scale::Priority),
    (&["\"id.orig_h\""], "Zeek", "Zeek", Scale::Unknown),
    (&["#fields", "id.orig_h"], "Zeek", "Zeek", Scale::Unknown),
    (&["RT_FLOW"], "Juniper", "SRX", Scale::Unknown),
    (&["RT_IDS"], "Juniper", "SRX", Scale::Unknown),
    (&["id=firewall", "sn="], "SonicWall", "SonicOS", Scale::Unknown),
    (&["device_name=", "log_component="], "Sophos", "XG Firewall", Scale::Unknown),
    (&["[sc4s@2620"], "Check Point", "VPN-1 & FireWall-1", Scale::CheckPoint),
    (&["loguid", "ifdir"], "Check Point", "VPN-1 & FireWall-1", Scale::CheckPoint),
    (&["Microsoft-Windows-Sysmon"], "Microsoft", "Sysmon", Scale::Unknown),
    (&["Microsoft-Windows-Security-Auditing"], "Microsoft", "Windows", Scale::Unknown),
    (&["\"evidence\"", "\"serviceSource\""], "Microsoft", "Defender", Scale::Unknown),
    (&["DetectionSummaryEvent"], "CrowdStrike", "Falcon", Scale::Unknown),
    (&["SRC=", "DST=", "PROTO=", "IN="], "Linux", "iptables", Scale::Unknown),
    (&["Local Host IP:", "Remote Host IP:"], "Symantec", "Endpoint Protection", Scale::Unknown),
    (&["class_uid", "severity_id"], "", "", Scale::Ocsf),
];

/// How far into a line signs are looked for, in bytes.
const WINDOW: usize = 16_384;

/// Fills in vendor and product: what the record names goes before what its format says.
pub(super) fn complete(record: &mut Record<'_>) {
    let named = |role| record.find(role).map(|pair| pair.said()).find(|said| said.value.len() < 80);
    let (vendor, product) = (named(Role::Vendor), named(Role::Product));
    let window = line::head(record.text, WINDOW);
    let sign = SIGNS.iter().find(|(signs, ..)| signs.iter().all(|sign| window.contains(sign)));
    let by_sign = |name: &str| (!name.is_empty()).then(|| Said::by_format(name));
    let (signed_vendor, signed_product, scale) =
        sign.map_or((None, None, Scale::Unknown), |sign| (by_sign(sign.1), by_sign(sign.2), sign.3));
    if record.scale == Scale::Unknown {
        record.scale = scale;
    }
    // A header of CEF or LEEF says it best; a word in the record says more than how it is written.
    let has_header = record.vendor.as_ref().is_some_and(|vendor| !vendor.span.is_empty());
    if !has_header {
        record.vendor = vendor.or(signed_vendor).or(record.vendor.take());
        record.product = product.or(signed_product).or(record.product.take());
    }
}
