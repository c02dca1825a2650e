//! Lines that tell of no connection that somebody would look for, whatever addresses are in them: the state of routing,
//! of clocks, of interfaces.

/// Messages of Cisco's systems about neighbours in routing and standby: what stands between `%` and the severity.
const FACILITIES: [&str; 15] = [
    "%BGP-", "%OSPF-", "%OSPFV3-", "%DUAL-", "%EIGRP-", "%ISIS-", "%CLNS-", "%LDP-", "%PIM-", "%HSRP-",
    "%VRRP-", "%GLBP-", "%BFD-", "%MSDP-", "%NTP-",
];

/// Programs that route, set the clock, or take an address for the own host, as the header of syslog names them.
const PROGRAMS: [&str; 22] = [
    "ntpd",
    "chronyd",
    "systemd-timesyncd",
    "dhclient",
    "dhcpcd",
    "udhcpc",
    "systemd-networkd",
    "NetworkManager",
    "bird",
    "bird6",
    "zebra",
    "bgpd",
    "ospfd",
    "ospf6d",
    "ripd",
    "rpd",
    "keepalived",
    "avahi-daemon",
    "avahi-autoipd",
    "mDNSResponder",
    "ifmgr",
    "pimd",
];

/// Words of a neighbour, of a route, or of a service that waits.
const PHRASES: [&str; 9] = [
    "NEIGHBOR_STATE_CHANGED",
    "-ADJCHANGE",
    "-ADJCHG",
    "-NBRCHANGE",
    "changed state from Established",
    "static route",
    "Static Route",
    "istening on ",
    "istening for ",
];

/// How far into a line the name of the program stands, in bytes.
const HEAD: usize = 160;

/// Whether a line tells of no connection.
pub(super) fn has_no_ends(text: &str) -> bool {
    FACILITIES.iter().any(|facility| text.contains(facility))
        || PHRASES.iter().any(|phrase| text.contains(phrase))
        || is_of_program(text)
}

/// Whether the header names one of the programs: `ntpd[11685]: `, `bird: `.
fn is_of_program(text: &str) -> bool {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tags = text[..end].split(' ').filter(|word| word.ends_with(':')).take(3);
    tags.map(|tag| tag.split(['[', ':', '(']).next().unwrap_or("")).any(|program| PROGRAMS.contains(&program))
}
