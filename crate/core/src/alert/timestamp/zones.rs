//! Zones by their letters.
//!
//! Source: RFC 2822, section 4.3, and the abbreviations of the IANA time zone database, as far as one place has them.

/// The offset of a zone from UTC, in minutes.
const ZONES: [(&str, i32); 53] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("wet", 0),
    ("west", 60),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("nst", -210),
    ("ndt", -150),
    ("brt", -180),
    ("art", -180),
    ("clt", -240),
    ("clst", -180),
    ("cet", 60),
    ("cest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("met", 60),
    ("mest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("trt", 180),
    ("sast", 120),
    ("cat", 120),
    ("eat", 180),
    ("wat", 60),
    ("pkt", 300),
    ("ict", 420),
    ("wib", 420),
    ("hkt", 480),
    ("sgt", 480),
    ("myt", 480),
    ("pht", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("acst", 570),
    ("acdt", 630),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
];

/// Letters that several places write, with different clocks: India, Ireland and Israel have IST.
const SHARED: [&str; 8] = ["ist", "bst", "ast", "adt", "gst", "sst", "amt", "ect"];

/// The zones that are written in small letters, too: others would be words, and names of hosts and programs: `10:00:00 cat: …`.
const SMALL: [&str; 5] = ["z", "utc", "gmt", "cest", "mesz"];

/// The offset of the zone of these letters from UTC, in minutes.
pub(super) fn offset(letters: &str) -> Option<i32> {
    if letters.bytes().any(|byte| byte.is_ascii_lowercase())
        && !SMALL.iter().any(|zone| zone.eq_ignore_ascii_case(letters))
    {
        return None;
    }
    let is_it = |(zone, _): &&(&str, i32)| zone.eq_ignore_ascii_case(letters);
    ZONES.iter().find(is_it).map(|(_, minutes)| *minutes)
}

/// Whether a text begins with a zone whose clock is not known: letters of several places, or the name of a place.
pub(super) fn is_unknown(text: &str) -> bool {
    let word =
        text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '_')).next().unwrap_or("");
    let is_place = word.split_once('/').is_some_and(|(area, place)| {
        AREAS.contains(&area) && place.starts_with(|c: char| c.is_ascii_uppercase())
    });
    let is_place = is_place || is_of_windows(text);
    let is_shared = word.bytes().all(|byte| byte.is_ascii_uppercase())
        && SHARED.iter().any(|zone| zone.eq_ignore_ascii_case(word));
    is_place || is_shared
}

/// Whether a text begins with the name of a zone in words, as Windows and ICU write them: `W. Europe Standard Time`, `Central
/// European Time`. Its clock depends on the day.
/// Source: Microsoft, "Default time zones"; Unicode CLDR, metazones.
fn is_of_windows(text: &str) -> bool {
    let Some(at) = text.get(..LONGEST.min(text.len())).unwrap_or(text).find(" Time") else { return false };
    let mut words = text[..at].split(' ');
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'.')
    };
    words.clone().count() < 6
        && words.clone().all(is_word)
        && words.next_back().is_some_and(|last| OF_WINDOWS.contains(&last))
}

/// The last words of such names before `Time`, and how long they are at most, in bytes.
const OF_WINDOWS: [&str; 4] = ["Standard", "Daylight", "Summer", "European"];
const LONGEST: usize = 48;

/// The areas that names of zones begin with in the IANA time zone database.
const AREAS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];
