//! Accounts of Windows: `DOMAIN\user`.

use super::{
    super::{
        context::{Recognised, Text, is_spaceless_script},
        endings::Ending,
        kind::IndicatorKind,
        words::Words,
    },
    LOCAL_REACH,
    around::{
        ends_with, full_name_end, goes_on_behind_colon, is_alone, is_answer, is_emphasised, is_encoded,
        is_instance, is_labelled, is_publisher,
    },
};

/// Second words of accounts of Windows: `NT AUTHORITY\LOCAL SERVICE`, `IIS APPPOOL\.NET v4.5`.
const SECOND_WORDS: [&str; 8] =
    [" SERVICE", " LOGON", " v2.0 Classic", " v4.5 Classic", " v2.0", " v4.5", " .NET AppPool", " Machines"];

/// The same in other languages, by the word before: `AUTORITE NT\SERVICE RÉSEAU`.
const OTHER_SECOND_WORDS: [(&str, &str); 9] = [
    ("SERVICE", " LOCAL"),
    ("SERVICE", " RÉSEAU"),
    ("SERVIZIO", " LOCALE"),
    ("SERVIZIO", " DI RETE"),
    ("SERVICIO", " LOCAL"),
    ("SERVICIO", " DE RED"),
    ("SERVIÇO", " LOCAL"),
    ("SERVIÇO", " DE REDE"),
    ("LOKALER", " DIENST"),
];

/// Domains of Windows whose names hold a space, in some languages.
const SPACED: [(&str, &str); 12] = [
    ("NT", "AUTORITE "),
    ("NT", "AUTORIDAD "),
    ("NT", "AUTORIDADE "),
    ("INSTANS", "NT "),
    ("NT-AUTORITÄT", ""),
    ("APPPOOL", "IIS "),
    ("AUTHORITY", "APPLICATION PACKAGE "),
    ("AUTHORITY", "NT "),
    ("SERVICE", "NT "),
    ("Manager", "Window "),
    ("Host", "Font Driver "),
    ("Machine", "NT VIRTUAL "),
];

/// Words before a backslash that are no domains: buses of devices, namespaces, folders of the registry.
static NOT_A_DOMAIN: Words<27> = Words::new([
    "ac",
    "acpi",
    "bthenum",
    "display",
    "hdaudio",
    "hid",
    "ide",
    "io",
    "pci",
    "root",
    "scsi",
    "storage",
    "swd",
    "tcp",
    "usb",
    "usbprint",
    "usbstor",
    "wow6432node",
    "software",
    // Abbreviations that stand before others in a choice
    "cpu",
    "http",
    "https",
    "json",
    "md5",
    "sha1",
    "udp",
    "xml",
]);

/// Folders and keys that stand before others in relative names; in capital letters they may be a domain.
static FOLDERS: Words<8> = Words::new([
    "AppData",
    "CurrentVersion",
    "Desktop",
    "Documents",
    "Downloads",
    "Explorer",
    "Policies",
    "Temp",
]);

/// The surroundings of an account in lower case that is one field of a row, or quoted as such.
const AROUND: [(u8, u8); 2] = [(b',', b','), (b'<', b'>')];

/// Reads `DOMAIN\user` whose domain is the word from `start` to `backslash`.
pub(in super::super) fn recognise<'t>(text: &Text<'t>, start: usize, backslash: usize) -> Recognised<'t> {
    let mut user = backslash + 1;
    if text.at(user) == b'\\' {
        user += 1;
    }
    let mut end = user;
    while end < user + LOCAL_REACH
        && (text.at(end).is_ascii_alphanumeric() || matches!(text.at(end), b'_' | b'-' | b'.' | b'$'))
    {
        end += 1;
    }
    let domain = text.slice(start, backslash);
    let spaced = || {
        let mut names = SPACED.iter();
        names.find(|(word, prefix)| domain.eq_ignore_ascii_case(word) && ends_with(text, start, prefix))
    };
    let upper =
        domain.bytes().any(|b| b.is_ascii_uppercase()) && !domain.bytes().any(|b| b.is_ascii_lowercase());
    if !text.at(end).is_ascii() && (upper || spaced().is_some() || is_labelled(text, start)) {
        end = wide_end(text, user, end);
    }
    if text.slice(user, end).ends_with('.') {
        end -= 1;
    }
    let nothing = Recognised::Nothing { resume: backslash + 1 };
    if text.is_escape(backslash) {
        return nothing;
    }
    let name = text.slice(user, end);
    // In a text that writes backslashes twice, one behind the name begins the end of the line.
    let written_out =
        user > backslash + 1 && text.at(end) == b'\\' && (text.is_escape(end) || text.is_written_out(end));
    let spaced = spaced();
    let begin = start - spaced.map_or(0, |(_, prefix)| prefix.len());
    if name.len() < 2
        || text.at(end) == b'\\' && !written_out
        || text.at(end) == b'*' && !is_emphasised(text, begin, end)
        || is_choice(domain, name)
        // Of accounts in books: `Konto: 4711\2026`
        || text.slice(start, end).bytes().all(|byte| byte.is_ascii_digit() || byte == b'\\')
        || text.at(end) == b':' && !goes_on_behind_colon(text, start, end + 1)
        || NOT_A_DOMAIN.contains(domain)
        || FOLDERS.has(domain)
        || is_instance(text, start)
        || is_publisher(text, start)
        || text.at(user) == b'-'
        || domain.eq_ignore_ascii_case("nt") && ends_with(text, start, "windows ")
        || text.glued_after(end)
        || !is_alone(text, start, end)
    {
        return nothing;
    }
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    // A pool of IIS may be named after a site.
    let is_pool = domain.eq_ignore_ascii_case("apppool") && spaced.is_some();
    if Ending::of(extension).is_of_files() && !is_pool {
        return nothing;
    }
    if spaced.is_some() {
        let follows = |word: &str| {
            let rest = text.slice(end, text.floor(text.bytes.len().min(end + word.len())));
            rest.eq_ignore_ascii_case(word) || rest == word
        };
        let other = OTHER_SECOND_WORDS.iter().filter(|(first, _)| name.eq_ignore_ascii_case(first));
        let mut seconds = SECOND_WORDS.iter().chain(other.map(|(_, second)| second));
        let second = seconds.find(|word| follows(word) && !text.glued_after(end + word.len()));
        // In quotes the name of a pool is what fills them.
        let quoted = || {
            let rest = text.slice(end, text.floor(text.bytes.len().min(end + LONGEST_NAME)));
            let ends = match text.before(begin) {
                b'"' => ['"', '"'],
                b'>' => ['<', '<'],
                // `cs-username=IIS APPPOOL\Lantern Intranet;`, and behind a label up to the end of the line
                b'=' | b' ' if is_pool && (text.before(begin) == b'=' || is_labelled(text, begin)) => {
                    [';', '\n']
                }
                _ => return None,
            };
            let close = rest.find(ends).or_else(|| {
                (ends[1] == '\n' && end + rest.len() == text.bytes.len()).then_some(rest.len())
            })?;
            let is_name = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.');
            // A sentence goes on in small letters.
            let is_closed = ends[1] != '\n'
                || rest[..close].split(' ').skip(1).all(|word| !word.starts_with(|c: char| c.is_lowercase()));
            (is_closed && rest[..close].chars().all(is_name)).then_some(close)
        };
        let more = second.map(|word| word.len()).or_else(quoted).unwrap_or(0);
        return found(text, begin, backslash, user, end + more);
    }
    let alone = text.text.trim().len() == end - start;
    let quoted = text.before(start) == b'"' && matches!(text.at(end), b'"' | b'\\');
    if !alone && !quoted && is_encoded(text, start, end) {
        return nothing;
    }
    let labelled = is_labelled(text, start) || is_answer(text, start, end);
    let end = if labelled { full_name_end(text, start, end) } else { end };
    let letters = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase());
    let field = AROUND.contains(&(text.before(start), text.at(end))) && letters(domain) && domain.len() < 16;
    if domain.len() >= 2
        && domain.len() <= if labelled || alone || domain.contains('.') { 63 } else { LONGEST_DOMAIN }
        && (labelled || alone || name.len() <= LONGEST_NAME)
        && (alone || labelled || field || upper && !domain.contains('_') || is_own_domain(domain))
    {
        found(text, start, backslash, user, end)
    } else {
        nothing
    }
}

/// Whether the name of a domain is one that only the own network has: `contoso.local\ann`.
fn is_own_domain(domain: &str) -> bool {
    domain.rsplit_once('.').is_some_and(|(_, last)| Ending::of(last).is_internal())
}

/// Where a name goes on to that has letters outside ASCII from `end` on: `CORP\müller`.
#[cold]
fn wide_end(text: &Text<'_>, user: usize, end: usize) -> usize {
    let rest = text.slice(end, text.floor(text.bytes.len().min(user + LOCAL_REACH)));
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$');
    // A sentence in a script without spaces goes on behind a name in ASCII.
    if user < end && rest.chars().next().is_some_and(is_spaceless_script) {
        return end;
    }
    end + rest.find(|c| !is_name(c)).unwrap_or(rest.len())
}

/// Words with a backslash between them that are a choice, and no account: `AND\OR`, `YES\NO`.
const CHOICES: [[&str; 2]; 9] = [
    ["and", "or"],
    ["yes", "no"],
    ["true", "false"],
    ["on", "off"],
    ["read", "write"],
    ["in", "out"],
    ["input", "output"],
    ["start", "stop"],
    ["client", "server"],
];

fn is_choice(one: &str, other: &str) -> bool {
    CHOICES.iter().any(|choice| choice[0].eq_ignore_ascii_case(one) && choice[1].eq_ignore_ascii_case(other))
}

/// The longest name of a domain, and of an account, without a label (Microsoft: NetBIOS names, `sAMAccountName`; some
/// more for groups and services).
const LONGEST_DOMAIN: usize = 15;
const LONGEST_NAME: usize = 40;

fn found<'t>(text: &Text<'t>, start: usize, backslash: usize, user: usize, end: usize) -> Recognised<'t> {
    let value = if user == backslash + 1 {
        text.slice(start, end).into()
    } else {
        format!("{}\\{}", text.slice(start, backslash), text.slice(user, end)).into()
    };
    Recognised::Found { kind: IndicatorKind::User, value, start, end }
}
