//! The lines of an input, none of them longer than a line of an alert can be.

use std::io::{self, BufRead, BufReader, Read};

/// The longest line that is read, in bytes.
pub(crate) const LONGEST: usize = 8 << 20;

/// The sentence about a longer one.
pub(crate) const TOO_LONG: &str = "longer than 8 MB, which no alert is";

/// A line of an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InputLine {
    /// Its number, counted from 1.
    pub(crate) number: u64,
    /// Its bytes, with the line's end; nothing where it is too long.
    pub(crate) bytes: Vec<u8>,
    /// Whether it was longer than [`LONGEST`]; the rest of it was passed by.
    pub(crate) is_too_long: bool,
}

/// Reads an input line by line.
pub(crate) struct InputLines<R> {
    input: BufReader<R>,
    number: u64,
}

impl<R: Read> InputLines<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { input: BufReader::with_capacity(1 << 16, input), number: 0 }
    }

    /// The next line; nothing at the end.
    ///
    /// # Errors
    /// That the input cannot be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<InputLine>> {
        let mut bytes = Vec::new();
        if (&mut self.input).take(LONGEST as u64).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let is_too_long = bytes.len() == LONGEST && !bytes.ends_with(b"\n");
        if is_too_long {
            bytes.clear();
            self.input.skip_until(b'\n')?;
        }
        Ok(Some(InputLine { number: self.number, bytes, is_too_long }))
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, repeat};

    use super::{InputLines, LONGEST};

    #[test]
    fn a_line_without_end_is_passed_by_and_the_next_one_read() {
        let endless = repeat(b'a').take(3 * LONGEST as u64);
        let mut lines = InputLines::new((&b"one\n"[..]).chain(endless).chain(&b"\nthree"[..]));
        let mut seen = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            seen.push((line.number, line.bytes.len(), line.is_too_long));
        }
        assert_eq!(seen, [(1, 4, false), (2, 0, true), (3, 5, false)]);
    }
}
