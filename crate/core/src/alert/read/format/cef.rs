//! CEF (ArcSight): a header of fields between bars, then names and values.
//!
//! Source: "Micro Focus ArcSight Common Event Format", Implementing ArcSight CEF, revision 25.

use std::borrow::Cow;

use crate::alert::read::{
    format::{Format, by_line, by_sign, key_value},
    record::{FieldValue, MOST, Record, Scale},
};

/// CEF in the table of formats.
pub(crate) const FORMAT: Format = Format {
    name: "CEF",
    signs: &["CEF:"],
    header: 400,
    unescapes: true,
    begins: by_sign,
    split: by_line,
    read,
    scale: Scale::Ten,
    sample: "CEF:0|Acme|Gate|1|100|Deny|7|src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53",
};

/// How many names of an extension are looked at for labels.
const LABELS: usize = 200;

/// Names that mean what the label beside them says: `cs5` what `cs5Label` says.
const LABELLED: [&str; 6] = ["cs", "cn", "c6a", "cfp", "deviceCustom", "flexString"];

/// The record of a CEF line; `None` when it is none.
fn read<'t>(format: &Format, text: &'t str) -> Option<Record<'t>> {
    let ([_, vendor, product, _, class, name, severity], rest) = found(format, text)?;
    let mut record = Record::new(text).behind(format.sign(text).unwrap_or(0));
    let field = |part| record.said(part).map(|said| FieldValue { value: unescaped(&said.value), ..said });
    let (vendor, product, class) = (field(vendor), field(product), field(class));
    record.severity = record.said(severity);
    (record.vendor, record.product, record.event_id) = (vendor, product, class);
    let extension = between_semicolons(rest).unwrap_or_else(|| key_value::extension(rest));
    let label = |name: &str| {
        let of = |known: &str| known.strip_suffix("Label") == Some(name);
        extension.iter().take(LABELS).find(|(known, _)| of(known)).map(|&(_, label)| label)
    };
    for &(name, value) in extension.iter().take(MOST) {
        let custom = LABELLED.iter().any(|prefix| name.starts_with(prefix));
        let name = Some(name).filter(|_| custom).and_then(label).unwrap_or(match name {
            // When it began is nearer to the event than when it was received, but some products mean something else.
            "start" => "cefstart",
            name => name,
        });
        match unescape(value) {
            Cow::Borrowed(value) => record.push(name, value),
            Cow::Owned(plain) => record.push_as(name, plain, value),
        }
    }
    // Some products tell all in the name: `User admin logged in from 81.2.69.142.`
    if name.contains('.') || name.contains(':') {
        record.push("eventName", name);
    }
    // The product's own number of the event is surer than the class of the event.
    if let Some(id) = record.named("externalId").map(|pair| pair.said()) {
        record.event_id = Some(id);
    }
    Some(record)
}

/// The names and values of an extension between semicolons, as some senders write it: `rt=…;src=…;dst=…`. `None` for one
/// between blanks.
fn between_semicolons(rest: &str) -> Option<Vec<(&str, &str)>> {
    let parts = rest.trim().trim_end_matches(';').split(';').take(MOST);
    parts.map(pair).collect::<Option<Vec<_>>>().filter(|pairs| pairs.len() > 3)
}

/// A name of letters and digits, and its value: `src=10.0.0.1`.
fn pair(part: &str) -> Option<(&str, &str)> {
    let (name, value) = part.split_once('=')?;
    let name = name.trim();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name.then_some((name, value))
}

/// The fields of the header and what follows, where the header begins near the beginning of the line. One that was
/// copied without `CEF:` counts, too: `0|Check Point|VPN-1 & FireWall-1|…`.
fn found<'t>(format: &Format, text: &'t str) -> Option<([&'t str; 7], &'t str)> {
    match format.sign(text) {
        Some(start) => {
            let (mut fields, mut rest) = header::<7>(&text[start + 4..])?;
            // An empty vendor before the vendor shifts the header by one field (seen from Check Point).
            if fields[1].trim().is_empty() && !fields[2].trim().is_empty() && rest.contains('|') {
                let ([last], after) = header::<1>(rest)?;
                if !last.contains('=') {
                    fields.rotate_left(1);
                    fields[6] = last;
                    rest = after;
                }
            }
            Some((fields, rest))
        }
        None if matches!(text.as_bytes(), [b'0' | b'1', b'|', ..]) => {
            header::<7>(text).filter(|(_, rest)| rest.contains('='))
        }
        None => None,
    }
}

/// The fields of a header, as they are written, and what follows; a header that ends early has empty ones.
pub(crate) fn header<const N: usize>(text: &str) -> Option<([&str; N], &str)> {
    let mut fields = [""; N];
    let mut rest = text;
    for field in &mut fields {
        let bytes = rest.as_bytes();
        let mut end = 0;
        while end < bytes.len() && bytes[end] != b'|' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        *field = rest.get(..end.min(rest.len()))?;
        rest = rest.get(end + 1..).unwrap_or("");
    }
    Some((fields, rest))
}

/// A field of a header without the escapes of bars.
pub(crate) fn unescaped(field: &str) -> String {
    field.replace("\\|", "|").replace("\\\\", "\\")
}

/// A value of the extension without its escapes.
fn unescape(value: &str) -> Cow<'_, str> {
    if !["\\=", "\\\\", "\\|"].iter().any(|escape| value.contains(escape)) {
        return Cow::Borrowed(value);
    }
    Cow::Owned(value.replace("\\=", "=").replace("\\\\", "\\").replace("\\|", "|"))
}
