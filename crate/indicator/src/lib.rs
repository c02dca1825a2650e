//! Indicators: the addresses, hashes, paths and names that stand in a text.
//!
//! [`scan`](fn@scan) reads a text once and returns what it found, in the order of the text, each value once.

mod account;
mod block;
mod cell;
mod class;
mod context;
mod endings;
mod field;
mod file_name;
mod file_url;
mod hash;
mod hives;
mod host;
mod ip;
mod kind;
mod labels;
mod member;
mod path;
mod placeholder;
mod posix;
mod program;
mod programs;
mod prose;
pub mod refang;
mod registry;
mod run;
mod scan;
mod side;
mod spaceless;
mod table;
mod unbalanced;
mod url_end;
mod web_address;
mod words;

pub use endings::is_executable;
pub use ip::service_port;
pub use kind::{Indicator, IndicatorKind, Span};

pub use refang::defanged;
pub use scan::{Mention, scan, tally, visit};
pub use side::{HostClass, is_mask};

/// Whether a name, of a column or before a value, says that its values are versions, which may have four numbers.
///
/// ```
/// use secdo_indicator::is_version_header;
/// assert!(is_version_header("Firmware") && is_version_header("Agent version"));
/// assert!(!is_version_header("Source address"));
/// ```
#[must_use]
pub fn is_version_header(name: &str) -> bool {
    table::says(name.as_bytes()) == Some(table::CellType::Version)
}

/// Whether a name of a column says that its values are no indicators, though they may read as such: versions, hashes of other
/// things than files, identifiers.
///
/// ```
/// use secdo_indicator::is_non_indicator_header;
/// assert!(is_non_indicator_header("Agent version") && is_non_indicator_header("Imphash") && !is_non_indicator_header("MD5"));
/// ```
#[must_use]
pub fn is_non_indicator_header(name: &str) -> bool {
    matches!(table::says(name.as_bytes()), Some(table::CellType::Version | table::CellType::NoFile))
}

/// Whether a word is a method of HTTP (RFC 9110, section 9; RFC 5789) or one of `WebDAV` (RFC 4918) that is no word of
/// commands and sentences, as `MOVE` is: a path behind it belongs to a request.
///
/// ```
/// use secdo_indicator::is_http_method;
/// assert!(is_http_method("PATCH") && !is_http_method("patch") && !is_http_method("MOVE"));
/// ```
#[must_use]
pub fn is_http_method(word: &str) -> bool {
    HTTP_METHODS.contains(&word)
}

const HTTP_METHODS: [&str; 12] = [
    "CONNECT",
    "DELETE",
    "GET",
    "HEAD",
    "MKCOL",
    "OPTIONS",
    "PATCH",
    "POST",
    "PROPFIND",
    "PROPPATCH",
    "PUT",
    "TRACE",
];

/// The host in a value of this kind: of a URL, an e-mail address, an address with a port; a domain is its own host.
/// `None` for kinds without one.
///
/// ```
/// use secdo_indicator::{IndicatorKind, host_of};
/// assert_eq!(host_of(IndicatorKind::Url, "http://evil.com:8080/a"), Some("evil.com"));
/// assert_eq!(host_of(IndicatorKind::Email, "j@evil.com"), Some("evil.com"));
/// assert_eq!(host_of(IndicatorKind::Md5, "44d88612fea8a8f36de82e1278abb02f"), None);
/// ```
#[must_use]
pub fn host_of(kind: IndicatorKind, value: &str) -> Option<&str> {
    match kind {
        IndicatorKind::Url => Some(web_address::host(value)),
        IndicatorKind::Email => value.rsplit('@').next(),
        IndicatorKind::IpPort => value.rsplit_once(':').map(|(host, _)| host.trim_matches(['[', ']'])),
        IndicatorKind::Ipv4 | IndicatorKind::Ipv6 | IndicatorKind::Domain => Some(value),
        _ => None,
    }
}
