//! A reading, field by field.

use std::ops::Range;

use serde::Serialize;

use crate::{
    alert::{
        draft::Draft,
        read::{
            format::flow,
            meaning::{
                dialects, direction, endpoints, file,
                names::{self, Role},
                parties::{self, Parties},
                products, settle, severity, told, when,
            },
            record::{Certainty, FieldValue, Pair, Record},
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
    pub fields: Vec<FieldEvidence>,
    /// Whether the text tells of a connection and of a file: both are filled in, `kind` is the connection.
    pub both: bool,
    /// Where the record stands in the text, in bytes.
    pub span: Span,
}

/// The evidence for one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldEvidence {
    /// The name of the field, as in [`Draft`].
    pub field: &'static str,
    /// How sure it is; `None` where the field was left empty and there is something to choose from.
    pub certainty: Option<Certainty>,
    /// Its name in the text; empty where it has no name there.
    pub name: String,
    /// Where it stands in the text, in bytes; empty where it stands nowhere.
    pub span: Span,
    /// Alternatives.
    pub alternatives: Vec<Alternative>,
}

/// An alternative for a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternative {
    /// The value, as the field would hold it.
    pub value: String,
    /// Its name in the text.
    pub name: String,
    /// Where it stands in the text, in bytes.
    pub span: Span,
}

impl Reading {
    /// The evidence for the field of this name; `None` where the text says nothing about it.
    ///
    /// ```
    /// use secdo_core::alert::read::read;
    /// let reading = read("src=10.0.0.1 dst=8.8.8.8", 0, &[]);
    /// let evidence = reading.field("destination_ip").ok_or("nothing")?;
    /// assert_eq!((evidence.name.as_str(), evidence.span.start), ("dst", 17));
    /// assert!(reading.field("file_path").is_none());
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldEvidence> {
        self.fields.iter().find(|evidence| evidence.field == name)
    }

    /// The fields that only the order of the text speaks for, of those that would be sent: a person must look at them, and
    /// a batch leaves them out.
    ///
    /// ```
    /// use secdo_core::alert::read::read;
    /// assert_eq!(read("10.0.0.1 8.8.8.8", 0, &[]).guesses(), ["source_ip", "destination_ip"]);
    /// assert!(read("10.0.0.1 -> 8.8.8.8", 0, &[]).guesses().is_empty());
    /// ```
    #[must_use]
    pub fn guesses(&self) -> Vec<&'static str> {
        let is_file = self.draft.kind == "file";
        let is_sent = |field: &str| match field {
            "agent_ip" | "file_path" => is_file,
            "source_ip" | "source_port" | "destination_ip" | "destination_port" => !is_file,
            _ => true,
        };
        let guessed = self.fields.iter().filter(|evidence| evidence.certainty == Some(Certainty::Guessed));
        guessed.map(|evidence| evidence.field).filter(|field| is_sent(field)).collect()
    }

    /// Takes a field out, as a value for one of the record that it stands in.
    pub(crate) fn take(&mut self, field: &'static str) -> Option<FieldValue> {
        let evidence = self.fields.iter().find(|evidence| evidence.field == field)?;
        let certainty = evidence.certainty?;
        let (span, name) = (evidence.span.start..evidence.span.end, evidence.name.clone());
        let value = std::mem::take(self.draft.attribute_mut(field)?);
        (!value.is_empty()).then_some(FieldValue { value, span, name, certainty })
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
    ///
    /// ```
    /// use secdo_core::alert::read::read;
    /// let mut reading = read("src=10.0.0.1 dst=8.8.8.8", 0, &[]);
    /// for span in reading.spans_mut() {
    ///     (span.start, span.end) = (span.start + 100, span.end + 100);
    /// }
    /// assert_eq!(reading.field("source_ip").map(|evidence| evidence.span.start), Some(104));
    /// ```
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        self.fields.iter_mut().flat_map(|evidence| {
            let alternatives = evidence.alternatives.iter_mut().map(|alternative| &mut alternative.span);
            alternatives.chain([&mut evidence.span])
        })
    }
}

/// Chooses the fields of a record; `depth` counts the records that it stands in.
pub(crate) fn of(
    mut record: Record<'_>,
    line: &Line,
    now: i64,
    own_ranges: &[String],
    depth: usize,
) -> Reading {
    products::complete(&mut record);
    flow::complete(&mut record);
    dialects::apply(&mut record);
    let is_collected = told::is_collected(&record);
    let is_wrapper = told::take_line(&mut record, is_collected, depth);
    let mut parties = parties::read(&record, is_wrapper);
    settle::settle(&record, &mut parties);
    let was_none = has_none(&parties);
    let (mut paths, names) = file::read(&record, was_none, is_wrapper);
    let (mut times, unclear) = when::read(&record, now);
    // A text inside the record may say what the record itself does not.
    let is_told = is_wrapper || !has_ends(&parties) || times.is_empty();
    let (mut is_first, mut is_told_file) = (true, false);
    let texts = if is_told { told::read(&record, is_collected, now, own_ranges, depth) } else { Vec::new() };
    for mut found in texts {
        if found.is_line && std::mem::take(&mut is_first) {
            told::take_time(&mut found, &mut times, now);
            parties.leave_collector(&found.reading, is_collected);
            is_told_file = found.reading.draft.kind == "file";
            record.event_id = record.event_id.take().or_else(|| found.reading.take("event_id"));
            record.severity = record.severity.take().or_else(|| found.reading.take("severity"));
        }
        let mut told = found.reading;
        parties.take(&mut told, found.is_line);
        if paths.is_empty() && (found.is_line || !has_ends(&parties)) {
            paths.extend(told.take("file_path"));
        }
        if times.is_empty() && unclear.is_empty() {
            times.extend(told.take("timestamp"));
        }
        take_product(&mut record, &mut told);
    }
    if is_wrapper && !is_collected && has_none(&parties) {
        parties = parties::read(&record, false);
    }
    settle::settle(&record, &mut parties);
    // A program that tells of somebody who came is not the file that was found.
    if was_none && !has_none(&parties) {
        paths.retain(|path| !file::is_program(&path.name));
    }
    let mut form = DraftForm { line, draft: Draft::default(), fields: Vec::new() };
    let is_connection = has_ends(&parties);
    // A path below a folder that is not named does not make it one of a file.
    let is_file = paths
        .first()
        .is_some_and(|path| path.certainty == Certainty::Stated || is_told_file || !record.is_structured())
        && !is_connection
        && !is_visit(&parties, paths.first());
    let (mut agent, hosts) = agent(&record, &parties, !paths.is_empty());
    // An address without a role, beside a file, is that of the host.
    if is_file && let Some(own) = parties.source.address.take_if(|said| is_own(&said.name)) {
        agent = agent.filter(|agent| agent.certainty != Certainty::Guessed).or(Some(own));
    }

    let others = || parties.others.iter().cloned();
    let sides = [
        ("source_ip", "source_port", &parties.source),
        ("destination_ip", "destination_port", &parties.destination),
    ];
    for (address, port, party) in sides {
        form.fill(address, party.address.clone(), others());
        form.fill(port, party.port.clone(), None);
    }
    form.fill("agent_ip", agent, hosts);
    form.fill("file_path", paths.first().cloned(), paths.into_iter().skip(1).chain(names));
    let mut times = times.into_iter();
    form.fill("timestamp", times.next(), times.chain(unclear));
    form.fill("vendor", record.vendor.clone(), None);
    form.fill("product", record.product.clone(), None);
    let mut severities = severity::read(&record).into_iter();
    form.fill("severity", severities.next(), severities);
    let ids: Vec<FieldValue> = record
        .event_id
        .iter()
        .cloned()
        .chain(record.find(Role::EventId).map(|pair| pair.said()).filter(is_id))
        .take(MOST)
        .collect();
    form.fill("event_id", ids.first().cloned(), ids.into_iter().skip(1));

    let DraftForm { mut draft, mut fields, .. } = form;
    kind(is_file, &parties).clone_into(&mut draft.kind);
    if is_connection
        && draft.is_alike(own_ranges)
        && let Some((direction, span)) = direction::read(&record, &parties)
    {
        direction.name().clone_into(&mut draft.direction);
        let span = line.origin(&span);
        fields.push(FieldEvidence {
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

/// Whether both ends are known, and whether none is.
const fn has_ends(parties: &Parties) -> bool {
    parties.source.address.is_some() && parties.destination.address.is_some()
}

const fn has_none(parties: &Parties) -> bool {
    parties.source.address.is_none() && parties.destination.address.is_none()
}

/// The kind of a record, as the form has it.
const fn kind(is_file: bool, parties: &Parties) -> &'static str {
    if is_file {
        "file"
    } else if has_none(parties) {
        ""
    } else {
        "network"
    }
}

/// Takes the product of a record inside another one, which names its own.
fn take_product(record: &mut Record<'_>, told: &mut Reading) {
    let is_named = record.vendor.as_ref().is_some_and(|vendor| !vendor.span.is_empty());
    if told.field("vendor").is_none() || is_named {
        return;
    }
    record.vendor = told.take("vendor");
    record.product = told.take("product");
    record.event_id = told.take("event_id").or(record.event_id.take());
    record.severity = record.severity.take().or_else(|| told.take("severity"));
}

/// How many numbers of an event are looked at.
const MOST: usize = 16;

/// Whether a sentence tells of somebody who came, and a path in it is only what he asked for.
fn is_visit(parties: &Parties, path: Option<&FieldValue>) -> bool {
    let is_told = parties.source.address.as_ref().is_some_and(|said| said.certainty != Certainty::Guessed);
    is_told && path.is_some_and(|path| path.certainty != Certainty::Stated && path.name.is_empty())
}

/// Whether a name is that of an address that is not said to be somebody's.
fn is_own(name: &str) -> bool {
    let (parent, last) = name.rsplit_once('.').unwrap_or(("", name));
    if parties::is_caller(parent) || names::plain(parent).ends_with("source") {
        return false;
    }
    matches!(names::plain(last).as_str(), "ipaddress" | "ipaddr" | "ip" | "ipv4" | "address")
}

/// Whether a value can number an event: `ID=54321` of netfilter is that of a packet, `UID=0` a user's, `id=firewall` says
/// what logs.
fn is_id(said: &FieldValue) -> bool {
    // `_UID` of the journal of systemd
    let name = said.name.rsplit('.').next().unwrap_or("").trim_start_matches('_');
    let is_user = || name.eq_ignore_ascii_case("uid") && said.value.bytes().all(|byte| byte.is_ascii_digit());
    // The security identifier of an account, the address of an object in memory, the number of something else
    let is_foreign = || {
        said.value.starts_with("S-1-") || said.value.starts_with("0x") || products::is_id_of_other(&said.name)
    };
    let is_other = said.name == "ID"
        || said.name.eq_ignore_ascii_case("id") && !said.value.bytes().any(|byte| byte.is_ascii_digit())
        || said.value.contains(' ')
        // `logid=0` numbers nothing; Windows has an event 0.
        || said.value == "0" && !names::plain(name).starts_with("event")
        || is_user()
        || is_foreign();
    !is_other && said.value.len() <= 80
}

/// The host on which a file was reported, and who else could be: who came to a server is not the host that reports.
fn agent(record: &Record<'_>, parties: &Parties, has_path: bool) -> (Option<FieldValue>, Vec<FieldValue>) {
    if !has_path {
        return (None, Vec::new());
    }
    let address = |pair: &Pair<'_>| {
        let (address, _) = endpoints::split(&pair.value)?;
        (!parties::is_unspecified(&address)).then(|| FieldValue { value: address, ..pair.said() })
    };
    let named = record.find(Role::AgentIp).filter_map(address);
    let own = record.find(Role::LocalIp).filter_map(address);
    let own = own.map(|said| FieldValue { certainty: Certainty::Inferred, ..said });
    let ends = [&parties.source, &parties.destination].into_iter().filter_map(|party| party.address.clone());
    let mut ends: Vec<FieldValue> = ends.filter(|said| !parties::is_unspecified(&said.value)).collect();
    // The agent runs inside.
    ends.sort_by_key(|said| endpoints::is_public(&said.value));
    let inside = ends.first().filter(|said| {
        let is_told = !said.name.is_empty() || said.certainty == Certainty::Guessed;
        is_told && !endpoints::is_public(&said.value) && !parties::is_caller(&said.name)
    });
    let inside = inside.map(|said| FieldValue { certainty: Certainty::Guessed, ..said.clone() });
    let mut all = named.chain(own).chain(inside);
    let agent = all.next();
    let hosts = all.chain(ends.iter().cloned()).chain(parties.others.iter().cloned()).collect();
    (agent, hosts)
}

/// The form while it is filled in.
struct DraftForm<'l> {
    line: &'l Line,
    draft: Draft,
    fields: Vec<FieldEvidence>,
}

impl DraftForm<'_> {
    /// Fills in a field, and notes what else it could be.
    fn fill(
        &mut self,
        field: &'static str,
        chosen: Option<FieldValue>,
        others: impl IntoIterator<Item = FieldValue>,
    ) {
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
        self.fields.push(FieldEvidence { field, certainty, name, span, alternatives });
    }

    fn origin(&self, span: &Range<usize>) -> Span {
        let span = if span.is_empty() { 0..0 } else { self.line.origin(span) };
        Span { start: span.start, end: span.end }
    }
}
