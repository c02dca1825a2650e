//! The time that a program or a device wrote behind that of a relay.

use super::{
    collected,
    found::inferred,
    stamp::{near, words_at},
};
use crate::alert::{
    read::{record::FieldValue, text::line},
    timestamp,
};

/// The time that a program wrote, right behind its name or a tab, in a line to which a relay gave a whole time of its own:
/// `2022-05-25T15:57:44+00:00 gw1 sync[1168]: 2022/05/25 15:57:43 …`.
pub(super) fn behind_relay(line: &str, relay: &FieldValue, now: i64) -> Option<FieldValue> {
    let has_year = |words: &str| timestamp::read(words, now).is_ok_and(|moment| !moment.year_assumed);
    if relay.span.start > 4 {
        return None;
    }
    let rest = line.get(relay.span.end..)?;
    if !has_year(&relay.value) {
        return zoned_behind(line, rest, now);
    }
    let head = line::head(rest, RELAY);
    let tags = ["]: ", ": ", "\t"].into_iter().flat_map(|sign| head.match_indices(sign).take(4));
    let tags = tags.map(|(at, sign)| at + sign.len());
    // Behind the header of RFC 5424 a message has its time where it has one alone.
    let message = head.find(" - - ").map_or(rest.len(), |at| at + " - - ".len());
    let inside = near(&rest[message..]).map(|at| message + at);
    let mut words = tags.chain(inside).filter_map(|at| words_at(rest.get(at..)?, now));
    let own = words.find(|words| words.contains(':'))?;
    collected::time(&inferred(line, own), relay, now)
}

/// The time with its zone that a device wrote behind the number of its message, where the relay's has neither zone nor
/// year: `Oct 28 13:15:28 10.0.80.11 877630: Oct 28 13:15:27.383 CEST: %SEC-6-…`.
fn zoned_behind(line: &str, rest: &str, now: i64) -> Option<FieldValue> {
    let head = line::head(rest, RELAY);
    let mut own =
        head.match_indices(": ").take(4).filter_map(|(at, sign)| words_at(rest.get(at + sign.len()..)?, now));
    let is_zoned = |words: &&str| timestamp::read(words, now).is_ok_and(|moment| moment.offset.is_some());
    let zoned = own.find(|words| words.contains(':')).filter(is_zoned);
    zoned.or_else(|| header_behind(rest, now)).map(|words| inferred(line, words))
}

/// The time of a header behind that of a relay, which has put its time and name before it: `Apr 14 00:17:42 relay Apr 14
/// 00:18:03 device notice …`.
fn header_behind(rest: &str, now: i64) -> Option<&str> {
    let (_, own) = rest.strip_prefix(' ')?.split_once(' ')?;
    own.starts_with(|first: char| first.is_ascii_uppercase()).then(|| words_at(own, now))?
}

/// How far behind the relay's time a program's may begin, in bytes.
const RELAY: usize = 96;
