//! Reading settings field by field, so that one bad field costs only itself.

use serde_json::{Map, Value};

use super::{
    Alerts, Loaded, Policy, Settings, VERSION, policy,
    table::{Setting, Shape},
};
use crate::error::Error;

pub(super) fn load(stored: &str, rules: &str) -> Result<Loaded, Error> {
    let Loaded { mut settings, mut warnings } = read(stored)?;
    if !rules.trim().is_empty() {
        policy::apply(rules, &mut settings, &mut warnings);
    }
    settings.list_current();
    Ok(Loaded { settings, warnings })
}

/// The fields of a JSON text that is an object.
///
/// # Errors
/// Returns what is wrong with it, in words.
pub(super) fn object(text: &str) -> Result<Map<String, Value>, String> {
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err("it is not a JSON object".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// The settings of a text without a policy, as they stand there: nothing follows from anything else.
pub(super) fn read(own: &str) -> Result<Loaded, Error> {
    let mut settings = Settings::default();
    let mut warnings = Vec::new();
    if !own.trim().is_empty() {
        let fields = object(own).map_err(Error::SettingsUnreadable)?;
        let found = fields.get("version").and_then(Value::as_u64).unwrap_or(VERSION);
        if found > VERSION {
            return Err(Error::SettingsNewer { found, known: VERSION });
        }
        for (name, value) in &fields {
            if !settings.set(name, value, &mut warnings) {
                warnings.push(Error::SettingIgnored(name.clone()));
            }
        }
    }
    Ok(Loaded { settings, warnings })
}

impl Setting for Alerts {
    fn take(&mut self, value: &Value, _: &Shape, warnings: &mut Vec<Error>) -> bool {
        let Some(fields) = value.as_object() else { return false };
        for (name, value) in fields {
            if !self.set(name, value, warnings) {
                warnings.push(Error::SettingIgnored(format!("alerts.{name}")));
            }
        }
        true
    }
}

impl Setting for u64 {
    /// The version is looked at before anything is set, and never set.
    fn take(&mut self, _: &Value, _: &Shape, _: &mut Vec<Error>) -> bool {
        true
    }
}

impl Setting for Policy {
    /// Nobody sets a policy by settings.
    fn take(&mut self, _: &Value, _: &Shape, _: &mut Vec<Error>) -> bool {
        false
    }
}
