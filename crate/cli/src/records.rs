//! Alerts from a file, one after the other.

use std::io::{BufRead, BufReader, Read};

use secdo_core::alert::{draft::Draft, read::read};
use serde_json::{Map, Value};

use crate::{
    args::{Fields, Records},
    input,
};

/// A record of the file: its line, counted from 1, and the draft, or what is wrong with the record.
pub(crate) struct Record {
    pub(crate) line: u64,
    pub(crate) draft: Result<Draft, String>,
}

/// Calls `take` with each record until it returns `false`.
///
/// # Errors
/// That the input cannot be read.
pub(crate) fn each(
    input: impl Read,
    format: Records,
    defaults: &Fields,
    mut take: impl FnMut(Record) -> bool,
) -> std::io::Result<()> {
    if format == Records::Csv {
        return each_row(input, defaults, take);
    }
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut bytes = Vec::new();
    let mut line = 0;
    loop {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        line += 1;
        let text = input::text(&bytes);
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let draft = match format {
            Records::Jsonl => from_json(text),
            _ => Ok(read(text, crate::client::now(), &[]).draft),
        };
        let draft = draft.map(|draft| filled(draft, defaults));
        if !take(Record { line, draft }) {
            return Ok(());
        }
    }
}

fn each_row(
    input: impl Read,
    defaults: &Fields,
    mut take: impl FnMut(Record) -> bool,
) -> std::io::Result<()> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let names = rows.byte_headers().map_err(std::io::Error::from)?.clone();
    let mut row = csv::ByteRecord::new();
    loop {
        match rows.read_byte_record(&mut row) {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(error) => return Err(error.into()),
        }
        let line = row.position().map_or(0, csv::Position::line);
        let fields = names.iter().zip(row.iter()).map(|(name, value)| {
            (input::text(name).trim().to_ascii_lowercase(), Value::String(input::text(value).into_owned()))
        });
        let draft = from_fields(&fields.collect()).map(|draft| filled(draft, defaults));
        if !take(Record { line, draft }) {
            return Ok(());
        }
    }
}

fn from_json(text: &str) -> Result<Draft, String> {
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => from_fields(&fields),
        Ok(_) => Err("a JSON object is needed".to_owned()),
        Err(error) => Err(format!("this is not JSON: {error}")),
    }
}

/// A draft from the names of the interface.
fn from_fields(fields: &Map<String, Value>) -> Result<Draft, String> {
    let mut draft = Draft::default();
    for (name, value) in fields {
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            other => return Err(format!("{name}: text or a number is needed, not {other}")),
        };
        if text.is_empty() {
            continue;
        }
        if name == "type" {
            if !draft.set_type(&text) {
                return Err(format!("type: {text} is unknown"));
            }
        } else if let Some(field) = draft.attribute_mut(name) {
            *field = text;
        }
    }
    Ok(draft)
}

/// The draft with what was said on the command line where it says nothing itself.
pub(crate) fn filled(mut draft: Draft, fields: &Fields) -> Draft {
    let given = [
        ("source_ip", &fields.source_ip),
        ("source_port", &fields.source_port),
        ("destination_ip", &fields.destination_ip),
        ("destination_port", &fields.destination_port),
        ("agent_ip", &fields.agent_ip),
        ("file_path", &fields.file_path),
        ("timestamp", &fields.timestamp),
        ("vendor", &fields.vendor),
        ("product", &fields.product),
        ("severity", &fields.severity),
        ("event_id", &fields.event_id),
    ];
    for (name, value) in given {
        if let (Some(value), Some(slot)) = (value, draft.attribute_mut(name))
            && slot.is_empty()
        {
            slot.clone_from(value);
        }
    }
    if draft.kind.is_empty() && !fields.kind.as_deref().is_some_and(|name| draft.set_type(name)) {
        let kind = if draft.file_path.is_empty() { "network" } else { "file" };
        kind.clone_into(&mut draft.kind);
    }
    draft
}
