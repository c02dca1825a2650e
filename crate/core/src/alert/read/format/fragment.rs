//! Lines out of an indented JSON object, as they are selected on a page: `"source": { … }, "destination": { … }`.

use crate::alert::read::{format::json, record::Record};

/// The longest selection that is completed, in bytes.
const LONGEST: usize = 100_000;

/// How many objects close in a selection that did not begin in it, at most.
const MOST_CLOSED: usize = 6;

/// The record of members of an object that lost its beginning or its end; `None` when the text is something else, or has no
/// object in it: pairs alone are read one by one.
pub(super) fn read(text: &str) -> Option<Record<'_>> {
    let members = text.trim().trim_end_matches(',');
    if members.len() > LONGEST
        || !begins_member(members)
        || !(members.contains(['{', '}']) || members.contains("\": [\n"))
    {
        return None;
    }
    let (closed, balance) = depths(members);
    // The last object that closes is the outermost one, or others go on behind it.
    let mut around = [closed.max(1), closed + 1].into_iter().filter(|_| closed <= MOST_CLOSED);
    around.find_map(|around| completed(text, members, around, balance.checked_add_unsigned(around)?))
}

/// The record of members with so many objects begun before them, of which so many are still open at their end.
fn completed<'t>(text: &'t str, members: &'t str, around: usize, open: isize) -> Option<Record<'t>> {
    let begin = format!("{{{}", r#""":{"#.repeat(around - 1));
    let whole = format!("{begin}{members}{}", "}".repeat(usize::try_from(open).ok()?));
    let mut found = Record::new(&whole);
    json::members(&whole, "", 0, &mut found)?;
    let mut record = Record::new(text);
    for pair in found.list {
        let at = |place: usize| place.checked_sub(begin.len());
        let written = members.get(at(pair.span.start)?..at(pair.span.end)?)?;
        record.push_as(pair.name.into_owned(), pair.value.into_owned(), written);
    }
    Some(record).filter(|record| !record.list.is_empty())
}

/// Whether a text begins with the name of a member: `"source": `.
fn begins_member(text: &str) -> bool {
    let name = text.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    name.is_some_and(|(name, rest)| !name.contains('\\') && rest.trim_start().starts_with(':'))
}

/// How many objects close in a text that did not begin in it, and how many more begin than close.
fn depths(text: &str) -> (usize, isize) {
    let (mut depth, mut lowest) = (0_isize, 0_isize);
    let (mut is_quoted, mut is_escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            b'{' if !is_quoted => depth += 1,
            b'}' if !is_quoted => depth -= 1,
            _ => {}
        }
        lowest = lowest.min(depth);
    }
    (lowest.unsigned_abs(), depth)
}
