//! Products' names for the attributes of an alert, in lower case and without punctuation, the surest name first.

mod table;
pub(crate) mod words;

use std::sync::OnceLock;

use table::{ELSEWHERE, NAMES, TEXTS};

/// The roles of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Who opened the connection.
    SourceIp,
    /// The same where it is the whole name, not the end of a path.
    SourceIpAlone,
    /// The end of the host that reports.
    LocalIp,
    /// The far end, seen from that host.
    RemoteIp,
    /// Whom it was opened to.
    DestinationIp,
    /// The same where it is the whole name.
    DestinationIpAlone,
    /// The port it was opened from.
    SourcePort,
    /// The port of the host that reports.
    LocalPort,
    /// The port of the far end.
    RemotePort,
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
    /// The product's name or number of the event.
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
    NetworkDirection,
    /// The direction seen from the host that reports.
    HostDirection,
    /// A text that may hold a record of its own.
    Text,
}

/// The group of roles of which a name has one only; every other role is a group of its own.
pub(crate) const fn group(role: Role) -> Role {
    match role {
        Role::SourceIpAlone
        | Role::LocalIp
        | Role::RemoteIp
        | Role::DestinationIp
        | Role::DestinationIpAlone
        | Role::AgentIp => Role::SourceIp,
        Role::LocalPort | Role::RemotePort | Role::DestinationPort => Role::SourcePort,
        Role::ProcessPath => Role::FilePath,
        other => other,
    }
}

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
    if is_translated(path) || is_of_collector(path) {
        return;
    }
    let path = OF_SECTION
        .iter()
        .find_map(|section| path.strip_prefix(section))
        .filter(|rest| rest.len() > 2)
        .unwrap_or(path);
    // Azure's own tables say the type of a value behind its name: `Destination_s`, `TimestampStart_t`.
    let path =
        TYPES.iter().find_map(|kind| path.strip_suffix(kind)).filter(|name| name.len() > 2).unwrap_or(path);
    // `Time (UTC+2)`: what stands in brackets is no part of the name.
    let bracket = path.bytes().position(|byte| matches!(byte, b'(' | b'['));
    let is_end = |at: &usize| !ENDS.iter().any(|end| path[at + 1..].starts_with(end));
    let bare = bracket.filter(is_end).map(|at| &path[..at]);
    let path = bare.filter(|name| !name.trim().is_empty()).unwrap_or(path);
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

/// What stands in brackets behind a name and says whose it is: `IP Address (Origin)` of LogRhythm.
const ENDS: [&str; 2] = ["Origin)", "Impacted)"];

/// How many parts of a path are looked at, from its end.
const PARTS: usize = 12;

/// Prefixes that products put before the names of one section: they say no more than an object in JSON would.
const OF_SECTION: [&str; 4] = ["details_", "detection_", "exploit_", "alertInfo_"];

/// Types behind names: of texts, numbers, GUIDs, times, and truth values.
const TYPES: [&str; 5] = ["_s", "_d", "_g", "_t", "_b"];

/// What a collector says of where it had a line from: nothing that the line tells of.
const OF_COLLECTOR: [&str; 5] = ["log.file.", "log.path", "log.source.", "gl2_", "fromhost"];

/// The labels that Loki gives a stream of lines.
const OF_STREAM: [&str; 3] = ["stream.filename", "stream.instance", "stream.host"];

/// Objects that search engines put around a record.
const AROUND: [&str; 3] = ["_source.", "result.", "fields."];

/// Whether a path leads to what a collector says of itself.
pub(crate) fn is_of_collector(path: &str) -> bool {
    // Most names begin with none of these.
    let may_be = matches!(path.as_bytes().first(), Some(b'_' | b'f' | b'g' | b'l' | b'r'));
    let inside = || AROUND.iter().find_map(|around| path.strip_prefix(around)).unwrap_or(path);
    may_be && OF_COLLECTOR.iter().any(|begin| inside().starts_with(begin))
        || OF_STREAM.iter().any(|end| path.ends_with(end))
}

/// Names, plain, that collectors give the whole line.
const WHOLE: [&str; 10] = [
    "raw",
    "original",
    "fullmessage",
    "syslogmessage",
    "rawlog",
    "rawmessage",
    "rawevent",
    "fulllog",
    "message",
    "values",
];

/// Whether a part of a path is one of them, in any case and with any punctuation.
pub(crate) fn is_of_line(part: &str) -> bool {
    let letters = || part.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    (3..20).contains(&part.len()) && WHOLE.iter().any(|whole| letters().eq(whole.bytes()))
}

/// A path without what leads to the whole line that a collector has put into its own record: `_source.message.from`.
pub(crate) fn inside_line(path: &str) -> &str {
    let mut parts = path.match_indices('.').map(|(dot, _)| dot);
    let mut start = 0;
    let line = parts.find(|&dot| {
        let part = &path[start..dot];
        start = dot + 1;
        is_of_line(part)
    });
    line.map_or(path, |dot| &path[dot + 1..])
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

/// Lower case letters and digits only: `src_ip`, `SrcIP` and `Src IP` are one name, and accents are none. `None` where no
/// name is that long.
fn normal<'b>(name: &str, letters: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut length = 0;
    if name.is_ascii() {
        for byte in name.bytes().filter(u8::is_ascii_alphanumeric) {
            *letters.get_mut(length)? = byte.to_ascii_lowercase();
            length += 1;
        }
        return std::str::from_utf8(&letters[..length]).ok();
    }
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

/// Whether the table knows a name, or its words say what it is: of a column, or of a line of a pane.
pub(crate) fn is_named(name: &str) -> bool {
    is_known(name) || words::role(name).is_some()
}

/// Whether a text is a name that the table knows.
pub(crate) fn is_known(name: &str) -> bool {
    let mut known = false;
    roles(name, |_, _, _| known = true);
    known
}
