//! Which values have been found before, without a second copy of them.

use std::{
    collections::HashMap,
    hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState},
};

use super::super::kind::IndicatorKind;

/// The values found so far, by the number at which each was added.
#[derive(Default)]
pub(super) struct KnownTexts {
    state: RandomState,
    /// For each hash, the value that was added last with it.
    last: HashMap<u64, usize, BuildHasherDefault<Hashed>>,
    /// For each value, the one before it with the same hash.
    earlier: Vec<Option<usize>>,
}

impl KnownTexts {
    /// The number of this value, where `is_same` knows it; else adds it under the next number.
    pub(super) fn find_or_add(
        &mut self,
        kind: IndicatorKind,
        value: &str,
        is_same: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let last = self.last.entry(self.state.hash_one((kind, value)));
        let number = self.earlier.len();
        let mut candidate = match &last {
            std::collections::hash_map::Entry::Occupied(entry) => Some(*entry.get()),
            std::collections::hash_map::Entry::Vacant(_) => None,
        };
        let before = candidate;
        while let Some(known) = candidate {
            if is_same(known) {
                return Some(known);
            }
            candidate = self.earlier[known];
        }
        *last.or_insert(number) = number;
        self.earlier.push(before);
        None
    }
}

/// Takes a hash for what it is.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0 << 8 | u64::from(byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_of_every_kind_has_its_number() {
        let words = ["a", "b", "a", "c", "b"];
        let mut known = KnownTexts::default();
        let mut added: Vec<(IndicatorKind, &str)> = Vec::new();
        let mut numbers = Vec::new();
        for kind in [IndicatorKind::Domain, IndicatorKind::Url] {
            for word in words {
                let found = known.find_or_add(kind, word, |index| added[index] == (kind, word));
                numbers.push(found.unwrap_or_else(|| {
                    added.push((kind, word));
                    added.len() - 1
                }));
            }
        }
        assert_eq!(numbers, [0, 1, 0, 2, 1, 3, 4, 3, 5, 4]);
    }
}
