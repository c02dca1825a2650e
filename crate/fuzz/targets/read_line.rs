//! Whatever the line.
#![no_main]

mod checked;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|line: &str| checked::line(line));
