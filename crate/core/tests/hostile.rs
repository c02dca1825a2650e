//! Pieces of texts, repeated until they are long: what is read never ends a call, and stays on the borders of characters.

use proptest::{prelude::*, sample::select};
use secdo_core::{
    alert::{read::read_all, timestamp},
    indicator::visit,
};

const NOW: i64 = 1_750_000_000_000;

/// What formats and indicators are made of, with characters of several bytes among them.
const PIECES: [&str; 60] = [
    "10.1.2.3",
    "::1",
    "fe80::1",
    "/24",
    ":443",
    "443",
    "1.2.3.4",
    "x.com",
    "a",
    "name",
    "v1.",
    "0x",
    "\"",
    "'",
    "`",
    "=\" ",
    "\",",
    "\": \"",
    "\"v\"",
    "{\"a\":",
    "\"a\":\"b\"",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<x>",
    "<x ",
    "</x>",
    "|",
    "\t",
    "\n",
    "\r\n",
    " ",
    ",",
    ": ",
    "=",
    "->",
    "@",
    "\\",
    "C:\\",
    "HKLM\\",
    "CORP\\",
    "/",
    "src=",
    "md5=",
    "key: ",
    "from ",
    "to ",
    "%ASA-1-1: ",
    "CEF:0|",
    "2024-01-01",
    "10:00:00",
    "44d88612fea8a8f36de82e1278abb02f",
    "é",
    "漢",
    "．",
    "😀",
    "\u{a0}",
];

/// How long the texts are, in pieces of bytes: windows of up to 4,096 bytes are cut somewhere in them.
const LENGTH: usize = 6_000;

fn repeated() -> impl Strategy<Value = String> {
    let pieces = |range| prop::collection::vec(select(&PIECES[..]), range).prop_map(|pieces| pieces.concat());
    (pieces(0..3), pieces(1..6)).prop_map(|(before, unit)| before + &unit.repeat(LENGTH / unit.len() + 1))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn indicators_stay_on_characters(text in repeated()) {
        let mut end = 0;
        visit(&text, |found| {
            assert!(found.span.start >= end && !found.value.is_empty(), "{found:?}");
            assert!(!text[found.span.start..found.span.end].is_empty(), "{found:?}");
            end = found.span.end;
        });
    }

    #[test]
    fn lines_stay_in_their_text(text in repeated()) {
        for reading in read_all(&text, NOW, &[]) {
            assert!(text.get(reading.span.start..reading.span.end).is_some(), "{:?}", reading.span);
        }
    }
}

#[test]
fn a_decimal_power_of_something_else_is_no_time() {
    for text in ["1.2.3\"a．:443<x><x>a\\u00e9", "./[hash »HKLM\\u00e9", "1.aaaaaaaa．E9"] {
        assert!(timestamp::read(text, NOW).is_err(), "{text}");
    }
}
