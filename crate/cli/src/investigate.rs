//! `secdo investigate`: from a text to the URLs of queries, or to queries in XQL.

use std::{path::Path, process::ExitCode};

use secdo_core::{
    investigate::{self, Answer, Asked, Pick},
    product::Product,
    query::{Condition, MANY, QueryDraft, catalogue::Entity, pivot::PIVOTS, xql},
    settings::{Known, Settings},
};

use crate::{
    args::{self, Investigate},
    config::Config,
    failure::{self, Failure, say},
    input,
    output::Output,
    terminal::harmless,
};

/// Runs `secdo investigate`.
///
/// # Errors
/// That no server is set, a pivot or a part of the query is unknown, or the browser cannot be opened.
pub(crate) fn run(server: &args::ServerArgs, options: &Investigate) -> Result<ExitCode, Failure> {
    let config = Config::read(server)?.with_product(options.product);
    let answer = answer(options, &settings(&config, options)?)?;
    for error in &answer.errors {
        say(error);
    }
    if answer.queries.is_empty() {
        if !answer.errors.is_empty() {
            return Ok(ExitCode::from(failure::SOME));
        }
        say("nothing to ask about was found in the text");
        return Ok(ExitCode::from(failure::SOME));
    }
    say_what_differs(&answer);
    if options.open {
        let mut urls: Vec<&str> = answer.queries.iter().filter_map(|query| query.url.as_deref()).collect();
        // Queries of Cortex XDR share the page that they are pasted into.
        urls.dedup();
        open_all(&urls, options.many)?;
    }
    print(&answer.queries, options.open)?;
    Ok(if answer.errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(failure::SOME) })
}

/// Settings under which the configuration asks.
///
/// # Errors
/// That no server is set where one is needed.
fn settings(config: &Config, options: &Investigate) -> Result<Settings, Failure> {
    let mut known = match config.known() {
        // The language of Cortex XDR is the same everywhere: without a page to open, no address is needed.
        Err(_) if config.product() == Product::Cortex && !config.has_server() && !options.open => {
            Known { address: NOBODY.to_owned(), product: Product::Cortex, ..Known::default() }
        }
        known => known?,
    };
    known.name.clear();
    let days = options.days.unwrap_or(config.days);
    Ok(Settings { server: known.address.clone(), servers: vec![known], days, ..Settings::default() })
}

/// The address of a server that nobody has (RFC 2606, section 2).
const NOBODY: &str = "https://cortex.invalid";

/// Says where more may be found than was asked for, and what Cortex XDR means otherwise.
fn say_what_differs(answer: &Answer) {
    for query in &answer.queries {
        if !query.widened.is_empty() {
            let what =
                if query.xql.is_some() { "a quote or a control character" } else { "a comma or a bar" };
            let values = harmless(&query.widened.join(" "), &[]).into_owned();
            say(format_args!("{what} became a wildcard, so more may be found: {values}"));
        }
    }
    let mut doubts: Vec<&str> =
        answer.queries.iter().flat_map(|query| query.doubts.iter().copied()).collect();
    doubts.sort_unstable();
    doubts.dedup();
    for doubt in doubts {
        say(xql::words(doubt));
    }
}

/// Writes the queries: addresses one a line, unless they were opened; XQL with an empty line between two.
fn print(queries: &[Asked], opened: bool) -> Result<(), Failure> {
    let mut output = Output::new();
    let mut is_first = true;
    for query in queries {
        let text = match (&query.xql, &query.url) {
            (Some(xql), _) => xql,
            (None, Some(url)) if !opened => url,
            _ => continue,
        };
        if query.xql.is_some() && !is_first {
            output.write(b"\n")?;
        }
        is_first = false;
        output.write(text.as_bytes())?;
        output.write(b"\n")?;
    }
    output.finish()
}

fn open_all(urls: &[&str], many: bool) -> Result<(), Failure> {
    if urls.len() > MANY && !many {
        return Err(Failure::usage(format!("these are {} queries: --many opens them all", urls.len())));
    }
    for url in urls {
        open::that(url).map_err(|error| Failure::io("the browser", &error))?;
    }
    Ok(())
}

fn answer(options: &Investigate, settings: &Settings) -> Result<Answer, Failure> {
    if let Some(entity) = &options.entity {
        return by_hand(entity, options, settings);
    }
    let text = text(options)?;
    match &options.pivot {
        Some(name) => {
            let (answer, _) =
                investigate::ask_as(&text, find_pivot(name)?, settings).map_err(Failure::usage)?;
            Ok(answer)
        }
        None => Ok(ask(&text, settings)),
    }
}

fn ask(text: &str, settings: &Settings) -> Answer {
    let analysis = investigate::analyse(text, settings);
    let picks: Vec<Pick> = analysis
        .groups
        .iter()
        .flat_map(|group| {
            group.indicators.iter().map(|item| Pick {
                kind: item.kind.name().to_owned(),
                value: item.value.clone(),
                pivot: group.chosen.to_owned(),
            })
        })
        .collect();
    investigate::ask(&picks, settings)
}

/// The arguments as one text: a console that puts a cell with spaces on the command line splits it.
fn text(options: &Investigate) -> Result<String, Failure> {
    if !options.text.is_empty() {
        return Ok(options.text.join(" "));
    }
    input::whole(Path::new("-"))
}

/// The pivot of a name such as `process.file_path`, or of the attribute alone.
///
/// # Errors
/// That there is none, with those that there are.
pub(crate) fn find_pivot(name: &str) -> Result<&'static str, Failure> {
    let named = PIVOTS.iter().find(|pivot| pivot.id == name);
    let found = named.or_else(|| PIVOTS.iter().find(|pivot| pivot.id.split('.').nth(1) == Some(name)));
    found.map(|pivot| pivot.id).ok_or_else(|| {
        let known: Vec<_> = PIVOTS.iter().map(|pivot| pivot.id).collect();
        Failure::usage(format!("--as {name}: there is no such pivot; there are {}", known.join(", ")))
    })
}

fn by_hand(entity: &str, options: &Investigate, settings: &Settings) -> Result<Answer, Failure> {
    let mut attributes: Vec<Condition> = Vec::new();
    for attribute in &options.attr {
        let Some((name, value)) = attribute.split_once(':') else {
            return Err(Failure::usage(format!("--attr {attribute}: NAME:VALUE is needed")));
        };
        match attributes.iter_mut().find(|condition| condition.name == name) {
            Some(condition) => condition.values.push(value.to_owned()),
            None => attributes.push(Condition { name: name.to_owned(), values: vec![value.to_owned()] }),
        }
    }
    let mut actions = options.action.clone();
    if actions.is_empty() {
        actions = Entity::find(entity)
            .map(|entity| entity.actions.iter().map(|&action| action.to_owned()).collect())
            .unwrap_or_default();
    }
    let draft = QueryDraft { entity: entity.to_owned(), actions, attributes };
    match investigate::build(&draft, settings) {
        Ok(queries) => Ok(Answer { queries, errors: Vec::new() }),
        Err(errors) => {
            let words: Vec<_> = errors.iter().map(ToString::to_string).collect();
            Err(Failure::usage(words.join("\nsecdo: ")))
        }
    }
}
