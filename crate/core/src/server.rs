//! The address of a SECDO server, as an analyst types it.

use std::net::IpAddr;

use url::{Host, Url};

use crate::error::Error;

/// A server's address: http or https, a host, perhaps a port and a path, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    base: String,
    origin: String,
    name: String,
    encrypted: bool,
}

impl Server {
    /// The server at an address as it was typed: a missing scheme becomes https, a path is kept.
    ///
    /// ```
    /// use secdo_core::server::Server;
    /// assert_eq!(Server::parse(" secdo-server/ ")?.base(), "https://secdo-server");
    /// assert_eq!(Server::parse("http://100.64.64.62:8080/secdo/")?.base(), "http://100.64.64.62:8080/secdo");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::ServerMissing`] for an empty text; [`Error::ServerScheme`], [`Error::ServerCredentials`] and
    /// [`Error::ServerTail`] for what an address may not hold; [`Error::ServerUnreadable`] for everything else.
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Error::ServerMissing);
        }
        let unreadable = || Error::ServerUnreadable(typed.to_owned());
        let mut whole = with_scheme(typed);
        if let Some(at) = whole.find("://").map(|at| at + 3) {
            let end = whole[at..].find(['/', '?', '#']).map_or(whole.len(), |length| at + length);
            // A host has no escapes; user information is refused below.
            if whole[at..end].rsplit('@').next().is_some_and(|host| host.contains('%')) {
                return Err(unreadable());
            }
            whole[at..end].make_ascii_lowercase();
        }
        let url = Url::parse(&whole).map_err(|_| unreadable())?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Error::ServerScheme(format!("{}:", url.scheme())));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Error::ServerCredentials);
        }
        if let Some(tail) =
            url.query().map(|query| format!("?{query}")).or(url.fragment().map(|part| format!("#{part}")))
        {
            return Err(Error::ServerTail(tail));
        }
        let host = url.host().ok_or_else(unreadable)?;
        if matches!(&host, Host::Domain(name) if !is_host_name(name)) {
            return Err(unreadable());
        }
        Ok(Self {
            base: url.as_str().trim_end_matches('/').to_owned(),
            origin: url.origin().ascii_serialization(),
            name: url.port().map_or_else(|| host.to_string(), |port| format!("{host}:{port}")),
            encrypted: url.scheme() == "https" || is_this_machine(&host),
        })
    }

    /// The address, without a slash at its end.
    ///
    /// ```
    /// use secdo_core::server::Server;
    /// assert_eq!(Server::parse("secdo:8443/eu/")?.base(), "https://secdo:8443/eu");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Scheme, host and port: what the browser calls the origin, and asks the permission for.
    ///
    /// ```
    /// use secdo_core::server::Server;
    /// assert_eq!(Server::parse("https://SECDO:443/eu")?.origin(), "https://secdo");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The match pattern of the permission to send to the server: browsers' patterns have no port.
    ///
    /// ```
    /// assert_eq!(secdo_core::server::Server::parse("secdo:8443/eu")?.pattern(), "https://secdo/*");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn pattern(&self) -> String {
        let (scheme, rest) = self.origin.split_once("://").unwrap_or(("https", &self.origin));
        let host = match rest.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => rest,
        };
        format!("{scheme}://{host}/*")
    }

    /// The name of the server for people: its host, and its port where that is not the usual one.
    ///
    /// ```
    /// use secdo_core::server::Server;
    /// assert_eq!(Server::parse("http://secdo:81/eu")?.name(), "secdo:81");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The host, without its port.
    ///
    /// ```
    /// assert_eq!(secdo_core::server::Server::parse("secdo.corp.example:8443")?.host(), "secdo.corp.example");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn host(&self) -> &str {
        match self.name.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !host.ends_with(':') => {
                host
            }
            _ => &self.name,
        }
    }

    /// Whether what is sent can be read on its way: http, and not to this machine.
    ///
    /// ```
    /// use secdo_core::server::Server;
    /// assert!(Server::parse("http://secdo.corp.example")?.is_readable_on_the_way());
    /// assert!(!Server::parse("https://secdo.corp.example")?.is_readable_on_the_way());
    /// assert!(!Server::parse("http://127.0.0.1")?.is_readable_on_the_way());
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub const fn is_readable_on_the_way(&self) -> bool {
        !self.encrypted
    }
}

/// The typed text with a scheme: `host`, `host:8443`, `user:password@host` and `//host` are meant as https.
fn with_scheme(typed: &str) -> String {
    if typed.contains("://") {
        return typed.to_owned();
    }
    let bare = typed.trim_start_matches('/');
    let (name, rest) = bare.split_once(':').unwrap_or((bare, ""));
    let scheme_like = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let port_like = rest.contains('@') || rest.starts_with(|character: char| character.is_ascii_digit());
    if scheme_like && !rest.is_empty() && !port_like { bare.to_owned() } else { format!("https://{bare}") }
}

fn is_host_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    !name.is_empty()
        && name.split('.').all(|label| {
            !label.is_empty()
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        })
}

fn is_this_machine(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => IpAddr::V4(*address).is_loopback(),
        Host::Ipv6(address) => IpAddr::V6(*address).is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_analysts_type() {
        for (typed, base, plain) in [
            ("secdo-server", "https://secdo-server", false),
            ("SECDO-Server:8443", "https://secdo-server:8443", false),
            ("https://cloud1.us.secdo.net/", "https://cloud1.us.secdo.net", false),
            ("http://secdo", "http://secdo", true),
            ("100.64.64.62", "https://100.64.64.62", false),
            ("[2001:db8::1]:8443", "https://[2001:db8::1]:8443", false),
            ("https://gw/secdo/eu/", "https://gw/secdo/eu", false),
            ("http://127.0.0.1:8000", "http://127.0.0.1:8000", false),
            ("//secdo", "https://secdo", false),
        ] {
            let server = Server::parse(typed).expect(typed);
            assert_eq!((server.base(), server.is_readable_on_the_way()), (base, plain), "{typed}");
        }
    }

    #[test]
    fn says_what_is_wrong_with_the_rest() {
        for (typed, code) in [
            ("  ", "server_missing"),
            ("https://", "server_unreadable"),
            ("my server", "server_unreadable"),
            ("https://se$cdo", "server_unreadable"),
            ("ftp://secdo", "server_scheme"),
            ("javascript:alert(1)", "server_scheme"),
            ("https://user:pw@secdo", "server_credentials"),
            ("user:pw@secdo", "server_credentials"),
            ("https://secdo@evil.com", "server_credentials"),
            ("https://secdo/#/investigationNG", "server_tail"),
            ("https://secdo/?a=b", "server_tail"),
        ] {
            assert_eq!(Server::parse(typed).expect_err(typed).code(), code, "{typed}");
        }
    }
}
