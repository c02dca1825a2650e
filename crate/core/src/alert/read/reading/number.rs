//! The number of an event.

use crate::alert::read::{
    meaning::{
        names::{self, Role},
        products,
    },
    record::{FieldValue, Record},
};

/// How many numbers of an event are looked at.
const MOST: usize = 16;

/// The numbers of an event, the likelier one first.
pub(super) fn of(record: &Record<'_>) -> Vec<FieldValue> {
    let named = record.find(Role::EventId).map(|pair| pair.said()).filter(is_id);
    record.event_id.iter().cloned().chain(named).take(MOST).collect()
}

/// Whether a value can number an event: `ID=54321` of netfilter is that of a packet, `UID=0` a user's, `id=firewall` says
/// what logs.
fn is_id(said: &FieldValue) -> bool {
    // `_UID` of the journal of systemd
    let name = said.name.rsplit('.').next().unwrap_or("").trim_start_matches('_');
    let is_user = || name.eq_ignore_ascii_case("uid") && said.value.bytes().all(|byte| byte.is_ascii_digit());
    // The security identifier of an account, the address of an object in memory, the number of something else
    let is_foreign = || {
        said.value.starts_with("S-1-") || said.value.starts_with("0x") || products::is_id_of_other(&said.name)
    };
    let is_other = said.name == "ID"
        || said.name.eq_ignore_ascii_case("id") && !said.value.bytes().any(|byte| byte.is_ascii_digit())
        || said.value.contains(' ')
        // `logid=0` numbers nothing; Windows has an event 0.
        || said.value == "0" && !names::plain(name).starts_with("event")
        || is_user()
        || is_foreign();
    !is_other && said.value.len() <= 80
}
