//! A line of this format, whatever follows its beginning.
#![no_main]

mod checked;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|rest: &str| checked::line(&format!("{}{rest}", "1,2020/03/27 09:57:41,0153,THREAT,")));
