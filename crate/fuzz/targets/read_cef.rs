//! A line of this format, whatever follows its beginning.
#![no_main]

mod checked;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|rest: &str| checked::line(&format!("{}{rest}", "CEF:0|Acme|Gate|1|100|Deny|7|")));
