//! Names with dots: hosts, domains and bare file names.

mod after;
mod by_context;
mod command_line;
mod field;
mod named;
mod part;
mod phrases;

use super::{
    cell,
    context::{Recognised, Text, is_spaceless_script},
    endings::Ending,
    file_name, ip,
    kind::IndicatorKind,
    labels, program, programs,
    run::Run,
    table::CellType,
    words::Words,
};
use field::is_field;
use named::{begins_field, ends_spaced_file, file, labelled_file};
use part::{in_template, is_part};

/// Reads a domain or a file name from the dotted run that begins at `start`.
#[inline(never)]
pub(super) fn recognise<'t>(text: &Text<'t>, run: &Run) -> Recognised<'t> {
    if let Some(name) = part::behind_reply(text, run) {
        return Recognised::Nothing { resume: name };
    }
    if run.labels > 2 && ip::is_host_of_capture(text, run.start, run.end) {
        return recognise(text, &run.without_last(text));
    }
    let nothing = Recognised::Nothing { resume: run.end.max(run.start + 1) };
    if !run.has_dot() || is_part(text, run) {
        return nothing;
    }
    let (found, files_only) = (read(text, run), run.ending.is_of_files() && !run.ending.is_of_hosts());
    // A cell beside it, or the header of its column, settles what the name itself leaves open.
    // Numbers, as those of times, have no ending at all.
    let has_ending = found.is_some() || !text.at(run.last).is_ascii_digit();
    let open = has_ending && (!matches!(found, Some(HostName::Domain)) || run.ending.is_of_files());
    let said = if open {
        let likely = || file_name::is_likely(text, run).then_some(run.start);
        cell::said_of_name(text, run.start, run.end)
            .or_else(|| labelled_file(text, likely()?))
            .or_else(|| ends_spaced_file(text, run))
    } else {
        None
    };
    let found = match said {
        Some(CellType::Host) if !files_only && is_name_of_host(text, run) => Some(HostName::Domain),
        Some(CellType::File) if file_name::is_likely(text, run) => Some(HostName::File(run.end)),
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

/// Whether the run is what an archive holds: `C:\\a.zip->b.com`.
fn is_in_archive(text: &Text<'_>, run: &Run) -> bool {
    let Some(before) = text.preceding(run.start, 8).strip_suffix("->") else { return false };
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
    if of_object || is_field(text, run) || programs::is_product(text.slice(run.start, run.end)) {
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
    // A name of three parts, or with a dash, below a country or one of the oldest domains is no account.
    let is_long = run.ending.is_root_zone()
        && (run.ending.is_classic() || run.last_label(text).len() == 2)
        && (run.labels > 2 || run.inner_label(text).contains('-'))
        && text.at(run.end) != b'\\';
    let labelled_user = label_at + label.len() < run.start && labels::is_user(label) && !is_long;
    let domain = !labelled_user
        && run.is_well_formed(text)
        // `@soc.team` is a person, `{{ item.name }}` is filled in later.
        && (!matches!(text.before(run.start), b'\\' | b'$' | b'#' | b'@') || is_of_signer(text, run))
        && is_domain(text, run, expected)
        && !in_template(text, run);
    domain.then_some(HostName::Domain)
}

/// Whether it is the domain that signed a mail: `header.i=@example.org` (RFC 8601, section 2.7.1).
fn is_of_signer(text: &Text<'_>, run: &Run) -> bool {
    text.bytes[..run.start].ends_with(b"header.i=@")
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

/// Whether the surroundings say that a host stands here: defanged, labelled, or with `www.`.
fn is_expected(text: &Text<'_>, run: &Run) -> bool {
    if text.is_defanged(run.start, run.end)
        || run.first_label(text).eq_ignore_ascii_case("www")
        || by_context::is_host_by_context(text, run)
    {
        return true;
    }
    // `<Computer>pc.corp.loc</Computer>`
    if text.before(run.start) == b'>' {
        let (element, at) = text.label(run.start - 1);
        return text.before(at) == b'<' && labels::is_host(element);
    }
    let (label, at) = text.label(run.start);
    // `[domain-name:value = 'evil.bazar']` of STIX
    let is_stix = label == "value" && text.bytes[..at].ends_with(b"domain-name:");
    if label.is_empty() || !(labels::is_host(label) || is_stix) {
        return false;
    }
    // `On site: install.sh was run`
    if label.eq_ignore_ascii_case("site") && text.before(at) == b' ' && SITES.contains(text.label(at).0) {
        return false;
    }
    let between = text.slice((at + label.len()).min(run.start), run.start);
    between.contains(['=', ':']) && !between.contains("==")
}

/// Objects of programs that hold settings.
static OF_PROGRAMS: Words<9> =
    Words::new(["args", "cfg", "config", "env", "options", "os", "process", "settings", "self"]);

/// Words before a site that is a place.
static SITES: Words<8> = Words::new(["at", "each", "every", "off", "on", "our", "the", "this"]);

fn is_domain(text: &Text<'_>, run: &Run, expected: bool) -> bool {
    let last = run.last_label(text);
    if last.eq_ignore_ascii_case("arpa") {
        return matches!(run.inner_label(text), "in-addr" | "ip6");
    }
    if expected {
        // `host: process.env.HOST`, `host=os.environ.get("HOST")`
        let is_variable = ["process.env.", "os.environ."]
            .iter()
            .any(|of| text.bytes[run.start..].starts_with(of.as_bytes()));
        let is_of_program = is_variable
            || !run.ending.is_root_zone()
                && !run.ending.is_internal()
                && (OF_PROGRAMS.contains(run.first_label(text)) || text.at(run.end) == b'(');
        return last.chars().nth(1).is_some() && has_letters_or(text, run, 3) && !is_of_program;
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
