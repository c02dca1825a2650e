//! XML: events of Windows and Sysmon, of McAfee and Trellix ePO.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::pairs::Pairs;

/// How many elements are read: hostile input is no larger than that.
const MOST: usize = 4_000;

/// The pairs of the XML in the text; `None` when there is none. Entities are not expanded, but for the five that XML
/// itself has.
pub(super) fn read(text: &str) -> Option<Pairs> {
    let start = ["<?xml", "<Event", "<EPO", "<UpdateEvents", "<MSMERoot"]
        .iter()
        .filter_map(|begin| text.find(begin))
        .min()?;
    let mut pairs = elements(&text[start..])?;
    let product = if text.contains("EPOEvent") || text.contains("EPOevent") {
        ("McAfee", "ePO")
    } else {
        ("Microsoft", "Windows")
    };
    (pairs.vendor, pairs.product) = (product.0.to_owned(), product.1.to_owned());
    Some(pairs)
}

/// The texts and attributes of the elements of some XML, by their paths; `None` when there are none.
pub(super) fn elements(text: &str) -> Option<Pairs> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut pairs = Pairs::default();
    let mut path: Vec<String> = Vec::new();
    let mut words = String::new();
    for _ in 0..MOST {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                words.clear();
                path.push(open(&element, &path, &mut pairs));
            }
            Ok(Event::Empty(element)) => {
                open(&element, &path, &mut pairs);
            }
            Ok(Event::Text(text)) => words.push_str(&text),
            Ok(Event::CData(text)) => words.push_str(&text),
            Ok(Event::GeneralRef(name)) => words.push_str(&unescape(&format!("&{};", &*name))),
            Ok(Event::End(_)) => {
                pairs.push(path.join("."), words.as_str());
                words.clear();
                path.pop();
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    (!pairs.list.is_empty()).then_some(pairs)
}

/// The name of an element: of `<Data Name="SourceIp">` it is `SourceIp`. Its attributes become pairs.
fn open(element: &BytesStart<'_>, path: &[String], pairs: &mut Pairs) -> String {
    let mut name = element.local_name().as_ref().to_owned();
    for attribute in element.attributes().flatten() {
        let key = attribute.key.local_name().as_ref().to_owned();
        let value = unescape(&attribute.value);
        if name == "Data" && key == "Name" {
            name = value;
        } else {
            pairs.push(format!("{}.{name}.{key}", path.join(".")), value);
        }
    }
    name
}

fn unescape(text: &str) -> String {
    let mut plain = text.to_owned();
    for (written, meant) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
    {
        if plain.contains(written) {
            plain = plain.replace(written, meant);
        }
    }
    plain
}
