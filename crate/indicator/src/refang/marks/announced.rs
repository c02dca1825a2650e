//! Domains as the rules of Emerging Threats write them in their messages, with a blank before each dot: `ET MALWARE Observed
//! Domain (web .brackwater .com in TLS SNI)`.

use super::{super::chain::Chain, Mark, is_label, mark};

/// The blank and the dot at `at`, inside brackets of such a message.
#[cold]
pub(super) fn dot(bytes: &[u8], at: usize, chain: &mut Chain) -> Option<Mark> {
    let is_inside = is_label(*bytes.get(at.checked_sub(1)?)?) && is_label(*bytes.get(at + 2)?);
    (is_inside && is_announced(bytes, at) && closes(bytes, at, chain))
        .then(|| mark(at, at + 2, ".", true))
        .flatten()
}

/// Whether a bracket was opened before the labels, behind the sign of such a message.
fn is_announced(bytes: &[u8], at: usize) -> bool {
    let is_inside = |byte: &&u8| is_label(**byte) || matches!(**byte, b'-' | b'.' | b' ');
    let labels = bytes[..at].iter().rev().take(LONGEST).take_while(is_inside).count();
    let Some(open) = (at - labels).checked_sub(1).filter(|&open| bytes[open] == b'(') else { return false };
    // No word stands before the name.
    let is_name =
        bytes[open + 1..at].split(|&byte| byte == b' ').skip(1).all(|label| label.starts_with(b"."));
    let message = &bytes[open.saturating_sub(MESSAGE)..open];
    let line = message.rsplit(|&byte| byte == b'\n').next().unwrap_or(b"");
    is_name && SIGNS.iter().any(|sign| line.windows(sign.len()).any(|words| words == *sign))
}

/// Whether the labels behind the blank at `at` end as a domain does, and the bracket closes, or words say where it was seen.
fn closes(bytes: &[u8], at: usize, chain: &mut Chain) -> bool {
    let mut label = at + 2;
    loop {
        let length =
            bytes[label..].iter().take(LABEL).take_while(|byte| is_label(**byte) || **byte == b'-').count();
        let end = label + length;
        // `(Microsoft .NET)`
        if bytes[label..end].iter().any(u8::is_ascii_uppercase) {
            return false;
        }
        if bytes[end..].starts_with(b" .") {
            label = end + 2;
            continue;
        }
        return length > 0
            && (bytes.get(end) == Some(&b')') || bytes[end..].starts_with(b" in "))
            && chain.ends_in_domain(bytes, label);
    }
}

/// What begins such messages: those of the free rules, and of the others.
const SIGNS: [&[u8]; 2] = [b"ET ", b"ETPRO "];

/// How long such a name is at most, a label of it, and the message before it, in bytes.
pub(super) const LONGEST: usize = 253;
const LABEL: usize = 63;
const MESSAGE: usize = 160;
