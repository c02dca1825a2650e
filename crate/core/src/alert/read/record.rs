//! The content of a line, as names and values in its order, whatever its format.

use std::{borrow::Cow, ops::Range};

use crate::alert::read::{
    meaning::names::{self, Role},
    text::line,
};

/// How many pairs are taken of a line: hostile input has no more.
pub(crate) const MOST: usize = 4_000;

/// Values that say that there is none.
const NOTHING: [&str; 10] = ["", "-", "N/A", "n/a", "null", "None", "(null)", "undefined", "(empty)", "\"\""];

/// How sure it is that a value belongs into its field, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The line names it, or its format has a place for it.
    Stated,
    /// It follows from words beside it, from the header, or from other fields.
    Inferred,
    /// Its order in the line alone speaks for it.
    Guessed,
}

/// The scale of a severity in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    /// Nobody knows.
    Unknown,
    /// 0 to 10, 10 the worst: CEF (0–3 low, 4–6 medium, 7–10 high), LEEF.
    Ten,
    /// 1 the worst, 3 and more the least: the priority of Suricata's and Snort's classifications, and of FTD.
    Priority,
    /// 0 to 7, 0 the worst: the levels of syslog, as ASA writes them.
    Syslog,
    /// `ThreatSeverity` of ePO, which looks like the levels of syslog: 2 and less for detections.
    Epo,
    /// `severity_id` of OCSF: 1 informational to 6 fatal.
    Ocsf,
    /// 0 to 4, 4 the worst: Check Point.
    CheckPoint,
}

/// A value for a field of the form.
#[derive(Clone, Debug)]
pub(crate) struct FieldValue {
    pub(crate) value: String,
    /// Where it stands in the line, in bytes; empty where it stands nowhere.
    pub(crate) span: Range<usize>,
    /// Its name in the line.
    pub(crate) name: String,
    pub(crate) certainty: Certainty,
}

impl FieldValue {
    /// Facts that follow from the format alone.
    pub(crate) fn by_format(value: &str) -> Self {
        Self { value: value.to_owned(), span: 0..0, name: String::new(), certainty: Certainty::Inferred }
    }
}

/// A name and its value.
#[derive(Clone, Debug)]
pub(crate) struct Pair<'t> {
    /// As it is written; in JSON and XML the whole path, joined by dots.
    pub(crate) name: Cow<'t, str>,
    pub(crate) value: Cow<'t, str>,
    /// Where the value stands in the line, in bytes.
    pub(crate) span: Range<usize>,
}

/// The role of a pair.
#[derive(Clone, Copy, Debug)]
struct Claim {
    role: Role,
    /// The place of its name among the names of the role, and how much of its path stands before it.
    rank: (u16, u16),
    pair: usize,
}

/// A line as names and values, with what its format says of the product.
#[derive(Clone, Debug)]
pub(crate) struct Record<'t> {
    pub(crate) text: &'t str,
    pub(crate) list: Vec<Pair<'t>>,
    claims: Vec<Claim>,
    pub(crate) vendor: Option<FieldValue>,
    pub(crate) product: Option<FieldValue>,
    pub(crate) event_id: Option<FieldValue>,
    pub(crate) severity: Option<FieldValue>,
    /// The scale of a severity in digits.
    pub(crate) scale: Scale,
    /// Whether the line is a sentence with pairs in it, and not a record of pairs only.
    pub(crate) sentence: bool,
    /// Whether the record is a row, whose cells stand apart.
    pub(crate) is_row: bool,
    /// How much of the line stands before the record, in bytes: the header of syslog; all of it in a sentence.
    header: usize,
}

impl<'t> Record<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self {
            text,
            list: Vec::new(),
            claims: Vec::new(),
            vendor: None,
            product: None,
            event_id: None,
            severity: None,
            scale: Scale::Unknown,
            sentence: false,
            is_row: false,
            header: 0,
        }
    }

    /// The same of a product that the format belongs to.
    pub(crate) fn by(text: &'t str, vendor: &str, product: &str) -> Self {
        let mut record = Self::new(text);
        record.vendor = Some(FieldValue::by_format(vendor));
        record.product = Some(FieldValue::by_format(product));
        record
    }

    /// The same with so many bytes of the line before it.
    pub(crate) const fn behind(mut self, header: usize) -> Self {
        self.header = header;
        self
    }

    /// The text before the record.
    pub(crate) fn header(&self) -> &'t str {
        self.text.get(..self.header).unwrap_or(self.text)
    }

    /// The pairs that bear one of the names of a role, by its place among them.
    pub(crate) fn bearing(&self, (role, place): (Role, u16)) -> impl Iterator<Item = usize> + '_ {
        let is_it = move |claim: &&Claim| claim.role == role && claim.rank.0 == place;
        self.claims.iter().filter(is_it).map(|claim| claim.pair)
    }

    /// Gives a pair another role than its name has elsewhere; `None` for none at all.
    pub(crate) fn retake(&mut self, pair: usize, role: Option<Role>) {
        self.claims.retain(|claim| claim.pair != pair);
        self.claims.extend(role.map(|role| Claim { role, rank: (0, 0), pair }));
    }

    /// Leaves the meaning of what stands inside this part of the line to those who read it by itself.
    pub(crate) fn leave(&mut self, part: &Range<usize>) {
        let list = &self.list;
        self.claims.retain(|claim| {
            let span = &list[claim.pair].span;
            span == part || span.is_empty() || span.start < part.start || part.end < span.end
        });
    }

    /// A part of the line as a value for a field; `None` where it says that there is none.
    pub(crate) fn said(&self, part: &'t str) -> Option<FieldValue> {
        let value = part.trim();
        let span = self.span(value);
        (!NOTHING.contains(&value)).then(|| FieldValue {
            value: value.to_owned(),
            span,
            name: String::new(),
            certainty: Certainty::Stated,
        })
    }

    /// Adds a pair whose value is a part of the line.
    pub(crate) fn push(&mut self, name: impl Into<Cow<'t, str>>, value: &'t str) {
        let span = self.span(value.trim());
        self.add(name.into(), Cow::Borrowed(value.trim()), span);
    }

    /// Adds a pair whose value is written differently in the line, in `written`.
    pub(crate) fn push_as(&mut self, name: impl Into<Cow<'t, str>>, value: String, written: &'t str) {
        let span = self.span(written);
        // A value of a record inside a value stands in it somewhere, as a rule.
        let inside = Some(value.trim()).filter(|value| !value.is_empty() && written.len() < 10_000);
        let span = match inside.and_then(|value| Some((written.find(value)?, value.len()))) {
            Some((at, length)) => span.start + at..span.start + at + length,
            None => span,
        };
        let value = if value.trim().len() == value.len() { value } else { value.trim().to_owned() };
        let name = name.into();
        // A list of pairs inside a value: `DstHost=192.0.2.1;SrcHost=10.0.2.2;`
        if value.contains(';') && value.matches('=').count() >= 2 && value.len() < 4_096 {
            for (inner, part) in value.split(';').filter_map(|pair| pair.split_once('=')) {
                let at = written.find(part).filter(|_| !part.is_empty() && written.len() < 10_000);
                let span = at.map_or(span.clone(), |at| self.within(written, at, part.len()));
                self.add(Cow::Owned(format!("{name}.{}", inner.trim())), Cow::Owned(part.to_owned()), span);
            }
        }
        self.add(name, Cow::Owned(value), span);
    }

    fn add(&mut self, name: Cow<'t, str>, value: Cow<'t, str>, span: Range<usize>) {
        if self.list.len() >= MOST || NOTHING.contains(&&*value) {
            return;
        }
        let pair = self.list.len();
        // `dst.ip.address` is a destination, whatever `ip.address` is.
        let begin = self.claims.len();
        names::roles(&name, |role, place, dropped| {
            let is_taken = self.claims[begin..].iter().any(|claim| {
                claim.role == role || claim.rank.1 < dropped && names::group(claim.role) == names::group(role)
            });
            if !is_taken {
                self.claims.push(Claim { role, rank: (place, dropped), pair });
            }
        });
        // A name that the table does not have may say it in its words.
        let has_end = self.claims[begin..].iter().any(|claim| {
            // `ip` says something alone, and nothing as the end of a path.
            let is_alone = matches!(claim.role, Role::SourceIpAlone | Role::DestinationIpAlone);
            matches!(names::group(claim.role), Role::SourceIp | Role::SourcePort)
                && (!is_alone || claim.rank.1 == 0)
        });
        let may_be_end = value.len() < 50 && value.bytes().any(|byte| byte.is_ascii_digit());
        if !has_end
            && may_be_end
            && name.len() > 4
            && !names::is_of_collector(&name)
            && let Some(role) = names::words::role(&name)
        {
            self.claims.push(Claim { role, rank: (u16::MAX, 0), pair });
        }
        self.list.push(Pair { name, value, span });
    }

    /// Where a part of a part of the line stands in the line.
    fn within(&self, written: &str, at: usize, length: usize) -> Range<usize> {
        let start = self.span(written).start + at;
        start..start + length
    }

    /// Where a part of the line stands in it; empty where it is no part.
    fn span(&self, part: &str) -> Range<usize> {
        line::place(self.text, part)
    }

    /// The pairs that have a role, the best name first: names are in the order of preference, and a shorter path before
    /// the name is the better one.
    pub(crate) fn find(&self, role: Role) -> impl Iterator<Item = &Pair<'t>> + use<'_, 't> {
        let mut claims: Vec<_> = self.claims.iter().filter(|claim| claim.role == role).collect();
        claims.sort_by_key(|claim| claim.rank);
        claims.into_iter().map(|claim| &self.list[claim.pair])
    }

    /// Like [`Record::find`], for pairs whose whole name has the role, not the end of a path.
    pub(crate) fn find_alone(&self, role: Role) -> impl Iterator<Item = &Pair<'t>> + use<'_, 't> {
        self.find(role).filter(|pair| !names::inside_line(&pair.name).contains('.'))
    }

    /// Whether a pair has a role.
    pub(crate) fn has(&self, role: Role) -> bool {
        self.claims.iter().any(|claim| claim.role == role)
    }

    /// The value of the first pair of this very name.
    pub(crate) fn named(&self, name: &str) -> Option<&Pair<'t>> {
        self.list.iter().find(|pair| pair.name == name)
    }

    /// Whether the line is a record of names and values, in which an address without a known name is somebody else's.
    pub(crate) fn is_structured(&self) -> bool {
        let written: usize = self.list.iter().map(|pair| pair.name.len() + pair.value.len() + 2).sum();
        self.list.len() >= 5 && written * 3 >= self.text.len()
    }
}

impl Pair<'_> {
    /// The pair's value for a field.
    pub(crate) fn said(&self) -> FieldValue {
        FieldValue {
            value: self.value.as_ref().to_owned(),
            span: self.span.clone(),
            name: self.name.as_ref().to_owned(),
            certainty: Certainty::Stated,
        }
    }
}
