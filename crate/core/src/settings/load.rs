//! Reading settings field by field, so that one bad field costs only itself.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Alerts, Loaded, Settings, VERSION, allowed_pivot, policy, servers};
use crate::{
    alert::{Severity, draft::is_range},
    error::Error,
    query::{pivot::Subject, xql::DAYS},
    server::Server,
};

pub(super) fn load(stored: &str, rules: &str) -> Result<Loaded, Error> {
    let Loaded { mut settings, mut warnings } = read(stored)?;
    if !rules.trim().is_empty() {
        policy::apply(rules, &mut settings, &mut warnings);
    }
    settings.list_current();
    Ok(Loaded { settings, warnings })
}

/// The settings of a text without a policy, as they stand there: nothing follows from anything else.
pub(super) fn read(own: &str) -> Result<Loaded, Error> {
    let mut settings = Settings::default();
    let mut warnings = Vec::new();
    if !own.trim().is_empty() {
        let fields: Map<String, Value> =
            serde_json::from_str(own).map_err(|error| Error::SettingsUnreadable(error.to_string()))?;
        let found = fields.get("version").and_then(Value::as_u64).unwrap_or(VERSION);
        if found > VERSION {
            return Err(Error::SettingsNewer { found, known: VERSION });
        }
        for (name, value) in &fields {
            if !set_one(&mut settings, name, value, &mut warnings) {
                warnings.push(Error::SettingIgnored(name.clone()));
            }
        }
    }
    Ok(Loaded { settings, warnings })
}

/// Sets one setting, or one section of them; whether there is one of this name that takes the value.
pub(super) fn set_one(settings: &mut Settings, name: &str, value: &Value, warnings: &mut Vec<Error>) -> bool {
    match name {
        "version" => true,
        "server" => set_server(settings, value),
        "servers" => servers::set(&mut settings.servers, value, warnings),
        "menu_servers" => set(&mut settings.menu_servers, value),
        "menu_copy" => set(&mut settings.menu_copy, value),
        "tabs" => set(&mut settings.tabs, value),
        "menu" => set(&mut settings.menu, value),
        "recent" => set(&mut settings.recent, value),
        "days" => set_checked(&mut settings.days, value, |days| DAYS.contains(days)),
        "pivots" => {
            set_pivots(settings, value, warnings);
            true
        }
        "alerts" => {
            set_alerts(&mut settings.alerts, value, warnings);
            true
        }
        _ => false,
    }
}

pub(super) fn set<T: DeserializeOwned>(field: &mut T, value: &Value) -> bool {
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

pub(super) fn set_alerts(alerts: &mut Alerts, value: &Value, warnings: &mut Vec<Error>) {
    let Some(fields) = value.as_object() else {
        warnings.push(Error::SettingIgnored("alerts".to_owned()));
        return;
    };
    for (name, value) in fields {
        let used = match name.as_str() {
            "company" => set_line(&mut alerts.company, value),
            "vendor" => set_line(&mut alerts.vendor, value),
            "product" => set_line(&mut alerts.product, value),
            "severity" => set_checked(&mut alerts.severity, value, |name| {
                name.is_empty() || Severity::find(name).is_some()
            }),
            "zone" => set_checked(&mut alerts.zone, value, |zone| !zone.is_empty() && zone.len() <= 64),
            "own_ranges" => set_checked(&mut alerts.own_ranges, value, |ranges: &Vec<String>| {
                ranges.iter().all(|range| is_range(range))
            }),
            "own_event_id" => set(&mut alerts.own_event_id, value),
            "session_key" => set(&mut alerts.session_key, value),
            "per_second" => set_checked(&mut alerts.per_second, value, |rate| (1..=100).contains(rate)),
            "keep_days" => set_checked(&mut alerts.keep_days, value, |days| (1..=3650).contains(days)),
            "notify" => set(&mut alerts.notify, value),
            _ => false,
        };
        if !used {
            warnings.push(Error::SettingIgnored(format!("alerts.{name}")));
        }
    }
}

fn set_checked<T: DeserializeOwned>(field: &mut T, value: &Value, good: impl FnOnce(&T) -> bool) -> bool {
    T::deserialize(value).ok().filter(good).map(|read| *field = read).is_some()
}

/// A text of one line, without white space around it.
pub(super) fn set_line(field: &mut String, value: &Value) -> bool {
    let line = value.as_str().map(str::trim).filter(|line| !line.contains(char::is_control));
    line.map(|line| line.clone_into(field)).is_some()
}
