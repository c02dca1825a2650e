//! Labels joined by dots: what hosts, files and mail addresses are made of.

use super::{
    context::{Text, is_word_char},
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
    /// What the last label means; nothing for a single label.
    pub(super) ending: Ending,
}

impl Run {
    /// Reads labels and single dots from `start` on; stops before a dot that no label follows.
    pub(super) fn read(text: &Text<'_>, start: usize) -> Self {
        let mut run = Self {
            start,
            end: start,
            labels: 0,
            first_end: start,
            last: start,
            second_last: start,
            too_long: false,
            ending: Ending::default(),
        };
        loop {
            let label = if run.labels == 0 { start } else { run.end + 1 };
            let end = label_end(text, label);
            if end == label {
                break;
            }
            run.too_long |= end - label > 63 || end - start > 253;
            run.labels += 1;
            run.second_last = run.last;
            run.last = label;
            run.end = end;
            if run.labels == 1 {
                run.first_end = end;
            }
            if text.at(end) != b'.' {
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

    /// Whether the run has the shape of a host name, its ending left aside.
    pub(super) fn is_well_formed(&self, text: &Text<'_>) -> bool {
        let bytes = &text.bytes[self.start..self.end];
        !self.too_long
            && bytes.first() != Some(&b'-')
            && !text.slice(self.second_last, self.end).contains('_')
            && !bytes.windows(2).any(|pair| pair == b"-." || pair == b".-")
            && self
                .last_label(text)
                .chars()
                .all(|c| c.is_alphabetic() || self.last_label(text).starts_with("xn--"))
    }

    /// Whether the run ends in a name of the root zone or of an internal network.
    pub(super) fn ends_like_a_domain(&self, text: &Text<'_>) -> bool {
        self.has_dot() && self.ending.is_of_hosts() && self.is_well_formed(text)
    }
}

fn label_end(text: &Text<'_>, start: usize) -> usize {
    let mut end = start;
    loop {
        match text.at(end) {
            byte if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') => end += 1,
            byte if byte.is_ascii() => return end,
            _ => match text.char_at(end) {
                Some(character) if is_word_char(character) || is_mark(character) => {
                    end += character.len_utf8()
                }
                _ => return end,
            },
        }
    }
}

/// Combining marks belong to the letter before them.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character), 0x0300..=0x036F | 0x0900..=0x0DFF)
}
