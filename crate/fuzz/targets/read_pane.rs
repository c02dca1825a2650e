//! A line of this format, whatever follows its beginning.
#![no_main]

mod checked;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|rest: &str| checked::line(&format!("{}{rest}", "Source IP: 10.0.0.1\nDest IP: ")));
