//! From a selected line to a draft: the format is recognised, its names and values are taken for what products mean by
//! them, and where a line has none, for what stands around its addresses. What is not sure stays empty.

mod asa;
mod cef;
mod endpoints;
mod header;
mod json;
mod key_value;
mod names;
mod pairs;
mod panos;
mod xml;

use super::{Severity, draft::Draft, timestamp};
use crate::indicator::{IndicatorKind, scan};
use pairs::Pairs;

/// A draft with what the text says; the other fields are empty. `now` is UTC milliseconds since 1970, for times without a
/// year.
///
/// ```
/// use secdo_core::alert::read::read;
/// let now = 1_500_000_000_000;
/// let draft = read("Deny tcp 192.168.204.133:59661 -> 66.186.100.181:9000", now);
/// assert_eq!((draft.kind.as_str(), draft.source_ip.as_str(), draft.destination_port.as_str()), ("network", "192.168.204.133", "9000"));
/// let draft = read("date=2020-04-23 time=12:17:48 tz=\"-0500\" srcip=10.1.1.1 srcport=1024 dstip=8.8.8.8 dstport=53", now);
/// assert_eq!((draft.timestamp.as_str(), draft.destination_ip.as_str()), ("2020-04-23 12:17:48 -0500", "8.8.8.8"));
/// ```
#[must_use]
pub fn read(text: &str, now: i64) -> Draft {
    let line = header::strip(text);
    let mut pairs = recognise(&line);
    pairs.header_time = header::time(&line, now);
    let mut draft = Draft {
        vendor: pairs.vendor.clone(),
        product: pairs.product.clone(),
        severity: severity(&pairs),
        event_id: event_id(&pairs),
        ..Draft::default()
    };
    parties(&line, &pairs, &mut draft);
    draft.file_path = file_path(&line, &pairs);
    draft.timestamp = time(&pairs, now).unwrap_or_default();
    kind(&pairs, &mut draft);
    draft
}

/// The pairs of a line, by the first format that fits.
fn recognise(line: &str) -> Pairs {
    cef::read(line)
        .or_else(|| cef::read_leef(line))
        .or_else(|| panos::read(line))
        .or_else(|| asa::read(line))
        .or_else(|| xml::read(line))
        .or_else(|| json::read(line))
        .unwrap_or_else(|| {
            let mut pairs = Pairs { sentence: true, ..Pairs::default() };
            key_value::read(line, &mut pairs);
            pairs
        })
}

/// Fills in the two parties.
fn parties(line: &str, pairs: &Pairs, draft: &mut Draft) {
    let address = |names: &[&str]| pairs.find(names).into_iter().find_map(endpoints::split);
    let port = |names: &[&str]| {
        let numbers = pairs.find(names).into_iter();
        numbers.filter(|text| text.parse::<u16>().is_ok_and(|number| number > 0)).map(str::to_owned).next()
    };
    let alone = |names: &[&str]| pairs.find_alone(names).into_iter().find_map(endpoints::split);
    let mut source = address(names::SOURCE_IP).or_else(|| alone(names::SOURCE_IP_ALONE));
    let mut destination = address(names::DESTINATION_IP);
    if let Some(other) = address(names::OTHER_END) {
        if source.is_none() {
            source = Some(other);
        } else if destination.is_none() {
            destination = Some(other);
        }
    }
    if source.is_none() && destination.is_none() && pairs.sentence {
        let (mut from, mut to) = endpoints::parties(line, structured(pairs));
        // An address and nothing else: from outside it is where somebody went.
        let alone = line.trim().len() < 48 && to.is_none();
        if alone && from.as_ref().is_some_and(endpoints::End::is_public) {
            std::mem::swap(&mut from, &mut to);
        }
        source = from.map(|end| (end.address, end.port));
        destination = to.map(|end| (end.address, end.port));
    }
    if let Some((address, beside)) = source {
        draft.source_ip = address;
        draft.source_port = port(names::SOURCE_PORT).unwrap_or(beside);
    }
    if let Some((address, beside)) = destination {
        draft.destination_ip = address;
        draft.destination_port = port(names::DESTINATION_PORT).unwrap_or(beside);
    }
}

/// Whether the line is a record of names and values, in which an address without a known name is somebody else's.
fn structured(pairs: &Pairs) -> bool {
    pairs.list.len() >= 5
}

fn file_path(line: &str, pairs: &Pairs) -> String {
    let whole = |value: &&str| {
        let value = value.trim_matches('"');
        matches!(value.as_bytes(), [b'a'..=b'z' | b'A'..=b'Z', b':', b'\\' | b'/', ..])
            || value.starts_with("\\\\")
            || value.starts_with('/') && is_posix(value)
            || value.starts_with("\\Device\\")
    };
    let named = pairs.find(names::FILE_PATH).into_iter().find(whole);
    if let Some(path) = named {
        return path.trim_matches('"').to_owned();
    }
    if structured(pairs) {
        return String::new();
    }
    let paths = |kind| matches!(kind, IndicatorKind::WindowsPath | IndicatorKind::PosixPath);
    let mut found = scan(line).into_iter().filter(|found| paths(found.kind));
    // Of several nobody knows which one is meant.
    match (found.next(), found.next()) {
        (Some(only), None) => only.value,
        _ => String::new(),
    }
}

/// Whether it is the path of a file, and not that of a URL.
fn is_posix(value: &str) -> bool {
    matches!(scan(value).as_slice(), [only] if only.kind == IndicatorKind::PosixPath && only.value == value)
}

/// The time of the record: its own, or that of the header before it.
fn time(pairs: &Pairs, now: i64) -> Option<String> {
    let of =
        |wanted: &str| pairs.list.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    // FortiGate and Sophos write date, time and zone apart.
    let zone = of("tz").or_else(|| of("timezone")).filter(|zone| zone.starts_with(['+', '-']));
    let zoned = |time: &str, zone: Option<&str>| {
        let whole = format!("{time} {}", zone.unwrap_or_default());
        let has_none = timestamp::read(time, now).is_ok_and(|moment| moment.offset.is_none());
        if has_none && zone.is_some() && header::is_time(&whole, now) { whole } else { time.to_owned() }
    };
    if let (Some(date), Some(time)) = (of("date"), of("time")) {
        let whole = format!("{date} {time}");
        // An epoch needs no zone.
        let epoch = of("eventtime").filter(|time| zone.is_none() && header::is_time(time, now));
        if let Some(epoch) = epoch {
            return Some(epoch.to_owned());
        }
        if header::is_time(&whole, now) {
            return Some(zoned(&whole, zone));
        }
    }
    if let Some(time) = of("generated_time").filter(|time| header::is_time(time, now)) {
        // The clock of the device is that of the header, whose zone is known.
        let header =
            pairs.header_time.as_deref().and_then(|header| timestamp::read(header, now).ok()?.offset);
        let offset = header.map(|minutes| {
            format!(
                "{}{:02}{:02}",
                if minutes < 0 { '-' } else { '+' },
                minutes.abs() / 60,
                minutes.abs() % 60
            )
        });
        return Some(zoned(time, offset.as_deref()));
    }
    let named = pairs.find(names::TIME).into_iter().find(|text| header::is_time(text, now));
    named.map(|time| zoned(time, zone)).or_else(|| pairs.header_time.clone())
}

/// Which kind of event it is: a file without a connection is one, everything else with an address is the other.
fn kind(pairs: &Pairs, draft: &mut Draft) {
    let connection = !draft.source_ip.is_empty() && !draft.destination_ip.is_empty();
    if draft.file_path.is_empty() || connection {
        if !(draft.source_ip.is_empty() && draft.destination_ip.is_empty()) {
            "network".clone_into(&mut draft.kind);
        }
        return;
    }
    "file".clone_into(&mut draft.kind);
    let agent =
        pairs.find(names::AGENT_IP).into_iter().find_map(endpoints::split).map(|(address, _)| address);
    draft.agent_ip = agent.unwrap_or_else(|| draft.source_ip.clone());
    if !structured(pairs) {
        draft.source_ip.clear();
        draft.source_port.clear();
    }
}

fn event_id(pairs: &Pairs) -> String {
    if !pairs.event_id.is_empty() {
        return pairs.event_id.clone();
    }
    pairs.find(names::EVENT_ID).first().map(|id| (*id).to_owned()).unwrap_or_default()
}

/// The severity where its scale is known; empty otherwise.
fn severity(pairs: &Pairs) -> String {
    let written = if pairs.severity.is_empty() {
        pairs.find(names::SEVERITY).first().map(|text| (*text).to_owned()).unwrap_or_default()
    } else {
        pairs.severity.clone()
    };
    let word = written.to_ascii_lowercase();
    let of_cef = !pairs.event_id.is_empty() && !pairs.severity.is_empty();
    let known = match word.as_str() {
        "low" | "informational" | "information" | "info" | "minor" | "level 5" | "level 6" | "level 7" => {
            Some(Severity::Low)
        }
        "medium" | "warning" | "moderate" | "level 4" => Some(Severity::Medium),
        "high" | "critical" | "very-high" | "severe" | "level 0" | "level 1" | "level 2" | "level 3" => {
            Some(Severity::High)
        }
        number if of_cef => match number.parse::<u8>() {
            Ok(0..=3) => Some(Severity::Low),
            Ok(4..=6) => Some(Severity::Medium),
            Ok(7..=10) => Some(Severity::High),
            _ => None,
        },
        _ => None,
    };
    known.map(|severity| severity.name().to_owned()).unwrap_or_default()
}

/// The time of a draft as UTC milliseconds since 1970; `zone` as for [`timestamp::Moment::at`].
#[must_use]
pub fn instant(draft: &Draft, now: i64, zone: impl FnOnce(i64) -> i32) -> Option<i64> {
    timestamp::read(&draft.timestamp, now).ok().map(|moment| moment.at(zone))
}
