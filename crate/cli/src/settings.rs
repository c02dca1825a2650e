//! `secdo settings`: files of settings, as the extension exports them.

use std::process::ExitCode;

use secdo_core::settings;

use crate::{
    args::SettingsCommand,
    failure::{self, Failure, say},
    input,
    output::Output,
    terminal::harmless,
};

/// Runs `secdo settings`.
///
/// # Errors
/// That the file cannot be read, or is not one of settings.
pub(crate) fn run(command: &SettingsCommand) -> Result<ExitCode, Failure> {
    let SettingsCommand::Check { file, policy } = command;
    let name = file.display();
    let text = input::whole(file)?;
    let (stored, rules) = if *policy { ("", &*text) } else { (&*text, "") };
    let loaded = settings::Settings::load(stored, rules)
        .map_err(|error| Failure::usage(format!("{name}: {error}")))?;
    for warning in &loaded.warnings {
        say(format_args!("{name}: {warning}"));
    }
    if loaded.warnings.is_empty() {
        let mut output = Output::new();
        let fixed = loaded.settings.policy.fixed.join(", ");
        let what = if *policy { format!("fixes {fixed}") } else { format!("version {}", settings::VERSION) };
        output.write(harmless(&format!("{name}: {what}; nothing is wrong\n"), &['\n']).as_bytes())?;
        output.finish()?;
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::from(failure::SOME))
}
