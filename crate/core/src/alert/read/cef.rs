//! CEF and LEEF: a header of fields between bars, then names and values.

use super::{key_value, pairs::Pairs};

/// The pairs of a CEF line; `None` when it is none.
pub(super) fn read(text: &str) -> Option<Pairs> {
    let start = text.find("CEF:").filter(|start| *start < 400)?;
    let (head, rest) = header::<7>(&text[start + 4..])?;
    let [_, vendor, product, _, class, _, severity] = head;
    let mut pairs = Pairs { vendor, product, event_id: class, severity, ..Pairs::default() };
    let mut raw = Pairs::default();
    key_value::read_extension(rest, &mut raw);
    // `cs5=…` means what `cs5Label=…` says; so do `c6a2` and `cn1`.
    let label = |name: &str| {
        let wanted = format!("{name}Label");
        raw.list.iter().find(|(known, _)| *known == wanted).map(|(_, label)| label.clone())
    };
    for (name, value) in &raw.list {
        let custom =
            ["cs", "cn", "c6a", "deviceCustom", "flexString"].iter().any(|prefix| name.starts_with(prefix));
        match label(name).filter(|_| custom) {
            Some(label) => pairs.push(label, value.as_str()),
            // When it began is nearer to the event than when it was received.
            None if name == "start" => pairs.push("cefstart", value.as_str()),
            None => pairs.push(name.as_str(), value.as_str()),
        }
    }
    Some(pairs)
}

/// The pairs of a LEEF line; `None` when it is none.
pub(super) fn read_leef(text: &str) -> Option<Pairs> {
    let start = text.find("LEEF:").filter(|start| *start < 400)?;
    let two = text[start + 5..].starts_with('2');
    let (head, mut rest) = header::<5>(&text[start + 5..])?;
    let [_, vendor, product, _, event] = head;
    let mut pairs = Pairs { vendor, product, event_id: event, ..Pairs::default() };
    let mut delimiter = '\t';
    if two && let Some((given, after)) = rest.split_once('|').filter(|(given, _)| given.len() <= 5) {
        let code = given.strip_prefix("0x").or_else(|| given.strip_prefix('x'));
        delimiter = code
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32)
            .or_else(|| given.chars().next())
            .unwrap_or('\t');
        rest = after;
    }
    if rest.contains(delimiter) {
        for (name, value) in rest.split(delimiter).filter_map(|pair| pair.split_once('=')) {
            pairs.push(name.trim(), value);
        }
    } else {
        // The browser turned the tabs of a selection into spaces.
        key_value::read_extension(rest, &mut pairs);
    }
    Some(pairs)
}

/// The fields of a header, `\|` and `\\` unescaped, and what follows.
fn header<const N: usize>(text: &str) -> Option<([String; N], &str)> {
    let mut fields = std::array::from_fn(|_| String::new());
    let mut rest = text;
    for field in &mut fields {
        let bytes = rest.as_bytes();
        let mut end = 0;
        while end < bytes.len() && bytes[end] != b'|' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let part = rest.get(..end)?;
        part.trim().replace("\\|", "|").replace("\\\\", "\\").clone_into(field);
        rest = rest.get(end + 1..).unwrap_or("");
    }
    Some((fields, rest))
}
