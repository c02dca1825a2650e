//! A record of any format, whatever follows its beginning: the first byte says of which, and how much of its sample
//! stands before the rest.
#![no_main]

mod checked;

use libfuzzer_sys::fuzz_target;
use secdo_core::alert::read::samples;

fuzz_target!(|given: (u8, u8, &str)| {
    let (format, length, rest) = given;
    let samples: Vec<_> = samples().collect();
    let (_, sample) = samples[usize::from(format) % samples.len()];
    let begin: String = sample.chars().take(usize::from(length)).collect();
    checked::line(&format!("{begin}{rest}"));
});
