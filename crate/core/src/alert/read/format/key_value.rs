//! Names and values written one after the other: `key=value`, `key="value with spaces"`, `Key: value, `, `key:"value"; `,
//! `"key":value` of JSON that was cut, and the extensions of CEF and LEEF, whose values go on until the next name.

use crate::alert::read::{
    format::{Format, by_line, colon, spaced},
    meaning::{names, when},
    record::{MOST, Record, Scale},
    text::line,
};
use crate::indicator::scan;

/// The longest value that is read, in bytes.
const LONGEST: usize = 4_096;

/// Pairs in the table of formats: in a sentence, or in no order. Every text can be read so.
pub(crate) const FORMAT: Format = Format {
    name: "pairs",
    signs: &[],
    header: 0,
    unescapes: true,
    begins: |_, line| line.matches('=').count() >= 4,
    split: by_line,
    read: |_, text| {
        let mut record = Record::new(text).behind(text.len());
        record.sentence = true;
        read(text, &mut record);
        Some(record)
    },
    scale: Scale::Unknown,
    sample: "Deny src=10.0.0.1 spt=1024 dst=8.8.8.8 dpt=53",
};

/// Adds the pairs of `key=value` text; a value without quotes ends where `ends` says, or at the next name.
pub(crate) fn read<'t>(text: &'t str, record: &mut Record<'t>) {
    let bytes = text.as_bytes();
    // `time=…|product=Anti Malware|…`: bars alone end a value.
    let is_barred = text.matches('|').count() >= 5
        && text.matches('=').count() >= 5
        && text.split_once('=').is_some_and(|(_, rest)| !rest.split('|').next().unwrap_or("").contains('='));
    let ends_of_value: &[u8] = if is_barred { b"|\n" } else { b" ,;|\n\t" };
    let mut in_colons = false;
    for line in text.lines().take(MOST).filter(|line| line.contains(": ")) {
        for (name, value) in colon::pairs(line) {
            in_colons = true;
            record.push(name, value);
        }
    }
    for (name, value) in spaced::pairs(text) {
        record.push(name, value);
    }
    dashes(text, record);
    listed(text, record);
    let strangers = strangers(text).unwrap_or(bytes.len());
    let mut at = 0;
    while record.list.len() < MOST
        && let Some(found) = bytes[at..].iter().position(|&byte| matches!(byte, b'=' | b':' | b'"'))
    {
        let sign = at + found;
        at = sign + 1;
        // What is written behind the sign, or at it.
        let written = sign + usize::from(bytes[sign] != b'"');
        let written = written + usize::from(bytes.get(written) == Some(&b' '));
        if sign > strangers && bytes[written..].starts_with(b"\"{") {
            at = text[written..].find("}\"").map_or(bytes.len(), |end| written + end + 2);
            continue;
        }
        if bytes[sign] == b'"' {
            at = behind_quoted(bytes, sign).unwrap_or(at);
            continue;
        }
        // `"src_port" => 50111`, `:src_port=>50111`, as Ruby writes it.
        let is_ruby = bytes[sign..].starts_with(b"=>");
        let end = if is_ruby { text[..sign].trim_end_matches(' ').len() } else { sign };
        let Some(name) = name_before(text, end) else { continue };
        // netfilter repeats the packet that an ICMP error is about: `[SRC=… DST=… ]`.
        if name == "SRC" && text[..sign].ends_with("[SRC") {
            at = text[sign..].find(']').map_or(bytes.len(), |end| sign + end + 1);
            continue;
        }
        if bytes[sign] == b'=' {
            let is_key =
                || text[..end].ends_with('"') || text[..line::place(text, name).start].ends_with(':');
            if is_ruby && is_key() {
                let begin = sign + 2 + usize::from(bytes.get(sign + 2) == Some(&b' '));
                at = take(text, name, begin, b",}\n", record);
                continue;
            }
            // `spt= 12345`, as SonicWall writes it.
            let blank = bytes.get(sign + 1) == Some(&b' ')
                && bytes.get(sign + 2).is_some_and(u8::is_ascii_digit)
                && !name.contains('.');
            let begin = sign + 1 + usize::from(blank);
            let end = take(text, name, begin, ends_of_value, record);
            // auditd puts a message with pairs of its own into single quotes.
            at = if bytes.get(sign + 1) == Some(&b'\'') { sign + 2 } else { end };
            continue;
        }
        // `key:"value"`, `key::"value"`, `Key: value,`; not a time, not a URL.
        let quoted_name = sign > 0 && matches!(bytes[sign - 1], b'"' | b'\'');
        let mut value = sign + 1;
        if bytes.get(value) == Some(&b':') {
            value += 1;
        }
        match bytes.get(value) {
            Some(b'"') => {}
            Some(b' ') if quoted_name => value += 1,
            Some(b' ') if in_colons => continue,
            Some(b' ') if name.bytes().all(|byte| !byte.is_ascii_digit()) => value += 1,
            Some(b'\t') => value += 1,
            Some(b'0'..=b'9' | b'-') if quoted_name => {}
            // `dst_ip:10.0.0.6 dst_port:80 stat_time:2018-07-16 18:43:29`
            Some(b'0'..=b'9') if name.contains('_') && names::is_named(name) => {}
            _ => continue,
        }
        let is_plain = bytes.get(value).is_some_and(u8::is_ascii_digit) && value == sign + 1;
        let ends: &[u8] = match () {
            () if quoted_name => b",}]\n",
            () if is_plain => b" ,;\n\t",
            () => b",;\n\t",
        };
        let end = take(text, name, value, ends, record);
        // A sentence behind a colon may hold pairs of its own.
        at = if bytes.get(value) == Some(&b'"') { end } else { value };
    }
}

/// From where on what is quoted was sent by a stranger to a web server, in bytes: `client: 203.0.113.5, … referrer: "…"`.
pub(crate) fn strangers(text: &str) -> Option<usize> {
    ["client: ", "HTTP/1.", "HTTP/2"].iter().filter_map(|sign| text.find(sign)).min()
}

/// `srcip:10.0.0.1, srcport:1024, dstip:8.8.8.8`, also between semicolons: three pairs that alerts know.
fn listed<'t>(text: &'t str, record: &mut Record<'t>) {
    let pair = |part: &'t str| {
        // The first pair stands behind the header of syslog.
        let part = part.rsplit_once(": ").map_or(part, |(_, pair)| pair);
        let (name, value) = part.trim().split_once(':')?;
        (names::is_known(name) && !value.is_empty() && !value.starts_with([' ', '"', '/']))
            .then_some((name, value))
    };
    for separator in [';', ','] {
        let pairs: Vec<_> = text.split(separator).take(MOST).filter_map(pair).collect();
        if pairs.len() >= 3 {
            for (name, value) in pairs {
                record.push(name, value.trim());
            }
        }
    }
}

/// Citrix: `… - ClientIP 10.0.0.1 - ClientPort 1024 - Destination 8.8.8.8:53 - …`.
fn dashes<'t>(text: &'t str, record: &mut Record<'t>) {
    let pair = |part: &'t str| {
        part.trim().split_once(' ').map(|(name, value)| (name.trim_end_matches(':'), value.trim()))
    };
    // Before the first dash, a colon ends the header.
    let mut parts = text.split(" - ");
    let first = parts.next().and_then(|part| part.rsplit_once(" : ")).map(|(_, first)| first);
    let pairs: Vec<_> = first.into_iter().chain(parts).take(MOST).filter_map(pair).collect();
    if pairs.iter().filter(|(name, value)| names::is_strong(name) && !value.contains(' ')).count() >= 2 {
        for (name, value) in pairs {
            record.push(name, value);
        }
    }
}

/// Where reading goes on behind a text in quotes that stands by itself: a request, an agent. What looks like pairs in it
/// was written by whoever sent it.
fn behind_quoted(bytes: &[u8], quote: usize) -> Option<usize> {
    if quote == 0
        || !bytes[quote - 1].is_ascii_whitespace()
        || bytes[..quote].trim_ascii_end().ends_with(b":")
    {
        return None;
    }
    let length = bytes[quote + 1..].iter().take(LONGEST).position(|&byte| byte == b'"')?;
    let end = quote + 1 + length + 1;
    // A name in quotes, as JSON has them, is followed by its sign.
    (!matches!(bytes.get(end), Some(b':' | b'='))).then_some(end)
}

/// The pairs of a text in which a value goes on until the next name, as they are written: the extension of CEF.
pub(crate) fn extension(text: &str) -> Vec<(&str, &str)> {
    let mut names: Vec<(usize, usize)> = Vec::new();
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        if byte != b'=' || at > 0 && bytes[at - 1] == b'\\' {
            continue;
        }
        let start = at - bytes[..at].iter().rev().take_while(|byte| is_name_byte(**byte)).count();
        if start < at && (start == 0 || matches!(bytes[start - 1], b' ' | b'\t' | b'|')) {
            names.push((start, at));
        }
    }
    let ends = names.iter().skip(1).map(|&(next, _)| next).chain([text.len()]);
    let pairs = names.iter().zip(ends);
    pairs
        .map(|(&(start, sign), end)| {
            (&text[start..sign], whole(text.get(sign + 1..end).unwrap_or("").trim()))
        })
        .collect()
}

/// A value without the quote that ends the line, or the cell, around it.
fn whole(value: &str) -> &str {
    let is_of_line = value.matches('"').count() == 1;
    value.strip_suffix('"').filter(|_| is_of_line).unwrap_or(value)
}

const fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// How long a name in another script is that ends a text, in bytes: `日時=…`.
fn letters_before(text: &str) -> usize {
    let letters = text.chars().rev().take(16).take_while(|c| c.is_alphanumeric() && !c.is_ascii());
    letters.map(char::len_utf8).sum()
}

/// The name that ends at `end`, in quotes or not.
fn name_before(text: &str, end: usize) -> Option<&str> {
    let bytes = text.as_bytes();
    let end = if end > 0 && matches!(bytes[end - 1], b'"' | b'\'') { end - 1 } else { end };
    // H3C numbers its names: `SrcIPAddr(1003)=`.
    let end = if end > 0 && bytes[end - 1] == b')' {
        let digits = bytes[..end - 1].iter().rev().take(6).take_while(|byte| byte.is_ascii_digit()).count();
        let open = end - 1 - digits;
        if bytes[..open].ends_with(b"(") { open - 1 } else { end }
    } else {
        end
    };
    let length = bytes[..end].iter().rev().take(48).take_while(|byte| is_name_byte(**byte)).count();
    let length = if length == 0 { letters_before(&text[..end]) } else { length };
    let mut start = end - length;
    // `Source Address: 10.0.0.1`, `Local Host IP: …`: a name of several words, each with a capital letter.
    while start > 1
        && bytes[start - 1] == b' '
        && (bytes[start].is_ascii_uppercase() || names::is_tail(&text[start..end]))
        && (bytes.get(end) == Some(&b':') || names::is_tail(&text[end - length..end]))
    {
        let word =
            bytes[..start - 1].iter().rev().take(24).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if word == 0 || !bytes[start - 1 - word].is_ascii_uppercase() && !names::is_tail(&text[start..end]) {
            break;
        }
        // `cmd=connect ip=…`, `accepted ip=…`: the word is the value of the pair before, or the sentence's; that of a query of
        // SQL makes it no name of an end: `where ip='10.0.0.1'`.
        let first = &text[start - 1 - word..start - 1];
        let is_of_sentence = || {
            bytes.get(end) == Some(&b'=')
                && first.starts_with(|c: char| c.is_ascii_lowercase())
                && !OF_QUERIES.contains(&first)
                && !names::is_named(&text[start - 1 - word..end])
        };
        if bytes[..start - 1 - word].ends_with(b"=") || is_of_sentence() {
            break;
        }
        start -= word + 1;
    }
    (length > 0).then(|| &text[start..end])
}

/// Words of SQL before the name of a column.
const OF_QUERIES: [&str; 6] = ["and", "having", "on", "or", "set", "where"];

/// How long the path is that a text begins with and that has blanks, in bytes: `C:\Program Files\a b.xml; …`.
fn path_length(text: &str) -> usize {
    let is_drive = matches!(text.as_bytes(), [drive, b':', b'\\', ..] if drive.is_ascii_alphabetic());
    let head = line::head(text, PATH);
    if !is_drive || !head.contains(' ') {
        return 0;
    }
    scan(head).first().filter(|found| found.span.start == 0).map_or(0, |found| found.span.end)
}

/// How far such a path is read, in bytes.
const PATH: usize = 300;

/// Takes the value that begins at `at`; returns where reading goes on.
fn take<'t>(text: &'t str, name: &'t str, at: usize, ends: &[u8], record: &mut Record<'t>) -> usize {
    let bytes = text.as_bytes();
    // No value that an alert has is longer.
    let limit = at + line::head(&text[at..], LONGEST).len();
    if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
        let mut end = at + 1;
        while end < limit && bytes[end] != *quote {
            let escaped = bytes[end] == b'\\' && quote == &b'"' && bytes.get(end + 1) == Some(&b'"');
            end += if escaped { 2 } else { 1 };
        }
        let end = end.min(limit);
        // One that nobody closed, since the product cut the value: netfilter's pairs go on behind it, from `IN=` on.
        let is_open = bytes.get(end) != Some(quote);
        let value = text.get(at + 1..end).unwrap_or("");
        let next = value.find("IN=").filter(|_| is_open).map(|next| at + 1 + next);
        record.push(name, next.map_or(value, |next| &text[at + 1..next]));
        return next.unwrap_or(end + usize::from(!is_open));
    }
    // `name=\"value\"`, out of a text in JSON.
    if let Some(rest) = text.get(at..).and_then(|rest| rest.strip_prefix("\\\"")) {
        let length = rest.find("\\\"").unwrap_or(0);
        record.push(name, &rest[..length]);
        return at + 2 + length + 2 * usize::from(length > 0);
    }
    let window = &bytes[at..limit];
    let length = window.iter().position(|byte| ends.contains(byte)).unwrap_or(window.len());
    let length = length + when::clock_behind(&text[at..at + length], &text[at + length..]);
    let length = length.max(path_length(&text[at..]));
    let value = text.get(at..at + length).unwrap_or("").trim_end_matches([']', ')', '>']);
    let value = value.strip_suffix('}').filter(|value| !value.contains('{')).unwrap_or(value);
    // The quote around the whole line, or the cell that it stands in
    let is_quote = |c: char| matches!(c, '"' | '\'');
    record
        .push(name, value.strip_suffix(is_quote).filter(|value| !value.contains(is_quote)).unwrap_or(value));
    at + length
}
