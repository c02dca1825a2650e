//! Records of a text that comes line by line: a file, a pipe.

use crate::alert::read::format::table;

/// How long a record of several lines may be, in bytes; what is longer is read line by line.
const LONGEST: usize = 1 << 20;

/// Gathers lines to records: most lines are one; an indented object, an element over several lines, and the rows under a
/// header are more.
///
/// ```
/// use secdo_core::alert::read::Lines;
/// let mut lines = Lines::default();
/// let text = "{\n  \"src_ip\": \"10.0.0.1\"\n}\nDeny 10.0.0.1 -> 8.8.8.8";
/// let mut records: Vec<(u64, String)> = Vec::new();
/// for line in text.lines() {
///     lines.take(line, |number, record| records.push((number, record.to_owned())));
/// }
/// lines.end(|number, record| records.push((number, record.to_owned())));
/// assert_eq!(records.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 4]);
/// ```
#[derive(Debug, Default)]
pub struct Lines {
    /// The number of lines that came.
    count: u64,
    /// The header of a table, where the text is one.
    header: Option<String>,
    /// Whether a line came that is no comment: a header stands before all others.
    has_begun: bool,
    /// The lines of the record that has not ended.
    open: String,
    /// Its end.
    until: Until,
    /// The number of its first line.
    first: u64,
}

/// The end of a record of several lines.
#[derive(Debug, Default)]
enum Until {
    /// Nothing is open.
    #[default]
    Nothing,
    /// So many brackets that close.
    Brackets(usize),
    /// The end of an element.
    Element(String),
}

impl Lines {
    /// Takes the next line, and gives every record that has ended with the number of its first line, counted from 1; rows
    /// come with their header before them.
    pub fn take(&mut self, line: &str, mut give: impl FnMut(u64, &str)) {
        self.count += 1;
        let line = line.trim_end_matches(['\r', '\n']);
        if matches!(self.until, Until::Nothing) {
            self.begin(line, &mut give);
        } else {
            self.go_on(line, &mut give);
        }
    }

    /// Gives the record that had no end.
    pub fn end(&mut self, mut give: impl FnMut(u64, &str)) {
        self.abandon(&mut give);
    }

    fn begin(&mut self, line: &str, give: &mut impl FnMut(u64, &str)) {
        let text = line.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            return;
        }
        // The head of what follows
        if text.starts_with("<?xml") && text.ends_with("?>") {
            return;
        }
        let is_comment = text.starts_with('#');
        if is_comment && let Some(start) = text.find("#fields").or_else(|| text.find("#Fields:")) {
            self.header = Some(text[start..].to_owned());
            return;
        }
        if is_comment && (self.header.is_some() || !self.has_begun && is_directive(text)) {
            return;
        }
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        if is_first && table::header(text).is_some() {
            self.header = Some(text.to_owned());
            return;
        }
        if self.header.is_some() && table::is_rule(text) {
            return;
        }
        if let Some(header) = self.header.as_deref().filter(|header| table::is_row(header, text)) {
            give(self.count, &format!("{header}\n{line}"));
            return;
        }
        self.until = opened(text);
        if matches!(self.until, Until::Nothing) {
            give(self.count, line);
        } else {
            self.first = self.count;
            self.open = format!("{line}\n");
        }
    }

    fn go_on(&mut self, line: &str, give: &mut impl FnMut(u64, &str)) {
        self.open.push_str(line);
        self.open.push('\n');
        let has_ended = match &mut self.until {
            Until::Nothing => true,
            Until::Element(end) => line.contains(end.as_str()),
            Until::Brackets(depth) => match depth_after(*depth, line).filter(|_| is_member(line)) {
                Some(after) => {
                    *depth = after;
                    after == 0
                }
                None => return self.abandon(give),
            },
        };
        if has_ended {
            self.until = Until::Nothing;
            give(self.first, &std::mem::take(&mut self.open));
        } else if self.open.len() > LONGEST {
            self.abandon(give);
        }
    }

    /// Gives up a record of several lines: each of its lines is a record.
    fn abandon(&mut self, give: &mut impl FnMut(u64, &str)) {
        self.until = Until::Nothing;
        let open = std::mem::take(&mut self.open);
        for (number, line) in (self.first..).zip(open.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            give(number, line);
        }
    }
}

/// Whether a comment is one of those before the header of Zeek or of the W3C's logs.
fn is_directive(text: &str) -> bool {
    let names = ["#separator", "#set_separator", "#empty_field", "#unset_field", "#path", "#open", "#types"];
    let of_w3c = ["#Software:", "#Version:", "#Date:", "#Start-Date:", "#Remark:"];
    names.iter().chain(&of_w3c).any(|name| text.starts_with(name))
}

/// The brackets and quotes that a line opens and does not close.
fn opened(text: &str) -> Until {
    if text.starts_with(['{', '['])
        && text.ends_with(['{', '[', ','])
        && let Some(depth) = depth_after(0, text).filter(|depth| *depth > 0)
    {
        return Until::Brackets(depth);
    }
    let element = match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest.trim_start(),
        None => text,
    };
    let name = element.strip_prefix('<').map(|rest| {
        &rest[..rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | ':'))
            .unwrap_or(rest.len())]
    });
    match name.filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())) {
        Some(name) if !text.contains(&format!("</{name}>")) && !text.ends_with("/>") => {
            Until::Element(format!("</{name}>"))
        }
        _ => Until::Nothing,
    }
}

/// How many brackets are open behind a line of JSON; `None` where more close than were open.
fn depth_after(mut depth: usize, line: &str) -> Option<usize> {
    let (mut in_text, mut is_escaped) = (false, false);
    for byte in line.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => depth += 1,
            b'}' | b']' if !in_text => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    (!in_text).then_some(depth)
}

/// Whether a line can stand within an object or a list.
fn is_member(line: &str) -> bool {
    let text = line.trim();
    let first = text.bytes().next();
    first.is_none_or(|first| {
        matches!(first, b'"' | b'{' | b'}' | b'[' | b']' | b'-' | b',') || first.is_ascii_digit()
    }) || ["true", "false", "null"].iter().any(|word| text.starts_with(word))
}
