//! Templates as a console's own files have them, ready to paste.
//!
//! Sources: Splunk, "workflow_actions.conf"; IBM, "Customizing the right-click menu".

use super::{Console, TemplateShape, template};
use crate::server::Server;

/// The template of each pivot for a console, with the pivot's name, as it is pasted there. What a file cannot hold is
/// written as the file's rules have it.
///
/// ```
/// use secdo_core::{query::link_template::{CONSOLES, ready}, server::Server};
/// let server = Server::parse("https://secdo-server")?;
/// let qradar = CONSOLES.iter().find(|console| console.name == "qradar").unwrap();
/// let (pivot, entry) = ready(&server, qradar).next().unwrap();
/// assert_eq!(pivot, "network.remote_ip");
/// assert!(entry.contains("&amp;attr=remote_ip:%IP%"), "{entry}");
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
pub fn ready<'a>(
    server: &'a Server,
    console: &'a Console<'a>,
) -> impl Iterator<Item = (&'static str, String)> + 'a {
    template(server, console.placeholder)
        .filter(|(pivot, _)| console.shape != TemplateShape::MenuEntry || pivot.ends_with("_ip"))
        .map(|(pivot, url)| (pivot, written(console, pivot, &url)))
}

/// The templates of all pivots for a console as one file.
///
/// ```
/// use secdo_core::{query::link_template::{CONSOLES, file}, server::Server};
/// let server = Server::parse("https://secdo-server")?;
/// let column = CONSOLES.iter().find(|console| console.name == "qradar_column").unwrap();
/// let text = file(&server, column);
/// assert!(text.starts_with("pluginActions=secdo_network_remote_ip,secdo_"), "{text}");
/// assert_eq!(text.matches("pluginActions=").count(), 1);
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
#[must_use]
pub fn file(server: &Server, console: &Console<'_>) -> String {
    let all: Vec<(&str, String)> = ready(server, console).collect();
    if console.shape != TemplateShape::RightClick {
        return all.iter().map(|(_, text)| format!("{text}\n")).collect();
    }
    // In a file of properties the last of several lines of one name counts: all actions stand in one.
    let names: Vec<String> = all.iter().map(|(pivot, _)| action(pivot)).collect();
    let rest = all.iter().filter_map(|(_, text)| text.split_once('\n'));
    let rest: String = rest.map(|(_, lines)| format!("{lines}\n")).collect();
    format!("{ACTIONS}{}\n{rest}", names.join(","))
}

/// The property that lists the actions of QRadar's right click.
const ACTIONS: &str = "pluginActions=";

/// The name of a pivot as an action of a console's file.
fn action(pivot: &str) -> String {
    format!("secdo_{}", pivot.replace('.', "_"))
}

fn written(console: &Console<'_>, pivot: &str, url: &str) -> String {
    let id = action(pivot);
    let place = console.placeholder;
    match console.shape {
        TemplateShape::Url => url.to_owned(),
        TemplateShape::WorkflowAction => format!(
            "[{id}]\ntype = link\nlabel = Investigate {place} in SECDO: {pivot}\nfields = *\n\
             display_location = field_menu\nlink.method = get\nlink.target = blank\nlink.uri = {url}\n"
        ),
        TemplateShape::MenuEntry => format!(
            "<menuEntry name=\"Investigate in SECDO: {pivot}\" description=\"Opens SECDO's query builder\" url=\"{}\"/>",
            url.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
        ),
        // The name of the property stands between the dollars of its place holder.
        TemplateShape::RightClick => format!(
            "{ACTIONS}{id}\n{id}.arielProperty={}\n{id}.text=Investigate in SECDO: {pivot}\n{id}.url={url}\n",
            place.trim_matches('$')
        ),
    }
}
