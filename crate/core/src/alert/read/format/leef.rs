//! LEEF (QRadar): a header of fields between bars, then names and values between tabs or another character.
//!
//! Source: IBM, "LEEF event components".

use crate::alert::read::{
    format::{Format, by_line, by_sign, cef, key_value},
    record::{FieldValue, Record, Scale},
};

/// LEEF in the table of formats.
pub(crate) const FORMAT: Format = Format {
    name: "LEEF",
    signs: &["LEEF:"],
    header: 400,
    unescapes: true,
    begins: by_sign,
    split: by_line,
    read,
    scale: Scale::Ten,
    sample: "LEEF:2.0|Acme|Gate|1|15|^|src=10.0.0.1^srcPort=1024^dst=8.8.8.8^dstPort=53",
};

/// From so many bars on they stand between attributes, not in the value of one.
const FEWEST_BARS: usize = 4;

/// The record of a LEEF line; `None` when it is none.
fn read<'t>(format: &Format, text: &'t str) -> Option<Record<'t>> {
    let start = format.sign(text)?;
    let two = text[start + 5..].starts_with('2');
    let ([_, vendor, product, _, event], mut rest) = cef::header::<5>(&text[start + 5..])?;
    let mut record = Record::new(text).behind(start);
    let field =
        |part| record.said(part).map(|said| FieldValue { value: cef::unescaped(&said.value), ..said });
    let (vendor, product, event) = (field(vendor), field(product), field(event));
    (record.vendor, record.product, record.event_id) = (vendor, product, event);
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
    // Some products put bars between the attributes of version 1 too.
    if !rest.contains(delimiter) && rest.matches('|').count() >= FEWEST_BARS {
        delimiter = '|';
    }
    let pairs: Vec<(&str, &str)> = if rest.contains(delimiter) {
        rest.split(delimiter).filter_map(|pair| pair.split_once('=')).collect()
    } else {
        // The browser turned the tabs of a selection into spaces.
        key_value::extension(rest)
    };
    for (name, value) in pairs {
        record.push(name.trim(), value);
    }
    Some(record)
}
