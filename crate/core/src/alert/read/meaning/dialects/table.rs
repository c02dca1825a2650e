//! The dialects: names that mean something of their own together, one kind of log a row.

use crate::alert::read::meaning::names::Role;

/// Names that mean something of their own together.
pub(super) struct Dialect {
    /// Names that all stand in the record, each as synonyms with blanks between them.
    pub(super) with: &'static [&'static str],
    /// Texts, and numbers of events, one of which the record has; none where the names say enough.
    pub(super) texts: &'static [&'static str],
    pub(super) events: &'static [&'static str],
    /// Names, and what they mean; `None` for nothing that an alert has.
    pub(super) means: &'static [(&'static str, Option<Role>)],
}

use Role::{
    DestinationIp, DestinationPort, LocalIp, LocalPort, NetworkDirection, ProcessPath, RemoteIp, RemotePort,
    SourceIp, SourcePort,
};

/// What CyberArk calls the actions by which an account is used.
const CYBERARK: [&str; 6] =
    ["Use Password", "Retrieve Password", "Retrieve password", "PSM Connect", "PSM Disconnect", "CPM "];

/// The numbers of the same actions in its formats.
const CYBERARK_EVENTS: [&str; 2] = ["295", "308"];

/// The dialects; names as the table has them.
pub(super) const DIALECTS: [Dialect; 44] = [
    // Firewalls that have a source and a destination, and tell of a proxy's client besides
    Dialect {
        with: &["sip", "dip", "cip"],
        texts: &[],
        events: &[],
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
        events: &[],
        means: &[("sip", Some(SourceIp)), ("dip", Some(DestinationIp))],
    },
    Dialect {
        with: &["sipaddr", "dipaddr"],
        texts: &[],
        events: &[],
        means: &[("sipaddr", Some(SourceIp)), ("dipaddr", Some(DestinationIp))],
    },
    // Proxies in that format: `r` is the server that was asked for, `s` the proxy itself
    Dialect {
        with: &["cip", "rip"],
        texts: &[],
        events: &[],
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
        events: &[],
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
        events: &[],
        means: &[("cpt", Some(SourcePort)), ("sip", Some(DestinationIp)), ("spt", Some(DestinationPort))],
    },
    // The same without the server's address
    Dialect {
        with: &["cpt", "spt"],
        texts: &["Incapsula", "Imperva"],
        events: &[],
        means: &[("cpt", Some(SourcePort)), ("spt", Some(DestinationPort))],
    },
    // MySQL's log of slow queries: the number of a connection
    Dialect { with: &["id"], texts: &["User@Host: "], events: &[], means: &[("id", None)] },
    // osquery's sockets: the program that opened one
    Dialect {
        with: &["localaddress", "remoteaddress", "path"],
        texts: &[],
        events: &[],
        means: &[("path", Some(ProcessPath))],
    },
    // Dovecot and its kind: the remote and the local end of a server
    Dialect {
        with: &["rip", "lip"],
        texts: &[],
        events: &[],
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
        events: &[],
        means: &[("ip", Some(SourceIp)), ("lip", Some(DestinationIp))],
    },
    // Caddy: who asked, as the connection and as its proxies say
    Dialect {
        with: &["requestremoteip"],
        texts: &[],
        events: &[],
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
        events: &[],
        means: &[("clientport", Some(SourcePort))],
    },
    // Asterisk tells of who came, whatever its own port is
    Dialect {
        with: &["localaddress", "remoteaddress"],
        texts: &["SecurityEvent="],
        events: &[],
        means: &[("localaddress", Some(DestinationIp)), ("remoteaddress", Some(SourceIp))],
    },
    // ModSecurity: the host is the server
    Dialect {
        with: &["clientip", "hostip", "hostport"],
        texts: &[],
        events: &[],
        means: &[("clientip", Some(SourceIp)), ("hostip", Some(DestinationIp))],
    },
    // SonicWall: addresses of version 6 stand apart from their ports
    Dialect {
        with: &["srcv6"],
        texts: &[],
        events: &[],
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
        events: &[],
        means: &[("dstv6", Some(DestinationIp)), ("dst", Some(DestinationPort))],
    },
    // MongoDB's audit: who came to the server
    Dialect {
        with: &["localip", "remoteip"],
        texts: &["\"atype\""],
        events: &[],
        means: &[("localip", Some(DestinationIp)), ("remoteip", Some(SourceIp))],
    },
    // Suricata, of a file in a connection: its source sent the file, whoever opened the connection
    Dialect {
        with: &["srcip", "destip"],
        texts: &["\"fileinfo\"", "\\\"fileinfo\\\""],
        events: &[],
        means: &[
            ("srcip", Some(LocalIp)),
            ("srcport", Some(LocalPort)),
            ("destip", Some(RemoteIp)),
            ("destport", Some(RemotePort)),
        ],
    },
    // Ports that Linux' audit writes of its rules, not of connections
    Dialect { with: &["lport"], texts: &["resrc=port"], events: &[], means: &[("lport", None)] },
    // Junos: who began to negotiate
    Dialect {
        with: &["local", "remote"],
        texts: &["Role: Responder"],
        events: &[],
        means: &[("local", Some(DestinationIp)), ("remote", Some(SourceIp))],
    },
    Dialect {
        with: &["local", "remote"],
        texts: &["Role: Initiator"],
        events: &[],
        means: &[("local", Some(SourceIp)), ("remote", Some(DestinationIp))],
    },
    // Sockets of others: the own end and the far one, whoever opened the connection
    Dialect {
        with: &["local", "remote"],
        texts: &[],
        events: &[],
        means: &[("local", Some(LocalIp)), ("remote", Some(RemoteIp))],
    },
    // Zimbra behind a proxy: `oip` is who came, `ip` the proxy
    Dialect { with: &["oip"], texts: &[], events: &[], means: &[("oip", Some(SourceIp)), ("ip", None)] },
    // Linux' audit of a call that connects: the address is whom it asked for
    Dialect {
        with: &["laddr", "lport"],
        texts: &["syscall=42 ", "SYSCALL=connect"],
        events: &[],
        means: &[("laddr", Some(DestinationIp)), ("lport", Some(DestinationPort))],
    },
    // Teleport: both ends of a session, and where the server listens
    Dialect {
        with: &["addrremote"],
        texts: &[],
        events: &[],
        means: &[("addrremote", Some(SourceIp)), ("addrlocal", Some(DestinationIp)), ("serveraddr", None)],
    },
    // Cloudflare: the origin is the server behind it
    Dialect {
        with: &["clientip", "originip"],
        texts: &[],
        events: &[],
        means: &[
            ("clientip", Some(SourceIp)),
            ("originip", Some(DestinationIp)),
            ("originport", Some(DestinationPort)),
        ],
    },
    // LogRhythm: who began, and who was reached
    Dialect {
        with: &["originip", "impactedip"],
        texts: &[],
        events: &[],
        means: &[("originport", Some(SourcePort))],
    },
    Dialect {
        with: &["originhost", "impactedhost"],
        texts: &[],
        events: &[],
        means: &[("originhost", Some(SourceIp)), ("originport", Some(SourcePort))],
    },
    Dialect {
        with: &["originport", "impactedport"],
        texts: &[],
        events: &[],
        means: &[("originport", Some(SourcePort))],
    },
    // The same of its sessions, and Azure's Front Door
    Dialect {
        with: &["originip"],
        texts: &["OriginPort", "\"originName\""],
        events: &[],
        means: &[("originip", Some(DestinationIp)), ("originport", Some(DestinationPort))],
    },
    // Zscaler's firewall: both ends as the client sees them, then as the server does; `cs-ip` of proxies is neither
    Dialect {
        with: &["csip", "sdip"],
        texts: &[],
        events: &[],
        means: &[("csip", Some(SourceIp)), ("sdip", Some(DestinationIp)), ("cdip", None)],
    },
    Dialect { with: &["csip"], texts: &[], events: &[], means: &[("csip", None)] },
    // Zeek's files: who sent a file, and whether that is who opened the connection
    Dialect {
        with: &["txhosts"],
        texts: &["\"is_orig\":false"],
        events: &[],
        means: &[("txhosts", Some(DestinationIp)), ("rxhosts", Some(SourceIp))],
    },
    Dialect {
        with: &["txhosts"],
        texts: &["\"is_orig\":true"],
        events: &[],
        means: &[("txhosts", Some(SourceIp)), ("rxhosts", Some(DestinationIp))],
    },
    // The filtering platform of Windows, of a packet that it blocked: the ends are the packet's own
    // Source: Microsoft, "5152(F): The Windows Filtering Platform blocked a packet".
    Dialect {
        with: &["sourceaddress", "destaddress destinationaddress", "direction"],
        texts: &["blocked a packet"],
        events: &["5152"],
        means: &[("sourceaddress", Some(SourceIp)), ("destaddress destinationaddress", Some(DestinationIp))],
    },
    // The same of a connection: its source is the own end, whoever opened the connection
    Dialect {
        with: &["sourceaddress", "destaddress destinationaddress", "direction"],
        texts: &["%%145", "Filtering Platform"],
        events: &[],
        means: &[
            ("sourceaddress", Some(LocalIp)),
            ("sourceport", Some(LocalPort)),
            ("destaddress destinationaddress", Some(RemoteIp)),
            ("destport destinationport", Some(RemotePort)),
        ],
    },
    // Load balancers of Avi: the address that clients see is that of the virtual server
    Dialect {
        with: &["vsip", "clientip"],
        texts: &[],
        events: &[],
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
        events: &[],
        means: &[("hostip", Some(LocalIp)), ("remoteip", Some(RemoteIp))],
    },
    // Windows' firewall: its last column says which way a packet went
    Dialect {
        with: &["path"],
        texts: &["tcpflags"],
        events: &[],
        means: &[("path", Some(NetworkDirection))],
    },
    // CyberArk: where an account is used, the gateway is on the way to its target
    Dialect {
        with: &["gatewaystation", "capropertyaddress"],
        texts: &CYBERARK,
        events: &CYBERARK_EVENTS,
        means: &[("gatewaystation", None)],
    },
    Dialect {
        with: &["gatewaystation", "address"],
        texts: &CYBERARK,
        events: &CYBERARK_EVENTS,
        means: &[("gatewaystation", None), ("address", Some(DestinationIp))],
    },
    // Microsoft's server of network policies: the client that asks it is the device that somebody came to
    Dialect {
        with: &["callingstationid callingstationidentifier", "clientipaddress"],
        texts: &[],
        events: &[],
        means: &[("clientipaddress", None)],
    },
    Dialect {
        with: &["gatewaystation", "dhost"],
        texts: &[],
        events: &[],
        means: &[("gatewaystation", None)],
    },
];
