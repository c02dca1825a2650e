//! Who opened the connection, whom it was opened to, and who else could be meant.

mod arrangement;
mod named;
mod others;
mod taken;
mod told;
mod value;

use crate::alert::read::{
    meaning::names::{self, Role},
    record::{Certainty, FieldValue, Pair, Record},
};
pub(crate) use told::SENTENCE;

/// A party of a connection; a port may be known where the address is not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Party {
    pub(crate) address: Option<FieldValue>,
    pub(crate) port: Option<FieldValue>,
}

/// The parties of a record, and the other addresses in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parties {
    pub(crate) source: Party,
    pub(crate) destination: Party,
    pub(crate) others: Vec<FieldValue>,
}

/// Reads the parties of a record; of one around a log line (`is_wrapper`) only those that it names.
pub(crate) fn read(record: &Record<'_>, is_wrapper: bool) -> Parties {
    let mut parties = named::parties(record);
    if is_wrapper {
        parties.others = others::addresses(record, &parties);
        return parties;
    }
    if record.sentence {
        if parties.has_none() {
            take_told(record, &mut parties);
        }
        if parties.source.address.is_some() && parties.destination.address.is_none() {
            complete_told(record, &mut parties);
        }
    }
    parties.others = others::addresses(record, &parties);
    parties
}

/// Takes what the sentence of a record tells, where its names tell no end.
fn take_told(record: &Record<'_>, parties: &mut Parties) {
    let mut told = told::parties(record);
    // The only address of a row, below a name that says nothing, is offered.
    if record.is_row && told.destination.address.is_none() {
        told.source.address.take_if(|said| said.certainty == Certainty::Guessed);
    }
    for party in [&mut told.source, &mut told.destination] {
        if party.address.as_ref().is_some_and(|said| is_of_reporter(record, said)) {
            *party = Party::default();
        }
    }
    parties.source.or(told.source);
    parties.destination.or(told.destination);
}

/// Completes what is known of the source: a label names one of the ends, the words around it the other: `from
/// IP=10.0.0.1:45713 (IP=10.0.0.2:389)`.
fn complete_told(record: &Record<'_>, parties: &mut Parties) {
    let told = told::parties(record);
    if told.source.differs(&parties.source) {
        return;
    }
    parties.source.port = parties.source.port.take().or(told.source.port);
    let is_sure = told.destination.address.as_ref().is_some_and(|to| to.certainty != Certainty::Guessed);
    if is_sure && told.destination.differs(&parties.source) {
        parties.destination.or(told.destination);
    }
}

impl Parties {
    /// Whether both ends are known.
    pub(crate) const fn has_both(&self) -> bool {
        self.source.address.is_some() && self.destination.address.is_some()
    }

    /// Whether no end is known.
    pub(crate) const fn has_none(&self) -> bool {
        self.source.address.is_none() && self.destination.address.is_none()
    }
}

impl Party {
    /// Takes the address, and the port beside it where there is no other.
    fn or(&mut self, told: Self) {
        self.address = told.address;
        self.port = self.port.take().or(told.port);
    }

    /// Fills in the port where the party has none.
    fn with(self, port: Option<FieldValue>) -> Self {
        Self { port: self.port.or(port), ..self }
    }

    /// Lowers the certainty to inferred: the place in the record is stated, the role is not.
    fn inferred(self) -> Self {
        let inferred =
            |said: FieldValue| FieldValue { certainty: said.certainty.max(Certainty::Inferred), ..said };
        Self { address: self.address.map(inferred), port: self.port.map(inferred) }
    }

    /// Whether its address is another one than that of a party.
    fn differs(&self, other: &Self) -> bool {
        let address = |party: &Self| party.address.as_ref().map(|said| said.value.clone());
        address(self) != address(other)
    }
}

/// Whether a name is that of who came to a server, not as an end of a connection.
pub(crate) fn is_caller(name: &str) -> bool {
    let name = names::plain(name);
    ["client", "caller", "user", "actor", "login", "remote", "rhost", "addr", "peer"]
        .iter()
        .any(|word| name.contains(word))
}

/// Whether a value that a sentence was read from belongs to a collector, or to the host that reports.
fn is_of_reporter(record: &Record<'_>, said: &FieldValue) -> bool {
    let holds = |pair: &&Pair<'_>| pair.span.start <= said.span.start && said.span.end <= pair.span.end;
    let is_reporter =
        |pair: &Pair<'_>| names::is_of_collector(&pair.name) || names::has_role(&pair.name, Role::AgentIp);
    record.list.iter().filter(holds).any(is_reporter)
}

/// Whether an address is unspecified, `0.0.0.0` or `::`: products write it where they know none.
pub(crate) fn is_unspecified(address: &str) -> bool {
    matches!(address, "0.0.0.0" | "::")
}
