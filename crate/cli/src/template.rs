//! `secdo template`: the queries as link templates, with the place holder of a console where the value goes.

use std::process::ExitCode;

use secdo_core::{
    error::Error,
    product::Product,
    query::link_template::{CONSOLES, Console, TemplateShape, file, ready},
    server::Server,
};

use crate::{
    args::{self, Template},
    config::Config,
    failure::Failure,
    investigate::find_pivot,
    output::Output,
};

/// Runs `secdo template`.
///
/// # Errors
/// That no server is set, or that a console or a pivot is unknown.
pub(crate) fn run(server: &args::ServerArgs, options: &Template) -> Result<ExitCode, Failure> {
    let config = Config::read(server)?;
    if config.product() == Product::Cortex {
        return Err(Failure::usage(Error::LinksNotInCortex));
    }
    let server = config.server()?;
    let only = options.pivot.as_deref().map(find_pivot).transpose()?;
    let own = options.placeholder.as_deref().map(|placeholder| Console {
        name: "own",
        placeholder,
        shape: TemplateShape::Url,
        encodes: None,
        note: "",
    });
    let consoles: Vec<Console<'_>> = match (&own, &options.console) {
        (Some(own), _) => vec![*own],
        (None, None) => CONSOLES.to_vec(),
        (None, Some(name)) => vec![find(name)?],
    };
    let mut output = Output::new();
    for console in consoles {
        output.write(of_console(&server, &console, only).as_bytes())?;
    }
    output.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// The templates of a console, all of them or the one of a pivot, below its name.
fn of_console(server: &Server, console: &Console<'_>, only: Option<&str>) -> String {
    let note = if console.note.is_empty() { String::new() } else { format!(": {}", console.note) };
    let mut text = format!("# {}{note}\n", console.name);
    if console.shape != TemplateShape::Url && only.is_none() {
        // A template for a file is written as it stands there.
        text.push_str(&file(server, console));
        return text;
    }
    for (pivot, template) in
        ready(server, console).filter(|(pivot, _)| only.is_none_or(|only| only == *pivot))
    {
        if console.shape == TemplateShape::Url {
            text.push_str(pivot);
            text.push('\t');
        }
        text.push_str(&template);
        text.push('\n');
    }
    text
}

fn find(name: &str) -> Result<Console<'static>, Failure> {
    CONSOLES.iter().find(|console| console.name == name).copied().ok_or_else(|| {
        let known: Vec<_> = CONSOLES.iter().map(|console| console.name).collect();
        Failure::usage(format!("{name}: there is no such console; there are {}", known.join(", ")))
    })
}
