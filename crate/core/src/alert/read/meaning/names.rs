//! What products call the attributes of an alert, in lower case and without punctuation, the surest name first.
//!
//! Names of translated addresses are left out on purpose: the agent saw the address before the translation. The names
//! were counted on samples of 122 vendors; the more common and the less ambiguous one stands first.

use std::sync::OnceLock;

/// What a name can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Who opened the connection.
    SourceIp,
    /// The same where it is the whole name, not the end of a path.
    SourceIpAlone,
    /// The end of the host that reports.
    OwnEnd,
    /// The far end, seen from that host.
    OtherEnd,
    /// Whom it was opened to.
    DestinationIp,
    /// The same where it is the whole name.
    DestinationIpAlone,
    /// The port it was opened from.
    SourcePort,
    /// The port of the host that reports.
    OwnPort,
    /// The port of the far end.
    OtherPort,
    /// The port it was opened to.
    DestinationPort,
    /// When it happened.
    Time,
    /// The full path of a file.
    FilePath,
    /// The program that did it: a file only where nothing else is told.
    ProcessPath,
    /// The name of a file whose folder stands beside it.
    FileName,
    /// The host on which a file was reported.
    AgentIp,
    /// How bad it is.
    Severity,
    /// What the product calls the event.
    EventId,
    /// Who made the product.
    Vendor,
    /// The product that raised the alert.
    Product,
    /// Where the source stands: zones, interfaces with a role.
    SourceZone,
    /// Where the destination stands.
    DestinationZone,
    /// The direction seen from the border of the network.
    Perimeter,
    /// The direction seen from the host that reports.
    HostDirection,
    /// A text that may hold a record of its own.
    Text,
}

/// The group of roles of which a name has one only; every other role is a group of its own.
pub(crate) const fn group(role: Role) -> Role {
    match role {
        Role::SourceIpAlone
        | Role::OwnEnd
        | Role::OtherEnd
        | Role::DestinationIp
        | Role::DestinationIpAlone
        | Role::AgentIp => Role::SourceIp,
        Role::OwnPort | Role::OtherPort | Role::DestinationPort => Role::SourcePort,
        Role::ProcessPath => Role::FilePath,
        other => other,
    }
}

/// The names of each role, the best one first, with blanks between them.
const NAMES: [(Role, &str); 23] = [
    (
        Role::SourceIp,
        "idorigh flowsrcip srcip src sourceip sourceaddress sourceipaddress sourceipv4 srcaddr saddr srcipv4 srcaddress \
         srcendpointip connectionsrcip principalip connsrcip clientip clientaddress clientipaddress ipsrc \
         calleripaddress callerip sourceipv6 actoripaddress userip useripaddress ipaddress ipaddr srchost \
         sourceipv6address sourceipv4address originaddress sourceips station cip remoteaddr rhost originip ddsrcip sourcehost \
         attackerip attackeraddress attacker sourcenetworkaddress callingstationid \
         remoteipaddress loginip ipfrom senderip senderclientip fromip clickip clienthost ipv4srcaddr peerip peeraddress \
         deviceipaddress raddr eventuserip jsonpayloadconnectionsrcip initiatorip initiatoraddress sourceipaddr \
         sipaddr srcipaddr srcipaddress srcendpointipaddress clientaddr originatorip ipv4src ipsource srcipv6 srcip6 clientipv6 \
         requestremoteip cltsip cltip clientsrcip adminipaddress endpointipaddress assignedip realip framedipaddress accessdeviceip connectionip \
         srcinetaddr sourceaddr userhostaddress signinip logonip fromaddress xclientip shost ui",
    ),
    (Role::SourceIpAlone, "source ip client peer addr address remotehost"),
    (
        Role::OwnEnd,
        "localip localaddress localaddressip4 localaddressip6 localhostip locip localipdetailsipaddressv4 \
         localinterfaceip actionlocalip localipv4 localipv6 localaddr localipaddress lip",
    ),
    (
        Role::OtherEnd,
        "remoteip remoteaddress remoteaddressip4 remoteaddressip6 remotehostip remip remoteipdetailsipaddressv4 \
         remoteinterfaceip actionremoteip remoteipv4 remoteipv6 rip",
    ),
    (
        Role::DestinationIp,
        "idresph flowdestip dstip dst destip destinationip destinationaddress destinationipaddress destaddress dstaddr \
         dstipv4 dstaddress daddr dstendpointip connectiondestip connectiondstip targetip targetipv4 \
         destinationipv4 destipv4 destinationipv4address serverip serveraddress dest ipdst conndestip dsthost victimip \
         victimaddress gatewaystation destinationipv6address sip targetaddress targetipaddress serveraddr upstreamip upstreamaddr \
         destinationipv6 ipv4dstaddr dstipv6 dstip6 dstipaddress dstendpointipaddress serveripaddress \
         lbserver conndestaddress dip dipaddr dstipaddr destipaddr responderip responderaddress targetaddr ipdestination \
         dsthostip destinationips dddstip capropertyaddress srvdip srvip serverdestip dnsresolverip resolverip \
         destinationinfoip destaddr destinationaddr toip toaddress ipv4dst dhost destinationhost",
    ),
    (Role::DestinationIpAlone, "destination"),
    (
        Role::SourcePort,
        "idorigp flowsrcport requestremoteport srcport spt sourceport sport srcendpointport clientport sourceipport ipport \
         connsrcport sourceportnumber l4srcport peerport originatorport initiatorport \
         sourcetransportport srcportnumber ipsport clientsport portsrc rport cport cpt cltsport cltport principalport \
         attackerport fromport srcendpointportnumber clientsrcport",
    ),
    (Role::OwnPort, "localport locport localportdetailsport actionlocalport lport"),
    (Role::OtherPort, "remoteport remport remoteportdetailsport actionremoteport"),
    (
        Role::DestinationPort,
        "idrespp flowdestport dstport dpt destport destinationport dport dstendpointport serverport targetport \
         service conndestport l4dstport responderport destinationtransportport dstportnumber victimport toport \
         destinationportnumber ipdport destinationserviceport dddstport portdst srvdport srvport upstreamport \
         dstendpointportnumber",
    ),
    (
        Role::Time,
        "flowtime utctime rt deviceeventtime isotimestamp ftntfgteventtime fortinetfortigateeventtime eventtime timestamp \
         time ts devtime timecreatedsystemtime systemtime gmttime detectedutc creationtime creationdatetime eventcreationtime \
         timegenerated generatedtime eventtimestamp createdat createddatetime activitydatetime datetime timelocal \
         utctimestamp timedt contexttimestamp begin start starttime publisheddate published occurred occured \
         detectiontime eventdate securityeventdate logtime receivetime receivedtime date isotime lastupdatetime endtime \
         startime end creationdate reporttime idtime unixtime calendartime eventstarttime starttimeutc eventtimestamputc \
         timestamputc timestampderived requesttimestampepoch timecreated generated logdate eventcreated receipttime \
         devicetime eventoccurredtime occurredat occurredon detectiontimestamp firstactivitydatetime logsourcetime \
         detectedat detecteddatetime eventdatetime datetimeutc when clicktime received alerttime alerttimestamp \
         triggertime triggeredat raisedat firstseen lastseen logtimestamp requesttime starttimestamp \
         eventreceivedtime createdtime timestampms vptime",
    ),
    (
        Role::FilePath,
        "filepath targetfilename filefullpath fullpath targetfullpath tgtfilepath objecturi fileinfofilename \
         threatfilepath specificdatapath actionfilepath datafilefilepath filepathname filename path fname correctedpath \
         eventpath objectfilepath malwarepath infectedfilepath infectedfile viruspath targetpath folderpath objectpath \
         object file",
    ),
    (
        Role::ProcessPath,
        "imagepath processfilepath actorprocessfilepath executable image processpath exe newprocessname application \
         initiatingprocessfolderpath processexecutable processimagepath applicationname processname",
    ),
    (Role::FileName, "filename fname name targetname"),
    (
        Role::AgentIp,
        "agentip machineinfoipaddress hostip deviceip endpointip computerip devicelocalip machineip dvc \
         deviceaddress hostaddress clientip4 identityip hostipaddress localip4 sourceinfoip",
    ),
    (
        Role::Severity,
        "threatseverity severity alertseverity severityname crlevel sev risk severityid threatseveritylevel \
         alertlevel logseverity urgency priority threatlevel eventseverity",
    ),
    (
        Role::EventId,
        "externalid eventid loguid flowid uid eventrecordid alertid threateventid sessionid id metadatauid \
         logid transactionid internaleventid recordid auditid offenseid incidentid signatureid",
    ),
    (
        Role::Vendor,
        "vendor devicevendor observervendor metadataproductvendorname productvendorname metadatavendorname \
         vendorname eventvendor logsourcevendor",
    ),
    (
        Role::Product,
        "product deviceproduct observerproduct metadataproductname productname logsourcetype analyzername \
         eventproduct",
    ),
    (
        Role::SourceZone,
        "inzone srczone sourcezone fromzone srcintfrole srczonetype sourcezonename ingresszone \
         observeringresszone cs4inzone sourcesecurityzone ingressinterface",
    ),
    (
        Role::DestinationZone,
        "outzone dstzone destinationzone destzone tozone dstintfrole dstzonetype destinationzonename \
         egresszone observeregresszone destinationsecurityzone egressinterface",
    ),
    (Role::Perimeter, "eventdirection conndirection networkdirection connectioninfodirectionid"),
    (Role::HostDirection, "connectiondirection direction dir inbound"),
];

/// Names of texts that may hold a record of their own, or a sentence, the likelier one first.
const TEXTS: (Role, &str) = (
    Role::Text,
    "message msg log fulllog rawlog raw rawmessage rawevent originalmessage eventoriginal logmessage syslogmessage \
     eventdescription description desc details eventmessage fullmessage shortmessage renderedmessage text textpayload body name \
     operationmessagetext reason",
);

/// What columns and fields are called in consoles that speak other languages.
const ELSEWHERE: [(Role, &str); 7] = [
    (
        Role::SourceIp,
        "quelle quellip quelladresse quellipadresse ipquelle ipsource adressesource adresseipsource ipdorigine \
         adressedorigine adressedelasource origen iporigen iporigem ipdeorigen direcciondeorigen direcciniporigen \
         direccionorigen direccionipdeorigen direccioniporigen ipdeorigem enderecodeorigem enderecoipdeorigem origem \
         ipdiorigine indirizzodiorigine indirizzoiporigine iporigine 送信元ip 送信元アドレス 送信元ipアドレス 送信元 \
         発信元ip 発信元 源ip 源地址 源ip地址 来源ip 출발지ip 출발지주소 출발지 bronip bronadres",
    ),
    (
        Role::DestinationIp,
        "ziel zielip zieladresse zielipadresse ipziel ipdestination ipdedestination adressedestination \
         adressededestination adresseipdestination adresseipdedestination destino ipdestino ipdedestino \
         direcciondedestino direcciondestino direccionipdedestino direccionipdestino enderecodedestino \
         enderecoipdedestino ipdidestinazione ipdestinazione indirizzodidestinazione indirizzoipdestinazione destinazione \
         宛先ip 宛先アドレス 宛先ipアドレス 宛先 送信先ip 送信先アドレス 送信先 目的ip 目的地址 目的ip地址 目标ip 目标地址 \
         목적지ip 목적지주소 목적지 doelip doeladres",
    ),
    (
        Role::SourcePort,
        "quellport portquelle portsource portdorigine puertoorigen puertodeorigen portaorigem portadeorigem \
         portadiorigine portaorigine 送信元ポート 送信元ポート番号 发信端口 源端口 출발지포트 bronpoort",
    ),
    (
        Role::DestinationPort,
        "zielport portziel portdestination portdedestination puertodestino puertodedestino portadestino \
         portadedestino portadidestinazione portadestinazione 宛先ポート 宛先ポート番号 送信先ポート 目的端口 目标端口 \
         목적지포트 doelpoort",
    ),
    (
        Role::Time,
        "zeit zeitstempel zeitpunkt ereigniszeit datumuhrzeit datumundzeit heure horodatage dateetheure dateheure \
         heuredelevenement hora fechayhora fechahora fecha marcadetiempo datahora dataehora dataora dataeora ora tijd \
         tijdstip 時刻 日時 発生日時 発生時刻 検知日時 タイムスタンプ 时间 发生时间 时间戳 시간 발생시간",
    ),
    (
        Role::FilePath,
        "dateipfad pfad datei chemin chemindufichier chemindefichier cheminfichier fichier ruta rutadelarchivo \
         rutadearchivo rutadelfichero archivo caminho caminhodoarquivo percorso percorsofile percorsodelfile \
         ファイルパス パス ファイル 文件路径 文件 路径 파일경로 bestandspad",
    ),
    (
        Role::Severity,
        "schweregrad gravite severite gravedad severidad gravidade severidade gravita 重大度 深刻度 严重性 严重级别 \
         심각도 ernst",
    ),
];

/// How many bytes of a name are looked at, without punctuation: no name in the table is longer.
const LONGEST: usize = 64;

/// An entry of the table: the hash of the name, the name, its role, its place among the names of the role.
type Entry = (u32, &'static str, Role, u16);

/// The table, by the hashes of its names.
static BY_NAME: OnceLock<Vec<Entry>> = OnceLock::new();

/// A number that is quick to make and to compare (FNV-1a).
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Tells the roles that a name can stand for: the role, the place among its names, and how many parts of a path stand
/// before the name. A longer part of the path that has the role stands before a shorter one.
pub(crate) fn roles(path: &str, mut tell: impl FnMut(Role, u16, u16)) {
    let table = BY_NAME.get_or_init(|| {
        let places = |&(role, names): &(Role, &'static str)| {
            names.split_ascii_whitespace().zip(0..).map(move |(name, place)| (hash(name), name, role, place))
        };
        let mut all: Vec<Entry> = NAMES.iter().chain(&ELSEWHERE).chain([&TEXTS]).flat_map(places).collect();
        all.sort_by_key(|&(hash, ..)| hash);
        all
    });
    if is_translated(path) || OF_COLLECTOR.iter().any(|begin| path.starts_with(begin)) {
        return;
    }
    // `Time (UTC+2)`: what stands in brackets is no part of the name.
    let path = path.split(['(', '[']).next().filter(|name| !name.trim().is_empty()).unwrap_or(path);
    let parts = path.bytes().filter(|byte| matches!(byte, b'.' | b'/')).count();
    let mut rest = path;
    for dropped in 0.. {
        let mut letters = [0; LONGEST];
        // The first parts of a long path say nothing.
        if usize::from(dropped) + PARTS >= parts
            && let Some(name) = normal(rest, &mut letters)
        {
            let wanted = hash(name);
            let from = table.partition_point(|(hash, ..)| *hash < wanted);
            let found = table[from..].iter().take_while(|(hash, ..)| *hash == wanted);
            found
                .filter(|(_, known, ..)| *known == name)
                .for_each(|&(_, _, role, place)| tell(role, place, dropped));
        }
        match rest.find(['.', '/']) {
            Some(at) => rest = &rest[at + 1..],
            None => break,
        }
    }
}

/// How many parts of a path are looked at, from its end.
const PARTS: usize = 12;

/// The file that a collector read a line from: none that the line tells of.
const OF_COLLECTOR: [&str; 2] = ["log.file.", "log.path"];

/// Whether a path leads to what an address was translated to: the agent saw the address before that.
fn is_translated(path: &str) -> bool {
    const SIGN: &[u8] = b"translat";
    let of = |part: &str| {
        part.eq_ignore_ascii_case("nat")
            || part.as_bytes().windows(SIGN.len()).any(|window| window.eq_ignore_ascii_case(SIGN))
    };
    path.contains('.') && path.split('.').any(of)
}

/// Lower case letters and digits only: `src_ip`, `SrcIP` and `Src IP` are one name, and accents are none. `None` where no
/// name is that long.
fn normal<'b>(name: &str, letters: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut length = 0;
    for character in name.chars() {
        let plain = if character.is_ascii() {
            Some(character.to_ascii_lowercase()).filter(char::is_ascii_alphanumeric)
        } else {
            Some(
                ACCENTS
                    .iter()
                    .find(|(with, _)| *with == character)
                    .map_or(character, |(_, without)| *without),
            )
            .filter(|letter| letter.is_alphabetic() || *letter == 'ー')
        };
        if let Some(plain) = plain {
            let end = length + plain.len_utf8();
            plain.encode_utf8(letters.get_mut(length..end)?);
            length = end;
        }
    }
    std::str::from_utf8(&letters[..length]).ok()
}

/// Letters with accents in the names of the table, and without them.
const ACCENTS: [(char, char); 22] = [
    ('é', 'e'),
    ('è', 'e'),
    ('ê', 'e'),
    ('É', 'e'),
    ('à', 'a'),
    ('á', 'a'),
    ('â', 'a'),
    ('ã', 'a'),
    ('ç', 'c'),
    ('í', 'i'),
    ('î', 'i'),
    ('ó', 'o'),
    ('ô', 'o'),
    ('õ', 'o'),
    ('ú', 'u'),
    ('û', 'u'),
    ('ñ', 'n'),
    ('Á', 'a'),
    ('ä', 'a'),
    ('ö', 'o'),
    ('ü', 'u'),
    ('ù', 'u'),
];

/// A name in lower case letters and digits only, however long.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The roles that a name of the table has, and its place among the names of each.
pub(crate) fn places(name: &str) -> Vec<(Role, u16)> {
    let mut places = Vec::new();
    roles(name, |role, place, _| places.push((role, place)));
    places
}

/// Whether a name can have a role.
pub(crate) fn has_role(name: &str, wanted: Role) -> bool {
    let mut found = false;
    roles(name, |role, _, _| found |= role == wanted);
    found
}

/// Whether a name is that of an end, a time or a path of its own: not of a text or a number that other things have, too.
pub(crate) fn is_strong(name: &str) -> bool {
    let mut is_strong = false;
    roles(name, |role, _, _| {
        is_strong |= !matches!(
            role,
            Role::Text
                | Role::FileName
                | Role::EventId
                | Role::Severity
                | Role::Vendor
                | Role::Product
                | Role::HostDirection
        );
    });
    is_strong
}

/// Whether a word ends names of several words, such as `Peer IP` or `Server port`.
pub(crate) fn is_tail(word: &str) -> bool {
    ["ip", "port", "address"].iter().any(|tail| tail.eq_ignore_ascii_case(word))
}

/// Whether a text is a name that the table knows.
pub(crate) fn is_known(name: &str) -> bool {
    let mut known = false;
    roles(name, |_, _, _| known = true);
    known
}
