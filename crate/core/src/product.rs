//! The two products that queries and alerts go to, and what the younger one needs to know.
//!
//! Source of what is said of Cortex XDR: Palo Alto Networks, "Cortex XDR REST API", section "Get started with APIs".

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use strum::{EnumString, VariantNames};

use crate::server::Server;

/// A product that answers queries and takes alerts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumString, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Product {
    /// SECDO.
    #[default]
    Secdo,
    /// Cortex XDR, its successor; Cortex XSIAM has the same interfaces.
    Cortex,
}

/// How a key of Cortex XDR is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumString, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Level {
    /// A hash of the key, of a random text and of the time is sent: the key never leaves the machine.
    #[default]
    Advanced,
    /// The key itself is sent.
    Standard,
}

/// As what Cortex XDR is told of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumString, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FileEvents {
    /// A parsed alert: every tenant takes those, but they have no place for a path, which goes into the description.
    #[default]
    ParsedAlert,
    /// An issue, which has places for the path and the host: Cortex XDR 5 and Cortex XSIAM 3.
    Issue,
}

/// The page of the console that a query is pasted into, below the console's address. No document of the vendor names it;
/// public clients open it.
pub const QUERY_PAGE: &str = "query-builder";

impl Product {
    /// The product that is likely at an address: the hosts of Cortex tenants are the vendor's.
    ///
    /// ```
    /// use secdo_core::{product::Product, server::Server};
    /// let product = |address: &str| Server::parse(address).map(|server| Product::likely(&server));
    /// assert_eq!(product("acme.xdr.us.paloaltonetworks.com")?, Product::Cortex);
    /// assert_eq!(product("secdo-server")?, Product::Secdo);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn likely(server: &Server) -> Self {
        if server.host().ends_with(".paloaltonetworks.com") { Self::Cortex } else { Self::Secdo }
    }
}

/// The address of the API of a console of Cortex XDR: the console's own with `api-` before the host, and without a path. An
/// IP address has no name to put it before: it is the API's, too.
///
/// ```
/// use secdo_core::{product::api_of, server::Server};
/// assert_eq!(
///     api_of(&Server::parse("https://acme.xdr.us.paloaltonetworks.com/")?),
///     "https://api-acme.xdr.us.paloaltonetworks.com"
/// );
/// assert_eq!(api_of(&Server::parse("[::1]:8443")?), "https://[::1]:8443");
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
#[must_use]
pub fn api_of(console: &Server) -> String {
    let host = console.host().trim_matches(['[', ']']);
    if host.parse::<IpAddr>().is_ok() {
        return console.origin().to_owned();
    }
    console.origin().replacen("://", "://api-", 1)
}
