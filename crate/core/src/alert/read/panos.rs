//! PAN-OS: comma-separated values, whose columns are the same in all versions up to where later ones append.
//!
//! Source: "Traffic Log Fields" and "Threat Log Fields" of the PAN-OS administrator's guide.

use super::pairs::Pairs;

/// Columns of TRAFFIC and THREAT logs, counted from 0.
const COLUMNS: [(usize, &str); 6] =
    [(6, "generated_time"), (7, "src"), (8, "dst"), (24, "sport"), (25, "dport"), (22, "session")];

/// The pairs of a PAN-OS line; `None` when it is none.
pub(super) fn read(text: &str) -> Option<Pairs> {
    // `1,2020/04/23 12:17:48,serial,TRAFFIC,…`, perhaps behind a header.
    let kinds = [
        ",TRAFFIC,",
        ",THREAT,",
        ",GLOBALPROTECT,",
        ",USERID,",
        ",SYSTEM,",
        ",CONFIG,",
        ",HIPMATCH,",
        ",AUTHENTICATION,",
        ",DECRYPTION,",
        ",TUNNEL,",
        ",HIP-MATCH,",
        ",CORRELATION,",
    ];
    let kind = kinds.into_iter().find(|kind| text.find(kind).is_some_and(|at| at < 200))?;
    let at = text.find(kind)?;
    // Three columns stand before the type.
    let start = text[..at]
        .rmatch_indices(',')
        .nth(1)
        .map_or(0, |(comma, _)| text[..comma].rfind([' ', '<']).map_or(0, |at| at + 1));
    let cells = cells(&text[start..]);
    let mut pairs =
        Pairs { vendor: "Palo Alto Networks".into(), product: "PAN-OS".into(), ..Pairs::default() };
    let cell = |index: usize| cells.get(index).map_or("", String::as_str);
    if cell(3) != kind.trim_matches(',') {
        return None;
    }
    if matches!(cell(3), "TRAFFIC" | "THREAT") {
        for (index, name) in COLUMNS {
            pairs.push(name, cell(index));
        }
        if cell(3) == "THREAT" {
            pairs.severity = cell(34).to_owned();
            pairs.push("seqno", cell(36));
            pairs.event_id = cell(36).to_owned();
            if matches!(cell(4), "file" | "virus" | "wildfire") {
                pairs.push("fname", cell(31));
            }
        } else {
            pairs.event_id = cell(22).to_owned();
        }
    } else {
        pairs.push("generated_time", cell(6));
        let source = match cell(3) {
            "USERID" => 8,
            "GLOBALPROTECT" => 15,
            _ => usize::MAX,
        };
        pairs.push("src", cell(source));
    }
    Some(pairs)
}

/// The cells of a line; a quote inside quotes is doubled (RFC 4180).
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            '\n' if !quoted => break,
            other => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(other);
                }
            }
        }
    }
    cells
}
