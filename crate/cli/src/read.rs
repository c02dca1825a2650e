//! `secdo read`: log lines to drafts of alerts.

use std::process::ExitCode;

use secdo_core::alert::{
    draft::Draft,
    read::{Reading, instant, read, read_all},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{
    args::{self, ReadArgs},
    client,
    config::Config,
    failure::{self, Failure},
    gather::{self, Gatherer},
    input, jsonl,
    output::Output,
    pipeline,
    send::zone,
    terminal::harmless_json,
};

#[derive(Deserialize)]
struct RawLine {
    id: Value,
    raw: String,
}

#[derive(Serialize)]
struct ReadLine {
    id: Value,
    fields: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Value>,
}

/// Runs `secdo read`.
///
/// # Errors
/// That an input cannot be read or the output not be written.
pub(crate) fn run(server: &args::ServerArgs, options: &ReadArgs) -> Result<ExitCode, Failure> {
    let zone = zone(options.zone.as_deref().or(Config::read(server)?.zone.as_deref()))?;
    if options.jsonl {
        let answer = |RawLine { id, raw }| {
            let reading = read(&raw, client::now(), &[]);
            let evidence = options.evidence.then(|| evidence(&reading));
            ReadLine { id, fields: fields(reading.draft, zone), evidence }
        };
        let wrong = jsonl::run(&options.files, 0, answer)?;
        return Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::from(failure::SOME) });
    }
    let mut output = Output::new();
    let with_evidence = options.evidence;
    let all = input::each(&options.files, |name, input| {
        let mut records = Gatherer::new(input);
        let work = |batch: &Vec<gather::Record>| {
            let texts = batch.iter().filter_map(|(_, text)| text.as_ref().ok());
            let readings = texts.flat_map(|text| read_all(text, client::now(), &[]));
            let shown = readings.map(|reading| {
                let evidence = with_evidence.then(|| evidence(&reading));
                let mut fields = fields(reading.draft, zone);
                fields.extend(evidence.map(|evidence| ("evidence".to_owned(), evidence)));
                format!("{}\n", harmless_json(&Value::Object(fields).to_string()))
            });
            shown.collect::<String>()
        };
        pipeline::run_on(name, move || records.next(), 0, work, |lines| output.write(lines.as_bytes()))
    })?;
    output.finish()?;
    Ok(input::code(all))
}

/// The evidence for the fields of a reading: how sure each is, what the text calls it, and what else it could be. A
/// field that was left empty has no certainty.
fn evidence(reading: &Reading) -> Value {
    let fields = reading.fields.iter().map(|evidence| {
        let others: Vec<&str> = evidence.alternatives.iter().map(|other| other.value.as_str()).collect();
        let shown = json!({ "certainty": evidence.certainty, "name": evidence.name, "alternatives": others });
        (evidence.field.to_owned(), shown)
    });
    Value::Object(fields.collect())
}

/// A draft under the names of the interface; what could not be read is absent. `zone` is what a clock without one is
/// ahead of UTC, in minutes.
fn fields(draft: Draft, zone: i32) -> Map<String, Value> {
    let now = client::now();
    let timestamp = instant(&draft, now, |_| zone).map(|at| at.to_string()).unwrap_or_default();
    let mut draft = Draft { timestamp, ..draft };
    let mut fields = Map::new();
    for name in Draft::ATTRIBUTES {
        if let Some(text) = draft.attribute_mut(name).filter(|text| !text.is_empty()) {
            fields.insert(name.to_owned(), Value::String(text.clone()));
        }
    }
    if let Some(name) = draft.type_name(&[]) {
        fields.insert("type".to_owned(), Value::String(name.to_owned()));
    }
    fields
}
