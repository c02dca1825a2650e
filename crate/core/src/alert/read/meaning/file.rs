//! The file that a record tells of.

use percent_encoding::percent_decode_str;

use crate::{
    alert::read::{
        meaning::{
            names::{self, Role},
            parties::SENTENCE,
            when,
        },
        record::{Certainty, FieldValue, Pair, Record},
        text::line,
    },
    indicator::{IndicatorKind, is_http_method, scan},
};

/// The paths of a record, the surest one first, and the names of files that are no paths: those are offered only, since
/// SECDO finds a file by its full path.
///
/// The program of an event is its file only where the event has no ends (`has_none`): otherwise it is offered. A sentence
/// in the record of a collector (`is_wrapper`) is read by itself.
pub(crate) fn read(
    record: &Record<'_>,
    has_none: bool,
    is_wrapper: bool,
) -> (Vec<FieldValue>, Vec<FieldValue>) {
    let (mut paths, mut names) = of_role(record, Role::FilePath);
    paths.splice(..0, audited(record));
    let (programs, more) = of_role(record, Role::ProcessPath);
    if paths.is_empty() && has_none && !is_logon(record) {
        paths = programs;
    } else {
        names.extend(programs);
    }
    names.extend(more);
    if paths.is_empty() && record.sentence && !record.is_structured() && !is_wrapper {
        let found = in_sentence(record);
        // Of several nobody knows which one is meant.
        if found.len() == 1 { paths = found } else { names.extend(found) }
    }
    if paths.is_empty() && names.is_empty() && record.sentence && !is_wrapper {
        paths = in_cell(record);
    }
    (paths, names)
}

/// The file that Linux' audit says was made or removed, among those that a call touched: `item=1 name="/tmp/x.py" …
/// objtype=CREATE`; `nametype` in newer ones.
/// Source: Red Hat, "Understanding Audit log files", record type `PATH`.
fn audited(record: &Record<'_>) -> Option<FieldValue> {
    let pairs = || record.list.iter().take(AUDITED);
    let is_change = |pair: &Pair<'_>| {
        matches!(&*pair.name, "objtype" | "nametype") && matches!(&*pair.value, "CREATE" | "DELETE")
    };
    // A record of one file, as lines are selected one by one
    if record.text.matches("type=PATH ").count() == 1 && !record.text.contains("type=SYSCALL ") {
        let file = pairs().find(|pair| pair.name == "name")?;
        return is_whole(&file.value).then(|| file.said());
    }
    let change = pairs().position(is_change)?;
    let file = record.list[..change].iter().rfind(|pair| pair.name == "name")?;
    is_whole(&file.value).then(|| file.said())
}

/// How many values of a record of audit are looked at: some 30 a file.
const AUDITED: usize = 400;

/// The path that is a cell of its own among named ones: `Occurrences: 1,E:\autorun.inf,"",Actual action: …`.
fn in_cell(record: &Record<'_>) -> Vec<FieldValue> {
    let is_cell = |said: &FieldValue| {
        let before = record.text.get(..said.span.start).unwrap_or("");
        let behind = record.text.get(said.span.end..).unwrap_or("");
        before.ends_with(',') && behind.starts_with(',')
    };
    let mut found: Vec<FieldValue> = in_sentence(record).into_iter().filter(is_cell).collect();
    if found.is_empty() {
        found.extend(in_quoted_cell(record));
    }
    found.dedup_by(|one, other| one.value == other.value);
    // The format has a place for it.
    found.iter_mut().for_each(|said| said.certainty = Certainty::Stated);
    if found.len() == 1 { found } else { Vec::new() }
}

/// The path of a server of files that fills the only quoted cell that has one: `…,fs_read_data,ok,123,"/Ann/docs/a.png",""`.
fn in_quoted_cell(record: &Record<'_>) -> Option<FieldValue> {
    let text = line::head(record.text, SENTENCE);
    // A proxy's cells hold paths of URLs.
    if !["smb", "nfs", "cifs"].iter().any(|protocol| text.contains(protocol)) {
        return None;
    }
    let cells = text.split(",\"").skip(1);
    let path = |cell: &str| {
        let end = cell.find('"')?;
        let (path, behind) = (&cell[..end], &cell[end + 1..]);
        let is_path = path.starts_with('/') && path.matches('/').count() > 1;
        (is_path && !path.contains(['?', '\\']) && (behind.is_empty() || behind.starts_with(',')))
            .then_some(end)
    };
    let mut found = cells.filter_map(|cell| Some(&cell[..path(cell)?]));
    let only = found.next()?;
    if found.next().is_some() { None } else { record.said(only) }
}

/// Whether a record of Windows tells of somebody who logged on, or of a name that was asked for: the program in it is not
/// what the event is about.
fn is_logon(record: &Record<'_>) -> bool {
    let is_type = |pair: &Pair<'_>| {
        let last = pair.name.rsplit('.').next().unwrap_or(&pair.name);
        // `acct="ann"` of Linux' audit: who changed an account, or logged on
        matches!(names::plain(last).as_str(), "logonprocessname" | "queryname") || pair.name == "acct"
    };
    record.list.iter().take(400).any(is_type)
}

/// Whether a name is that of the program that did something, and of no file besides.
pub(crate) fn is_program(name: &str) -> bool {
    names::has_role(name, Role::ProcessPath) && !names::has_role(name, Role::FilePath)
}

/// How many values of a record are looked at.
const MOST: usize = 16;

/// The paths among the values of a role, and the names of files among them.
fn of_role(record: &Record<'_>, role: Role) -> (Vec<FieldValue>, Vec<FieldValue>) {
    // The path of a program is no other file's: `source.executable.path`.
    let is_request = is_request(record);
    let is_other = |pair: &&Pair<'_>| {
        is_of_source(pair, record)
            || is_request && is_path_of_request(&pair.name)
            || role == Role::FilePath
                && pair.name.ends_with(".path")
                && names::has_role(&pair.name, Role::ProcessPath)
    };
    let named: Vec<&Pair<'_>> = record.find(role).filter(|pair| !is_other(pair)).take(MOST).collect();
    let mut paths: Vec<FieldValue> = named.iter().filter_map(|pair| joined(pair, record)).collect();
    let quoted = |pair: &Pair<'_>| {
        let said = pair.said();
        let value = said.value.trim_matches(QUOTES);
        FieldValue { value: plain(before_next(value)), ..said }
    };
    // Written-out ends of lines are no folders.
    let is_text = |value: &str| ["\\n\\t", "\\r\\n", "\n"].iter().any(|end| value.contains(end));
    let whole = |pair: &&&Pair<'_>| (is_whole(&pair.value) || is_named_path(pair)) && !is_text(&pair.value);
    paths.extend(named.iter().filter(whole).map(|pair| quoted(pair)));
    // A path below a folder that is not named: better than nothing, and the form asks about it.
    let is_of_path = |pair: &&&Pair<'_>| {
        let last = pair.name.rsplit('.').next().unwrap_or(&pair.name);
        !matches!(names::plain(last).as_str(), "target" | "objectname")
    };
    let below = named.iter().filter(is_of_path).map(|pair| quoted(pair)).filter(|said| is_below(&said.value));
    paths.extend(below.map(|said| FieldValue { certainty: Certainty::Inferred, ..said }));
    let names = named.iter().map(|pair| quoted(pair)).filter(|said| is_bare(&said.value)).collect();
    (paths, names)
}

/// Whether a record tells of a request of HTTP: a name such as `method`, `request_method`, `verb` with a method.
fn is_request(record: &Record<'_>) -> bool {
    let is_method = |pair: &Pair<'_>| {
        let last = pair.name.rsplit('.').next().unwrap_or(&pair.name);
        is_http_method(&pair.value) && ["method", "verb"].iter().any(|end| names::plain(last).ends_with(end))
    };
    record.list.iter().take(400).any(is_method)
}

/// Whether the name of a path is the one that requests have: `path`, `http.path`, `url_path`.
fn is_path_of_request(name: &str) -> bool {
    let (parent, last) = name.rsplit_once('.').unwrap_or(("", name));
    // `file.path` of an upload
    if ["file", "process", "target"].iter().any(|own| parent.ends_with(own)) {
        return false;
    }
    matches!(names::plain(last).as_str(), "path" | "urlpath" | "requestpath" | "uripath" | "httppath")
}

/// A path without another name that stands behind it: `C:\mail\a.EML by: Realtime scan.  Action: Clean failed`.
fn before_next(value: &str) -> &str {
    if !value.get(3..).is_some_and(|rest| rest.contains(": ")) || value.len() > LONG {
        return value;
    }
    match scan(value).first() {
        Some(path) if path.kind == IndicatorKind::WindowsPath && path.span.start == 0 => {
            &value[..path.span.end]
        }
        _ => value,
    }
}

/// How long such a value is at most, in bytes.
const LONG: usize = 2_048;

/// Whether a value names a file of a program's or a rule's own text, with the number of a line beside it: `[file "…"]
/// [line "12"]` of ModSecurity, `file` and `lineNumber` of loggers.
fn is_of_source(pair: &Pair<'_>, record: &Record<'_>) -> bool {
    let (parent, last) = pair.name.rsplit_once('.').unwrap_or(("", &pair.name));
    let is_line = |other: &Pair<'_>| {
        let (beside, name) = other.name.rsplit_once('.').unwrap_or(("", &other.name));
        beside == parent && ["line", "lineno", "linenumber"].contains(&names::plain(name).as_str())
    };
    names::plain(last) == "file" && record.list.iter().take(400).any(is_line)
}

/// A path without what products put before it: `file:_` of Defender, `file:///` of URLs, whose escapes are undone.
fn plain(value: &str) -> String {
    if let Some(path) = value.strip_prefix("file:_") {
        return path.to_owned();
    }
    let Some(path) = value.strip_prefix("file:///") else { return value.to_owned() };
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    if path.as_bytes().get(1) == Some(&b':') { path } else { format!("/{path}") }
}

/// Folder and name that stand apart, in the same object: `FilePath` and `FileName` of CrowdStrike and Defender.
fn joined(folder: &Pair<'_>, record: &Record<'_>) -> Option<FieldValue> {
    let parent = |name: &str| name.rsplit_once('.').map_or(String::new(), |(parent, _)| parent.to_owned());
    if !is_whole(&folder.value) || folder.value.starts_with("file:") {
        return None;
    }
    // Behind a separator every name will do, also one without an extension.
    let is_open = folder.value.ends_with(['\\', '/']);
    let is_name = |value: &str| {
        is_bare(value) || is_open && !value.is_empty() && value.len() < 260 && !value.contains(['/', '\\'])
    };
    let file = record.find(Role::FileName).find(|file| {
        parent(&file.name) == parent(&folder.name) && file.name != folder.name && is_name(&file.value)
    })?;
    let separator = if folder.value.contains('\\') { '\\' } else { '/' };
    let base = folder.value.trim_end_matches(['\\', '/']);
    let last = base.rsplit(separator).next().unwrap_or(base);
    // A folder has no extension; a path that ends with the name has it already.
    let is_folder = is_open || !last.contains('.');
    (is_folder && !last.eq_ignore_ascii_case(&file.value)).then(|| {
        let said = folder.said();
        FieldValue { value: format!("{base}{separator}{}", file.value), ..said }
    })
}

/// Quotes around a path.
const QUOTES: [char; 2] = ['"', '\''];

/// Whether a value is a path from a root: a drive, a share, a device, a variable, `/`, or a `file:` URL.
fn is_whole(value: &str) -> bool {
    let value = value.trim_matches(QUOTES);
    matches!(value.as_bytes(), [b'a'..=b'z' | b'A'..=b'Z', b':', b'\\' | b'/', ..])
        || value.starts_with("\\\\") && value.len() > 4
        || value.starts_with('/') && is_posix(value)
        || value.get(..8).is_some_and(|begin| begin.eq_ignore_ascii_case("\\Device\\"))
        || value.starts_with("\\SystemRoot\\")
        || value.starts_with('%') && value.get(1..).is_some_and(|rest| rest.contains("%\\"))
        || value.starts_with("file:///")
        || value.starts_with("file:_")
}

/// Whether it is the path of a file, and not that of a URL.
fn is_posix(value: &str) -> bool {
    // A folder may end with its slash.
    let whole = if value.len() > 2 { value.trim_end_matches('/') } else { value };
    matches!(scan(value).as_slice(), [only] if only.kind == IndicatorKind::PosixPath && only.value == whole)
}

/// Whether the name says that it is a path, so that its root may be unknown.
fn is_named_path(pair: &Pair<'_>) -> bool {
    let name = names::plain(&pair.name);
    let is_path = pair.value.starts_with('/') && pair.value.len() > 2 && !pair.value.starts_with("//");
    is_path
        && ["filepath", "fullpath", "executable", "fname", "accessedresources"]
            .iter()
            .any(|end| name.ends_with(end))
        && !pair.value.contains('?')
}

fn is_below(value: &str) -> bool {
    let bytes = value.as_bytes();
    value.contains('\\')
        && !is_whole(value)
        && bytes.first().is_some_and(u8::is_ascii_alphanumeric)
        && !value.contains("\\\\")
        // A title that ends with an account: `Admin User Account - domain\user`
        && !value.contains(" - ")
}

fn is_bare(value: &str) -> bool {
    !value.contains(['/', '\\']) && value.contains('.') && value.len() > 3 && value.len() < 260
}

/// Whether a path is that of the program that writes the line, of a line of its source, or a folder: `[Note]
/// /usr/sbin/mysqld: Normal shutdown`, `/usr/lib/hostd[1234]: …`, `/opt/run.py:38`, `directory '/home/ftp'`.
fn is_of_speaker(text: &str, start: usize, end: usize) -> bool {
    let (path, behind) = (text.get(start..end).unwrap_or(""), text.get(end..).unwrap_or(""));
    let before = text.get(..start).unwrap_or("").trim_end_matches(['\'', '"']);
    let is_number = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let is_program =
        ["/bin/", "/sbin/", "/lib/", "/lib64/", "/libexec/"].iter().any(|folder| path.contains(folder))
            && !path.rsplit('/').next().unwrap_or("").contains('.');
    let is_tagged = path.ends_with(']') && path.rsplit_once('[').is_some_and(|(_, number)| is_number(number));
    // What runs, right behind the time of the line
    let is_running = || {
        let stamp = text.get(..start).unwrap_or("").trim_end();
        path.contains("/bin/") && stamp.len() < 40 && when::is_stamped(stamp)
    };
    // Part of what a program was started with: `command=sh /tmp/a.sh`
    let is_of_command = || {
        let clause = line::tail(before, COMMAND).rsplit_once("command=").map(|(_, clause)| clause);
        clause.is_some_and(|clause| !clause.contains('=') && !clause.is_empty())
    };
    is_tagged
        || is_of_command()
        || before.ends_with("Shell (")
        || is_program && before.ends_with("orking command ")
        // A command with its arguments, or one that could not be run: `'/sbin/iptables -D INPUT' failed`.
        || is_program && ([" -", "' '-"].iter().any(|sign| behind.strip_prefix(sign).is_some_and(|rest| !rest.starts_with(' '))) || ["execvpe(", "execve(", "exec("].iter().any(|call| before.ends_with(call)))
        // What a proxy was asked for: `GET … http download.example 80 /x.exe`
        || is_asked(before)
        // What ends with its separator is a folder.
        || behind.starts_with('\\') && !behind[1..].starts_with(|c: char| c.is_ascii_alphanumeric())
        || behind.starts_with(" on line ")
        || is_running()
        || behind.strip_prefix('[').is_some_and(is_number)
        || behind.strip_prefix(':').is_some_and(is_number)
        || is_program && behind.starts_with(": ")
        || before.ends_with("directory ")
}

/// How far before a path its command may begin, in bytes.
const COMMAND: usize = 160;

/// Whether a scheme, a host and a port stand right before a path.
fn is_asked(before: &str) -> bool {
    let mut words = before.trim_end().rsplit(' ');
    let port = words.next().is_some_and(|port| port.parse::<u16>().is_ok());
    let host = words.next().is_some_and(|host| host.contains('.'));
    port && host
        && words.next().is_some_and(|scheme| matches!(scheme, "http" | "https" | "ftp" | "tcp" | "ssl"))
}

/// What ModSecurity writes before the file of a rule, and before what was asked for.
const OF_RULES: [&str; 2] = ["[file \"", "[uri \""];

/// What Snort puts around the name of its rule.
const RULE: &str = "[**]";

/// What clamd and clamscan write behind the file that they found something in, and its name: `/srv/in box/a.zip: Win.Test
/// FOUND`; before it, a time and an arrow may stand.
fn scanned(record: &Record<'_>) -> Option<FieldValue> {
    let (path, found) = record.text.trim_end().strip_suffix(" FOUND")?.rsplit_once(": ")?;
    let path = ["-> ", "]: "].iter().find_map(|sign| path.rsplit_once(sign)).map_or(path, |(_, path)| path);
    let said = record.said(path).filter(|_| !found.contains(' ') && is_whole(path))?;
    Some(FieldValue { certainty: Certainty::Inferred, ..said })
}

/// The paths in a sentence.
fn in_sentence(record: &Record<'_>) -> Vec<FieldValue> {
    if let Some(said) = scanned(record) {
        return vec![said];
    }
    let found = scan(line::head(record.text, SENTENCE)).into_iter();
    let is_of_rule = |at: usize| {
        record.text.get(..at).is_some_and(|before| {
            OF_RULES.iter().any(|sign| before.ends_with(sign)) || before.matches(RULE).count() == 1
        })
    };
    let paths = found.filter(|found| {
        matches!(found.kind, IndicatorKind::WindowsPath | IndicatorKind::PosixPath)
            && !is_of_speaker(record.text, found.span.start, found.span.end)
            && !is_of_rule(found.span.start)
    });
    paths
        .map(|found| FieldValue {
            value: found.value,
            span: found.span.start..found.span.end,
            name: String::new(),
            certainty: Certainty::Inferred,
        })
        .collect()
}
