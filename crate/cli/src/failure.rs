//! How the program ends when it cannot go on.

use std::{
    fmt::Display,
    io::{self, Write as _},
    process::ExitCode,
};

use crate::terminal::harmless;

/// Prints a line on standard error; where that is closed, nothing.
pub(crate) fn say(words: impl Display) {
    let _ = writeln!(io::stderr(), "secdo: {}", harmless(&words.to_string(), &['\n', '\t']));
}

/// The program's last sentence, on standard error, and the code it ends with.
#[derive(Debug)]
pub(crate) struct Failure {
    code: u8,
    words: String,
}

/// Something could be done for a part only.
pub(crate) const SOME: u8 = 1;
/// The command line or the settings are wrong.
pub(crate) const USAGE: u8 = 2;
/// The server was not reachable.
pub(crate) const UNREACHABLE: u8 = 3;
/// Something could not be read or written.
pub(crate) const INPUT: u8 = 4;
/// The user interrupted it.
pub(crate) const INTERRUPTED: u8 = 130;

impl Failure {
    /// The command line or the settings are wrong.
    pub(crate) fn usage(words: impl Display) -> Self {
        Self { code: USAGE, words: words.to_string() }
    }

    /// `what` (a file, a stream) could not be read or written.
    pub(crate) fn io(what: impl Display, error: &io::Error) -> Self {
        Self { code: INPUT, words: format!("{what}: {error}") }
    }

    /// A writer that has gone away ends the program quietly: `secdo scan … | head`.
    pub(crate) fn output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { code: 0, words: String::new() };
        }
        Self::io("standard output", error)
    }

    /// Says it on standard error, and what the program returns.
    pub(crate) fn report(self) -> ExitCode {
        if !self.words.is_empty() {
            say(&self.words);
        }
        ExitCode::from(self.code)
    }
}
