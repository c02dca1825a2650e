//! Lists of words that are asked for very often.

/// What stands before `end` in a text that ends with it, in any case.
pub(super) fn strip_suffix_ignore_case<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(end.len())?;
    // A cheap test first: phrases end with a blank, and differ in the byte before it.
    let letter = |text: &str| text.as_bytes().iter().nth_back(1).map(|byte| byte | 0x20);
    if end.len() > 1 && letter(text) != letter(end) {
        return None;
    }
    text.get(at..)?.eq_ignore_ascii_case(end).then(|| &text[..at])
}

/// A list of at most 255 ASCII words, found in any case.
pub(super) struct Words<const N: usize> {
    words: [&'static str; N],
    /// For each sketch of a word, the last word that has it, counted from 1; 0 where none has.
    last: [u8; SKETCHES],
    /// For each word, the one before it with the same sketch, counted from 1.
    earlier: [u8; N],
}

impl<const N: usize> Words<N> {
    pub(super) const fn new(words: [&'static str; N]) -> Self {
        let mut last = [0; SKETCHES];
        let mut earlier = [0; N];
        let mut index = 0;
        while index < N {
            let sketch = sketch(words[index].as_bytes());
            earlier[index] = last[sketch];
            #[expect(clippy::cast_possible_truncation, reason = "there are at most 255 words")]
            let number = index as u8 + 1;
            last[sketch] = number;
            index += 1;
        }
        Self { words, last, earlier }
    }

    /// Whether the list has this word, in any case.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.list().find(word).is_some()
    }

    /// The words, in their order.
    #[cfg(test)]
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// Whether the list has this word as it is written.
    pub(super) fn has(&self, word: &str) -> bool {
        self.list().find(word) == Some(word)
    }

    const fn list(&self) -> List<'_> {
        List { words: &self.words, last: &self.last, earlier: &self.earlier }
    }
}

/// A list of any length: one piece of code for all of them.
struct List<'w> {
    words: &'w [&'static str],
    last: &'w [u8; SKETCHES],
    earlier: &'w [u8],
}

impl List<'_> {
    /// The word as the list has it.
    fn find(&self, word: &str) -> Option<&'static str> {
        let mut number = usize::from(self.last[sketch(word.as_bytes())]);
        while number > 0 {
            let known = self.words[number - 1];
            if known.eq_ignore_ascii_case(word) {
                return Some(known);
            }
            number = usize::from(self.earlier[number - 1]);
        }
        None
    }
}

/// How many sketches there are: few, since each list has a table of them.
const SKETCHES: usize = 64;

/// A number below [`SKETCHES`] that is the same for a word in every case: of its first letter, its last, and its length.
const fn sketch(word: &[u8]) -> usize {
    match word {
        [] => 0,
        [first, .., last] => {
            ((*first as usize | 32) * 7 + (*last as usize | 32) * 29 + word.len() * 61) % SKETCHES
        }
        [only] => (*only as usize | 32) % SKETCHES,
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
        assert!(LIST.has("exe") && !LIST.has("EXE"));
    }
}
