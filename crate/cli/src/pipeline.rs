//! Reads an input of any size in pieces, works on them on several cores, and hands the results on in their order.
//!
//! Never more than a few pieces are in memory, however fast the input comes and however slow one piece is.

use std::{
    collections::BTreeMap,
    io::{self, Read},
    sync::{
        Mutex,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use crate::failure::Failure;

/// How much is read at once, in bytes.
const PIECE: usize = 1 << 20;
/// The longest line that stays whole, in bytes.
const LONGEST_LINE: usize = 8 << 20;

/// A piece of the input: whole lines, unless one is longer than [`LONGEST_LINE`].
pub(crate) struct Piece {
    /// Where it begins in the input, in bytes.
    pub(crate) offset: u64,
    /// The number of its first line, counted from 1.
    pub(crate) line: u64,
    pub(crate) bytes: Vec<u8>,
}

/// Cuts an input into pieces.
struct Pieces<R> {
    input: R,
    rest: Vec<u8>,
    offset: u64,
    line: u64,
    ended: bool,
}

impl<R: Read> Pieces<R> {
    const fn new(input: R) -> Self {
        Self { input, rest: Vec::new(), offset: 0, line: 1, ended: false }
    }

    fn next(&mut self) -> io::Result<Option<Piece>> {
        let mut bytes = std::mem::take(&mut self.rest);
        let mut wanted = PIECE;
        while !self.ended {
            let before = bytes.len();
            (&mut self.input).take((wanted.saturating_sub(before)).max(1) as u64).read_to_end(&mut bytes)?;
            self.ended = bytes.len() == before;
            if self.ended || bytes.len() < wanted {
                continue;
            }
            match memchr::memrchr(b'\n', &bytes) {
                Some(end) => {
                    self.rest = bytes.split_off(end + 1);
                    break;
                }
                None if bytes.len() >= LONGEST_LINE => {
                    // Between two words, so that no value is cut.
                    let from = bytes.len() - PIECE / 2;
                    if let Some(end) = memchr::memrchr3(b' ', b',', b'\t', &bytes[from..]) {
                        self.rest = bytes.split_off(from + end + 1);
                    }
                    break;
                }
                None => wanted += PIECE,
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let lines = memchr::memchr_iter(b'\n', &bytes).count() as u64;
        let piece = Piece { offset: self.offset, line: self.line, bytes };
        self.offset += piece.bytes.len() as u64;
        self.line += lines;
        Ok(Some(piece))
    }
}

/// Calls `take` with what `work` makes of each piece of the input, in the order of the input.
///
/// # Errors
/// The result of `take`, or that `name` could not be read; everything read before that has been handed on.
pub(crate) fn run<T: Send>(
    name: &str,
    input: impl Read + Send,
    threads: usize,
    work: impl Fn(&Piece) -> T + Sync,
    take: impl FnMut(T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut pieces = Pieces::new(input);
    run_on(name, move || pieces.next(), threads, work, take)
}

/// The same with pieces of any sort, which `next` reads.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_on<P: Send, T: Send>(
    name: &str,
    mut next: impl FnMut() -> io::Result<Option<P>> + Send,
    threads: usize,
    work: impl Fn(&P) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let threads = if threads == 0 { thread::available_parallelism().map_or(1, usize::from) } else { threads };
    if threads == 1 {
        while let Some(piece) = next().map_err(|error| Failure::io(name, &error))? {
            take(work(&piece))?;
        }
        return Ok(());
    }
    let (ticket, tickets) = sync_channel(threads * 3);
    let (job, jobs) = sync_channel(threads);
    let (result, results) = sync_channel(threads);
    let jobs = Mutex::new(jobs);
    thread::scope(|scope| {
        let reader = scope.spawn(move || feed(next, &ticket, &job));
        for _ in 0..threads {
            let (jobs, result, work) = (&jobs, result.clone(), &work);
            scope.spawn(move || {
                while let Some((number, piece)) = jobs.lock().ok().and_then(|jobs| jobs.recv().ok()) {
                    if result.send((number, work(&piece))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(result);
        let taken = in_order(&results, &tickets, &mut take);
        // Whoever still waits to hand something over learns that nobody takes it.
        drop((results, tickets));
        taken?;
        match reader.join() {
            Ok(read) => read.map_err(|error| Failure::io(name, &error)),
            Err(_) => Err(Failure::io(name, &io::Error::other("the reader stopped"))),
        }
    })
}

fn feed<P>(
    mut next: impl FnMut() -> io::Result<Option<P>>,
    ticket: &SyncSender<()>,
    job: &SyncSender<(u64, P)>,
) -> io::Result<()> {
    let mut number = 0;
    while let Some(piece) = next()? {
        if ticket.send(()).is_err() || job.send((number, piece)).is_err() {
            break;
        }
        number += 1;
    }
    Ok(())
}

fn in_order<T>(
    results: &Receiver<(u64, T)>,
    tickets: &Receiver<()>,
    take: &mut impl FnMut(T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (number, result) in results {
        waiting.insert(number, result);
        while let Some(result) = waiting.remove(&next) {
            next += 1;
            take(result)?;
            // Its piece is out of memory: another may be read.
            let _ = tickets.try_recv();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_comes_once_and_in_order_with_its_number() {
        let text: String =
            (1..=200_000).map(|number| format!("line {number} {}\n", "x".repeat(number % 40))).collect();
        for threads in [1, 2, 5] {
            let mut seen = 0;
            let mut whole = Vec::new();
            let lines = |piece: &Piece| (piece.line, piece.offset, piece.bytes.clone());
            run("text", text.as_bytes(), threads, lines, |(line, offset, bytes)| {
                assert_eq!(line, seen + 1);
                assert_eq!(offset, whole.len() as u64);
                seen += bytes.iter().filter(|&&byte| byte == b'\n').count() as u64;
                whole.extend(bytes);
                Ok(())
            })
            .unwrap();
            assert!(whole == text.as_bytes());
        }
    }

    #[test]
    fn it_stops_when_nobody_takes_the_results() {
        let endless = io::repeat(b'\n');
        let stopped = run("endless", endless, 3, |_| (), |()| Err(Failure::usage("enough")));
        assert!(stopped.is_err());
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let input = io::repeat(b'a').take((LONGEST_LINE * 2 + 5) as u64);
        let mut lengths = Vec::new();
        run(
            "a",
            input,
            1,
            |piece| piece.bytes.len(),
            |length| {
                lengths.push(length);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(lengths, [LONGEST_LINE, LONGEST_LINE, 5]);
    }
}
