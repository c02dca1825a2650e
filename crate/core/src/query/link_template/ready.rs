//! Templates as a console's own files have them, ready to paste.
//!
//! Sources: Splunk, "workflow_actions.conf"; IBM, "Customizing the right-click menu".

use super::{Console, Shape, template};
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
        .filter(|(pivot, _)| console.shape != Shape::MenuEntry || pivot.ends_with("_ip"))
        .map(|(pivot, url)| (pivot, written(console, pivot, &url)))
}

fn written(console: &Console<'_>, pivot: &str, url: &str) -> String {
    let id = pivot.replace('.', "_");
    let place = console.placeholder;
    match console.shape {
        Shape::Url => url.to_owned(),
        Shape::WorkflowAction => format!(
            "[secdo_{id}]\ntype = link\nlabel = Investigate {place} in SECDO: {pivot}\nfields = *\n\
             display_location = field_menu\nlink.method = get\nlink.target = blank\nlink.uri = {url}\n"
        ),
        Shape::MenuEntry => format!(
            "<menuEntry name=\"Investigate in SECDO: {pivot}\" description=\"Opens SECDO's query builder\" url=\"{}\"/>",
            url.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
        ),
        // The name of the property stands between the dollars of its place holder.
        Shape::RightClick => format!(
            "pluginActions=secdo_{id}\nsecdo_{id}.arielProperty={}\nsecdo_{id}.text=Investigate in SECDO: {pivot}\n\
             secdo_{id}.url={url}\n",
            place.trim_matches('$')
        ),
    }
}
