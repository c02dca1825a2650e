//! From a selected text to a draft: what stands in it without doubt.
//!
//! Two addresses are the ends of a connection, in their order; a path with at most one address is a file on that
//! host; one address is the end that it can only be. Everything else is left to the analyst.

use super::draft::Draft;
use crate::indicator::{HostClass, Indicator, IndicatorKind, scan};

/// A draft with what the text says without doubt; the other fields are empty.
///
/// ```
/// use secdo_core::alert::read::read;
/// let draft = read("Deny tcp 192.168.204.133:59661 -> 66.186.100.181:9000");
/// assert_eq!((draft.kind.as_str(), draft.source_ip.as_str(), draft.destination_port.as_str()), ("network", "192.168.204.133", "9000"));
/// ```
#[must_use]
pub fn read(text: &str) -> Draft {
    let found = scan(text);
    let ends: Vec<(String, String)> = found.iter().filter_map(end).collect();
    let paths: Vec<&Indicator> = found.iter().filter(|indicator| is_path(indicator.kind)).collect();
    let mut draft = Draft::default();
    match (ends.as_slice(), paths.as_slice()) {
        (ends @ ([] | [_]), [path]) => {
            "file".clone_into(&mut draft.kind);
            draft.file_path.clone_from(&path.value);
            if let [(address, _)] = ends {
                draft.agent_ip.clone_from(address);
            }
        }
        ([source, destination], _) => {
            "network".clone_into(&mut draft.kind);
            (draft.source_ip, draft.source_port) = source.clone();
            (draft.destination_ip, draft.destination_port) = destination.clone();
        }
        ([(address, port)], []) => {
            "network".clone_into(&mut draft.kind);
            let inside = address.parse().is_ok_and(|address| HostClass::of(address) == HostClass::Private);
            if inside {
                (draft.source_ip, draft.source_port) = (address.clone(), port.clone());
            } else {
                (draft.destination_ip, draft.destination_port) = (address.clone(), port.clone());
            }
        }
        _ => {}
    }
    draft
}

/// Address and port of an indicator that is one end of a connection.
fn end(indicator: &Indicator) -> Option<(String, String)> {
    match indicator.kind {
        IndicatorKind::Ipv4 | IndicatorKind::Ipv6 => Some((indicator.value.clone(), String::new())),
        IndicatorKind::IpPort => {
            let (address, port) = indicator.value.rsplit_once(':')?;
            Some((address.trim_matches(['[', ']']).to_owned(), port.to_owned()))
        }
        _ => None,
    }
}

const fn is_path(kind: IndicatorKind) -> bool {
    matches!(kind, IndicatorKind::WindowsPath | IndicatorKind::PosixPath)
}
