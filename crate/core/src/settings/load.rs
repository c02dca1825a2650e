//! Reading settings field by field, so that one bad field costs only itself.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Loaded, Settings, VERSION, allowed_pivot};
use crate::{error::Error, query::pivot::Subject, server::Server};

pub(super) fn load(text: &str) -> Result<Loaded, Error> {
    if text.trim().is_empty() {
        return Ok(Loaded { settings: Settings::default(), warnings: Vec::new() });
    }
    let fields: Map<String, Value> =
        serde_json::from_str(text).map_err(|error| Error::SettingsUnreadable(error.to_string()))?;
    let found = fields.get("version").and_then(Value::as_u64).unwrap_or(VERSION);
    if found > VERSION {
        return Err(Error::SettingsNewer { found, known: VERSION });
    }
    let mut settings = Settings::default();
    let mut warnings = Vec::new();
    for (name, value) in &fields {
        let used = match name.as_str() {
            "version" => true,
            "server" => set_server(&mut settings, value),
            "tabs" => set(&mut settings.tabs, value),
            "menu" => set(&mut settings.menu, value),
            "pivots" => {
                set_pivots(&mut settings, value, &mut warnings);
                true
            }
            _ => false,
        };
        if !used {
            warnings.push(Error::SettingIgnored(name.clone()));
        }
    }
    Ok(Loaded { settings, warnings })
}

fn set<T: DeserializeOwned>(field: &mut T, value: &Value) -> bool {
    T::deserialize(value).map(|read| *field = read).is_ok()
}

fn set_server(settings: &mut Settings, value: &Value) -> bool {
    match value.as_str() {
        Some(text) if text.trim().is_empty() => true,
        Some(text) => Server::parse(text).map(|server| settings.server = server.base().to_owned()).is_ok(),
        None => false,
    }
}

fn set_pivots(settings: &mut Settings, value: &Value, warnings: &mut Vec<Error>) {
    let Some(rows) = value.as_object() else {
        warnings.push(Error::SettingIgnored("pivots".to_owned()));
        return;
    };
    for (subject, pivot) in rows {
        let read = serde_json::from_value::<Subject>(Value::String(subject.clone())).ok();
        let chosen = read.and_then(|subject| Some((subject, allowed_pivot(subject, pivot.as_str()?)?)));
        match chosen {
            Some((subject, pivot)) => {
                settings.pivots.insert(subject, pivot);
            }
            None => warnings.push(Error::SettingIgnored(format!("pivots.{subject}"))),
        }
    }
}
