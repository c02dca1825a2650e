//! The element under the pointer.

use crate::indicator::{scan, visit};

use super::{
    Click, Evidence, Gesture, Pointed, Selected,
    expand::{at, count, expand},
};

/// The text that a click means where nothing is selected: the indicator that was clicked, or those of the element under
/// the pointer, or of its cell; `None` where there is none.
///
/// When an item of a context menu is chosen with the mouse, the pointer is on what was below the item by the time that
/// a page can be read. What the right click itself did is still there then: it put the caret where text can be
/// selected, and the keyboard where it can go. So an element under the pointer is believed only where these agree.
pub(super) fn meant(frame: &Evidence, click: &Click) -> Option<String> {
    let clicked = frame.caret.as_ref().and_then(|caret| at(&caret.before, &caret.after));
    let inside = frame.caret.as_ref().is_some_and(|caret| caret.inside);
    let pointed = frame.pointed.as_ref();
    let restored = clicked.as_ref().zip(pointed).filter(|_| inside);
    let in_title = |(value, pointed): (&String, &Pointed)| {
        restored_by(&pointed.title, value, &pointed.text).or_else(|| named_in(&pointed.title, &pointed.text))
    };
    if let Some(whole) = restored.and_then(in_title) {
        return Some(whole);
    }
    let under = under(frame);
    if click.gesture != Gesture::Menu {
        return if inside { clicked.or(under) } else { under };
    }
    if inside {
        // The caret may be in a chip, whose name stands before it in the element under the pointer.
        if clicked.as_ref().zip(pointed).is_some_and(|(value, one)| none_inside(one, value).is_some()) {
            return None;
        }
        let is_other = || frame.caret.as_ref().is_some_and(|caret| is_in_other(&caret.before, &caret.after));
        return clicked
            .or_else(|| under.filter(|under| pointed.is_some_and(|one| one.title == *under) || !is_other()));
    }
    let through_link = !frame.links.is_empty() && click.link.is_none();
    let agrees = pointed.is_some_and(|pointed| pointed.clicked && !(pointed.selectable && clicked.is_some()));
    if agrees && !through_link {
        return under;
    }
    clicked.or_else(|| value(&[&frame.focused], ""))
}

/// The text with an indicator of the element under the pointer, or of its cell.
pub(super) fn under(frame: &Evidence) -> Option<String> {
    let Pointed { before, text, after, title, .. } = frame.pointed.as_ref()?;
    // What stands before it may say that it is none: `"version": "4.2.0.17"`.
    if is_none_here(before, text, after) {
        return None;
    }
    // A page marks parts of values: the whole one is meant.
    let (whole, _) = expand(before, text, after);
    value(&[&whole, &[before.as_str(), text, after].concat()], title)
}

/// Whether a text is an indicator by itself, and none where it stands.
pub(super) fn is_none_here(before: &str, text: &str, after: &str) -> bool {
    if count(text) == 0 || before.is_empty() && after.is_empty() {
        return false;
    }
    let (start, end) = (before.len(), before.len() + text.len());
    let mut is_one = false;
    // Repetitions too: the same value may stand before it.
    visit(&[before, text, after].concat(), |found| {
        is_one |= found.span.start < end && start < found.span.end;
    });
    !is_one
}

/// A text behind the words of the element that holds it, where these say that it is none: a chip in a line, `Publisher build`
/// before `6.5.1.26`. `None` for every other text.
pub(super) fn none_inside(pointed: &Pointed, text: &str) -> Option<String> {
    let Pointed { before, text: shown, after, .. } = pointed;
    let at = shown.find(text.trim()).filter(|_| shown.len() < LINE && !text.trim().is_empty())?;
    let (head, tail) = (&shown[..at], &shown[at + text.trim().len()..]);
    none_with_reason(&[before, head].concat(), text.trim(), &[tail, after].concat())
}

/// How long the text of such an element is at most, in bytes.
const LINE: usize = 240;

/// How many words before a text are looked at for what says that it is none.
const REASON: usize = 8;

/// Such a text behind the words that say so, and as few more as can be; nothing else of the line, which is not meant.
/// `None` for every other text.
pub(super) fn none_with_reason(before: &str, text: &str, after: &str) -> Option<String> {
    if !is_none_here(before, text, after) {
        return None;
    }
    // `MD5=…,IMPHASH=…`, `{"host":"…","trace_id":"…"}`: a name may begin behind the sign of a list.
    let begins = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '{' | '|' | '&' | '(');
    let starts = before.char_indices().rev().filter(|(_, c)| begins(*c));
    let ends = after.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let words_before = starts.take(REASON).map(|(at, c)| [&before[at + c.len_utf8()..], text].concat());
    let words_behind = ends.skip(1).take(REASON).map(|at| [text, &after[..at]].concat());
    // `CEF:0|Acme|FW|7.2.4.9|`: the sign behind it belongs to it.
    let sign = after.chars().next().map_or("", |sign| &after[..sign.len_utf8()]);
    let few = [[before, text].concat(), [before, text, sign].concat()];
    let mut reasons = words_before.chain(few).chain(words_behind).chain([[text, after].concat()]);
    Some(reasons.find(|reason| count(reason) == 0).unwrap_or_else(|| ["version ", text].concat()))
}

/// The whole of a value that the page shortened in its text, from the title that begins alike: `evil-cdn.co…` reads as a
/// domain of its own.
pub(super) fn restored_by(title: &str, value: &str, text: &str) -> Option<String> {
    let (_, behind) = text.split_once(value)?;
    if title.len() <= value.len()
        || !behind.starts_with(['…', '.'])
        || behind.starts_with('.') && !behind.starts_with("..")
    {
        return None;
    }
    let whole = scan(title).into_iter().map(|found| &title[found.span.start..found.span.end]);
    whole.filter(|whole| whole.len() > value.len()).find(|whole| whole.starts_with(value)).map(str::to_owned)
}

/// Whether a text is the beginning of its title, with the sign of what was cut off, or both ends of it around that sign, or
/// the beginning of a title that is one indicator: `db0ce1…36ba4a`, `d6253952a1`.
pub(super) fn is_shortened(text: &str, title: &str) -> bool {
    let (text, title) = (text.trim(), title.trim());
    let both = text.split_once('…').or_else(|| text.split_once("..."));
    if let Some((begin, end)) = both.filter(|(begin, end)| begin.len() > 2 && end.len() > 2)
        && !begin.contains(' ')
    {
        return title.len() > begin.len() + end.len() && title.starts_with(begin) && title.ends_with(end);
    }
    let is_one =
        || matches!(scan(title).as_slice(), [only] if only.span.end - only.span.start == title.len());
    if text.len() >= HEAD
        && text.len() < title.len()
        && title.starts_with(text)
        && count(text) == 0
        && is_one()
    {
        return true;
    }
    // `…\Temp\svc.tmp`
    if let Some(end) = text.strip_prefix('…').filter(|end| end.len() >= 3) {
        return title.len() > end.len() && title.ends_with(end);
    }
    let shown = text.trim_end_matches(['…', '.']);
    shown.len() < text.trim().len()
        && shown.len() >= 3
        && title.len() > shown.len()
        && title.starts_with(shown)
}

/// How long the beginning of an indicator is at least that is shown in its place, in bytes.
const HEAD: usize = 7;

/// A longer word with the sign of a cut, in bytes, is a value that was cut: not `more…`.
const CUT: usize = 10;

/// A longer word with a digit, in bytes, is a value of its own, not the count beside one.
const COUNT: usize = 3;

/// Whether a text is one value that is no indicator: a number, a version with what has it, a time, an identifier. What
/// stands beside it is another value.
fn is_other_value(text: &str) -> bool {
    let word = text.trim();
    let is_number = |word: &str| word.len() > COUNT && word.bytes().any(|byte| byte.is_ascii_digit());
    let is_dotted = |word: &str| word.bytes().filter(|byte| *byte == b'.').count() > 1;
    match word.rsplit_once(char::is_whitespace) {
        None => is_number(word),
        Some((_, last)) => is_number(last) && is_dotted(last) && !word.contains('\n'),
    }
}

/// Whether the pointer is on such a value.
pub(super) fn is_on_other_value(frame: &Evidence) -> bool {
    frame.pointed.as_ref().is_some_and(|one| count(&one.text) == 0 && is_other_value(&one.text))
}

/// Whether a place in a text is in a word that is a value of its own, and no indicator: the version in `from 10.0.0.1, build
/// 4.0.2.9`, a time.
fn is_in_other(before: &str, after: &str) -> bool {
    let begin = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let end = after.split(char::is_whitespace).next().unwrap_or("");
    let word = [begin, end].concat();
    !word.contains(['…'])
        && !word.contains("..")
        && is_other_value(word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// The first of some texts, from the inside out, in which there is an indicator, else the title; a text that the page
/// shortened is taken from the title that begins alike.
pub(super) fn value(texts: &[&str], title: &str) -> Option<String> {
    for text in texts {
        if is_shortened(text, title) {
            break;
        }
        // Of a value that was cut in its middle nothing else in the block is meant: `b9a1ef21…9c89d6`.
        let is_cut = || text.trim().contains('…') && !text.trim().contains(' ') && text.trim().len() > CUT;
        if count(text) > 0 {
            return named_in(title, text).or_else(|| Some((*text).to_owned()));
        }
        if is_cut() || is_other_value(text) {
            break;
        }
    }
    Some(title.to_owned()).filter(|title| count(title) > 0)
}

/// The path in a title that ends with a text as its last name, where the text alone reads as less: `my tool.exe` in the
/// cell, `C:\Temp\my tool.exe` in its title.
pub(super) fn named_in(title: &str, text: &str) -> Option<String> {
    let name = text.trim();
    let (folder, _) = title.trim().strip_suffix(name)?.rsplit_once(['\\', '/'])?;
    let is_whole =
        |text: &str| matches!(scan(text).as_slice(), [only] if only.span.end - only.span.start == text.len());
    (!folder.is_empty() && name.contains(' ') && !is_whole(name) && is_whole(title.trim()))
        .then(|| title.trim().to_owned())
}

/// The value that a triple click means that took the whole row, since the cells of the row are no blocks: the one under
/// the pointer. `None` for every other selection, and where the whole row is wanted.
pub(super) fn in_row(selection: &Selected, frame: &Evidence, click: &Click) -> Option<String> {
    let text = selection.text.trim();
    if click.whole
        || !selection.paragraph
        || !selection.pointed
        || !text.contains('\t')
        || text.contains('\n')
    {
        return None;
    }
    let cell = under(frame)?;
    (cell.len() < text.len() && text.contains(cell.trim())).then_some(cell)
}

/// The value under the pointer of several that a double click took since no blank stands between them on the page: chips
/// that touch, a number in a badge. `None` for every other selection.
pub(super) fn of_touching(selection: &Selected, frame: &Evidence, click: &Click) -> Option<String> {
    let is_blank = |text: &str| text.trim().contains(char::is_whitespace);
    let taken = click.selected.trim();
    if click.whole
        || taken.is_empty()
        || is_blank(taken)
        || !is_blank(&selection.text)
        || !selection.touching
        || !selection.pointed
    {
        return None;
    }
    let pointed =
        frame.pointed.as_ref().map(|pointed| pointed.text.trim()).filter(|text| !text.is_empty())?;
    let mut values = selection.text.split_whitespace();
    (!is_blank(pointed) && values.any(|value| pointed.contains(value))).then(|| pointed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{meant, value};
    use crate::meant::{Caret, Click, Evidence, Gesture, Pointed};

    fn frame(caret: Option<(&str, &str, bool)>, text: &str, selectable: bool, clicked: bool) -> Evidence {
        Evidence {
            caret: caret.map(|(before, after, inside)| Caret {
                before: before.into(),
                after: after.into(),
                inside,
            }),
            pointed: Some(Pointed { text: text.into(), selectable, clicked, ..Pointed::default() }),
            ..Evidence::default()
        }
    }

    #[test]
    fn the_clicked_indicator_of_several_is_meant() {
        let frame =
            frame(Some(("from 10.0.0.1 to 8.8", ".8.8", true)), "from 10.0.0.1 to 8.8.8.8", true, true);
        assert_eq!(meant(&frame, &Click::default()).as_deref(), Some("8.8.8.8"));
    }

    #[test]
    fn a_badge_that_takes_no_caret_is_meant_though_the_caret_is_elsewhere() {
        let frame = frame(Some(("10.0", ".0.1", false)), "9.9.9.9", false, true);
        assert_eq!(meant(&frame, &Click::default()).as_deref(), Some("9.9.9.9"));
    }

    #[test]
    fn a_pointer_that_has_moved_on_is_not_believed() {
        let click = Click::default();
        let text = frame(Some(("10.0", ".0.1", false)), "9.9.9.9", true, true);
        assert_eq!(meant(&text, &click).as_deref(), Some("10.0.0.1"));
        let mut cell = frame(None, "9.9.9.9", false, false);
        cell.focused = "198.51.100.7".into();
        assert_eq!(meant(&cell, &click).as_deref(), Some("198.51.100.7"));
        let keys = Click { gesture: Gesture::Keys, ..Click::default() };
        assert_eq!(meant(&text, &keys).as_deref(), Some("9.9.9.9"), "a shortcut moves no pointer");
    }

    #[test]
    fn a_marked_part_means_the_whole() {
        let mut marked = frame(None, "198.51", true, true);
        let pointed = marked.pointed.as_mut().unwrap();
        (pointed.before, pointed.after) = ("Blocked 10.0.0.1 ".into(), ".100.61 and evil.com".into());
        assert_eq!(meant(&marked, &Click::default()).as_deref(), Some("198.51.100.61"));
        marked.pointed.as_mut().unwrap().text = " and ".into();
        assert_eq!(
            meant(&marked, &Click::default()).as_deref(),
            Some("Blocked 10.0.0.1  and .100.61 and evil.com")
        );
    }

    #[test]
    fn what_stands_beside_another_value_is_not_meant() {
        for (text, is_meant) in [
            ("8443", false),
            ("10.0.19045", false),
            ("Acme 10.0.22621.2", false),
            ("udp", true),
            ("3", true),
            ("sent 1024", true),
        ] {
            let mut frame = frame(None, text, true, true);
            frame.pointed.as_mut().unwrap().before = "from 10.0.0.1, ".into();
            assert_eq!(meant(&frame, &Click::default()).is_some(), is_meant, "{text}");
        }
    }

    #[test]
    fn nothing_is_meant_where_nothing_is() {
        assert_eq!(meant(&frame(None, "", true, true), &Click::default()), None);
        assert_eq!(
            meant(&frame(Some(("no", "thing", true)), "nothing", true, true), &Click::default()),
            None
        );
    }

    #[test]
    fn a_value_that_the_page_shortened_is_whole_in_its_title() {
        let title = r"C:\Program Files\Tool 3\run me.exe";
        for (before, after, title, meant_text) in [
            ("update.evil", "-cdn.co…", "update.evil-cdn.com", "update.evil-cdn.com"),
            ("C:\\Program", r" Files\To…", title, title),
            ("C:\\Program", r" Files…\run me.exe", title, title),
            ("from 10.0.0.1 to evil", "-cdn.co...", "from 10.0.0.1 to evil-cdn.com at 10:00", "evil-cdn.com"),
            // Nothing is cut where the value stands.
            ("10.0", ".0.1 did much to …", "10.0.0.1 did much to 10.0.0.12", "10.0.0.1"),
            ("8.8", ".8.8. Then…", "8.8.8.80", "8.8.8.8"),
        ] {
            let text = [before, after].concat();
            let mut frame = frame(Some((before, after, true)), &text, true, true);
            frame.pointed.as_mut().unwrap().title = title.into();
            assert_eq!(meant(&frame, &Click::default()).as_deref(), Some(meant_text), "{text}");
        }
    }

    #[test]
    fn a_shortened_text_is_taken_from_its_title() {
        let title = r"C:\Windows\System32\evil.exe";
        assert_eq!(value(&[r"C:\Windows\Sys…"], title).as_deref(), Some(title));
        assert_eq!(value(&["10.0.0.1"], "10.0.0.12").as_deref(), Some("10.0.0.1"));
        let path = r"C:\Temp\my tool.exe";
        assert_eq!(value(&["my tool.exe"], path).as_deref(), Some(path), "a name with a blank");
        assert_eq!(value(&["tool.exe"], path).as_deref(), Some("tool.exe"));
        assert_eq!(value(&["icon"], "198.51.100.7").as_deref(), Some("198.51.100.7"));
    }
}
