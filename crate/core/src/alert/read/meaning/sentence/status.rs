//! Lines that tell of no connection that somebody would look for, whatever addresses are in them: the state of routing,
//! of clocks, of interfaces.

use crate::alert::read::text::line;

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

/// The ends of such messages whatever their facility is.
const NEIGHBOURS: [&str; 3] = ["-ADJCHANGE", "-ADJCHG", "-NBRCHANGE"];

/// How long the name of a message is at most, in bytes: `%OSPF-5-ADJCHG`.
const MESSAGE: usize = 48;

/// Words of a neighbour, of a route, of a tunnel's interface, of a lease, of a clock, or of a service that waits.
const PHRASES: [&str; 26] = [
    "NEIGHBOR_STATE_CHANGED",
    "changed state from Established",
    "static route",
    "Static Route",
    "istening on ",
    "istening for ",
    "-DUPADDR",
    "loaded IKE shared key",
    "bind update on ",
    "Updated time by ",
    "ROUTE_GATEWAY ",
    "ifconfig_pool_",
    "net_addr_",
    "net_route_",
    "no subnet declaration",
    "NTP server ",
    "added to firewall greylist",
    "dhcp addresses are ",
    " established with SPIs ",
    " overlaps subnet ",
    " is duplicated by ",
    "slewed time ",
    "stepped time ",
    "LLDP neighbor",
    " is down; last heard from ",
    "activated in cluster ",
];

/// How far into a line the name of the program stands, in bytes.
const HEAD: usize = 160;

/// Whether a line tells of no connection.
pub(super) fn has_no_ends(text: &str) -> bool {
    let mut messages = text.match_indices('%').map(|(at, _)| line::head(&text[at..], MESSAGE));
    messages.any(is_of_neighbour)
        || PHRASES.iter().any(|phrase| text.contains(phrase))
        || is_of_program(text)
        || is_rule(text)
}

/// Whether a text is a line of a configuration of Cisco's: a rule, or a route.
fn is_rule(text: &str) -> bool {
    let rule = text
        .strip_prefix("access-list ")
        .is_some_and(|rule| rule.contains(" permit ") || rule.contains(" deny "));
    rule || text.starts_with("ip route ")
}

/// Whether the name of a message of Cisco's systems is one about a neighbour.
fn is_of_neighbour(message: &str) -> bool {
    FACILITIES.iter().any(|facility| message.starts_with(facility))
        || NEIGHBOURS
            .iter()
            .any(|end| message.split([':', ' ']).next().is_some_and(|name| name.ends_with(end)))
}

/// Whether the header names one of the programs: `ntpd[11685]: `, `bird: `.
fn is_of_program(text: &str) -> bool {
    let tags = line::head(text, HEAD).split(' ').filter(|word| word.ends_with(':')).take(3);
    tags.map(|tag| tag.split(['[', ':', '(']).next().unwrap_or("")).any(|program| PROGRAMS.contains(&program))
}
