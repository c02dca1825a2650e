//! Names with dots that are fields: keys of objects, what filters compare, selectors, members of programs.

use super::super::{context::Text, labels, programs, run::Run};

/// Whether it is the name of a field: the key of an object in JSON, or what a filter compares: `"decoy.name": …`,
/// `smb2.cmd == 5`, `spring.datasource.url=…`.
pub(super) fn is_field(text: &Text<'_>, run: &Run) -> bool {
    let last = run.last_label(text);
    if run.ending.is_classic() || text.is_defanged(run.start, run.end) {
        return false;
    }
    let behind = &text.bytes[run.end..];
    let before = text.before(run.start);
    // `t.me` is a site.
    let is_of_field = matches!(last, "name" | "id" | "cmd" | "url") || last == "me" && run.labels > 2;
    // `toko.co.id` is a site of Indonesia.
    let is_of_indonesia = last == "id" && run.labels > 2 && OF_INDONESIA.contains(&run.inner_label(text));
    let is_key = || {
        is_of_field
            && !is_of_indonesia
            && before == b'"'
            && (behind.starts_with(b"\":") || behind.starts_with(b"\" :"))
    };
    let is_compared = || {
        let sign = behind.strip_prefix(b" ").unwrap_or(behind);
        let signs = [&b"=="[..], b"!=", b"contains \"", b"matches \"", b"eq ", b"in {"];
        is_of_field
            && (signs.iter().any(|begin| sign.starts_with(begin))
                || behind.starts_with(b"=") && matches!(last, "url" | "cmd"))
    };
    // `kafka.broker.id=0`
    let is_id = || last == "id" && run.labels > 2 && !is_of_indonesia && behind.starts_with(b"=");
    // `k8s.pod.name=web-1`, `otel.scope.name: a`, `dst.domain = "x"`
    let is_plain = || {
        let labels = text.slice(run.start, run.end).bytes();
        matches!(last, "name" | "domain" | "namespace")
            && labels
                .clone()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'_'))
            && (behind.starts_with(b"=")
                || behind.starts_with(b" = ")
                || run.labels > 2 && behind.starts_with(b": "))
    };
    // `viewModel.state.run { … }` of Kotlin
    let is_called = last == "run" && behind.starts_with(b" {");
    is_called
        || is_id()
        || is_key()
        || is_compared()
        || is_plain()
        || is_selector(before, behind)
        || is_of_program(text, run)
}

/// What stands before the ending of Indonesia.
const OF_INDONESIA: [&str; 6] = ["ac", "co", "go", "or", "sch", "web"];

/// Whether a selector of CSS stands between these: `div.card.link:hover`, `.btn.primary.blue {`.
fn is_selector(before: u8, behind: &[u8]) -> bool {
    let states = [&b":hover"[..], b":focus", b":checked", b"::before", b"::after"];
    states.iter().any(|state| behind.starts_with(state)) || before == b'.' && behind.starts_with(b" {")
}

/// Whether a member of an object in program text stands behind the label of a host: `self.host = args.name`, `const url =
/// config.link`, `host := cfg.name`. `host=fern.id` is a site.
fn is_of_program(text: &Text<'_>, run: &Run) -> bool {
    if run.labels > 3 || !matches!(text.before(run.start), b' ' | b'=' | b':') {
        return false;
    }
    let (label, at) = text.label(run.start);
    let between = text.slice((at + label.len()).min(run.start), run.start);
    if !labels::is_host(label) || between.contains(['"', '\'']) && !between.contains(']') {
        return false;
    }
    let line = text.preceding_in_line(at, 24);
    let is_declared = ["const ", "let ", "var ", "final ", "auto "].iter().any(|word| line.ends_with(word));
    let is_member = text.before(at) == b'.' || line.ends_with("[\"") || line.ends_with("['");
    let is_set = between.contains(":=") || between.trim() == "=" && between.len() > 1;
    let is_object = programs::is_object(run.first_label(text));
    // `String url = link.name;`, `url = page.link if page.link else …`, `host = os.environ.get("HOST")`
    let behind = &text.bytes[run.end..];
    let is_member_like = run.ending.is_property_like();
    let goes_on = behind.starts_with(b"(")
        || is_member_like && [&b";"[..], b" if ", b" or "].iter().any(|more| behind.starts_with(more));
    between.contains(":=") || is_set && (is_member || goes_on) || is_declared || is_object && is_member_like
}
