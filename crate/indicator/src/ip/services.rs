//! Ports that logs write as the names of their services.

/// The names, in their order. Source: IANA, Service Name and Transport Protocol Port Number Registry.
const SERVICES: [(&str, &str); 34] = [
    ("bgp", "179"),
    ("bootpc", "68"),
    ("bootps", "67"),
    ("domain", "53"),
    ("ftp", "21"),
    ("ftp-data", "20"),
    ("http", "80"),
    ("http-alt", "8080"),
    ("https", "443"),
    ("imap", "143"),
    ("imaps", "993"),
    ("isakmp", "500"),
    ("kerberos", "88"),
    ("ldap", "389"),
    ("ldaps", "636"),
    ("mdns", "5353"),
    ("microsoft-ds", "445"),
    ("ms-sql-s", "1433"),
    ("ms-wbt-server", "3389"),
    ("mysql", "3306"),
    ("netbios-dgm", "138"),
    ("netbios-ns", "137"),
    ("netbios-ssn", "139"),
    ("ntp", "123"),
    ("pop3", "110"),
    ("postgresql", "5432"),
    ("pptp", "1723"),
    ("smtp", "25"),
    ("snmp", "161"),
    ("snmptrap", "162"),
    ("ssh", "22"),
    ("submission", "587"),
    ("syslog", "514"),
    ("telnet", "23"),
];

/// The port of a service that a log names, in digits.
///
/// ```
/// use secdo_indicator::service_port;
/// assert_eq!([service_port("https"), service_port("HTTPS"), service_port("web")], [Some("443"), None, None]);
/// ```
#[must_use]
pub fn service_port(name: &str) -> Option<&'static str> {
    let place = SERVICES.binary_search_by_key(&name, |(known, _)| known).ok()?;
    Some(SERVICES[place].1)
}

#[cfg(test)]
mod tests {
    use super::SERVICES;

    #[test]
    fn names_are_in_order() {
        assert!(SERVICES.is_sorted_by_key(|(name, _)| name));
    }
}
