//! Lines of JSON in, lines of JSON out.

use std::io::Write as _;

use serde::{Serialize, de::DeserializeOwned};

use crate::{failure::Failure, input, output::Output, pipeline, pipeline::Piece};

/// What one piece of the input became.
struct Answered {
    bytes: Vec<u8>,
    wrong: Vec<String>,
}

/// Answers each line of the input with what `answer` makes of it; a line that is not what it should be is named on
/// standard error, and the others go on. Returns how many those were.
///
/// # Errors
/// That an input cannot be read or the output not be written.
pub(crate) fn run<Q: DeserializeOwned, A: Serialize>(
    files: &[std::path::PathBuf],
    threads: usize,
    answer: impl Fn(Q) -> A + Sync,
) -> Result<usize, Failure> {
    let mut output = Output::new();
    let mut wrong = 0;
    input::each(files, |name, input| {
        pipeline::run(
            name,
            input,
            threads,
            |piece| answer_piece(name, piece, &answer),
            |answered| {
                for words in &answered.wrong {
                    eprintln!("secdo: {words}");
                }
                wrong += answered.wrong.len();
                output.write(&answered.bytes)
            },
        )
    })?;
    output.finish()?;
    Ok(wrong)
}

fn answer_piece<Q: DeserializeOwned, A: Serialize>(
    name: &str,
    piece: &Piece,
    answer: &impl Fn(Q) -> A,
) -> Answered {
    let mut answered = Answered { bytes: Vec::new(), wrong: Vec::new() };
    for (index, line) in piece.bytes.split(|&byte| byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(question) => match serde_json::to_writer(&mut answered.bytes, &answer(question)) {
                Ok(()) => answered.bytes.push(b'\n'),
                Err(error) => {
                    answered.wrong.push(format!("{name}, line {}: {error}", piece.line + index as u64))
                }
            },
            Err(error) => answered.wrong.push(format!("{name}, line {}: {error}", piece.line + index as u64)),
        }
    }
    let _ = answered.bytes.flush();
    answered
}
