//! The marked text in `tests/corpus/`, run through the scanner.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod corpus {
    pub(crate) mod marked;
}

use std::path::Path;

use corpus::marked::{Case, Expected};
use secdo_core::indicator::scan;

#[test]
fn finds_what_is_marked_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let cases = corpus::marked::read_folder(&folder);
    assert!(cases.len() > 150, "only {} cases were read", cases.len());
    let mut faults = Vec::new();
    for Case { place, text, expected } in &cases {
        let found: Vec<Expected> = scan(text)
            .into_iter()
            .map(|i| Expected {
                kind: i.kind.name().to_owned(),
                value: i.value,
                start: i.span.start,
                end: i.span.end,
            })
            .collect();
        if found != *expected {
            faults
                .push(format!("{place}\n  text     {text:?}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{} of {} cases:\n{}", faults.len(), cases.len(), faults.join("\n"));
}
