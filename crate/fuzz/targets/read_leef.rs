//! A line of this format, whatever follows its beginning.
#![no_main]

mod checked;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|rest: &str| checked::line(&format!("{}{rest}", "LEEF:2.0|Acme|Gate|1|15|")));
