//! The parties by the names of their values.

use super::{
    Parties, Party, arrangement, is_unspecified,
    value::{address_of, first_of_several, port_beside, port_of},
};
use crate::alert::read::{
    meaning::names::{self, Role},
    record::{FieldValue, Record},
};

/// The ends that a record names: by what they did, and as the host that reports sees them.
#[derive(Clone, Debug, Default)]
pub(super) struct Ends {
    /// Who opened the connection.
    pub(super) source: Option<Party>,
    /// Whom it was opened to.
    pub(super) destination: Option<Party>,
    /// The host that reports.
    pub(super) own: Option<Party>,
    /// The other one, seen from that host.
    pub(super) far: Option<Party>,
}

/// The ports that stand below names of their own.
#[derive(Clone, Debug, Default)]
pub(super) struct Ports {
    /// That of the source.
    pub(super) source: Option<FieldValue>,
    /// That of the destination.
    pub(super) destination: Option<FieldValue>,
    /// That of the host that reports.
    pub(super) own: Option<FieldValue>,
    /// That of the other one.
    pub(super) far: Option<FieldValue>,
}

/// The parties by the names of their values.
pub(super) fn parties(record: &Record<'_>) -> Parties {
    let (ends, ports) = (Ends::of(record), Ports::of(record));
    let (source, destination) = arrangement::of(record, &ends, &ports).place(ends, ports);
    Parties { source, destination, others: Vec::new() }
}

impl Ends {
    /// Those that a record names.
    pub(super) fn of(record: &Record<'_>) -> Self {
        let alone = |role| record.find_alone(role).find_map(address_of);
        let beside = |party: Party| Party {
            port: party.port.clone().or_else(|| port_beside(record, &party)),
            ..party
        };
        let named = |role, other| address(record, role).or_else(|| alone(other)).map(beside);
        let (own, far) = (address(record, Role::LocalIp), address(record, Role::RemoteIp));
        // A service that waits has neither: `local=[::]:3128 remote=[::]` of Squid.
        let is_nobody = |party: &Option<Party>| party.as_ref().is_some_and(|party| !is_somebody(party));
        let (own, far) = if is_nobody(&own) && is_nobody(&far) { (None, None) } else { (own, far) };
        // A device at which somebody logged on, beside who did: `Device IP Address=…, Remote-Address=…` of Cisco's ACS.
        let is_device = |party: &Party| party.address.as_ref().is_some_and(|said| is_of_device(&said.name));
        Self {
            source: named(Role::SourceIp, Role::SourceIpAlone)
                .filter(|source| far.is_none() || !is_device(source)),
            destination: named(Role::DestinationIp, Role::DestinationIpAlone),
            own,
            far,
        }
    }
}

impl Ports {
    /// Those that a record names.
    pub(super) fn of(record: &Record<'_>) -> Self {
        let port = |role| record.find(role).find_map(port_of);
        Self {
            source: port(Role::SourcePort),
            destination: port(Role::DestinationPort),
            own: port(Role::LocalPort),
            far: port(Role::RemotePort),
        }
    }
}

/// Whether an end has an address that is somebody's.
fn is_somebody(party: &Party) -> bool {
    party.address.as_ref().is_some_and(|said| !is_unspecified(&said.value))
}

/// The end of a role: the first that is somebody, with the port that stands beside it there or elsewhere.
fn address(record: &Record<'_>, role: Role) -> Option<Party> {
    let all = || record.find(role).filter_map(address_of);
    // The address of nobody is taken only where there is no other.
    let first = || record.find(role).filter(|_| role == Role::SourceIp).find_map(first_of_several);
    let found = all().find(is_somebody).or_else(|| all().next()).or_else(first)?;
    let alone = if role == Role::SourceIp { Role::SourceIpAlone } else { Role::DestinationIpAlone };
    let elsewhere = || {
        all()
            .chain(record.find_alone(alone).filter_map(address_of))
            .find(|other| other.port.is_some() && !other.differs(&found))?
            .port
    };
    let port = found.port.clone().or_else(elsewhere);
    Some(Party { port, ..found })
}

/// Whether the name of an address says that it is a device's.
fn is_of_device(name: &str) -> bool {
    names::plain(name) == "deviceipaddress"
}
