//! JSON objects, flat or deep, with where each value stands.

use std::{borrow::Cow, fmt};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::alert::read::{
    format::{Format, fragment, key_value, xml},
    meaning::names::{self, Role},
    record::{MOST, Record, Scale},
    text::{
        line,
        split::{self, RecordPart},
    },
};

/// How deep an object is followed: hostile input is no deeper.
const DEPTH: usize = 12;

/// JSON in the table of formats: what stands before an object is a header, not a sentence about a brace; in it, a written-out
/// control character belongs to a text.
pub(crate) const FORMAT: Format = Format {
    name: "JSON",
    signs: &[],
    header: 600,
    unescapes: false,
    begins: |_, line| line.starts_with('{'),
    split,
    read,
    scale: Scale::Unknown,
    sample: r#"{"src_ip":"10.0.0.1","src_port":1024,"dest_ip":"8.8.8.8","dest_port":53}"#,
};

/// Keys of the members in a list of names and values.
const LISTED: [([&str; 2], [&str; 2]); 3] = [
    (["Name", "name"], ["Value", "value"]),
    (["Field", "field"], ["Value", "value"]),
    (["Key", "key"], ["Value", "value"]),
];

/// The record of the first JSON object in the text; `None` when there is none.
fn read<'t>(format: &Format, text: &'t str) -> Option<Record<'t>> {
    if let Some(record) = fragment::read(text) {
        return Some(record);
    }
    let start = text.find('{').filter(|start| *start <= format.header)?;
    let object = first(&text[start..])?;
    // What a stranger sent is quoted in the log of a web server: `client: 203.0.113.5, … referrer: "{…}"`.
    let is_quoted = text[..start].ends_with('"') && text[start + object.len()..].starts_with('"');
    if is_quoted && key_value::strangers(&text[..start]).is_some() {
        return None;
    }
    let mut record = Record::new(text).behind(start);
    members(object, "", 0, &mut record)?;
    // `{}` in a sentence.
    let is_empty = record.list.is_empty();
    (!is_empty && !is_value(&text[..start], &record)).then_some(record)
}

/// Whether an object is a value in a record of pairs that name both ends before it: in a quote, where a stranger may have
/// written it, or with no ends of its own: `src=10.0.0.1 dst=10.0.0.2 msg="GET / {…}"`.
fn is_value(before: &str, object: &Record<'_>) -> bool {
    if !before.contains('=') {
        return false;
    }
    let is_quoted = before.matches('"').count() % 2 == 1;
    let mut pairs = Record::new(before);
    key_value::read(before, &mut pairs);
    let names_both = pairs.has(Role::SourceIp) && pairs.has(Role::DestinationIp);
    names_both && (is_quoted || !object.has(Role::SourceIp) && !object.has(Role::DestinationIp))
}

/// Objects one after the other, or in an array; with a header before each or not.
fn split(text: &str) -> Option<Vec<RecordPart>> {
    let trimmed = text.trim_start();
    if let Some(inside) = trimmed.strip_prefix('[').filter(|inside| inside.trim_start().starts_with('{')) {
        let mut parts = Vec::new();
        let mut rest = inside;
        while parts.len() < split::MOST
            && let Some(value) = first(rest.trim_start_matches(|c: char| c.is_whitespace() || c == ','))
        {
            let span = line::place(text, value);
            rest = &text[span.end..];
            parts.push(split::part(span));
        }
        return Some(parts);
    }
    trimmed.starts_with('{').then(|| {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
        values
            .by_ref()
            .take(split::MOST)
            .map_while(Result::ok)
            .flat_map(|value| events(value).unwrap_or_else(|| vec![value]))
            .take(split::MOST)
            .map(|value| split::part(line::place(text, value.get())))
            .collect()
    })
}

/// Members that hold events, as clouds deliver several in one object.
const EVENTS: [&str; 12] = [
    "Records",
    "records",
    "events",
    "Events",
    "logEvents",
    "alerts",
    "incidents",
    "value",
    "results",
    "logs",
    "hits",
    "items",
];

/// Members that may hold events, or parts of one: they are events where each tells of ends or a file.
const MAY_BE_EVENTS: [&str; 5] = ["data", "entries", "rows", "detections", "matches"];

/// Objects beside a list of events that tell of the answer, or who sent it.
const ASIDE: [&str; 10] =
    ["meta", "metadata", "pagination", "paging", "page", "links", "_links", "_shards", "agent", "status"];

/// Members that hold an object with events in it: the answers of search engines and of interfaces of the web.
const AROUND: [&str; 5] = ["hits", "results", "data", "response", "result"];

/// The events of an object that holds two or more, and little besides; `None` for every other value.
fn events(value: &RawValue) -> Option<Vec<&RawValue>> {
    let Members(list) = serde_json::from_str(value.get()).ok()?;
    let of = |names: &[&str], begin: char| {
        list.iter().find(|(name, value)| names.contains(&&**name) && value.get().starts_with(begin))
    };
    let is_aside = |name: &str| name == "total" || ASIDE.contains(&name);
    let begins = |signs: &[char]| {
        list.iter().filter(|(name, value)| !is_aside(name) && value.get().starts_with(signs)).count()
    };
    let found = if let Some((_, inside)) = of(&AROUND, '{') {
        if begins(&['{', '[']) > 1 {
            return None;
        }
        events(inside)?
    } else {
        let sure = of(&EVENTS, '[');
        let (_, array) = sure.or_else(|| of(&MAY_BE_EVENTS, '['))?;
        let found = serde_json::from_str::<Vec<&RawValue>>(array.get()).ok()?;
        let is_sure = sure.is_some() && !ASIDE.iter().any(|name| of(&[name], '{').is_some());
        if begins(&['{']) > 0 || !is_sure && !found.iter().all(|event| tells_deep(event.get())) {
            return None;
        }
        found
    };
    let are_objects = found.len() > 1 && found.iter().all(|event| event.get().starts_with('{'));
    // An event that has a list of what it was made of has both ends, or ends or a file of its own, and its members have none.
    let is_event = || {
        let outer = plain(&list);
        let is_pair = outer.has(Role::SourceIp) && outer.has(Role::DestinationIp);
        is_pair || tells(&outer) && !found.first().is_some_and(|first| tells_deep(first.get()))
    };
    (are_objects && !is_event()).then_some(found)
}

/// Roles of what an event tells.
const TOLD: [Role; 7] = [
    Role::SourceIp,
    Role::SourceIpAlone,
    Role::DestinationIp,
    Role::DestinationIpAlone,
    Role::LocalIp,
    Role::RemoteIp,
    Role::FilePath,
];

/// The plain ones of an object's members.
fn plain(list: &[(String, &RawValue)]) -> Record<'static> {
    let mut record = Record::new("");
    for (name, value) in list {
        let value = value.get();
        if value.starts_with(|c: char| c == '"' || c.is_ascii_digit()) {
            record.push_as(name.clone(), value.trim_matches('"').to_owned(), "");
        }
    }
    record
}

/// Whether a record tells of ends or of a file.
fn tells(record: &Record<'_>) -> bool {
    TOLD.iter().any(|role| record.has(*role))
}

/// Whether an object does, or anything that is in it.
fn tells_deep(object: &str) -> bool {
    let mut record = Record::new(object);
    members(object, "", 0, &mut record);
    tells(&record)
}

/// The first JSON value of a text, as it is written.
pub(crate) fn first(text: &str) -> Option<&str> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    values.next()?.ok().map(RawValue::get)
}

/// An object's names and values, the values as they are written.
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Deserialize<'t> for Members<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'t> Visitor<'t> for Collect {
            type Value = Members<'t>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<M: MapAccess<'t>>(self, mut map: M) -> Result<Members<'t>, M::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// Adds the values of an object; `None` when it is none.
pub(super) fn members<'t>(object: &'t str, path: &str, depth: usize, record: &mut Record<'t>) -> Option<()> {
    let Members(list) = serde_json::from_str(object).ok()?;
    // A list of names and values: `{"Name": "SourceIp", "Value": "10.0.0.1"}`.
    let text = |wanted: [&str; 2]| {
        let member = list.iter().find(|(name, _)| wanted.contains(&name.as_str()))?;
        serde_json::from_str::<String>(member.1.get()).ok().map(|text| (text, member.1.get()))
    };
    for (of_name, of_value) in LISTED {
        if let (Some((name, _)), Some((value, written))) = (text(of_name), text(of_value)) {
            record.push_as(join(path, &name), value, written);
        }
    }
    // `{"type": "file_path", "value": "C:\\x.exe"}`: of indicators, only a file tells what it is to the alert.
    if let (Some((name, _)), Some((value, written))) = (text(["type", "Type"]), text(["value", "Value"]))
        && names::has_role(&name, Role::FilePath)
    {
        record.push_as(join(path, &name), value, written);
    }
    for (name, value) in &list {
        add(value.get(), join(path, name), depth, record);
    }
    Some(())
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn add<'t>(written: &'t str, path: String, depth: usize, record: &mut Record<'t>) {
    if record.list.len() >= MOST || depth > DEPTH {
        return;
    }
    match written.as_bytes().first() {
        Some(b'{') => {
            members(written, &path, depth + 1, record);
        }
        Some(b'[') => {
            for item in serde_json::from_str::<Vec<&RawValue>>(written).into_iter().flatten() {
                add(item.get(), path.clone(), depth + 1, record);
            }
        }
        Some(b'"') => string(written, path, depth, record),
        Some(b'0'..=b'9' | b'-') => record.push(path, written),
        // Of what is true or false, only the direction of a connection tells an alert anything.
        Some(b't' | b'f') if names::has_role(&path, Role::HostDirection) => record.push(path, written),
        _ => {}
    }
}

fn string<'t>(written: &'t str, path: String, depth: usize, record: &mut Record<'t>) {
    let inside = &written[1..written.len().max(2) - 1];
    let text = if inside.contains('\\') {
        match serde_json::from_str::<String>(written) {
            Ok(text) => Cow::Owned(text),
            Err(_) => return,
        }
    } else {
        Cow::Borrowed(inside)
    };
    // JSON or XML inside a text is a record of its own.
    let mut inner = Record::new(&text);
    let begin = text.trim_start().as_bytes().first().copied();
    let is_record = match begin {
        Some(b'{') if text.len() < 100_000 => members(&text, &path, depth + 1, &mut inner).is_some(),
        Some(b'<') => xml::elements(&text, &mut inner),
        _ => false,
    };
    if is_record {
        for pair in inner.list {
            record.push_as(pair.name.into_owned(), pair.value.into_owned(), inside);
        }
        return;
    }
    match text {
        Cow::Borrowed(value) => record.push(path, value),
        Cow::Owned(value) => record.push_as(path, value, inside),
    }
}
