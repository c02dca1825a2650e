//! Whatever the line: what is read as an address is one, and reading ends.
#![no_main]

use libfuzzer_sys::fuzz_target;
use secdo_core::alert::read::read;

fuzz_target!(|line: &str| {
    let draft = read(line, 1_795_521_600_000, &[]).draft;
    for address in [draft.source_ip, draft.destination_ip, draft.agent_ip] {
        assert!(address.is_empty() || address.parse::<std::net::IpAddr>().is_ok(), "{address}");
    }
});
