//! Who opened the connection to whom, of the ends that a record names.

use super::{
    Party, is_caller,
    named::{Ends, Ports},
};
use crate::alert::read::{
    meaning::{
        endpoints,
        host_direction::{came_in, is_told, went_out},
    },
    record::{FieldValue, Record},
};

/// What the names of a record make of its ends; `own` is the host that reports, `far` the one that it names beside itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrangement {
    /// The far end opened the connection to the own one, as a word says.
    FarToOwn,
    /// The same, as only the ports say.
    FarToServing,
    /// The own end opened it to the far one.
    OwnToFar,
    /// The host went out, and its own address is not named.
    OutToFar,
    /// The far end came; what it reached is named as the destination, or is not.
    FarCame,
    /// The own end went out to the destination, or to one that is not named.
    OwnWentOut,
    /// The source opened it to the far end.
    SourceToFar,
    /// The source came to the own end.
    SourceToOwn,
    /// The source came to a port of the host that reports.
    SourceToPort,
    /// The names of the ends say it.
    AsNamed,
}

use Arrangement::{
    AsNamed, FarCame, FarToOwn, FarToServing, OutToFar, OwnToFar, OwnWentOut, SourceToFar, SourceToOwn,
    SourceToPort,
};

/// The arrangement of a record's ends, as the first row that fits has it.
pub(super) fn of(record: &Record<'_>, ends: &Ends, ports: &Ports) -> Arrangement {
    match (&ends.source, &ends.destination, &ends.own, &ends.far) {
        (None, _, Some(own), Some(far)) | (_, None, Some(own), Some(far)) => {
            if came_in(record) {
                FarToOwn
            } else if !is_told(record) && ports.serve(own, far) {
                FarToServing
            } else {
                OwnToFar
            }
        }
        (None, None, None, Some(_)) if went_out(record) => OutToFar,
        (None, _, None, Some(_)) => FarCame,
        (None, _, Some(_), None) => OwnWentOut,
        (Some(source), None, None, Some(far))
            if far.differs(source) && ports.far.is_some() && !is_of_caller(source) =>
        {
            SourceToFar
        }
        (Some(source), None, Some(own), None) if own.differs(source) => SourceToOwn,
        (Some(_), None, None, None) if ports.source.is_none() && ports.far.is_none() => SourceToPort,
        _ => AsNamed,
    }
}

impl Arrangement {
    /// Source and destination. A port below another name belongs to the end of its side where that end has none of its own.
    pub(super) fn place(self, ends: Ends, ports: Ports) -> (Party, Party) {
        let [source, destination, own, far] =
            [ends.source, ends.destination, ends.own, ends.far].map(Option::unwrap_or_default);
        match self {
            FarToOwn => (far.with(ports.far.or(ports.destination)), own.with(ports.own.or(ports.source))),
            FarToServing => {
                let (from, to) =
                    Self::FarToOwn.place(Ends { own: Some(own), far: Some(far), ..Ends::default() }, ports);
                (from.inferred(), to.inferred())
            }
            OwnToFar => (own.with(ports.own.or(ports.source)), far.with(ports.far.or(ports.destination))),
            OutToFar => {
                (Party::default().with(ports.source.or(ports.own)), far.with(ports.far.or(ports.destination)))
            }
            FarCame => {
                (far.with(ports.source.or(ports.far)), destination.with(ports.destination.or(ports.own)))
            }
            OwnWentOut => {
                (own.with(ports.own.or(ports.source)), destination.with(ports.destination.or(ports.far)))
            }
            SourceToFar => {
                (source.with(ports.source.or(ports.own)), far.with(ports.far.or(ports.destination)))
            }
            SourceToOwn => (source.with(ports.source), own.with(ports.own.or(ports.destination))),
            SourceToPort => (source, Party::default().with(ports.destination.or(ports.own))),
            AsNamed => {
                // A service's port is that of the end that was reached.
                let is_reached = ports.far.is_none() && ports.own.as_ref().is_some_and(is_of_system);
                let (reached, own) = if is_reached { (ports.own, None) } else { (None, ports.own) };
                (
                    source.with(ports.source.or(own)),
                    destination.with(ports.destination.or(ports.far).or(reached)),
                )
            }
        }
    }
}

impl Ports {
    /// Whether the ports say that the own end serves the far one: a port of a service here, one of the many that systems
    /// give out there.
    fn serve(&self, own: &Party, far: &Party) -> bool {
        let port = |party: &Party, named: &Option<FieldValue>, other: &Option<FieldValue>| {
            let port = party.port.as_ref().or(named.as_ref()).or(other.as_ref());
            port.map(|said| said.value.clone()).unwrap_or_default()
        };
        endpoints::serves(&port(own, &self.own, &self.source), &port(far, &self.far, &self.destination))
    }
}

/// Whether it is a port of a service.
fn is_of_system(said: &FieldValue) -> bool {
    said.value.parse::<u16>().is_ok_and(|port| port < endpoints::SYSTEM)
}

/// Whether the name of a source is that of who came to a server.
fn is_of_caller(source: &Party) -> bool {
    source.address.as_ref().is_some_and(|said| is_caller(&said.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alert::read::{format, text::line::Line};

    fn read(text: &str) -> (Arrangement, [String; 2]) {
        let line = Line::of(text);
        format::read(&line, &line, |record, _| {
            let (ends, ports) = (Ends::of(&record), Ports::of(&record));
            let arrangement = of(&record, &ends, &ports);
            let (source, destination) = arrangement.place(ends, ports);
            let said = |said: Option<FieldValue>| said.map(|said| said.value).unwrap_or_default();
            let end = |party: Party| format!("{}:{}", said(party.address), said(party.port));
            (arrangement, [end(source), end(destination)])
        })
    }

    #[test]
    fn each_arrangement_has_its_ends_and_ports() {
        let (own, far) = ("10.0.0.5", "203.0.113.9");
        for (text, wanted, source, destination) in [
            (
                "local_ip=10.0.0.5 local_port=445 remote_ip=203.0.113.9 remote_port=50123 connection_direction=inbound",
                FarToOwn,
                (far, "50123"),
                (own, "445"),
            ),
            (
                "local_ip=10.0.0.5 local_port=445 remote_ip=203.0.113.9 remote_port=50123 state=up",
                FarToServing,
                (far, "50123"),
                (own, "445"),
            ),
            (
                "local_ip=10.0.0.5 local_port=50123 remote_ip=203.0.113.9 remote_port=443 state=up",
                OwnToFar,
                (own, "50123"),
                (far, "443"),
            ),
            (
                "local_port=50123 remote_ip=203.0.113.9 remote_port=443 connection_direction=outbound",
                OutToFar,
                ("", "50123"),
                (far, "443"),
            ),
            (
                "local_port=22 remote_ip=203.0.113.9 remote_port=50123 state=up",
                FarCame,
                (far, "50123"),
                ("", "22"),
            ),
            (
                "local_ip=10.0.0.5 local_port=50123 dst_ip=203.0.113.9 dst_port=443",
                OwnWentOut,
                (own, "50123"),
                (far, "443"),
            ),
            (
                "src_ip=10.0.0.5 src_port=50123 remote_ip=203.0.113.9 remote_port=443",
                SourceToFar,
                (own, "50123"),
                (far, "443"),
            ),
            (
                "src_ip=203.0.113.9 src_port=50123 local_ip=10.0.0.5 local_port=22",
                SourceToOwn,
                (far, "50123"),
                (own, "22"),
            ),
            ("src_ip=203.0.113.9 local_port=22 state=up", SourceToPort, (far, ""), ("", "22")),
            (
                "src_ip=10.0.0.5 src_port=50123 dst_ip=203.0.113.9 dst_port=443",
                AsNamed,
                (own, "50123"),
                (far, "443"),
            ),
        ] {
            let end = |(address, port)| format!("{address}:{port}");
            assert_eq!(read(text), (wanted, [end(source), end(destination)]), "{text}");
        }
    }
}
