//! The choice of the fields of a record: what its names and sentences say, and what the texts inside it add.

use super::{FieldEvidence, Reading, agent, form::DraftForm, number};
use crate::{
    alert::read::{
        format::flow,
        meaning::{
            dialects, direction, file,
            parties::{self, Parties},
            products, settle, severity,
            told::{self, Told},
            when,
        },
        record::{Certainty, FieldValue, Record},
        text::line::Line,
    },
    indicator::Span,
};

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
    let mut known = Chosen::of(record, is_wrapper, now);
    // A text inside the record may say what the record itself does not.
    if is_wrapper || !known.parties.has_both() || known.times.is_empty() {
        let texts = told::read(&known.record, is_collected, now, own_ranges, depth);
        known.take_texts(texts, is_collected, now);
    }
    if is_wrapper && !is_collected && known.parties.has_none() {
        known.parties = parties::read(&known.record, false);
    }
    known.settle();
    known.into_reading(line, own_ranges)
}

/// What is known of a record before the form is filled in.
struct Chosen<'t> {
    record: Record<'t>,
    parties: Parties,
    /// Whether the record itself, without the texts inside it, tells no end.
    had_none: bool,
    /// Paths of the file that the event is about, the likeliest first.
    paths: Vec<FieldValue>,
    /// Names of files, which are offered.
    names: Vec<FieldValue>,
    /// Times of the event, the likeliest first.
    times: Vec<FieldValue>,
    /// Times that can be read in two ways, which are offered.
    unclear: Vec<FieldValue>,
    /// Whether the log line inside the record is about a file.
    line_is_of_file: bool,
}

impl<'t> Chosen<'t> {
    /// What the record itself tells; of one around a log line (`is_wrapper`) only what it names.
    fn of(record: Record<'t>, is_wrapper: bool, now: i64) -> Self {
        let mut parties = parties::read(&record, is_wrapper);
        settle::settle(&record, &mut parties);
        let had_none = parties.has_none();
        let (paths, names) = file::read(&record, had_none, is_wrapper);
        let (times, unclear) = when::read(&record, now);
        Self { record, parties, had_none, paths, names, times, unclear, line_is_of_file: false }
    }

    /// Takes what the texts inside the record tell; the first log line among them tells the event itself.
    fn take_texts(&mut self, texts: Vec<Told>, is_collected: bool, now: i64) {
        let mut has_line = false;
        for mut text in texts {
            if text.is_line && !std::mem::replace(&mut has_line, true) {
                self.take_line(&mut text, is_collected, now);
            }
            self.take_rest(text);
        }
    }

    fn take_line(&mut self, text: &mut Told, is_collected: bool, now: i64) {
        told::take_time(text, &mut self.times, now);
        let told = &mut text.reading;
        self.parties.leave_collector(told, is_collected);
        self.line_is_of_file = told.draft.kind == "file";
        self.record.event_id = self.record.event_id.take().or_else(|| told.take("event_id"));
        self.record.severity = self.record.severity.take().or_else(|| told.take("severity"));
    }

    fn take_rest(&mut self, text: Told) {
        let Told { reading: mut told, is_line } = text;
        self.parties.take(&mut told, is_line);
        if self.paths.is_empty() && (is_line || !self.parties.has_both()) {
            self.paths.extend(told.take("file_path"));
        }
        if self.times.is_empty() && self.unclear.is_empty() {
            self.times.extend(told.take("timestamp"));
        }
        take_product(&mut self.record, &mut told);
    }

    /// Takes out what is no end and no file, now that everything has been read.
    fn settle(&mut self) {
        settle::settle(&self.record, &mut self.parties);
        // A program that tells of somebody who came is not the file that was found.
        if self.had_none && !self.parties.has_none() {
            self.paths.retain(|path| !file::is_program(&path.name));
        }
    }

    /// Whether the event is about a file. A path below a folder that is not named does not make it one.
    fn is_file(&self) -> bool {
        let is_of_file = |path: &FieldValue| {
            path.certainty == Certainty::Stated || self.line_is_of_file || !self.record.is_structured()
        };
        self.paths.first().is_some_and(is_of_file) && !self.parties.has_both() && !self.is_visit()
    }

    /// Whether a sentence tells of somebody who came, and a path in it is only what was asked for.
    fn is_visit(&self) -> bool {
        let source = self.parties.source.address.as_ref();
        let is_told = source.is_some_and(|said| said.certainty != Certainty::Guessed);
        let is_asked = |path: &FieldValue| path.certainty != Certainty::Stated && path.name.is_empty();
        is_told && self.paths.first().is_some_and(is_asked)
    }

    /// Fills in the form.
    fn into_reading(mut self, line: &Line, own_ranges: &[String]) -> Reading {
        let is_file = self.is_file();
        let (mut agent, hosts) = agent::of(&self.record, &self.parties, !self.paths.is_empty());
        // An address without a role, beside a file, is that of the host.
        if is_file
            && let Some(own) = self.parties.source.address.take_if(|said| agent::is_nobodys(&said.name))
        {
            agent = agent.filter(|agent| agent.certainty != Certainty::Guessed).or(Some(own));
        }
        let Self { record, parties, paths, names, times, unclear, .. } = self;
        let mut form = DraftForm::of(line);
        let sides = [
            ("source_ip", "source_port", &parties.source),
            ("destination_ip", "destination_port", &parties.destination),
        ];
        for (address, port, party) in sides {
            form.fill(address, party.address.clone(), parties.others.iter().cloned());
            form.fill(port, party.port.clone(), None);
        }
        form.fill("agent_ip", agent, hosts);
        form.fill_first("file_path", paths, names);
        form.fill_first("timestamp", times, unclear);
        form.fill("vendor", record.vendor.clone(), None);
        form.fill("product", record.product.clone(), None);
        form.fill_first("severity", severity::read(&record), None);
        form.fill_first("event_id", number::of(&record), None);

        let DraftForm { mut draft, mut fields, .. } = form;
        kind(is_file, &parties).clone_into(&mut draft.kind);
        if parties.has_both()
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
        let both = parties.has_both() && !draft.file_path.is_empty();
        let whole = line.origin(&(0..line.text.len()));
        Reading { draft, fields, both, span: Span { start: whole.start, end: whole.end } }
    }
}

/// The kind of a record, as the form has it.
const fn kind(is_file: bool, parties: &Parties) -> &'static str {
    if is_file {
        "file"
    } else if parties.has_none() {
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
