//! Who asks: the headers of a request.
//!
//! Source: Palo Alto Networks, "Cortex XDR REST API", section "Get started with APIs".

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::product::Level;

/// The nonce and the time in the signature of a request, which make each one different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The time, in milliseconds since 1970.
    pub now: i64,
    /// A random text, from the platform's source of randomness; the vendor's clients send 64 letters and digits.
    pub nonce: String,
}

/// How many characters a nonce has.
pub const NONCE: usize = 64;

impl Stamp {
    /// A stamp with a nonce made of as many random bytes as it has characters.
    ///
    /// ```
    /// use secdo_core::alert::wire::cortex::Stamp;
    /// let stamp = Stamp::new(7, &[0; 64]);
    /// assert_eq!((stamp.now, stamp.nonce), (7, "A".repeat(64)));
    /// ```
    #[must_use]
    pub fn new(now: i64, random: &[u8; NONCE]) -> Self {
        // 64 characters, so that each of them is as likely as any other.
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789Aa";
        let nonce = random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 64)])).collect();
        Self { now, nonce }
    }
}

pub(super) fn headers(key_id: &str, key: &str, level: Level, stamp: &Stamp) -> Vec<(&'static str, String)> {
    let id = ("x-xdr-auth-id", key_id.to_owned());
    match level {
        Level::Standard => vec![id, ("Authorization", key.to_owned())],
        Level::Advanced => vec![
            id,
            ("x-xdr-nonce", stamp.nonce.clone()),
            ("x-xdr-timestamp", stamp.now.to_string()),
            ("Authorization", signature(key, stamp)),
        ],
    }
}

/// The hash of key, nonce and time, in lower-case hexadecimal digits.
fn signature(key: &str, stamp: &Stamp) -> String {
    let hash = Sha256::new().chain_update(key).chain_update(&stamp.nonce).chain_update(stamp.now.to_string());
    hash.finalize().iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vendor's own test: PaloAltoNetworks/pan-cortex-xdr-nodejs, `mocha/xdrapikeytest.ts`.
    #[test]
    fn signs_as_the_vendor_does() {
        let nonce = "b5834c137a825cc6c80111f237e1c5f8dedeef5df9dcd4c7f1dc73f180c89b47".to_owned();
        let stamp = Stamp { now: 1_584_983_036_945, nonce };
        let signed = "8eb5e56a1656a35c9d187762d945339455b5382e11d779c458a63c652e1e79e9";
        assert_eq!(signature("testApiKey", &stamp), signed);
        let names = |level| {
            headers("7", "testApiKey", level, &stamp).into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(
            names(Level::Advanced),
            ["x-xdr-auth-id", "x-xdr-nonce", "x-xdr-timestamp", "Authorization"]
        );
        assert_eq!(
            headers("7", "testApiKey", Level::Standard, &stamp),
            [("x-xdr-auth-id", "7".to_owned()), ("Authorization", "testApiKey".to_owned())]
        );
    }

    #[test]
    fn nonces_are_letters_and_digits() {
        let random: [u8; NONCE] = std::array::from_fn(|at| u8::try_from(at * 4).unwrap_or(0) + 3);
        let Stamp { nonce, .. } = Stamp::new(0, &random);
        assert!(nonce.len() == NONCE && nonce.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }
}
