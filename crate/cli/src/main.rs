//! `secdo`, the command line: what the extension does, for consoles that call programs, and for pipes.

mod args;
mod failure;
mod input;
mod jsonl;
mod output;
mod pipeline;
mod read;
mod scan;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

fn main() -> ExitCode {
    let done = match Args::parse().command {
        Command::Scan(options) => scan::run(&options),
        Command::Read(options) => read::run(&options),
    };
    done.unwrap_or_else(|failure| failure.report())
}
