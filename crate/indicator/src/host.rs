//! Names with dots: hosts, domains and bare file names.

use super::{
    account, cell,
    context::{Recognised, Text, is_spaceless_script},
    endings::Ending,
    file_name,
    kind::IndicatorKind,
    labels, program, programs,
    run::Run,
    table::SaidKind,
};

/// Reads a domain or a file name from the dotted run that begins at `start`.
#[inline(never)]
pub(super) fn recognise<'t>(text: &Text<'t>, run: &Run) -> Recognised<'t> {
    let nothing = Recognised::Nothing { resume: run.end.max(run.start + 1) };
    if !run.has_dot() || is_part(text, run) {
        return nothing;
    }
    let (found, files_only) = (read(text, run), run.ending.is_of_files() && !run.ending.is_of_hosts());
    // A cell beside it, or the header of its column, settles what the name itself leaves open.
    let open = !matches!(found, Some(HostName::Domain)) || run.ending.is_of_files();
    let said = if open {
        cell::said(text, run.start, run.end).or_else(|| labelled_file(text, run.start))
    } else {
        None
    };
    let found = match said {
        Some(SaidKind::Host) if !files_only && is_name_of_host(text, run) => Some(HostName::Domain),
        Some(SaidKind::File) if file_name::is_likely(text, run) => Some(HostName::File(run.end)),
        _ => found,
    };
    match found {
        Some(HostName::File(end)) => file(text, run.start, end),
        Some(HostName::Domain) => Recognised::Found {
            kind: IndicatorKind::Domain,
            value: text.lower(run.start, run.end),
            start: run.start,
            end: run.end,
        },
        None => nothing,
    }
}

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
fn is_part(text: &Text<'_>, run: &Run) -> bool {
    cut_out_of_a_word(text, run)
        || account::in_local_part(text, run.start, run.end)
        || is_of_detection(text, run)
        || is_bundle(text, run)
        || is_queried(text, run)
        || is_stream(text, run)
}

/// What a batch file writes for its own folder, before a name.
const OWN_FOLDER: &str = "%~dp0";

/// The name of a file that goes from `start` to `end`, and may begin before that.
fn file<'t>(text: &Text<'t>, start: usize, end: usize) -> Recognised<'t> {
    // `%~dp0run.ps1`: the name begins behind the folder.
    let folder = start.saturating_sub(2);
    if text.slice(folder, end).starts_with(OWN_FOLDER) {
        let start = folder + OWN_FOLDER.len() + usize::from(text.at(folder + OWN_FOLDER.len()) == b'.');
        return Recognised::Found {
            kind: IndicatorKind::FileName,
            value: text.slice(start, end).into(),
            start,
            end,
        };
    }
    let whole = if text.before(start) == b' ' {
        cell::name_start(text, start, end).or_else(|| cell::quoted_start(text, start, end))
    } else {
        None
    };
    let start = whole.unwrap_or_else(|| start - usize::from(has_tilde(text, start)));
    Recognised::Found { kind: IndicatorKind::FileName, value: text.slice(start, end).into(), start, end }
}

/// Platforms before the name of a detection: `Win32/Agent.COM`, `VBS/TrojanDownloader.Agent.PYC`.
const PLATFORMS: [&str; 22] = [
    "ALF",
    "ASP",
    "Android",
    "BAT",
    "DOC",
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
    "VBA",
    "VBS",
    "W97M",
    "Win32",
    "Win64",
];

/// Whether the run is the name of a detection, behind its platform.
fn is_of_detection(text: &Text<'_>, run: &Run) -> bool {
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
    let before = text.ahead_of(run.start - 1, STREAM);
    let file = before.rsplit([' ', '"', '\'', '\n', '\t', ',', ';']).next().unwrap_or(before);
    file.rsplit_once('\\').is_some_and(|(_, name)| name.contains('.') && !name.ends_with('.'))
}

/// How far back the name of a file may begin, in bytes.
const STREAM: usize = 128;

/// Whether a tilde that begins the name of a file stands before `start`: `~WTR4141.tmp`.
fn has_tilde(text: &Text<'_>, start: usize) -> bool {
    text.before(start) == b'~'
        && !text.glued_before(start - 1)
        && !matches!(text.before(start - 1), b'/' | b'\\' | b'~')
}

/// What a label says whose value begins at `start`: `FileName: oem7a.PNF`, `[file:name = 'oem7a.PNF']` of STIX.
fn labelled_file(text: &Text<'_>, start: usize) -> Option<SaidKind> {
    let start = start - usize::from(has_tilde(text, start));
    let (label, at) = text.label(start);
    let is_file = FILE_LABELS.iter().any(|known| known.eq_ignore_ascii_case(label))
        || label == "name" && text.bytes[..at].ends_with(b"file:")
        || is_two_words(text, start)
        || is_wide_label(text, start);
    is_file.then_some(SaidKind::File)
}

/// Labels of names of files, and what stands in other scripts for them.
const FILE_LABELS: [&str; 5] = ["filename", "file_name", "attachment", "attachmentname", "attachment_name"];
const WIDE_LABELS: [&str; 5] = ["添付ファイル名", "添付ファイル", "ファイル名", "附件名称", "첨부파일"];

/// Whether `File name:` or `Attachment name:` stands before `start`.
fn is_two_words(text: &Text<'_>, start: usize) -> bool {
    let (label, at) = text.label(start);
    let (first, _) = text.label(at);
    label.eq_ignore_ascii_case("name")
        && text.slice(at + label.len(), start).starts_with(':')
        && ["file", "attachment"].iter().any(|known| known.eq_ignore_ascii_case(first))
}

/// Whether a label in another script stands before `start`.
#[cold]
fn is_wide_label(text: &Text<'_>, start: usize) -> bool {
    let before = text.ahead_of(start, 32).trim_end_matches([' ', '\n', '\r', '\t', ':', '：', '「', '"']);
    !before.is_ascii() && WIDE_LABELS.iter().any(|label| before.ends_with(label))
}

/// Whether the run is what an archive holds: `C:\\a.zip->b.com`.
fn is_in_archive(text: &Text<'_>, run: &Run) -> bool {
    let Some(before) = text.ahead_of(run.start, 8).strip_suffix("->") else { return false };
    before.rsplit_once('.').is_some_and(|(_, extension)| Ending::of(extension).is_of_files())
}

/// The kinds of dotted runs.
#[derive(Clone, Copy)]
enum HostName {
    Domain,
    /// A file, whose name ends here.
    File(usize),
}

/// The kind of a run, by itself and by the words right before it.
fn read(text: &Text<'_>, run: &Run) -> Option<HostName> {
    let files_only = run.ending.is_of_files() && !run.ending.is_of_hosts();
    let expected = !files_only && is_expected(text, run);
    // Most dotted words of logs: no ending that means anything, but for the version behind `.so`, and the dash behind
    // an extension.
    if !expected
        && run.ending == Ending::default()
        && run.inner_label(text) != "so"
        && !text.bytes[run.last..run.end].contains(&b'-')
    {
        return None;
    }
    // `host = this.state.name`: what programs call the object that they are in.
    let of_object = matches!(run.first_label(text), "this" | "self") && run.labels > 2;
    if of_object || programs::is_product(text.slice(run.start, run.end)) {
        return None;
    }
    if is_prefetch(text, run) || run.ending.is_of_files() && is_in_archive(text, run) {
        return Some(HostName::File(run.end));
    }
    // `svchost\.exe` in a regular expression is neither file nor host.
    if text.is_escaped(run.start, run.end)
        && (!run.ending.is_of_hosts() || run.ending.is_of_files() && !run.ending.is_classic())
    {
        return None;
    }
    // `malicious[.]exe` is a file that someone made harmless, as is one behind `url=`.
    if files_only && text.is_defanged(run.start, run.end) {
        return run.ending.makes_file_name().then_some(HostName::File(run.end));
    }
    if !expected && text.char_at(run.start).is_some_and(is_spaceless_script) {
        // Where a file's name begins in a sentence without spaces, nobody can tell.
        if run.ending.is_of_files() && !run.ending.is_classic() {
            return begins_field(text, run).then_some(HostName::File(run.end));
        }
    } else if !expected {
        if let Some(end) = file_name::end(text, run) {
            return Some(HostName::File(end));
        }
        let polish = run.last_label(text) == "pl" && run.labels > 2;
        if run.ending.is_of_files() && !run.ending.is_classic() && !(polish || run.labels > 3) {
            return None;
        }
    }
    let (label, label_at) = text.label(run.start);
    let labelled_user = label_at + label.len() < run.start && labels::is_user(label);
    let domain = !labelled_user
        && run.is_well_formed(text)
        // `@soc.team` is a person, `{{ item.name }}` is filled in later.
        && !matches!(text.before(run.start), b'\\' | b'$' | b'#' | b'@')
        && is_domain(text, run, expected)
        && !in_template(text, run);
    domain.then_some(HostName::Domain)
}

/// Whether it is what Windows calls its notes about a program: `NOTEPAD.EXE-D8414F97.pf`.
fn is_prefetch(text: &Text<'_>, run: &Run) -> bool {
    if !run.last_label(text).eq_ignore_ascii_case("pf") {
        return false;
    }
    let hash = run.inner_label(text).rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether the run can be a host where a row says so.
fn is_name_of_host(text: &Text<'_>, run: &Run) -> bool {
    // In a header the cells beside `user.name` say what they hold themselves.
    run.is_well_formed(text) && run.last_label(text).chars().nth(1).is_some() && !program::is_field(text, run)
}

/// Whether a label or a quote stands right before the run, so that its beginning is known.
#[cold]
fn begins_field(text: &Text<'_>, run: &Run) -> bool {
    let before = text.slice(0, run.start);
    run.ending.makes_file_name()
        && (before.is_empty()
            || before.ends_with([':', '：', '=', '"', '“', '「', '《', '\n', '\t', ',', '，'])
            || before.ends_with(": "))
}

/// A name of letters that go on to the left is one name or none, never its tail.
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
fn in_template(text: &Text<'_>, run: &Run) -> bool {
    let before = text.ahead_of(run.start, 32);
    let opened = before.trim_end_matches([' ', '=', '.', '-']);
    ["${", "%{", "<%", "#{"].iter().any(|open| opened.ends_with(open))
        || before.contains('{') && before.rfind("{{").is_some_and(|open| !before[open..].contains('}'))
}

/// Whether the surroundings say that a host stands here: defanged, labelled, or with `www.`.
fn is_expected(text: &Text<'_>, run: &Run) -> bool {
    if text.is_defanged(run.start, run.end) || run.first_label(text).eq_ignore_ascii_case("www") {
        return true;
    }
    // `<Computer>pc.corp.loc</Computer>`
    if text.before(run.start) == b'>' {
        let (element, at) = text.label(run.start - 1);
        return text.before(at) == b'<' && labels::is_host(element);
    }
    let (label, at) = text.label(run.start);
    if label.is_empty() || !labels::is_host(label) {
        return false;
    }
    let between = text.slice((at + label.len()).min(run.start), run.start);
    between.contains(['=', ':']) && !between.contains("==")
}

fn is_domain(text: &Text<'_>, run: &Run, expected: bool) -> bool {
    let last = run.last_label(text);
    if last.eq_ignore_ascii_case("arpa") {
        return matches!(run.inner_label(text), "in-addr" | "ip6");
    }
    if expected {
        return last.chars().nth(1).is_some() && has_letters_or(text, run, 3);
    }
    if run.ending.is_internal() {
        let first = text.slice(run.start, run.first_end);
        return !(programs::is_reversed(first) || programs::is_object(first) || program::is_field(text, run));
    }
    run.ending.is_root_zone()
        && has_letters_or(text, run, fewest_digits(text, run))
        && !program::looks_like(text, run)
}

/// How many digits make a label that has no letters a name: `5.ms` and `10.is` are quantities, `1999.in` ends a sentence;
/// `163.com` and `48201177.site` are sites.
fn fewest_digits(text: &Text<'_>, run: &Run) -> usize {
    match run.last_label(text).len() {
        _ if run.ending.is_classic() => 2,
        2 => 6,
        _ => 4,
    }
}

/// Whether the label before the ending has letters, or at least so many digits.
fn has_letters_or(text: &Text<'_>, run: &Run, digits: usize) -> bool {
    let label = run.inner_label(text);
    label.len() >= digits || label.chars().any(char::is_alphabetic)
}
