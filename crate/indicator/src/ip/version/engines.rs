//! Versions of the engines that looked at a file, in a table of what they found.

use super::{
    super::super::{context::Text, words::Words},
    products,
};

/// First words of the names of such engines, as services that ask many of them call them.
static ENGINES: Words<78> = Words::new([
    "acronis",
    "ad-aware",
    "aegislab",
    "agnitum",
    "ahnlab",
    "ahnlab-v3",
    "alibaba",
    "alyac",
    "antivir",
    "antiy-avl",
    "apex",
    "arcabit",
    "avast",
    "avast-mobile",
    "avg",
    "avira",
    "avware",
    "babable",
    "baidu",
    "bitdefender",
    "bitdefenderfalx",
    "bitdefendertheta",
    "bkav",
    "cat-quickheal",
    "clamav",
    "cmc",
    "comodo",
    "crowdstrike",
    "cybereason",
    "cylance",
    "cynet",
    "cyren",
    "ctx",
    "drweb",
    "elastic",
    "emsisoft",
    "escan",
    "eset-nod32",
    "f-prot",
    "f-secure",
    "fireeye",
    "fortinet",
    "gdata",
    "google",
    "gridinsoft",
    "huorong",
    "ikarus",
    "jiangmin",
    "k7antivirus",
    "k7gw",
    "kaspersky",
    "kingsoft",
    "lionic",
    "malwarebytes",
    "max",
    "maxsecure",
    "mcafee",
    "mcafee-gw-edition",
    "microsoft",
    "microworld-escan",
    "nano-antivirus",
    "nod32",
    "norman",
    "paloalto",
    "panda",
    "qihoo-360",
    "rising",
    "sangfor",
    "skyhigh",
    "sophos",
    "symantec",
    "tencent",
    "trellix",
    "trendmicro",
    "trendmicro-housecall",
    "vba32",
    "vipre",
    "zillya",
]);

/// What the names of what they found have.
const FOUND: [&str; 14] = [
    "trojan", "win32", "w32", "w64", "win64", "malware", "generic", "heur", "artemis", "adware", "backdoor",
    "ransom", "mal/", "worm",
];

/// How far around a number its row is read, in bytes.
const ROW: usize = 256;

/// Whether the four numbers from `start` to `end` fill a cell of a row that begins with an engine, and ends with what it
/// found, or the day of its rules: `| Kaspersky | 21.0.1.45 | HEUR:Trojan.Win32.Agent | 20260301 |`.
#[cold]
pub(super) fn is_version(text: &Text<'_>, start: usize, end: usize) -> bool {
    let is_cell = match text.before(start) {
        b'|' | b'\t' => true,
        blank => blank == b' ' && matches!(text.before(start - 1), b'|' | b' '),
    };
    let number = text.slice(start, end);
    if !is_cell || !number.starts_with("0.") && !products::is_small_one(number) {
        return false;
    }
    let before = text.preceding_in_line(start, ROW);
    let Some(delimiter) = before.trim_end_matches(' ').chars().next_back() else { return false };
    if !matches!(delimiter, '|' | '\t') {
        return false;
    }
    let first = before.split(delimiter).map(str::trim).find(|cell| !cell.is_empty()).unwrap_or("");
    if !ENGINES.contains(first.split(' ').next().unwrap_or("")) {
        return false;
    }
    let behind = text.slice(end, text.floor(text.bytes.len().min(end + ROW)));
    let mut cells = behind.lines().next().unwrap_or("").split(delimiter).skip(1).map(str::trim);
    cells.any(|cell| {
        let lower = cell.to_ascii_lowercase();
        cell.len() == 8 && cell.bytes().all(|byte| byte.is_ascii_digit())
            || cell.contains(['.', '/', ':', '!']) && FOUND.iter().any(|part| lower.contains(part))
    })
}
