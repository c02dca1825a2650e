//! Log lines of each format, written by hand, and what the form must hold for them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;

use proptest::prelude::*;
use secdo_core::alert::read::{instant, read, read_all};

/// 2026-11-24T12:00:00Z
const NOW: i64 = 1_795_521_600_000;

/// What the form holds, as `field=value` in a fixed order; the time in UTC milliseconds.
fn form(line: &str) -> String {
    let draft = read(line, NOW, &[]).draft;
    let time = instant(&draft, NOW, |_| 0).map(|at| at.to_string()).unwrap_or_default();
    let mut form = String::new();
    for (name, value) in [
        ("kind", &draft.kind),
        ("src", &draft.source_ip),
        ("spt", &draft.source_port),
        ("dst", &draft.destination_ip),
        ("dpt", &draft.destination_port),
        ("agent", &draft.agent_ip),
        ("path", &draft.file_path),
        ("time", &time),
        ("vendor", &draft.vendor),
        ("product", &draft.product),
        ("severity", &draft.severity),
    ] {
        if !value.is_empty() {
            write!(form, "{name}={value} ").unwrap();
        }
    }
    form.trim_end().to_owned()
}

#[test]
fn every_format_is_read() {
    let mut wrong = String::new();
    for (line, wanted) in [
        // CEF, with escapes, a label and a value that goes on until the next name
        (
            r"<134>Nov 24 10:00:00 gw CEF:0|Check Point|VPN-1 \| FireWall-1|R80|100|Deny|7|src=10.1.1.5 spt=59661 dst=66.186.100.181 dpt=9000 rt=1490209247000 msg=a \= b c act=drop",
            r"kind=network src=10.1.1.5 spt=59661 dst=66.186.100.181 dpt=9000 time=1490209247000 vendor=Check Point product=VPN-1 | FireWall-1 severity=HIGH",
        ),
        (
            "CEF:0|Acme|Sensor|1|7|x|2|c6a2=2001:db8::5 c6a2Label=Source IPv6 Address c6a3=2001:db8::9 c6a3Label=Destination IPv6 Address dpt=443",
            "kind=network src=2001:db8::5 dst=2001:db8::9 dpt=443 vendor=Acme product=Sensor severity=LOW",
        ),
        // LEEF with tabs, with its own delimiter, and after a browser turned the tabs into spaces
        (
            "LEEF:1.0|Acme|Gate|1.0|15|src=10.0.0.1\tdst=8.8.8.8\tsrcPort=1024\tdstPort=53\tdevTime=Nov 24 2017 10:00:00",
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1511517600000 vendor=Acme product=Gate",
        ),
        (
            "LEEF:2.0|Acme|Gate|1.0|15|0x5e|src=10.0.0.1^dst=8.8.8.8^dstPort=53",
            "kind=network src=10.0.0.1 dst=8.8.8.8 dpt=53 vendor=Acme product=Gate",
        ),
        (
            "LEEF:1.0|Acme|Gate|1.0|15|src=10.0.0.1 dst=8.8.8.8 dstPort=53",
            "kind=network src=10.0.0.1 dst=8.8.8.8 dpt=53 vendor=Acme product=Gate",
        ),
        // PAN-OS: the columns; the zone of the clock from the header
        (
            "<14>1 2020-03-27T09:57:41+01:00 PA - - - - 1,2020/03/27 09:57:41,0153,TRAFFIC,end,2305,2020/03/27 09:57:41,192.168.2.4,8.8.8.8,203.0.113.1,8.8.8.8,rule,,,dns,vsys1,in,out,e1,e2,d,2020/03/27 09:57:41,7,1,50123,53,4242,53,0x0,udp,allow",
            "kind=network src=192.168.2.4 spt=50123 dst=8.8.8.8 dpt=53 time=1585299461000 vendor=Palo Alto Networks product=PAN-OS",
        ),
        // Cisco ASA: outbound connections name the second party first; a translation stands in brackets
        (
            "Nov 24 2017 10:00:00 fw : %ASA-6-302013: Built outbound TCP connection 88 for outside:203.0.113.5/443 (203.0.113.5/443) to inside:10.1.2.3/53496 (198.51.100.1/53496)",
            "kind=network src=10.1.2.3 spt=53496 dst=203.0.113.5 dpt=443 time=1511517600000 vendor=Cisco product=ASA severity=LOW",
        ),
        (
            r#"%ASA-4-106023: Deny tcp src outside:203.0.113.5/41000 dst inside:10.1.2.3/22 by access-group "out""#,
            "kind=network src=203.0.113.5 spt=41000 dst=10.1.2.3 dpt=22 vendor=Cisco product=ASA severity=MEDIUM",
        ),
        (
            "%FTD-1-430003: SrcIP: 10.0.0.1, DstIP: 8.8.8.8, SrcPort: 1024, DstPort: 443, Protocol: tcp, Priority: 1",
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=443 vendor=Cisco product=FTD severity=HIGH",
        ),
        // A teardown does not say who began: the port of the service does. A translation is no party, an echo no port.
        (
            "%ASA-6-302014: Teardown TCP connection 8 for outside:8.8.8.8/443 to inside:10.1.2.3/51234 duration 0:00:30 bytes 1",
            "kind=network src=10.1.2.3 spt=51234 dst=8.8.8.8 dpt=443 vendor=Cisco product=ASA severity=LOW",
        ),
        (
            "%ASA-6-305011: Built dynamic TCP translation from inside:10.1.2.3/51234 to outside:203.0.113.5/32011",
            "kind=network src=10.1.2.3 spt=51234 vendor=Cisco product=ASA severity=LOW",
        ),
        (
            "%ASA-6-302020: Built outbound ICMP connection for faddr 8.8.8.8/0 gaddr 203.0.113.5/512 laddr 10.1.2.3/512",
            "kind=network src=10.1.2.3 dst=8.8.8.8 vendor=Cisco product=ASA severity=LOW",
        ),
        // The flow says who opened the connection whose answer raised the alert
        (
            r#"{"event_type":"alert","flow_id":1,"src_ip":"8.8.8.8","src_port":80,"dest_ip":"10.0.0.1","dest_port":51234,"flow":{"src_ip":"10.0.0.1","src_port":51234,"dest_ip":"8.8.8.8","dest_port":80}}"#,
            "kind=network src=10.0.0.1 spt=51234 dst=8.8.8.8 dpt=80 vendor=Suricata product=Suricata",
        ),
        // The time of the message goes before a header without a year
        (
            "Mar  4 10:15:31 lb haproxy[1]: 203.0.113.9:44123 [04/Mar/2025:10:15:30.655] http-in 200",
            "kind=network src=203.0.113.9 spt=44123 time=1741083330655",
        ),
        (
            "Source Address: 10.0.0.1\nSource Port: 53\nDirection: Inbound\nDestination Address: 10.0.0.9\nDestination Port: 50146\nThe Windows Filtering Platform has permitted a connection.",
            "kind=network src=10.0.0.9 spt=50146 dst=10.0.0.1 dpt=53",
        ),
        (
            r#"{"schemaVersion":"2.0","service":{"action":{"networkConnectionAction":{"connectionDirection":"INBOUND","localPortDetails":{"port":22},"remotePortDetails":{"port":41000},"localIpDetails":{"ipAddressV4":"10.20.0.8"},"remoteIpDetails":{"ipAddressV4":"198.51.100.4"}}}}}"#,
            "kind=network src=198.51.100.4 spt=41000 dst=10.20.0.8 dpt=22",
        ),
        // What products put before a path is no part of it
        (
            r#"{"host":{"ip":"10.0.0.7"},"Path":"file:_C:\\Users\\bob\\eicar.com","a":1}"#,
            r"kind=file agent=10.0.0.7 path=C:\Users\bob\eicar.com",
        ),
        // Check Point: quoted values, the service is the port
        (
            r#"<134>1 2021-04-05T10:11:02Z gw CheckPoint 1 - [action:"Accept"; ifdir:"inbound"; src:"10.0.0.1"; dst:"8.8.8.8"; s_port:"54377"; service:"5530"; time:"1617710462"; product:"VPN-1"; ]"#,
            "kind=network src=10.0.0.1 spt=54377 dst=8.8.8.8 dpt=5530 time=1617710462000 product=VPN-1",
        ),
        // Check Point with structured data (RFC 5424), and with bars: a value ends only there
        (
            r#"<134>1 2021-04-05T10:11:02Z gw CheckPoint 1 - [sc4s@2620 action="Detect" src="10.0.0.1" dst="8.8.8.8" s_port="1024" service="53" severity="4"]"#,
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1617617462000 vendor=Check Point product=VPN-1 & FireWall-1 severity=HIGH",
        ),
        (
            "time=1570561225|hostname=gw|product=Anti Malware|src=10.0.0.1|s_port=1024|dst=8.8.8.8|service=53|",
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1570561225000 product=Anti Malware",
        ),
        (
            r#"<14>1 2020-03-27T09:57:41Z fw RT_FLOW - RT_FLOW_SESSION_CREATE [junos@2636 source-address="10.0.0.1" source-port="1024" destination-address="8.8.8.8" destination-port="53" nat-source-address="203.0.113.1" nat-source-port="4242"]"#,
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1585303061000 vendor=Juniper product=SRX",
        ),
        (
            r#"<30>device="SFW" date=2020-05-18 time=14:38:58 timezone="CEST" device_name="XG" log_component="Firewall Rule" priority=Information src_ip=10.0.0.1 dst_ip=8.8.8.8 src_port=1024 dst_port=53"#,
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1589805538000 vendor=Sophos product=XG Firewall severity=LOW",
        ),
        // Symantec: an own and a far end, and the word for which of them began
        (
            "Blocked,Local Host IP: 10.0.0.1,Local Port: 445,Remote Host IP: 10.0.0.9,Remote Port: 51000,Inbound,Begin: 2022-10-19 09:25:40",
            "kind=network src=10.0.0.9 spt=51000 dst=10.0.0.1 dpt=445 time=1666171540000 vendor=Symantec product=Endpoint Protection",
        ),
        // FortiGate: date, time and zone apart
        (
            r#"<189>date=2020-04-23 time=12:17:48 devname="x" devid="y" tz="-0500" srcip=10.1.1.1 srcport=1024 dstip=8.8.8.8 dstport=53 tranip=203.0.113.1 crlevel="high""#,
            "kind=network src=10.1.1.1 spt=1024 dst=8.8.8.8 dpt=53 time=1587662268000 vendor=Fortinet product=FortiGate severity=HIGH",
        ),
        // iptables
        (
            "Nov 24 10:00:00 host kernel: [1.2] DROP IN=eth0 OUT= MAC=00:11:22:33:44:55 SRC=203.0.113.9 DST=10.0.0.2 LEN=60 PROTO=TCP SPT=41000 DPT=22 WINDOW=1",
            "kind=network src=203.0.113.9 spt=41000 dst=10.0.0.2 dpt=22 time=1795514400000 vendor=Linux product=iptables",
        ),
        // JSON: Suricata, Zeek, ECS, deep and after a header
        (
            r#"{"timestamp":"2018-10-03T14:42:44.836744+0000","event_type":"alert","src_ip":"10.0.0.1","src_port":1024,"dest_ip":"8.8.8.8","dest_port":53,"flow":{"start":"2017-01-01T00:00:00Z"}}"#,
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1538577764836",
        ),
        (
            r#"{"ts":1490209247.5,"uid":"C1","id.orig_h":"10.0.0.1","id.orig_p":1024,"id.resp_h":"8.8.8.8","id.resp_p":53,"proto":"udp"}"#,
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1490209247500 vendor=Zeek product=Zeek",
        ),
        (
            r#"Nov 24 10:00:00 host app: {"@timestamp":"2020-01-29T09:41:10Z","source":{"ip":"10.0.0.1","port":1024,"nat":{"ip":"203.0.113.1"}},"destination":{"ip":"8.8.8.8","port":53},"host":{"ip":"10.9.9.9"}}"#,
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1580290870000",
        ),
        // Sysmon, a file of an anti-virus, and XML of ePO
        (
            "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>3</EventID></System><EventData><Data Name='UtcTime'>2019-01-02 03:04:05.678</Data><Data Name='SourceIp'>10.0.0.1</Data><Data Name='SourcePort'>1024</Data><Data Name='DestinationIp'>8.8.8.8</Data><Data Name='DestinationPort'>53</Data></EventData></Event>",
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1546398245678 vendor=Microsoft product=Windows",
        ),
        (
            r#"<29>1 2019-01-02T03:04:05.0Z epo EPOEvents - EventFwd [agentInfo@3401 tenantId="1"] <?xml version="1.0"?><EPOEvent><MachineInfo><IPAddress>10.0.0.7</IPAddress></MachineInfo><Event><GMTTime>2019-01-02T03:04:05</GMTTime><CommonFields><TargetFileName>C:\Temp\a &amp; b.exe</TargetFileName></CommonFields></Event></EPOEvent>"#,
            r"kind=file src=10.0.0.7 agent=10.0.0.7 path=C:\Temp\a & b.exe time=1546398245000 vendor=McAfee product=ePO",
        ),
        // Sentences
        (
            "src 10.1.1.1:59661 -> 66.186.100.181:9000",
            "kind=network src=10.1.1.1 spt=59661 dst=66.186.100.181 dpt=9000",
        ),
        (
            "Nov 24 10:00:00 web sshd[12]: Failed password for root from 203.0.113.9 port 41000 ssh2",
            "kind=network src=203.0.113.9 spt=41000 time=1795514400000",
        ),
        (
            r#"203.0.113.9 - - [24/Nov/2017:10:00:00 +0000] "GET /a?b=8.8.8.8 HTTP/1.1" 200 5 "-" "Mozilla/5.0""#,
            "kind=network src=203.0.113.9 time=1511517600000",
        ),
        (
            "2017-11-24 10:00:00 10.0.0.2 GET /a.aspx - 443 - 203.0.113.9 Mozilla/5.0 200",
            "kind=network src=203.0.113.9 dst=10.0.0.2 dpt=443 time=1511517600000",
        ),
        // Pairs of a details pane
        (
            "Time: 2017-11-24 10:00:00\nSource IP: 10.0.0.1\nSource Port: 1024\nDestination IP: 8.8.8.8\nDestination Port: 53\nSeverity: High\n",
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1511517600000 severity=HIGH",
        ),
        // Alternating lines of a pane, and names with tabs behind them
        (
            "Source IP\n10.0.0.1\nDestination IP\n8.8.8.8\nDestination Port\n53\n",
            "kind=network src=10.0.0.1 dst=8.8.8.8 dpt=53",
        ),
        (
            "Source IP\t10.0.0.1\nDest IP\t8.8.8.8\nDest Port\t53\nAction\tblocked",
            "kind=network src=10.0.0.1 dst=8.8.8.8 dpt=53",
        ),
        // Rows in the order of their product, and under a header
        (
            "2 123456789010 eni-1235b8ca123456789 10.0.0.1 8.8.8.8 1024 53 17 1 76 1490209247 1490209300 ACCEPT OK",
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1490209247000 vendor=Amazon product=VPC Flow Logs",
        ),
        (
            r#""22" "10Dec2019" "23:44:49" "eth1" "gw" "Log" "Accept" "443" "44250" "10.0.0.1" "8.8.8.8" "tcp""#,
            "kind=network src=10.0.0.1 spt=44250 dst=8.8.8.8 dpt=443 time=1576021489000 vendor=Check Point product=FireWall-1",
        ),
        (
            "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\n1490209247.5\tCHhAvVGS1DHFjwGM9\t10.0.0.1\t1024\t8.8.8.8\t53",
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1490209247500 vendor=Zeek product=Zeek",
        ),
        (
            "1490209247.5 CHhAvVGS1DHFjwGM9 10.0.0.1 1024 8.8.8.8 53 udp dns",
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1490209247500 vendor=Zeek product=Zeek",
        ),
        (
            "Time,Source IP,Source Port,Destination IP,Destination Port\n2017-03-22 19:00:47,10.0.0.1,1024,8.8.8.8,53",
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1490209247000",
        ),
        (
            r#""2017-03-22 19:00:47","host","10.0.0.1","1024","8.8.8.8","53""#,
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1490209247000",
        ),
        (
            "2017-03-22 19:00:47 203.0.113.9 41000 10.0.0.2 443 HTTP/1.1 GET /a 400 - URL -",
            "kind=network src=203.0.113.9 spt=41000 dst=10.0.0.2 dpt=443 time=1490209247000",
        ),
        // A row of a grid without its header, and with one whose ports have the same name
        (
            "Firewall Permit\tPAN-OS @ fw01\t1\tNov 24, 2018, 10:14:58\tFirewall Permit\t10.0.0.1\t1024\t8.8.8.8\t53\tCORP\\j.doe\t6",
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1543054498000",
        ),
        (
            "Event Name\tTime\tSource IP\tPort\tDestination IP\tPort\tMagnitude\nPermit\tNov 24, 2018, 10:14:58\t10.0.0.1\t1024\t8.8.8.8\t53\t6",
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1543054498000",
        ),
        // A flow tuple of Azure inside a value
        (
            r#"{"time":"2017-03-22T19:00:47Z","flow.0":"1490209247,10.0.0.1,8.8.8.8,1024,53,U,O,A"}"#,
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1490209247000",
        ),
        // Values that are pairs; a zone behind the port
        (
            r#"id=firewall sn=00 time="2017-03-22 19:00:47" fw=203.0.113.1 pri=6 src=10.0.0.1:1024:LAN dst=8.8.8.8:53:WAN"#,
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1490209247000 vendor=SonicWall product=SonicOS",
        ),
        // The agent's own end is the destination where the far one came in
        (
            r#"{"LocalIP":"10.0.0.1","LocalPort":445,"RemoteIP":"10.0.0.9","RemotePort":51000,"ActionType":"InboundConnectionAccepted"}"#,
            "kind=network src=10.0.0.9 spt=51000 dst=10.0.0.1 dpt=445",
        ),
        (
            "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>5156</EventID></System><EventData><Data Name='Application'>\\device\\a.exe</Data><Data Name='Direction'>%%14592</Data><Data Name='SourceAddress'>10.0.0.1</Data><Data Name='SourcePort'>3333</Data><Data Name='DestAddress'>10.0.0.9</Data><Data Name='DestPort'>49278</Data></EventData></Event>",
            r"kind=network src=10.0.0.9 spt=49278 dst=10.0.0.1 dpt=3333 agent=10.0.0.9 path=\device\a.exe vendor=Microsoft product=Windows",
        ),
        // Folder and name apart; a bare name is offered only
        (
            r#"{"event":{"FilePath":"\\Device\\HarddiskVolume1\\Temp","FileName":"x.exe","LocalIP":"10.0.0.7","SeverityName":"High"}}"#,
            r"kind=file src=10.0.0.7 agent=10.0.0.7 path=\Device\HarddiskVolume1\Temp\x.exe severity=HIGH",
        ),
        (
            r#"AutoID="1" DetectedUTC="2021-05-03 06:26:21.0" SourceIPv4="10.0.0.7" TargetFileName="eicar.com" ThreatSeverity="2" ThreatName="EICAR""#,
            "kind=network src=10.0.0.7 time=1620023181000",
        ),
        // A JSON object that the selection cut in the middle
        (
            r#"{"src_ip":"10.0.0.1","src_port":1024,"dest_ip":"8.8.8.8","dest_port":53,"alert":{"sig"#,
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53",
        ),
        // Severity by the scale of the format
        (
            r#"{"event_type":"alert","flow_id":1,"src_ip":"10.0.0.1","dest_ip":"8.8.8.8","alert":{"severity":1}}"#,
            "kind=network src=10.0.0.1 dst=8.8.8.8 vendor=Suricata product=Suricata severity=HIGH",
        ),
        (
            r#"{"class_uid":4001,"severity_id":3,"time":1490209247000,"src_endpoint":{"ip":"10.0.0.1","port":1024},"dst_endpoint":{"ip":"8.8.8.8","port":53},"metadata":{"product":{"vendor_name":"Acme","name":"Sensor"}}}"#,
            "kind=network src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53 time=1490209247000 vendor=Acme product=Sensor severity=MEDIUM",
        ),
    ] {
        let found = form(line);
        if found != wanted {
            writeln!(wrong, "{line}\n  found  {found}\n  wanted {wanted}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_event_has_the_number_that_its_format_gives_it() {
    for (line, wanted) in [
        ("CEF:0|Acme|Gate|1|100|Deny|7|src=10.0.0.1 externalId=4711", "4711"),
        ("CEF:0|Acme|Gate|1|100|Deny|7|src=10.0.0.1", "100"),
        ("LEEF:1.0|Acme|Gate|1.0|15|src=10.0.0.1", "15"),
        ("%ASA-6-302013: Built outbound TCP connection 8 for a:8.8.8.8/443 to b:10.0.0.1/1", "302013"),
        (r#"{"event_type":"alert","flow_id":1234567,"src_ip":"10.0.0.1"}"#, "1234567"),
        (r#"{"ts":1490209247.5,"uid":"CHhAvVGS1DHFjwGM9","id.orig_h":"10.0.0.1"}"#, "CHhAvVGS1DHFjwGM9"),
        (r#"[loguid:"{0x5f}"; src:"10.0.0.1"; dst:"8.8.8.8"; ]"#, "{0x5f}"),
        // The number of a packet, and the word for what logs, are none.
        ("kernel: IN=eth0 OUT= SRC=10.0.0.1 DST=8.8.8.8 ID=54321 PROTO=TCP SPT=1 DPT=2", ""),
        (r#"id=firewall sn=00 fw=203.0.113.1 pri=6 src=10.0.0.1 dst=8.8.8.8"#, ""),
    ] {
        assert_eq!(read(line, NOW, &[]).draft.event_id, wanted, "{line}");
    }
}

#[test]
fn nothing_is_invented() {
    for (line, wanted) in [
        ("", ""),
        ("nothing to see here", ""),
        // Gateways, translations and devices are no parties.
        (r#"{"device":{"ip":"10.9.9.9"},"nat":{"source":"203.0.113.1"},"a":1,"b":2,"c":3,"d":4}"#, ""),
        ("tranip=203.0.113.1 transport=1 xlatesrc=203.0.113.2 natsrc=203.0.113.3 fw=10.9.9.9 x=1", ""),
        // The path of a URL is no file.
        (r#"{"url":{"path":"/api/locations"},"a":1,"b":2,"c":3,"d":4,"e":5}"#, ""),
        // Version numbers and times are no addresses.
        ("agent 10.0.0.1.5 version 1.2.3.4 at 10:11:12", ""),
    ] {
        let found = form(line);
        let found = found.split(" time=").next().unwrap();
        assert_eq!(found.trim(), wanted, "{line}");
    }
}

#[test]
fn hostile_lines_end() {
    for line in [
        "a=".repeat(200_000),
        "{\"a\":".repeat(50_000),
        "<a>".repeat(50_000),
        format!("<!DOCTYPE a [<!ENTITY b \"{}\">]><a>&b;</a>", "x".repeat(100_000)),
        "\"".repeat(200_000),
        format!("CEF:0|{}", "\\|".repeat(100_000)),
        format!("1,2020/01/01 00:00:00,1,TRAFFIC,{}", ",".repeat(200_000)),
        "key: ".repeat(50_000),
        "%ASA-6-302013: Built outbound ".to_owned() + &"a:1.1.1.1/1 ".repeat(20_000),
    ] {
        let _ = read_all(&line, NOW, &[]);
    }
}

proptest! {
    #[test]
    fn any_line_is_read(line in "[\\PC\n\t]{0,200}") {
        for reading in read_all(&line, NOW, &[]) {
            for evidence in &reading.fields {
                let spans = evidence.alternatives.iter().map(|other| other.span).chain([evidence.span]);
                for span in spans {
                    prop_assert!(line.get(span.start..span.end).is_some(), "{} of {line:?}", evidence.field);
                }
            }
        }
    }

    #[test]
    fn any_pairs_are_read(line in "(CEF:0\\|a\\|b\\|c\\|d\\|e\\|f\\||LEEF:1.0\\|a\\|b\\|c\\|d\\||<Event>|\\{\"|%ASA-1-2: )?[a-z0-9=:\"'<>{}\\[\\],;|/\\\\. -]{0,120}") {
        let draft = read(&line, NOW, &[]).draft;
        for address in [draft.source_ip, draft.destination_ip, draft.agent_ip] {
            prop_assert!(address.is_empty() || address.parse::<std::net::IpAddr>().is_ok(), "{}", address);
        }
    }
}
