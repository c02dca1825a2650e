//! A time that was read is written so that it is read as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use secdo_core::alert::timestamp;

const NOW: i64 = 1_500_000_000_000;

fuzz_target!(|text: &str| {
    let Ok(moment) = timestamp::read(text, NOW) else { return };
    let instant = moment.at(|_| 120);
    let written = timestamp::write(instant);
    let again = timestamp::read(&written, NOW).expect("what was written can be read");
    assert_eq!(again.at(|_| 0), instant, "{written}");
});
