//! The settings, with their defaults, their version and the way they are kept.

mod file;
mod keys;
mod load;
mod policy;
pub mod servers;
mod store;
mod table;

use std::collections::BTreeMap;

use serde::Serialize;
use strum::{EnumString, VariantNames};

use crate::{
    alert::draft::{Draft, is_range},
    error::Error,
    query::{
        pivot::{Pivot, Subject},
        xql::DAYS,
    },
};

pub use file::{Change, Imported};
pub use keys::Keys;
pub use policy::Policy;
pub use servers::Known;
pub use table::{Row, Shape};

use table::{Setting as _, section};

/// The newest version of the settings that this program knows.
pub const VERSION: u64 = 1;

/// Where a query opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, EnumString, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Tabs {
    /// A new tab beside the current one, in front.
    #[default]
    Beside,
    /// A new tab beside the current one; the current one stays in front.
    Background,
    /// A new window.
    Window,
    /// The tab that SECDO was opened in last, as long as it is open, whatever it shows by now.
    Reuse,
}

/// The items of the context menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, EnumString, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Menu {
    /// One item: one click.
    #[default]
    Single,
    /// A submenu with the default and the alternatives.
    Submenu,
}

section! {
    /// The settings of alerts.
    pub struct Alerts {
        /// The company, as it stands in SECDO's own pages.
        company: String = String::new(), Shape::Line;
        /// The vendor that the form begins with.
        vendor: String = String::new(), Shape::Line;
        /// The product that the form begins with.
        product: String = String::new(), Shape::Line;
        /// The severity that the form begins with; empty for none.
        severity: String = String::new(), Shape::Choice { names: &["", "LOW", "MEDIUM", "HIGH"] };
        /// The zone of times without one: `UTC`, `local` for the browser's, or a name like `Europe/Berlin`.
        zone: String = "UTC".to_owned(), Shape::Text { good: |zone| !zone.is_empty() && zone.len() <= 64 };
        /// The organisation's own public ranges, in CIDR notation.
        own_ranges: Vec<String> = Vec::new(), Shape::Texts { good: is_range };
        /// Whether an alert without an event id gets one of its own, so that SECDO can tell a repetition.
        own_event_id: bool = true, Shape::Flag;
        /// Whether the key is forgotten when the browser closes.
        session_key: bool = false, Shape::Flag;
        /// How many alerts are sent in a second, at most.
        per_second: u32 = 10, Shape::Number { from: 1, to: 100 };
        /// How many days delivered alerts are kept.
        keep_days: u32 = 30, Shape::Number { from: 1, to: 3650 };
        /// Whether a failure shows a notification.
        notify: bool = false, Shape::Flag;
    }
}

impl Alerts {
    /// The settings of alerts that a JSON text holds; what cannot be used has its default.
    ///
    /// ```
    /// use secdo_core::settings::Alerts;
    /// let alerts = Alerts::load(r#"{"vendor": "IBM", "per_second": 1000}"#);
    /// assert_eq!((alerts.vendor.as_str(), alerts.per_second), ("IBM", 10));
    /// assert_eq!(Alerts::load("no JSON"), Alerts::default());
    /// ```
    #[must_use]
    pub fn load(text: &str) -> Self {
        let mut alerts = Self::default();
        if let Ok(value) = serde_json::from_str(text) {
            alerts.take(&value, &Shape::Own, &mut Vec::new());
        }
        alerts
    }

    /// Fills in what the form begins with, where the draft says nothing.
    ///
    /// ```
    /// use secdo_core::{alert::draft::Draft, settings::Alerts};
    /// let mut draft = Draft { vendor: "Acme".into(), ..Draft::default() };
    /// Alerts::load(r#"{"vendor":"IBM","product":"QRadar"}"#).complete(&mut draft);
    /// assert_eq!((draft.vendor.as_str(), draft.product.as_str()), ("Acme", "QRadar"));
    /// ```
    pub fn complete(&self, draft: &mut Draft) {
        let defaults = [
            (&mut draft.vendor, &self.vendor),
            (&mut draft.product, &self.product),
            (&mut draft.severity, &self.severity),
        ];
        for (field, default) in defaults {
            if field.is_empty() {
                field.clone_from(default);
            }
        }
    }
}

/// For how many days back a Cortex XDR is asked unless somebody chose: a week, long enough for most alerts, and cheap.
pub const USUAL_DAYS: u32 = 7;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
const fn is_usual(days: &u32) -> bool {
    *days == USUAL_DAYS
}

section! {
    /// Everything that can be set.
    pub struct Settings {
        /// The version of this shape.
        version: u64 = VERSION, Shape::Fixed;
        /// The address of the SECDO server that is current; empty until one is set.
        server: String = String::new(), Shape::Address;
        /// The servers to choose from, the current one among them; empty where there never was more than one.
        servers: Vec<Known> = Vec::new(), Shape::Own;
        /// Whether the context menu has an item for each server.
        menu_servers: bool = false, Shape::Flag;
        /// Whether the context menu has an item that copies the link instead of opening it.
        menu_copy: bool = false, Shape::Flag;
        /// Where queries open.
        tabs: Tabs = Tabs::default(), Shape::Choice { names: Tabs::VARIANTS };
        /// The items of the context menu.
        menu: Menu = Menu::default(), Shape::Choice { names: Menu::VARIANTS };
        /// The pivot of each subject, where a person chose other than the default.
        pivots: BTreeMap<Subject, &'static str> = BTreeMap::new(), Shape::Own;
        /// Whether the queries that were opened last are remembered.
        recent: bool = false, Shape::Flag;
        /// For how many days back a Cortex XDR is asked.
        #[serde(skip_serializing_if = "is_usual")]
        days: u32 = USUAL_DAYS, Shape::OneOf { numbers: &DAYS };
        /// The settings of alerts.
        alerts: Alerts = Alerts::default(), Shape::Own;
        /// The policy of the organisation; never stored.
        #[serde(skip)]
        policy: Policy = Policy::default(), Shape::Fixed;
    }
}

/// Settings as they could be read, with what had to be put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The settings in force.
    pub settings: Settings,
    /// The values that could not be used, for a person to see.
    pub warnings: Vec<Error>,
}

impl Settings {
    /// The settings that a stored text holds; an empty text holds the defaults. What cannot be used falls back to its
    /// default, with a warning. What the policy of an organisation fixes, also a JSON text or an empty one, is in force.
    ///
    /// ```
    /// use secdo_core::settings::Settings;
    /// let loaded = Settings::load(r#"{"version": 1, "server": "https://secdo-server", "tabs": "sideways"}"#, "")?;
    /// assert_eq!(loaded.settings.server, "https://secdo-server");
    /// assert_eq!(loaded.warnings[0].params(), ["tabs"]);
    /// let corp = Settings::load(r#"{"server": "https://mine"}"#, r#"{"server": "https://corp"}"#)?;
    /// assert_eq!(corp.settings.server, "https://corp");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::SettingsUnreadable`] where the text is not a JSON object, and [`Error::SettingsNewer`] where
    /// a newer program wrote it, so that nothing of it may be overwritten.
    pub fn load(stored: &str, policy: &str) -> Result<Loaded, Error> {
        load::load(stored, policy)
    }

    /// The settings as the text that is stored.
    ///
    /// ```
    /// use secdo_core::settings::Settings;
    /// let settings = Settings { server: "https://secdo".to_owned(), ..Settings::default() };
    /// assert_eq!(Settings::load(&settings.to_json()?, "")?.settings, settings);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::SettingsUnreadable`], which no settings of this type lead to.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|error| Error::SettingsUnreadable(error.to_string()))
    }

    /// The pivot of a subject.
    ///
    /// ```
    /// use secdo_core::{query::pivot::Subject, settings::Settings};
    /// let settings = Settings::load(r#"{"pivots": {"hash": "file.file_hash"}}"#, "")?.settings;
    /// assert_eq!(settings.pivot(Subject::Hash), "file.file_hash");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn pivot(&self, subject: Subject) -> &'static str {
        self.pivots
            .get(&subject)
            .copied()
            .or_else(|| subject.pivots().first().copied())
            .unwrap_or("process.cmd")
    }
}

/// The stable name of a pivot that may be chosen for a subject.
fn allowed_pivot(subject: Subject, id: &str) -> Option<&'static str> {
    let pivot = Pivot::find(id).ok()?;
    subject.pivots().contains(&pivot.id).then_some(pivot.id)
}
