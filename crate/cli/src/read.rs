//! `secdo read`: log lines to drafts of alerts.

use std::process::ExitCode;

use secdo_core::alert::{
    draft::Draft,
    read::{instant, read},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    args::{self, Read},
    client,
    config::Config,
    failure::{self, Failure},
    input, jsonl,
    output::Output,
    pipeline,
    send::zone,
    terminal::harmless_json,
};

#[derive(Deserialize)]
struct Question {
    id: Value,
    raw: String,
}

#[derive(Serialize)]
struct Answer {
    id: Value,
    fields: Map<String, Value>,
}

/// Runs `secdo read`.
///
/// # Errors
/// That an input cannot be read or the output not be written.
pub(crate) fn run(server: &args::Server, options: &Read) -> Result<ExitCode, Failure> {
    let zone = zone(options.zone.as_deref().or(Config::read(server)?.zone.as_deref()))?;
    if options.jsonl {
        let answer = |Question { id, raw }| Answer { id, fields: fields(&raw, zone) };
        let wrong = jsonl::run(&options.files, 0, answer)?;
        return Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::from(failure::SOME) });
    }
    let mut output = Output::new();
    let all = input::each(&options.files, |name, input| {
        let work = |piece: &pipeline::Piece| {
            let text = input::text(&piece.bytes);
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let written = |line| Value::Object(fields(line, zone)).to_string();
            lines.map(|line| format!("{}\n", harmless_json(&written(line)))).collect::<String>()
        };
        pipeline::run(name, input, 0, work, |lines| output.write(lines.as_bytes()))
    })?;
    output.finish()?;
    Ok(input::code(all))
}

/// What a line says, under the names of the interface; what could not be read is absent. `zone` is what a clock without
/// one is ahead of UTC, in minutes.
fn fields(line: &str, zone: i32) -> Map<String, Value> {
    let now = client::now();
    let draft = read(line, now, &[]).draft;
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
