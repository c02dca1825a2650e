//! Who opened the connection, whom it was opened to, and who else could be meant.

use crate::alert::read::{
    meaning::{
        endpoints::{self, End},
        names::{self, Role},
        sentence,
    },
    record::{Certainty, Pair, Record, Said},
};

/// A party of a connection; a port may be known where the address is not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Party {
    pub(crate) address: Option<Said>,
    pub(crate) port: Option<Said>,
}

/// The parties of a record, and the other addresses in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parties {
    pub(crate) source: Party,
    pub(crate) destination: Party,
    pub(crate) others: Vec<Said>,
}

/// Words that say that a connection came in, seen from the host that reports: `%%14592` of Windows, 1 of CrowdStrike.
const CAME_IN: [&str; 7] = ["inbound", "in", "incoming", "%%14592", "1", "received", "true"];

/// What the names of the own end begin with, where a record tells of an own and a far end.
const OWN: [&str; 2] = ["loc", "source"];

/// How much may stand beside an address that was selected alone, and not as a part of a line, in bytes.
const ALONE: usize = 8;

/// Reads the parties of a record.
pub(crate) fn read(record: &Record<'_>) -> Parties {
    let mut parties = named(record);
    if parties.source.address.is_none() && parties.destination.address.is_none() && record.sentence {
        let told = of_sentence(record);
        parties.source.or(told.source);
        parties.destination.or(told.destination);
    }
    parties.others = others(record, &parties);
    parties
}

impl Party {
    /// Takes the address, and the port beside it where there is no other.
    fn or(&mut self, told: Self) {
        self.address = told.address;
        self.port = self.port.take().or(told.port);
    }
}

/// The parties by the names of their values.
fn named(record: &Record<'_>) -> Parties {
    // The address of nobody is taken only where there is no other.
    let address = |role| {
        let all = || record.find(role).filter_map(address_of);
        let is_somebody = |party: &Party| party.address.as_ref().is_some_and(|said| !is_nobody(&said.value));
        all().find(is_somebody).or_else(|| all().next())
    };
    let alone = |role| record.find_alone(role).find_map(address_of);
    let mut source = address(Role::SourceIp).or_else(|| alone(Role::SourceIpAlone));
    let mut destination = address(Role::DestinationIp);
    if let Some(far) = address(Role::OtherEnd) {
        if source.is_none() {
            source = Some(far);
        } else if destination.is_none() {
            destination = Some(far);
        }
    }
    let port = |role| record.find(role).find(|pair| endpoints::is_port(&pair.value)).map(Pair::said);
    let with_port = |party: Option<Party>, role| {
        let party = party.unwrap_or_default();
        Party { port: port(role).or(party.port), ..party }
    };
    let mut parties = Parties {
        source: with_port(source, Role::SourcePort),
        destination: with_port(destination, Role::DestinationPort),
        others: Vec::new(),
    };
    if came_in(record, &parties) {
        std::mem::swap(&mut parties.source, &mut parties.destination);
    }
    parties
}

/// Whether the record tells of an own and a far end, and that the far one opened the connection.
fn came_in(record: &Record<'_>, parties: &Parties) -> bool {
    let is = |party: &Party, starts: &[&str]| {
        let names = party.address.as_ref().map(|address| last_two(&address.name)).unwrap_or_default();
        starts.iter().any(|start| names.iter().any(|name| name.starts_with(start)))
    };
    // Windows calls the own end the source, whoever opened the connection.
    let windows = record.named("Application").is_some()
        || record.text.contains("Direction'>%%145")
        || record.text.contains("Filtering Platform");
    let own_and_far = is(&parties.source, &OWN[..1]) && is(&parties.destination, &["rem"])
        || windows && is(&parties.source, &OWN);
    let word = |pair: &Pair<'_>| CAME_IN.iter().any(|word| pair.value.eq_ignore_ascii_case(word));
    let action = || record.list.iter().any(|pair| pair.value.starts_with("InboundConnection"));
    // Symantec writes the word as a cell of its own.
    let cell = || record.sentence && record.text.split(',').any(|cell| cell.trim() == "Inbound");
    own_and_far && (record.find(Role::HostDirection).any(word) || action() || cell())
}

/// Whether an address is none: `0.0.0.0` and `::` stand where a product knows none.
pub(crate) fn is_nobody(address: &str) -> bool {
    matches!(address, "0.0.0.0" | "::")
}

/// The last two parts of a path, in lower case letters and digits: `localIpDetails.ipAddressV4`.
fn last_two(name: &str) -> Vec<String> {
    name.rsplit('.').take(2).map(names::plain).collect()
}

fn address_of(pair: &Pair<'_>) -> Option<Party> {
    let (address, port) = endpoints::split(&pair.value)?;
    let written = pair.said();
    // The part of the span that is the port, where the value is written as it reads.
    let port_span = pair.value.rfind(port).map(|at| pair.span.start + at..pair.span.start + at + port.len());
    let port = (!port.is_empty()).then(|| Said {
        value: port.to_owned(),
        span: port_span.unwrap_or_default(),
        ..written.clone()
    });
    Some(Party { address: Some(Said { value: address, ..written }), port })
}

/// The parties of a sentence.
fn of_sentence(record: &Record<'_>) -> Parties {
    let text = record.text;
    let sentence::Parties { mut from, mut to, certainty } = sentence::parties(text, record.is_structured());
    // An address and nothing else: from outside it is where somebody went.
    let is_alone =
        |end: &End<'_>| end.is_public() && text.trim().len() < end.written.len() + end.port.len() + ALONE;
    if to.is_none() && from.as_ref().is_some_and(is_alone) {
        std::mem::swap(&mut from, &mut to);
    }
    let party = |end: End<'_>| Party {
        port: record.said(end.port).map(|port| Said { certainty, ..port }),
        address: Some(Said {
            value: end.address,
            span: end.start..end.start + end.written.len(),
            name: String::new(),
            certainty,
        }),
    };
    Parties {
        source: from.map(party).unwrap_or_default(),
        destination: to.map(party).unwrap_or_default(),
        others: Vec::new(),
    }
}

/// How many other addresses are offered.
const MOST: usize = 6;

/// The addresses of a record that are no party, each once.
fn others(record: &Record<'_>, parties: &Parties) -> Vec<Said> {
    let parties = [&parties.source, &parties.destination].into_iter();
    let mut taken: Vec<String> =
        parties.filter_map(|party| Some(party.address.as_ref()?.value.clone())).collect();
    let mut others = Vec::new();
    let mut offer = |said: Said| {
        if others.len() < MOST && !taken.contains(&said.value) {
            taken.push(said.value.clone());
            others.push(Said { certainty: Certainty::Guessed, ..said });
        }
    };
    for pair in &record.list {
        if let Some(address) = address_of(pair).and_then(|party| party.address) {
            offer(address);
        }
    }
    if record.sentence {
        for end in endpoints::all(record.text) {
            let span = end.start..end.start + end.written.len();
            offer(Said { value: end.address, span, name: String::new(), certainty: Certainty::Guessed });
        }
    }
    others
}
