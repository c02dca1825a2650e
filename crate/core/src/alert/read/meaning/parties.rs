//! Who opened the connection, whom it was opened to, and who else could be meant.

mod taken;

use crate::alert::read::{
    meaning::{
        endpoints::{self, End},
        host_direction::{came_in, is_told, went_out},
        names::{self, Role},
        sentence,
    },
    record::{Certainty, FieldValue, Pair, Record},
    text::line,
};

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

/// How much may stand beside an address that was selected alone, and not as a part of a line, in bytes.
const ALONE: usize = 8;

/// Reads the parties of a record; of one around a log line (`is_wrapper`) only those that it names.
pub(crate) fn read(record: &Record<'_>, is_wrapper: bool) -> Parties {
    let mut parties = named(record);
    if is_wrapper {
        parties.others = others(record, &parties);
        return parties;
    }
    if parties.source.address.is_none() && parties.destination.address.is_none() && record.sentence {
        let mut told = of_sentence(record);
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
    if record.sentence && parties.source.address.is_some() && parties.destination.address.is_none() {
        // A label names one of them, the words around it the other: `from IP=10.0.0.1:45713 (IP=10.0.0.2:389)`.
        let told = of_sentence(record);
        if !told.source.differs(&parties.source) {
            parties.source.port = parties.source.port.take().or_else(|| told.source.port.clone());
        }
        let is_sure = told.destination.address.as_ref().is_some_and(|to| to.certainty != Certainty::Guessed);
        if is_sure && !told.source.differs(&parties.source) && told.destination.differs(&parties.source) {
            parties.destination.or(told.destination);
        }
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

/// The parties by the names of their values.
fn named(record: &Record<'_>) -> Parties {
    let address = |role| {
        let all = || record.find(role).filter_map(address_of);
        let is_somebody =
            |party: &Party| party.address.as_ref().is_some_and(|said| !is_unspecified(&said.value));
        // The address of nobody is taken only where there is no other.
        let first = || record.find(role).filter(|_| role == Role::SourceIp).find_map(first_of_several);
        let found = all().find(is_somebody).or_else(|| all().next()).or_else(first)?;
        // The same address may stand elsewhere with its port.
        let alone = record.find_alone(if role == Role::SourceIp {
            Role::SourceIpAlone
        } else {
            Role::DestinationIpAlone
        });
        let port = || {
            all()
                .chain(alone.filter_map(address_of))
                .find(|other| other.port.is_some() && !other.differs(&found))?
                .port
        };
        let port = found.port.clone().or_else(port);
        Some(Party { port, ..found })
    };
    let alone = |role| record.find_alone(role).find_map(address_of);
    let port = |role| record.find(role).find_map(port_of);
    let beside =
        |party: Party| Party { port: party.port.clone().or_else(|| port_beside(record, &party)), ..party };
    let source = address(Role::SourceIp).or_else(|| alone(Role::SourceIpAlone)).map(beside);
    let destination = address(Role::DestinationIp).or_else(|| alone(Role::DestinationIpAlone)).map(beside);
    let (own, far) = (address(Role::LocalIp), address(Role::RemoteIp));
    // A device at which somebody logged on, beside who did: `Device IP Address=…, Remote-Address=…` of Cisco's ACS.
    let is_device = |party: &Party| party.address.as_ref().is_some_and(|said| is_of_device(&said.name));
    let source = source.filter(|source| far.is_none() || !is_device(source));
    let (from, to) = (port(Role::SourcePort), port(Role::DestinationPort));
    let (own_port, far_port) = (port(Role::LocalPort), port(Role::RemotePort));
    let parties = |source: Option<Party>, destination: Option<Party>| Parties {
        source: source.unwrap_or_default(),
        destination: destination.unwrap_or_default(),
        others: Vec::new(),
    };
    match (source, destination, own, far) {
        // An own and a far end: the word for the direction tells who opened the connection.
        (source, destination, Some(own), Some(far)) if source.is_none() || destination.is_none() => {
            let own = own.with(own_port.or_else(|| from.clone()));
            let far = far.with(far_port.or_else(|| to.clone()));
            if came_in(record) {
                parties(Some(far), Some(own))
            } else if serves(&own, &far) && !is_told(record) {
                // The line says who is where, its ports who asked.
                parties(Some(far.inferred()), Some(own.inferred()))
            } else {
                parties(Some(own), Some(far))
            }
        }
        // A far end alone is who came, where no word says that the host itself went out.
        (None, None, None, Some(far)) if went_out(record) => {
            parties(Some(Party { address: None, port: from.or(own_port) }), Some(far.with(far_port.or(to))))
        }
        (None, destination, None, Some(far)) => {
            let reached = to.or(own_port);
            let destination = destination.map(|party| party.with(reached.clone()));
            Parties {
                destination: destination.unwrap_or(Party { address: None, port: reached }),
                ..parties(Some(far.with(from.or(far_port))), None)
            }
        }
        (None, destination, Some(own), None) => {
            let destination = destination.unwrap_or_default().with(to.or(far_port));
            parties(Some(own.with(own_port.or(from))), Some(destination))
        }
        (Some(source), None, None, Some(far))
            if far.differs(&source)
                && far_port.is_some()
                && !source.address.as_ref().is_some_and(|said| is_caller(&said.name)) =>
        {
            parties(Some(source.with(from.or(own_port))), Some(far.with(far_port.or(to))))
        }
        // Who came, and the own end of the server.
        (Some(source), None, Some(own), None) if own.differs(&source) => {
            parties(Some(source.with(from)), Some(own.with(own_port.or(to))))
        }
        // The port of the host that reports, beside somebody else's address, is the one that was reached.
        (Some(source), None, None, None) if from.is_none() && far_port.is_none() => {
            parties(Some(source), Some(Party { address: None, port: to.or(own_port) }))
        }
        (source, destination, ..) => {
            // A service's port is that of the end that was reached.
            let serves =
                |said: &FieldValue| said.value.parse::<u16>().is_ok_and(|port| port < endpoints::SYSTEM);
            let (reached, own_port) = if own_port.as_ref().is_some_and(serves) && far_port.is_none() {
                (own_port, None)
            } else {
                (None, own_port)
            };
            parties(
                Some(source.unwrap_or_default().with(from.or(own_port))),
                Some(destination.unwrap_or_default().with(to.or(far_port).or(reached))),
            )
        }
    }
}

/// The port that stands beside an address in the same object: `"ip":"10.0.0.1","port":51000`.
fn port_beside(record: &Record<'_>, party: &Party) -> Option<FieldValue> {
    let name = &party.address.as_ref()?.name;
    let (object, last) = name.rsplit_once('.').unwrap_or(("", name));
    if !matches!(names::plain(last).as_str(), "ip" | "address" | "addr" | "ipaddress") {
        return None;
    }
    if object.is_empty() {
        // Of two that no object holds together, the port stands right behind.
        let is_member = |pair: &Pair<'_>| {
            let before = record.text.get(..pair.span.start).unwrap_or("").trim_end_matches(['"', ' ']);
            before.ends_with("\"port\":")
        };
        let at = record.list.iter().position(|pair| pair.name == *name)?;
        let mut ports =
            record.list.iter().enumerate().filter(|(_, pair)| pair.name.eq_ignore_ascii_case("port"));
        return ports
            .find(|(place, pair)| *place == at + 1 || is_member(pair))
            .and_then(|(_, pair)| port_of(pair));
    }
    record.list.iter().find(|pair| pair.name.strip_prefix(object) == Some(".port")).and_then(port_of)
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

/// The port in a value: digits, or a number that a table of numbers made of them, `443.0`.
fn port_of(pair: &Pair<'_>) -> Option<FieldValue> {
    let said = pair.said();
    let value = said.value.trim_matches(['[', ']', ':', '.', ',', ';']);
    // Kibana puts commas between thousands: `64,078`.
    let is_grouped = value.len() == 5 || value.len() == 6;
    let value = match value.split_once(',') {
        Some((thousands, rest)) if is_grouped && rest.len() == 3 => format!("{thousands}{rest}"),
        _ => value.strip_suffix(".0").unwrap_or(value).to_owned(),
    };
    // `443 (https)`, `443/tcp`, `443:WAN`, `https(443)`
    let before = value.split(['(', '/', ' ', ':', '\t']).next().unwrap_or("");
    let inside = value.split_once('(').map(|(_, inside)| inside.trim_end_matches(')'));
    let is_named = !endpoints::is_port(before);
    let digits = inside.filter(|_| is_named).unwrap_or(before).to_owned();
    endpoints::is_port(&digits).then(|| FieldValue {
        span: said.span.start..said.span.end,
        value: digits,
        ..said.clone()
    })
}

/// Whether the ports say that the own end serves the far one: a port of a service here, one of the many that systems give
/// out there.
fn serves(own: &Party, far: &Party) -> bool {
    let port = |party: &Party| party.port.as_ref().map(|said| said.value.clone()).unwrap_or_default();
    endpoints::serves(&port(own), &port(far))
}

/// Whether the name of an address says that it is a device's.
fn is_of_device(name: &str) -> bool {
    names::plain(name) == "deviceipaddress"
}

/// Whether an address is unspecified, `0.0.0.0` or `::`: products write it where they know none.
pub(crate) fn is_unspecified(address: &str) -> bool {
    matches!(address, "0.0.0.0" | "::")
}

/// How many words a value may have beside its address.
const WORDS: usize = 4;

/// The address in a value: the whole, or the only one among a few words, as a cell has it beside a badge: `203.0.113.9
/// Malicious`.
fn in_value(value: &str) -> Option<(String, &str)> {
    // Java writes the name of a host before a slash, or none: `web1.example/203.0.113.9:51000`, `/203.0.113.9`.
    let behind =
        value.rsplit_once('/').filter(|(host, _)| !host.contains(['/', ' ', ':'])).map(|(_, end)| end);
    let whole = endpoints::split(value).or_else(|| endpoints::split(behind?));
    // Most values are one word, or have no address at all.
    if whole.is_some() || !value.contains(' ') || !value.contains(['.', ':']) {
        return whole;
    }
    let mut found = None;
    for (at, word) in value.split_whitespace().enumerate() {
        match endpoints::split(word) {
            Some(address) if found.is_none() => found = Some(address),
            None if !word.starts_with(|c: char| c.is_ascii_digit()) => {}
            _ => return None,
        }
        if at == WORDS {
            return None;
        }
    }
    found
}

/// The first of several addresses that a request came by: it sent the request.
fn first_of_several(pair: &Pair<'_>) -> Option<Party> {
    let (first, rest) = pair.value.split_once(", ")?;
    let (address, _) = endpoints::split(first)?;
    let is_list = rest.split(", ").all(|one| endpoints::split(one).is_some());
    is_list.then(|| Party { address: Some(FieldValue { value: address, ..pair.said() }), port: None })
}

fn address_of(pair: &Pair<'_>) -> Option<Party> {
    let (address, port) = in_value(&pair.value)?;
    let written = pair.said();
    // The part of the span that is the port, where the value is written as it reads.
    let port_span = pair
        .value
        .rfind(port)
        .filter(|_| pair.span.len() == pair.value.len())
        .map(|at| pair.span.start + at..pair.span.start + at + port.len());
    let port = (!port.is_empty()).then(|| FieldValue {
        value: port.to_owned(),
        span: port_span.unwrap_or_else(|| written.span.clone()),
        ..written.clone()
    });
    Some(Party { address: Some(FieldValue { value: address, ..written }), port })
}

/// The parties of a sentence.
fn of_sentence(record: &Record<'_>) -> Parties {
    let text = line::head(record.text, SENTENCE);
    let sentence::SaidParties { mut from, mut to, guessed, reached } =
        sentence::parties(text, record.is_structured() && !record.is_row);
    // An address and nothing else: from outside it is where somebody went.
    let is_alone = |end: &End<'_>| {
        let (before, behind) = (&text[..end.start], &text[end.start + end.written.len()..]);
        let has_words = before.chars().chain(behind.chars()).any(char::is_alphabetic);
        end.is_public() && !has_words && text.trim().len() < end.written.len() + end.port.len() + ALONE
    };
    if to.is_none() && from.as_ref().is_some_and(is_alone) {
        std::mem::swap(&mut from, &mut to);
    }
    let certainty = |guessed: bool| if guessed { Certainty::Guessed } else { Certainty::Inferred };
    let party = |end: End<'_>, certainty| Party {
        port: record.said(end.port).map(|port| FieldValue { certainty, ..port }),
        address: Some(FieldValue {
            value: end.address,
            span: end.start..end.start + end.written.len(),
            name: String::new(),
            certainty,
        }),
    };
    Parties {
        source: from.map(|end| party(end, certainty(guessed.0))).unwrap_or_default(),
        destination: to.map(|end| party(end, certainty(guessed.1))).unwrap_or_else(|| Party {
            address: None,
            port: record.said(reached).map(|port| FieldValue { certainty: Certainty::Inferred, ..port }),
        }),
        others: Vec::new(),
    }
}

/// How much of a line is read as a sentence, in bytes: what tells who is who stands in its beginning.
pub(crate) const SENTENCE: usize = 32_768;

/// How many other addresses are offered.
const MOST: usize = 6;

/// The addresses of a record that are no party, each once.
fn others(record: &Record<'_>, parties: &Parties) -> Vec<FieldValue> {
    let parties = [&parties.source, &parties.destination].into_iter();
    let mut taken: Vec<String> =
        parties.filter_map(|party| Some(party.address.as_ref()?.value.clone())).collect();
    let mut others = Vec::new();
    let mut offer = |said: FieldValue| {
        if others.len() < MOST && !taken.contains(&said.value) {
            taken.push(said.value.clone());
            others.push(FieldValue { certainty: Certainty::Guessed, ..said });
        }
    };
    for pair in record.list.iter().filter(|pair| pair.value.len() < 64) {
        if let Some(address) = address_of(pair).and_then(|party| party.address) {
            offer(address);
        }
    }
    if record.sentence {
        for end in endpoints::all(line::head(record.text, SENTENCE)) {
            let span = end.start..end.start + end.written.len();
            offer(FieldValue {
                value: end.address,
                span,
                name: String::new(),
                certainty: Certainty::Guessed,
            });
        }
    }
    others
}
