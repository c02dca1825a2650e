//! A selection that begins or ends inside an indicator means the whole indicator.

use std::net::Ipv4Addr;

use crate::indicator::{IndicatorKind, Mention, Span, host_of, visit};

/// The text that a selection means, and the selected part where that is less. A selection of whole indicators is taken
/// as it is, and so is the address of an address with a port or a prefix: that is a value of its own.
pub(super) fn expand(before: &str, selected: &str, after: &str) -> (String, Option<String>) {
    let all = [before, selected, after].concat();
    let start = before.len() + (selected.len() - selected.trim_start().len());
    let end = before.len() + selected.trim_end().len();
    if start >= end {
        return (selected.to_owned(), None);
    }
    let (mut first, mut last) = (start, end);
    let mut normal = None;
    visit(&all, |mention| {
        let Span { start: from, end: to } = mention.span;
        if is_host_of(&mention, &all[start..end], start) {
            return;
        }
        if (from <= start && end <= to) && (from, to) != (start, end) {
            normal = in_line_only(&all[from..to], &mention);
        }
        if from < start && start < to {
            first = first.min(from);
            last = last.max(to);
        }
        if from < end && end < to {
            first = first.min(from);
            last = last.max(to);
        }
    });
    if (first, last) == (start, end) {
        return (selected.to_owned(), None);
    }
    (normal.unwrap_or_else(|| all[first..last].to_owned()), Some(all[start..end].to_owned()))
}

/// The normal form of an indicator that only its line tells, as the port in `outside:203.0.113.9/22` of a firewall; `None`
/// for one that is the same by itself.
fn in_line_only(written: &str, mention: &Mention<'_>) -> Option<String> {
    let mut is_same = false;
    visit(written, |alone| is_same |= alone.kind == mention.kind && alone.value == mention.value);
    // The name of a file with blanks needs a word that says so.
    let is_file = mention.kind == IndicatorKind::FileName;
    (!is_same)
        .then(|| if is_file { format!("file name: {}", mention.value) } else { mention.value.to_string() })
}

/// The indicator that a place in a text is in, or at the edge of.
pub(super) fn at(before: &str, after: &str) -> Option<String> {
    let all = [before, after].concat();
    let mut found = None;
    visit(&all, |mention| {
        if mention.span.start <= before.len() && before.len() <= mention.span.end && found.is_none() {
            let written = &all[mention.span.start..mention.span.end];
            found = in_line_only(written, &mention).or_else(|| Some(written.to_owned()));
        }
    });
    found
}

/// How many indicators stand in a text, repetitions too.
pub(super) fn count(text: &str) -> usize {
    let mut count = 0;
    visit(text, |_| count += 1);
    count
}

/// Whether the selection is the address of an address with a port, or of a network that is a host's: `10.0.0.5/24`. A double
/// click on `10.0.0.0/24` takes what no host has.
fn is_host_of(mention: &Mention<'_>, selected: &str, start: usize) -> bool {
    let host = match mention.kind {
        IndicatorKind::IpPort => host_of(mention.kind, &mention.value),
        IndicatorKind::Cidr => mention.value.split('/').next().filter(|_| !is_network(&mention.value)),
        _ => None,
    };
    mention.span.start == start && host == Some(selected)
}

/// Whether the address before a prefix has no bit of a host.
fn is_network(value: &str) -> bool {
    let parts = value
        .split_once('/')
        .and_then(|(address, bits)| Some((address.parse::<Ipv4Addr>().ok()?, bits.parse::<u32>().ok()?)));
    parts.is_some_and(|(address, bits)| {
        u32::from(address) & u32::MAX.checked_shr(bits).unwrap_or(0) == 0 && bits < 32
    })
}

#[cfg(test)]
mod tests {
    use super::{at, expand};

    #[test]
    fn a_part_means_the_whole() {
        for (marked, whole) in [
            ("from 198.[51].100.7 to", "198.51.100.7"),
            ("login-[portal.evil].com", "login-portal.evil.com"),
            ("hxxp://[evil][.]com/a?b", "hxxp://evil[.]com/a?b"),
            (r"open C:\Program Files\[Common] Files\a.exe now", r"C:\Program Files\Common Files\a.exe"),
            ("44d88612fea8a8f36de[82e1278abb02f]", "44d88612fea8a8f36de82e1278abb02f"),
            ("1.1.1[.1 and 8.8].8.8", "1.1.1.1 and 8.8.8.8"),
            ("2001:[db8]::1", "2001:db8::1"),
            ("10.20.30.40:[443]", "10.20.30.40:443"),
            ("range [10.44.128.0]/17 scanned", "10.44.128.0/17"),
            ("Attachment \"FINAL-OFFER [2026.pdf.exe]\" opened", "file name: FINAL-OFFER 2026.pdf.exe"),
            ("CORP\\[jdoe] logged", "CORP\\jdoe"),
            ("ä 漢 198.51.100.[7] ü", "198.51.100.7"),
            ("Built TCP from outside:203.0.[113].9/22 to inside:10.0.0.5/51000", "203.0.113.9:22"),
        ] {
            let (before, rest) = marked.split_once('[').unwrap();
            let (text, after) =
                if marked.contains("[.]") { ("evil", "[.]com/a?b") } else { rest.split_once(']').unwrap() };
            assert_eq!(expand(before, text, after), (whole.to_owned(), Some(text.to_owned())), "{marked}");
        }
    }

    #[test]
    fn a_whole_is_taken_as_it_is() {
        for (before, text, after) in [
            ("from ", "198.51.100.7", " to"),
            ("from ", " 198.51.100.7 ", "to"),
            ("", "10.20.30.40", ":443"),
            ("", "10.0.0.5", "/8"),
            ("the ", "word", " here"),
            ("1.1.1.1 ", "and", " 8.8.8.8"),
            ("1.1.1.1", " ", "8.8.8.8"),
        ] {
            assert_eq!(expand(before, text, after), (text.to_owned(), None), "{before}|{text}|{after}");
        }
    }

    #[test]
    fn a_place_is_in_an_indicator_or_in_none() {
        assert_eq!(at("from 198.5", "1.100.7 to").as_deref(), Some("198.51.100.7"));
        assert_eq!(at("from ", "198.51.100.7 to").as_deref(), Some("198.51.100.7"));
        assert_eq!(at("from 198.51.100.7", "").as_deref(), Some("198.51.100.7"));
        let (before, after) = ("Deny tcp src outside:203.0.113.9/51000 dst inside:10.0.", "0.5/22 by x");
        assert_eq!(at(before, after).as_deref(), Some("10.0.0.5:22"), "the line tells of a port");
        assert_eq!(at("fr", "om 198.51.100.7 to"), None);
    }
}
