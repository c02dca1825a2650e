//! Words before a value that say what it is.

use super::words::Words;

/// Labels of values that are hosts, whatever their ending.
static HOST: Words<37> = Words::new([
    "cn",
    "computer",
    "computer_name",
    "computername",
    "workstation",
    "dest_host",
    "destination_host",
    "dhost",
    "dns",
    "domain",
    "dvchost",
    "fqdn",
    "host",
    "hostname",
    "http_host",
    "query",
    "remote_host",
    "rrname",
    "server",
    "server_name",
    "shost",
    "sni",
    "src_host",
    "website",
    "url",
    "domainname",
    "destinationhostname",
    "destination_hostname",
    "dest_hostname",
    "sourcehostname",
    "source_hostname",
    "queryname",
    "query_name",
    "dnsquery",
    "remoteurl",
    "remotehostname",
    "remotehost",
]);

/// Labels of values that are accounts.
static USER: Words<25> = Words::new([
    "account",
    "account_name",
    "accountname",
    "destinationusername",
    "detectionuser",
    "domain_user",
    "dstuser",
    "duser",
    "login",
    "owner",
    "parentuser",
    "runas",
    "source_user",
    "sourceusername",
    "srcuser",
    "subject",
    "subjectusername",
    "suser",
    "targetaccount",
    "targetuser",
    "targetusername",
    "user",
    "user_name",
    "username",
    "usrname",
]);

/// Whether a value with this label is a host, whatever its ending.
pub(super) fn is_host(label: &str) -> bool {
    HOST.contains(label)
}

/// Labels of hosts in other languages.
const HOSTS_ELSEWHERE: [&str; 14] = [
    "domäne",
    "domänenname",
    "domaine",
    "nom de domaine",
    "dominio",
    "nombre de dominio",
    "domínio",
    "domein",
    "domena",
    "域名",
    "ドメイン",
    "ドメイン名",
    "домен",
    "도메인",
];

/// Whether the whole of a label says a host in another language.
pub(super) fn is_host_elsewhere(label: &str) -> bool {
    label.len() < 32 && {
        let lower = label.to_lowercase();
        HOSTS_ELSEWHERE.iter().any(|word| *word == lower)
    }
}

/// Whether a value with this label is an account, so that it is no host.
pub(super) fn is_user(label: &str) -> bool {
    USER.contains(label)
}

/// Words before a four-part number that make it a version, or the number of a section.
static VERSION_WORDS: Words<72> = Words::new([
    "abs",
    "abschn",
    "abschnitt",
    "annex",
    "annexe",
    "annexes",
    "appendix",
    "avsnitt",
    "build",
    "builds",
    "chapitre",
    "chapter",
    "chapters",
    "clause",
    "driver",
    "fig",
    "figure",
    "figures",
    "fileversion",
    "firmware",
    "gcc",
    "hoofdstuk",
    "kap",
    "kapitel",
    "mailer",
    "oid",
    "openssl",
    "para",
    "paragraph",
    "release",
    "releases",
    "requirement",
    "rozdzial",
    "rev",
    "revision",
    "rv",
    "sdk",
    "section",
    "sections",
    "seccion",
    "sect",
    "sezione",
    "supersede",
    "superseded",
    "supersedes",
    "table",
    "tables",
    "v",
    "ver",
    "versi",
    "versie",
    "versija",
    "versio",
    "version",
    "versionname",
    "vrmf",
    "versione",
    "versionen",
    "versiones",
    "versiunea",
    "versjon",
    "versions",
    "verze",
    "verzija",
    "wersja",
    "wersji",
    "ziffer",
    "bootloader",
    "versiune",
    "inciso",
    "hotfix",
    "rommon",
]);

/// Whether a word says that the number behind it, or below it, is a version or that of a section: `build`,
/// `section`, `ProductVersion`.
pub(super) fn is_version(word: &str) -> bool {
    VERSION_WORDS.contains(word) || ends_in_version(word)
}

/// Words for a version with letters outside ASCII, as heads of columns have them.
const VERSIONS_ELSEWHERE: [&str; 12] = [
    "versión",
    "versão",
    "verzió",
    "sürüm",
    "версия",
    "версія",
    "έκδοση",
    "バージョン",
    "版本",
    "버전",
    "펌웨어",
    "прошивка",
];

/// Whether the whole of a cell is such a word.
pub(super) fn is_version_elsewhere(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    VERSIONS_ELSEWHERE.iter().any(|word| *word == lower)
}

/// Whether a word ends as names of versions do: `ProductVersion`, `version`.
pub(super) fn ends_in_version(word: &str) -> bool {
    const VERSION: &str = "version";
    word.len()
        .checked_sub(VERSION.len())
        .and_then(|at| word.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(VERSION))
}

/// Labels of hexadecimal values that are not the hash of a file.
static NO_FILE_HASH: Words<134> = Words::new([
    "--hard",
    "checkout",
    "cherry-pick",
    "rebase",
    "rev",
    "revert",
    "access_token",
    "aid",
    "aki",
    "api_key",
    "apikey",
    "authentihash",
    "btih",
    "build-id",
    "build_id",
    "buildid",
    "cert_hash",
    "certhash",
    "certificate_hash",
    "certificatehash",
    "cid",
    "commit",
    "container",
    "cookie",
    "correlation-id",
    "correlation_id",
    "correlationid",
    "csrf",
    "csrf_token",
    "csrftoken",
    "docker",
    "dpapi",
    "etag",
    "fingerprint",
    "fuzzyhash",
    "guid",
    "header",
    "hmac",
    "if-match",
    "if-none-match",
    "imphash",
    "signerhash",
    "issuerhash",
    "cnonce",
    "opaque",
    "importhash",
    "import_hash",
    "import-hash",
    "ind",
    "ja3",
    "ja3_hash",
    "ja3hash",
    "ja3s",
    "ja3s_hash",
    "ja4",
    "jarm",
    "jsessionid",
    "key",
    "keyid",
    "logic_hash",
    "lm",
    "lm_hash",
    "lmhash",
    "nonce",
    "nt",
    "nt_hash",
    "nthash",
    "ntlm",
    "ntlm_hash",
    "ntlmhash",
    "password",
    "pehash",
    "phpsessid",
    "pid",
    "publickeytoken",
    "reqid",
    "request-id",
    "request_id",
    "requestid",
    "revision",
    "rich_header_hash",
    "rich_pe_header_hash",
    "richhash",
    "saddr",
    "salt",
    "secret",
    "serial",
    "serial_number",
    "serialnumber",
    "session",
    "session_id",
    "sessionid",
    "sid",
    "signature",
    "ski",
    "span",
    "ssdeep",
    "subjectkeyidentifier",
    "telfhash",
    "thumbprint",
    "tlsh",
    "token",
    "trace",
    "trace-id",
    "trace_id",
    "traceid",
    "transaction_id",
    "transactionid",
    "uuid",
    "vhash",
    "x-correlation-id",
    "x-request-id",
    "x-trace-id",
    "x5t",
    "pesha1",
    "pe256",
    "pesha256",
    "imp",
    "firstbytes",
    "txid",
    "infohash",
    "info_hash",
    "machine-id",
    "machineid",
    "dthash",
    "devicefingerprint",
    "iv",
    "bucketowner",
    "mutex",
    "muid",
    "boundary",
    "bucket",
    "hasshserver",
    "identifier",
]);

/// Words of labels that make a hash that of something else than a file, whatever else is in the label: `ja3_md5`,
/// `x509-fingerprint-sha1`, `cert_sha256`.
static NO_FILE: Words<22> = Words::new([
    "hmac",
    "authentihash",
    "cdhash",
    "cert",
    "certificate",
    "hassh",
    "imphash",
    "ja3",
    "ja3s",
    "jarm",
    "jwt",
    "ntlm",
    "ssl",
    "thumbprint",
    "tls",
    "vhash",
    "x509",
    "impfuzzy",
    "idempotency",
    "authenticode",
    "spki",
    "uid",
]);

/// Words of labels that make a value a secret, or what proves that somebody has one.
static SECRETS: Words<5> = Words::new(["passwd", "password", "secret", "signature", "token"]);

/// Words behind them that say how the value is made: `password_hash`, `secret_key`, `X-Hub-Signature-256`.
static MADE: Words<9> = Words::new(["256", "digest", "hash", "id", "key", "md5", "sha1", "sha256", "value"]);

/// Whether a hexadecimal value with this label is not the hash of a file.
pub(super) fn is_no_file_hash(label: &str) -> bool {
    const JOINTS: [char; 5] = ['_', '-', ' ', '.', ':'];
    // `password-stealer` is a program.
    let is_secret =
        || label.rsplit(JOINTS).find(|word| !MADE.contains(word)).is_some_and(|word| SECRETS.contains(word));
    NO_FILE_HASH.contains(label) || label.split(JOINTS).any(is_no_file) || is_secret()
}

/// Whether a word, or one of those that capital letters join in it, makes a hash that of something else than a file:
/// `SignerThumbprint`, `thumbprintSha1`, `IssuerCertHash`.
fn is_no_file(word: &str) -> bool {
    NO_FILE.contains(word)
        || word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()) && joins_no_file(word)
}

/// The same for the words that capital letters join.
#[cold]
fn joins_no_file(word: &str) -> bool {
    let mut begin = 0;
    let bytes = word.as_bytes();
    let joints = (1..word.len())
        .filter(|at| bytes[*at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase())
        .chain([word.len()]);
    let (mut is_other, mut last) = (false, "");
    for end in joints {
        last = &word[std::mem::replace(&mut begin, end)..end];
        is_other |= NO_FILE.contains(last);
    }
    // `CertUtil` and `SslStrip` are programs.
    is_other && OF_HASHES.contains(last)
}

/// Last words of such labels.
static OF_HASHES: Words<8> =
    Words::new(["digest", "fingerprint", "hash", "md5", "serial", "sha1", "sha256", "thumbprint"]);
