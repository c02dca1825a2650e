//! The servers that a person knows: one of them is current, each may have its own company.

use serde_json::Value;
use strum::VariantNames as _;

use super::{
    Settings,
    load::object,
    table::{Setting, Shape, section},
};
use crate::{
    alert::wire::{Account, Recipient, cortex::Tenant},
    error::Error,
    product::{FileEvents, Level, Product, QUERY_PAGE, api_of},
    query::Destination,
    server::Server,
};

section! {
    /// A server with what is known of it.
    pub struct Known {
        /// Its address, as [`Server::base`] gives it.
        address: String = String::new(), Shape::Address;
        /// Its name for people; empty for its host.
        name: String = String::new(), Shape::Line;
        /// The company that its alerts are sent for; empty for the one that all servers share.
        company: String = String::new(), Shape::Line;
        /// The product there.
        #[serde(skip_serializing_if = "is_default")]
        product: Product = Product::default(), Shape::Choice { names: Product::VARIANTS };
        /// Cortex XDR: the address of its API; empty for the usual one.
        #[serde(skip_serializing_if = "String::is_empty")]
        api: String = String::new(), Shape::Address;
        /// Cortex XDR: the number of the key.
        #[serde(skip_serializing_if = "String::is_empty")]
        key_id: String = String::new(), Shape::Text { good: |id| id.bytes().all(|byte| byte.is_ascii_digit()) };
        /// Cortex XDR: how the key is used.
        #[serde(skip_serializing_if = "is_default")]
        level: Level = Level::default(), Shape::Choice { names: Level::VARIANTS };
        /// Cortex XDR: as what it is told of files.
        #[serde(skip_serializing_if = "is_default")]
        file_events: FileEvents = FileEvents::default(), Shape::Choice { names: FileEvents::VARIANTS };
        /// Cortex XDR: whether a query is run by the API, and its result opened, which costs quota.
        #[serde(skip_serializing_if = "is_default")]
        run: bool = false, Shape::Flag;
        /// Cortex XDR: the page of the console that queries are pasted into; empty for the usual one.
        #[serde(skip_serializing_if = "String::is_empty")]
        page: String = String::new(), Shape::Text { good: is_page };
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Known {
    /// The address of the API of a Cortex XDR.
    ///
    /// ```
    /// use secdo_core::settings::Known;
    /// let known = Known { address: "https://acme.xdr.example".to_owned(), ..Known::default() };
    /// assert_eq!(known.api()?.base(), "https://api-acme.xdr.example");
    /// let other = Known { api: "https://proxy.example".to_owned(), ..known };
    /// assert_eq!(other.api()?.base(), "https://proxy.example");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns the errors of [`Server::parse`].
    pub fn api(&self) -> Result<Server, Error> {
        match &*self.api {
            "" => Server::parse(&api_of(&Server::parse(&self.address)?)),
            api => Server::parse(api),
        }
    }

    /// The server that something is sent to: the API of a Cortex XDR, SECDO itself.
    ///
    /// ```
    /// use secdo_core::{product::Product, settings::Known};
    /// let address = "https://acme.xdr.eu.paloaltonetworks.com".to_owned();
    /// let known = Known { address, product: Product::Cortex, ..Known::default() };
    /// assert_eq!(known.sends_to()?.base(), "https://api-acme.xdr.eu.paloaltonetworks.com");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns the errors of [`Server::parse`].
    pub fn sends_to(&self) -> Result<Server, Error> {
        if self.product == Product::Cortex { self.api() } else { Server::parse(&self.address) }
    }

    /// Who takes the alerts of this server.
    ///
    /// ```
    /// use secdo_core::{error::Error, settings::Known};
    /// let known = Known { address: "https://secdo".to_owned(), ..Known::default() };
    /// assert!(matches!(known.recipient(), Err(Error::CompanyMissing(_))));
    /// assert!(Known { company: "c".to_owned(), ..known }.recipient().is_ok());
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::CompanyMissing`] or [`Error::KeyIdMissing`] where something is not set, and the errors of
    /// [`Server::parse`].
    pub fn recipient(&self) -> Result<Recipient, Error> {
        Ok(match self.product {
            Product::Secdo if self.company.is_empty() => {
                return Err(Error::CompanyMissing(self.name.clone()));
            }
            Product::Secdo => Recipient::Secdo(Account {
                server: Server::parse(&self.address)?,
                company: self.company.clone(),
            }),
            Product::Cortex if self.key_id.is_empty() => return Err(Error::KeyIdMissing(self.name.clone())),
            Product::Cortex => Recipient::Cortex(Tenant {
                console: Server::parse(&self.address)?,
                api: self.api()?,
                key_id: self.key_id.clone(),
                level: self.level,
                file_events: self.file_events,
            }),
        })
    }

    /// The address of the page that queries of Cortex XDR are pasted into.
    ///
    /// ```
    /// use secdo_core::settings::Known;
    /// let known = Known { address: "https://acme.xdr.example".to_owned(), ..Known::default() };
    /// assert_eq!(known.query_page(), "https://acme.xdr.example/query-builder");
    /// ```
    #[must_use]
    pub fn query_page(&self) -> String {
        let page = if self.page.is_empty() { QUERY_PAGE } else { &self.page };
        format!("{}/{}", self.address, page.trim_start_matches('/'))
    }
}

impl Settings {
    /// The servers that can be chosen: each by its name, with the company that its alerts are sent for. Where a policy
    /// fixes the server, it is the only one.
    ///
    /// ```
    /// use secdo_core::settings::Settings;
    /// let text = r#"{"server": "https://a", "servers": [{"address": "https://b", "name": "Europe"}], "alerts": {"company": "c"}}"#;
    /// let servers = Settings::load(text, "")?.settings.known_servers();
    /// let shown: Vec<_> = servers.iter().map(|one| format!("{} {} {}", one.name, one.address, one.company)).collect();
    /// assert_eq!(shown, ["a https://a c", "Europe https://b c"]);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn known_servers(&self) -> Vec<Known> {
        let mut servers = self.servers.clone();
        if self.policy.fixes("server") {
            servers.retain(|known| known.address == self.server);
            if !self.policy.fixes("servers") {
                servers.iter_mut().for_each(|known| known.api.clear());
            }
        }
        if servers.is_empty() && !self.server.is_empty() {
            servers.push(Known { address: self.server.clone(), ..Known::default() });
        }
        for known in &mut servers {
            if known.company.is_empty() || self.policy.fixes("alerts.company") {
                known.company.clone_from(&self.alerts.company);
            }
            if known.name.is_empty() {
                known.name = Server::parse(&known.address)
                    .map_or_else(|_| known.address.clone(), |server| server.name().to_owned());
            }
        }
        servers
    }

    /// The address of a server: the current one where it is empty.
    ///
    /// ```
    /// use secdo_core::settings::Settings;
    /// let settings = Settings { server: "https://a".to_owned(), ..Settings::default() };
    /// assert_eq!((settings.address_of(""), settings.address_of("https://b")), ("https://a", "https://b"));
    /// ```
    #[must_use]
    pub fn address_of<'a>(&'a self, address: &'a str) -> &'a str {
        if address.is_empty() { &self.server } else { address }
    }

    /// The address of the known server that the URL of a query leads to.
    ///
    /// ```
    /// use secdo_core::settings::Settings;
    /// let settings = Settings::load(r#"{"server": "https://secdo/eu"}"#, "")?.settings;
    /// assert_eq!(settings.server_of("https://secdo/eu/#/investigationNG/builder?entity=host")?, "https://secdo/eu");
    /// assert!(settings.server_of("https://secdo/europe/#/").is_err());
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::ServerUnknown`] where it leads to none of them.
    pub fn server_of(&self, url: &str) -> Result<String, Error> {
        let leads_to =
            |known: &Known| url.strip_prefix(&*known.address).is_some_and(|rest| rest.starts_with('/'));
        let found = self.known_servers().into_iter().find(leads_to).map(|known| known.address);
        found.ok_or_else(|| Error::ServerUnknown(url.split("/#").next().unwrap_or(url).to_owned()))
    }

    /// Where queries go: the current server, asked as its product is.
    ///
    /// ```
    /// use secdo_core::{error::Error, query::Destination, server::Server, settings::Settings};
    /// let settings = Settings { server: "https://a".to_owned(), ..Settings::default() };
    /// assert_eq!(settings.destination()?, Destination::Secdo(Server::parse("https://a")?));
    /// assert_eq!(Settings::default().destination(), Err(Error::ServerMissing));
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns the errors of [`Server::parse`]: [`Error::ServerMissing`] where none is set.
    pub fn destination(&self) -> Result<Destination, Error> {
        let server = Server::parse(&self.server)?;
        Ok(match self.servers.iter().find(|known| known.address == server.base()) {
            Some(known) if known.product == Product::Cortex => {
                Destination::Cortex { page: known.query_page(), days: self.days, run: known.run }
            }
            _ => Destination::Secdo(server),
        })
    }

    /// The company that alerts for the current server are sent for; empty where none is set.
    ///
    /// ```
    /// use secdo_core::settings::Settings;
    /// let text = r#"{"server": "https://b", "servers": [{"address": "https://b", "company": "eu"}], "alerts": {"company": "c"}}"#;
    /// assert_eq!(Settings::load(text, "")?.settings.company(), "eu");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn company(&self) -> String {
        let current = self.known_servers().into_iter().find(|known| known.address == self.server);
        current.map_or_else(|| self.alerts.company.clone(), |known| known.company)
    }

    /// The server of an address, and what is known of it; an empty address means the current one.
    ///
    /// ```
    /// use secdo_core::{error::Error, settings::Settings};
    /// let settings = Settings::load(r#"{"server": "https://a", "alerts": {"company": "c"}}"#, "")?.settings;
    /// assert_eq!(settings.route("")?.1.company, "c");
    /// assert!(matches!(settings.route("https://b"), Err(Error::ServerUnknown(_))));
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns the errors of [`Server::parse`], [`Error::ServerMissing`] where none is set, and
    /// [`Error::ServerUnknown`] where it is none of the known ones.
    pub fn route(&self, address: &str) -> Result<(Server, Known), Error> {
        let address = if address.is_empty() { &self.server } else { address };
        let server = Server::parse(address)?;
        let mut known = self.known_servers();
        let found = known.iter().position(|known| known.address == server.base());
        let known = known.swap_remove(found.ok_or_else(|| Error::ServerUnknown(address.to_owned()))?);
        Ok((server, known))
    }

    /// The stored text in which the server of this address, one of those that are known under the policy, is the current
    /// one.
    ///
    /// ```
    /// use secdo_core::settings::Settings;
    /// let text = r#"{"server": "https://a", "servers": [{"address": "https://b"}]}"#;
    /// assert_eq!(Settings::load(&Settings::at(text, "", "https://b")?, "")?.settings.server, "https://b");
    /// assert!(Settings::at(text, "", "https://evil.example").is_err());
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns the errors of [`Settings::load`], and [`Error::ServerUnknown`] for an address that is none of the
    /// known ones.
    pub fn at(stored: &str, policy: &str, address: &str) -> Result<String, Error> {
        let known = Self::load(stored, policy)?.settings.known_servers();
        if !known.iter().any(|known| known.address == address) {
            return Err(Error::ServerUnknown(address.to_owned()));
        }
        with(stored, "server", address.into())
    }

    /// The stored text in which a Cortex XDR is asked for so many days back; a policy is stronger.
    ///
    /// ```
    /// use secdo_core::settings::Settings;
    /// assert_eq!(Settings::load(&Settings::within("", 30)?, "")?.settings.days, 30);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::SettingsUnreadable`] where the stored text is not a JSON object.
    pub fn within(stored: &str, days: u32) -> Result<String, Error> {
        with(stored, "days", days.into())
    }

    /// Takes servers out that a policy refuses.
    pub(super) fn obey_in_servers(&mut self, warnings: &mut Vec<Error>) {
        let policy = &self.policy;
        let refused = |address: &str| Server::parse(address).ok().and_then(|server| policy.refuses(&server));
        let is_listed = self.servers.iter().any(|known| known.address == self.server);
        let current = refused(&self.server);
        if current.is_some() {
            self.server.clear();
        }
        if !is_listed {
            warnings.extend(current);
        }
        // The address of the API that follows from an allowed console is allowed with it, and takes the place of one that was
        // typed and is not. The server stays what it is: nothing is sent there as to another product.
        for known in &mut self.servers {
            if let Some(error) = refused(&known.api) {
                warnings.push(error);
                known.api.clear();
            }
        }
        self.servers.retain(|known| {
            let error = refused(&known.address);
            let stays = error.is_none();
            warnings.extend(error);
            stays
        });
    }

    /// Makes the current server one of the list, where there is a list: the list follows the server, unless a policy
    /// fixes it.
    pub(super) fn list_current(&mut self) {
        let is_listed = self.servers.iter().any(|known| known.address == self.server);
        if is_listed || self.policy.fixes("server") {
            return;
        }
        if self.server.is_empty() || self.policy.fixes("servers") {
            self.server = self.servers.first().map(|known| known.address.clone()).unwrap_or_default();
        } else if !self.servers.is_empty() {
            self.servers.insert(0, Known { address: self.server.clone(), ..Known::default() });
        }
    }
}

/// A stored text with another value of one setting.
fn with(stored: &str, name: &str, value: Value) -> Result<String, Error> {
    let stored = if stored.trim().is_empty() { "{}" } else { stored };
    let mut fields = object(stored).map_err(Error::SettingsUnreadable)?;
    fields.insert(name.to_owned(), value);
    Ok(Value::Object(fields).to_string())
}

impl Setting for Vec<Known> {
    /// An entry that cannot be used costs only itself.
    fn take(&mut self, value: &Value, _: &Shape, warnings: &mut Vec<Error>) -> bool {
        let Some(rows) = value.as_array() else { return false };
        self.clear();
        for (index, row) in rows.iter().enumerate() {
            match known(row) {
                Ok(read) if self.iter().any(|known| known.address == read.address) => {}
                Ok(read) => self.push(read),
                Err(field) => {
                    let path = ["servers", &(index + 1).to_string(), field].join(".");
                    warnings.push(Error::SettingIgnored(path.trim_end_matches('.').to_owned()));
                }
            }
        }
        true
    }
}

/// A server with what is known of it.
///
/// # Errors
/// Returns the name of what cannot be used; empty where it is the whole.
fn known(row: &Value) -> Result<Known, &str> {
    let mut known = Known::default();
    for (name, value) in row.as_object().ok_or("")? {
        if !known.set(name, value, &mut Vec::new()) {
            return Err(name);
        }
    }
    if known.address.is_empty() { Err("") } else { Ok(known) }
}

/// Whether a text is a page below an address: nothing in it leads elsewhere.
fn is_page(page: &str) -> bool {
    page.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/?=&#".contains(&byte))
}
