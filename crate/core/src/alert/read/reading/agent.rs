//! The host on which a file was reported.

use crate::alert::read::{
    meaning::{
        endpoints,
        names::{self, Role},
        parties::{self, Parties},
    },
    record::{Certainty, FieldValue, Pair, Record},
};

/// The host on which a file was reported, and who else could be: who came to a server is not the host that reports.
pub(super) fn of(
    record: &Record<'_>,
    parties: &Parties,
    has_path: bool,
) -> (Option<FieldValue>, Vec<FieldValue>) {
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

/// Whether a name is that of an address that is not said to be somebody's.
pub(super) fn is_nobodys(name: &str) -> bool {
    let (parent, last) = name.rsplit_once('.').unwrap_or(("", name));
    if parties::is_caller(parent) || names::plain(parent).ends_with("source") {
        return false;
    }
    matches!(names::plain(last).as_str(), "ipaddress" | "ipaddr" | "ip" | "ipv4" | "address")
}
