//! Labels that say what a hexadecimal value is the hash of.

use super::super::{context::Text, labels, words::Words};

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

/// Whether a label says that the hexadecimal value at `start` is another thing than the hash of a file, or says so of the
/// value that it is joined to.
pub(super) fn is_labelled_otherwise(text: &Text<'_>, start: usize, end: usize) -> bool {
    is_labelled(text, start) || joined_to(text, start, end).is_some_and(|earlier| is_labelled(text, earlier))
}

/// What joins two values of one label: `JA3: a, b`, `imphash: a → b`.
const JOINTS: [&str; 8] = [", ", ",", " and ", " → ", " -> ", " => ", " / ", " to "];

/// Where the value as long as this one begins that it is joined to.
fn joined_to(text: &Text<'_>, start: usize, end: usize) -> Option<usize> {
    if !matches!(text.before(start), b' ' | b',') {
        return None;
    }
    let joint = JOINTS.iter().find(|joint| text.bytes[..start].ends_with(joint.as_bytes()))?;
    let behind = start - joint.len();
    let earlier = behind.checked_sub(end - start)?;
    let is_hash =
        text.bytes[earlier..behind].iter().all(u8::is_ascii_hexdigit) && !text.glued_before(earlier);
    is_hash.then_some(earlier)
}

#[inline(never)]
fn is_labelled(text: &Text<'_>, start: usize) -> bool {
    let spaces = text.bytes[..start].iter().rev().take(MOST_SPACES).take_while(|&&byte| byte == b' ').count();
    let (label, at) = text.label(before_brackets(text, start - spaces));
    if text.before(start - spaces) == b'\n' && is_below_name(text, start - spaces) {
        return true;
    }
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
    if !text.before(at).is_ascii() && labels::ends_with_elsewhere(text, start, &ELSEWHERE) {
        return true;
    }
    let foreign = |label| labels::is_no_file_hash(label) && !is_number;
    if foreign(label) || is_id(label, || text.label(at).0) {
        return true;
    }
    // `"ja3": {"hash": "…"}` (Suricata), `Serial number: …`, `SSL certificate SHA-1 fingerprint: …`
    let (mut label, mut at) = (label, at);
    let mut is_sentence = false;
    for _ in 0..MOST_OUTER {
        if !GENERIC.contains(label) {
            return false;
        }
        is_sentence |= matches!(label, "is" | "was");
        let mut outer = at;
        while outer > 0 && at - outer < 6 && !ends_label(text, outer, label) {
            outer -= 1;
        }
        (label, at) = text.label(outer);
        // `The malware in the container was 8f3a…`
        if is_sentence && is_behind_preposition(text, at) {
            return false;
        }
        let is_import = || is_import_hash(text, label, at, start);
        if foreign(label) || is_import() || OF_OTHERS.contains(label) || is_of_block(text, label, at) {
            return true;
        }
    }
    false
}

/// How far before a value the name above it is looked for, in bytes.
const NAME_REACH: usize = 64;

/// Whether the last cell with letters of the line above names another thing than a file, with signs of buttons behind it:
/// `t file.pe.imphash␉⊕⊖▤␊8f3a…`.
#[cold]
fn is_below_name(text: &Text<'_>, start: usize) -> bool {
    let before = text.preceding(start - 1, NAME_REACH);
    let line = before.rsplit('\n').next().unwrap_or("");
    let Some((name, signs)) = line.rsplit_once('\t') else { return false };
    let name = name.rsplit(['\t', ' ']).next().unwrap_or("");
    !signs.contains(char::is_alphanumeric) && labels::is_no_file_hash(name)
}

/// Labels with letters outside ASCII, in lower case: fingerprints, containers, hashes of imports.
const ELSEWHERE: [&str; 12] = [
    "отпечаток",
    "отпечаток сертификата",
    "контейнера",
    "指纹",
    "指紋",
    "拇指印",
    "拇印",
    "フィンガープリント",
    "지문",
    "导入表哈希",
    "导入哈希",
    "インポートハッシュ",
];

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

/// Words before `hash` that make it that of a ledger's entry, of a part of a torrent, of an icon, or of what a file has
/// inside. Not `info`, which is the level of a line.
static OF_OTHERS: Words<12> = Words::new([
    "favicon",
    "fuzzy",
    "genesis",
    "huella",
    "icon",
    "impronta",
    "merkle",
    "piece",
    "rich",
    "richheader",
    "transaction",
    "tx",
]);

/// Whether it is the hash of a ledger's block, by what stands before that: analysts block hashes, too.
#[cold]
fn is_of_block(text: &Text<'_>, label: &str, at: usize) -> bool {
    label.eq_ignore_ascii_case("block") && {
        let before = text.preceding(at, LEDGER);
        ["txid", "tx hash", "BTC", "block height"].iter().any(|sign| before.contains(sign))
    }
}

/// How far before a block its ledger is named, in bytes.
const LEDGER: usize = 160;

/// Whether a preposition stands before the noun at `at`, with an article between them or not.
fn is_behind_preposition(text: &Text<'_>, at: usize) -> bool {
    let (word, before) = text.label(at);
    let word = if matches!(word, "the" | "a" | "this" | "that") { text.label(before).0 } else { word };
    matches!(word, "in" | "on" | "at" | "by" | "from" | "inside" | "through" | "via" | "with")
}

/// Words of labels that say that a value is a hash, but not of what.
static GENERIC: Words<20> = Words::new([
    "changed",
    "digest",
    "digital",
    "digitale",
    "exact",
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
    "is",
    "was",
]);

/// How many words of a label are read, from the last one on.
const MOST_OUTER: usize = 4;

/// Whether the byte before `at` is of a word, or divides two records or sentences: nothing before it belongs to the label.
fn ends_label(text: &Text<'_>, at: usize, label: &str) -> bool {
    match text.before(at) {
        b'\n' | b'}' | b',' => true,
        // `reason=CERT|sha256=…`, but `method=imphash|value=…`
        b'|' => !label.eq_ignore_ascii_case("value"),
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
pub(in super::super) fn is_id<'t>(label: &'t str, before: impl FnOnce() -> &'t str) -> bool {
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
