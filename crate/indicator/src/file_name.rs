//! Bare names of files.

use super::{context::Text, endings::Ending, programs, run::Run};

/// The end of the file name in the run, when its extension is one that makes an indicator.
#[inline(never)]
pub(super) fn end(text: &Text<'_>, run: &Run) -> Option<usize> {
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
    // `${NAME}_x.zip`, `$VERSION.tar.gz`: the end of a name that a variable begins.
    let is_format = {
        let before = text.preceding(run.start, 3);
        let width = before.rsplit_once('%').map(|(_, width)| width.bytes().all(|byte| byte.is_ascii_digit()));
        width == Some(true)
            && matches!(
                run.first_label(text).trim_start_matches(|c: char| c.is_ascii_digit()),
                "s" | "d" | "x" | "X" | "u"
            )
    };
    let is_rest = is_format || matches!(text.before(run.start), b'$' | b'}');
    let sentence = extension.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
        && extension.bytes().skip(1).all(|b| b.is_ascii_lowercase())
        && text.slice(run.start, last).bytes().all(|b| !b.is_ascii_uppercase());
    let pattern = text.before(run.start) == b'.' && matches!(text.at(run.start.wrapping_sub(2)), b'*' | b'?');
    let first = run.first_label(text);
    let property = matches!(extension, "url" | "one" | "bin" | "so")
        && (programs::is_object(first) || programs::is_field(first) || first.starts_with('_'));
    // `java.net.URL`, `spring.datasource.url`
    let of_program = run.labels > 2
        && matches!(first, "java" | "javax" | "jakarta" | "spring" | "scala" | "kotlin")
        && (extension.eq_ignore_ascii_case("url")
            || matches!(text.slice(run.start, end), "java.util.zip" | "java.util.jar"));
    let host = run.labels > 2 && extension == "pl" && end == run.end
        || run.labels > 3 && Ending::of(extension).is_root_zone();
    if sentence || pattern || property || of_program || host || is_rest {
        return None;
    }
    let called = text.at(end) == b'('
        && matches!(
            text.slice(last, end),
            "call" | "so" | "run" | "one" | "url" | "bin" | "js" | "sh" | "pl"
        );
    (makes && has_stem && !called && !text.bytes[run.start..end].starts_with(b"-")).then_some(end)
}

/// Whether the run can be the name of a file where a row says so, whatever its extension.
pub(super) fn is_likely(text: &Text<'_>, run: &Run) -> bool {
    let extension = run.last_label(text);
    let short = extension.len() < 6 && extension.bytes().all(|byte| byte.is_ascii_alphabetic());
    run.last > run.start + 1
        && (run.ending.is_of_files() || short && !programs::is_reversed(run.first_label(text)))
}
