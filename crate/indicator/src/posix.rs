//! POSIX paths.

mod mac;
mod value;

use super::{
    context::{Recognised, Text},
    endings::{Ending, is_executable},
    is_http_method,
    kind::IndicatorKind,
    placeholder, spaceless,
    words::Words,
};

/// Folders below `/` of Unix-like systems (Filesystem Hierarchy Standard 3.0, macOS, containers, ESXi).
static ROOTS: Words<34> = Words::new([
    "Applications",
    "Library",
    "Network",
    "System",
    "Users",
    "Volumes",
    "bin",
    "boot",
    "cores",
    "data",
    "dev",
    "etc",
    "export",
    "home",
    "initrd",
    "lib",
    "lib32",
    "lib64",
    "media",
    "mnt",
    "nix",
    "opt",
    "private",
    "proc",
    "root",
    "run",
    "sbin",
    "snap",
    "srv",
    "sys",
    "tmp",
    "usr",
    "var",
    "vmfs",
]);

/// Folders in which a container has the files of its host.
const MOUNTED: [&str; 6] = ["chroot", "host", "host-root", "hostfs", "rootfs", "sysroot"];

/// Options of dnsmasq whose value is a name between slashes.
const DNSMASQ: [&str; 5] = ["address", "local", "server", "ipset", "nftset"];

/// The longest path that is read, in bytes (Linux: PATH_MAX).
const LONGEST: usize = 4_096;

/// Reads a path at the slash, or the `~/`, at `start`.
#[inline(never)]
pub(super) fn recognise<'t>(text: &Text<'t>, start: usize) -> Recognised<'t> {
    recognise_behind(text, start, text.before(start))
}

/// Reads a path at the slash at `start` as if `before` stood before it: zero for that of a `file:` URL.
pub(super) fn recognise_behind<'t>(text: &Text<'t>, start: usize, before: u8) -> Recognised<'t> {
    let home = text.at(start) == b'~';
    let body = start + 1 + usize::from(home);
    // `rmi://1.2.3.4`: behind two slashes stands a host, whatever the scheme.
    if text.at(start) == b'/' && text.at(start + 1) == b'/' {
        return Recognised::Nothing { resume: start + 2 };
    }
    // bash's `/dev/tcp/10.0.0.1/4444` is an address and its port.
    if [&b"/dev/tcp/"[..], b"/dev/udp/"].iter().any(|device| text.bytes[start..].starts_with(device)) {
        return Recognised::Nothing { resume: start + 9 };
    }
    let nothing = Recognised::Nothing { resume: start + 1 };
    // dnsmasq: `address=/ads.example.net/0.0.0.0`.
    if text.before(start) == b'=' && DNSMASQ.contains(&text.label(start).0) {
        return nothing;
    }
    // `/10.0.0.5:443`, as Java prints an address.
    let digits = text.bytes[body..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    if digits > 0 && text.at(body + digits) == b'.' {
        return nothing;
    }
    if (home && text.at(start + 1) != b'/')
        || before != 0 && text.glued_before(start)
        || matches!(
            before,
            b'/' | b'.' | b'\\' | b'~' | b'%' | b'-' | b'}' | b')' | b']' | b'$' | b'*' | b'?' | b'&'
        )
    {
        return nothing;
    }
    let quote = match text.before(start) {
        quote @ (b'"' | b'\'' | b'`')
            if text.bytes[start..text.bytes.len().min(start + LONGEST)]
                .iter()
                .take_while(|&&b| b != b'\n')
                .any(|&b| b == quote) =>
        {
            Some(quote)
        }
        _ => None,
    };
    let end = end(text, start, body, quote);
    let path = text.slice(body, end);
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let extension = path
        .rsplit('/')
        .next()
        .and_then(|file| file.rsplit_once('.'))
        .map_or("", |(stem, extension)| if stem.is_empty() { "" } else { extension });
    let named = home
        || (ROOTS.has(first) && !rest.is_empty())
        || (Ending::of(extension).makes_file_name() && !rest.is_empty() && extension != "js")
        // `/entrypoint.sh`; `/host/etc/cron.d/job` of a container that has its host's files
        || rest.is_empty() && extension == "sh" && matches!(text.before(start), b' ' | b'"' | b'\'' | b'`')
        || MOUNTED.contains(&first) && rest.split_once('/').is_some_and(|(second, _)| ROOTS.has(second))
        // A line of source in the trace of .NET
        || text.bytes[end..].starts_with(b":line ");
    if path.is_empty()
        || !named
        || path.contains("//") && !ROOTS.has(first)
        || is_http_method(text.label(start).0)
    {
        return Recognised::Nothing { resume: end.max(start + 1) };
    }
    let written = text.slice(start, end);
    // Pure-FTPd doubles the slash behind a home: `/home/ann//a.pdf`.
    let value = if written.contains('\\') || written.contains("//") {
        written.replace("\\ ", " ").replace("//", "/").into()
    } else {
        written.into()
    };
    Recognised::Found { kind: IndicatorKind::PosixPath, value, start, end }
}

fn end(text: &Text<'_>, start: usize, body: usize, quote: Option<u8>) -> usize {
    let mut end = body;
    let mut value_end = None;
    while end < text.bytes.len() && end - body < LONGEST {
        match text.at(end) {
            byte if Some(byte) == quote => break,
            b'\\' if text.at(end + 1) == b' ' => end += 2,
            b' ' if quote.is_some() && !ends_command(text, body, end) => end += 1,
            b' ' if quote.is_none() => {
                let value_end = *value_end.get_or_insert_with(|| value::end(text, start));
                if let Some(stop) = value_end {
                    end = stop;
                    break;
                }
                match mac::goes_on(text, start, end) {
                    Some(next) => end = next,
                    None => break,
                }
            }
            // `/tmp/helm-$VERSION.tar.gz`, `/tmp/a-${VERSION}.tgz`: as it stands.
            b'$' if let Some(close) = placeholder::variable_end(text, end) => end = close,
            b'<' if matches!(text.before(end), b'/' | b'.' | b'-' | b'_')
                && let Some(close) = placeholder_end(text, end) =>
            {
                end = close;
            }
            // `/Users/*/Library`: any folder.
            b'*' if text.before(end) == b'/' && text.at(end + 1) == b'/' && text.at(end + 2) > b' ' => {
                end += 1
            }
            // `/etc/ssh/ssh_host_*_key`: as it stands.
            b'*' if text.glued_before(end) && (text.glued_after(end + 1) || text.at(end + 1) == b'.') => {
                end += 1
            }
            // `pm list packages -f` of Android: `/data/app/x/base.apk=org.example.viewer`
            b'=' if text.slice(body, end).ends_with(".apk") => break,
            // The prompt of a shell: `root@host:/tmp# id`, `[root@host /var/log]# id`.
            b'#' | b']' if quote.is_none() && is_prompt(text, end) => break,
            0..=b' '
            | b'"'
            | b'\''
            | b'`'
            | b'<'
            | b'>'
            | b'|'
            | b';'
            | b','
            | b':'
            | b'\\'
            | b'*'
            | b'?'
            | b'&'
            | b'$'
            | b'{'
            | b'}'
            | 0x7F => break,
            byte if byte.is_ascii() => end += 1,
            _ => match text.char_at(end) {
                Some(character)
                    if character.is_alphanumeric() && (quote.is_some() || !ends_before(text, start, end)) =>
                {
                    end += character.len_utf8();
                }
                _ => break,
            },
        }
    }
    while end > body
        && (matches!(text.at(end - 1), b'.' | b'!' | b' ' | b'/')
            || text.at(end - 1) == b')' && !text.slice(body, end).contains('(')
            || text.at(end - 1) == b']' && !text.slice(body, end).contains('['))
    {
        end -= 1;
    }
    end
}

/// Whether what ends a prompt stands at `at`: `# `, `]# `, `]$ `.
fn is_prompt(text: &Text<'_>, at: usize) -> bool {
    let sign = at + usize::from(text.at(at) == b']');
    let is_sign = text.at(sign) == b'#' || sign > at && text.at(sign) == b'$';
    is_sign && text.at(sign + 1) == b' '
}

/// Where `<word>` at `at` ends, when the path goes on behind it: `/home/<user>/x.sh`, `/opt/com.<name>.plist`.
fn placeholder_end(text: &Text<'_>, at: usize) -> Option<usize> {
    let (end, _) = placeholder::end(text, at)?;
    let is_inside = text.before(at) != b'/';
    let goes_on = matches!(text.at(end), b'/' | b'.') || is_inside && matches!(text.at(end), b'-' | b'_');
    (goes_on && text.at(end + 1) > b' ').then_some(end)
}

/// Whether the path from `start` ends before the character outside ASCII at `at`.
#[cold]
fn ends_before(text: &Text<'_>, start: usize, at: usize) -> bool {
    let part = text.slice(start, at).rfind('/').map_or(start, |slash| start + slash + 1);
    spaceless::ends_path(text, start, part, at)
}

/// Whether the space at `at` ends the program of a quoted command line: `"/bin/sh -c …"`.
fn ends_command(text: &Text<'_>, body: usize, at: usize) -> bool {
    let last = text.slice(body, at).rsplit('/').next().unwrap_or("");
    // `"/c curl …"`: the option of a program.
    let is_option = at - body <= 2 && text.bytes[body..at].iter().all(u8::is_ascii_alphanumeric);
    is_option
        || matches!(text.at(at + 1), b'-' | b'/' | b'|' | b'>' | b'"')
        || last.rsplit_once('.').is_some_and(|(_, extension)| is_executable(extension))
        || matches!(text.slice(body, at).split('/').next(), Some("bin" | "sbin"))
}
