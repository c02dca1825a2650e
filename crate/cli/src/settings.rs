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
    let Settings::Check { file, policy } = command;
    let name = file.display();
    let text = fs::read_to_string(file).map_err(|error| Failure::io(&name, &error))?;
    let text = text.trim_start_matches('\u{feff}');
    let text = if *policy { format!("{}{text}", settings::managed::SEPARATOR) } else { text.to_owned() };
    let loaded =
        settings::Settings::load(&text).map_err(|error| Failure::usage(format!("{name}: {error}")))?;
    for warning in &loaded.warnings {
        say(format_args!("{name}: {warning}"));
    }
    if loaded.warnings.is_empty() {
        let mut output = Output::new();
        let fixed = loaded.settings.policy.fixed.join(", ");
        let what = if *policy { format!("fixes {fixed}") } else { format!("version {}", settings::VERSION) };
        output.write(format!("{name}: {what}; nothing is wrong\n").as_bytes())?;
        output.finish()?;
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::from(failure::SOME))
}
