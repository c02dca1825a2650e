//! Brackets that a sentence closes behind a value, told from those of the value.

/// The closing brackets of a value that have no opening ones in it; counted once, when one is first asked for, however
/// many there are.
pub(super) struct Unbalanced<'t> {
    value: &'t [u8],
    left: [Option<usize>; 3],
}

/// The kinds of brackets.
const PAIRS: [(u8, u8); 3] = [(b'(', b')'), (b'[', b']'), (b'{', b'}')];

impl<'t> Unbalanced<'t> {
    pub(super) const fn of(value: &'t [u8]) -> Self {
        Self { value, left: [None; 3] }
    }

    /// Whether this closing bracket has no opening one; each is given once.
    pub(super) fn take(&mut self, bracket: u8) -> bool {
        let Some(kind) = PAIRS.iter().position(|&(_, close)| close == bracket) else { return false };
        let (open, close) = PAIRS[kind];
        let count = |wanted: u8| self.value.iter().filter(|&&byte| byte == wanted).count();
        let left = self.left[kind].get_or_insert_with(|| count(close).saturating_sub(count(open)));
        let is_surplus = *left > 0;
        *left = left.saturating_sub(1);
        is_surplus
    }
}

#[cfg(test)]
mod tests {
    use super::Unbalanced;

    #[test]
    fn gives_each_bracket_that_was_not_opened_once() {
        let mut unbalanced = Unbalanced::of(b"a(b)c))]");
        let taken = [b')', b')', b')', b']', b']', b'x'].map(|bracket| unbalanced.take(bracket));
        assert_eq!(taken, [true, true, false, true, false, false]);
    }
}
