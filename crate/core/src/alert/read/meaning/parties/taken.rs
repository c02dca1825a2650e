//! The parties that a text inside a record tells, beside those that the record names.

use super::{Parties, Party};
use crate::alert::read::{
    meaning::names::{self, Role},
    reading::Reading,
};

impl Parties {
    /// Leaves what a collector's own record says of an end out, where the line in it tells ends, or the record is only
    /// about it (`is_collected`): `source`, `host`.
    pub(crate) fn leave_collector(&mut self, told: &Reading, is_collected: bool) {
        let tells = |field| told.field(field).is_some_and(|found| found.certainty.is_some());
        let is_weak = |party: &Party| {
            party.address.as_ref().is_none_or(|said| {
                let is = |role| names::has_role(&said.name, role);
                !names::inside_line(&said.name).contains('.')
                    && (is(Role::SourceIpAlone) || is(Role::DestinationIpAlone))
            })
        };
        if (is_collected || tells("source_ip") || tells("destination_ip"))
            && is_weak(&self.source)
            && is_weak(&self.destination)
        {
            (self.source, self.destination) = (Party::default(), Party::default());
        }
    }

    /// Takes what a text inside the record tells of the parties that the record does not name; a log line (`is_line`) may
    /// tell one alone.
    pub(crate) fn take(&mut self, told: &mut Reading, is_line: bool) {
        let source = Party { address: told.take("source_ip"), port: told.take("source_port") };
        let destination = Party { address: told.take("destination_ip"), port: told.take("destination_port") };
        match (&self.source.address, &self.destination.address) {
            // An end that something was sent to says nothing without the one that sent it, `dhcp server: 10.0.0.1`, unless
            // its port is told, too: `dial tcp 203.0.113.8:443: connect: connection refused`.
            (None, None) if source.address.is_some() || destination.port.is_some() || is_line => {
                self.source.or(source);
                self.destination.or(destination);
            }
            (Some(_), None) if !self.source.differs(&source) => {
                self.source.port = self.source.port.take().or(source.port);
                if destination.address.is_some() {
                    self.destination.or(destination);
                }
            }
            _ => {}
        }
    }
}
