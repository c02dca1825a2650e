//! The parts of a time in words: numbers, words, signs.

/// A part of the text: digits, letters, or one other character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimePart<'t> {
    Number(&'t str),
    Word(&'t str),
    Sign(char),
}

/// The parts of a text, in its order.
pub(super) fn split(text: &str) -> Vec<TimePart<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |test: fn(&u8) -> bool| rest.bytes().take_while(test).count();
        let (digits, letters) = (same(u8::is_ascii_digit), same(u8::is_ascii_alphabetic));
        let length = digits.max(letters).max(first.len_utf8());
        parts.push(match (digits, letters) {
            (1.., _) => TimePart::Number(&rest[..length]),
            (_, 1..) => TimePart::Word(&rest[..length]),
            _ => TimePart::Sign(first),
        });
        rest = &rest[length..];
    }
    parts
}

/// The number that digits write.
pub(super) fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// Milliseconds behind the seconds, and how many parts they take.
pub(super) fn fraction(parts: &[TimePart<'_>]) -> (u16, usize) {
    match parts {
        // Another number behind a comma is the next column.
        [TimePart::Sign('.' | ','), TimePart::Number(digits), ..]
            if parts[0] == TimePart::Sign('.') || matches!(digits.len(), 1..=3 | 6 | 9) =>
        {
            let thousandths = format!("{digits:0<3}");
            // `18.515.1538`: parts of thousandths stand apart.
            let more =
                if matches!(parts[2..], [TimePart::Sign('.'), TimePart::Number(_), ..]) { 2 } else { 0 };
            (thousandths.get(..3).and_then(number).unwrap_or(0), 2 + more)
        }
        // H3C: `10:17:14:104`
        [TimePart::Sign(':'), TimePart::Number(digits), ..] if digits.len() == 3 => {
            (number(digits).unwrap_or(0), 2)
        }
        _ => (0, 0),
    }
}
