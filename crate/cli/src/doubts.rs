//! Doubts about alerts that are sent all the same: said once for all of them, at the end.

use std::{collections::BTreeMap, sync::Mutex};

use secdo_core::alert::draft::Notice;

use crate::failure::say;

/// How many alerts something is odd about, and the line of the first one.
#[derive(Debug, Default)]
pub(crate) struct Doubts(Mutex<BTreeMap<&'static str, (u64, u64)>>);

impl Doubts {
    /// Notes what is odd about the alert in a line.
    pub(crate) fn note(&self, line: u64, notices: &[Notice]) {
        let Ok(mut seen) = self.0.lock() else { return };
        for notice in notices {
            seen.entry(words(*notice)).or_insert((0, line)).0 += 1;
        }
    }

    /// Says it.
    pub(crate) fn say(&self) {
        let Ok(seen) = self.0.lock() else { return };
        for (words, (count, first)) in &*seen {
            match count {
                1 => say(format_args!("line {first}: {words}")),
                _ => say(format_args!("{count} alerts, the first in line {first}: {words}")),
            }
        }
    }
}

const fn words(notice: Notice) -> &'static str {
    match notice {
        Notice::TimeAhead => "the time is in the future",
        Notice::TimeOld => "the time is more than 30 days ago",
        Notice::YearAssumed => "the time has no year; the latest one in the past was taken",
        Notice::TimeAmbiguous => "day and month of the time could be the other way round",
        Notice::PathNotFull => "the path does not begin at a root, so SECDO may not find it",
        Notice::SameAddress => "source and destination are the same",
        Notice::LikelyReply => "this looks like an answer: the other side may have opened the connection",
    }
}
