//! The table of names. Names of translated addresses are left out on purpose: the agent saw the address before the
//! translation. The names were counted on samples of 122 vendors; the more common and the less ambiguous one stands first.

use super::Role;

/// The names of each role, the best one first, with blanks between them.
pub(super) const NAMES: [(Role, &str); 23] = [
    (
        Role::SourceIp,
        "idorigh flowsrcip srcip src srcipaddrport srcipport srcaddrport sourceipport sourceaddressport sourceip sourceaddress sourceipaddress sourceipv4 srcaddr saddr srcipv4 srcaddress \
         srcendpointip connectionsrcip principalip connsrcip clientip clientaddress clientipaddress ipsrc \
         calleripaddress callerip sourceipv6 actoripaddress userip useripaddress ipaddress ipaddr srchost \
         sourceipv6address sourceipv4address originaddress sourceips station cip rhost originip ddsrcip sourcehost \
         attackerip attackeraddress attacker sourcenetworkaddress callingstationid callingstationidentifier \
         remoteipaddress loginip ipfrom senderip senderclientip fromip clickip clienthost ipv4srcaddr peerip peeraddr peeraddress \
         deviceipaddress raddr eventuserip jsonpayloadconnectionsrcip initiatorip initiatoraddress initiatorhostaddress sourceipaddr \
         sipaddr srcipaddr srcipaddress srcendpointipaddress clientaddr originatorip ipv4src ipsource srcipv6 srcip6 clientipv6 \
         requestremoteip cltsip cltip clientsrcip adminipaddress endpointipaddress assignedip realip framedipaddress accessdeviceip connectionip \
         srcinetaddr sourceaddr userhostaddress signinip logonip clientpublicip fromaddress xclientip shost ui srcv6 attrremote clientname useraddress downstreamremoteaddress acctframedipaddress oip txhosts eventxmlparam3 csip whoip sourceaddressaddress internalip src4addr src6addr peerhost peername lastuserip offensesource ipaddressorigin hostorigin racip",
    ),
    (Role::SourceIpAlone, "source ip client peer addr address remotehost from remote"),
    (
        Role::LocalIp,
        "localip localaddress localendpoint localaddressip4 localaddressip6 localhostip locip localipdetailsipaddressv4 localipdetailsipaddressv6 \
         localinterfaceip actionlocalip localipv4 localipv6 localaddr localipaddress lip laddr local addrlocal",
    ),
    (
        Role::RemoteIp,
        "remoteip remoteaddress remoteendpoint remoteaddressip4 remoteaddressip6 remotehostip remip remoteipdetailsipaddressv4 \
         remoteinterfaceip actionremoteip remoteipv4 remoteipv6 rip remoteaddr addrremote reportedremotehost faddr remoteipdetailsipaddressv6",
    ),
    (
        Role::DestinationIp,
        "idresph flowdestip dstip dst dstipaddrport dstipport dstaddrport destinationipport destinationaddressport destip destinationip destinationaddress destinationipaddress destaddress dstaddr \
         dstipv4 dstaddress daddr dstendpointip connectiondestip connectiondstip targetip targetipv4 \
         destinationipv4 destipv4 destinationipv4address serverip serveraddress dest ipdst conndestip dsthost victimip \
         victimaddress gatewaystation destinationipv6address sip targetaddress targetipaddress serveraddr upstreamip upstreamaddr \
         destinationipv6 ipv4dstaddr dstipv6 dstip6 dstipaddress dstendpointipaddress serveripaddress \
         lbserver conndestaddress dip dipaddr dstipaddr destipaddr responderip responderaddress targetaddr ipdestination \
         dsthostip destinationips dddstip capropertyaddress srvdip srvip serverdestip dnsresolverip resolverip \
         destinationinfoip destaddr destinationaddr toip toaddress impactedip ipv4dst dhost destinationhost dstv6 vserverserviceip rxhosts vsip sdip cdip destinationaddressaddress vip decoyip canaryip downstreamlocaladdress resip dst4addr dst6addr sockname impactedhost ipaddressimpacted hostimpacted originhost",
    ),
    (Role::DestinationIpAlone, "destination to"),
    (
        Role::SourcePort,
        "idorigp flowsrcport requestremoteport srcport spt sourceport sport srcendpointport clientport sourceipport ipport \
         connsrcport sourceportnumber l4srcport peerport originatorport initiatorport \
         sourcetransportport srcportnumber ipsport clientsport portsrc rport cport cpt cltsport cltport principalport \
         attackerport fromport srcendpointportnumber clientsrcport sportitype deviceport csport clientpublicport accport tcpudpportorigin",
    ),
    (Role::LocalPort, "localport locport localportdetailsport actionlocalport lport"),
    (Role::RemotePort, "remoteport fport remport remoteportdetailsport actionremoteport"),
    (
        Role::DestinationPort,
        "idrespp flowdestport dstport dpt destport destinationport dport dstendpointport serverport targetport \
         service conndestport l4dstport responderport destinationtransportport dstportnumber victimport toport \
         destinationportnumber ipdport destinationserviceport dddstport portdst srvdport srvport upstreamport \
         dstendpointportnumber dporticode csuriport hostport originport vserverserviceport clientdestport sdport cdport applicationport canaryport decoyport resport impactedport tcpudpportimpacted",
    ),
    (
        Role::Time,
        "flowtime utctime rt contexttimestamp deviceeventtime detectedutc eventtv isotimestamp ftntfgteventtime fortinetfortigateeventtime eventtime timestamp \
         startime time ts devtime timecreatedsystemtime systemtime gmttime creationtime creationdatetime eventcreationtime \
         timegenerated generatedtime eventtimestamp createdat createddatetime activitydatetime datetime timelocal \
         utctimestamp timedt begin start starttime publisheddate published occurred occured \
         detectiontime eventdate securityeventdate logtime eventstarttime receipttime startutc receivetime receivedtime date isotime lastupdatetime endtime \
         startime end creationdate reporttime idtime unixtime calendartime starttimeutc eventtimestamputc \
         timestamputc timestampderived requesttimestampepoch timecreated generated logdate eventcreated \
         devicetime eventoccurredtime occurredat occurredon detectiontimestamp firstactivitydatetime logsourcetime \
         detectedat detecteddatetime eventdatetime datetimeutc when clicktime received alerttime alerttimestamp \
         triggertime triggeredat raisedat firstseen lastseen logtimestamp requesttime starttimestamp \
         eventreceivedtime createdtime timestampms vptime lastblocked detectedon eventfirstseen alerttimestamp alerttime \
         attacktime created seconds t timestampmillisecondssinceepoch firstdetected reqtimesec requesttimeepoch querytimestamp flowstartmilliseconds flowstartseconds \
         timereported starttimeunixnano timeunixnano observedtimeunixnano datecreate datehappened eventlastseen datenumberlong timestampstart frametimeepoch timestampinms first stamp",
    ),
    (
        Role::FilePath,
        "pathtoobject filepath targetfilename filefullpath fullpath targetfullpath tgtfilepath objecturi fileinfofilename \
         threatfilepath specificdatapath actionfilepath datafilefilepath filepathname filename path fname correctedpath \
         eventpath objectfilepath malwarepath infectedfilepath infectedfile viruspath targetpath folderpath objectpath \
         object accessedresources file filemodname integritychecksumchangedfor filepaths fdname sourcefilepath objectname target frompath topath servicefilename imageloaded ospath infectedobject",
    ),
    (
        Role::ProcessPath,
        "imagepath processfilepath actorprocessfilepath executable image processpath exe newprocessname application \
         initiatingprocessfolderpath processexecutable processimagepath applicationname processname executablepath applicationpath",
    ),
    (Role::FileName, "objectname filename fname name targetname"),
    (
        Role::AgentIp,
        "agentip machineinfoipaddress hostip deviceip endpointip computerip devicelocalip machineip dvc \
         deviceaddress hostaddress clientip4 identityip hostipaddress localip4 sourceinfoip commsip interfaceip \
         computeripaddress ipv4",
    ),
    (
        Role::Severity,
        "threatseverity severity alertseverity severityname crlevel sev risk severityid threatseveritylevel \
         alertlevel logseverity urgency priority threatlevel eventseverity severitylevel alertpriority",
    ),
    (
        Role::EventId,
        "externalid eventid loguid flowid uid eventrecordid alertid threateventid id metadatauid \
         logid transactionid internaleventid recordid auditid offenseid incidentid signatureid insertid uuid",
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
    (Role::NetworkDirection, "eventdirection conndirection networkdirection connectioninfodirectionid"),
    (Role::HostDirection, "connectiondirection direction dir inbound"),
];

/// Names of texts that may hold a record of their own, or a sentence, the likelier one first.
pub(super) const TEXTS: (Role, &str) = (
    Role::Text,
    "message msg log fulllog rawlog raw rawmessage rawevent originalmessage eventoriginal logmessage syslogmessage \
     eventdescription description desc details eventmessage fullmessage shortmessage renderedmessage text textpayload body name \
     operationmessagetext reason output eventname payload eventpayload rawdata rawstring logline error err summary \
     exception",
);

/// The names of columns and fields in consoles that speak other languages.
pub(super) const ELSEWHERE: [(Role, &str); 7] = [
    (
        Role::SourceIp,
        "quellnetzwerkadresse direcciondereddeorigen direccionreddeorigen adressereseaudelasource \
         adressereseausource enderecoderededeorigem indirizzodireteorigine 源网络地址 ソースネットワークアドレス quelle quellip quelladresse quellipadresse ipquelle ipsource adressesource adresseipsource ipdorigine \
         adressedorigine adressedelasource origen iporigen iporigem ipdeorigen direcciondeorigen direcciniporigen \
         direccionorigen direccionipdeorigen direccioniporigen ipdeorigem enderecodeorigem enderecoipdeorigem origem \
         ipdiorigine indirizzodiorigine indirizzoiporigine iporigine 送信元ip 送信元アドレス 送信元ipアドレス 送信元 \
         発信元ip 発信元 ipадресисточника адресисточника 源ip 源地址 源ip地址 来源ip 출발지ip 출발지주소 출발지 bronip bronadres",
    ),
    (
        Role::DestinationIp,
        "ziel zielip zieladresse zielipadresse ipziel ipdestination ipdedestination adressedestination \
         adressededestination adresseipdestination adresseipdedestination destino ipdestino ipdedestino \
         direcciondedestino direcciondestino direccionipdedestino direccionipdestino enderecodedestino \
         enderecoipdedestino ipdidestinazione ipdestinazione indirizzodidestinazione indirizzoipdestinazione destinazione \
         宛先ip 宛先アドレス 宛先ipアドレス 宛先 送信先ip 送信先アドレス 送信先 目的ip 目的地址 目的ip地址 目标ip 目标地址 \
         ipадресназначения адресназначения 목적지ip 목적지주소 목적지 doelip doeladres",
    ),
    (
        Role::SourcePort,
        "quellport portquelle portsource 源端口号 portdorigine puertoorigen puertodeorigen portaorigem portadeorigem \
         portadiorigine portaorigine 送信元ポート 送信元ポート番号 发信端口 源端口 来源端口 출발지포트 Портисточника портисточника bronpoort",
    ),
    (
        Role::DestinationPort,
        "zielport portziel portdestination portdedestination puertodestino puertodedestino portadestino \
         portadedestino portadidestinazione portadestinazione 宛先ポート 宛先ポート番号 送信先ポート 目的端口 目标端口 \
         목적지포트 Портназначения портназначения doelpoort",
    ),
    (
        Role::Time,
        "zeit datum zeitstempel zeitpunkt ereigniszeit datumuhrzeit datumundzeit heure horodatage dateetheure dateheure \
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
