//! The host that a header of syslog names.

use super::super::words;
use crate::alert::read::meaning::{endpoints::End, when};

/// The addresses without that of the host that a header of syslog names: a time, the host, a tag with a colon.
pub(super) fn without_header<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let is_only = ends.len() == 1;
    let is_header = ends.first().is_some_and(|first| {
        let rest = &text[first.start + first.written.len()..];
        let before = &text[..first.start];
        if is_of_switch(before, rest) || is_behind_stamp(before, rest) || is_of_relay(before, rest) {
            return true;
        }
        if !rest.starts_with(' ') {
            return false;
        }
        let tag = rest.trim_start().split(' ').next().unwrap_or("");
        let is_address = || ends.get(1).is_some_and(|next| tag.strip_suffix(':') == Some(next.written));
        let is_tag =
            tag.ends_with(':') && tag.len() > 1 && !tag[..tag.len() - 1].contains(':') && !is_address();
        // A word for an end right before it makes it one, and no part of a header.
        let before = text[..first.start].split_whitespace().next_back().unwrap_or("");
        if words::names_an_end(&before.to_ascii_lowercase()) {
            return false;
        }
        // The only address of a line may be followed by a word of its own.
        // Behind a time as RFC 3164 has it (section 4.1.2) stands the host.
        let has_name = || text.starts_with(|first: char| first.is_ascii_uppercase());
        let is_sure =
            || tag.contains(['[', '%']) || !tag.contains(|c: char| c.is_ascii_lowercase()) || has_name();
        is_tag && (!is_only || is_sure()) && when::is_stamped(&text[..first.start])
    });
    if is_header {
        ends.remove(0);
    }
    ends
}

/// Whether an address stands where RFC 3164 (section 4.1.2) has the host, right behind a time with the name of its month;
/// `10.0.0.1-1` is one of a stack. What goes on to another end is none: `Jun 12 10:00:00 10.0.0.1 -> 8.8.8.8`.
fn is_behind_stamp(before: &str, rest: &str) -> bool {
    let stamp = before.trim_end_matches(['[', ' ']);
    let unit =
        rest.strip_prefix('-').map_or(rest, |unit| unit.trim_start_matches(|c: char| c.is_ascii_digit()));
    let behind = unit.trim_start_matches(']');
    let next = behind.trim_start();
    let goes_on =
        ["-", "=", ">", "to ", "→", "<"].iter().any(|sign| next.starts_with(sign)) && !next.starts_with("- ");
    let goes_on = goes_on && !is_prioritised(next);
    // The seconds that a transfer took: `Wed Jun 12 10:00:00 2024 1 203.0.113.9 1234 /pub/a.bin b _ i …`
    let last = stamp.rsplit(' ').next().unwrap_or("");
    let goes_on = goes_on || last.len() < 4 && last.bytes().all(|byte| byte.is_ascii_digit());
    stamp.starts_with(|first: char| first.is_ascii_uppercase())
        && stamp.len() <= STAMP
        && stamp.ends_with(|last: char| last.is_ascii_digit() || last == ':')
        && when::is_stamped(stamp)
        && behind.starts_with(' ')
        && !goes_on
}

/// Whether an address is the host of a header as RFC 5424 (section 6) has it, `2026-11-29T10:00:01Z 10.0.0.1 app - - - …`, or
/// as Kiwi's server writes it, `2026-11-29 10:00:01 Local0.Info 10.0.0.1 …`.
fn is_of_relay(before: &str, rest: &str) -> bool {
    let (stamp, level) = before.trim_end().rsplit_once([' ', '\t']).unwrap_or((before, ""));
    let is_level = level.split_once('.').is_some_and(|(facility, level)| {
        let facility = facility.to_ascii_lowercase();
        let is_facility = facility.strip_prefix("local").map_or_else(
            || FACILITIES.contains(&facility.as_str()),
            |number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()),
        );
        is_facility && level.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    if is_level {
        return when::is_stamped(stamp.trim_end());
    }
    // The program, its number, the name of the message, structured data
    let mut words = rest.strip_prefix(' ').unwrap_or("").split(' ');
    let (program, _, _) = (words.next(), words.next(), words.next());
    let is_data = words.next().is_some_and(|data| data == "-" || data.starts_with('['));
    let is_stamp =
        before.starts_with(|first: char| first.is_ascii_digit()) && before.trim_end().contains('T');
    let is_program =
        program.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-'));
    is_stamp
        && is_data
        && is_program
        && !before.trim_end().contains(' ')
        && when::is_stamped(before.trim_end())
}

/// Facilities of syslog but for the local ones (RFC 5424, section 6.2.1).
const FACILITIES: [&str; 12] =
    ["kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp"];

/// Whether a relayed message begins, with its own priority: `<166>Jun 23 …`.
fn is_prioritised(text: &str) -> bool {
    let number =
        text.strip_prefix('<').and_then(|rest| rest.split_once('>')).map_or("", |(number, _)| number);
    !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// How long such a time is at most, in bytes: `Apr  5 2021 22:51:54.123456`.
const STAMP: usize = 28;

/// Whether a switch names itself before its own time: `<186>May  2 15:21:27 10.0.0.33 : 2023 May  2 …`,
/// `<190>109692: 10.0.0.36: May  9 …`.
fn is_of_switch(before: &str, rest: &str) -> bool {
    // `172.16.5.10 6705: Mar  8 …`: the number of the message
    let rest = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let Some(own) = rest.strip_prefix(": ") else { return false };
    let is_year = own.get(..5).is_some_and(|year| year.ends_with(' ') && year.starts_with("20"));
    let is_month = own.starts_with(|c: char| c.is_ascii_uppercase()) && when::is_stamped(own);
    let is_numbered =
        || before.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'<' | b'>' | b':' | b' '));
    let is_behind_time = || before.trim_end().rsplit(' ').next().is_some_and(|word| word.contains(':'));
    (is_year || is_month) && (is_numbered() || is_behind_time())
}
