//! The characters around and within a time as the walk over its parts knows them.

use std::borrow::Cow;

/// Words of languages for the halves of the day, and blanks outside ASCII.
const WRITTEN: [(&str, &str); 28] = [
    ("\u{202f}", " "),
    ("\u{a0}", " "),
    ("\u{2009}", " "),
    ("\u{200e}", ""),
    ("午後", "PM "),
    ("下午", "PM "),
    ("오후", "PM "),
    ("午前", "AM "),
    ("上午", "AM "),
    ("오전", "AM "),
    ("年", "-"),
    ("月", "-"),
    ("日", " "),
    ("時", ":"),
    ("时", ":"),
    ("分", ":"),
    ("秒", ""),
    ("시 ", ":"),
    ("분 ", ":"),
    ("초", ""),
    ("é", "e"),
    ("û", "u"),
    ("ä", "a"),
    ("ç", "c"),
    ("à", "a"),
    ("년 ", "-"),
    ("월 ", "-"),
    ("일", " "),
];

/// The halves of the day as other languages write them behind a time (Unicode CLDR, day periods).
const HALVES: [(&str, &str); 22] = [
    ("μ.μ.", "PM"),
    ("π.μ.", "AM"),
    ("μμ", "PM"),
    ("πμ", "AM"),
    ("م", "PM"),
    ("ص", "AM"),
    ("หลังเที่ยง", "PM"),
    ("ก่อนเที่ยง", "AM"),
    ("अपराह्न", "PM"),
    ("पूर्वाह्न", "AM"),
    ("ب.ظ", "PM"),
    ("ق.ظ", "AM"),
    ("odp.", "PM"),
    ("dop.", "AM"),
    ("nm.", "PM"),
    ("vm.", "AM"),
    ("e.m.", "PM"),
    ("f.m.", "AM"),
    ("ip.", "PM"),
    ("ap.", "AM"),
    ("du.", "PM"),
    ("de.", "AM"),
];

/// Those that are words of other things, too: they count behind a date that begins with its day.
const CAPITAL_HALVES: [(&str, &str); 6] =
    [("CH", "PM"), ("SA", "AM"), ("MD", "PM"), ("PD", "AM"), ("PTG", "PM"), ("PG", "AM")];

/// The text before a half of the day that ends it, with that half in English.
fn half(text: &str) -> Option<(&str, &'static str)> {
    let is_day_first = || {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2).contains(&digits) && matches!(text.as_bytes().get(digits), Some(b'/' | b'.' | b'-'))
    };
    let capitals = CAPITAL_HALVES.iter().filter(|_| is_day_first());
    HALVES.iter().chain(capitals).find_map(|(written, meant)| {
        let before = text.strip_suffix(written)?;
        let clock = before.trim_end();
        (clock.ends_with(|c: char| c.is_ascii_digit()) && (before != clock || !written.is_ascii()))
            .then_some((clock, *meant))
    })
}

/// A time in ASCII, without brackets and quotes around it, without `/Date(…)/` of .NET, without the place of its zone
/// behind an offset (RFC 9557).
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let text = text.trim_start_matches(['[', '"', '\'', '<', '(']).trim_end_matches(['"', '\'', '>', ')']);
    // The bracket behind an offset; around the whole it has lost its beginning.
    let text = match text.find('[') {
        Some(at) if is_offset_before(&text[..at]) => &text[..at],
        Some(_) => text,
        None => text.trim_end_matches(']'),
    };
    if let Some(date) = text.trim_matches(['\\', '/']).strip_prefix("Date(") {
        let end = date.find(|c: char| !c.is_ascii_digit()).unwrap_or(date.len());
        return Cow::Borrowed(&date[..end]);
    }
    // Barracuda: `2025 04 02 12:20:51 +00:00`
    if text.as_bytes().get(..11).is_some_and(is_spaced_date) {
        return Cow::Owned(format!("{}-{}-{}", &text[..4], &text[5..7], &text[8..]));
    }
    // Db2: `2025-04-24-15.31.58.000`
    if let Some((date, clock)) = of_db2(text) {
        return Cow::Owned(format!("{date} {clock}"));
    }
    if let Some((clock, meant)) = half(text) {
        return Cow::Owned(format!("{} {meant}", day_last(clock)));
    }
    if let Some((clock, zone)) = text.split_once("Etc/") {
        return Cow::Owned(format!("{clock}{}", etc(zone)));
    }
    let lower = ["p. m.", "a. m.", "p.m.", "a.m.", "P.M.", "A.M."];
    if text.is_ascii() && !lower.iter().any(|half| text.contains(half)) {
        return Cow::Borrowed(text);
    }
    // Korean: `2025. 11. 24. 오후 10:14:58`
    let is_korean = text.contains("오후") || text.contains("오전");
    let mut plain = if is_korean { text.replace(". ", "-") } else { text.to_owned() };
    for (written, meant) in WRITTEN {
        if plain.contains(written) {
            plain = plain.replace(written, meant);
        }
    }
    // Spanish writes the day first, and a blank between the letters.
    if plain.contains("p. m.") || plain.contains("a. m.") {
        plain = day_last(&plain).into_owned();
    }
    for half in lower {
        let meant = if half.starts_with(['p', 'P']) { "PM" } else { "AM" };
        if plain.contains(half) {
            plain = plain.replace(half, meant);
        }
    }
    Cow::Owned(plain)
}

/// The date and the clock of a time as Db2 and IBM i write it: a dash before the hour, full stops between its parts.
/// Source: IBM, "Db2 for i: Datetime values".
fn of_db2(text: &str) -> Option<(&str, String)> {
    let (date, clock) = (text.get(..10)?, text.get(11..)?);
    let is_digits =
        |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut days = date.split('-');
    let is_date = [4, 2, 2].iter().all(|&length| days.next().is_some_and(|part| is_digits(part, length)));
    let mut parts = clock.splitn(4, '.');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
    let fraction = parts.next().map_or(String::new(), |fraction| format!(".{fraction}"));
    (text.as_bytes()[10] == b'-' && is_date && [hour, minute, second].iter().all(|part| is_digits(part, 2)))
        .then(|| (date, format!("{hour}:{minute}:{second}{fraction}")))
}

/// A time that begins with its day, in a language that writes the day first, with the year first: `12/6/2024, 10:00:00`.
fn day_last(text: &str) -> Cow<'_, str> {
    let end = text.find([' ', ',']).unwrap_or(text.len());
    let parts: Vec<&str> = text[..end].split(['/', '.', '-']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts[..] {
        [day, month, year]
            if parts.iter().all(is_number) && day.len() < 3 && month.len() < 3 && year.len() == 4 =>
        {
            Cow::Owned(format!("{year}-{month}-{day}{}", &text[end..]))
        }
        _ => Cow::Borrowed(text),
    }
}

/// A zone of the area `Etc`: `Etc/GMT+5` is five hours behind UTC. Other names stay as they are.
/// Source: IANA time zone database, file `etcetera`, on the signs of POSIX.
fn etc(zone: &str) -> Cow<'_, str> {
    match zone.strip_prefix("GMT").map(|hours| (hours.as_bytes().first(), hours.get(1..).unwrap_or(""))) {
        Some((Some(b'+'), hours)) => Cow::Owned(format!("-{hours}")),
        Some((Some(b'-'), hours)) => Cow::Owned(format!("+{hours}")),
        _ => Cow::Borrowed(zone),
    }
}

/// Whether a year, a month and a day stand between blanks, in digits.
fn is_spaced_date(date: &[u8]) -> bool {
    date.len() == 11
        && date.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 | 10 => *byte == b' ',
            _ => byte.is_ascii_digit(),
        })
}

/// Whether a time ends with its offset: `+01:00`, `Z`.
fn is_offset_before(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ':');
    text.ends_with('Z') || digits.len() < text.len() && digits.ends_with(['+', '-']) && text.contains('T')
}
