//! Words before a value that say what it is.

mod hash;
mod version;

use super::{
    context::{Text, is_spaceless_script},
    words::Words,
};
pub(super) use hash::is_no_file_hash;
pub(super) use version::{VERSIONS_ELSEWHERE, is_version, is_version_elsewhere};

/// Labels of values that are hosts, whatever their ending.
static HOST: Words<37> = Words::new([
    "cn",
    "computer",
    "computer_name",
    "computername",
    "workstation",
    "dhost",
    "dns",
    "domain",
    "dvchost",
    "fqdn",
    "host",
    "hostname",
    "query",
    "rrname",
    "server",
    "server_name",
    "shost",
    "sni",
    "website",
    "url",
    "domainname",
    "destinationhostname",
    "sourcehostname",
    "queryname",
    "query_name",
    "dnsquery",
    "remoteurl",
    "remotehostname",
    "remotehost",
    "domainaddress",
    "dnsname",
    "site",
    "dsthost",
    "srchost",
    "desthost",
    "sourcehost",
    "destinationhost",
]);

/// Labels of values that are accounts.
static USER: Words<33> = Words::new([
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
    "benutzer",
    "benutzername",
    "konto",
    "kontoname",
    "usuario",
    "utilisateur",
    "utente",
    "gebruiker",
]);

/// Last words of labels of hosts: `dest_domain`, `client_fqdn`.
static LAST_OF_HOST: Words<4> = Words::new(["domain", "fqdn", "host", "hostname"]);

/// Whether a value with this label is a host, whatever its ending.
pub(super) fn is_host(label: &str) -> bool {
    HOST.contains(label)
        || label.rsplit_once('_').is_some_and(|(first, last)| {
            LAST_OF_HOST.contains(last) || last == "name" && first.ends_with("server")
        })
}

/// Labels of hosts in other languages.
const HOSTS_ELSEWHERE: [&str; 15] = [
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
    "доменное имя",
    "도메인",
];

/// Whether the whole of a label says a host in another language.
pub(super) fn is_host_elsewhere(label: &str) -> bool {
    label.len() < 32 && {
        let lower = label.to_lowercase();
        HOSTS_ELSEWHERE.iter().any(|word| *word == lower)
    }
}

/// Labels of accounts with letters outside ASCII, in lower case.
const USERS_ELSEWHERE: [&str; 14] = [
    "käyttäjä",
    "kullanıcı",
    "kullanıcı adı",
    "użytkownik",
    "uživatel",
    "felhasználó",
    "användare",
    "пользователь",
    "имя пользователя",
    "користувач",
    "用户名",
    "用户",
    "ユーザー名",
    "사용자",
];

/// Whether such a label ends a text, behind which a colon and the value stand.
#[cold]
pub(super) fn ends_with_user_elsewhere(text: &str) -> bool {
    let lower = text.to_lowercase();
    USERS_ELSEWHERE.iter().any(|label| {
        lower.strip_suffix(label).is_some_and(|before| {
            !before.ends_with(char::is_alphabetic) || label.chars().all(is_spaceless_script)
        })
    })
}

/// Whether a value with this label is an account, so that it is no host.
pub(super) fn is_user(label: &str) -> bool {
    USER.contains(label)
}

/// Whether one of these labels, in lower case and with letters outside ASCII, ends the text before the value at `start`,
/// with blanks, signs and an opening quote between.
#[cold]
pub(super) fn ends_with_elsewhere(text: &Text<'_>, start: usize, known: &[&str]) -> bool {
    let before = text.preceding(start, REACH);
    let label = before.trim_end_matches([' ', '\t', '\r', '\n', ':', '：', '=', '|', '"', '「']);
    let lower = label.to_lowercase();
    known.iter().any(|known| lower.ends_with(known))
}

/// How far before a value such a label is looked for, in bytes.
const REACH: usize = 64;
