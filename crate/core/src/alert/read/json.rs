//! JSON objects, flat or deep.

use serde_json::Value;

use super::{pairs::Pairs, xml};

/// How deep an object is followed, and how many values are taken: hostile input is no larger than that.
const DEPTH: usize = 12;
const MOST: usize = 4_000;

/// The pairs of the first JSON object in the text; `None` when there is none.
pub(super) fn read(text: &str) -> Option<Pairs> {
    let start = text.find('{')?;
    // What stands before is a header, not a sentence about a brace.
    if start > 600 {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
    let Some(Ok(Value::Object(object))) = values.next() else { return None };
    let mut pairs = Pairs::default();
    for (name, value) in &object {
        flatten(name, value, 0, &mut pairs);
    }
    Some(pairs)
}

fn flatten(path: &str, value: &Value, depth: usize, pairs: &mut Pairs) {
    if pairs.list.len() >= MOST || depth > DEPTH {
        return;
    }
    match value {
        Value::Object(object) => {
            // A list of names and values: `{"Name": "SourceIp", "Value": "10.0.0.1"}`.
            let text = |name: &str| object.get(name).and_then(Value::as_str);
            if let (Some(name), Some(value)) =
                (text("Name").or_else(|| text("name")), text("Value").or_else(|| text("value")))
            {
                pairs.push(format!("{path}.{name}"), value);
            }
            for (name, value) in object {
                flatten(&format!("{path}.{name}"), value, depth + 1, pairs);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| flatten(path, value, depth + 1, pairs)),
        // JSON or XML inside a text is a record of its own.
        Value::String(text) if text.trim_start().starts_with('{') && text.len() < 100_000 => {
            match serde_json::from_str::<Value>(text) {
                Ok(inner) => flatten(path, &inner, depth + 1, pairs),
                Err(_) => pairs.push(path, text.as_str()),
            }
        }
        Value::String(text) if text.trim_start().starts_with('<') => match xml::elements(text) {
            Some(inner) => pairs.list.extend(inner.list),
            None => pairs.push(path, text.as_str()),
        },
        Value::String(text) => pairs.push(path, text.as_str()),
        Value::Number(number) => pairs.push(path, number.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}
