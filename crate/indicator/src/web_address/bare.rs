//! URLs without a scheme: a host with a path.

use std::borrow::Cow;

use super::super::{
    context::{Recognised, Text},
    endings::Ending,
    hash::is_hash,
    kind::IndicatorKind,
    programs,
    run::Run,
    url_end::url_end,
};

/// Reads a host with a path but no scheme: `evil.com/a.php`.
#[inline(never)]
pub(in super::super) fn recognise<'t>(text: &Text<'t>, run: &Run) -> Option<Recognised<'t>> {
    let mut slash = run.end;
    if text.at(slash) == b':' {
        slash += 1;
        while text.at(slash).is_ascii_digit() {
            slash += 1;
        }
        // `host:/tmp/` of scp names a folder there.
        if text.before(slash) == b':' {
            return None;
        }
    }
    if text.at(slash) != b'/' || text.before(run.start) == b'/' || !run.ends_like_a_domain(text) {
        return None;
    }
    let end = url_end(text, run.start, run.end);
    let defanged = text.is_defanged(run.start, run.end);
    if !defanged && is_target(text.slice(slash + 1, end)) {
        return None;
    }
    if !defanged && !is_trusted(text, run, text.slice(slash + 1, end)) {
        return None;
    }
    if !defanged && is_package(text, run, end) {
        return Some(Recognised::Nothing { resume: end });
    }
    if is_credential(text.slice(slash + 1, end)) {
        return Some(Recognised::Nothing { resume: end });
    }
    if is_zone(text.slice(run.end, end))
        || matches!(text.at(slash + 1), b'0'..=b'9' | b'[') && is_address(text.slice(slash + 1, end))
    {
        return None;
    }
    let value = match text.lower(run.start, run.end) {
        Cow::Borrowed(_) => text.slice(run.start, end).into(),
        Cow::Owned(host) => (host + text.slice(run.end, end)).into(),
    };
    (end > slash + 1).then_some(Recognised::Found { kind: IndicatorKind::Url, value, start: run.start, end })
}

/// Whether an account and the hash of its password stand behind the slash of its domain, as tools for Kerberos and
/// secretsdump write them: `corp.local/ann:$DCC2$10240#ann#8f3a…`, `corp.local/svc:aad3…:31d6…`.
#[cold]
fn is_credential(path: &str) -> bool {
    let Some((_, secret)) = path.split_once(':') else { return path.starts_with("$krb5") };
    secret.starts_with('$') || secret.split(':').any(is_hash)
}

/// Whether a name with a path behind it is a host, and not a file, a class or an operation of a cloud
/// (`Microsoft.Network/loadBalancers/delete`).
fn is_trusted(text: &Text<'_>, run: &Run, path: &str) -> bool {
    if run.ending.is_classic() {
        return true;
    }
    let first = run.first_label(text);
    let field = run.labels == 2
        && run.ending.is_property_like()
        && (programs::is_object(first) || programs::is_field(first));
    // `Google Chrome.app/Contents/MacOS/…` is a folder of macOS.
    if programs::is_reversed(first) || field || path.starts_with("Contents/") {
        return false;
    }
    if !run.ending.is_of_files() {
        return true;
    }
    // `get.example.sh/a` is a host, `start.sh/stop.sh` are two files, `a.tar.zip/b` is a file in another.
    let last = run.last_label(text);
    let inner = run.inner_label(text);
    if run.labels > 2 {
        return inner.bytes().any(|byte| byte.is_ascii_alphabetic()) && !Ending::of(inner).is_of_files();
    }
    let alternative = path.rsplit_once('.').is_some_and(|(_, ending)| ending == last) && !path.contains('/');
    HOSTED.contains(&last) && !alternative && (last != "so" || path.contains(['/', '.', '?']))
}

/// Whether the address from a run to `end` names an image of a container or a module, which is no page: a version follows
/// (`quay.io/a/b:v1.6.1`, `github.com/a/b v1.7.0`).
fn is_package(text: &Text<'_>, run: &Run, end: usize) -> bool {
    let is_version = |text: &str, fewest: usize| {
        let numbers = text.strip_prefix('v').unwrap_or(text);
        let length =
            numbers.bytes().take(16).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        length > 0 && numbers[..length].split('.').filter(|number| !number.is_empty()).count() >= fewest
    };
    let path = text.slice(run.end, end);
    // `github.com/a/b.(*Command).execute(…)` of a trace of Go
    if path.contains(".(") || is_cluster_label(text, run, end) {
        return true;
    }
    let last = path.rsplit('/').next().unwrap_or("");
    let tag = last.split_once(':').map_or("", |(_, tag)| tag);
    let module = text.slice(end, text.bytes.len()).strip_prefix(" v");
    tag == "latest" || is_version(tag, 2) || module.is_some_and(|version| is_version(version, 3))
}

/// Whether a name in a domain and a host are what stands behind the slash, as Impacket's tools take them:
/// `corp.local/admin:secret@10.0.0.5`, which must not be asked for as a URL.
fn is_target(path: &str) -> bool {
    let Some((name, host)) = path.rsplit_once('@') else { return false };
    !name.is_empty()
        && !host.is_empty()
        && !path.contains(['/', '?', '=', '#'])
        && (is_address(host) || !host.contains('.'))
}

/// Domains before the names of labels and annotations in Kubernetes.
const CLUSTERS: [&str; 8] = [
    "kubernetes.io",
    "k8s.io",
    "prometheus.io",
    "cert-manager.io",
    "istio.io",
    "helm.sh",
    "argoproj.io",
    "openshift.io",
];

/// Whether the address from a run to `end` names a label or an annotation in Kubernetes: `app.kubernetes.io/name=web`.
/// The site of such a domain has pages, too.
#[cold]
fn is_cluster_label(text: &Text<'_>, run: &Run, end: usize) -> bool {
    let (host, path) = (text.slice(run.start, run.end), text.slice(run.end, end));
    let Some(sub) = CLUSTERS.iter().find_map(|domain| host.strip_suffix(domain)) else { return false };
    let is_site = sub.is_empty() || sub == "www.";
    let has_value = path.contains('=') || text.at(end) == b':';
    path.matches('/').count() == 1 && (is_site && has_value || !is_site && sub.ends_with('.'))
}

/// Endings of hosts that files have too, but none with a path behind it.
const HOSTED: [&str; 4] = ["one", "pl", "sh", "so"];

/// Whether it is what BIND puts behind a name: `/IN`, `/A/IN`.
fn is_zone(path: &str) -> bool {
    path.ends_with("/IN")
        && path.len() < 12
        && path.bytes().all(|b| b.is_ascii_uppercase() || b == b'/' || b.is_ascii_digit())
}

/// Whether an address stands behind the name: `broker.corp.local/10.0.0.5:9092`, `broker.corp.local/[2001:db8::5]:9092`.
fn is_address(path: &str) -> bool {
    if let Some((address, _)) = path.strip_prefix('[').and_then(|path| path.split_once(']')) {
        return address.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let host = path.split(':').next().unwrap_or(path);
    host.parse::<std::net::Ipv4Addr>().is_ok()
}
