//! Names and values with colons on one line: `SourceIp: 10.0.0.1  SourcePort: 1024`, `source ip: 10.0.0.1, source port: 1`.

use std::ops::Range;

use crate::alert::read::{
    meaning::{endpoints, names, when},
    text::line,
};

/// How many pairs of a line are taken, and how many words a name has at most.
const MOST: usize = 200;
const WORDS: usize = 5;

/// What stands between pairs.
const SEPARATORS: [char; 3] = [',', ';', '|'];

/// Names of several words in rendered events of Windows, whose last word alone says nothing: before them a path ends.
/// Source: Microsoft, "Advanced security audit policy settings", the descriptions of events 4656 to 5168 and 4688 to 4697;
/// "Review event logs and error codes to troubleshoot issues with Microsoft Defender Antivirus".
const OF_WINDOWS: [&str; 40] = [
    "Handle ID",
    "Process ID",
    "Thread ID",
    "Logon ID",
    "Security ID",
    "Transaction ID",
    "Object Type",
    "Object Server",
    "Operation Type",
    "Resource Attributes",
    "Access Mask",
    "Access Reasons",
    "Access Request Information",
    "Process Information",
    "Network Information",
    "Share Information",
    "Share Name",
    "Source Process ID",
    "Target Process ID",
    "Original Security Descriptor",
    "New Security Descriptor",
    "Detection Origin",
    "Detection Type",
    "Detection Source",
    "Detection User",
    "Action Status",
    "Error Code",
    "Error Description",
    "Engine Version",
    "Signature Version",
    "Security intelligence Version",
    "Service Type",
    "Service Start Type",
    "Service Account",
    "Creator Process ID",
    "Token Elevation Type",
    "Mandatory Label",
    "Process Command Line",
    "Return Code",
    "Rule Name",
];

/// The pairs of a line, where two of their names or more are names of an alert's values: a value goes on until the next
/// name or, where commas stand before most of them, until a comma. None for every other line.
pub(crate) fn pairs(line: &str) -> Vec<(&str, &str)> {
    let ends = line.match_indices(':').map(|(at, _)| at).filter(|at| {
        let behind = line[at + 1..].chars().next();
        behind.is_none_or(|behind| behind == ' ' || behind == '\t')
    });
    // French has a blank before a colon.
    let named = |end: usize| {
        let name = name(line[..end].strip_suffix(' ').unwrap_or(&line[..end]))?;
        Some((line::place(line, name), end))
    };
    let names: Vec<(Range<usize>, usize)> = ends.take(MOST).filter_map(named).collect();
    let strong = names.iter().filter(|(name, _)| names::is_strong(&line[name.clone()])).count();
    if strong < 2 {
        return Vec::new();
    }
    let starts = names.iter().skip(1).map(|(name, _)| name.start).chain([line.len()]);
    let values: Vec<&str> = names
        .iter()
        .zip(starts)
        .map(|((_, end), next)| line.get(end + 1..next).unwrap_or("").trim())
        .collect();
    let before_names = &values[..values.len() - 1];
    let commas = before_names.iter().filter(|value| value.ends_with(SEPARATORS)).count();
    let has_commas = commas * 2 >= before_names.len();
    let value = |value: &'_ str| -> usize {
        let first = value.split([' ', '\t']).next().unwrap_or("").trim_end_matches(SEPARATORS);
        // Behind an address a sentence may go on.
        if endpoints::split(first).is_some()
            && !value[first.len()..].trim_start().starts_with(['(', '[', ':'])
        {
            first.len()
        } else if has_commas && !value.starts_with('"') {
            value.find(SEPARATORS).unwrap_or(value.len())
        } else {
            value.trim_end_matches('"').trim_end_matches(SEPARATORS).trim_end_matches('"').trim_end().len()
        }
    };
    names.iter().zip(&values).map(|((name, _), text)| (&line[name.clone()], &text[..value(text)])).collect()
}

/// The name that a text ends with: the most words that are a name of an alert's values, or else the last word.
fn name(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut starts = Vec::new();
    let mut rest = text;
    while starts.len() < WORDS {
        let word = rest.len() - rest.trim_end_matches(is_part).len();
        // `SourceHostname: - SourcePort: 49192`: a dash alone is a value.
        if word == 0 || word > 48 || rest.ends_with(" -") {
            break;
        }
        starts.push(rest.len() - word);
        // A word that ends a sentence is no part of the name behind it: `Port bite. Source: …`.
        let Some(before) =
            rest[..rest.len() - word].strip_suffix(' ').filter(|before| !before.ends_with('.'))
        else {
            break;
        };
        rest = before;
    }
    let of_windows = starts
        .iter()
        .rev()
        .find(|start| OF_WINDOWS.iter().any(|name| name.eq_ignore_ascii_case(&text[**start..])));
    if let Some(start) = of_windows {
        return Some(&text[*start..]);
    }
    let known = starts.iter().rev().find(|start| names::is_known(&text[**start..]));
    let first = starts.first()?;
    // Behind a comma, all words are the name: `Computer name` is no `name`.
    let before = text[..*starts.last()?].trim_end_matches(' ');
    // Several blanks do as well as a comma: `Object Name:  C:\\a.msc  Handle ID:  0x0`.
    let is_apart = text[..*starts.last()?].ends_with("  ");
    let whole = starts.last().filter(|_| before.is_empty() || is_apart || before.ends_with(SEPARATORS));
    let is_alone = |start: &&usize| *start == first && starts.len() > 1;
    // `Database release date`: a word before it says that the date is another one.
    if known.is_some_and(|known| is_alone(&known))
        && when::is_of_other(&text[starts[1]..].to_ascii_lowercase())
    {
        return Some(&text[starts[1]..]);
    }
    let start = match (known, whole) {
        (Some(known), Some(whole)) if is_alone(&known) => whole,
        (Some(known), None) if is_alone(&known) && names::is_tail(&text[*first..]) => &starts[1],
        (Some(known), _) => known,
        (None, Some(whole)) => whole,
        (None, None) => first,
    };
    let name = &text[*start..];
    name.starts_with(char::is_alphabetic).then_some(name)
}
