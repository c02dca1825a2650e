//! Names and values with blanks around the sign between them: `src = 10.0.0.1, dst = 8.8.8.8`, and on lines of their own,
//! as RADIUS servers and configurations write them.

use crate::alert::read::meaning::names;

/// The sign between a name and its value.
const SIGN: &str = " = ";

/// How many pairs are taken, and how long a name is at most, in bytes.
const MOST: usize = 200;
const LONGEST: usize = 48;

/// The pairs of a text, where two of their names are names of an alert's values, or one of three or more; none for every
/// other text.
pub(crate) fn pairs(text: &str) -> Vec<(&str, &str)> {
    let pairs: Vec<_> =
        text.lines().filter(|line| line.contains(SIGN)).flat_map(of_line).take(MOST).collect();
    let strong = pairs.iter().filter(|(name, _)| names::is_strong(name)).count();
    if strong > 1 || strong > 0 && pairs.len() > 2 { pairs } else { Vec::new() }
}

/// The pairs of a line: a value goes on until the next name.
fn of_line(line: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = line.split(SIGN).collect();
    let mut pairs = Vec::new();
    for (at, two) in parts.windows(2).enumerate() {
        let (name, behind) = (name(two[0]), two[1]);
        // The last value ends with the line, others before the next name.
        let rest = if at + 2 < parts.len() {
            behind.trim_end().strip_suffix(self::name(behind))
        } else {
            Some(behind)
        };
        let value = rest.unwrap_or("").trim().trim_end_matches([',', ';', '|']).trim_matches('"');
        if !name.is_empty() && name.len() <= LONGEST {
            pairs.push((name, value));
        }
    }
    pairs
}

/// How many words a name has at most.
const WORDS: usize = 4;

/// The name that ends a text: the most words that are a name of an alert's values, else the last word.
fn name(before: &str) -> &str {
    let before = before.trim_end();
    let whole = before.rfind([',', ';', '|', '\t']).map_or(before, |at| &before[at + 1..]).trim_start();
    let blanks = whole.rmatch_indices(' ').map(|(at, _)| &whole[at + 1..]).take(WORDS);
    let mut tails: Vec<&str> = blanks.chain([whole]).take(WORDS).collect();
    tails.reverse();
    tails.iter().find(|tail| names::is_known(tail)).or(tails.last()).copied().unwrap_or(whole)
}
