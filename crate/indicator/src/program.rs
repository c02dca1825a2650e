//! Names with dots that programs, templates, queries and schemas have.

use super::{context::Text, endings::Ending, programs, run::Run, words::Words};

/// Short hosts whose first label is one letter, of services that shorten addresses.
static SHORTENERS: Words<9> =
    Words::new(["b.link", "j.mp", "q.gs", "s.id", "t.ly", "t.me", "u.to", "v.gd", "y.gy"]);

/// Words of SQL before the name of a table or a column.
const SQL: [&str; 8] = ["FROM", "INTO", "JOIN", "ON", "SELECT", "TABLE", "UPDATE", "WHERE"];

/// Whether a word of SQL, in capital letters, stands before the name.
fn is_qualified(text: &Text<'_>, run: &Run) -> bool {
    text.before(run.start) == b' ' && SQL.contains(&text.label(run.start).0)
}

/// Whether the name is that of a field: `trace.id`, `dns.question.name`, but not `email.example.online`. Each label
/// but the last is a word of schemas.
pub(super) fn is_field(text: &Text<'_>, run: &Run) -> bool {
    let labels = text.slice(run.start, run.last - 1);
    labels.split('.').all(|label| programs::is_field(label.trim_start_matches('_')))
        || run.labels == 2
            && text.at(run.end) == b':'
            && !text.glued_after(run.end + 1)
            && FIELD_ENDINGS.contains(&run.last_label(text))
            && labels.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// Endings of fields, whatever stands before them: `invoice.id: 7`.
const FIELD_ENDINGS: [&str; 8] = ["country", "data", "date", "email", "id", "name", "size", "target"];

/// A name behind its labels that begin with an underscore.
fn past_underscored(mut name: &str) -> &str {
    while let Some((first, rest)) = name.split_once('.')
        && first.starts_with('_')
    {
        name = rest;
    }
    name
}

/// Whether the name reads as an expression, a class or a sentence without a space.
#[cold]
pub(super) fn looks_like(text: &Text<'_>, run: &Run) -> bool {
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
    // `Google Chrome.app/Contents/MacOS/…`: a folder of macOS.
    if text.bytes[run.end..].starts_with(b"/Contents") {
        return true;
    }
    let property = run.ending.is_property_like();
    if (property || !classic || two && first.len() < 3) && programs::is_object(first)
        || (property || !classic) && is_field(text, run)
    {
        return true;
    }
    // `a.id`, `r.style.top`, `5 p.m.in`; but `t.me` and `x.com`.
    let inner = run.inner_label(text);
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
    // RFC 8552: `_acme-challenge.example.dev`, `_ldap._tcp.example.dev`
    let body = if text.at(run.start) == b'_' { past_underscored(body) } else { body };
    let camel =
        body.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    if !classic && (camel || body.contains('_')) {
        return true;
    }
    // A call; but `evil.site(1.2.3.4)`.
    if !classic && text.at(run.end) == b'(' && !text.at(run.end + 1).is_ascii_digit() {
        return true;
    }
    // `select('#x').style.top`: of what a call gave
    if text.bytes[..run.start].ends_with(b").") && !matches!(last, "com" | "net" | "org") {
        return true;
    }
    // `a.href = user.profile.id;`
    if property && text.bytes[..run.start].ends_with(b" = ") && text.at(run.end) == b';' {
        return true;
    }
    if !classic && is_qualified(text, run) {
        return true;
    }
    let code_follows =
        matches!(text.at(run.end), b'(' | b'[') || (text.at(run.end) == b' ' && text.at(run.end + 1) == b'=');
    property && (code_follows || run.labels == 2 && text.at(run.end) == b'=' || body.len() < 3)
}
