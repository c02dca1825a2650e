//! Properties of every line: addresses are addresses, what stands in the line stands there, parts do not overlap.

use secdo_core::alert::read::{parts, read_all};

/// 2026-11-24T12:00:00Z
const NOW: i64 = 1_795_521_600_000;

/// Reads a line and panics where something does not hold.
pub fn line(line: &str) {
    for reading in read_all(line, NOW, &[]) {
        let draft = &reading.draft;
        for address in [&draft.source_ip, &draft.destination_ip, &draft.agent_ip] {
            assert!(address.is_empty() || address.parse::<std::net::IpAddr>().is_ok(), "{address}");
        }
        for evidence in &reading.fields {
            let spans = evidence.alternatives.iter().map(|other| other.span).chain([evidence.span]);
            for span in spans {
                assert!(line.get(span.start..span.end).is_some(), "{} in {line:?}", evidence.field);
            }
        }
        let mut end = 0;
        for part in parts(line, &reading) {
            assert!(part.span.start >= end && line.get(part.span.start..part.span.end).is_some(), "{part:?}");
            end = part.span.end;
        }
    }
}
