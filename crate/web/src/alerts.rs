//! The form of an alert: what it holds becomes a check that the page shows as it is typed.

use js_sys::JsString;
use secdo_core::{
    alert::{
        Alert, copy,
        draft::{Checked, Draft, Surroundings},
        read, timestamp, wire,
    },
    outbox::Item,
    server::Server,
    settings::{Alerts, Settings},
};
use wasm_bindgen::prelude::*;

use crate::{
    clock,
    convert::{from_js, to_js, to_json, to_utf16},
    load,
    shapes::{CheckedAlert, Commands, FieldProblem, ShownItem, ShownReading},
    text::utf8,
    zone,
};

/// The form's check: errors by field, what is worth a second look, the time and the JSON that will be sent.
#[wasm_bindgen(js_name = checkAlert, unchecked_return_type = "CheckedAlert")]
pub fn check_alert(
    #[wasm_bindgen(unchecked_param_type = "AlertDraft")] draft: JsValue,
    settings: &str,
) -> Result<JsValue, JsValue> {
    let draft: Draft = from_js(draft)?;
    let settings = load(settings)?.settings;
    let checked = check(&draft, &settings.alerts);
    to_js(&CheckedAlert {
        errors: checked.errors.iter().map(FieldProblem::from).collect(),
        notices: checked.notices,
        timestamp: checked.timestamp.map(|at| at.to_string()),
        utc: checked.timestamp.map(timestamp::write),
        proposed: checked.proposed,
        commands: checked.alert.map(|alert| commands(&alert, &settings)),
    })
}

/// The records of a text, each as a draft with what stands behind its fields, and with the settings' defaults where the
/// text says nothing; as JSON, spans in UTF-16 units.
#[wasm_bindgen(js_name = readAlerts, unchecked_return_type = "string")]
pub fn read_alerts(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsString,
    settings: &str,
) -> Result<String, JsValue> {
    let text = utf8(text);
    let alerts = load(settings)?.settings.alerts;
    let mut readings = read::read_all(&text, clock::now(), &alerts.own_ranges);
    to_utf16(
        &text,
        readings.iter_mut().flat_map(|reading| [&mut reading.span.start, &mut reading.span.end]).collect(),
    );
    let shown = readings.into_iter().map(|mut reading| {
        complete(&mut reading.draft, &alerts);
        ShownReading::from(reading)
    });
    to_json(&shown.collect::<Vec<_>>())
}

/// The parts of one of the records of a text, the first one being 0; as JSON, spans in UTF-16 units.
#[wasm_bindgen(js_name = alertParts, unchecked_return_type = "string")]
pub fn alert_parts(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsString,
    record: usize,
    settings: &str,
) -> Result<String, JsValue> {
    let text = utf8(text);
    let alerts = load(settings)?.settings.alerts;
    let readings = read::read_all(&text, clock::now(), &alerts.own_ranges);
    let mut parts = readings.get(record).map(|reading| read::parts(&text, reading)).unwrap_or_default();
    to_utf16(&text, parts.iter_mut().flat_map(|part| [&mut part.span.start, &mut part.span.end]).collect());
    to_json(&parts)
}

/// The form before anything is typed: the settings' defaults.
#[wasm_bindgen(js_name = blankAlert, unchecked_return_type = "AlertDraft")]
pub fn blank_alert(settings: &str) -> Result<JsValue, JsValue> {
    let mut draft = Draft::default();
    complete(&mut draft, &load(settings)?.settings.alerts);
    to_js(&draft)
}

/// Fills in what the settings say where nothing else does.
fn complete(draft: &mut Draft, Alerts { vendor, product, severity, .. }: &Alerts) {
    let defaults =
        [(&mut draft.vendor, vendor), (&mut draft.product, product), (&mut draft.severity, severity)];
    for (field, default) in defaults {
        if field.is_empty() {
            field.clone_from(default);
        }
    }
}

/// Whether the browser knows a time zone.
#[wasm_bindgen(js_name = isZone)]
pub fn is_zone(zone: &str) -> bool {
    zone == "local" || zone::is_known(zone)
}

pub(crate) fn check(draft: &Draft, alerts: &Alerts) -> Checked {
    let zone = |civil| zone::offset(&alerts.zone, civil);
    draft.check(&Surroundings { now: clock::now(), zone: &zone, own_ranges: &alerts.own_ranges })
}

fn commands(alert: &Alert, settings: &Settings) -> Commands {
    let company = &settings.alerts.company;
    Commands {
        json: wire::preview(alert, company),
        curl: Server::parse(&settings.server).ok().map(|server| copy::as_curl(alert, &server, company)),
        script: copy::as_script(alert, company),
    }
}

pub(crate) fn shown(item: Item) -> ShownItem {
    let utc = timestamp::write(item.alert.timestamp);
    let attributes = item.alert.attributes();
    let answer = item.last_answer();
    ShownItem { draft: Draft::from(&item.alert), item, utc, attributes, answer }
}
