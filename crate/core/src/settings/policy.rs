//! The policy of an organisation: values that nobody may change, and rules.
//!
//! A policy is written like exported settings, with a few rules beside them, so that a working configuration can be
//! rolled out as it is. Browsers hand it over as `storage.managed`.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    Settings,
    load::object,
    table::{Setting as _, Shape, put, texts},
};
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
    /// ```
    /// use secdo_core::{error::Error, settings::{Policy, Settings}};
    /// assert!(Policy::default().permits_export().is_ok());
    /// let policy = Settings::load("", r#"{"no_export": true}"#)?.settings.policy;
    /// assert_eq!(policy.permits_export(), Err(Error::ExportForbidden));
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::ExportForbidden`] where they may not be.
    pub fn permits_export(&self) -> Result<(), Error> {
        if self.no_export { Err(Error::ExportForbidden) } else { Ok(()) }
    }

    /// Takes a rule; whether its value can be used. Nothing for a name that is of a setting.
    fn take_rule(&mut self, name: &str, value: &Value) -> Option<bool> {
        Some(match name {
            "organisation" => self.organisation.take(value, &Shape::Line, &mut Vec::new()),
            "https_only" => put(&mut self.https_only, value.as_bool()),
            "no_export" => put(&mut self.no_export, value.as_bool()),
            "allowed_hosts" => put(&mut self.allowed_hosts, texts(value)),
            "version" => true,
            _ => return None,
        })
    }

    /// Whether a setting is fixed.
    ///
    /// ```
    /// use secdo_core::settings::Settings;
    /// let policy = Settings::load("", r#"{"server": "https://corp"}"#)?.settings.policy;
    /// assert!(policy.fixes("server") && !policy.fixes("tabs"));
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn fixes(&self, setting: &str) -> bool {
        self.fixed.iter().any(|fixed| fixed == setting)
    }
}

/// Reads a policy and puts its values into the settings.
pub(super) fn apply(text: &str, settings: &mut Settings, warnings: &mut Vec<Error>) {
    let fields = match object(text) {
        Ok(fields) => fields,
        Err(wrong) => {
            warnings.push(Error::PolicyUnreadable(wrong));
            return;
        }
    };
    let mut policy = Policy::default();
    let mut values = Map::new();
    for (name, value) in fields {
        match policy.take_rule(&name, &value) {
            Some(true) => {}
            Some(false) => warnings.push(Error::PolicyIgnored(name)),
            None => {
                values.insert(name, value);
            }
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
    if settings.set(name, &one, warnings) && warnings.len() == before {
        policy.fixed.push(path);
    } else {
        *settings = unchanged;
        warnings.truncate(before);
        warnings.push(Error::PolicyIgnored(path));
    }
}
