//! Numbers behind a slash: a product with its version, or a role, an interface, a service with its address.

use super::{
    super::super::{context::Text, endings::is_executable, words::Words},
    CHANGE_REACH,
};

/// Words before a slash that are roles, interfaces of a firewall, or services with their host (`TERMSRV/10.0.0.9`), not
/// products with a version.
static INTERFACE_WORDS: Words<32> = Words::new([
    "any",
    "cifs",
    "client",
    "dest",
    "dmz",
    "dns",
    "dst",
    "external",
    "from",
    "host",
    "http",
    "https",
    "inside",
    "internal",
    "ip",
    "lan",
    "ldap",
    "localhost",
    "management",
    "mgmt",
    "mssqlsvc",
    "outside",
    "server",
    "source",
    "src",
    "ssh",
    "tcp",
    "termsrv",
    "to",
    "udp",
    "wan",
    "wsman",
]);

/// Whether the name of a product stands before the slash at `start - 1`: `curl/8.5.0.1`. Not `outside/10.0.0.1`.
pub(super) fn is_of_product(text: &Text<'_>, start: usize, end: usize) -> bool {
    let (word, at) = text.label(start - 1);
    let is_asa = matches!(text.at(end), b'(' | b'/') && text.at(end + 1).is_ascii_digit();
    let is_product = at < start - 1 && !word.is_empty() && word.bytes().any(|b| b.is_ascii_alphabetic());
    // Squid's codes of the way a request took.
    let is_way = word == "DIRECT" || word.contains('_') && !word.bytes().any(|b| b.is_ascii_lowercase());
    // `address=/ads.example.net/0.0.0.0`
    let before = text.preceding(start - 1, CHANGE_REACH);
    let is_of_host = before.rfind("=/").is_some_and(|at| !before[at + 2..].contains(['/', ' ']));
    // `user/203.0.113.9:41445`, as OpenVPN names its clients: no version has a port.
    let digits =
        text.bytes[(end + 1).min(text.bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit());
    // So does Java: `broker.corp.local/10.0.0.5:443`.
    let fewest = if text.before(at) == b'.' && !is_executable(word) { 2 } else { 4 };
    let has_port = text.at(end) == b':' && (fewest..=5).contains(&digits.take(6).count());
    is_product && !is_of_host && !is_asa && !is_way && !has_port && !INTERFACE_WORDS.contains(word)
}
