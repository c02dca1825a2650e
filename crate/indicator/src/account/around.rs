//! What stands around `DOMAIN\user`: labels, options, signs of code and of encoded text.

use super::super::{
    context::Text,
    labels,
    words::{Words, strip_suffix_ignore_case},
};

/// Whether what stands behind the colon that follows an account belongs to another thing: rights, a message, a password
/// that nobody shows, or one that a tool tried.
pub(super) fn goes_on_behind_colon(text: &Text<'_>, start: usize, behind: usize) -> bool {
    let is_tried = || TRIED.iter().any(|sign| ends_with(text, start, sign));
    matches!(text.at(behind), b'(' | b'*') || text.at(behind) <= b' ' || is_tried()
}

/// What NetExec writes before an account and the password that it tried.
const TRIED: [&str; 2] = ["[+] ", "[-] "];

/// Options of commands whose value is an account.
const OPTIONS: [&str; 4] = [" -u ", " -U ", "/user:", "--user "];

/// Whether a label stands before `start` whose values are accounts, or an option: `User Name: corp\ann`, `-u corp\ann`.
pub(super) fn is_labelled(text: &Text<'_>, start: usize) -> bool {
    // `<User>CORP\ann</User>`, `<Data Name='User'>CORP\ann</Data>`
    let start = start - usize::from(text.before(start) == b'>');
    let (label, at) = text.label(start);
    let is_elsewhere = || {
        let before = text.preceding(start, LONGEST_LABEL).trim_end();
        let label = before.trim_end_matches([':', '：', '=']).trim_end();
        label.len() < before.len() && labels::ends_with_user_elsewhere(label)
    };
    let is_name = || label.eq_ignore_ascii_case("name") && labels::is_user(text.label(at).0);
    let before = text.preceding(start, 8);
    labels::is_user(label)
        || label.eq_ignore_ascii_case("id") && text.label(at).0.eq_ignore_ascii_case("security")
        || TRIED.iter().any(|sign| ends_with(text, start, sign))
        || text.slice(at, start).contains(':') && is_name()
        || OPTIONS.iter().any(|option| before.ends_with(option) || before == option.trim_start())
        || !text.before(at).is_ascii() && is_elsewhere()
}

/// The longest label with letters outside ASCII, in bytes.
const LONGEST_LABEL: usize = 48;

/// Whether an account fills the line below the command that prints it, `C:\>whoami`, or stands there before its number:
/// `whoami /all`.
pub(super) fn is_answer(text: &Text<'_>, start: usize, end: usize) -> bool {
    let is_break = |byte: u8| matches!(byte, 0 | b'\n' | b'\r');
    let is_numbered = || text.slice(end, text.bytes.len()).trim_start_matches(' ').starts_with("S-1-5-");
    let is_below = || text.preceding(start, 24).trim_end().ends_with("whoami");
    is_break(text.before(start))
        && (is_break(text.at(end)) && is_below() || text.at(end) == b' ' && is_numbered())
}

/// Whether the stars of Markdown or of a wiki stand around the text from `start` to `end`: `**CORP\ann**`, `*NT
/// AUTHORITY\SYSTEM*`.
pub(super) fn is_emphasised(text: &Text<'_>, start: usize, end: usize) -> bool {
    let stars =
        |bytes: &mut dyn Iterator<Item = &u8>| bytes.take(3).take_while(|&&byte| byte == b'*').count();
    let (before, behind) =
        (stars(&mut text.bytes[..start].iter().rev()), stars(&mut text.bytes[end..].iter()));
    let apart = |byte: u8| byte <= b' ' || matches!(byte, b'(' | b',' | b'.' | b';' | b':' | b')' | b'|');
    (1..=2).contains(&before)
        && before == behind
        && apart(text.before(start - before))
        && apart(text.at(end + behind))
}

/// First names of groups of Windows, and how many more they may have (Microsoft: "Active Directory security groups").
static GROUPS: Words<25> = Words::new([
    "access",
    "account",
    "backup",
    "cert",
    "certificate",
    "cloneable",
    "cryptographic",
    "distributed",
    "domain",
    "enterprise",
    "event",
    "group",
    "hyper-v",
    "incoming",
    "key",
    "network",
    "performance",
    "pre-windows",
    "print",
    "protected",
    "read-only",
    "remote",
    "schema",
    "server",
    "storage",
]);
const MOST_NAMES: usize = 3;

/// Words behind an account for what came of a logon.
static OUTCOMES: Words<10> = Words::new([
    "audit",
    "denied",
    "disabled",
    "enabled",
    "failed",
    "failure",
    "invalid",
    "locked",
    "success",
    "succeeded",
]);

/// The longest of them, in bytes.
const SECOND_NAME: usize = 24;

/// Where an account with a label ends that has more names, as groups have: `User: WS-1\Ann Example`, `BUILTIN\Remote Desktop
/// Users`, which fill their line, or their quotes.
///
/// Behind an option of a tool a password follows, which must not get into a query: `/user:corp\ann Herbst2026`. So may it
/// elsewhere, where a word has a digit, and a word for what came of it: `User: CORP\ann Failed`.
pub(super) fn full_name_end(text: &Text<'_>, start: usize, end: usize) -> usize {
    let before = text.preceding(start, 8);
    if OPTIONS.iter().any(|option| before.ends_with(option)) {
        return end;
    }
    let mut behind = end;
    let first = text.bytes[..end]
        .iter()
        .rev()
        .take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'-')
        .count();
    let most = if GROUPS.contains(text.slice(end - first, end)) { MOST_NAMES } else { 1 };
    for _ in 0..most {
        if text.at(behind) != b' ' || !text.at(behind + 1).is_ascii_uppercase() {
            break;
        }
        let rest = text.bytes[behind + 1..].iter().take(SECOND_NAME);
        let length =
            rest.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')).count();
        let word = text.slice(behind + 1, behind + 1 + length);
        if word.bytes().any(|byte| byte.is_ascii_digit()) || OUTCOMES.contains(word) {
            return end;
        }
        behind += 1 + length;
    }
    if matches!(text.at(behind), 0 | b'\n' | b'\r' | b'"' | b'<') { behind } else { end }
}

/// Whether the name of an SQL server stands here: `Data Source=SQL01\PROD`.
pub(super) fn is_instance(text: &Text<'_>, start: usize) -> bool {
    if text.before(start) != b'=' {
        return false;
    }
    let (label, at) = text.label(start);
    label.eq_ignore_ascii_case("server")
        || label.eq_ignore_ascii_case("source") && text.label(at).0.eq_ignore_ascii_case("data")
}

/// Whether the country in the name of a publisher stands here, as AppLocker writes it: `O=ACME, L=BERN, C=CH\VIEWER\…`.
pub(super) fn is_publisher(text: &Text<'_>, start: usize) -> bool {
    text.bytes[..start].ends_with(b" C=") && text.preceding(start, 160).contains("O=")
}

/// Whether what stands around `DOMAIN\user` lets it be one: not a variable (`$env:TEMP\x`), a path, or code.
pub(super) fn is_alone(text: &Text<'_>, start: usize, end: usize) -> bool {
    if is_emphasised(text, start, end) {
        return true;
    }
    let is_behind = NOT_BEHIND.contains(&text.at(end)) && !text.is_octal(end + 1);
    if NOT_BEFORE.contains(&text.before(start)) || is_behind {
        return false;
    }
    if text.before(start) == b':' {
        let (word, at) = text.label(start);
        if matches!(text.before(at), b'$' | b'{') && !word.is_empty() {
            return false;
        }
    }
    !(ENDS_SENTENCE.contains(&text.at(end)) && text.glued_after(end + 1))
}

/// Signs that stand right before no account.
const NOT_BEFORE: &[u8] = b"\\/.%!#$&*+?@^~";

/// Signs that stand right behind none.
const NOT_BEHIND: &[u8] = b"#$%&+^~=/";

/// Signs that stand behind one where a sentence or a part of it ends, and no word follows.
const ENDS_SENTENCE: &[u8] = b"!?@[>";

/// Whether the word around the text from `start` to `end` is encoded (uuencode, Ascii85): signs of many kinds between
/// its letters.
#[cold]
pub(super) fn is_encoded(text: &Text<'_>, start: usize, end: usize) -> bool {
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

/// Whether some words stand right before `at`, in any case.
pub(super) fn ends_with(text: &Text<'_>, at: usize, words: &str) -> bool {
    strip_suffix_ignore_case(text.preceding(at, words.len()), words).is_some()
}
