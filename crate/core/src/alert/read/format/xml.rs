//! XML: events of Windows and Sysmon, of McAfee and Trellix ePO.

use std::borrow::Cow;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::alert::read::{
    format::{Format, by_sign},
    record::{FieldValue, MOST, Record, Scale},
    text::{
        line,
        split::{self, RecordPart},
    },
};

/// The roots of products' records, the vendor, the product, and what digits as a severity mean.
const ROOTS: [(&str, &str, &str, Scale); 8] = [
    ("<EPOEvent", "McAfee", "ePO", Scale::Epo),
    ("<EPOevent", "McAfee", "ePO", Scale::Epo),
    ("<UpdateEvents", "McAfee", "ePO", Scale::Epo),
    ("<MSMERoot", "McAfee", "Security for Microsoft Exchange", Scale::Epo),
    ("Microsoft-Windows-Sysmon", "Microsoft", "Sysmon", Scale::Unknown),
    ("Microsoft-Windows-", "Microsoft", "Windows", Scale::Unknown),
    ("schemas.microsoft.com/win/2004/08/events", "Microsoft", "Windows", Scale::Unknown),
    ("<EventData>", "Microsoft", "Windows", Scale::Unknown),
];

/// XML in the table of formats: it may begin behind the header of syslog and its structured data.
pub(crate) const FORMAT: Format = Format {
    name: "XML",
    signs: &["<?xml", "<Event", "<EPO", "<UpdateEvents", "<MSMERoot"],
    header: 1_000,
    unescapes: true,
    begins: by_sign,
    split,
    read,
    scale: Scale::Unknown,
    sample: "<Event><EventData><Data Name='SourceIp'>10.0.0.1</Data><Data Name='DestinationIp'>8.8.8.8</Data></EventData></Event>",
};

/// The record of the XML in the text; `None` when there is none. Entities are not expanded, but for the five that XML
/// itself has.
fn read<'t>(format: &Format, text: &'t str) -> Option<Record<'t>> {
    let known = format.sign(text);
    let start = known.or_else(|| whole(text))?;
    let mut record = Record::new(text).behind(start);
    // XML of an unknown product may hold sentences.
    record.sentence = known.is_none();
    if !elements(&text[start..], &mut record) {
        return None;
    }
    if let Some((_, vendor, product, scale)) =
        ROOTS.iter().find(|(root, ..)| line::head(text, start + format.header).contains(root))
    {
        record.vendor = Some(FieldValue::by_format(vendor));
        record.product = Some(FieldValue::by_format(product));
        record.scale = *scale;
    }
    Some(record)
}

/// Where a text begins that is one element of whatever name, in bytes: `<log><time>…</time></log>`.
fn whole(text: &str) -> Option<usize> {
    let begin = text.len() - text.trim_start().len();
    let name = text[begin..].strip_prefix('<')?;
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | '.'))?];
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    (begins && text.trim_end().strip_suffix('>')?.strip_suffix(name)?.ends_with("</")).then_some(begin)
}

/// Records one after the other, each an element of the same name, with a declaration before it or not.
fn split(text: &str) -> Option<Vec<RecordPart>> {
    let mut root = text.trim_start();
    if root.starts_with("<?xml") {
        root = root.split_once("?>")?.1.trim_start();
    }
    if let Some(inside) = listed(root) {
        root = inside;
    }
    let end = format!("</{}>", name(root)?);
    let mut parts = Vec::new();
    let mut from = line::place(text, root).start;
    while let Some(at) = text[from..].find(&end).filter(|_| parts.len() < split::MOST) {
        let to = from + at + end.len();
        parts.push(split::part(from + text[from..].len() - text[from..].trim_start().len()..to));
        from = to;
    }
    Some(parts)
}

/// The name of the element that a text begins with.
fn name(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('<')?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | ':'))?;
    rest[..end].starts_with(|c: char| c.is_ascii_alphabetic()).then_some(&rest[..end])
}

/// The elements inside a list of them, whose name is theirs with an s, and which hold elements themselves: `<Events><Event>…
/// </Event><Event>…</Event></Events>`, but not `<Fields><Field Name="SourceIp">10.0.0.1</Field>…`.
fn listed(root: &str) -> Option<&str> {
    let (_, inside) = root.split_once('>')?;
    let inside = inside.trim_start();
    let (_, content) = inside.split_once('>')?;
    (name(root)?.strip_suffix('s') == name(inside) && content.trim_start().starts_with('<')).then_some(inside)
}

/// How deep elements are followed.
const DEPTH: usize = 32;

/// Adds the texts and attributes of the elements of some XML, by their paths; whether there were any.
pub(crate) fn elements<'t>(text: &'t str, record: &mut Record<'t>) -> bool {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut path: Vec<String> = Vec::new();
    // The text of the element that is open: as it reads, and as it is written.
    let (mut words, mut begin) = (String::new(), None);
    let before = record.list.len();
    for _ in 0..MOST {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                (words, begin) = (String::new(), None);
                let name = open(&element, &path, text, record);
                path.push(name);
                // Hostile input is deeper than any record.
                if path.len() > DEPTH {
                    break;
                }
            }
            Ok(Event::Empty(element)) => {
                open(&element, &path, text, record);
            }
            Ok(Event::Text(part)) => {
                begin = begin.or(Some(at));
                words.push_str(&part);
            }
            Ok(Event::CData(part)) => {
                begin = begin.or(Some(at));
                words.push_str(&part);
            }
            Ok(Event::GeneralRef(name)) => {
                begin = begin.or(Some(at));
                words.push_str(&unescape(&format!("&{};", &*name)));
            }
            Ok(Event::End(_)) => {
                let written = begin.and_then(|begin| text.get(begin..at)).unwrap_or("");
                record.push_as(path.join("."), std::mem::take(&mut words), written);
                begin = None;
                path.pop();
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    record.list.len() > before
}

/// Elements that say in an attribute what they hold.
const NAMED: [&str; 5] = ["Data", "Field", "Param", "Parameter", "Property"];

/// The name of an element: of `<Data Name="SourceIp">` it is `SourceIp`. Its attributes become pairs.
fn open<'t>(element: &BytesStart<'_>, path: &[String], text: &'t str, record: &mut Record<'t>) -> String {
    let mut name = element.local_name().as_ref().to_owned();
    for attribute in element.attributes().flatten() {
        let key = attribute.key.local_name().as_ref().to_owned();
        if NAMED.contains(&name.as_str()) && key.eq_ignore_ascii_case("name") {
            name = unescape(&attribute.value).into_owned();
            continue;
        }
        let written = part_of(text, &attribute.value);
        let value = unescape(&attribute.value).into_owned();
        record.push_as(format!("{}.{name}.{key}", path.join(".")), value, written);
    }
    name
}

/// The same characters as a part of the text that they were read from; empty where they are none.
fn part_of<'t>(text: &'t str, part: &str) -> &'t str {
    &text[line::place(text, part)]
}

fn unescape(text: &str) -> Cow<'_, str> {
    let mut plain = Cow::Borrowed(text);
    for (written, meant) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
    {
        if plain.contains(written) {
            plain = Cow::Owned(plain.replace(written, meant));
        }
    }
    plain
}
