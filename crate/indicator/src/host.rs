//! Names with dots: hosts, domains and bare file names.

use super::{
    context::{Outcome, Text, is_spaceless_script},
    endings::Ending,
    kind::IndicatorKind,
    labels, programs,
    run::Run,
    words::Words,
};

/// Reads a domain or a file name from the dotted run that begins at `start`.
pub(super) fn recognise<'t>(text: &Text<'t>, run: &Run) -> Outcome<'t> {
    let nothing = Outcome::Nothing { resume: run.end.max(run.start + 1) };
    let name = text.slice(run.start, run.end);
    if !run.has_dot() || programs::is_product(name) || cut_out_of_a_word(text, run) {
        return nothing;
    }
    let host_expected = is_host_expected(text, run);
    if !host_expected {
        if let Some(end) = file_name_end(text, run) {
            return Outcome::Found {
                kind: IndicatorKind::FileName,
                value: text.slice(run.start, end).into(),
                start: run.start,
                end,
            };
        }
        let polish = run.last_label(text) == "pl" && run.labels > 2;
        if run.ending.is_of_files() && !run.ending.is_classic() && !(polish || run.labels > 3) {
            return nothing;
        }
    }
    let (label, label_at) = text.label(run.start);
    let labelled_user = label_at + label.len() < run.start && labels::is_user(label);
    if labelled_user
        || !run.is_well_formed(text)
        // `@soc.team` is a person, `{{ item.name }}` is filled in later.
        || matches!(text.before(run.start), b'\\' | b'$' | b'#' | b'@')
        || !is_domain(text, run, host_expected)
        || in_template(text, run)
    {
        return nothing;
    }
    let kind = IndicatorKind::Domain;
    Outcome::Found { kind, value: text.lower(run.start, run.end), start: run.start, end: run.end }
}

/// A name of letters that go on to the left is one name or none, never its tail.
fn cut_out_of_a_word(text: &Text<'_>, run: &Run) -> bool {
    text.slice(0, run.start)
        .chars()
        .next_back()
        .is_some_and(|c| !c.is_ascii() && c.is_alphanumeric() && !is_spaceless_script(c))
}

/// Whether the name stands in a place holder of a template: `${row.id}`, `%{host.name}`, `<%= post.name %>`, `{{ .name }}`.
fn in_template(text: &Text<'_>, run: &Run) -> bool {
    let before = text.ahead_of(run.start, 32);
    let opened = before.trim_end_matches([' ', '=', '.', '-']);
    ["${", "%{", "<%", "#{"].iter().any(|open| opened.ends_with(open))
        || before.contains('{') && before.rfind("{{").is_some_and(|open| !before[open..].contains('}'))
}

/// Whether the surroundings say that a host stands here: defanged, labelled, or with `www.`.
fn is_host_expected(text: &Text<'_>, run: &Run) -> bool {
    let (label, at) = text.label(run.start);
    let between = text.slice((at + label.len()).min(run.start), run.start);
    let separated = between.contains(['=', ':']) && !between.contains("==");
    text.is_defanged(run.start, run.end)
        || text.slice(run.start, run.first_end).eq_ignore_ascii_case("www")
        || separated && labels::is_host(label)
}

/// The end of the file name in the run, when its extension is one that makes an indicator.
fn file_name_end(text: &Text<'_>, run: &Run) -> Option<usize> {
    let (mut last, mut end) = (run.last, run.end);
    // `libc.so.6`: the version behind a shared library belongs to its name.
    if run.labels > 2
        && text.slice(run.second_last, last - 1) == "so"
        && text.slice(last, end).bytes().all(|b| b.is_ascii_digit())
    {
        (last, end) = (run.second_last, end);
        return (last > run.start).then_some(end);
    }
    let extension = text.slice(last, end);
    // A dash inside an extension is the next word: `a.exe-b`.
    if let Some(dash) = extension.find('-') {
        end = last + dash;
    }
    let makes = Ending::of(text.slice(last, end)).makes_file_name()
        || text.slice(run.start, end).eq_ignore_ascii_case("command.com");
    let has_stem = run.first_end > run.start && last > run.start + 1;
    let extension = text.slice(last, end);
    // `done.So be it`, `*.tar.gz`, `req.url`; and the hosts of Poland.
    let sentence = extension.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
        && extension.bytes().skip(1).all(|b| b.is_ascii_lowercase())
        && text.slice(run.start, last).bytes().all(|b| !b.is_ascii_uppercase());
    let pattern = text.before(run.start) == b'.' && matches!(text.at(run.start.wrapping_sub(2)), b'*' | b'?');
    let property =
        matches!(extension, "url" | "one" | "bin" | "so") && programs::is_object(run.first_label(text));
    let host = run.labels > 2 && extension == "pl" && end == run.end
        || run.labels > 3 && Ending::of(extension).is_root_zone();
    if sentence || pattern || property || host {
        return None;
    }
    let called = text.at(end) == b'('
        && matches!(
            text.slice(last, end),
            "call" | "so" | "run" | "one" | "url" | "bin" | "js" | "sh" | "pl"
        );
    (makes && has_stem && !called && !text.bytes[run.start..end].starts_with(b"-")).then_some(end)
}

fn is_domain(text: &Text<'_>, run: &Run, host_expected: bool) -> bool {
    let last = run.last_label(text);
    if last.eq_ignore_ascii_case("arpa") {
        return matches!(text.slice(run.second_last, run.last - 1), "in-addr" | "ip6");
    }
    if host_expected {
        return last.chars().count() >= 2 && second_level_has_letters(text, run);
    }
    if run.ending.is_internal() {
        let first = text.slice(run.start, run.first_end);
        return !(programs::is_reversed(first) || programs::is_object(first));
    }
    run.ending.is_root_zone() && second_level_has_letters(text, run) && !looks_like_program(text, run)
}

/// `5.ms` and `10.is` are quantities; `163.com` is a site.
fn second_level_has_letters(text: &Text<'_>, run: &Run) -> bool {
    let label = text.slice(run.second_last, run.last - 1);
    label.chars().any(char::is_alphabetic) || (run.ending.is_classic() && label.len() >= 2)
}

/// Short hosts whose first label is one letter, of services that shorten addresses.
static SHORTENERS: Words<9> =
    Words::new(["b.link", "j.mp", "q.gs", "s.id", "t.ly", "t.me", "u.to", "v.gd", "y.gy"]);

/// Words of SQL before the name of a table or a column.
const SQL: [&str; 8] = ["FROM", "INTO", "JOIN", "ON", "SELECT", "TABLE", "UPDATE", "WHERE"];

/// Whether a word of SQL, in capital letters, stands before the name.
fn is_qualified(text: &Text<'_>, run: &Run) -> bool {
    text.before(run.start) == b' ' && SQL.contains(&text.label(run.start).0)
}

/// Whether the name reads as an expression, a class or a sentence without a space.
fn looks_like_program(text: &Text<'_>, run: &Run) -> bool {
    let last = run.last_label(text);
    let first = text.slice(run.start, run.first_end);
    let classic = run.ending.is_classic();
    let mixed = |word: &str| {
        word.bytes().any(|b| b.is_ascii_uppercase()) && word.bytes().any(|b| b.is_ascii_lowercase())
    };
    let body = text.slice(run.start, run.last - 1);
    // `result.Net`, `System.IO`: an ending in another case than its name.
    if mixed(last)
        || (last.len() > 1
            && last.bytes().all(|b| b.is_ascii_uppercase())
            && mixed(body)
            && !last.eq_ignore_ascii_case("com"))
    {
        return true;
    }
    let name = text.slice(run.start, run.end);
    if programs::is_fixed(name) || programs::is_detection(name) && !classic {
        return true;
    }
    let two = run.labels == 2 && classic;
    if programs::is_reversed(first)
        && !(first.eq_ignore_ascii_case("microsoft") && classic)
        && !(two && first.len() > 3)
    {
        return true;
    }
    let property = run.ending.is_property_like();
    if programs::is_object(first) && (property || !classic || two && first.len() < 3) {
        return true;
    }
    // `a.id`, `r.style.top`, `5 p.m.in`; but `t.me` and `x.com`.
    let inner = text.slice(run.second_last, run.last - 1);
    if first.len() == 1
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && (if run.labels == 2 {
            !classic && !SHORTENERS.contains(name)
        } else {
            property || inner.len() == 1
        })
    {
        return true;
    }
    // `index.js.map`, `req.body.url`: the name of a file inside.
    if !classic && run.labels > 2 && inner != "com" && inner != "co" && Ending::of(inner).is_of_files() {
        return true;
    }
    let camel =
        body.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    if !classic && (camel || body.contains('_')) {
        return true;
    }
    // A call; but `evil.site(1.2.3.4)`.
    if !classic && text.at(run.end) == b'(' && !text.at(run.end + 1).is_ascii_digit() {
        return true;
    }
    if !classic && is_qualified(text, run) {
        return true;
    }
    let code_follows =
        matches!(text.at(run.end), b'(' | b'[') || (text.at(run.end) == b' ' && text.at(run.end + 1) == b'=');
    property && (code_follows || run.labels == 2 && text.at(run.end) == b'=' || body.len() < 3)
}
