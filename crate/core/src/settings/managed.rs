//! What an organisation fixes by policy: values that nobody may change, and rules.
//!
//! A policy is written like exported settings, with a few rules beside them, so that a working configuration can be
//! rolled out as it is. Browsers hand it over as `storage.managed`.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Known, Settings, load};
use crate::{error::Error, server::Server};

/// The rules of an organisation, and which settings it fixes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Policy {
    /// Who set it, as pages say it; empty where the policy does not name anybody.
    pub organisation: String,
    /// The settings that it fixes, as `server`, `menu`, `pivots.hash`, `alerts.company`.
    pub fixed: Vec<String>,
    /// Whether a server must be reached by https.
    pub https_only: bool,
    /// Whether nothing may be exported: no settings, no alerts.
    pub no_export: bool,
    /// The hosts that a server may have, `*.example.com` for those below a domain; empty where any may be.
    pub allowed_hosts: Vec<String>,
}

impl Policy {
    /// The error that an address of a server leads to under this policy.
    ///
    /// ```
    /// use secdo_core::{server::Server, settings::Settings};
    /// let rules = r#"{"https_only": true, "allowed_hosts": ["*.corp.example"]}"#;
    /// let policy = Settings::load("", rules)?.settings.policy;
    /// assert!(policy.refuses(&Server::parse("https://secdo.corp.example")?).is_none());
    /// assert!(policy.refuses(&Server::parse("http://secdo.corp.example")?).is_some());
    /// assert!(policy.refuses(&Server::parse("https://corp.example.evil.net")?).is_some());
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn refuses(&self, server: &Server) -> Option<Error> {
        let base = || server.base().to_owned();
        if self.https_only && !server.base().starts_with("https://") {
            return Some(Error::ServerNotSecure(base()));
        }
        let host = server.host();
        let is_allowed = |allowed: &String| match allowed.strip_prefix("*.") {
            Some(domain) => host.strip_suffix(domain).is_some_and(|below| below.ends_with('.')),
            None => host == allowed,
        };
        let allowed = self.allowed_hosts.is_empty() || self.allowed_hosts.iter().any(is_allowed);
        (!allowed).then(|| Error::ServerNotAllowed(base()))
    }

    /// The error that the first refused server of some settings leads to.
    pub(super) fn refuses_one_of(&self, settings: &Settings) -> Option<Error> {
        let known = settings.servers.iter().flat_map(|known| [&known.address, &known.api]);
        let addresses = known.chain([&settings.server]);
        addresses.filter_map(|address| self.refuses(&Server::parse(address).ok()?)).next()
    }

    /// Nothing, where settings and alerts may be exported.
    ///
    /// # Errors
    /// [`Error::ExportForbidden`] where they may not.
    pub fn permits_export(&self) -> Result<(), Error> {
        if self.no_export { Err(Error::ExportForbidden) } else { Ok(()) }
    }

    /// Whether a setting is fixed.
    #[must_use]
    pub fn fixes(&self, setting: &str) -> bool {
        self.fixed.iter().any(|fixed| fixed == setting)
    }
}

/// Reads a policy and puts its values into the settings.
pub(super) fn apply(text: &str, settings: &mut Settings, warnings: &mut Vec<Error>) {
    let fields: Map<String, Value> = match serde_json::from_str(text) {
        Ok(fields) => fields,
        Err(error) => {
            warnings.push(Error::PolicyUnreadable(error.to_string()));
            return;
        }
    };
    let mut policy = Policy::default();
    let mut values = Map::new();
    for (name, value) in fields {
        let used = match name.as_str() {
            "organisation" => load::set_line(&mut policy.organisation, &value),
            "https_only" => load::set(&mut policy.https_only, &value),
            "no_export" => load::set(&mut policy.no_export, &value),
            "allowed_hosts" => load::set(&mut policy.allowed_hosts, &value),
            "version" => true,
            _ => {
                values.insert(name, value);
                continue;
            }
        };
        if !used {
            warnings.push(Error::PolicyIgnored(name));
        }
    }
    policy.allowed_hosts.iter_mut().for_each(|host| host.make_ascii_lowercase());
    for (name, value) in &values {
        // Nothing is set by an empty value: browsers hand over what an administrator left blank, and exported settings
        // hold what nobody filled in.
        let is_blank = |value: &Value| value.as_str().is_some_and(str::is_empty);
        match value {
            _ if is_blank(value) => {}
            Value::Array(list) if name == "servers" && list.is_empty() => {}
            Value::Object(inner) => {
                for (key, value) in inner.iter().filter(|(_, value)| !is_blank(value)) {
                    fix(name, Some(key), value, settings, &mut policy, warnings);
                }
            }
            _ => fix(name, None, value, settings, &mut policy, warnings),
        }
    }
    settings.policy = policy;
    settings.obey_in_servers(warnings);
}

/// Fixes one setting.
fn fix(
    name: &str,
    key: Option<&str>,
    value: &Value,
    settings: &mut Settings,
    policy: &mut Policy,
    warnings: &mut Vec<Error>,
) {
    let path = key.map_or_else(|| name.to_owned(), |key| format!("{name}.{key}"));
    let one = key.map_or_else(
        || value.clone(),
        |key| Value::Object(Map::from_iter([(key.to_owned(), value.clone())])),
    );
    let (before, unchanged) = (warnings.len(), settings.clone());
    if load::set_one(settings, name, &one, warnings) && warnings.len() == before {
        policy.fixed.push(path);
    } else {
        *settings = unchanged;
        warnings.truncate(before);
        warnings.push(Error::PolicyIgnored(path));
    }
}

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
    /// The first setting that cannot be used, or a server that the policy refuses.
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
        // What cannot be read is put aside by the page that offers it; here the defaults stand for it.
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
