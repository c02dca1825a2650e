//! Alerts out of log lines.

use js_sys::JsString;
use secdo_bridge::{Thrown, now, to_json, to_utf16, utf8};
use secdo_core::{
    alert::{
        draft::Draft,
        read::{self, Certainty, FieldEvidence, Reading},
    },
    indicator::Span,
    settings::Alerts,
};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// The records of a text, each as a draft with what stands behind its fields, and with the settings' defaults where the
/// text says nothing; as the JSON of `AlertReading[]`, spans in UTF-16 units. `alerts` is the JSON of `AlertSettings`. Of a
/// text that is too long, its beginning is read.
#[wasm_bindgen(js_name = readAlerts)]
pub fn read_alerts(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsString,
    alerts: &str,
) -> Result<String, Thrown> {
    let text = utf8(text);
    let alerts = Alerts::load(alerts);
    let mut readings = read::read_all(read::beginning(&text), now(), &alerts.own_ranges);
    let cut = read::is_cut(&text, &readings);
    let spans = readings.iter_mut().flat_map(|reading| [&mut reading.span.start, &mut reading.span.end]);
    to_utf16(&text, spans.collect());
    let shown = readings.into_iter().map(|mut reading| {
        alerts.complete(&mut reading.draft);
        ShownReading { cut, ..ShownReading::from(reading) }
    });
    to_json(&shown.collect::<Vec<_>>())
}

/// The parts of one of the records of a text, the first one being 0; as the JSON of `TextPart[]`, spans in UTF-16 units.
#[wasm_bindgen(js_name = alertParts)]
pub fn alert_parts(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsString,
    record: usize,
    alerts: &str,
) -> Result<String, Thrown> {
    let text = utf8(text);
    let readings = read::read_all(read::beginning(&text), now(), &Alerts::load(alerts).own_ranges);
    let mut parts = readings.get(record).map(|reading| read::parts(&text, reading)).unwrap_or_default();
    to_utf16(&text, parts.iter_mut().flat_map(|part| [&mut part.span.start, &mut part.span.end]).collect());
    to_json(&parts)
}

/// `AlertReading` of `types.d.ts`.
#[derive(Serialize)]
struct ShownReading {
    draft: Draft,
    fields: Vec<ShownEvidence>,
    both: bool,
    span: Span,
    cut: bool,
    guesses: Vec<&'static str>,
}

impl From<Reading> for ShownReading {
    fn from(reading: Reading) -> Self {
        let guesses = reading.guesses();
        let Reading { draft, fields, both, span } = reading;
        Self {
            draft,
            fields: fields.into_iter().map(ShownEvidence::from).collect(),
            both,
            span,
            cut: false,
            guesses,
        }
    }
}

/// The evidence for one field; where it stands is told by the parts.
#[derive(Serialize)]
struct ShownEvidence {
    field: &'static str,
    certainty: Option<Certainty>,
    name: String,
    alternatives: Vec<(String, String)>,
}

impl From<FieldEvidence> for ShownEvidence {
    fn from(evidence: FieldEvidence) -> Self {
        let alternatives = evidence.alternatives.into_iter().map(|other| (other.value, other.name)).collect();
        Self { field: evidence.field, certainty: evidence.certainty, name: evidence.name, alternatives }
    }
}
