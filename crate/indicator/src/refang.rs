//! From defanged text to plain text, without losing where things stood.
//!
//! Analysts write `hxxp://evil[.]com` so that nobody clicks by accident. [`refang`] gives the plain form; [`defang`]
//! writes the harmless one.

mod chain;
mod marks;

use std::borrow::Cow;

use super::kind::{IndicatorKind, Span};

/// One place where the plain text differs from the original.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edit {
    /// Where the replacement begins in the plain text, in bytes.
    pub(super) at: usize,
    /// How long the replacement is, in bytes.
    len: usize,
    /// Its span in the original text.
    original: Span,
    /// Whether somebody did this on purpose: a host that was defanged is a host, whatever its ending.
    pub(super) evidence: bool,
    /// Whether it was a dot behind a backslash, which regular expressions write too.
    pub(super) escaped: bool,
}

/// A text in its plain form, with the way back to the original.
pub(super) struct Refanged<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) edits: Vec<Edit>,
}

/// The way from places in a plain text back to the original, for places that come one behind the other.
pub(super) struct WayBack<'e> {
    edits: &'e [Edit],
    /// How many edits begin at or before the last place.
    passed: usize,
}

impl<'e> WayBack<'e> {
    pub(super) const fn new(edits: &'e [Edit]) -> Self {
        Self { edits, passed: 0 }
    }

    /// The place in the original of a place in the plain text, which begins behind that of the call before.
    pub(super) fn original(&mut self, span: Span) -> Span {
        let count = |from: usize, is_passed: &dyn Fn(&Edit) -> bool| {
            from + self.edits[from..].iter().take_while(|edit| is_passed(edit)).count()
        };
        self.passed = count(self.passed, &|edit| edit.at <= span.start);
        let until = count(self.passed, &|edit| edit.at < span.end);
        Span {
            start: start(self.edits[..self.passed].last(), span.start),
            end: end(self.edits[..until].last(), span.end),
        }
    }
}

/// Where a place in the plain text begins in the original, behind the last edit before it.
fn start(edit: Option<&Edit>, at: usize) -> usize {
    match edit {
        None => at,
        Some(edit) if edit.len > 0 && at < edit.at + edit.len => edit.original.start,
        Some(edit) => edit.original.end + (at - edit.at - edit.len),
    }
}

/// The end, in the original text, of a span that ends at `at`.
fn end(edit: Option<&Edit>, at: usize) -> usize {
    match edit {
        None => at,
        Some(edit) if at <= edit.at + edit.len => edit.original.end,
        Some(edit) => edit.original.end + (at - edit.at - edit.len),
    }
}

/// The plain form of a defanged text.
///
/// Only marks between the parts of a host, an address or a URL are taken as such; prose stays prose.
///
/// ```
/// use secdo_indicator::refang::refang;
/// assert_eq!(refang("8.8.8[.]8 and evil(dot)com"), "8.8.8.8 and evil.com");
/// assert_eq!(refang("a list [of] things (see below)"), "a list [of] things (see below)");
/// ```
#[must_use]
pub fn refang(text: &str) -> Cow<'_, str> {
    plain(text).text
}

/// The harmless form of a value, for mails and reports: the last dot of a host, every dot of an address, the scheme
/// of a URL and the `@` of an e-mail address are broken.
///
/// ```
/// use secdo_indicator::refang::defang;
/// assert_eq!(defang("https://evil.com/a.exe"), "hxxps://evil[.]com/a.exe");
/// assert_eq!(defang("8.8.8.8"), "8[.]8[.]8[.]8");
/// assert_eq!(defang("2001:db8::1"), "2001[:]db8[:][:]1");
/// ```
#[must_use]
pub fn defang(value: &str) -> String {
    let (scheme, rest) = value.split_once("://").map_or(("", value), |(scheme, rest)| (scheme, rest));
    let split = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(split);
    let mut harmless = String::with_capacity(value.len() + 12);
    if !scheme.is_empty() {
        harmless.push_str(match scheme {
            "http" => "hxxp",
            "https" => "hxxps",
            "ftp" => "fxp",
            other => other,
        });
        harmless.push_str("://");
    }
    let address = authority.contains("::") || authority.matches(':').count() > 1;
    for character in authority.chars() {
        match character {
            '.' => harmless.push_str("[.]"),
            '@' => harmless.push_str("[@]"),
            ':' if address => harmless.push_str("[:]"),
            other => harmless.push(other),
        }
    }
    harmless.push_str(tail);
    harmless
}

/// The harmless form of an indicator's value: [`defang`] for what a click could open, the value itself for the rest.
///
/// ```
/// use secdo_indicator::{IndicatorKind, defanged};
/// assert_eq!(defanged(IndicatorKind::Domain, "evil.com"), "evil[.]com");
/// assert_eq!(defanged(IndicatorKind::FileName, "evil.exe"), "evil.exe");
/// ```
#[must_use]
pub fn defanged(kind: IndicatorKind, value: &str) -> String {
    use IndicatorKind::{Cidr, Domain, Email, IpPort, Ipv4, Ipv6, Url};
    if matches!(kind, Ipv4 | Ipv6 | IpPort | Cidr | Domain | Email | Url) {
        defang(value)
    } else {
        value.to_owned()
    }
}

/// Reads the text once and collects the marks in it.
pub(super) fn plain(text: &str) -> Refanged<'_> {
    let mut out = String::new();
    let mut edits: Vec<Edit> = Vec::new();
    let mut copied = 0;
    marks::each(text, |mark| {
        if out.is_empty() {
            out.reserve(text.len());
        }
        out.push_str(&text[copied..mark.span.start]);
        edits.push(Edit {
            at: out.len(),
            len: mark.plain.len(),
            original: mark.span,
            evidence: mark.evidence,
            escaped: mark.plain == "." && text.as_bytes()[mark.span.start] == b'\\',
        });
        out.push_str(mark.plain);
        copied = mark.span.end;
    });
    if edits.is_empty() {
        return Refanged { text: Cow::Borrowed(text), edits };
    }
    out.push_str(&text[copied..]);
    Refanged { text: Cow::Owned(out), edits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_each_form_of_real_reports_in_plain() {
        for (defanged, expected) in [
            ("8[.]8(.)8{.}8", "8.8.8.8"),
            ("evil<.>com", "evil.com"),
            ("evil[dot]com evil(DOT)com evil{Dot}com evil[d]com", "evil.com evil.com evil.com evil.com"),
            ("evil-dot-com evil_dot_com", "evil.com evil.com"),
            ("evil^.com evil\\.com", "evil.com evil.com"),
            ("evil[.com evil.]com", "evil.com evil.com"),
            ("8 . 8 . 8 . 8", "8 . 8 . 8 . 8"),
            ("evil[ . ]com evil[,]com", "evil.com evil.com"),
            ("evil。com evil．com", "evil.com evil.com"),
            ("evil dot com", "evil.com"),
            ("http[:]//a[.]com http[://]a[.]com", "http://a.com http://a.com"),
            ("http[:][/][/]a.com", "http://a.com"),
            (
                "user[@]evil.com user[at]evil.com user(at)evil.com",
                "user@evil.com user@evil.com user@evil.com",
            ),
            ("user at evil dot com", "user@evil.com"),
            ("user (at) evil (dot) com", "user@evil.com"),
            ("8.8.8.8[:]443 2001[:]db8[:][:]1", "8.8.8.8:443 2001:db8::1"),
            ("ev\u{200b}il.c\u{ad}om evil\u{2011}site.com", "evil.com evil-site.com"),
            ("８.８.８.８", "8.8.8.8"),
        ] {
            assert_eq!(refang(defanged), expected, "{defanged}");
        }
    }

    #[test]
    fn leaves_prose_and_program_text_alone() {
        for text in [
            "look at it. Net result",
            "meet me at ten dot",
            "the dot com bubble",
            r"C:\Users\x\.ssh\id",
            r"\\srv\share\.git",
            "polka dot dress",
            "f(a) [b] {c} <d>",
            "for (.) of",
            "regex [.]",
        ] {
            assert_eq!(refang(text), text);
        }
    }

    #[test]
    fn keeps_the_way_back() {
        let text = "see 8[.]8[.]8[.]8, \u{200b}evil[.]com\u{200b}";
        let refanged = plain(text);
        assert_eq!(refanged.text, "see 8.8.8.8, evil.com");
        let mut back = WayBack::new(&refanged.edits);
        assert_eq!(back.original(Span { start: 4, end: 11 }), Span { start: 4, end: 17 });
        let host = back.original(Span { start: 13, end: 21 });
        assert_eq!(&text[host.start..host.end], "evil[.]com");
    }
}
