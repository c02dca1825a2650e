//! Addresses: IPv4, IPv6, with a port, with a prefix.

mod octets;
mod suffix;
mod v4;
mod v6;
mod version;

pub(super) use v4::recognise as recognise_v4;
pub(super) use v6::recognise as recognise_v6;
