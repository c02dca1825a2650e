//! Names with dots that are a part of something else.

use super::super::{
    account,
    context::{Text, is_spaceless_script},
    programs,
    run::Run,
};

/// Whether the run is the folder of a program of macOS: `NNApp.app`, `Google Chrome.app`. A host in small letters is a host.
fn is_bundle(text: &Text<'_>, run: &Run) -> bool {
    let first = run.first_label(text);
    run.labels == 2
        && run.last_label(text) == "app"
        && first.starts_with(|c: char| c.is_ascii_uppercase())
        && first.bytes().any(|byte| byte.is_ascii_lowercase())
        && !text.is_defanged(run.start, run.end)
}

/// Whether the run is the field of a query: `Web.url="*evil*"`.
fn is_queried(text: &Text<'_>, run: &Run) -> bool {
    run.labels == 2
        && text.at(run.end) == b'='
        && matches!(text.at(run.end + 1), b'"' | b'\'')
        && text.at(run.start).is_ascii_uppercase()
        && (run.ending.is_property_like() || matches!(run.last_label(text), "url" | "site" | "app"))
}

/// Whether the run is part of something else: a word, an account, the name of a detection, a file's stream.
pub(super) fn is_part(text: &Text<'_>, run: &Run) -> bool {
    cut_out_of_a_word(text, run)
        || account::in_local_part(text, run.start, run.end)
        || is_of_detection(text, run)
        || is_bundle(text, run)
        || is_queried(text, run)
        || is_behind_placeholder(text, run)
        || is_stream(text, run)
        || [&b"Global\\"[..], b"Local\\", b"BaseNamedObjects\\"]
            .iter()
            .any(|space| text.bytes[..run.start].ends_with(space))
}

/// Whether the run is the end of a name that begins with a place holder: `[account].blob.x.net`, `{tenant}.x.net`, `$HOST.x.net`.
fn is_behind_placeholder(text: &Text<'_>, run: &Run) -> bool {
    if text.before(run.start) == b'$' {
        return true;
    }
    let Some(close) = run.start.checked_sub(2).filter(|_| text.before(run.start) == b'.') else {
        return false;
    };
    let open = match text.at(close) {
        b']' => b'[',
        b'}' => b'{',
        b'>' => b'<',
        b'%' => b'%',
        _ => return false,
    };
    let inside = text.bytes[..close].iter().rev().take(PLACEHOLDER);
    let length =
        inside.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'-')).count();
    length > 0 && text.before(close - length) == open
}

/// How long a place holder is at most, in bytes.
const PLACEHOLDER: usize = 32;

/// Platforms before the name of a detection: `Win32/Agent.COM`, `VBS/TrojanDownloader.Agent.PYC`.
const PLATFORMS: [&str; 28] = [
    "ALF",
    "ASP",
    "Android",
    "BAT",
    "BDS",
    "DOC",
    "HEUR",
    "HTML",
    "JS",
    "Java",
    "Linux",
    "MSIL",
    "MacOS",
    "O97M",
    "OSX",
    "PDF",
    "PHP",
    "PowerShell",
    "Python",
    "TR",
    "VBA",
    "VBS",
    "W32",
    "W64",
    "W97M",
    "Win32",
    "Win64",
    "WinNT",
];

/// Whether the run is the name of a detection: behind its platform, with it, or behind its kind.
fn is_of_detection(text: &Text<'_>, run: &Run) -> bool {
    // `Trojan.Win32.Agent.xyz`, `Gen:Variant.Zusy.in`
    let name = text.slice(run.start, run.end);
    let mut words = name.rsplit('.').skip(1);
    if text.at(run.start).is_ascii_uppercase()
        && name.bytes().filter(|&byte| byte == b'.').count() > 1
        && words.all(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
        && (name.split('.').any(|word| PLATFORMS.contains(&word))
            || text.before(run.start) == b':' && programs::is_detection(text.label(run.start - 1).0))
    {
        return true;
    }
    text.before(run.start) == b'/' && text.at(run.start).is_ascii_uppercase() && {
        let (platform, at) = text.label(run.start - 1);
        PLATFORMS.contains(&platform) && text.before(at) != b'/'
    }
}

/// Whether the run is the name of a stream behind its file: `C:\a.txt:b.exe`, which is asked for by its file.
fn is_stream(text: &Text<'_>, run: &Run) -> bool {
    if text.before(run.start) != b':' || !run.ending.is_of_files() {
        return false;
    }
    let before = text.preceding(run.start - 1, STREAM);
    let file = before.rsplit([' ', '"', '\'', '\n', '\t', ',', ';']).next().unwrap_or(before);
    file.rsplit_once('\\').is_some_and(|(_, name)| name.contains('.') && !name.ends_with('.'))
}

/// How far back the name of a file may begin, in bytes.
const STREAM: usize = 128;

/// If letters outside ASCII go on to the left, this is the tail of a longer word and is not reported.
fn cut_out_of_a_word(text: &Text<'_>, run: &Run) -> bool {
    !text.before(run.start).is_ascii()
        && text
            .slice(0, run.start)
            .chars()
            .next_back()
            .is_some_and(|c| !c.is_ascii() && c.is_alphanumeric() && !is_spaceless_script(c))
}

/// Whether the name stands in a place holder of a template: `${row.id}`, `%{host.name}`, `<%= post.name %>`, `{{ .name }}`.
#[cold]
pub(super) fn in_template(text: &Text<'_>, run: &Run) -> bool {
    let before = text.preceding(run.start, 32);
    let opened = before.trim_end_matches([' ', '=', '.', '-']);
    ["${", "%{", "<%", "#{", "{% if", "{% for", "{% elif", "{%"].iter().any(|open| opened.ends_with(open))
        || before.contains('{') && before.rfind("{{").is_some_and(|open| !before[open..].contains('}'))
}

/// Where the name of a server begins behind the number of its reply: `250-mx.example.org Hello` (RFC 5321, section 4.2.1).
pub(super) fn behind_reply(text: &Text<'_>, run: &Run) -> Option<usize> {
    let first = text.bytes.get(run.start..run.start + 5)?;
    let [b'2' | b'4' | b'5', b'0'..=b'5', b'0'..=b'9', b'-', name] = first else { return None };
    let begins_line = matches!(text.before(run.start), 0 | b'\n' | b' ');
    (begins_line && name.is_ascii_alphabetic() && text.at(run.end) == b' ').then_some(run.start + 4)
}
