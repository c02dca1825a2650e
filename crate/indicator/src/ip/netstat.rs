//! Lines of netstat on systems that write a full stop before the port: `tcp4  0  0  192.0.2.5.55362  198.51.100.4.443`.

use super::super::context::Text;

/// Protocols that begin such a line on macOS and the BSDs.
const PROTOCOLS: [&str; 6] = ["tcp4 ", "tcp6 ", "tcp46 ", "udp4 ", "udp6 ", "udp46 "];

/// States of a connection that end one, on systems whose lines begin with the address too.
const STATES: [&str; 8] =
    ["ESTABLISHED", "LISTEN", "TIME_WAIT", "CLOSE_WAIT", "SYN_SENT", "SYN_RECEIVED", "FIN_WAIT", "LAST_ACK"];

/// How far around an address its line is read, in bytes.
const REACH: usize = 160;

/// Whether the line around an address with its port, from `start` to `after`, is one of netstat.
#[cold]
pub(super) fn is_line(text: &Text<'_>, start: usize, after: usize) -> bool {
    let is_free = |byte: u8| byte <= b' ';
    if !is_free(text.before(start)) || !is_free(text.at(after)) {
        return false;
    }
    let before = text.preceding(start, REACH);
    let line = before.rsplit('\n').next().unwrap_or(before).trim_start_matches(['/', '#', ' ', '\t']);
    let behind = text.bytes[after..].iter().take(REACH).take_while(|&&byte| byte != b'\n');
    let behind: Vec<u8> = behind.copied().collect();
    PROTOCOLS.iter().any(|protocol| line.starts_with(protocol))
        || STATES.iter().any(|state| behind.trim_ascii_end().ends_with(state.as_bytes()))
}
