//! Everything that SECDO understands, without input or output.
//!
//! The crate recognises [`indicator`]s in text, builds the [`query`] URLs of SECDO's query builder,
//! checks [`alert`]s and reads the answers to them, decides what a click on a page has [`meant`], says what is due in the [`outbox`], and owns the [`settings`]. It has no clock, opens no connection and knows no browser; its callers carry for it.

pub mod alert;
pub mod csv;
pub mod error;
pub mod investigate;
pub mod meant;
#[cfg(feature = "lines")]
pub mod outbox;
pub mod product;
pub mod query;
pub mod server;
pub mod settings;

pub use secdo_indicator as indicator;
