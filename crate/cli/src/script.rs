//! `secdo alert`: the document's script, with its positional arguments in its order.
//!
//! Source: "SECDO Integrations v1.1", section "Full Python Script".

use std::{ffi::OsString, process::ExitCode};

use clap::CommandFactory as _;
use secdo_core::{
    alert::{
        draft::{Draft, FieldError, Surroundings},
        wire::{Account, Outcome, Recipient, mask},
    },
    product::Product,
};

use crate::{
    args::{self, AlertArgs, Args},
    client::{self, Client},
    config::Config,
    failure::{self, Failure, say},
    output::Output,
    terminal::{harmless, harmless_json},
};

/// Where the arguments of the document's script begin, if these are a call of it. None of them is an option, whatever it
/// looks like: consoles put there what stands in a log.
pub(crate) fn begins(arguments: &[OsString]) -> Option<usize> {
    let program = Args::command();
    let takes_value = |text: &str| {
        let mut options = program.get_arguments().filter(|option| option.get_action().takes_values());
        options.any(|option| option.get_long().is_some_and(|name| text.strip_prefix("--") == Some(name)))
    };
    let mut is_script = false;
    let mut at = 1;
    while let Some(argument) = arguments.get(at) {
        let text = argument.to_string_lossy();
        match (is_script, text.starts_with('-')) {
            (_, true) if text == "--" => return None,
            (_, true) => at += usize::from(takes_value(&text)),
            (false, false) if text == "alert" => is_script = true,
            (false, false) => return None,
            (true, false) => return Some(at),
        }
        at += 1;
    }
    None
}

/// Runs `secdo alert`: prints the data with the key masked, the status and the answer, as the script does.
///
/// # Errors
/// That an argument is wrong, or that no server is set.
pub(crate) fn run(server: &args::ServerArgs, options: &AlertArgs) -> Result<ExitCode, Failure> {
    let config = Config::read(server)?;
    config.server()?;
    if config.product() == Product::Secdo && options.of_company.trim().is_empty() {
        return Err(Failure::usage("COMPANY is empty: the alert would belong to nobody"));
    }
    let draft = draft(options)?;
    let around = Surroundings { now: client::now(), zone: &|_| 0, own_ranges: &[] };
    let checked = draft.check(&around);
    let Some(alert) = checked.alert else { return Err(refused(&checked.errors)) };
    let key = key(&config, &options.api_key)?;
    let recipient = recipient(&config, &options.of_company)?;
    client::warn_of_plain(recipient.server());
    let request = recipient.request(&[&alert], &key, &client::stamp().map_err(Failure::usage)?);
    let answer = Client::new(&config)?.send(&request, &recipient, &key);
    let mut output = Output::new();
    output.write(format!("{}\n", harmless_json(&recipient.preview(&alert))).as_bytes())?;
    if let Some(status) = answer.status {
        let body = mask(&answer.body, &key);
        output.write(format!("{status}\n{}\n", harmless(&body, &['\n', '\t'])).as_bytes())?;
    }
    output.finish()?;
    Ok(match answer.outcome {
        Outcome::Delivered => ExitCode::SUCCESS,
        Outcome::Rejected { advice, .. } => {
            advice.into_iter().for_each(|advice| say(advice.words()));
            ExitCode::from(failure::SOME)
        }
        _ => {
            let trouble = answer.trouble.unwrap_or_else(|| "the server cannot take it now".to_owned());
            say(format_args!("{}: {trouble}", recipient.server().base()));
            ExitCode::from(failure::UNREACHABLE)
        }
    })
}

/// Who takes the alert: SECDO for the company that was typed.
fn recipient(config: &Config, company: &str) -> Result<Recipient, Failure> {
    match config.product() {
        Product::Secdo => {
            Ok(Recipient::Secdo(Account { server: config.server()?, company: company.to_owned() }))
        }
        Product::Cortex => config.recipient(),
    }
}

/// Every error of the arguments, one a line.
fn refused(errors: &[FieldError]) -> Failure {
    let words = |wrong: &FieldError| harmless(&format!("{}: {}", wrong.field, wrong.error), &[]).into_owned();
    Failure::usage(errors.iter().map(words).collect::<Vec<_>>().join("\nsecdo: "))
}

/// The key that was typed, or the one that the other commands take.
fn key(config: &Config, typed: &str) -> Result<String, Failure> {
    if matches!(typed, "-" | "") {
        return config.key();
    }
    say("every user of this machine can see a key on the command line; - takes it from SECDO_API_KEY");
    Ok(typed.to_owned())
}

fn draft(options: &AlertArgs) -> Result<Draft, Failure> {
    let mut draft = Draft {
        timestamp: options.timestamp.clone(),
        vendor: options.vendor.clone(),
        product: options.product.clone(),
        event_id: options.event_id.clone(),
        severity: options.severity.clone(),
        ..Draft::default()
    };
    if !draft.set_type(&options.kind) {
        return Err(Failure::usage(format!(
            "TYPE {}: OutgoingConnectionEvent, IncomingConnectionEvent or SuspiciousFileEvent is needed",
            options.kind
        )));
    }
    match (draft.kind.as_str(), options.rest.as_slice()) {
        ("file", [agent, path]) => {
            draft.agent_ip.clone_from(agent);
            draft.file_path.clone_from(path);
        }
        ("network", [source, source_port, destination, destination_port]) => {
            draft.source_ip.clone_from(source);
            draft.source_port.clone_from(source_port);
            draft.destination_ip.clone_from(destination);
            draft.destination_port.clone_from(destination_port);
        }
        ("file", _) => return Err(Failure::usage("a file event ends with AGENT_IP FILE_PATH")),
        _ => {
            return Err(Failure::usage(
                "a connection ends with SOURCE_IP SOURCE_PORT DESTINATION_IP DESTINATION_PORT; an unknown port is \"\"",
            ));
        }
    }
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::{Args, begins};

    #[test]
    fn every_argument_of_the_script_is_a_value() {
        let at = |call: &str| begins(&call.split(' ').map(Into::into).collect::<Vec<_>>());
        assert_eq!(at("secdo alert T 1 --server=x"), Some(2));
        assert_eq!(at("secdo alert -- T"), None);
        assert_eq!(at("secdo --insecure alert --help"), None);
        assert_eq!(at("secdo send alert"), None);
        // An option with a value before the command, whichever there is.
        for option in Args::command().get_arguments().filter(|option| option.get_action().takes_values()) {
            let name = option.get_long().unwrap_or_default();
            assert_eq!(at(&format!("secdo --{name} alert alert T")), Some(4), "{name}");
            assert_eq!(at(&format!("secdo --{name}=x alert T")), Some(3), "{name}");
        }
    }
}
