//! How far it is: a bar on a terminal, nothing elsewhere but what went wrong.

use std::{io::IsTerminal as _, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};

use crate::{failure::say, terminal::harmless};

/// The outcome of the alerts so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) delivered: u64,
    pub(crate) rejected: u64,
    pub(crate) unreadable: u64,
    pub(crate) undelivered: u64,
    /// Delivered or refused by an earlier run.
    pub(crate) before: u64,
    /// Sent again although SECDO may have had them.
    pub(crate) repeated: u64,
}

/// Shows how far it is.
pub(crate) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub(crate) fn new() -> Self {
        if !std::io::stderr().is_terminal() {
            return Self { bar: ProgressBar::hidden() };
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({per_sec}, {elapsed})") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { bar }
    }

    pub(crate) fn show(&self, counts: Counts) {
        self.bar.inc(1);
        self.bar.set_message(counts.words());
    }

    /// Says a line without disturbing the bar.
    pub(crate) fn say(&self, words: &str) {
        // A line each, whatever the server or the file put into it.
        let words = &*harmless(words, &[]);
        if self.bar.is_hidden() {
            say(words);
        } else {
            self.bar.println(format!("secdo: {words}"));
        }
    }

    pub(crate) fn finish(&self, counts: Counts) {
        self.bar.finish_and_clear();
        say(counts.words());
    }
}

impl Counts {
    fn words(self) -> String {
        let mut words = vec![format!("{} delivered", self.delivered)];
        for (count, what) in [
            (self.before, "done before"),
            (self.rejected, "refused"),
            (self.unreadable, "not readable"),
            (self.undelivered, "not delivered"),
            (self.repeated, "may have arrived twice"),
        ] {
            if count > 0 {
                words.push(format!("{count} {what}"));
            }
        }
        words.join(", ")
    }
}
