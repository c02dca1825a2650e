//! The records of log files: gathered in the order of the lines, so that they can be read on several cores.

use std::io::{self, Read};

use secdo_core::alert::read::Lines as Records;

use crate::{
    input,
    lines::{InputLines, TOO_LONG},
};

/// How much is gathered before it is read, in bytes.
const BATCH: usize = 1 << 18;

/// A record: the number of its first line, counted from 1, and its text, or why it is not read.
pub(crate) type Record = (u64, Result<String, &'static str>);

/// Gathers the records of an input.
pub(crate) struct Gatherer<R> {
    input: InputLines<R>,
    records: Records,
    has_ended: bool,
}

impl<R: Read> Gatherer<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { input: InputLines::new(input), records: Records::default(), has_ended: false }
    }

    /// The next records, as many as make a batch; `None` behind the last one.
    ///
    /// # Errors
    /// That the input cannot be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<Vec<Record>>> {
        let mut batch: Vec<Record> = Vec::new();
        let mut length = 0;
        while length < BATCH && !self.has_ended {
            let Some(line) = self.input.next()? else {
                self.has_ended = true;
                self.records.end(&mut |number, record: &str| batch.push((number, Ok(record.to_owned()))));
                break;
            };
            length += line.bytes.len().max(1);
            // A line that is too long ends a record as an empty one does, and is counted.
            let text = if line.is_too_long { "\n".into() } else { input::text(&line.bytes) };
            self.records.take(&text, &mut |number, record: &str| batch.push((number, Ok(record.to_owned()))));
            if line.is_too_long {
                batch.push((line.number, Err(TOO_LONG)));
            }
        }
        Ok((!batch.is_empty() || !self.has_ended).then_some(batch))
    }
}
