//! What stands before a line: the priority and the time of syslog, control characters written out.

use crate::alert::timestamp;

/// The text without written-out control characters, the priority and the octet count of syslog.
pub(super) fn strip(text: &str) -> String {
    let mut plain = text.trim_start_matches('\u{feff}').trim().to_owned();
    for (written, meant) in
        [("#011", "\t"), ("#012", "\n"), ("#015", ""), ("#013", ""), ("<009>", "\t"), ("\\0x09", "\t")]
    {
        if plain.contains(written) {
            plain = plain.replace(written, meant);
        }
    }
    if plain.contains("\\r\\n") {
        plain = plain.replace("\\r\\n", "\n");
    }
    let mut rest = plain.as_str();
    if let Some((count, after)) = rest.split_once(' ')
        && after.starts_with('<')
        && count.bytes().all(|byte| byte.is_ascii_digit())
    {
        rest = after;
    }
    if let Some(after) = rest.strip_prefix('<')
        && let Some((priority, after)) = after.split_once('>')
        && priority.len() <= 3
        && priority.bytes().all(|byte| byte.is_ascii_digit())
    {
        // RFC 5424, section 6.2: a version stands before the time.
        rest = after.trim_start();
        rest = rest.strip_prefix("1 ").unwrap_or(rest);
    }
    rest.to_owned()
}

/// The time near the beginning of a line, or in the first brackets: the longest run of words that is one.
pub(super) fn time(line: &str, now: i64) -> Option<String> {
    // `audit(1489519382.529:19600354)`: seconds, and the number of the event.
    if let Some((seconds, _)) = line.split_once("audit(").and_then(|(_, rest)| rest.split_once(':'))
        && is_time(seconds, now)
    {
        return Some(seconds.to_owned());
    }
    let starts = line.char_indices().filter(|(at, c)| *at == 0 || *c == ' ' || *c == '[').map(|(at, _)| at);
    let words = starts.take(7).find_map(|at| words_at(line.get(at..)?, now));
    words.or_else(|| line.match_indices('[').take(4).find_map(|(at, _)| words_at(line.get(at..)?, now)))
}

fn words_at(line: &str, now: i64) -> Option<String> {
    let line = line.trim_start_matches(['[', '"', '*', '.', '<', '(', ' ']);
    let mut ends: Vec<usize> = line
        .char_indices()
        .filter(|(_, c)| matches!(c, ' ' | '\t' | ',' | ']' | '|' | ';' | '"' | ')' | '>'))
        .map(|(at, _)| at)
        .take(9)
        .collect();
    if line.len() < 40 {
        ends.push(line.len());
    }
    ends.into_iter()
        .rev()
        .filter_map(|end| line.get(..end))
        .map(|words| words.trim_end_matches([':', ',', ']']))
        .filter(|words| {
            words.len() >= 8 && words.len() < 48 && words.bytes().any(|byte| byte.is_ascii_digit())
        })
        .find(|words| is_time(words, now))
        .map(str::to_owned)
}

/// Whether a text is a time of these years, and not just a number.
pub(super) fn is_time(text: &str, now: i64) -> bool {
    const EARLIEST: i64 = 946_684_800_000; // 2000
    timestamp::read(text, now).is_ok_and(|moment| {
        let at = moment.at(|_| 0);
        at > EARLIEST && at < now + 3 * 365 * 86_400_000
    })
}
