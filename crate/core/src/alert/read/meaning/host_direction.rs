//! What a record says of the direction of a connection, seen from the host that reports.

use crate::alert::read::{
    meaning::names::Role,
    record::{Pair, Record},
};

/// Words that say that a connection came in, seen from the host that reports: `%%14592` of Windows, 1 of CrowdStrike.
const CAME_IN: [&str; 8] = ["inbound", "in", "incoming", "%%14592", "1", "received", "true", "ingress"];

/// Signs in a record that the far end opened the connection, whatever a word says: a port of the own host was probed.
const PROBED: &str = "portProbe";

/// Whether the record says that the far end opened the connection.
pub(crate) fn came_in(record: &Record<'_>) -> bool {
    let word = |pair: &Pair<'_>| CAME_IN.iter().any(|word| pair.value.eq_ignore_ascii_case(word));
    let action = || {
        record
            .list
            .iter()
            .any(|pair| pair.value.starts_with("InboundConnection") || pair.name.contains(PROBED))
    };
    record.find(Role::HostDirection).any(word) || action() || has_cell(record, "Inbound")
}

/// Words that say that a connection went out, seen from the host that reports.
const WENT_OUT: [&str; 6] = ["outbound", "out", "outgoing", "%%14593", "sent", "egress"];

/// Whether the record says that the host itself opened the connection.
pub(crate) fn went_out(record: &Record<'_>) -> bool {
    let word = |pair: &Pair<'_>| WENT_OUT.iter().any(|word| pair.value.eq_ignore_ascii_case(word));
    record.find(Role::HostDirection).any(word)
}

/// Whether a word is a cell of its own, as Symantec writes the direction.
fn has_cell(record: &Record<'_>, word: &str) -> bool {
    record.sentence && record.text.split(',').any(|cell| cell.trim() == word)
}

/// Whether the record has a word for the direction, seen from the host that reports.
pub(crate) fn is_told(record: &Record<'_>) -> bool {
    record.has(Role::HostDirection) || has_cell(record, "Outbound")
}
