//! The address of a SECDO server, as an analyst types it.

use std::net::{IpAddr, Ipv4Addr};

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
    /// Returns [`Error::ServerMissing`] for an empty text, [`Error::ServerScheme`], [`Error::ServerCredentials`] or
    /// [`Error::ServerTail`] for what an address may not hold, and [`Error::ServerUnreadable`] for everything else.
    pub fn parse(typed: &str) -> Result<Self, Error> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Error::ServerMissing);
        }
        Self::as_stored(typed).map_or_else(|| Self::as_typed(typed), Ok)
    }

    /// The server of an address that is written as [`Server::base`] gives it, which is how settings keep it: a click reads
    /// nothing else, and the whole parser is a tenth of the code that it would wait for. `None` for what only that can tell.
    fn as_stored(address: &str) -> Option<Self> {
        let (scheme, rest) = address.split_once("://")?;
        let usual_port = match scheme {
            "https" => "443",
            "http" => "80",
            _ => return None,
        };
        let (name, path) = rest.split_once('/').map_or((rest, None), |(name, path)| (name, Some(path)));
        let is_plain = |segment: &str| {
            !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        if !path.is_none_or(|path| path.split('/').all(is_plain)) {
            return None;
        }
        let (host, port) = name.split_once(':').map_or((name, None), |(host, port)| (host, Some(port)));
        let is_port = |port: &str| {
            port != usual_port
                && port.starts_with(|first: char| matches!(first, '1'..='9'))
                && port.parse::<u16>().is_ok()
        };
        if !port.is_none_or(is_port) {
            return None;
        }
        let is_label = |label: &str| {
            label.starts_with(|first: char| first.is_ascii_lowercase())
                && !label.starts_with("xn--")
                && label.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        };
        let address_of_host = host.parse::<Ipv4Addr>().ok();
        if address_of_host.is_none() && !host.split('.').all(is_label) {
            return None;
        }
        let own = address_of_host.map_or_else(|| host == "localhost", |address| address.is_loopback());
        Some(Self {
            base: address.to_owned(),
            origin: format!("{scheme}://{name}"),
            name: name.to_owned(),
            encrypted: scheme == "https" || own,
        })
    }

    /// The server of an address as it was typed.
    fn as_typed(typed: &str) -> Result<Self, Error> {
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
    fn what_is_stored_is_read_like_what_is_typed() {
        let hosts = [
            "secdo",
            "a.b-c.example",
            "10.0.0.1",
            "127.0.0.1",
            "localhost",
            "1.2.3",
            "01.2.3.4",
            "a.1",
            "a.0x7",
        ];
        let odd = [
            "xn--a",
            "a..b",
            "a.",
            "-a",
            "A",
            "a_b",
            "[::1]",
            "ä",
            "a%41",
            "u@a",
            "",
            " a",
            "a b",
            "a.1b",
            "256.1.1.1",
        ];
        let ports = ["", ":1", ":80", ":443", ":8443", ":08", ":0", ":65536", ":", ":a", ":+1"];
        let paths = [
            "", "/", "/eu", "/eu/v-1", "/eu/", "//", "/.", "/a/../b", "/a%20", "/a b", "/ü", "?a", "#a",
            "/a?b", "\\a",
        ];
        let mut quick = 0;
        for scheme in ["https://", "http://", "ftp://", ""] {
            for host in hosts.iter().chain(&odd) {
                for (port, path) in ports.iter().flat_map(|port| paths.iter().map(move |path| (port, path))) {
                    let address = format!("{scheme}{host}{port}{path}");
                    if let Some(server) = Server::as_stored(&address) {
                        assert_eq!(Server::as_typed(&address), Ok(server), "{address}");
                        quick += 1;
                    }
                }
            }
        }
        assert!(quick > 80, "{quick}");
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
