//! The queries as link templates: a console puts the clicked value in place of its own place holder.
//!
//! Source: "SECDO Integrations v1.1", section "Querying SECDO via URL", whose ArcSight example is one; the place holders
//! of the other consoles are those of their vendors' documentation.

use super::pivot::{Form, PIVOTS, Pivot};
use crate::server::Server;

/// A console that opens links for a clicked value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Console<'a> {
    /// Its stable name.
    pub name: &'a str,
    /// What stands for the value.
    pub placeholder: &'a str,
    /// Where the template is set, and what the console does to the value.
    pub note: &'a str,
}

/// The consoles whose place holders are documented.
pub const CONSOLES: [Console<'static>; 7] = [
    Console {
        name: "arcsight",
        placeholder: "$selectedCell",
        note: "integration command of the type URL; the place holder is the document's",
    },
    Console {
        name: "splunk",
        placeholder: "$@field_value$",
        note: "Settings > Fields > Workflow Actions, type link, method get; Splunk encodes the value",
    },
    Console {
        name: "qradar",
        placeholder: "%IP%",
        note: "ip_context_menu.xml, addresses only; write & as &amp; there; whether the value is encoded is not documented",
    },
    Console {
        name: "kibana",
        placeholder: "{{value}}",
        note: "data view > field > format Url > template; the value is encoded",
    },
    Console {
        name: "opensearch",
        placeholder: "{{value}}",
        note: "index pattern > field > Url > template; the value is encoded",
    },
    Console {
        name: "graylog",
        placeholder: "${field}",
        note: "decorators Format String and Hyperlink String, with the field's name; the value is not encoded",
    },
    Console {
        name: "logscale",
        placeholder: "{{ urlEncode(field) }}",
        note: "Manage interactions, with the field's name; check the spelling in your version",
    },
];

/// The template of each pivot that asks for one value, with the pivot's name: the URL of the query, the place holder
/// where the value goes.
///
/// ```
/// use secdo_core::{query::link_template::template, server::Server};
/// let server = Server::parse("https://100.64.64.62")?;
/// let (pivot, url) = template(&server, "$selectedCell").next().unwrap();
/// assert_eq!(pivot, "network.remote_ip");
/// assert_eq!(url, "https://100.64.64.62/#/investigationNG/builder?entity=network&action=outgoing_network,incoming_network,failed_network&attr=remote_ip:$selectedCell");
/// # Ok::<(), secdo_core::error::Error>(())
/// ```
pub fn template<'a>(
    server: &'a Server,
    placeholder: &'a str,
) -> impl Iterator<Item = (&'static str, String)> + 'a {
    PIVOTS.iter().filter(|pivot| pivot.form != Form::AddressAndPort).filter_map(move |pivot| {
        let url = pivot.query(&[(VALUE.to_owned(), None)]).ok()?.url(server);
        Some((pivot.id, url.replace(VALUE, &around(pivot, placeholder))))
    })
}

/// A value that no encoding changes and that stands nowhere else in a URL.
const VALUE: &str = "0value0";

fn around(pivot: &Pivot, placeholder: &str) -> String {
    if pivot.takes_any_text() { format!("*{placeholder}*") } else { placeholder.to_owned() }
}
