//! Storing settings under a policy: what it fixes, or hides by its rules, stays as the person had it.

use super::{Known, Policy, Settings, load};
use crate::{error::Error, server::Server};

impl Settings {
    /// The text to store for settings that a page gives as JSON, in place of a stored text under a policy: what the policy
    /// fixes stays as it was stored, so that it comes back when the policy goes.
    ///
    /// ```
    /// use secdo_core::settings::Settings;
    /// let (mine, corp) = (r#"{"server":"https://mine"}"#, r#"{"server":"https://corp"}"#);
    /// let stored = Settings::store(r#"{"server":"https://corp","menu":"submenu"}"#, mine, corp)?;
    /// let loaded = Settings::load(&stored, "")?.settings;
    /// assert_eq!((loaded.server.as_str(), loaded.menu), ("https://mine", secdo_core::settings::Menu::Submenu));
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns the errors of [`Settings::load`], and those of the first setting that cannot be used and of a server
    /// that the policy refuses.
    pub fn store(given: &str, stored: &str, policy: &str) -> Result<String, Error> {
        let loaded = load::read(given)?;
        if let Some(warning) = loaded.warnings.first() {
            return Err(warning.clone());
        }
        let rules = Self::load("", policy)?.settings.policy;
        let mut settings = loaded.settings;
        if let Some(error) = rules.refuses_one_of(&settings) {
            return Err(error);
        }
        // Unreadable settings are put aside by the page that offers them; here the defaults stand for it.
        let mut own = load::read(stored).map(|loaded| loaded.settings).unwrap_or_default();
        // A person's only server would be lost when one of the organisation's is chosen in its place.
        if own.servers.is_empty() && !own.server.is_empty() {
            own.servers.push(Known { address: own.server.clone(), ..Known::default() });
        }
        for fixed in &rules.fixed {
            settings.take(fixed, &own);
        }
        let shown = Self::load(stored, policy).map(|loaded| loaded.settings.server).unwrap_or_default();
        settings.keep_refused(&own, &shown, &rules);
        settings.to_json()
    }

    /// Keeps the stored servers that the rules of a policy refuse: they are not used while the policy is there, and are
    /// there again when it goes, or when a mistake in it is mended.
    fn keep_refused(&mut self, stored: &Self, shown: &str, rules: &Policy) {
        let is_refused =
            |address: &str| Server::parse(address).is_ok_and(|server| rules.refuses(&server).is_some());
        for (index, known) in
            stored.servers.iter().enumerate().filter(|(_, known)| is_refused(&known.address))
        {
            self.servers.insert(index.min(self.servers.len()), known.clone());
        }
        // The page showed another one in its place; a person who chose one of the others has that.
        if self.server == shown && is_refused(&stored.server) {
            self.server.clone_from(&stored.server);
        }
    }

    /// Takes one setting over from others.
    fn take(&mut self, path: &str, from: &Self) {
        let values = serde_json::to_value(&*self).ok().zip(serde_json::to_value(from).ok());
        let Some((mut mine, theirs)) = values else { return };
        let (section, key) = path.split_once('.').unwrap_or((path, ""));
        if key.is_empty() {
            mine[section] = theirs[section].clone();
        } else if let Some(object) = mine[section].as_object_mut() {
            match theirs[section].get(key) {
                Some(value) => object.insert(key.to_owned(), value.clone()),
                None => object.remove(key),
            };
        }
        if let Ok(loaded) = load::read(&mine.to_string()) {
            *self = loaded.settings;
        }
    }
}
