//! Accounts: e-mail addresses and `DOMAIN\user`.

mod around;
mod email;
mod user;

pub(super) use email::{in_local_part, recognise as recognise_email};
pub(super) use user::recognise as recognise_user;

/// The longest local part (RFC 5321, section 4.5.3.1.1), in bytes.
const LOCAL_REACH: usize = 64;
