//! What was read, field by field.

use std::ops::Range;

use serde::Serialize;

use crate::{
    alert::{
        draft::Draft,
        read::{
            format::flow,
            meaning::{direction, endpoints, file, names::Role, parties, products, severity, when},
            record::{Certainty, Record, Said},
            text::line::Line,
        },
    },
    indicator::Span,
};

/// How many alternatives of a field are offered.
const OFFERED: usize = 6;

/// A draft, and what stands behind it.
#[derive(Clone, Debug, Serialize)]
pub struct Reading {
    /// The draft; what the text does not say is empty.
    pub draft: Draft,
    /// The fields that the text says something about, in the order of the form; `direction` is one of them where more
    /// than the addresses tells it.
    pub fields: Vec<Evidence>,
    /// Whether the text tells of a connection and of a file: both are filled in, `kind` is the connection.
    pub both: bool,
    /// Where the record stands in the text, in bytes.
    pub span: Span,
}

/// What stands behind one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The name of the field, as in [`Draft`].
    pub field: &'static str,
    /// How sure it is; `None` where the field was left empty and there is something to choose from.
    pub certainty: Option<Certainty>,
    /// What the text calls it; empty where it has no name there.
    pub name: String,
    /// Where it stands in the text, in bytes; empty where it stands nowhere.
    pub span: Span,
    /// What else it could be.
    pub alternatives: Vec<Alternative>,
}

/// What a field could also be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// The value, as the field would hold it.
    pub value: String,
    /// What the text calls it.
    pub name: String,
    /// Where it stands in the text, in bytes.
    pub span: Span,
}

impl Reading {
    /// What stands behind the field of this name; `None` where the text says nothing about it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Evidence> {
        self.fields.iter().find(|evidence| evidence.field == name)
    }

    /// Moves all spans to where the record stands in a longer text. What stands before `header` bytes is not part of it.
    pub(crate) fn shift(&mut self, header: usize, record: &Range<usize>) {
        self.span = Span { start: record.start, end: record.end };
        for span in self.spans_mut() {
            let inside = span.start >= header && span.end > span.start;
            let moved = |at: usize| if inside { at - header + record.start } else { record.start };
            *span = Span { start: moved(span.start), end: moved(span.end) };
        }
    }

    /// Every span of the fields and their alternatives, for whoever measures in other units than bytes.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        self.fields.iter_mut().flat_map(|evidence| {
            let alternatives = evidence.alternatives.iter_mut().map(|alternative| &mut alternative.span);
            alternatives.chain([&mut evidence.span])
        })
    }
}

/// Chooses the fields of a record.
pub(crate) fn of(mut record: Record<'_>, line: &Line, now: i64, own_ranges: &[String]) -> Reading {
    products::complete(&mut record);
    flow::complete(&mut record);
    let mut form = Form { line, draft: Draft::default(), fields: Vec::new() };
    let parties = parties::read(&record);
    let (paths, names) = file::read(&record);
    let is_connection = parties.source.address.is_some() && parties.destination.address.is_some();
    // A path below a folder that is not named does not make it one of a file.
    let is_file =
        paths.first().is_some_and(|path| path.certainty == Certainty::Stated || !record.is_structured())
            && !is_connection;
    let agent: Vec<Said> = agent(&record, &parties, !paths.is_empty());

    let others = || parties.others.iter().cloned();
    let sides = [
        ("source_ip", "source_port", &parties.source),
        ("destination_ip", "destination_port", &parties.destination),
    ];
    for (address, port, party) in sides {
        form.fill(address, party.address.clone(), others());
        form.fill(port, party.port.clone(), None);
    }
    form.fill("agent_ip", agent.first().cloned(), agent.iter().skip(1).cloned());
    form.fill("file_path", paths.first().cloned(), paths.into_iter().skip(1).chain(names));
    let mut times = when::read(&record, now).into_iter();
    form.fill("timestamp", times.next(), times);
    form.fill("vendor", record.vendor.clone(), None);
    form.fill("product", record.product.clone(), None);
    let mut severities = severity::read(&record).into_iter();
    form.fill("severity", severities.next(), severities);
    let ids: Vec<Said> = record
        .event_id
        .iter()
        .cloned()
        .chain(record.find(Role::EventId).map(|pair| pair.said()).filter(is_id))
        .collect();
    form.fill("event_id", ids.first().cloned(), ids.into_iter().skip(1));

    let Form { mut draft, mut fields, .. } = form;
    if is_file {
        "file"
    } else if parties.source.address.is_some() || parties.destination.address.is_some() {
        "network"
    } else {
        ""
    }
    .clone_into(&mut draft.kind);
    if is_connection
        && draft.is_alike(own_ranges)
        && let Some((direction, span)) = direction::read(&record)
    {
        direction.name().clone_into(&mut draft.direction);
        let span = line.origin(&span);
        fields.push(Evidence {
            field: "direction",
            certainty: Some(Certainty::Inferred),
            name: String::new(),
            span: Span { start: span.start, end: span.end },
            alternatives: Vec::new(),
        });
    }
    let both = is_connection && !draft.file_path.is_empty();
    let whole = line.origin(&(0..line.text.len()));
    Reading { draft, fields, both, span: Span { start: whole.start, end: whole.end } }
}

/// Whether a value can number an event: `ID=54321` of netfilter is that of a packet, `id=firewall` says what logs.
fn is_id(said: &Said) -> bool {
    said.name != "ID" && said.value != "firewall" && !said.value.contains(' ') && said.value.len() <= 80
}

/// The host on which a file was reported, the surest first.
fn agent(record: &Record<'_>, parties: &parties::Parties, has_path: bool) -> Vec<Said> {
    if !has_path {
        return Vec::new();
    }
    let named = record.find(Role::AgentIp).filter_map(|pair| {
        let (address, _) = endpoints::split(&pair.value)?;
        (!parties::is_nobody(&address)).then(|| Said { value: address, ..pair.said() })
    });
    let party = |party: &parties::Party| {
        party
            .address
            .clone()
            .filter(|said| !parties::is_nobody(&said.value))
            .map(|address| Said { certainty: Certainty::Inferred, ..address })
    };
    let mut ends: Vec<Said> = [&parties.source, &parties.destination].into_iter().filter_map(party).collect();
    // The agent runs inside.
    ends.sort_by_key(|said| endpoints::is_public(&said.value));
    named.chain(ends).chain(parties.others.iter().cloned()).collect()
}

/// The form while it is filled in.
struct Form<'l> {
    line: &'l Line,
    draft: Draft,
    fields: Vec<Evidence>,
}

impl Form<'_> {
    /// Fills in a field, and notes what else it could be.
    fn fill(&mut self, field: &'static str, chosen: Option<Said>, others: impl IntoIterator<Item = Said>) {
        let mut alternatives: Vec<Alternative> = Vec::new();
        for said in others {
            let known = chosen.as_ref().is_some_and(|chosen| chosen.value == said.value)
                || alternatives.iter().any(|alternative| alternative.value == said.value);
            if !known && alternatives.len() < OFFERED {
                alternatives.push(Alternative {
                    span: self.origin(&said.span),
                    value: said.value,
                    name: said.name,
                });
            }
        }
        if chosen.is_none() && alternatives.is_empty() {
            return;
        }
        let (certainty, name, span) = match chosen {
            Some(said) => {
                let span = self.origin(&said.span);
                if let Some(value) = self.draft.attribute_mut(field) {
                    *value = said.value;
                }
                (Some(said.certainty), said.name, span)
            }
            None => (None, String::new(), Span { start: 0, end: 0 }),
        };
        self.fields.push(Evidence { field, certainty, name, span, alternatives });
    }

    fn origin(&self, span: &Range<usize>) -> Span {
        let span = if span.is_empty() { 0..0 } else { self.line.origin(span) };
        Span { start: span.start, end: span.end }
    }
}
