//! Addresses: IPv4, IPv6, with a port, with a prefix.

mod capture;
mod flow;
mod netstat;
mod octets;
mod services;
mod suffix;
mod v4;
mod v6;
mod version;

pub(super) use capture::is_host_of_capture;
pub use services::service_port;
pub(super) use v4::recognise as recognise_v4;
pub(super) use v6::recognise as recognise_v6;

use super::context::Text;

/// Whether an IPv4 address stands at `at`.
pub(super) fn is_v4(text: &Text<'_>, at: usize) -> bool {
    octets::dotted(text, at).is_some()
}
