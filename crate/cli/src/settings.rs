//! `secdo settings`: files of settings, as the extension exports them.

use std::{fs, process::ExitCode};

use secdo_core::settings;

use crate::{
    args::Settings,
    failure::{self, Failure, say},
    output::Output,
};

/// Runs `secdo settings`.
///
/// # Errors
/// That the file cannot be read, or is not one of settings.
pub(crate) fn run(command: &Settings) -> Result<ExitCode, Failure> {
    let Settings::Check { file } = command;
    let name = file.display();
    let text = fs::read_to_string(file).map_err(|error| Failure::io(&name, &error))?;
    let loaded =
        settings::Settings::load(&text).map_err(|error| Failure::usage(format!("{name}: {error}")))?;
    for warning in &loaded.warnings {
        say(format_args!("{name}: {warning}"));
    }
    if loaded.warnings.is_empty() {
        let mut output = Output::new();
        output.write(format!("{name}: version {}, nothing is wrong\n", settings::VERSION).as_bytes())?;
        output.finish()?;
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::from(failure::SOME))
}
