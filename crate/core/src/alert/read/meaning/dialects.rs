//! The role of a name where certain others stand beside it: in one product, or one kind of log.

use std::sync::OnceLock;

use crate::alert::read::{
    meaning::names::{self, Role},
    record::Record,
};

/// Names that mean something of their own together.
struct Dialect {
    /// Names that all stand in the record.
    with: &'static [&'static str],
    /// Texts, one of which stands in the record; none where the names say enough.
    texts: &'static [&'static str],
    /// Names, and what they mean; `None` for nothing that an alert has.
    means: &'static [(&'static str, Option<Role>)],
}

use Role::{
    DestinationIp, DestinationPort, OtherEnd, OtherPort, OwnEnd, OwnPort, Perimeter, ProcessPath, SourceIp,
    SourcePort,
};

/// What CyberArk writes where an account is used: words of its actions, and their numbers in its formats.
const CYBERARK: [&str; 14] = [
    "Use Password",
    "Retrieve Password",
    "Retrieve password",
    "PSM Connect",
    "PSM Disconnect",
    "CPM ",
    "|295|",
    "|308|",
    "\"MessageID\":\"295\"",
    "\"MessageID\": \"295\"",
    "\"MessageID\":\"308\"",
    "\"MessageID\": \"308\"",
    // In a text of another object
    r#"\"MessageID\":\"295\""#,
    r#"\"MessageID\":\"308\""#,
];

/// How an event says that it is the one of a packet that was blocked.
const BLOCKED_PACKET: [&str; 12] = [
    "blocked a packet",
    ">5152</EventID>",
    "EventCode=5152",
    "EventID=5152",
    r#""EventID":5152"#,
    r#""EventID": 5152"#,
    r#""EventID":"5152""#,
    r#""event_id":5152"#,
    r#""event_id":"5152""#,
    // In a text of another object
    r#"\"EventID\":5152"#,
    r#"\"EventID\": 5152"#,
    r#"\"EventID\":\"5152"#,
];

/// The dialects; names as the table has them.
const DIALECTS: [Dialect; 43] = [
    // Firewalls that have a source and a destination, and tell of a proxy's client besides
    Dialect {
        with: &["sip", "dip", "cip"],
        texts: &[],
        means: &[
            ("sip", Some(SourceIp)),
            ("sport", Some(SourcePort)),
            ("dip", Some(DestinationIp)),
            ("cip", None),
        ],
    },
    // The same without one
    Dialect {
        with: &["sip", "dip"],
        texts: &[],
        means: &[("sip", Some(SourceIp)), ("dip", Some(DestinationIp))],
    },
    Dialect {
        with: &["sipaddr", "dipaddr"],
        texts: &[],
        means: &[("sipaddr", Some(SourceIp)), ("dipaddr", Some(DestinationIp))],
    },
    // Proxies in that format: `r` is the server that was asked for, `s` the proxy itself
    Dialect {
        with: &["cip", "rip"],
        texts: &[],
        means: &[
            ("cip", Some(SourceIp)),
            ("cport", Some(SourcePort)),
            ("rip", Some(DestinationIp)),
            ("rport", Some(DestinationPort)),
            ("csuriport", Some(DestinationPort)),
            ("sip", None),
            ("sport", None),
            ("sourceip", None),
        ],
    },
    // The W3C's extended log file format: `c` is the client, `s` the server, `cs` what goes from one to the other
    Dialect {
        with: &["cip"],
        texts: &[],
        means: &[
            ("cip", Some(SourceIp)),
            ("cport", Some(SourcePort)),
            ("sip", Some(DestinationIp)),
            ("sport", Some(DestinationPort)),
            ("rip", None),
            ("sourceip", None),
        ],
    },
    // Imperva's cloud: the ports of the client and of the server
    Dialect {
        with: &["cpt", "sip"],
        texts: &[],
        means: &[("cpt", Some(SourcePort)), ("sip", Some(DestinationIp)), ("spt", Some(DestinationPort))],
    },
    // The same without the server's address
    Dialect {
        with: &["cpt", "spt"],
        texts: &["Incapsula", "Imperva"],
        means: &[("cpt", Some(SourcePort)), ("spt", Some(DestinationPort))],
    },
    // MySQL's log of slow queries: the number of a connection
    Dialect { with: &["id"], texts: &["User@Host: "], means: &[("id", None)] },
    // osquery's sockets: the program that opened one
    Dialect {
        with: &["localaddress", "remoteaddress", "path"],
        texts: &[],
        means: &[("path", Some(ProcessPath))],
    },
    // Dovecot and its kind: the remote and the local end of a server
    Dialect {
        with: &["rip", "lip"],
        texts: &[],
        means: &[
            ("rip", Some(SourceIp)),
            ("rport", Some(SourcePort)),
            ("lip", Some(DestinationIp)),
            ("lport", Some(DestinationPort)),
        ],
    },
    // Proofpoint's filters: who connected, and the own end
    Dialect {
        with: &["lip", "ip"],
        texts: &[],
        means: &[("ip", Some(SourceIp)), ("lip", Some(DestinationIp))],
    },
    // Caddy: who asked, as the connection and as its proxies say
    Dialect {
        with: &["requestremoteip"],
        texts: &[],
        means: &[
            ("requestremoteip", Some(SourceIp)),
            ("requestremoteport", Some(SourcePort)),
            ("clientip", None),
        ],
    },
    // Traefik
    Dialect {
        with: &["clientaddr", "clienthost"],
        texts: &[],
        means: &[("clienthost", None), ("clientport", Some(SourcePort))],
    },
    // Asterisk tells of who came, whatever its own port is
    Dialect {
        with: &["localaddress", "remoteaddress"],
        texts: &["SecurityEvent="],
        means: &[("localaddress", Some(DestinationIp)), ("remoteaddress", Some(SourceIp))],
    },
    // ModSecurity: the host is the server
    Dialect {
        with: &["clientip", "hostip", "hostport"],
        texts: &[],
        means: &[("clientip", Some(SourceIp)), ("hostip", Some(DestinationIp))],
    },
    // SonicWall: addresses of version 6 stand apart from their ports
    Dialect {
        with: &["srcv6"],
        texts: &[],
        means: &[
            ("srcv6", Some(SourceIp)),
            ("dstv6", Some(DestinationIp)),
            ("src", Some(SourcePort)),
            ("dst", Some(DestinationPort)),
        ],
    },
    // The same, where only one end is of version 6
    Dialect {
        with: &["dstv6"],
        texts: &[],
        means: &[("dstv6", Some(DestinationIp)), ("dst", Some(DestinationPort))],
    },
    // MongoDB's audit: who came to the server
    Dialect {
        with: &["localip", "remoteip"],
        texts: &["\"atype\""],
        means: &[("localip", Some(DestinationIp)), ("remoteip", Some(SourceIp))],
    },
    // Suricata, of a file in a connection: its source sent the file, whoever opened the connection
    Dialect {
        with: &["srcip", "destip"],
        texts: &["\"fileinfo\"", "\\\"fileinfo\\\""],
        means: &[
            ("srcip", Some(OwnEnd)),
            ("srcport", Some(OwnPort)),
            ("destip", Some(OtherEnd)),
            ("destport", Some(OtherPort)),
        ],
    },
    // Ports that Linux' audit writes of its rules, not of connections
    Dialect { with: &["lport"], texts: &["resrc=port"], means: &[("lport", None)] },
    // Junos: who began to negotiate
    Dialect {
        with: &["local", "remote"],
        texts: &["Role: Responder"],
        means: &[("local", Some(DestinationIp)), ("remote", Some(SourceIp))],
    },
    Dialect {
        with: &["local", "remote"],
        texts: &["Role: Initiator"],
        means: &[("local", Some(SourceIp)), ("remote", Some(DestinationIp))],
    },
    // Zimbra behind a proxy: `oip` is who came, `ip` the proxy
    Dialect { with: &["oip"], texts: &[], means: &[("oip", Some(SourceIp)), ("ip", None)] },
    // Teleport: both ends of a session, and where the server listens
    Dialect {
        with: &["addrremote"],
        texts: &[],
        means: &[("addrremote", Some(SourceIp)), ("addrlocal", Some(DestinationIp)), ("serveraddr", None)],
    },
    // Cloudflare: the origin is the server behind it
    Dialect {
        with: &["clientip", "originip"],
        texts: &[],
        means: &[
            ("clientip", Some(SourceIp)),
            ("originip", Some(DestinationIp)),
            ("originport", Some(DestinationPort)),
        ],
    },
    // LogRhythm: who began, and who was reached
    Dialect { with: &["originip", "impactedip"], texts: &[], means: &[("originport", Some(SourcePort))] },
    // The same of its sessions, and Azure's Front Door
    Dialect {
        with: &["originip"],
        texts: &["OriginPort", "\"originName\""],
        means: &[("originip", Some(DestinationIp)), ("originport", Some(DestinationPort))],
    },
    // Zscaler's firewall: both ends as the client sees them, then as the server does; `cs-ip` of proxies is neither
    Dialect {
        with: &["csip", "sdip"],
        texts: &[],
        means: &[("csip", Some(SourceIp)), ("sdip", Some(DestinationIp)), ("cdip", None)],
    },
    Dialect { with: &["csip"], texts: &[], means: &[("csip", None)] },
    // Zeek's files: who sent a file, and whether that is who opened the connection
    Dialect {
        with: &["txhosts"],
        texts: &["\"is_orig\":false"],
        means: &[("txhosts", Some(DestinationIp)), ("rxhosts", Some(SourceIp))],
    },
    Dialect {
        with: &["txhosts"],
        texts: &["\"is_orig\":true"],
        means: &[("txhosts", Some(SourceIp)), ("rxhosts", Some(DestinationIp))],
    },
    // The filtering platform of Windows, of a packet that it blocked: the ends are the packet's own
    // Source: Microsoft, "5152(F): The Windows Filtering Platform blocked a packet".
    Dialect {
        with: &["sourceaddress", "destaddress", "direction"],
        texts: &BLOCKED_PACKET,
        means: &[("sourceaddress", Some(SourceIp)), ("destaddress", Some(DestinationIp))],
    },
    Dialect {
        with: &["sourceaddress", "destinationaddress", "direction"],
        texts: &BLOCKED_PACKET,
        means: &[("sourceaddress", Some(SourceIp)), ("destinationaddress", Some(DestinationIp))],
    },
    // The same of a connection: its source is the own end, whoever opened the connection
    Dialect {
        with: &["sourceaddress", "destaddress", "direction"],
        texts: &["%%145"],
        means: &[
            ("sourceaddress", Some(OwnEnd)),
            ("sourceport", Some(OwnPort)),
            ("destaddress", Some(OtherEnd)),
            ("destport", Some(OtherPort)),
        ],
    },
    Dialect {
        with: &["sourceaddress", "destinationaddress", "direction"],
        texts: &["Filtering Platform"],
        means: &[
            ("sourceaddress", Some(OwnEnd)),
            ("sourceport", Some(OwnPort)),
            ("destinationaddress", Some(OtherEnd)),
            ("destinationport", Some(OtherPort)),
        ],
    },
    // Load balancers of Avi: the address that clients see is that of the virtual server
    Dialect {
        with: &["vsip", "clientip"],
        texts: &[],
        means: &[
            ("clientip", Some(SourceIp)),
            ("vsip", Some(DestinationIp)),
            ("clientdestport", Some(DestinationPort)),
            ("serverip", None),
        ],
    },
    // Consoles of endpoints: the host itself, and the far end
    Dialect {
        with: &["hostip", "remoteip"],
        texts: &[],
        means: &[("hostip", Some(OwnEnd)), ("remoteip", Some(OtherEnd))],
    },
    // Windows' firewall: its last column says which way a packet went
    Dialect { with: &["path"], texts: &["tcpflags"], means: &[("path", Some(Perimeter))] },
    // CyberArk: where an account is used, the gateway is on the way to its target
    Dialect {
        with: &["gatewaystation", "capropertyaddress"],
        texts: &CYBERARK,
        means: &[("gatewaystation", None)],
    },
    Dialect {
        with: &["gatewaystation", "address"],
        texts: &CYBERARK,
        means: &[("gatewaystation", None), ("address", Some(DestinationIp))],
    },
    // Microsoft's server of network policies: the client that asks it is the device that somebody came to
    Dialect {
        with: &["callingstationid", "clientipaddress"],
        texts: &[],
        means: &[("clientipaddress", None)],
    },
    Dialect {
        with: &["callingstationidentifier", "clientipaddress"],
        texts: &[],
        means: &[("clientipaddress", None)],
    },
    Dialect { with: &["gatewaystation", "dhost"], texts: &[], means: &[("gatewaystation", None)] },
];

/// The places of the first name of each dialect in the table of names.
static FIRSTS: OnceLock<Vec<Vec<(Role, u16)>>> = OnceLock::new();

/// Gives names the meaning that they have beside the others of the record.
pub(crate) fn apply(record: &mut Record<'_>) {
    let text = record.text;
    let is_told =
        |dialect: &Dialect| dialect.texts.is_empty() || dialect.texts.iter().any(|told| text.contains(told));
    // Most records have no name that begins a dialect.
    let firsts =
        FIRSTS.get_or_init(|| DIALECTS.iter().map(|dialect| names::places(dialect.with[0])).collect());
    let mut spoken = "";
    for (dialect, first) in DIALECTS.iter().zip(firsts) {
        // Of two that begin alike, the one with more names stands first.
        if spoken == dialect.with[0] || !first.iter().any(|place| record.bearing(*place).next().is_some()) {
            continue;
        }
        let pairs = |name: &str| {
            let places = names::places(name).into_iter();
            places.flat_map(|place| record.bearing(place)).collect::<Vec<_>>()
        };
        if dialect.with.iter().any(|name| pairs(name).is_empty()) || !is_told(dialect) {
            continue;
        }
        spoken = dialect.with[0];
        let means = dialect.means.iter();
        let taken: Vec<_> =
            means.flat_map(|(name, role)| pairs(name).into_iter().map(move |pair| (pair, *role))).collect();
        for (pair, role) in taken {
            record.retake(pair, role);
        }
    }
}
