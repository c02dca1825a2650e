//! Every indicator found is in the text: in its order, on the borders of characters, each place once.
#![no_main]

use libfuzzer_sys::fuzz_target;
use secdo_core::indicator::visit;

fuzz_target!(|text: &str| {
    let mut end = 0;
    visit(text, |found| {
        assert!(found.span.start >= end, "{found:?} begins before {end}");
        assert!(found.span.start < found.span.end && !found.value.is_empty(), "{found:?}");
        assert!(text.get(found.span.start..found.span.end).is_some(), "{found:?} cuts a character");
        end = found.span.end;
    });
});
