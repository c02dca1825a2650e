//! Names of programs before their version: `OpenVPN 2.6.3.1`. Hosts are called so as well (`Splunk 10.0.0.5`), so that only
//! small numbers count, and never a private address or that of a well-known resolver.

use std::net::Ipv4Addr;

use super::super::super::{context::Text, words::Words};

/// The largest first, second and third number of such a version.
const LARGEST: [u8; 3] = [40, 30, 60];

/// The largest first number of a version of a server that many leave open.
const LARGEST_OF_SERVERS: u8 = 10;

/// Such servers.
static SERVERS: Words<7> =
    Words::new(["elasticsearch", "jenkins", "kibana", "mongodb", "mysql", "nginx", "redis"]);

/// Public DNS resolvers, by their first two octets: Google, Cloudflare, Level 3, Quad9, OpenDNS, …
const RESOLVERS: [[u8; 2]; 7] = [[1, 0], [1, 1], [4, 2], [8, 8], [8, 26], [9, 9], [8, 20]];

/// Whether the name of a program stands right before four numbers that can be its version.
pub(super) fn is_version(text: &Text<'_>, start: usize, end: usize, word: &str) -> bool {
    // A port stands behind an address, and servers are called by their program: `Redis 34.22.11.203`.
    let first =
        || text.slice(start, end).split('.').next().map_or(0, |first| first.parse::<u8>().unwrap_or(0));
    text.before(start) == b' '
        && !(text.at(end) == b':' && text.at(end + 1).is_ascii_digit())
        && PROGRAMS.contains(word)
        && is_small(text.slice(start, end))
        && (first() <= LARGEST_OF_SERVERS || !SERVERS.contains(word))
}

/// Whether four numbers are small enough for a version, and hardly an address.
pub(super) fn is_small(number: &str) -> bool {
    number.parse::<Ipv4Addr>().is_ok_and(|number| {
        let [a, b, ..] = number.octets();
        is_within(number) && !RESOLVERS.contains(&[a, b])
    })
}

/// Like [`is_small`], and true for the addresses of public resolvers, too: for use where other evidence says a version.
pub(super) fn is_small_one(number: &str) -> bool {
    // Most addresses begin with a larger number.
    number.as_bytes().iter().take(3).any(|&byte| byte == b'.')
        && number.parse::<Ipv4Addr>().is_ok_and(is_within)
}

/// Whether no number is larger than those of versions, and the address not private.
fn is_within(number: Ipv4Addr) -> bool {
    let [a, b, c, _] = number.octets();
    a != 10 && [a, b, c].iter().zip(LARGEST).all(|(one, largest)| *one <= largest)
}

/// Whether four numbers begin as no version does: those of browsers have a second number of zero, `120.0.6099.109`.
pub(super) fn is_large(number: &str) -> bool {
    number.parse::<Ipv4Addr>().is_ok_and(|number| {
        let [a, b, _, _] = number.octets();
        a >= 100 && b > 0
    })
}

/// Programs that logs, reports and inventories name with a version.
static PROGRAMS: Words<127> = Words::new([
    "fw",
    "step",
    "agent",
    "sensor",
    "7-zip",
    "acrobat",
    "android",
    "ansible",
    "anydesk",
    "apache",
    "bitdefender",
    "brave",
    "busybox",
    "cassandra",
    "chrome",
    "chromium",
    "citrix",
    "clamav",
    "clickhouse",
    "coldfusion",
    "confluence",
    "consul",
    "containerd",
    "curl",
    "django",
    "docker",
    "drupal",
    "elasticsearch",
    "electron",
    "envoy",
    "erlang",
    "esxi",
    "excel",
    "exim",
    "falcon",
    "filezilla",
    "firefox",
    "flash",
    "flask",
    "fortios",
    "ghostscript",
    "git",
    "gitlab",
    "glibc",
    "gnutls",
    "golang",
    "grafana",
    "haproxy",
    "httpd",
    "iis",
    "imagemagick",
    "java",
    "jdk",
    "jenkins",
    "jira",
    "joomla",
    "jre",
    "junos",
    "kafka",
    "kibana",
    "kubernetes",
    "laravel",
    "libreoffice",
    "logstash",
    "mariadb",
    "mongodb",
    "mysql",
    "nessus",
    "nextcloud",
    "nginx",
    "nmap",
    "node.js",
    "npm",
    "openldap",
    "openssh",
    "openvpn",
    "opera",
    "osquery",
    "outlook",
    "pan-os",
    "perl",
    "php",
    "postfix",
    "postgresql",
    "powershell",
    "python",
    "qemu",
    "rails",
    "redis",
    "ruby",
    "safari",
    "samba",
    "skype",
    "snort",
    "sqlite",
    "struts",
    "sudo",
    "suricata",
    "sysmon",
    "teams",
    "teamviewer",
    "thunderbird",
    "tomcat",
    "vcenter",
    "vlc",
    "weblogic",
    "winrar",
    "wireshark",
    "wordpress",
    "zeek",
    "arubaos",
    "sonicos",
    "definition",
    "definitions",
    "plugin",
    "ruleset",
    "signature",
    "signatures",
    "engine",
    "ios",
    "os",
    "bios",
    "bmc",
    "idrac",
    "nvm",
    "uefi",
    "ilo",
]);
