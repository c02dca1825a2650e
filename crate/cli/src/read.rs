//! `secdo read`: log lines to drafts of alerts.

use std::process::ExitCode;

use secdo_core::alert::{
    draft::Draft,
    read::{instant, read},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    args::Read,
    client,
    failure::{self, Failure},
    input, jsonl,
    output::Output,
    pipeline,
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
pub(crate) fn run(options: &Read) -> Result<ExitCode, Failure> {
    if options.jsonl {
        let answer = |Question { id, raw }| Answer { id, fields: fields(&raw) };
        let wrong = jsonl::run(&options.files, 0, answer)?;
        return Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::from(failure::SOME) });
    }
    let mut output = Output::new();
    input::each(&options.files, |name, input| {
        let work = |piece: &pipeline::Piece| {
            let text = input::text(&piece.bytes);
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            lines.map(|line| format!("{}\n", Value::Object(fields(line)))).collect::<String>()
        };
        pipeline::run(name, input, 0, work, |lines| output.write(lines.as_bytes()))
    })?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// What a line says, under the names of the interface; what could not be read is absent. A time without a zone is
/// taken for UTC.
fn fields(line: &str) -> Map<String, Value> {
    let now = client::now();
    let draft = read(line, now);
    let timestamp = instant(&draft, now, |_| 0).map(|at| at.to_string()).unwrap_or_default();
    let draft = Draft { timestamp, ..draft };
    let mut fields = Map::new();
    let texts = [
        ("source_ip", &draft.source_ip),
        ("source_port", &draft.source_port),
        ("destination_ip", &draft.destination_ip),
        ("destination_port", &draft.destination_port),
        ("agent_ip", &draft.agent_ip),
        ("file_path", &draft.file_path),
        ("timestamp", &draft.timestamp),
        ("vendor", &draft.vendor),
        ("product", &draft.product),
        ("severity", &draft.severity),
        ("event_id", &draft.event_id),
    ];
    for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        fields.insert(name.to_owned(), Value::String(text.clone()));
    }
    if let Some(name) = draft.type_name(&[]) {
        fields.insert("type".to_owned(), Value::String(name.to_owned()));
    }
    fields
}
