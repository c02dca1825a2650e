//! Labels joined by dots: what hosts, files and mail addresses are made of.

use super::{
    class,
    context::{Text, is_spaceless_script, is_word_char},
    endings::Ending,
};

/// Labels joined by dots, as they stand in the text.
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) labels: usize,
    pub(super) first_end: usize,
    pub(super) last: usize,
    pub(super) second_last: usize,
    too_long: bool,
    /// Whether a dash stands beside a dot.
    dashed: bool,
    /// The meaning of the last label; nothing for a single label.
    pub(super) ending: Ending,
}

/// How far labels are read, in bytes: more are neither a host nor a file.
const LONGEST: usize = 4_096;

impl Run {
    /// Reads labels and single dots from `start` on; stops before a dot that no label follows.
    #[inline(never)]
    pub(super) fn read(text: &Text<'_>, start: usize) -> Self {
        let mut run = Self {
            start,
            end: start,
            labels: 0,
            first_end: start,
            last: start,
            second_last: start,
            too_long: false,
            dashed: false,
            ending: Ending::default(),
        };
        loop {
            let label = if run.labels == 0 { start } else { run.end + 1 };
            let end = label_end(text, label);
            if end == label {
                break;
            }
            run.too_long |= end - label > 63 || end - start > 253;
            run.dashed |= run.labels > 0 && (text.at(label) == b'-' || text.at(label - 2) == b'-');
            run.labels += 1;
            run.second_last = run.last;
            run.last = label;
            run.end = end;
            if run.labels == 1 {
                run.first_end = end;
            }
            if text.at(end) != b'.' || end - start > LONGEST {
                break;
            }
        }
        // Dashes at the end are punctuation.
        while run.end > run.last && text.at(run.end - 1) == b'-' {
            run.end -= 1;
        }
        if run.has_dot() {
            run.ending = Ending::of(run.last_label(text));
        }
        run
    }

    pub(super) fn has_dot(&self) -> bool {
        self.labels > 1
    }

    pub(super) fn first_label<'t>(&self, text: &Text<'t>) -> &'t str {
        text.slice(self.start, self.first_end)
    }

    pub(super) fn last_label<'t>(&self, text: &Text<'t>) -> &'t str {
        text.slice(self.last, self.end)
    }

    /// The label before the last one.
    pub(super) fn inner_label<'t>(&self, text: &Text<'t>) -> &'t str {
        text.slice(self.second_last, self.last.saturating_sub(1).max(self.second_last))
    }

    /// The run without its last label, of three or more.
    #[cold]
    pub(super) fn without_last(&self, text: &Text<'_>) -> Self {
        let (last, end) = (self.second_last, self.last.saturating_sub(1));
        let before = text.slice(self.start, last.saturating_sub(1));
        let second_last = self.start + before.rfind('.').map_or(0, |dot| dot + 1);
        let labels = self.labels.saturating_sub(1);
        Self { end, last, second_last, labels, ending: Ending::of(text.slice(last, end)), ..*self }
    }

    /// Whether the run has the shape of a host name, its ending left aside.
    #[inline(never)]
    pub(super) fn is_well_formed(&self, text: &Text<'_>) -> bool {
        let last = self.last_label(text);
        !self.too_long
            && !self.dashed
            && text.at(self.start) != b'-'
            && !text.bytes[self.second_last..self.end].contains(&b'_')
            && (last.bytes().all(|byte| byte.is_ascii_alphabetic())
                || last.starts_with("xn--")
                || !last.is_ascii() && last.chars().all(char::is_alphabetic))
    }

    /// Whether the run ends in a name of the root zone or of an internal network.
    pub(super) fn ends_like_a_domain(&self, text: &Text<'_>) -> bool {
        self.has_dot() && self.ending.is_of_hosts() && self.is_well_formed(text)
    }
}

fn label_end(text: &Text<'_>, start: usize) -> usize {
    if !text.at(start).is_ascii() && text.char_at(start).is_some_and(is_spaceless_script) {
        return wide_label_end(text, start);
    }
    let mut end = start;
    loop {
        while class::is_word(text.at(end)) {
            end += 1;
        }
        if text.at(end).is_ascii() {
            return end;
        }
        match text.char_at(end) {
            Some(character) if is_word_char(character) || is_mark(character) => end += character.len_utf8(),
            _ => return end,
        }
    }
}

/// Where a label ends that begins in a script without spaces: it is one when a dot and another label follow, or when it
/// is a top-level domain. Everything else is the sentence around a name.
#[cold]
fn wide_label_end(text: &Text<'_>, start: usize) -> usize {
    let rest = text.slice(start, text.bytes.len());
    let is_inside = |c: char| c.is_alphanumeric() || is_mark(c) || c == '-';
    let length = rest
        .char_indices()
        .take(LONGEST_LABEL)
        .find(|(_, c)| !is_inside(*c))
        .map_or(rest.len(), |(at, _)| at);
    let end = start + length;
    let goes_on = text.at(end) == b'.' && text.char_at(end + 1).is_some_and(char::is_alphanumeric);
    if goes_on || Ending::of(text.slice(start, end)).is_root_zone() { end } else { start }
}

/// Where the label begins that ends at `end` in a script without spaces, at `from` at the earliest; `end` itself when
/// there is none.
#[cold]
pub(super) fn wide_label_start(text: &Text<'_>, end: usize, from: usize) -> usize {
    let before = text.preceding(end, (end - from).min(4 * LONGEST_LABEL));
    let is_inside = |c: &char| c.is_alphanumeric() || is_mark(*c) || *c == '-';
    let length: usize = before.chars().rev().take_while(is_inside).map(char::len_utf8).sum();
    let label = text.slice(end - length, end);
    if label.chars().next().is_some_and(is_spaceless_script) { end - length } else { end }
}

/// The longest label, in characters (RFC 1035, section 2.3.4).
const LONGEST_LABEL: usize = 63;

/// Combining marks belong to the letter before them.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character), 0x0300..=0x036F | 0x0900..=0x0DFF | 0x0E31..=0x0E4E)
}
