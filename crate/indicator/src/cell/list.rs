//! The items of lists, and the values that a query compares a field with: what their key says that they are.

use super::{
    super::{
        context::Text,
        labels,
        table::{CellType, says},
        words::{Words, strip_suffix_ignore_case},
    },
    MOST_SPACES,
};

/// The kind of an item of a list, by the key before it: `"domains": ["a.one", "b.sh"]`, `hosts:␊  - a.one␊  - b.sh`.
pub(super) fn of_list(text: &Text<'_>, start: usize, end: usize) -> Option<CellType> {
    // Most names stand behind something else.
    let mut near = text.bytes[..start].iter().rev().take(MOST_SPACES);
    let last =
        near.find(|byte| !matches!(byte, b' ' | b'"' | b'\'' | b'`' | b'.' | b'\t' | b'\n' | b'\r'))?;
    let mut is_compared = || *last == b'=' && matches!(near.next(), Some(b'=' | b'!'));
    if last.is_ascii() && !BEFORE_ITEMS.contains(last) && !is_compared() {
        return None;
    }
    let before = text.preceding(start, LIST);
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let bullet = |line: &str| BULLETS.iter().any(|bullet| line.trim_start().starts_with(bullet));
    let item = line.trim_start();
    if let Some(item) = BULLETS.iter().find_map(|bullet| item.strip_prefix(bullet)) {
        if !matches!(item, "" | "\"" | "'" | "'." | "'*." | "`") {
            return None;
        }
        let mut lines = before[..before.len() - line.len()].lines().rev();
        return key_says(lines.find(|line| !bullet(line))?.trim().strip_suffix([':', '：'])?);
    }
    if let Some(said) = of_query(before) {
        return Some(said);
    }
    let (key, items) = before.rsplit_once('[').filter(|(_, items)| !items.contains([']', '{', '}', '(']))?;
    let is_quoted = matches!(text.before(start), b'"' | b'\'');
    let is_item = items.trim_end().is_empty() || items.trim_end().ends_with([',', '"', '\'']);
    // Behind an equals sign a name without quotes is one of the program; `[name](address)` is a link.
    let ends = is_quoted || matches!(text.at(end), b',' | b'\n' | b'\r' | b']') && text.at(end + 1) != b'(';
    let key = key.trim_end();
    let key = key.strip_suffix(':').or_else(|| key.strip_suffix('=').filter(|_| is_quoted))?;
    let key = key.trim_end_matches(['"', '\'', ' ']).rsplit(['"', '\'', '\n', '{', ',']).next()?;
    if is_item && ends { key_says(key) } else { None }
}

/// The last byte of what stands before an item of a list, a word such as `or`, or the operator of a query.
const BEFORE_ITEMS: &[u8] = b",[-*(rR~%sSheHE@qQ";

/// The kind of a value that a query compares a field with, alone or as one of several in brackets: `DnsQuery =~ "x.sh"`,
/// `RemoteUrl has_any ("x.sh", "y.pl")`, `dest_host IN (x.sh, y.pl)`, `dns.question.name: ("x.sh" or "y.pl")`.
fn of_query(before: &str) -> Option<CellType> {
    let is_list = |items: &str| {
        items.split([',', ' ']).map(|item| item.trim_matches(['"', '\'', '*'])).all(|item| {
            item.is_empty()
                || item.eq_ignore_ascii_case("or")
                || item.contains('.')
                    && item.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
        })
    };
    let list = before.rsplit_once('(').filter(|(_, items)| is_list(items));
    let (compared, operators) = match list {
        Some((compared, _)) => (compared, &OF_LISTS[..]),
        None => (before.trim_end_matches(['"', '\'', '*', '%', '.', '@']), &OF_ONE[..]),
    };
    let is_quoted = before[compared.len()..].contains(['"', '\'']);
    let compared = compared.trim_end();
    let field = operators.iter().find_map(|operator| strip_suffix_ignore_case(compared, operator))?;
    let is_word = compared.ends_with(|c: char| c.is_ascii_alphabetic()) && !is_quoted;
    let name = field.trim_end().rsplit([' ', '|', '(', '\n']).next()?;
    // `scripts on the server in (backup.sh, rotate.pl)`
    if is_word && name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let last = name.rsplit('.').next()?;
    let is_host = labels::is_host(last)
        || labels::is_host(name)
        || ["question.name", "qry.name"].iter().any(|end| name.ends_with(end));
    is_host.then_some(CellType::Host)
}

/// What stands between a field and several values, and between a field and one: of KQL, SPL, SQL, EQL, Lucene.
const OF_LISTS: [&str; 6] = [" in", " in~", " has_any", " has_all", " not in", ":"];
const OF_ONE: [&str; 13] = [
    " =~",
    " has",
    " contains",
    " startswith",
    " endswith",
    " like",
    " like~",
    " matches",
    " match",
    " ==",
    " !=",
    " eq",
    " ne",
];

/// What stands before the items of a list, each on its line.
const BULLETS: [&str; 4] = ["- ", "* ", "• ", "– "];

/// The kind that the key of a list tells: its last word, or of one that says more, its first: `Domains contacted by the file`.
fn key_says(key: &str) -> Option<CellType> {
    // Sigma: `DestinationHostname|endswith`
    let key = key.split_once('|').map_or(key, |(field, _)| field).trim();
    if let Some(said) = labels::is_host_elsewhere(key).then_some(CellType::Host) {
        return Some(said);
    }
    let mut words = key.split(' ').take_while(|word| !word.starts_with('('));
    let main = words.clone().take_while(|word| !MORE.contains(word));
    let is_more = words.any(|word| MORE.contains(word));
    if labels::is_host(key) {
        return Some(CellType::Host);
    }
    let mut main = main.filter(|word| !word.is_empty());
    if is_more {
        return says(main.next()?.as_bytes());
    }
    let last = main.clone().last()?;
    says(last.as_bytes()).or_else(|| says(main.next()?.as_bytes()))
}

/// Words behind which the key of a list says more of what it lists.
static MORE: Words<18> = Words::new([
    "at", "by", "every", "for", "from", "in", "into", "of", "on", "over", "that", "the", "these", "this",
    "to", "using", "via", "with",
]);

/// How far before an item its list is read, in bytes.
const LIST: usize = 512;
