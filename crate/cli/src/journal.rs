//! What became of each alert of a file, so that a run that was broken off goes on where it was.
//!
//! One line for each step: `sending`, `delivered` or `rejected`, the alert's line in the file, and a digest of what is
//! sent. A line is written before and after every request: what was acknowledged is never sent again, and what was
//! under way when the program died is known.

use std::{
    collections::HashMap,
    fs::{File, OpenOptions},
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::{self, BufRead as _, BufReader, Write as _},
    path::Path,
    sync::Mutex,
};

/// What the journal says of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Past {
    /// It was under way: SECDO may have it.
    Sending,
    /// SECDO has it.
    Delivered,
    /// SECDO refused it.
    Rejected,
}

/// An alert as the journal knows it: its line, and a digest of its content, so that a changed file is noticed.
pub(crate) type Name = (u64, u64);

/// The journal of a file of alerts.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    file: Option<Mutex<File>>,
    past: HashMap<Name, Past>,
}

/// The name of the alert in this line. The digest is the same on every machine and in every run.
pub(crate) fn name(line: u64, content: &str) -> Name {
    // SipHash with fixed keys: a checksum, not a secret.
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    (line, hasher.finish())
}

impl Journal {
    /// Opens the journal, or begins it.
    ///
    /// # Errors
    /// That the file cannot be read or written.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        let mut past = HashMap::new();
        let mut line = Vec::new();
        let mut lines = BufReader::new(&file);
        let mut cut = false;
        while lines.read_until(b'\n', &mut line)? > 0 {
            // Nothing is written into a file of something else: the alerts themselves, by mistake.
            if past.is_empty() && !is_step(&line) {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "this is no journal; nothing was written",
                ));
            }
            cut = !line.ends_with(b"\n");
            if let Some((name, step)) = parse(line.trim_ascii_end()) {
                past.insert(name, step);
            }
            line.clear();
        }
        // The last line was cut when the program died.
        if cut {
            file.write_all(b"\n")?;
        }
        Ok(Self { file: Some(Mutex::new(file)), past })
    }

    /// What an earlier run says of an alert.
    pub(crate) fn past(&self, name: Name) -> Option<Past> {
        self.past.get(&name).copied()
    }

    /// Writes a step, before the caller goes on.
    ///
    /// # Errors
    /// That it cannot be written.
    pub(crate) fn note(&self, (line, digest): Name, step: Past) -> io::Result<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let word = match step {
            Past::Sending => "sending",
            Past::Delivered => "delivered",
            Past::Rejected => "rejected",
        };
        let mut file = file.lock().map_err(|_| io::Error::other("the journal was lost"))?;
        file.write_all(format!("{word} {line} {digest:016x}\n").as_bytes())
    }
}

const STEPS: [&str; 3] = ["sending", "delivered", "rejected"];

/// Whether a line is one of a journal, perhaps cut when the program died.
fn is_step(line: &[u8]) -> bool {
    let word = line.split(|&byte| byte == b' ').next().unwrap_or(line).trim_ascii_end();
    STEPS.iter().any(|step| step.as_bytes().starts_with(word))
}

fn parse(line: &[u8]) -> Option<(Name, Past)> {
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    let step = match words.next()? {
        "sending" => Past::Sending,
        "delivered" => Past::Delivered,
        "rejected" => Past::Rejected,
        _ => return None,
    };
    let line = words.next()?.parse().ok()?;
    let digest = words.next().filter(|word| word.len() == 16)?;
    Some(((line, u64::from_str_radix(digest, 16).ok()?), step))
}
