//! Values in XQL: nothing that is typed can leave its quotes, and what is no text is digits or a word of the tables.
//!
//! Source: Palo Alto Networks, "Cortex XSIAM XQL Language", pages "Supported operators" and "Understanding string
//! manipulation in XQL": in `"…"` a backslash is itself, `*` is any sequence of characters, and a quote has no escape.

use std::net::IpAddr;

use super::{Kind, registry};
use crate::{error::Error, query::pivot::wildcard_of_range};

/// A text that no value ends: a quote, and what breaks or ends a line, becomes the wildcard.
pub(super) fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace(is_unsafe, "*"))
}

/// Whether a character cannot stand in a text of XQL.
pub(super) fn is_unsafe(one: char) -> bool {
    one == '"' || one.is_control() || matches!(one, '\u{2028}' | '\u{2029}')
}

/// The condition that one of the fields has one of the values, without parentheses around it, and whether it needs some.
///
/// # Errors
/// Returns an error for each value that Cortex XDR cannot be asked for.
pub(super) fn condition(
    kind: Kind,
    fields: &[&str],
    values: &[String],
) -> Result<(String, bool), Vec<Error>> {
    let mut errors = Vec::new();
    let mut any = Vec::new();
    match kind {
        Kind::Text => {
            any.extend(fields.iter().map(|field| in_list(field, values.iter().map(|one| quoted(one)))))
        }
        Kind::RegistryKey => {
            let keys: Vec<String> = values.iter().flat_map(|value| registry::stored(value)).collect();
            any.extend(fields.iter().map(|field| in_list(field, keys.iter().map(|one| quoted(one)))));
        }
        Kind::Number => {
            let numbers = each(values, &mut errors, number);
            any.extend(fields.iter().map(|field| in_list(field, numbers.iter().cloned())));
        }
        Kind::Choice(choices) => {
            let known = values.iter().filter_map(|value| choices.iter().find(|(name, _)| name == value));
            let words: Vec<String> = known.map(|(_, word)| (*word).to_owned()).collect();
            any.extend(fields.iter().map(|field| equals(field, &words)));
        }
        Kind::Hash => any = hashes(fields, values, &mut errors),
        Kind::Network => any = addresses(fields[0], values),
        Kind::HostAddress => any = of_hosts(fields, values, &mut errors),
    }
    if errors.is_empty() { Ok((any.join(" or "), any.len() > 1)) } else { Err(errors) }
}

fn in_list(field: &str, values: impl Iterator<Item = String>) -> String {
    format!("{field} in ({})", values.collect::<Vec<_>>().join(","))
}

/// That a field is one of these words, which are no texts.
pub(super) fn equals(field: &str, words: &[String]) -> String {
    match words {
        [only] => format!("{field} = {only}"),
        _ => in_list(field, words.iter().cloned()),
    }
}

fn each<T>(values: &[String], errors: &mut Vec<Error>, read: impl Fn(&str) -> Result<T, Error>) -> Vec<T> {
    let read = values.iter().filter_map(|value| read(value).map_err(|error| errors.push(error)).ok());
    read.collect()
}

fn number(value: &str) -> Result<String, Error> {
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    let number = value.parse::<u64>().ok().filter(|_| is_number).map(|number| number.to_string());
    number.ok_or_else(|| Error::NumberNeeded(value.to_owned()))
}

/// By their length; one with a wildcard may be either.
fn hashes(fields: &[&str], values: &[String], errors: &mut Vec<Error>) -> Vec<String> {
    let mut by_length: [Vec<String>; 2] = [Vec::new(), Vec::new()];
    for value in values {
        match value.len() {
            _ if value.contains('*') => by_length.iter_mut().for_each(|list| list.push(quoted(value))),
            32 => by_length[0].push(quoted(value)),
            64 => by_length[1].push(quoted(value)),
            _ => errors.push(Error::HashNotKept(value.clone())),
        }
    }
    let asked = fields.iter().zip(by_length).filter(|(_, list)| !list.is_empty());
    asked.map(|(field, list)| in_list(field, list.into_iter())).collect()
}

/// Single addresses and texts with wildcards in a list, networks by the operators for them.
fn addresses(field: &str, values: &[String]) -> Vec<String> {
    let (networks, single): (Vec<_>, Vec<_>) = values.iter().partition(|value| is_network(value));
    let (newer, older): (Vec<&String>, Vec<&String>) =
        networks.into_iter().partition(|value| value.contains(':'));
    let mut any = Vec::new();
    if !single.is_empty() {
        any.push(in_list(field, single.into_iter().map(|one| quoted(one))));
    }
    for (operator, list) in [("incidr", older), ("incidr6", newer)] {
        if !list.is_empty() {
            let list: Vec<&str> = list.into_iter().map(String::as_str).collect();
            any.push(format!("{field} {operator} {}", quoted(&list.join(", "))));
        }
    }
    any
}

/// Whether a value is a network in CIDR notation (RFC 4632).
fn is_network(value: &str) -> bool {
    value.split_once('/').is_some_and(|(address, bits)| {
        let most = match address.parse::<IpAddr>() {
            Ok(IpAddr::V4(_)) => 32,
            Ok(IpAddr::V6(_)) => 128,
            Err(_) => return false,
        };
        bits.bytes().all(|byte| byte.is_ascii_digit()) && bits.parse::<u8>().is_ok_and(|bits| bits <= most)
    })
}

/// The part of an IPv4 address before a wildcard, with its last dot: `10.1.` of `10.1.*`.
fn beginning_of_addresses(text: &str) -> Option<&str> {
    let beginning = text.strip_suffix('*').filter(|beginning| beginning.ends_with('.'))?;
    let parts = beginning.trim_end_matches('.').split('.');
    (parts.clone().count() <= 3 && parts.clone().all(|part| part.parse::<u8>().is_ok())).then_some(beginning)
}

/// The addresses of a host stand in one text, which is searched.
fn of_hosts(fields: &[&str], values: &[String], errors: &mut Vec<Error>) -> Vec<String> {
    let searched = |value: &str| match value {
        _ if is_network(value) => {
            wildcard_of_range(value).ok_or_else(|| Error::NetworkNotSearchable(value.to_owned()))
        }
        _ => Ok(value.to_owned()),
    };
    each(values, errors, |value| {
        let text = searched(value)?;
        let field = fields[usize::from(text.contains(':'))];
        Ok(if let Some(beginning) = beginning_of_addresses(&text) {
            // Not within another number or address: `10.` is not in `110.` and `1.10.`.
            format!("{field} ~= {}", quoted(&format!("(^|[^0-9.]){}", beginning.replace('.', r"\."))))
        } else if text.contains('*') || text.contains(is_unsafe) {
            in_list(field, std::iter::once(quoted(&format!("*{}*", text.trim_matches('*')))))
        } else {
            format!("{field} contains {}", quoted(&text))
        })
    })
}
