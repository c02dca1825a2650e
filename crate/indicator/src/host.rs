//! Names with dots: hosts, domains and bare file names.

use super::{
    IndicatorKind,
    context::{Outcome, Text, is_spaceless_script, is_word_char},
    names, tld,
    words::Words,
};

/// Labels of values that are hosts, whatever their ending.
static HOST_LABELS: Words<22> = Words::new([
    "cn",
    "dest_host",
    "destination_host",
    "dhost",
    "dns",
    "domain",
    "dvchost",
    "fqdn",
    "host",
    "hostname",
    "http_host",
    "query",
    "remote_host",
    "rrname",
    "server",
    "server_name",
    "shost",
    "sni",
    "src_host",
    "website",
    "url",
    "domainname",
]);

/// Labels joined by dots, as they stand in the text.
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    labels: usize,
    first_end: usize,
    last: usize,
    second_last: usize,
    too_long: bool,
}

impl Run {
    /// Reads labels and single dots from `start` on; stops before a dot that no label follows.
    pub(super) fn read(text: &Text<'_>, start: usize) -> Self {
        let mut run = Self {
            start,
            end: start,
            labels: 0,
            first_end: start,
            last: start,
            second_last: start,
            too_long: false,
        };
        loop {
            let label = if run.labels == 0 { start } else { run.end + 1 };
            let end = label_end(text, label);
            if end == label {
                break;
            }
            run.too_long |= end - label > 63 || end - start > 253;
            run.labels += 1;
            run.second_last = run.last;
            run.last = label;
            run.end = end;
            if run.labels == 1 {
                run.first_end = end;
            }
            if text.at(end) != b'.' {
                break;
            }
        }
        // Dashes at the end are punctuation.
        while run.end > run.last && text.at(run.end - 1) == b'-' {
            run.end -= 1;
        }
        run
    }

    pub(super) fn has_dot(&self) -> bool {
        self.labels > 1
    }

    pub(super) const fn labels(&self) -> usize {
        self.labels
    }

    pub(super) fn first_label<'t>(&self, text: &Text<'t>) -> &'t str {
        text.slice(self.start, self.first_end)
    }

    pub(super) fn last_label<'t>(&self, text: &Text<'t>) -> &'t str {
        text.slice(self.last, self.end)
    }

    /// Whether the run has the shape of a host name, its ending left aside.
    pub(super) fn is_well_formed(&self, text: &Text<'_>) -> bool {
        let bytes = &text.bytes[self.start..self.end];
        !self.too_long
            && bytes.first() != Some(&b'-')
            && !text.slice(self.second_last, self.end).contains('_')
            && !bytes.windows(2).any(|pair| pair == b"-." || pair == b".-")
            && self
                .last_label(text)
                .chars()
                .all(|c| c.is_alphabetic() || self.last_label(text).starts_with("xn--"))
    }

    /// Whether the run ends in a name of the root zone or of an internal network.
    pub(super) fn ends_like_a_domain(&self, text: &Text<'_>) -> bool {
        self.has_dot()
            && self.is_well_formed(text)
            && (tld::is_known(self.last_label(text)) || tld::is_internal(self.last_label(text)))
    }
}

fn label_end(text: &Text<'_>, start: usize) -> usize {
    let mut end = start;
    loop {
        match text.at(end) {
            byte if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') => end += 1,
            byte if byte.is_ascii() => return end,
            _ => match text.char_at(end) {
                Some(character) if is_word_char(character) || is_mark(character) => {
                    end += character.len_utf8()
                }
                _ => return end,
            },
        }
    }
}

/// Combining marks belong to the letter before them.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character), 0x0300..=0x036F | 0x0900..=0x0DFF)
}

/// Reads a domain or a file name from the dotted run that begins at `start`.
pub(super) fn recognise<'t>(text: &Text<'t>, run: &Run) -> Outcome<'t> {
    let nothing = Outcome::Nothing { resume: run.end.max(run.start + 1) };
    let name = text.slice(run.start, run.end);
    if !run.has_dot() || names::is_product(name) || cut_out_of_a_word(text, run) {
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
        let last = run.last_label(text);
        let polish = last == "pl" && run.labels > 2;
        if names::is_file_extension(last) && !tld::is_classic(last) && !(polish || run.labels > 3) {
            return nothing;
        }
    }
    let (label, label_at) = text.label(run.start);
    let labelled_user = label_at + label.len() < run.start && super::account::is_user_label(label);
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
        || separated && HOST_LABELS.contains(label)
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
    let makes = names::makes_file_name(text.slice(last, end))
        || text.slice(run.start, end).eq_ignore_ascii_case("command.com");
    let has_stem = run.first_end > run.start && last > run.start + 1;
    let extension = text.slice(last, end);
    // `done.So be it`, `*.tar.gz`, `req.url`; and the hosts of Poland.
    let sentence = extension.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
        && extension.bytes().skip(1).all(|b| b.is_ascii_lowercase())
        && text.slice(run.start, last).bytes().all(|b| !b.is_ascii_uppercase());
    let pattern = text.before(run.start) == b'.' && matches!(text.at(run.start.wrapping_sub(2)), b'*' | b'?');
    let property =
        matches!(extension, "url" | "one" | "bin" | "so") && names::is_object(run.first_label(text));
    let host =
        run.labels > 2 && extension == "pl" && end == run.end || run.labels > 3 && tld::is_known(extension);
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
    if tld::is_internal(last) {
        let first = text.slice(run.start, run.first_end);
        return !(names::is_reversed(first) || names::is_object(first));
    }
    tld::is_known(last) && second_level_has_letters(text, run) && !looks_like_program(text, run)
}

/// `5.ms` and `10.is` are quantities; `163.com` is a site.
fn second_level_has_letters(text: &Text<'_>, run: &Run) -> bool {
    let label = text.slice(run.second_last, run.last - 1);
    label.chars().any(char::is_alphabetic) || (tld::is_classic(run.last_label(text)) && label.len() >= 2)
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
    let classic = tld::is_classic(last);
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
    if names::is_fixed(name) || names::is_detection(name) && !classic {
        return true;
    }
    let two = run.labels == 2 && classic;
    if names::is_reversed(first)
        && !(first.eq_ignore_ascii_case("microsoft") && classic)
        && !(two && first.len() > 3)
    {
        return true;
    }
    let property = tld::is_property_like(last);
    if names::is_object(first) && (property || !classic || two && first.len() < 3) {
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
    if !classic && run.labels > 2 && inner != "com" && inner != "co" && names::is_file_extension(inner) {
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
