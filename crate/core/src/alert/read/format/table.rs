//! Rows: cells between tabs, commas, bars, semicolons or blanks, under a header row or in a known order.

use crate::alert::read::{
    format::{Format, flow, never},
    meaning::{
        endpoints,
        names::{self, Role},
    },
    record::{Record, Scale},
    text::split::{self, RecordPart},
};

/// The separators of cells, the rarer one first.
const SEPARATORS: [char; 4] = ['\t', '|', ';', ','];

/// Stands for two blanks or more, between the columns of a table that a program has aligned.
const ALIGNED: char = '\u{2003}';

/// Rows without a header, in an order that their product documents.
struct Order {
    /// Whether cells are such a row.
    is_it: fn(&[&str]) -> bool,
    /// The separator of the cells: commas, or blanks.
    separator: char,
    vendor: &'static str,
    product: &'static str,
    /// The names of the cells.
    names: &'static str,
}

const ORDERS: [Order; 6] = [
    // Cisco, "Umbrella log formats and versioning": DNS logs; the second address is that of the way out
    Order {
        is_it: |cells| {
            cells.len() >= 9
                && cells[3..5].iter().all(|cell| endpoints::split(cell).is_some())
                && matches!(cells[5], "Allowed" | "Blocked" | "Proxied")
        },
        separator: ',',
        vendor: "Cisco",
        product: "Umbrella",
        names: "time identity identities src egress action querytype responsecode domain",
    },
    // The same: logs of the web proxy
    Order {
        is_it: |cells| {
            cells.len() >= 8
                && cells[2..4].iter().all(|cell| endpoints::split(cell).is_some())
                && matches!(cells[6], "ALLOWED" | "BLOCKED" | "PROXIED" | "Allowed" | "Blocked")
                && cells[7].contains("://")
        },
        separator: ',',
        vendor: "Cisco",
        product: "Umbrella",
        names: "time identity src egress dst contenttype verdict url referer agent status",
    },
    // Microsoft, "Interpret NPS database format log files"
    Order {
        is_it: |cells| {
            cells.len() >= 15
                && matches!(cells[1], "IAS" | "RAS")
                && cells[2].matches('/').count() == 2
                && cells[3].matches(':').count() == 2
        },
        separator: ',',
        vendor: "Microsoft",
        product: "NPS",
        names: "computer service date time packettype user fqdn called callingstationid callback framed nas nasip",
    },
    // Zeek, http.log and its kind: other columns stand behind the ends
    Order {
        is_it: |cells| is_zeek(cells) && !cells[6].bytes().all(|byte| byte.is_ascii_alphabetic()),
        separator: ' ',
        vendor: "Zeek",
        product: "Zeek",
        names: "ts uid id.orig_h id.orig_p id.resp_h id.resp_p",
    },
    // Zeek, conn.log
    Order {
        is_it: is_zeek,
        separator: ' ',
        vendor: "Zeek",
        product: "Zeek",
        names: "ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto",
    },
    // Check Point, `fw log` export: the service is the port of the destination
    Order {
        is_it: |cells| {
            cells.len() >= 12
                && cells[7..9].iter().all(|port| port.is_empty() || endpoints::is_port(port))
                && cells[9..11].iter().all(|cell| endpoints::split(cell).is_some())
        },
        separator: ' ',
        vendor: "Check Point",
        product: "FireWall-1",
        names: "number date time interface origin type action service s_port src dst proto",
    },
];

/// Whether cells begin as the rows of Zeek's logs do: a time, the number of the connection, its ends.
fn is_zeek(cells: &[&str]) -> bool {
    cells.len() >= 7
        && cells[0].contains('.')
        && cells[0].parse::<f64>().is_ok_and(|ts| ts > 1e9)
        && cells[1].len() >= 14
        && cells[1].starts_with('C')
        && endpoints::is_port(cells[3])
}

/// Rows in the table of formats.
pub(crate) const FORMAT: Format = Format {
    name: "table",
    signs: &[],
    header: 0,
    unescapes: true,
    begins: never,
    split,
    read,
    scale: Scale::Unknown,
    sample: "Time\tSource IP\tPort\tDestination IP\tPort\n2020-03-27 09:57:41\t10.0.0.1\t1024\t8.8.8.8\t53",
};

/// Rows under a header row.
fn split(text: &str) -> Option<Vec<RecordPart>> {
    let (separator, names) = header(text)?;
    let mut all = split::filled(text);
    let first = all.next()?;
    // Zeek has several lines of header.
    let header = if text.trim_start().starts_with('#') {
        0..split::filled(text).rfind(|(_, line)| line.starts_with('#'))?.0.end
    } else {
        first.0
    };
    let begin = header.end;
    let rows = split::filled(text)
        .filter(|(span, line)| span.start >= begin && !line.starts_with('#') && !is_rule(line))
        .filter(|(_, line)| is_row_of(separator, names.len(), line))
        .take(split::MOST);
    Some(rows.map(|(span, _)| RecordPart { span, header: Some(header.clone()) }).collect())
}

/// Whether a line only draws the rule between a header and its rows: `|---|:--|`, `+----+`.
pub(crate) fn is_rule(line: &str) -> bool {
    line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | '+' | '=' | ' '))
}

/// Whether a line is a row under a header.
pub(crate) fn is_row(head: &str, line: &str) -> bool {
    header(head).is_some_and(|(separator, names)| is_row_of(separator, names.len(), line))
}

/// Whether a line has about as many cells as its header has names; a row that was cut has fewer.
fn is_row_of(separator: char, names: usize, line: &str) -> bool {
    cells(line, separator).len() + 2 > names.min(4)
}

/// The record of a row under a header, or of a row in a known order; `None` when the text is neither.
fn read<'t>(_: &Format, text: &'t str) -> Option<Record<'t>> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next()?;
    if let Some(row) = lines.find(|line| !line.starts_with('#') && !is_rule(line))
        && let Some((separator, names)) = header(text)
    {
        let mut record = Record::new(text);
        // A cell may hold a sentence: `10.0.0.1 -> 8.8.8.8`.
        (record.is_row, record.sentence) = (true, true);
        let cells = cells(row, separator);
        // An empty cell of an aligned row cannot be told from the blanks around it.
        if separator == ALIGNED && cells.len() != names.len() {
            return None;
        }
        fill(&names, &cells, &mut record);
        return Some(record);
    }
    let cut = |separator: char| -> Vec<&'t str> {
        cells(first, separator).into_iter().map(|cell| cell.trim_matches('"')).collect()
    };
    let (blanks, commas) = (cut(' '), cut(','));
    let of = |order: &Order| if order.separator == ' ' { blanks.clone() } else { commas.clone() };
    if let Some(order) = ORDERS.iter().find(|order| (order.is_it)(&of(order))) {
        let mut record = Record::by(text, order.vendor, order.product);
        fill(&order.names.split(' ').collect::<Vec<_>>(), &of(order), &mut record);
        return Some(record);
    }
    flow::of_vpc(text, &blanks)
}

/// Names of a column that holds the ports of the addresses before it.
const PORT: [&str; 6] = ["port", "puerto", "porta", "ポート", "端口", "포트"];

/// Names of columns that mean the end that was reached beside one for who came, and nothing by themselves.
const REACHED: [&str; 3] = ["server", "target", "victim"];
const CAME: [&str; 3] = ["client", "attacker", "source"];

/// Whether a column is that of the end that was reached, by its name and that of another one.
fn is_reached(names: &[&str], name: &str) -> bool {
    let is_one =
        |name: &str, known: &[&str]| known.iter().any(|known| name.trim().eq_ignore_ascii_case(known));
    is_one(name, &REACHED) && names.iter().any(|name| is_one(name, &CAME))
}

fn fill<'t>(names: &[&'t str], cells: &[&'t str], record: &mut Record<'t>) {
    let mut side = "";
    for (name, cell) in names.iter().zip(cells) {
        // A column `Port` belongs to the address before it.
        let of_source = names::has_role(name, Role::SourceIp) || names::has_role(name, Role::SourceIpAlone);
        if of_source {
            side = "srcport";
        } else if names::has_role(name, Role::DestinationIp)
            || names::has_role(name, Role::DestinationIpAlone)
        {
            side = "dstport";
        }
        let is_port = PORT.iter().any(|port| name.trim().eq_ignore_ascii_case(port)) && !side.is_empty();
        let name = match name {
            _ if is_port => side,
            name if is_reached(names, name) => "serverip",
            name => name,
        };
        // A quote inside quotes is doubled.
        if cell.contains("\"\"") && cell.len() > 2 {
            record.push_as(name, cell.replace("\"\"", "\""), cell);
        } else {
            record.push(name, cell);
        }
    }
}

/// The header of a table, at its beginning: what stands between its cells, and their names. `None` when there is none.
///
/// A line is a header when it says so (`#fields` of Zeek, `#Fields:` of the W3C), or when it has three cells or more
/// without digits of values, two of which are names that alerts know, and tells nothing itself.
pub(crate) fn header(text: &str) -> Option<(char, Vec<&str>)> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    // A column of numbers is often called `#` itself.
    if first.starts_with('#') && !first[1..].trim_start_matches(' ').starts_with(SEPARATORS) {
        let line = text
            .lines()
            .take(20)
            .find_map(|line| line.strip_prefix("#fields").or_else(|| line.strip_prefix("#Fields:")))?;
        let line = line.trim();
        // Exchange divides its fields with commas.
        let separator = ['\t', ',', ' '].into_iter().find(|separator| line.contains(*separator));
        let separator = separator.unwrap_or(' ');
        return Some((separator, cells(line, separator)));
    }
    if first.len() > 2_000 || first.contains(['=', '{', '<']) {
        return None;
    }
    let known = |cells: &[&str]| {
        let is_known = |cell: &&&str| names::is_named(cell) || is_reached(cells, cell);
        cells.iter().filter(is_known).count()
    };
    let fits = |separator: &char| {
        let names = cells(first, *separator);
        let plain =
            names.iter().all(|name| name.len() < 40 && !name.starts_with(|c: char| c.is_ascii_digit()));
        // Names of several words are not told apart by single blanks: then a row has fewer cells than the header words.
        let row = text.lines().filter(|line| !line.trim().is_empty()).nth(1);
        let torn = *separator == ' ' && row.is_some_and(|row| cells(row, ' ').len() < names.len());
        // Two columns are a table between tabs only, as they are copied out of a grid.
        let fewest = if *separator == '\t' { 2 } else { 3 };
        (names.len() >= fewest && plain && !torn && known(&names) >= 2).then_some((*separator, names))
    };
    SEPARATORS.iter().chain(&[ALIGNED, ' ']).find_map(fits).filter(|(_, names)| !tells(first, names))
}

/// Whether a line whose words could be the names of columns tells something itself: it has an address, a path, or a name with
/// its value, `src: pc7`.
fn tells(line: &str, names: &[&str]) -> bool {
    let is_pair = |name: &&str| name.contains(": ");
    let colons = names.iter().filter(|name| name.ends_with(':')).count();
    names.iter().any(is_pair)
        || colons > 0 && colons < names.len()
        || line.contains(":\\")
        || !endpoints::all(line).is_empty()
}

/// The cells of a row between blanks; one in quotes may have blanks in it: `- "Web Ads/Analytics" -`.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    // Where no quote closes a cell, none does further on: to look again from each quote would take the square of the time.
    let mut closes = true;
    while !rest.is_empty() {
        let ends = |at: &usize| rest[at + 1..].is_empty() || rest[at + 1..].starts_with([' ', '\t']);
        let quoted = rest.strip_prefix('"').filter(|_| closes).and_then(|inside| {
            let close = inside.match_indices('"').map(|(at, _)| at + 1).find(ends);
            closes = close.is_some();
            close.map(|close| (&rest[1..close], &rest[close + 1..]))
        });
        let (word, behind) = quoted.unwrap_or_else(|| {
            let end = rest.find([' ', '\t', '\r', '\n']).unwrap_or(rest.len());
            rest.split_at(end)
        });
        words.push(word);
        rest = behind.trim_start();
    }
    words
}

/// The cells of a row, without their quotes; a quote inside quotes is doubled (RFC 4180, section 2) and stays so.
/// Blanks count once.
pub(crate) fn cells(line: &str, separator: char) -> Vec<&str> {
    if separator == ' ' {
        return words(line);
    }
    if separator == ALIGNED {
        return line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    }
    let mut cells = Vec::new();
    let (mut quoted, mut start) = (false, 0);
    for (at, character) in line.char_indices() {
        match character {
            '"' => quoted = !quoted,
            other if other == separator && !quoted => {
                cells.push(&line[start..at]);
                start = at + other.len_utf8();
            }
            _ => {}
        }
    }
    cells.push(&line[start..]);
    cells
        .into_iter()
        .map(|cell| {
            let cell = cell.trim();
            cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(cell)
        })
        .collect()
}
