//! Lines of JSON in, lines of JSON out.

use std::path::PathBuf;

use serde::{Serialize, de::DeserializeOwned};

use crate::{
    failure::{Failure, say},
    input,
    output::Output,
    pipeline::{self, Piece},
    terminal::make_json_harmless,
};

/// The output of one piece of the input.
#[derive(Default)]
struct PieceAnswers {
    bytes: Vec<u8>,
    wrong: Vec<String>,
}

/// Answers each line of the input with what `answer` makes of it; a line that is not what it should be is named on
/// standard error, and the others go on. Returns how many those were, and one more for files that could not be read.
///
/// # Errors
/// That an input cannot be read or the output not be written.
pub(crate) fn run<Q: DeserializeOwned, A: Serialize>(
    files: &[PathBuf],
    threads: usize,
    answer: impl Fn(Q) -> A + Sync,
) -> Result<usize, Failure> {
    let mut output = Output::new();
    let mut wrong = 0;
    let all = input::each(files, |name, input| {
        pipeline::run(
            name,
            input,
            threads,
            |piece| answer_piece(piece, &answer),
            |answered| {
                for words in &answered.wrong {
                    say(format_args!("{name}, {words}"));
                }
                wrong += answered.wrong.len();
                output.write(&answered.bytes)
            },
        )
    })?;
    output.finish()?;
    Ok(wrong + usize::from(!all))
}

fn answer_piece<Q: DeserializeOwned, A: Serialize>(piece: &Piece, answer: &impl Fn(Q) -> A) -> PieceAnswers {
    let mut answered = PieceAnswers::default();
    for (index, line) in piece.bytes.split(|&byte| byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let from = answered.bytes.len();
        let written = serde_json::from_slice(line)
            .and_then(|question| serde_json::to_writer(&mut answered.bytes, &answer(question)));
        match written {
            Ok(()) => {
                make_json_harmless(&mut answered.bytes, from);
                answered.bytes.push(b'\n');
            }
            Err(error) => answered.wrong.push(format!("line {}: {error}", piece.line + index as u64)),
        }
    }
    answered
}
