//! Takes the key out of what a server said: a server may repeat what it was sent, in whatever form it writes texts.

use super::MASKED;

/// A key longer than this is recognised by any piece that is longer, too: a server may repeat a part of it.
const TOO_SHORT_TO_TELL: usize = 8;

/// How often a text may be written out within another one: JSON in JSON in HTML.
const LAYERS: usize = 5;

/// A character of a text, with the bytes that it was written in.
#[derive(Clone, Copy)]
struct Atom {
    character: char,
    start: usize,
    end: usize,
}

/// The text with dots in place of the key and of every piece of it that is longer than 8 characters, as it was typed
/// and as JSON, URLs and HTML write it, also within one another.
///
/// ```
/// use secdo_core::alert::wire::mask;
/// let key = r#"k"1\x&secret"#;
/// for said in [r#"k"1\x&secret"#, r#"k\"1\\x&secret"#, "k%221%5Cx%26secret", "k&quot;1\\x&amp;secret", r#"k\u00221\x&secret"#] {
///     assert_eq!(mask(&format!("no: {said}!"), key), "no: ••••••••!");
/// }
/// assert_eq!(mask(r"the key ends in 1\x&secret", key), "the key ends in ••••••••");
/// ```
#[must_use]
pub fn mask(text: &str, key: &str) -> String {
    let as_typed = letters(key);
    // For each byte of the text, whether it is a part of the key.
    let mut hidden = vec![false; text.len()];
    hide(&letters(text), &as_typed, &mut hidden);
    // Unescaping may remove a part of the key, so the key is looked for behind each layer, and in each form by itself;
    // and without backslashes, which some put before every sign, as in `\&\#x62\;`.
    let bare_key = bare(&as_typed);
    for (marks, drops) in [
        (&['\\', '%', '&'][..], false),
        (&['\\'], false),
        (&['%'], false),
        (&['&'], false),
        (&['%', '&'], true),
    ] {
        let mut atoms = letters(text);
        for _ in 0..LAYERS {
            let without = bare(&atoms);
            hide(&without, &bare_key, &mut hidden);
            let Some(read) = read_layer(if drops { &without } else { &atoms }, marks) else { break };
            atoms = read;
            hide(&atoms, &as_typed, &mut hidden);
        }
    }
    hide(&plain(text), &plain(key), &mut hidden);
    let mut masked = String::with_capacity(text.len());
    let mut was_hidden = false;
    for (start, character) in text.char_indices() {
        if !hidden[start] {
            masked.push(character);
        } else if !was_hidden {
            masked.push_str(MASKED);
        }
        was_hidden = hidden[start];
    }
    masked
}

/// Hides the pieces of the key that stand in a text.
fn hide(text: &[Atom], key: &[Atom], hidden: &mut [bool]) {
    let shortest = key.len().min(TOO_SHORT_TO_TELL + 1);
    // Where in the key each of its characters stands.
    let mut places = vec![Vec::new(); PLACES];
    for (place, atom) in key.iter().enumerate() {
        places[bucket(atom.character)].push(place);
    }
    let mut at = 0;
    while at < text.len() && !key.is_empty() {
        let length = longest(&text[at..], key, &places);
        if length < shortest {
            at += 1;
            continue;
        }
        // Anything between its letters goes with them.
        hidden[text[at].start..text[at + length - 1].end].fill(true);
        at += length;
    }
}

/// How many characters have places of their own: those of ASCII; the others share them.
const PLACES: usize = 128;

const fn bucket(character: char) -> usize {
    character as usize % PLACES
}

/// How many characters at the beginning of a text that is not empty are a piece of the key.
fn longest(text: &[Atom], key: &[Atom], places: &[Vec<usize>]) -> usize {
    let from = |&start: &usize| {
        let pairs = text.iter().zip(&key[start..]);
        pairs.take_while(|(one, other)| one.character == other.character).count()
    };
    places[bucket(text[0].character)].iter().map(from).max().unwrap_or(0)
}

/// The characters of a text, small ones for large ones.
fn letters(text: &str) -> Vec<Atom> {
    let atom = |(start, character): (usize, char)| Atom {
        character: character.to_ascii_lowercase(),
        start,
        end: start + character.len_utf8(),
    };
    text.char_indices().map(atom).collect()
}

/// Characters without the backslashes among them.
fn bare(atoms: &[Atom]) -> Vec<Atom> {
    atoms.iter().filter(|atom| atom.character != '\\').copied().collect()
}

/// The text without its escapes: escapes are read until none is left, and backslashes, which are part of them,
/// are dropped.
fn plain(text: &str) -> Vec<Atom> {
    let mut atoms = letters(text);
    for _ in 0..LAYERS {
        let Some(read) = read_layer(&atoms, &['\\', '%', '&']) else { break };
        atoms = read;
    }
    atoms.retain(|atom| atom.character != '\\');
    atoms
}

/// The text with one layer of the escapes read that begin with these marks; nothing where there is none.
fn read_layer(atoms: &[Atom], marks: &[char]) -> Option<Vec<Atom>> {
    let mut read = Vec::with_capacity(atoms.len());
    let mut at = 0;
    while let Some(&first) = atoms.get(at) {
        let found = match first.character {
            mark if !marks.contains(&mark) => None,
            '\\' => json(&atoms[at..]),
            '%' => url(&atoms[at..]),
            _ => html(&atoms[at..]),
        };
        let (character, length) = found.unwrap_or((first.character, 1));
        let character = character.to_ascii_lowercase();
        read.push(Atom { character, start: first.start, end: atoms[at + length - 1].end });
        at += length;
    }
    (read.len() < atoms.len()).then_some(read)
}

/// The number that these many digits at the beginning are.
fn number(atoms: &[Atom], digits: usize, radix: u32) -> Option<u32> {
    let digits = atoms.get(..digits).filter(|digits| !digits.is_empty())?;
    digits
        .iter()
        .try_fold(0_u32, |sum, atom| sum.checked_mul(radix)?.checked_add(atom.character.to_digit(radix)?))
}

/// `\"` and `\u0022`, and two of those for a character beyond the first 65,536 (RFC 8259, section 7). What stands behind
/// another backslash stays as it is.
fn json(atoms: &[Atom]) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let [slash, letter] = [atoms.get(at)?.character, atoms.get(at + 1)?.character];
        (slash == '\\' && letter == 'u').then(|| number(&atoms[at + 2..], 4, 16)).flatten()
    };
    match unit(0) {
        Some(high @ 0xd800..=0xdbff) => {
            let low = unit(6).filter(|low| (0xdc00..=0xdfff).contains(low))?;
            Some((char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))?, 12))
        }
        Some(one) => Some((char::from_u32(one)?, 6)),
        None => {
            let next = atoms.get(1)?.character;
            matches!(next, '"' | '\\' | '/' | '\'').then_some((next, 2))
        }
    }
}

/// `%22`, and several of those for a character that UTF-8 writes in several bytes (RFC 3986, section 2.1).
fn url(atoms: &[Atom]) -> Option<(char, usize)> {
    let byte = |index: usize| {
        let at = index * 3;
        let is_escape = atoms.get(at)?.character == '%';
        is_escape.then(|| number(atoms.get(at + 1..)?, 2, 16)).flatten()
    };
    let mut bytes = Vec::with_capacity(4);
    while bytes.len() < 4 {
        bytes.push(u8::try_from(byte(bytes.len())?).ok()?);
        if let Ok(text) = std::str::from_utf8(&bytes) {
            return Some((text.chars().next()?, bytes.len() * 3));
        }
    }
    None
}

/// `&quot;`, `&#34;` and `&#x22;` (HTML, section 13.5).
fn html(atoms: &[Atom]) -> Option<(char, usize)> {
    const NAMES: [(&str, char); 5] = [("quot", '"'), ("amp", '&'), ("lt", '<'), ("gt", '>'), ("apos", '\'')];
    let end = atoms.iter().take(12).position(|atom| atom.character == ';')?;
    let name: String = atoms[1..end].iter().map(|atom| atom.character).collect();
    let named = || NAMES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|&(_, is)| is);
    let character = match atoms.get(1)?.character {
        '#' if matches!(atoms.get(2)?.character, 'x' | 'X') => {
            char::from_u32(number(&atoms[3..], end.checked_sub(3)?, 16)?)
        }
        '#' => char::from_u32(number(&atoms[2..], end - 2, 10)?),
        _ => named(),
    }?;
    Some((character, end + 1))
}

#[cfg(test)]
mod tests {
    use super::{MASKED, mask};

    const KEYS: [&str; 6] = [
        "b9cbe23a2c0acaa61c40abef3c792a83",
        r#"q"uo\te/d&<k>'ey'"#,
        r"back\\slashes\in\\\it",
        "per%41cent%22key+",
        "schlüssel😀漢字-键",
        r"a\u0041-\n-\x41&amp;z",
    ];

    fn json(text: &str) -> String {
        let quoted = serde_json::to_string(text).unwrap();
        quoted[1..quoted.len() - 1].to_owned()
    }

    fn json_of_ascii(text: &str) -> String {
        text.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect()
    }

    fn url(text: &str) -> String {
        text.bytes().map(|byte| format!("%{byte:02x}")).collect()
    }

    fn html(text: &str) -> String {
        text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('\'', "&#39;")
    }

    fn html_numbers(text: &str) -> String {
        text.chars().map(|c| format!("&#x{:X};", u32::from(c))).collect()
    }

    fn slashes(text: &str) -> String {
        json(text).replace('/', "\\/")
    }

    /// As regular expressions, Markdown and shells write signs.
    fn escaped(text: &str) -> String {
        let sign = |c: char| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() };
        text.chars().map(sign).collect()
    }

    #[test]
    fn no_form_of_a_key_is_left_and_nothing_else_goes() {
        let forms: [fn(&str) -> String; 8] =
            [str::to_owned, json, json_of_ascii, url, html, html_numbers, slashes, escaped];
        for key in KEYS {
            for (outer, wrap) in forms.iter().enumerate() {
                for (inner, write) in forms.iter().enumerate() {
                    let said = wrap(&write(key));
                    let safe = mask(&format!("{{\"key\": \"{said}\", \"a\\nb\": 1}}"), key);
                    let expected = format!("{{\"key\": \"{MASKED}\", \"a\\nb\": 1}}");
                    // Backslashes around a key may go with it.
                    assert_eq!(safe.replace('\\', ""), expected.replace('\\', ""), "{key}: {outer} {inner}");
                }
            }
        }
    }

    #[test]
    fn pieces_that_tell_go_and_short_ones_stay() {
        let key = KEYS[0];
        for (said, expected) in [
            (format!("{}…", &key[..16]), format!("{MASKED}…")),
            (format!("…{}", &key[16..]), format!("…{MASKED}")),
            (format!("{} {}", &key[..16], &key[16..]), format!("{MASKED} {MASKED}")),
            (key.to_uppercase(), MASKED.to_owned()),
            (key[..8].to_owned(), key[..8].to_owned()),
            ("no such key".to_owned(), "no such key".to_owned()),
        ] {
            assert_eq!(mask(&said, key), expected);
        }
        assert_eq!(mask("a key of k3y", "k3y"), format!("a key of {MASKED}"));
        // Halves that say less than they are long.
        let key = r#"k"q\u0041\x/1&<i>'z%41+9"#;
        for half in [&key[..12], &key[12..]] {
            for said in [half.to_owned(), json(half), json(&json(half)), url(half), html(half)] {
                assert_eq!(mask(&format!("no: {said}!"), key), format!("no: {MASKED}!"), "{said}");
            }
        }
        assert_eq!(mask("nothing", ""), "nothing");
    }

    #[test]
    fn an_answer_that_is_made_to_take_long_ends() {
        let key = KEYS[0];
        for unit in ["&amp;", "amp;", "\\", "%25", "b9cbe23", "\\u005c"] {
            let safe = mask(&format!("&{}{key}", unit.repeat(64_000 / unit.len())), key);
            assert!(!safe.contains(&key[..9]) && safe.ends_with(MASKED), "{unit}");
        }
    }

    #[test]
    fn what_only_looks_like_an_escape_is_left() {
        for said in ["100% of &; &#; &#x; %zz \\u12 \\", "&#99999999999;", "%c3", "\\ud83d alone", "&"] {
            assert_eq!(mask(said, "k3ys-of-ours"), said);
        }
    }
}
