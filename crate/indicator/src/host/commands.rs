//! Commands, protocols and labels of several words that take the name of a host.

/// Labels of several words, fields of rules, commands and protocols before a host: in small letters, without the quotes around
/// it.
pub(super) const COMMANDS: [&str; 67] = [
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
    "remoteurl has ",
    "cs-host: ",
    "ehlo ",
    "helo ",
    "mailfrom=",
    "header.d=",
    "header.from=",
    "query[a] ",
    "query[aaaa] ",
    "nslookup ",
    "dig ",
    "dig +short ",
    "pinging ",
    "full:",
    "received: from ",
    "host name: ",
    "connect to host ",
    "connected to ",
    "resolved host name ",
    "ping ",
    "ping: ",
    "ping6 ",
    "nmap scan report for ",
    "traceroute to ",
    "c2: ",
    "c2 domain - ",
    "c2 server ",
    "beacons to ",
    "beaconing to ",
    "sinkholed ",
    "dns lookup of ",
    "getent hosts ",
    "resolvectl query ",
    ":authority: ",
    "qname=",
    "common name (cn): ",
    "suffix search list: ",
    "include:",
    "gravity blocked ",
    "; d=",
    "-connect ",
    "host -t mx ",
    "host -t a ",
    "host -t ns ",
    "host -t txt ",
    "relay=",
    "static add name=",
];

/// Whether the command of a tool begins the line that takes the name of a host: `dig +short MX x.sh`, `$ whois x.sh`.
pub(super) fn is_of_tool(line: &str) -> bool {
    let command = line.trim_start_matches(['$', '#', '>', ' ']);
    let tool = command.split(' ').next().unwrap_or("");
    // A sentence may begin with the name of a tool: `Dig into loader.sh`, `# telnet honeypot: got x.sh`.
    let is_option =
        |word: &str| word.starts_with(['-', '+', '@']) || !word.bytes().any(|byte| byte.is_ascii_lowercase());
    command.len() > tool.len() && TOOLS.contains(&tool) && command.split(' ').skip(1).all(is_option)
        || command.starts_with("acl ") && command.contains(" dstdomain ")
}

/// Whether a resolver tells of a name behind this: `dnsmasq[811]: reply x.sh is …`, `x.net is an alias for x.sh.`
pub(super) fn is_of_resolver(line: &str) -> bool {
    let alias = line.strip_suffix(" is an alias for ").and_then(|name| name.rsplit(' ').next());
    alias.is_some_and(|name| name.contains('.'))
        || ["reply ", "cached ", "forwarded "].iter().any(|verb| line.ends_with(verb))
            && line.contains("dnsmasq")
}

/// Such tools.
const TOOLS: [&str; 10] = [
    "dig",
    "nslookup",
    "whois",
    "telnet",
    "traceroute",
    "tracert",
    "mtr",
    "Resolve-DnsName",
    "Test-NetConnection",
    "drill",
];
