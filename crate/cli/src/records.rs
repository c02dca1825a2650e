//! Alerts from a file, one after the other.

use std::{collections::HashSet, io::Read};

use secdo_core::alert::{
    draft::Draft,
    read::{Reading, read_all},
};
use serde_json::{Map, Value};

use crate::{
    args::{Fields, RecordFormat},
    failure::say,
    gather::Gatherer,
    input,
    lines::{InputLine, InputLines, TOO_LONG},
    rows::{self, Rows},
    terminal::harmless,
};

/// A record of the file: its line, counted from 1, and the draft, or what is wrong with the record.
pub(crate) struct AlertRecord {
    pub(crate) line: u64,
    pub(crate) draft: Result<Draft, String>,
}

/// Calls `take` with each record until it returns `false`; with `guesses`, also what the order of a line alone says.
///
/// # Errors
/// That the input cannot be read.
pub(crate) fn each(
    input: impl Read,
    format: RecordFormat,
    defaults: &Fields,
    guesses: bool,
    take: impl FnMut(AlertRecord) -> bool,
) -> std::io::Result<()> {
    match format {
        RecordFormat::Csv => each_row(input, defaults, take),
        RecordFormat::Jsonl => each_object(input, defaults, take),
        RecordFormat::Raw => each_line(input, defaults, guesses, take),
    }
}

fn each_object(
    input: impl Read,
    defaults: &Fields,
    mut take: impl FnMut(AlertRecord) -> bool,
) -> std::io::Result<()> {
    let mut lines = InputLines::new(input);
    let mut strange = Strange::default();
    while let Some(InputLine { number, bytes, is_too_long }) = lines.next()? {
        let text = input::text(&bytes);
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() && !is_too_long {
            continue;
        }
        let draft = if is_too_long { Err(TOO_LONG.to_owned()) } else { from_json(text, &mut strange) };
        let draft = draft.map(|draft| filled(draft, defaults));
        if !take(AlertRecord { line: number, draft }) {
            break;
        }
    }
    Ok(())
}

fn each_line(
    input: impl Read,
    defaults: &Fields,
    guesses: bool,
    mut take: impl FnMut(AlertRecord) -> bool,
) -> std::io::Result<()> {
    let mut records = Gatherer::new(input);
    while let Some(batch) = records.next()? {
        for (line, text) in batch {
            let drafts = match text {
                Err(why) => vec![Err(why.to_owned())],
                Ok(text) => read_all(&text, crate::client::now(), &[])
                    .into_iter()
                    .map(|reading| {
                        let doubt = if guesses { None } else { doubt(&reading) };
                        doubt.map_or_else(|| Ok(filled(reading.draft, defaults)), Err)
                    })
                    .collect(),
            };
            for draft in drafts {
                if !take(AlertRecord { line, draft }) {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

/// The fields to be sent that are only guesses, or could not be told, with what to do.
fn doubt(reading: &Reading) -> Option<String> {
    let guessed = reading.guesses();
    if !guessed.is_empty() {
        let (fields, is) =
            (guessed.join(", "), if guessed.len() == 1 { "is a guess" } else { "are guesses" });
        return Some(format!(
            "{fields} {is}: only the order of the line speaks for it; --guesses sends it all the same"
        ));
    }
    let time = reading.field("timestamp").filter(|time| time.certainty.is_none());
    let unclear = time.and_then(|time| time.alternatives.first())?;
    Some(format!(
        "timestamp: the zone of {} is not known: give the time with its offset from UTC",
        unclear.value
    ))
}

fn each_row(
    input: impl Read,
    defaults: &Fields,
    mut take: impl FnMut(AlertRecord) -> bool,
) -> std::io::Result<()> {
    let is_known = |name: &str| name == "type" || Draft::ATTRIBUTES.contains(&name);
    let (mut rows, head) = Rows::begin(input, is_known)?;
    let names: Vec<String> = head.iter().map(rows::name).collect();
    let mut strange = Strange::default();
    while let Some((line, row)) = rows.next()? {
        let draft = row.map_err(str::to_owned).and_then(|row| {
            let values = row.iter().map(|value| Value::String(input::text(value).into_owned()));
            from_fields(&names.iter().cloned().zip(values).collect(), &mut strange)
        });
        let draft = draft.map(|draft| filled(draft, defaults));
        if !take(AlertRecord { line, draft }) {
            break;
        }
    }
    Ok(())
}

/// The names that no field of an alert has, each said once: a misspelt one would be missing without a word.
#[derive(Default)]
struct Strange(HashSet<String>);

impl Strange {
    fn say(&mut self, name: &str) {
        if self.0.len() < 50 && self.0.insert(name.to_owned()) {
            say(harmless(&format!("\"{name}\" is no field of an alert and is not used"), &[]));
        }
    }
}

fn from_json(text: &str, strange: &mut Strange) -> Result<Draft, String> {
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => from_fields(&fields, strange),
        Ok(_) => Err("a JSON object is needed".to_owned()),
        Err(error) => Err(format!("this is not JSON: {error}")),
    }
}

/// A draft from the names of the interface.
fn from_fields(fields: &Map<String, Value>, strange: &mut Strange) -> Result<Draft, String> {
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
        } else {
            strange.say(name);
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
    // The command line decides what a line leaves open: its kind, or who opened a connection. A line with ends is
    // about a connection, whatever the command line says.
    let is_open = draft.kind.is_empty() || draft.kind == "network" && draft.direction.is_empty();
    if is_open && let Some(name) = fields.kind.as_deref() {
        let mut typed = draft.clone();
        let is_about_ends = !draft.source_ip.is_empty() || !draft.destination_ip.is_empty();
        if typed.set_type(name) && (draft.kind.is_empty() || typed.kind == draft.kind || !is_about_ends) {
            return typed;
        }
    }
    if draft.kind.is_empty() {
        let kind = if draft.file_path.is_empty() { "network" } else { "file" };
        kind.clone_into(&mut draft.kind);
    }
    draft
}
