//! What differs between two settings, for a person to see before one takes the place of the other.

use serde::Serialize;
use serde_json::Value;

use super::Settings;
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

impl Settings {
    /// The settings of an exported file with what would change, where `current` is the text that is in force.
    ///
    /// ```
    /// use secdo_core::settings::Settings;
    /// let (settings, changes) = Settings::import(r#"{"version":1,"menu":"submenu"}"#, r#"{"server":"https://a"}"#)?;
    /// assert!(settings.server.is_empty());
    /// let shown: Vec<_> = changes.iter().map(|change| format!("{}: {} > {}", change.setting, change.from, change.to)).collect();
    /// assert_eq!(shown, ["menu: single > submenu", "server: https://a > "]);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// What [`Settings::load`] finds, and the first setting of the file that cannot be used: a file is taken whole or
    /// not at all.
    pub fn import(file: &str, current: &str) -> Result<(Self, Vec<Change>), Error> {
        let loaded = Self::load(file)?;
        if let Some(warning) = loaded.warnings.first() {
            return Err(warning.clone());
        }
        let now = Self::load(current)?.settings;
        let changes = now.changes(&loaded.settings);
        Ok((loaded.settings, changes))
    }

    /// What differs, in the order of the settings' names; what a policy fixes here is left out.
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

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
