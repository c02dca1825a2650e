//! The bounds of an item: a file or a damaged database may say anything.

use super::{Item, attempt::REMEMBERED};
use crate::alert::wire::Outcome;

/// The times that the program itself writes, in milliseconds since 1970: to the end of the year 9999, and a day more on
/// each side for the zones. A browser shows all of them, and counts them exactly.
const TIMES: std::ops::RangeInclusive<i64> = -86_400_000..=253_402_387_200_000;

/// The longest text of a field, in characters: that of a path in Windows, and something for what stands around it.
const LONGEST_TEXT: usize = 40_000;

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

impl Item {
    /// Nothing, when every number of the item is one that an item can have.
    ///
    /// # Errors
    /// Returns the name of the field, and what is wrong with it.
    pub(super) fn check(&self) -> Result<(), String> {
        let own = [("created", self.created), ("next", self.next), ("tried", self.tried)];
        let of_alert = [("timestamp", self.alert.timestamp)];
        let of_attempts = self.attempts.iter().flat_map(|attempt| {
            let rest = match attempt.outcome {
                Some(Outcome::Busy { retry_after, .. }) => retry_after.unwrap_or(0),
                _ => 0,
            };
            [("at", attempt.at), ("retry_after", rest)]
        });
        let mut times = own.into_iter().chain(of_alert).chain(of_attempts);
        if let Some((name, time)) = times.find(|(_, time)| !TIMES.contains(time)) {
            return Err(format!("{name}: {time} is no time"));
        }
        if self.attempts.len() > REMEMBERED {
            return Err(format!("attempts: there are {}, more than {REMEMBERED}", self.attempts.len()));
        }
        Ok(())
    }

    /// Nothing, when every text of the item has a length that its field can have.
    ///
    /// # Errors
    /// Returns the name of the field, and what is wrong with it.
    pub(super) fn check_texts(&self) -> Result<(), String> {
        let is_name = !self.id.is_empty() && !self.id.contains(char::is_control);
        if !is_name || self.id.chars().count() > LONGEST_NAME {
            return Err(format!("id: from 1 to {LONGEST_NAME} letters are needed"));
        }
        let attributes = self.alert.attributes();
        match attributes.iter().find(|(_, value)| value.chars().count() > LONGEST_TEXT) {
            Some((name, _)) => Err(format!("{name}: longer than {LONGEST_TEXT} characters")),
            None => Ok(()),
        }
    }
}
