//! Whatever the value: the URL stays one of the query builder, and the value stays a value.
#![no_main]

use libfuzzer_sys::fuzz_target;
use secdo_core::{
    query::{Condition, QueryDraft, Query},
    server::Server,
};

fuzz_target!(|values: Vec<String>| {
    let draft = QueryDraft {
        entity: "process".to_owned(),
        actions: vec!["run".to_owned()],
        attributes: vec![Condition { name: "cmd".to_owned(), values }],
    };
    let (Ok(query), Ok(server)) = (Query::new(&draft), Server::parse("https://secdo-server")) else { return };
    let url = query.url(&server);
    let value = url
        .strip_prefix("https://secdo-server/#/investigationNG/builder?entity=process&action=run&attr=cmd:")
        .expect("nothing before the value changes");
    assert!(value.is_ascii() && !value.contains(['&', '#', '?', '=', ',', ' ', '"', '\'', '<', '>']), "{url}");
});
