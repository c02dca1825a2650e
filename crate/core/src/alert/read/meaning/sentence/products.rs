//! Phrases of single products that tell who is who, one a row.

mod files;
mod mail;
mod names;
mod network;
mod services;

use super::phrases::Both;
use crate::alert::read::meaning::endpoints::End;

/// A text with its addresses.
struct ToldLine<'e, 't> {
    text: &'t str,
    ends: &'e [End<'t>],
}

/// The phrases, in the order in which they are tried.
const PHRASES: [for<'e, 't> fn(&ToldLine<'e, 't>) -> Option<Both<'t>>; 36] = [
    mail::unresolved,
    network::martian,
    network::translation,
    network::translated,
    network::who_has,
    network::passed_through,
    names::dns_debug,
    mail::amavis,
    mail::exim,
    services::listener,
    files::served,
    network::channel,
    services::connecting,
    files::local_address,
    names::resolving,
    mail::answered,
    network::learned,
    names::queried,
    files::samba,
    network::replied,
    files::requesting,
    network::concentrator,
    services::dialled,
    services::handed_on,
    services::pooled,
    services::refused,
    services::reaching,
    services::nameless,
    network::blocked,
    files::transferred,
    names::secondary,
    names::technitium,
    mail::tcpserver,
    mail::sendmail,
    network::zone_alarm,
    files::proftpd,
];

/// The parties that the phrase of a product tells.
pub(super) fn parties<'t>(text: &'t str, ends: &[End<'t>]) -> Option<Both<'t>> {
    let line = ToldLine { text, ends };
    PHRASES.iter().find_map(|phrase| phrase(&line))
}

impl<'t> ToldLine<'_, 't> {
    /// What stands before an address.
    fn before(&self, end: &End<'_>) -> &'t str {
        &self.text[..end.start]
    }

    /// The address right behind some words.
    fn behind(&self, words: &str) -> Option<End<'t>> {
        self.ends.iter().find(|end| self.before(end).ends_with(words)).cloned()
    }
}
