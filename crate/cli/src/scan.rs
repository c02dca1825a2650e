//! `secdo scan`: the indicators of files of any size.

use std::{collections::HashSet, process::ExitCode};

use secdo_core::{
    csv,
    indicator::{IndicatorKind, Mention, defanged, visit},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    args::{Scan, ScanFormat},
    failure::{self, Failure},
    input, jsonl,
    output::Output,
    pipeline::{self, Piece},
    terminal::{harmless, make_json_harmless},
};

/// A question of `--jsonl`.
#[derive(Deserialize)]
struct RawText {
    id: Value,
    text: String,
}

#[derive(Serialize)]
struct ScannedText {
    id: Value,
    indicators: Vec<FoundIndicator>,
}

/// An indicator as JSON; places in bytes.
#[derive(Serialize)]
struct FoundIndicator {
    kind: &'static str,
    value: String,
    start: u64,
    end: u64,
}

/// The output of one piece of the input.
#[derive(Default)]
struct FoundLines {
    bytes: Vec<u8>,
    /// Kind and value of each line, and where it ends; only with `--unique`.
    keys: Vec<((IndicatorKind, String), usize)>,
    counts: [u64; IndicatorKind::ALL.len()],
}

/// Runs `secdo scan`.
///
/// # Errors
/// That a kind is unknown, an input cannot be read or the output not be written.
pub(crate) fn run(options: &Scan) -> Result<ExitCode, Failure> {
    let kinds = kinds(&options.kind)?;
    if options.jsonl {
        return answers(options, &kinds);
    }
    let mut output = Output::new();
    let mut counts = [0; IndicatorKind::ALL.len()];
    let mut seen = HashSet::new();
    if options.format == ScanFormat::Csv && !options.count {
        output.write(b"file,kind,value,start,end\n")?;
    }
    let all = input::each(&options.files, |name, input| {
        pipeline::run(
            name,
            input,
            usize::from(options.threads),
            |piece| lines(name, piece, options, &kinds),
            |lines| {
                for (sum, count) in counts.iter_mut().zip(lines.counts) {
                    *sum += count;
                }
                if !options.unique {
                    return output.write(&lines.bytes);
                }
                let mut start = 0;
                for (key, end) in lines.keys {
                    let (kind, bytes) = (key.0, start..end);
                    start = end;
                    if !seen.insert(key) {
                        continue;
                    }
                    counts[kind as usize] += 1;
                    output.write(&lines.bytes[bytes])?;
                }
                Ok(())
            },
        )
    })?;
    if options.count {
        output.write(table(&counts).as_bytes())?;
    }
    output.finish()?;
    Ok(input::code(all))
}

/// How many there are of each kind that there is.
fn table(counts: &[u64; IndicatorKind::ALL.len()]) -> String {
    let kinds = IndicatorKind::ALL.iter().zip(counts).filter(|(_, count)| **count > 0);
    kinds.map(|(kind, count)| format!("{}\t{count}\n", kind.name())).collect()
}

/// Answers questions in lines of JSON.
fn answers(options: &Scan, kinds: &[IndicatorKind]) -> Result<ExitCode, Failure> {
    let wrong = jsonl::run(&options.files, usize::from(options.threads), |RawText { id, text }| {
        let mut indicators = Vec::new();
        visit(&text, |mention| {
            if kinds.contains(&mention.kind) {
                indicators.push(found(&mention, 0, options.defang));
            }
        });
        ScannedText { id, indicators }
    })?;
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::from(failure::SOME) })
}

fn kinds(names: &[String]) -> Result<Vec<IndicatorKind>, Failure> {
    if names.is_empty() {
        return Ok(IndicatorKind::ALL.to_vec());
    }
    let find = |name: &String| {
        IndicatorKind::find(name).ok_or_else(|| {
            let known = IndicatorKind::ALL.map(IndicatorKind::name).join(", ");
            Failure::usage(format!("--kind {name}: there is no such kind; there are {known}"))
        })
    };
    names.iter().map(find).collect()
}

fn lines(name: &str, piece: &Piece, options: &Scan, kinds: &[IndicatorKind]) -> FoundLines {
    let mut lines = FoundLines::default();
    let text = input::text(&piece.bytes);
    visit(&text, |mention| {
        if !kinds.contains(&mention.kind) {
            return;
        }
        if options.count && !options.unique {
            lines.counts[mention.kind as usize] += 1;
            return;
        }
        let bytes = &mut lines.bytes;
        match options.format {
            _ if options.count => {}
            ScanFormat::Text => {
                bytes.extend_from_slice(mention.kind.name().as_bytes());
                bytes.push(b'\t');
                match options.defang {
                    true => {
                        let value = defanged(mention.kind, &mention.value);
                        bytes.extend_from_slice(harmless(&value, &[]).as_bytes());
                    }
                    false => bytes.extend_from_slice(harmless(&mention.value, &[]).as_bytes()),
                }
            }
            ScanFormat::Json => {
                #[derive(Serialize)]
                struct FileLine<'a> {
                    file: &'a str,
                    #[serde(flatten)]
                    found: FoundIndicator,
                }
                let found = found(&mention, piece.offset, options.defang);
                let from = bytes.len();
                // Writing into memory cannot fail.
                let _ = serde_json::to_writer(&mut *bytes, &FileLine { file: name, found });
                make_json_harmless(bytes, from);
            }
            ScanFormat::Csv => {
                let FoundIndicator { kind, value, start, end } =
                    found(&mention, piece.offset, options.defang);
                let [name, value] = [name, &value].map(|text| harmless(text, &[]));
                let row = csv::row([&name, kind, &value, &start.to_string(), &end.to_string()]);
                bytes.extend_from_slice(row.as_bytes());
            }
        }
        if !options.count {
            bytes.push(b'\n');
        }
        let end = bytes.len();
        if options.unique {
            lines.keys.push(((mention.kind, mention.value.into_owned()), end));
        }
    });
    lines
}

fn found(mention: &Mention<'_>, offset: u64, harmless: bool) -> FoundIndicator {
    FoundIndicator {
        kind: mention.kind.name(),
        value: if harmless { defanged(mention.kind, &mention.value) } else { mention.value.to_string() },
        start: offset + mention.span.start as u64,
        end: offset + mention.span.end as u64,
    }
}
