//! Accounts: e-mail addresses and `DOMAIN\user`.

use std::borrow::Cow;

use super::{
    context::{Recognised, Text},
    endings::Ending,
    kind::IndicatorKind,
    labels,
    run::Run,
    words::Words,
};

/// The longest local part (RFC 5321, section 4.5.3.1.1), in bytes.
const LOCAL_REACH: usize = 64;

/// Second words of accounts of Windows: `NT AUTHORITY\LOCAL SERVICE`, `IIS APPPOOL\.NET v4.5`.
const SECOND_WORDS: [&str; 7] =
    [" SERVICE", " LOGON", " v2.0 Classic", " v4.5 Classic", " v2.0", " v4.5", " .NET AppPool"];

/// Domains of Windows whose names hold a space.
const SPACED: [(&str, &str); 6] = [
    ("APPPOOL", "IIS "),
    ("AUTHORITY", "NT "),
    ("SERVICE", "NT "),
    ("Manager", "Window "),
    ("Host", "Font Driver "),
    ("Machine", "NT VIRTUAL "),
];

/// Reads the e-mail address around the `@` at `at`; `floor` is where the last indicator ended.
#[inline(never)]
pub(super) fn recognise_email<'t>(text: &Text<'t>, at: usize, floor: usize) -> Recognised<'t> {
    let start = local_start(text, at, floor.max(at.saturating_sub(LOCAL_REACH + 1)));
    let run = Run::read(text, at + 1);
    // `postgres://user:password@host`: what stands before the `@` is a password, and nobody's address.
    if text.before(start) == b':' && in_authority(text, start) {
        return Recognised::Nothing { resume: at + 1 };
    }
    // `root@10.0.0.5` is an address.
    let resume = if text.at(at + 1).is_ascii_digit() { at + 1 } else { run.end.max(at + 1) };
    let nothing = Recognised::Nothing { resume };
    if !is_local(text, start, at) {
        return nothing;
    }
    let defanged = text.is_defanged(start, run.end) && run.has_dot() && run.is_well_formed(text);
    let part = matches!(text.before(start), b'/' | b'@') || text.at(run.end) == b'@';
    if part || !(defanged || run.ends_like_a_domain(text)) || is_none(text, start, at, &run) {
        return nothing;
    }
    let domain = text.lower(run.start, run.end);
    let value = match domain {
        Cow::Borrowed(_) => text.slice(start, run.end).into(),
        Cow::Owned(domain) => format!("{}@{domain}", text.slice(start, at)).into(),
    };
    Recognised::Found { kind: IndicatorKind::Email, value, start, end: run.end }
}

/// Whether it only looks like an address: `git@github.com:org/repo.git` is how SSH reaches a repository,
/// `chacha20-poly1305@openssh.com` is an algorithm (RFC 4251, section 6).
fn is_none(text: &Text<'_>, start: usize, at: usize, run: &Run) -> bool {
    let local = text.slice(start, at);
    let host = text.slice(run.start, run.end);
    let repository = local == "git" && text.at(run.end) == b':' && text.glued_after(run.end + 1);
    let algorithm = ["openssh.com", "libssh.org"].iter().any(|name| name.eq_ignore_ascii_case(host))
        && local.contains('-');
    repository || algorithm
}

/// Whether the text from `start` to `at` can be a local part.
fn is_local(text: &Text<'_>, start: usize, at: usize) -> bool {
    at > start
        && at - start <= LOCAL_REACH
        && text.before(at) != b'.'
        && !text.glued_before(start)
        && !text.slice(start, at).contains("..")
}

/// Where the local part begins that ends at `at`.
fn local_start(text: &Text<'_>, at: usize, lowest: usize) -> usize {
    let local = |byte: u8| byte.is_ascii_alphanumeric() || b"._%+-'".contains(&byte);
    let mut start = at;
    while start > lowest && local(text.before(start)) {
        start -= 1;
    }
    if start < at && text.before(start) == b'\\' && text.is_escape(start - 1) {
        start += 1;
    }
    while start < at && matches!(text.at(start), b'.' | b'\'' | b'-') {
        start += 1;
    }
    if text.before(start) == b'=' { with_equals(text, start, at, lowest).unwrap_or(start) } else { start }
}

/// Where a local part begins that has equals signs, whose last word goes from `start` to `at`: one in angle brackets, and those of
/// bounces and rewritten senders (VERP, SRS, BATV): `bounce+12-bob=example.org@…`, `SRS0=ab=12=example.org=bob@…`.
#[cold]
fn with_equals(text: &Text<'_>, start: usize, at: usize, lowest: usize) -> Option<usize> {
    let mut first = start;
    while first > lowest && is_local_byte(text.before(first)) {
        first -= 1;
    }
    let head = text.slice(first, start - 1);
    let (name, rest) = head.split_once('=').unwrap_or((head, ""));
    let rewritten = REWRITTEN.iter().any(|tag| tag.eq_ignore_ascii_case(name));
    let bounced = rest.is_empty() && name.contains(['+', '-']) && text.slice(start, at).contains('.');
    (!head.is_empty() && (text.before(first) == b'<' || rewritten || bounced)).then_some(first)
}

/// Whether the name from `start` to `end` is inside a local part with equals signs: `…=example.org=bob@relay.example.net`.
pub(super) fn in_local_part(text: &Text<'_>, start: usize, end: usize) -> bool {
    if text.at(end) != b'=' {
        return false;
    }
    let rest = text.bytes[end..].iter().take(LOCAL_REACH);
    let at = end + rest.take_while(|byte| is_local_byte(**byte)).count();
    let last = end + text.slice(end, at).rfind('=').map_or(0, |equals| equals + 1);
    text.at(at) == b'@'
        && with_equals(text, last, at, at.saturating_sub(LOCAL_REACH + 1)).is_some_and(|first| first <= start)
}

/// Whether a local part with equals signs may have a byte.
fn is_local_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._%+-='".contains(&byte)
}

/// First words of local parts that programs make of others.
const REWRITTEN: [&str; 4] = ["SRS0", "SRS1", "prvs", "btv1"];

/// Whether the colon before `at` divides user and password of a URL.
fn in_authority(text: &Text<'_>, at: usize) -> bool {
    let user = text.bytes[..at - 1].iter().rev().take(LOCAL_REACH);
    let length = user.take_while(|&&byte| byte > b' ' && byte != b'/').count();
    text.slice(0, at - 1 - length).ends_with("://")
}

/// Words before a backslash that are no domains: buses of devices, namespaces, folders of the registry.
static NOT_A_DOMAIN: Words<19> = Words::new([
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
]);

/// The surroundings of an account in lower case that is one field of a row, or quoted as such.
const AROUND: [(u8, u8); 2] = [(b',', b','), (b'<', b'>')];

/// Reads `DOMAIN\user` whose domain is the word from `start` to `backslash`.
pub(super) fn recognise_user<'t>(text: &Text<'t>, start: usize, backslash: usize) -> Recognised<'t> {
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
    if text.slice(user, end).ends_with('.') {
        end -= 1;
    }
    let nothing = Recognised::Nothing { resume: backslash + 1 };
    if text.is_escape(backslash) {
        return nothing;
    }
    let domain = text.slice(start, backslash);
    let name = text.slice(user, end);
    // In a text that writes backslashes twice, one behind the name begins the end of the line.
    let written_out =
        user > backslash + 1 && text.at(end) == b'\\' && (text.is_escape(end) || text.is_written_out(end));
    if name.len() < 2
        || matches!(text.at(end), b'\\' | b'*') && !written_out
        || text.at(end) == b':' && !goes_on_behind_colon(text, start, end + 1)
        || NOT_A_DOMAIN.contains(domain)
        || is_instance(text, start)
        || domain.eq_ignore_ascii_case("nt") && ends_with(text, start, "windows ")
        || text.glued_after(end)
        || !is_alone(text, start, end)
    {
        return nothing;
    }
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    if Ending::of(extension).is_of_files() {
        return nothing;
    }
    if let Some((_, prefix)) = SPACED
        .iter()
        .find(|(word, prefix)| domain.eq_ignore_ascii_case(word) && ends_with(text, start, prefix))
    {
        let start = start - prefix.len();
        let second = SECOND_WORDS.iter().find(|word| text.bytes[end..].starts_with(word.as_bytes()));
        return found(text, start, backslash, user, end + second.map_or(0, |word| word.len()));
    }
    let alone = text.text.trim().len() == end - start;
    let quoted = text.before(start) == b'"' && matches!(text.at(end), b'"' | b'\\');
    if !alone && !quoted && is_encoded(text, start, end) {
        return nothing;
    }
    let labelled = is_labelled(text, start) || is_answer(text, start, end);
    let end = if labelled { full_name_end(text, end) } else { end };
    let upper =
        domain.bytes().any(|b| b.is_ascii_uppercase()) && !domain.bytes().any(|b| b.is_ascii_lowercase());
    let letters = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase());
    let field = AROUND.contains(&(text.before(start), text.at(end))) && letters(domain) && domain.len() < 16;
    if domain.len() >= 2
        && domain.len() <= if labelled || alone || domain.contains('.') { 63 } else { LONGEST_DOMAIN }
        && (labelled || alone || name.len() <= LONGEST_NAME)
        && (alone || labelled || field || upper && !domain.contains('_'))
    {
        found(text, start, backslash, user, end)
    } else {
        nothing
    }
}

/// Whether what stands behind the colon that follows an account belongs to another thing: rights, a message, a password
/// that nobody shows, or one that a tool tried.
fn goes_on_behind_colon(text: &Text<'_>, start: usize, behind: usize) -> bool {
    let is_tried = || TRIED.iter().any(|sign| ends_with(text, start, sign));
    matches!(text.at(behind), b'(' | b'*') || text.at(behind) <= b' ' || is_tried()
}

/// What NetExec writes before an account and the password that it tried.
const TRIED: [&str; 2] = ["[+] ", "[-] "];

/// Options of commands whose value is an account.
const OPTIONS: [&str; 4] = [" -u ", " -U ", "/user:", "--user "];

/// Whether a label stands before `start` whose values are accounts, or an option: `User Name: corp\ann`, `-u corp\ann`.
fn is_labelled(text: &Text<'_>, start: usize) -> bool {
    let (label, at) = text.label(start);
    let is_name = || label.eq_ignore_ascii_case("name") && labels::is_user(text.label(at).0);
    let before = text.ahead_of(start, 8);
    labels::is_user(label)
        || text.slice(at, start).contains(':') && is_name()
        || OPTIONS.iter().any(|option| before.ends_with(option) || before == option.trim_start())
}

/// Whether an account fills the line below the command that prints it: `C:\>whoami`.
fn is_answer(text: &Text<'_>, start: usize, end: usize) -> bool {
    let is_break = |byte: u8| matches!(byte, 0 | b'\n' | b'\r');
    is_break(text.before(start))
        && is_break(text.at(end))
        && text.ahead_of(start, 24).trim_end().ends_with("whoami")
}

/// The longest second name of an account, in bytes.
const SECOND_NAME: usize = 24;

/// Where an account with a label ends that has a second name: `User: WS-1\Ann Example` fills its line, or its quotes.
fn full_name_end(text: &Text<'_>, end: usize) -> usize {
    if text.at(end) != b' ' || !text.at(end + 1).is_ascii_uppercase() {
        return end;
    }
    let rest = text.bytes[end + 1..].iter().take(SECOND_NAME);
    let length = rest.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')).count();
    let behind = end + 1 + length;
    if matches!(text.at(behind), 0 | b'\n' | b'\r' | b'"') { behind } else { end }
}

/// Whether the name of an SQL server stands here: `Data Source=SQL01\PROD`.
fn is_instance(text: &Text<'_>, start: usize) -> bool {
    if text.before(start) != b'=' {
        return false;
    }
    let (label, at) = text.label(start);
    label.eq_ignore_ascii_case("server")
        || label.eq_ignore_ascii_case("source") && text.label(at).0.eq_ignore_ascii_case("data")
}

/// Whether what stands around `DOMAIN\user` lets it be one: not a variable (`$env:TEMP\x`), a path, or code.
fn is_alone(text: &Text<'_>, start: usize, end: usize) -> bool {
    if NOT_BEFORE.contains(&text.before(start)) || NOT_BEHIND.contains(&text.at(end)) {
        return false;
    }
    if text.before(start) == b':' {
        let (word, at) = text.label(start);
        if matches!(text.before(at), b'$' | b'{') && !word.is_empty() {
            return false;
        }
    }
    // `&quot;` may stand behind it, `&` may not.
    let entity = text.bytes[end..].iter().take(8).position(|&byte| byte == b';').is_some_and(|at| at > 2);
    if text.at(end) == b'&' && !entity {
        return false;
    }
    !(ENDS_SENTENCE.contains(&text.at(end)) && text.glued_after(end + 1))
}

/// Signs that stand right before no account.
const NOT_BEFORE: &[u8] = b"\\/.%!#$&*+?@^~";

/// Signs that stand right behind none.
const NOT_BEHIND: &[u8] = b"#$%+^~=/";

/// Signs that stand behind one where a sentence or a part of it ends, and no word follows.
const ENDS_SENTENCE: &[u8] = b"!?@[>";

/// Whether the word around the text from `start` to `end` is encoded (uuencode, Ascii85): signs of many kinds between
/// its letters.
#[cold]
fn is_encoded(text: &Text<'_>, start: usize, end: usize) -> bool {
    let signs = |byte: &&u8| {
        byte.is_ascii_punctuation() && !matches!(**byte, b'"' | b'\\' | b'_' | b'-' | b'.' | b':' | b',')
    };
    let before = text.bytes[..start].iter().rev().take(SIGNS_REACH).take_while(|&&byte| byte > b' ');
    let behind = text.bytes[end..].iter().take(SIGNS_REACH).take_while(|&&byte| byte > b' ');
    let mut kinds = 0_u128;
    before.chain(behind).filter(signs).for_each(|&byte| kinds |= 1 << byte);
    kinds.count_ones() > MOST_SIGNS
}

/// How far around an account signs are counted, in bytes, and how many kinds of them JSON, XML and queries may have.
const SIGNS_REACH: usize = 40;
const MOST_SIGNS: u32 = 6;

/// The longest name of a domain, and of an account, without a label (Microsoft: NetBIOS names, `sAMAccountName`; some
/// more for groups and services).
const LONGEST_DOMAIN: usize = 15;
const LONGEST_NAME: usize = 40;

fn ends_with(text: &Text<'_>, at: usize, prefix: &str) -> bool {
    at >= prefix.len() && text.slice(at - prefix.len(), at).eq_ignore_ascii_case(prefix)
}

fn found<'t>(text: &Text<'t>, start: usize, backslash: usize, user: usize, end: usize) -> Recognised<'t> {
    let value = if user == backslash + 1 {
        text.slice(start, end).into()
    } else {
        format!("{}\\{}", text.slice(start, backslash), text.slice(user, end)).into()
    };
    Recognised::Found { kind: IndicatorKind::User, value, start, end }
}
