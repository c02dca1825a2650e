//! Settings that can be read are written so that they are read as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use secdo_core::settings::Settings;

fuzz_target!(|text: &str| {
    let Ok(loaded) = Settings::load(text, "") else { return };
    let written = loaded.settings.to_json().expect("settings can be written");
    let again = Settings::load(&written, "").expect("what was written can be read");
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    assert_eq!(again.settings.to_json().expect("settings can be written"), written);
});
