//! The formats of log lines.

pub(crate) mod asa;
pub(crate) mod cef;
pub(crate) mod flow;
pub(crate) mod json;
pub(crate) mod key_value;
pub(crate) mod leef;
pub(crate) mod pane;
pub(crate) mod panos;
pub(crate) mod table;
pub(crate) mod xml;
