//! Statements of SQL, in which addresses are data.

use crate::alert::read::{meaning::endpoints::End, text::line};

/// Words of statements of SQL, both of which one has.
const STATEMENTS: [(&str, &str); 6] = [
    ("select ", " from "),
    ("select ", ";"),
    ("insert into ", " values"),
    ("update ", " set "),
    ("delete from ", " where "),
    ("replace into ", " values"),
];

/// How much of a line is looked at for a statement, in bytes.
const STATEMENT: usize = 8_192;

/// The addresses without those between quotes in a statement of SQL, which are data: `LOG:  statement: select * from t where
/// ip='10.0.0.1'`.
pub(super) fn without_statement<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let is_quoted = |end: &End<'_>| {
        let (before, behind) = (&text[..end.start], &text[end.start + end.written.len()..]);
        // In a sentence a word stands before them: `update of the list failed; deny "10.0.0.7" to …`.
        let bare = before.trim_end_matches(['\'', '"', '\\', '%']);
        let sign = bare.trim_end();
        let is_value = sign.ends_with(['=', '(', ',', '>', '<']) || ends_before_value(sign);
        bare.len() < before.len() && is_value && behind.trim_start_matches('\\').starts_with(['\'', '"'])
    };
    if !ends.iter().any(is_quoted) {
        return ends;
    }
    let small = line::head(text, STATEMENT).to_ascii_lowercase();
    let begin = |(verb, more): &(&str, &str)| {
        let begins = |at: &usize| !small[..*at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        let at = small.match_indices(verb).map(|(at, _)| at).take(8).find(begins)?;
        small[at..].contains(more).then_some(at)
    };
    if let Some(begin) = STATEMENTS.iter().filter_map(begin).min() {
        ends.retain(|end| end.start < begin || !is_quoted(end));
    }
    ends
}

/// Whether a word ends a text behind which a statement has a value: `where ip LIKE `, `select `.
fn ends_before_value(text: &str) -> bool {
    let word = text.split_ascii_whitespace().next_back().unwrap_or("");
    word.eq_ignore_ascii_case("select")
        || word.eq_ignore_ascii_case("like")
        || word.eq_ignore_ascii_case("between")
        || word.eq_ignore_ascii_case("and")
}
