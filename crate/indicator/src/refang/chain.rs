//! Words joined by dots of any kind: whether they end in a top-level domain.

use super::super::{endings::Ending, words::Words};

/// Words of sentences that are top-level domains.
static SHORT_WORDS: Words<16> = Words::new([
    "am", "as", "at", "be", "by", "do", "in", "is", "it", "me", "my", "no", "so", "to", "us", "and",
]);

/// A row of words joined by dots of any kind, as it was last followed: what a mark in its middle needs to know is
/// known from its beginning.
#[derive(Default)]
pub(super) struct Chain {
    /// Where it was left.
    end: usize,
    /// Whether it ends in a top-level domain that prose does not use.
    known: bool,
}

impl Chain {
    /// Whether the words from `at` on end in such a domain.
    pub(super) fn ends_in_domain(&mut self, bytes: &[u8], at: usize) -> bool {
        if at >= self.end {
            *self = Self::follow(bytes, at);
        }
        self.known
    }

    fn follow(bytes: &[u8], mut at: usize) -> Self {
        // A host is no longer than this (RFC 1035, section 2.3.4).
        let limit = at + 253;
        while at <= limit {
            let length =
                bytes[at..].iter().take(64).take_while(|&&byte| byte.is_ascii_alphanumeric()).count();
            let Ok(label) = std::str::from_utf8(&bytes[at..at + length]) else { break };
            at += length;
            let joint = [&b" dot "[..], b"-dot-", b"_dot_", b"[.]", b"."].into_iter().find(|joint| {
                bytes.get(at..at + joint.len()).is_some_and(|next| next.eq_ignore_ascii_case(joint))
                    && bytes.get(at + joint.len()).is_some_and(u8::is_ascii_alphanumeric)
            });
            match joint {
                Some(joint) if length > 0 => at += joint.len(),
                _ => {
                    let ending = Ending::of(label);
                    let prose = SHORT_WORDS.contains(label) || label.len() > 3 && ending.is_property_like();
                    let known = ending.is_root_zone() && !prose;
                    return Self { end: at, known };
                }
            }
        }
        Self { end: at, known: false }
    }
}
