//! Standard output: in large pieces into a file or a pipe, whatever the lines are.

use std::io::{self, BufWriter, StdoutLock, Write as _};

use crate::failure::Failure;

/// Standard output, locked and buffered.
pub(crate) struct Output {
    writer: BufWriter<StdoutLock<'static>>,
}

impl Output {
    pub(crate) fn new() -> Self {
        Self { writer: BufWriter::with_capacity(1 << 16, io::stdout().lock()) }
    }

    /// Writes bytes.
    ///
    /// # Errors
    /// That they cannot be written; a pipe that was closed ends the program quietly.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.writer.write_all(bytes).map_err(|error| Failure::output(&error))
    }

    /// Writes what is still in the buffer.
    ///
    /// # Errors
    /// As [`Output::write`].
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(|error| Failure::output(&error))
    }
}
