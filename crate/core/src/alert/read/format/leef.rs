//! LEEF (QRadar): a header of fields between bars, then names and values between tabs or another character.
//!
//! Source: IBM, "LEEF event components".

use crate::alert::read::{
    format::{cef, key_value},
    record::{Record, Said, Scale},
    text::line,
};

/// The record of a LEEF line; `None` when it is none.
pub(crate) fn read(text: &str) -> Option<Record<'_>> {
    let start = line::sign(text, cef::HEADER, &["LEEF:"])?;
    let two = text[start + 5..].starts_with('2');
    let ([_, vendor, product, _, event], mut rest) = cef::header::<5>(&text[start + 5..])?;
    let mut record = Record::new(text);
    let field = |part| record.said(part).map(|said| Said { value: cef::unescaped(&said.value), ..said });
    let (vendor, product, event) = (field(vendor), field(product), field(event));
    (record.vendor, record.product, record.event_id) = (vendor, product, event);
    record.scale = Scale::Ten;
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
