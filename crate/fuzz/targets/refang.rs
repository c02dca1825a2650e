//! An indicator that was defanged is found again as what it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use secdo_core::indicator::{IndicatorKind, refang, scan};

fuzz_target!(|text: &str| {
    let plain = refang::refang(text);
    assert!(plain.len() <= text.len(), "refanging makes nothing longer");
    for found in scan(text) {
        if matches!(found.kind, IndicatorKind::Ipv4 | IndicatorKind::Ipv6 | IndicatorKind::IpPort) {
            let harmless = refang::defang(&found.value);
            let again = scan(&harmless);
            assert_eq!(
                again.iter().map(|again| (again.kind, again.value.as_str())).collect::<Vec<_>>(),
                [(found.kind, found.value.as_str())],
                "{harmless}"
            );
        }
    }
});
