//! The members of objects, and the elements, around a value: what a type beside it in JSON, or its element in XML, says that
//! it is (MISP, STIX, OpenIOC, ThreatFox, OTX).

use super::{
    context::Text,
    table::{CellType, says},
    words::Words,
};

/// Names of members whose value is of the type that stands beside them; every other name says itself what it holds.
static VALUES: Words<9> = Words::new([
    "artifact",
    "content",
    "data",
    "indicator",
    "ioc",
    "ioc_value",
    "observable",
    "value",
    "value1",
]);

/// How far around a value its object or element is read, in bytes.
const REACH: usize = 384;

/// The longest name of a member or an element that is read, in bytes.
const LONGEST: usize = 40;

/// The kind that the object or the element around the text from `start` to `end` tells.
#[cold]
pub(super) fn said(text: &Text<'_>, start: usize, end: usize) -> Option<CellType> {
    match (text.before(start), text.at(end)) {
        (b'"', b'"') if VALUES.contains(text.label(start).0) && text.is_json() => typed(text, start, end),
        (b'>', b'<') => element(text, start),
        _ => None,
    }
}

/// The kind that a member of the object tells whose name is `type`, or ends in it.
fn typed(text: &Text<'_>, start: usize, end: usize) -> Option<CellType> {
    let is_edge = |byte: &u8| matches!(byte, b'{' | b'}');
    let before = &text.bytes[start.saturating_sub(REACH)..start];
    let before = &before[before.iter().rposition(is_edge).map_or(0, |at| at + 1)..];
    let behind = &text.bytes[end..text.bytes.len().min(end + REACH)];
    let behind = &behind[..behind.iter().position(is_edge).unwrap_or(behind.len())];
    of_member(before).or_else(|| of_member(behind))
}

/// The value of the first member of that name in a part of an object.
fn of_member(part: &[u8]) -> Option<CellType> {
    const NAME: &[u8] = b"type\"";
    let at = part.windows(NAME.len()).position(|word| word.eq_ignore_ascii_case(NAME))?;
    let value = part[at + NAME.len()..].trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"")?;
    let length = value.iter().take(LONGEST).position(|&byte| byte == b'"')?;
    says(&value[..length])
}

/// The kind that the name of the element tells, or the search term in the element before it.
fn element(text: &Text<'_>, start: usize) -> Option<CellType> {
    let before = &text.bytes[start.saturating_sub(REACH)..start - 1];
    let open = before.iter().rposition(|&byte| byte == b'<')?;
    let name = before[open + 1..].split(|byte| byte.is_ascii_whitespace()).next()?;
    // `<td>Domain</td><td>ferry.sh</td>`
    if name.eq_ignore_ascii_case(b"td") {
        let cell = before[..open].trim_ascii_end().strip_suffix(b"</td>")?;
        let begin = cell.iter().rposition(|&byte| byte == b'>').map_or(0, |at| at + 1);
        return says(&cell[begin..]);
    }
    if name.len() <= LONGEST && !name.eq_ignore_ascii_case(b"content") {
        return says(name);
    }
    const SEARCH: &[u8] = b"search=\"";
    let at = before.windows(SEARCH.len()).rposition(|word| word == SEARCH)?;
    let value = &before[at + SEARCH.len()..];
    let length = value.iter().take(2 * LONGEST).position(|&byte| byte == b'"')?;
    says(&value[..length])
}
