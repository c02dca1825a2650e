//! Labels of several words, directives of configurations, protocols and words of tools before the name of a host.

/// Such labels and words, in lower case, without the quotes around the host.
pub(super) const PHRASES: [&str; 72] = [
    "domain name: ",
    "domain: ",
    "name server: ",
    "server name: ",
    "server_name ",
    "servername ",
    "serveralias ",
    "dstdomain ",
    "srcdomain ",
    "require host ",
    "require not host ",
    "http.host; content:",
    "dns.query; content:",
    "dns_query; content:",
    "hostname|endswith: ",
    "hostname|contains: ",
    "queryname|endswith: ",
    "queryname|contains: ",
    "query|endswith: ",
    "query|contains: ",
    "cs-host: ",
    "ehlo ",
    "helo ",
    "mailfrom=",
    "header.d=",
    "header.from=",
    "query[a] ",
    "query[aaaa] ",
    "pinging ",
    "full:",
    "received: from ",
    "host name: ",
    "connect to host ",
    "connected to ",
    "resolved host name ",
    "ping: ",
    "nmap scan report for ",
    "traceroute to ",
    "c2: ",
    "c2 domain - ",
    "c2 server ",
    "beacons to ",
    "beaconing to ",
    "sinkholed ",
    "dns lookup of ",
    ":authority: ",
    "qname=",
    "common name (cn): ",
    "suffix search list: ",
    "include:",
    "gravity blocked ",
    "; d=",
    "relay=",
    "static add name=",
    "dns ask ",
    "could not resolve hostname ",
    "could not resolve host: ",
    "failure resolving ",
    "target host name ",
    "lame server resolving ",
    "host header: ",
    "<<>> ",
    "getaddrinfo enotfound ",
    "getaddrinfo eai_again ",
    "certificate is valid for ",
    "hdr(host) -i ",
    "hdr(host) ",
    "ssl_fc_sni -i ",
    "resolve host address ",
    "resolve host ",
    "ftp> open ",
    "lftp> open ",
];

/// Whether a line tells of a host by words with others between them: an answer of dnsmasq (`dnsmasq[811]: reply x.sh is …`),
/// an alias (`x.net is an alias for x.sh.`), a list of Squid (`acl evil dstdomain .a.org .x.sh`), Go about a certificate
/// (`certificate is valid for x.sh, not y.pl`).
pub(super) fn is_told_of(line: &str) -> bool {
    let alias = line.strip_suffix(" is an alias for ").and_then(|name| name.rsplit(' ').next());
    alias.is_some_and(|name| name.contains('.'))
        || ["reply ", "cached ", "forwarded "].iter().any(|verb| line.ends_with(verb))
            && line.contains("dnsmasq")
        || line.starts_with("acl ") && line.contains(" dstdomain ")
        || line.ends_with(", not ")
            && line
                .split_once("certificate is valid for ")
                .is_some_and(|(_, name)| name.split(',').next().is_some_and(|name| name.contains('.')))
        || line.trim_start().strip_prefix("server_name ").is_some_and(|names| !names.contains(';'))
}
