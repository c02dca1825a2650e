//! Servers of files, and who gets something from them.

use super::{Both, ToldLine};
use crate::alert::read::meaning::endpoints::{self, End};

/// Hadoop: `10.0.0.1:50010 Served block blk_7 to /10.0.0.9`.
pub(super) fn served<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let served = line.text.find(" Served ")?;
    let own = line.ends.iter().rfind(|end| end.start < served)?;
    let is_far = |end: &&End<'_>| end.start > served && line.before(end).ends_with(" to /");
    Some((Some(line.ends.iter().find(is_far)?.clone()), Some(own.clone())))
}

/// Serv-U: `Connected to 203.0.113.7 (local address 10.0.0.1, port 22)`.
pub(super) fn local_address<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let own = line.behind("local address ")?;
    let far = line.ends.iter().find(|end| end.start < own.start)?;
    let far_port = if far.port.is_empty() { "65535" } else { far.port };
    endpoints::serves(own.port, far_port).then(|| (Some(far.clone()), Some(own)))
}

/// Samba: `remote host [ipv4:10.0.0.3:62419] … local host [ipv4:10.0.0.2:445]`.
pub(super) fn samba<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let host = |side: &str| {
        line.behind(&format!("{side} host [ipv4:")).or_else(|| line.behind(&format!("{side} host [ipv6:")))
    };
    Some((Some(host("remote")?), host("local")))
}

/// The own host gets something: `Requesting 'x.exe' from 203.0.113.7:5836`.
pub(super) fn requesting<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let [only] = line.ends else { return None };
    let before = line.before(only).strip_suffix(" from ")?;
    let verbs = ["equesting ", "ownloading ", "etching ", "etrieving "];
    verbs.iter().any(|verb| before.contains(verb)).then(|| (None, Some(only.clone())))
}

/// Servers of FTP: seconds, who came, bytes, the file, and three signs: `Wed Jun 12 10:00:00 2024 1 203.0.113.9 1234 /pub/a.bin b _ i a …`.
/// Source: the manual page xferlog(5).
pub(super) fn transferred<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let from = line.ends.first()?;
    let behind = line.text[from.start + from.written.len()..].strip_prefix(' ')?;
    let (bytes, rest) = behind.split_once(' ')?;
    let (_, signs) = rest.split_once(' ')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let sign = |text: &[u8], at: usize, known: &[u8]| text.get(at).is_some_and(|sign| known.contains(sign));
    let signs = signs.as_bytes();
    (rest.starts_with('/')
        && is_number(bytes)
        && is_number(line.before(from).trim_end().rsplit(' ').next().unwrap_or(""))
        && sign(signs, 0, b"ab")
        && sign(signs, 2, b"_CUT")
        && sign(signs, 4, b"iod"))
    .then(|| (Some(from.clone()), None))
}

/// `ProFTPD`: the own host, and who came: `proftpd[7]: 10.0.0.5 (client.example[203.0.113.9]) - USER ann: Login successful`.
pub(super) fn proftpd<'t>(line: &ToldLine<'_, 't>) -> Option<Both<'t>> {
    let tag = line.text.find("proftpd[").filter(|_| line.text.contains("])"))?;
    let behind = |end: &End<'_>| &line.text[end.start + end.written.len()..];
    let own = line.ends.iter().find(|end| end.start > tag && behind(end).starts_with(" ("))?;
    let from = line.ends.iter().find(|end| end.start > own.start && behind(end).starts_with("])"))?;
    line.before(own).ends_with("]: ").then(|| (Some(from.clone()), Some(own.clone())))
}
