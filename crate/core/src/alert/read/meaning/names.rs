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
    /// The far end, seen from a host whose own end stands beside it.
    OtherEnd,
    /// Whom it was opened to.
    DestinationIp,
    /// The port it was opened from.
    SourcePort,
    /// The port it was opened to.
    DestinationPort,
    /// When it happened.
    Time,
    /// The full path of a file.
    FilePath,
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
}

/// The names of each role, the best one first, with blanks between them.
const NAMES: [(Role, &str); 18] = [
    (
        Role::SourceIp,
        "idorigh flowsrcip srcip src sourceip sourceaddress sourceipaddress sourceipv4 srcaddr saddr srcipv4 srcaddress \
         srcendpointip connectionsrcip principalip connsrcip clientip clientaddress clientipaddress ipsrc \
         calleripaddress callerip sourceipv6 actoripaddress userip useripaddress ipaddress ipaddr srchost \
         sourceipv6address originaddress sourceips station cip remoteaddr rhost originip ddsrcip sourcehost \
         attackerip attacker localip localaddress localaddressip4 localhostip locip sourcenetworkaddress \
         remoteipaddress loginip ipfrom senderip clienthost ipv4srcaddr peerip deviceipaddress raddr \
         eventuserip jsonpayloadconnectionsrcip initiatorip sourceipaddr srcipaddr clientaddr originatorip \
         ipv4src ipsource localipdetailsipaddressv4 localinterfaceip ui",
    ),
    (Role::SourceIpAlone, "source ip client peer addr remotehost"),
    (
        Role::OtherEnd,
        "remoteip remoteaddress remoteaddressip4 remotehostip remip remoteipdetailsipaddressv4 remoteinterfaceip",
    ),
    (
        Role::DestinationIp,
        "idresph flowdestip dstip dst destip destinationip destinationaddress destinationipaddress destaddress dstaddr \
         dstipv4 dstaddress daddr dstendpointip connectiondestip connectiondstip targetip targetipv4 \
         destinationipv4 destipv4 serverip serveraddress dest destination ipdst conndestip dsthost victimip gatewaystation \
         destinationipv6address sip targetaddress upstreamip destinationipv6 ipv4dstaddr \
         lbserver conndestaddress dstipaddr destipaddr responderip targetaddr serveraddr ipdestination \
         dsthostip destinationips dddstip capropertyaddress",
    ),
    (
        Role::SourcePort,
        "idorigp flowsrcport srcport spt sourceport sport srcendpointport clientport localport sourceipport ipport \
         connsrcport sourceportnumber locport l4srcport peerport originatorport initiatorport \
         sourcetransportport srcportnumber ipsport clientsport localportdetailsport portsrc rport",
    ),
    (
        Role::DestinationPort,
        "idrespp flowdestport dstport dpt destport destinationport dport dstendpointport serverport targetport remoteport \
         service conndestport remport l4dstport responderport destinationtransportport dstportnumber \
         destinationportnumber ipdport destinationserviceport remoteportdetailsport dddstport portdst",
    ),
    (
        Role::Time,
        "flowtime rt deviceeventtime isotimestamp ftntfgteventtime eventtime timestamp time ts devtime utctime \
         timecreatedsystemtime systemtime gmttime detectedutc creationtime creationdatetime eventcreationtime \
         timegenerated generatedtime eventtimestamp createdat createddatetime activitydatetime datetime \
         utctimestamp timedt contexttimestamp begin start starttime publisheddate published occurred occured \
         detectiontime eventdate logtime receivetime date isotime lastupdatetime endtime startime end \
         creationdate reporttime idtime unixtime calendartime eventstarttime starttimeutc eventtimestamputc \
         timestamputc timecreated generated logdate eventcreated receipttime devicetime eventoccurredtime \
         occurredat detectiontimestamp firstactivitydatetime logsourcetime",
    ),
    (
        Role::FilePath,
        "filepath targetfilename filefullpath fullpath targetfullpath tgtfilepath objecturi fileinfofilename \
         threatfilepath specificdatapath actionfilepath datafilefilepath filepathname filename path fname \
         targetpath folderpath imagepath processfilepath actorprocessfilepath executable image processpath \
         exe object file newprocessname application initiatingprocessfolderpath",
    ),
    (Role::FileName, "filename fname name targetname"),
    (
        Role::AgentIp,
        "agentip machineinfoipaddress hostip deviceip endpointip computerip devicelocalip machineip dvc \
         deviceaddress hostaddress clientip4 identityip hostipaddress localip4",
    ),
    (
        Role::Severity,
        "threatseverity severity alertseverity severityname crlevel sev risk severityid threatseveritylevel \
         alertlevel logseverity urgency priority",
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

/// How many bytes of a name are looked at, without punctuation: no name in the table is longer.
const LONGEST: usize = 48;

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
        let mut all: Vec<Entry> = NAMES.iter().flat_map(places).collect();
        all.sort_by_key(|&(hash, ..)| hash);
        all
    });
    if is_translated(path) {
        return;
    }
    let mut rest = path;
    for dropped in 0.. {
        let mut letters = [0; LONGEST];
        if let Some(name) = normal(rest, &mut letters) {
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

/// Whether a path leads to what an address was translated to: the agent saw the address before that.
fn is_translated(path: &str) -> bool {
    const SIGN: &[u8] = b"translat";
    let of = |part: &str| {
        part.eq_ignore_ascii_case("nat")
            || part.as_bytes().windows(SIGN.len()).any(|window| window.eq_ignore_ascii_case(SIGN))
    };
    path.contains('.') && path.split('.').any(of)
}

/// Lower case letters and digits only: `src_ip`, `SrcIP` and `Src IP` are one name. `None` where no name is that long.
fn normal<'b>(name: &str, letters: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut length = 0;
    for byte in name.bytes().filter(u8::is_ascii_alphanumeric) {
        *letters.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    std::str::from_utf8(&letters[..length]).ok()
}

/// A name in lower case letters and digits only, however long.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Whether a name can have a role.
pub(crate) fn has_role(name: &str, wanted: Role) -> bool {
    let mut found = false;
    roles(name, |role, _, _| found |= role == wanted);
    found
}

/// Whether a text is a name that the table knows.
pub(crate) fn is_known(name: &str) -> bool {
    let mut known = false;
    roles(name, |_, _, _| known = true);
    known
}
