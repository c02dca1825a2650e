//! Lists of words that are asked for very often.

/// A list of ASCII words, found in any case. Most words that are not in it are turned away by one bit.
pub(super) struct Words<const N: usize> {
    words: [&'static str; N],
    /// One bit for each sketch of a word that occurs.
    sketches: [u64; 4],
}

impl<const N: usize> Words<N> {
    pub(super) const fn new(words: [&'static str; N]) -> Self {
        let mut sketches = [0; 4];
        let mut index = 0;
        while index < N {
            let sketch = sketch(words[index].as_bytes());
            sketches[sketch / 64] |= 1 << (sketch % 64);
            index += 1;
        }
        Self { words, sketches }
    }

    /// Whether the list has this word, in any case.
    pub(super) fn contains(&self, word: &str) -> bool {
        let sketch = sketch(word.as_bytes());
        self.sketches[sketch / 64] >> (sketch % 64) & 1 == 1
            && self.words.iter().any(|entry| entry.eq_ignore_ascii_case(word))
    }
}

/// A number below 256 that is the same for a word in every case: of its first letter, its last, and its length.
const fn sketch(word: &[u8]) -> usize {
    match word {
        [] => 0,
        [first, .., last] => {
            ((*first as usize | 32) * 7 + (*last as usize | 32) * 29 + word.len() * 61) % 256
        }
        [only] => (*only as usize | 32) % 256,
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn finds_its_words_in_any_case_and_no_other() {
        static LIST: Words<4> = Words::new(["exe", "ps1", "_x", "a"]);
        for word in ["exe", "EXE", "pS1", "_X", "A"] {
            assert!(LIST.contains(word), "{word}");
        }
        for word in ["", "ex", "exee", "ps2", "b", "éxe"] {
            assert!(!LIST.contains(word), "{word}");
        }
    }
}
