//! Hashes of files: MD5, SHA-1, SHA-256, SHA-512.

use super::{
    block::{Block, SIZE, lower, within},
    cell,
    context::{Recognised, Text},
    kind::IndicatorKind,
    labels,
    table::SaidKind,
    words::Words,
};

/// Reads the word of hexadecimal digits from `start` to `end` as a hash, by its length.
pub(super) fn recognise<'t>(text: &Text<'t>, start: usize, end: usize) -> Recognised<'t> {
    let nothing = Recognised::Nothing { resume: end };
    let kind = match end - start {
        32 => IndicatorKind::Md5,
        40 => IndicatorKind::Sha1,
        64 => IndicatorKind::Sha256,
        128 => IndicatorKind::Sha512,
        _ => return nothing,
    };
    // A hash without a single letter is one in a million; a long decimal number is common.
    let Digits { all: true, letters: true, upper } = digits(text, start, end) else { return nothing };
    if text.glued_before(start) || text.glued_after(end) {
        return nothing;
    }
    if is_part(text, start, end)
        || is_of_password(text, start, end)
        || is_of_repository(text, start, end)
        || is_of_request(text, start)
        || is_labelled_otherwise(text, start)
        || is_of_system(text, start)
        // The hash of a password in MySQL
        || end - start == 40 && text.before(start) == b'*' && matches!(text.before(start - 1), b'"' | b'\'')
        // A weak ETag of HTTP
        || text.bytes[..start].ends_with(b"W/\"")
        || cell::said(text, start, end) == Some(SaidKind::NoFile)
    {
        return nothing;
    }
    let digits = text.slice(start, end);
    let value = if upper { digits.to_ascii_lowercase().into() } else { digits.into() };
    Recognised::Found { kind, value, start, end }
}

/// How far before the hash of a password in a cache of domains its sign stands, in bytes: `$DCC2$10240#ann#5e94…`.
const DCC2: usize = 64;

/// Whether it is part of something longer: base64 goes on with `+` or `/` or ends in `=`, identifiers with a dash,
/// `containerd://5f2b…`.
fn is_part(text: &Text<'_>, start: usize, end: usize) -> bool {
    // Dollars divide the parts of a password's hash, and begin the name of a relay of Tor.
    // `"^8f3a…$"` is a whole value as a pattern has it.
    let is_anchored = text.before(start) == b'^' && text.at(end) == b'$';
    matches!(text.at(end), b'+' | b'=' | b'-' | b'$') && !is_anchored
        || matches!(text.before(start), b'+' | b'-' | b'$')
        || text.before(start) == b'#' && text.ahead_of(start, DCC2).contains("$DCC2$")
        || text.bytes[..start].ends_with(b"://")
}

/// The bytes of a word.
struct Digits {
    /// Hexadecimal digits only.
    all: bool,
    /// At least one of them is a letter.
    letters: bool,
    /// At least one of them is a capital letter.
    upper: bool,
}

fn digits(text: &Text<'_>, start: usize, end: usize) -> Digits {
    let mut found = Digits { all: true, letters: false, upper: false };
    for base in (start..end).step_by(SIZE) {
        let block = Block::read(text.bytes, base);
        let wanted = u64::MAX >> (SIZE - SIZE.min(end - base));
        let letters = block.mask(|row| within(lower(row), b'a', b'f')) & wanted;
        let digits = block.mask(|row| within(row, b'0', b'9')) & wanted;
        found.all &= letters | digits == wanted;
        found.letters |= letters != 0;
        found.upper |= block.mask(|row| within(row, b'A', b'F')) & wanted != 0;
    }
    found
}

/// Where the word ends that is behind brackets: `BuildID[sha1]=…`, `pe.imphash() == "…"`; else `start` itself.
fn before_brackets(text: &Text<'_>, start: usize) -> usize {
    let separators = text.bytes[..start].iter().rev().take(6);
    let close =
        start - separators.take_while(|byte| matches!(byte, b'=' | b':' | b'"' | b'\'' | b' ')).count();
    let open = match text.before(close) {
        b')' => b'(',
        b']' => b'[',
        _ => return start,
    };
    let inside = text.bytes[..close].iter().rev().take(12).position(|&byte| byte == open);
    inside.map_or(start, |length| close - length - 1)
}

#[inline(never)]
fn is_labelled_otherwise(text: &Text<'_>, start: usize) -> bool {
    let spaces = text.bytes[..start].iter().rev().take(MOST_SPACES).take_while(|&&byte| byte == b' ').count();
    let (label, at) = text.label(before_brackets(text, start - spaces));
    // The separator of a label may itself follow spaces: `NTLM     : …`.
    let (label, at) = if label.is_empty() && text.before(at) == b' ' {
        let spaces =
            text.bytes[..at].iter().rev().take(MOST_SPACES).take_while(|&&byte| byte == b' ').count();
        text.label(at - spaces)
    } else {
        (label, at)
    };
    // `Table IV: 8f3a…`: a Roman number.
    let is_number = label.eq_ignore_ascii_case("iv") && COUNTED.contains(text.label(at).0);
    let foreign = |label| labels::is_no_file_hash(label) && !is_number;
    if foreign(label) || is_id(label, || text.label(at).0) {
        return true;
    }
    // `"ja3": {"hash": "…"}` (Suricata), `Serial number: …`, `SSL certificate SHA-1 fingerprint: …`
    let (mut label, mut at) = (label, at);
    for _ in 0..MOST_OUTER {
        if !GENERIC.contains(label) {
            return false;
        }
        let mut outer = at;
        while outer > 0 && at - outer < 6 && !ends_label(text, outer, label) {
            outer -= 1;
        }
        (label, at) = text.label(outer);
        let is_import = || is_import_hash(text, label, at, start);
        if foreign(label) || is_import() || OF_LEDGERS.contains(label) || is_of_block(text, label, at) {
            return true;
        }
    }
    false
}

/// Whether `Import hash:` stands at `at`, alone before a colon or an equals sign: analysts import hashes, too.
#[cold]
fn is_import_hash(text: &Text<'_>, label: &str, at: usize, start: usize) -> bool {
    label.eq_ignore_ascii_case("import") && {
        let behind = text.slice(at + label.len(), start);
        let named = behind.get(..5).is_some_and(|word| word.eq_ignore_ascii_case(" hash"));
        let begins = matches!(text.before(at), 0 | b'\n' | b'"' | b',' | b'|' | b'\t')
            || text.before(at) == b' '
                && matches!(text.before(at - 1), b' ' | b':' | b',' | b';' | b'|' | b'-');
        named
            && begins
            && behind.get(5..).is_some_and(|rest| {
                rest.starts_with([':', '=', ' ', '"', '|', '\t']) && rest.contains([':', '=', '|', '\t'])
            })
    }
}

/// Words before a Roman number.
static COUNTED: Words<10> = Words::new([
    "annex", "appendix", "chapter", "figure", "level", "part", "phase", "section", "table", "volume",
]);

/// Words before `hash` that make it that of a ledger's entry, or of a part of a torrent. Not `info`, which is the level of a
/// line.
static OF_LEDGERS: Words<5> = Words::new(["genesis", "merkle", "piece", "transaction", "tx"]);

/// Whether it is the hash of a ledger's block, by what stands before that: analysts block hashes, too.
#[cold]
fn is_of_block(text: &Text<'_>, label: &str, at: usize) -> bool {
    label.eq_ignore_ascii_case("block") && {
        let before = text.ahead_of(at, LEDGER);
        ["txid", "tx hash", "BTC", "block height"].iter().any(|sign| before.contains(sign))
    }
}

/// How far before a block its ledger is named, in bytes.
const LEDGER: usize = 160;

/// Whether it is the name of an object of Windows, the number of a Linux machine below the command that shows it, the sum of
/// a torrent, or what mimikatz lists of a password besides its hash for NTLM: `Global\8f3a…`, `cat /etc/machine-id`, `Info
/// Hash: 8f3a…`, ` * SHA1     : 8f3a…`.
fn is_of_system(text: &Text<'_>, start: usize) -> bool {
    let before = &text.bytes[..start];
    if matches!(text.before(start), b'\\') {
        return before.ends_with(b"Global\\") || before.ends_with(b"Local\\");
    }
    if text.before(start) == b'\n' {
        return before.trim_ascii_end().ends_with(b"/machine-id");
    }
    // The answer of a client to HTTP (RFC 7616, section 3.4)
    before.ends_with(b"response=\"") && text.ahead_of(start, LEDGER).contains("nonce=")
        || before.ends_with(b"Info Hash: ")
        || before.ends_with(b"* SHA1     : ") && text.ahead_of(start, LISTED).contains("* NTLM     : ")
}

/// How far before the other hash of a password the one for NTLM stands, in bytes.
const LISTED: usize = 80;

/// Words of labels that say that a value is a hash, but not of what.
static GENERIC: Words<14> = Words::new([
    "digest",
    "fingerprint",
    "hash",
    "hashes",
    "md5",
    "number",
    "sha-1",
    "sha-256",
    "sha1",
    "sha256",
    "content",
    "value",
    "v0",
    "v1",
]);

/// How many words of a label are read, from the last one on.
const MOST_OUTER: usize = 4;

/// Whether the byte before `at` is of a word, or divides two records or sentences: nothing before it belongs to the label.
fn ends_label(text: &Text<'_>, at: usize, label: &str) -> bool {
    match text.before(at) {
        b'\n' | b'}' | b',' => true,
        // Suricata: `ja3.hash; content:"…"`.
        b';' => !label.eq_ignore_ascii_case("content"),
        b'.' => text.at(at) <= b' ',
        byte => byte.is_ascii_alphanumeric(),
    }
}

/// How many spaces may align a value with its label.
const MOST_SPACES: usize = 24;

/// Words before `id` that make it a file's: `sample_id`, `File ID`.
const OF_FILES: [&str; 8] = ["file", "hash", "malware", "md5", "sample", "sha1", "sha256", "sha512"];

/// Whether a value with this label identifies something else than a file: `trace.id`, `_BOOT_ID`, `containerId`.
/// `before` is the word before the label.
pub(super) fn is_id<'t>(label: &'t str, before: impl FnOnce() -> &'t str) -> bool {
    let kind = label.len().checked_sub(4).filter(|at| *at > 0).and_then(|at| label.get(at..));
    if kind.is_some_and(|kind| ["uuid", "guid"].iter().any(|known| kind.eq_ignore_ascii_case(known))) {
        return true;
    }
    let Some((stem, id)) = label.split_at_checked(label.len().saturating_sub(2)) else { return false };
    if !id.eq_ignore_ascii_case("id") {
        return false;
    }
    let word = match stem.strip_suffix(['_', '-']) {
        Some(stem) => stem,
        None if stem.is_empty() => before(),
        None if id.starts_with('I') && stem.ends_with(|c: char| c.is_ascii_lowercase()) => stem,
        None => return false,
    };
    let last = word.rsplit(['_', '-']).next().unwrap_or(word);
    !OF_FILES.iter().any(|of_file| of_file.eq_ignore_ascii_case(last))
}

/// What git writes before the number of a commit, anywhere and at the beginning of a line.
const GIT: [&str; 6] = ["HEAD is now at ", "checked out '", "커밋 ", "コミット ", "коммит ", "提交 "];
const GIT_LINES: [&str; 5] = ["tree ", "parent ", "merge ", "Merge ", "object "];

/// What stands before a command of git in a line.
const PROMPTS: [&str; 5] = ["$ git ", "# git ", "> git ", "&& git ", "; git "];

/// Whether it names a commit, which no agent hashes: `actions/checkout@8ade…`, `HEAD is now at 9dae…`,
/// `8ade… refs/heads/main`, `From 8ade… Mon Sep 17 00:00:00 2001` of a patch, `git show 8ade…`.
fn is_of_repository(text: &Text<'_>, start: usize, end: usize) -> bool {
    if end - start != 40 {
        return false;
    }
    let behind = &text.bytes[end..];
    let line = text.line_before(start, COMMAND);
    let is_of_action =
        line.strip_suffix('@').is_some_and(|name| name.ends_with(|c: char| c.is_ascii_alphanumeric()));
    is_of_action
        || GIT.iter().any(|words| line.ends_with(words))
        || GIT_LINES.contains(&line)
        || behind.starts_with(b"\trefs/")
        || line == "From " && behind.starts_with(b" Mon Sep 17 00:00:00 2001")
        || line.starts_with("git ")
        || line.ends_with(" into ") && line.contains("Merge ")
        || line.ends_with(" Merge ")
        || PROMPTS.iter().any(|command| line.contains(command))
}

/// How far back a command of git may begin, in bytes.
const COMMAND: usize = 96;

/// Whether it numbers a user or a project behind the number of a request, as OpenStack writes them:
/// `[req-38101a0b-… 113d… 54fa… - - -]`.
fn is_of_request(text: &Text<'_>, start: usize) -> bool {
    let before = text.ahead_of(start, REQUEST);
    // Few lines have a bracket there at all.
    before.as_bytes().contains(&b'[')
        && before.rsplit_once("[req-").is_some_and(|(_, inside)| !inside.contains([']', '\n']))
}

/// How far back such a bracket may have been opened, in bytes.
const REQUEST: usize = 112;

/// Options of tools that take the hash of a password in place of it, and the longest of them, in bytes.
const PASSED: [&str; 10] =
    ["-hashes :", "-hashes ", " -H ", " -H :", "/pth:", "/rc4:", "/ntlm:", "-pth ", " -iv ", " -K "];
const OPTION: usize = 9;

/// Whether it is one of the two hashes of a password, as `pwdump` writes them: `500:aad3…:31d6…:::`.
fn is_of_password(text: &Text<'_>, start: usize, end: usize) -> bool {
    let is_hash = |at: usize| {
        let digits = text.bytes.get(at..at + 32).is_some_and(|hash| hash.iter().all(u8::is_ascii_hexdigit));
        digits && !text.glued_after(at + 32)
    };
    let before = || text.ahead_of(start, OPTION);
    // No password has a hash of 64 digits in Windows; a key or a vector may have.
    let passed = || PASSED.iter().find(|option| before().ends_with(*option));
    if matches!(end - start, 32 | 64)
        && passed().is_some_and(|option| end - start == 32 || matches!(*option, " -iv " | " -K "))
    {
        return true;
    }
    // The answer to a challenge: `ann::CORP:1122334455667788:5d41…:0101…`
    if end - start == 32 && text.before(start) == b':' && text.at(end) == b':' {
        let challenge = text.bytes[..start - 1].iter().rev().take(17);
        if challenge.take_while(|byte| byte.is_ascii_hexdigit()).count() == 16 {
            return true;
        }
    }
    end - start == 32
        && (text.at(end) == b':' && is_hash(end + 1)
            || text.before(start) == b':'
                && start > 32
                && is_hash(start - 33)
                && !text.glued_before(start - 33))
}
