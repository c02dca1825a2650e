//! Settings as a file, and what differs between two settings, for a person to see before one takes the place of the
//! other.

use serde::Serialize;
use serde_json::Value;

use super::{Keys, Settings, keys::FIELD, load::object};
use crate::error::Error;

/// One setting that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The setting, as `menu` or `alerts.company`.
    pub setting: String,
    /// Its value before, as text; empty for none.
    pub from: String,
    /// Its value after, as text; empty for none.
    pub to: String,
}

/// An exported file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The settings that it holds.
    pub settings: Settings,
    /// The changes.
    pub changes: Vec<Change>,
    /// The keys that it holds.
    pub keys: Keys,
}

impl Settings {
    /// The file for settings that a page gives as JSON, beside a stored text and a policy, with those of these keys that
    /// belong to a server in it. What the policy fixes is not in the file.
    ///
    /// ```
    /// use secdo_core::settings::{Keys, Settings};
    /// let given = r#"{"server":"https://a","tabs":"window"}"#;
    /// let file = Settings::export(given, "", "", &Keys::from_json(r#"{"https://a":"s3cret","https://b":"other"}"#)?)?;
    /// assert!(file.contains("window") && file.contains("s3cret") && !file.contains("other"));
    /// assert!(Settings::export(given, "", r#"{"no_export":true}"#, &Keys::default()).is_err());
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::ExportForbidden`] where the policy says so, and the errors of [`Settings::load`] and of
    /// [`Settings::store`].
    pub fn export(given: &str, stored: &str, policy: &str, keys: &Keys) -> Result<String, Error> {
        Self::load(stored, policy)?.settings.policy.permits_export()?;
        let stored = Self::store(given, stored, policy)?;
        let mut fields = object(&stored).map_err(Error::SettingsUnreadable)?;
        let known = Self::load(&stored, "")?.settings.known_servers();
        let keys = keys.only(|address| known.iter().any(|one| one.address == address));
        if !keys.is_empty() {
            fields.insert(FIELD.to_owned(), keys.to_value());
        }
        Ok(format!("{:#}", Value::Object(fields)))
    }

    /// The content of an exported file, and its changes to a stored text under a policy.
    ///
    /// ```
    /// use secdo_core::settings::Settings;
    /// let read = Settings::import(r#"{"version":1,"menu":"submenu"}"#, r#"{"server":"https://a"}"#, "")?;
    /// assert!(read.settings.server.is_empty());
    /// let shown: Vec<_> = read.changes.iter().map(|one| format!("{}: {} > {}", one.setting, one.from, one.to)).collect();
    /// assert_eq!(shown, ["menu: single > submenu", "server: https://a > "]);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns the errors of [`Settings::load`], and those of a server of the file that the policy refuses and of the
    /// first setting of the file that cannot be used, which a key for a server that is not in the file is, too: a
    /// file is taken whole or not at all.
    pub fn import(file: &str, stored: &str, policy: &str) -> Result<Imported, Error> {
        let (own, keys) = without_keys(file)?;
        let loaded = Self::load(&own, "")?;
        if let Some(warning) = loaded.warnings.first() {
            return Err(warning.clone());
        }
        let settings = loaded.settings;
        let known = settings.known_servers();
        if keys.pairs().iter().any(|(address, _)| !known.iter().any(|one| one.address == *address)) {
            return Err(Error::SettingIgnored(FIELD.to_owned()));
        }
        let now = Self::load(stored, policy)?.settings;
        if let Some(error) = now.policy.refuses_one_of(&settings) {
            return Err(error);
        }
        let changes = now.changes(&settings);
        Ok(Imported { settings, changes, keys })
    }

    /// The differences, in the order of the settings' names; what a policy fixes here is left out.
    fn changes(&self, to: &Self) -> Vec<Change> {
        let (before, after) = (self.flat(), to.flat());
        let mut names: Vec<&String> = before.iter().chain(&after).map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        let value = |list: &[(String, String)], name: &String| {
            list.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
        };
        names
            .into_iter()
            .filter(|name| *name != "version" && !self.policy.fixes(name))
            .map(|name| Change { setting: name.clone(), from: value(&before, name), to: value(&after, name) })
            .filter(|change| change.from != change.to)
            .collect()
    }

    /// Every setting with its value as text.
    fn flat(&self) -> Vec<(String, String)> {
        let mut flat = Vec::new();
        let Ok(Value::Object(sections)) = serde_json::to_value(self) else { return flat };
        for (name, value) in sections {
            match value {
                Value::Object(inner) => {
                    flat.extend(
                        inner.into_iter().map(|(key, value)| (format!("{name}.{key}"), text(&value))),
                    );
                }
                other => flat.push((name, text(&other))),
            }
        }
        flat
    }
}

/// An exported file without its keys, and these. What is no JSON is left to the reader, which says what is wrong.
fn without_keys(file: &str) -> Result<(String, Keys), Error> {
    let Ok(mut fields) = object(file) else {
        return Ok((file.to_owned(), Keys::default()));
    };
    let keys = fields.remove(FIELD).as_ref().map_or_else(|| Ok(Keys::default()), Keys::from_value)?;
    Ok((Value::Object(fields).to_string(), keys))
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            fields.values().map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    }
}
