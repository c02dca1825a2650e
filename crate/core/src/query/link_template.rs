//! The queries as link templates: a console puts the clicked value in place of its own place holder.
//!
//! Source: "SECDO Integrations v1.1", section "Querying SECDO via URL", whose ArcSight example is one; the place holders
//! of the other consoles are those of their vendors' documentation.

mod ready;

pub use ready::{file, ready};

use super::pivot::{Form, PIVOTS, Pivot};
use crate::server::Server;

/// A console that opens links for a clicked value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Console<'a> {
    /// Its stable name.
    pub name: &'a str,
    /// The placeholder for the value.
    pub placeholder: &'a str,
    /// How the template is written.
    pub shape: TemplateShape,
    /// Whether the console percent-encodes the value; `None` where its vendor does not say.
    pub encodes: Option<bool>,
    /// Where the template is set, and what the console does to the value.
    pub note: &'a str,
}

/// How a template is written for a console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateShape {
    /// The URL alone.
    Url,
    /// A stanza of Splunk's `workflow_actions.conf`.
    WorkflowAction,
    /// An element of QRadar's `ip_context_menu.xml`; for addresses only.
    MenuEntry,
    /// Lines of QRadar's `arielRightClick.properties`.
    RightClick,
}

/// The consoles whose place holders are documented.
pub const CONSOLES: [Console<'static>; 10] = [
    Console {
        name: "arcsight",
        placeholder: "$selectedCell",
        shape: TemplateShape::Url,
        encodes: None,
        note: "integration command of the type URL; the place holder is the document's",
    },
    Console {
        name: "splunk",
        placeholder: "$@field_value$",
        shape: TemplateShape::Url,
        encodes: Some(true),
        note: "Settings > Fields > Workflow Actions, type link, method get; Splunk encodes the value",
    },
    Console {
        name: "splunk_conf",
        placeholder: "$@field_value$",
        shape: TemplateShape::WorkflowAction,
        encodes: Some(true),
        note: "workflow_actions.conf of an app; Splunk encodes the value",
    },
    Console {
        name: "qradar",
        placeholder: "%IP%",
        shape: TemplateShape::MenuEntry,
        encodes: None,
        note: "ip_context_menu.xml, addresses only; restart tomcat; whether the value is encoded is not documented",
    },
    Console {
        name: "qradar_column",
        placeholder: "$Property Name$",
        shape: TemplateShape::RightClick,
        encodes: None,
        note: "arielRightClick.properties, with the name of the column; whether the value is encoded is not documented",
    },
    Console {
        name: "kibana",
        placeholder: "{{value}}",
        shape: TemplateShape::Url,
        encodes: Some(true),
        note: "data view > field > format Url > template; the value is encoded",
    },
    Console {
        name: "kibana_drilldown",
        // Kibana's own encoding is for whole addresses: it leaves what separates the parts of a query.
        placeholder: "{{encodeURIComponent event.value}}",
        shape: TemplateShape::Url,
        encodes: Some(true),
        note: "dashboard panel > create drilldown > go to URL; switch \"Encode URL\" off: the place holder encodes the value",
    },
    Console {
        name: "opensearch",
        placeholder: "{{value}}",
        shape: TemplateShape::Url,
        encodes: Some(true),
        note: "index pattern > field > Url > template; the value is encoded",
    },
    Console {
        name: "graylog",
        placeholder: "${field}",
        shape: TemplateShape::Url,
        encodes: Some(false),
        note: "decorators Format String and Hyperlink String, with the field's name; the value is not encoded",
    },
    Console {
        name: "logscale",
        placeholder: "{{ fields.field }}",
        shape: TemplateShape::Url,
        encodes: None,
        note: "Manage interactions, with the field's name behind the dot; switch the encoding of arguments on",
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
