//! The meaning of the names and values of a record for an alert.

pub(crate) mod dialects;
pub(crate) mod direction;
pub(crate) mod endpoints;
pub(crate) mod file;
pub(crate) mod host_direction;
pub(crate) mod names;
pub(crate) mod parties;
pub(crate) mod products;
pub(crate) mod sentence;
pub(crate) mod settle;
pub(crate) mod severity;
pub(crate) mod told;
pub(crate) mod when;
