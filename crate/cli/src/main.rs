//! `secdo`, the command line: what the extension does, for consoles that call programs, and for pipes.

mod args;
mod client;
mod config;
mod doubts;
mod failure;
mod gather;
mod input;
mod interrupt;
mod investigate;
mod journal;
mod jsonl;
mod lines;
mod output;
mod pipeline;
mod progress;
mod read;
mod records;
mod rows;
mod scan;
mod script;
mod send;
mod settings;
mod template;
mod terminal;
mod trust;
mod worker;

use std::{env, path::Path, process::ExitCode};

use clap::CommandFactory as _;

use args::{Args, Command};
use failure::Failure;
use output::Output;

/// The name under which the program is what the document's script was.
const SCRIPT: &str = "secdo_api";

fn main() -> ExitCode {
    let mut arguments: Vec<_> = env::args_os().collect();
    let called = arguments.first().and_then(|name| Path::new(name).file_stem()?.to_str());
    if called == Some(SCRIPT) {
        arguments.insert(1, "alert".into());
    }
    if let Some(first) = script::begins(&arguments) {
        arguments.insert(first, "--".into());
    }
    run(Args::of(arguments)).unwrap_or_else(Failure::report)
}

fn run(args: Args) -> Result<ExitCode, Failure> {
    match args.command {
        Command::Investigate(options) => investigate::run(&args.server, &options),
        Command::Scan(options) => scan::run(&options),
        Command::Read(options) => read::run(&args.server, &options),
        Command::Send(options) => send::run(&args.server, &options),
        Command::Alert(options) => script::run(&args.server, &options),
        Command::Template(options) => template::run(&args.server, &options),
        Command::Settings { command } => settings::run(&command),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "secdo", &mut script);
            written(&script)
        }
        Command::Man => {
            let mut page = Vec::new();
            let mut command = Args::command().disable_help_subcommand(true);
            command.build();
            let pages = std::iter::once(&command).chain(command.get_subcommands());
            for one in pages.cloned().collect::<Vec<_>>() {
                clap_mangen::Man::new(one).render(&mut page).map_err(|error| Failure::output(&error))?;
            }
            written(&page)
        }
    }
}

fn written(text: &[u8]) -> Result<ExitCode, Failure> {
    let mut output = Output::new();
    output.write(text)?;
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}
