//! The lines of `lines/`, for what must hold of all of them.

use std::{fs, path::Path};

/// A line with the title of its case and the name of its file.
pub(crate) struct Fixture {
    pub(crate) file: String,
    pub(crate) title: String,
    pub(crate) line: String,
}

/// The fixtures that are one line, without tabs, which take more room than a word.
pub(crate) fn one_line() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lines");
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        for case in fs::read_to_string(&path).unwrap().split("== ").skip(1) {
            let (title, rest) = case.split_once('\n').unwrap();
            let line = rest.split("\n-- ").next().unwrap().trim();
            if !line.contains(['\n', '\t']) && line.len() > 24 {
                let (title, line) = (title.to_owned(), line.to_owned());
                all.push(Fixture { file: file.clone(), title, line });
            }
        }
    }
    all
}
