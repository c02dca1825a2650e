//! Words that say that a hexadecimal value is not the hash of a file.

use super::super::words::Words;

/// Labels of hexadecimal values that are not the hash of a file.
static NO_FILE_HASH: Words<142> = Words::new([
    "botnet",
    "client_random",
    "hwid",
    "mutant",
    "random",
    "server_random",
    "watermark",
    "--hard",
    "checkout",
    "cherry-pick",
    "rebase",
    "rev",
    "revert",
    "aid",
    "aki",
    "api_key",
    "apikey",
    "btih",
    "build-id",
    "build_id",
    "buildid",
    "certhash",
    "certificatehash",
    "cid",
    "commit",
    "container",
    "cookie",
    "correlation-id",
    "correlation_id",
    "correlationid",
    "csrf",
    "csrftoken",
    "docker",
    "dpapi",
    "etag",
    "fingerprint",
    "fuzzyhash",
    "certificat",
    "certificado",
    "certificato",
    "daumenabdruck",
    "zertifikatfingerabdruck",
    "zertifikats",
    "guid",
    "header",
    "if-match",
    "if-none-match",
    "signerhash",
    "issuerhash",
    "cnonce",
    "opaque",
    "importhash",
    "import_hash",
    "import-hash",
    "ind",
    "ja3hash",
    "ja4",
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
    "ntlmhash",
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
    "serial",
    "serial_number",
    "serialnumber",
    "session",
    "session_id",
    "sessionid",
    "sid",
    "ski",
    "span",
    "ssdeep",
    "subjectkeyidentifier",
    "telfhash",
    "tlsh",
    "trace",
    "trace-id",
    "trace_id",
    "traceid",
    "transaction_id",
    "transactionid",
    "uuid",
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
    "behash",
    "palca",
    "vingerafdruk",
    "bucketowner",
    "candidatecdhash",
    "candidatecdhashfull",
    "mutex",
    "muid",
    "boundary",
    "bucket",
    "hasshserver",
    "identifier",
    "x-b3-traceid",
    "correlationvector",
    "rich_header_md5",
    "proctitle",
    "access_key",
    "access-key",
    "api-key",
    "psk",
    "wpa_psk",
    "wpapsk",
]);

/// Words of labels that make a hash that of something else than a file, whatever else is in the label: `ja3_md5`,
/// `x509-fingerprint-sha1`, `cert_sha256`.
static NO_FILE: Words<25> = Words::new([
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
    "permhash",
    "gimphash",
    "symhash",
]);

/// Words of labels that make a value a secret, or what proves that somebody has one.
static SECRETS: Words<5> = Words::new(["passwd", "password", "secret", "signature", "token"]);

/// Words behind them that say how the value is made: `password_hash`, `secret_key`, `X-Hub-Signature-256`.
static MADE: Words<9> = Words::new(["256", "digest", "hash", "id", "key", "md5", "sha1", "sha256", "value"]);

/// Whether a hexadecimal value with this label is not the hash of a file.
pub(in super::super) fn is_no_file_hash(label: &str) -> bool {
    // `--api-key 44d8…`
    NO_FILE_HASH.contains(label.trim_start_matches('-')) || is_no_file_by_words(label)
}

/// What divides the words of a label.
const JOINTS: [char; 5] = ['_', '-', ' ', '.', ':'];

/// Whether the words of a label say so.
fn is_no_file_by_words(label: &str) -> bool {
    // `password-stealer` is a program.
    let is_secret =
        || label.rsplit(JOINTS).find(|word| !MADE.contains(word)).is_some_and(|word| SECRETS.contains(word));
    label.split(JOINTS).any(is_no_file) || is_secret()
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

#[cfg(test)]
mod tests {
    use super::{NO_FILE_HASH, is_no_file_by_words};

    #[test]
    fn no_label_is_listed_that_its_words_tell() {
        let told: Vec<_> = NO_FILE_HASH.iter().filter(|label| is_no_file_by_words(label)).collect();
        assert!(told.is_empty(), "{told:?}");
    }
}
