//! Words before a value that say what it is.

use super::words::Words;

/// Labels of values that are hosts, whatever their ending.
static HOST: Words<22> = Words::new([
    "cn",
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

/// Whether a value with this label is an account, so that it is no host.
pub(super) fn is_user(label: &str) -> bool {
    USER.contains(label)
}
