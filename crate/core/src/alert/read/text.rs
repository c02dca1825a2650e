//! The selection as text: without what its transport put around it, cut into records, and into parts.

pub(crate) mod line;
pub(crate) mod parts;
mod python;
pub(crate) mod split;
pub(crate) mod stream;
