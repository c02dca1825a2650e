//! `xtask glue MODULE.wasm FOLDER NAME`: writes the JavaScript glue and the types of a wasm module into a folder, under a
//! name.

use std::{env, path::Path, process::ExitCode};

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [command, module, folder, name] = arguments.as_slice() else { return usage() };
    if command != "glue" {
        return usage();
    }
    match glue(Path::new(module), Path::new(folder), name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {module} could not be bound: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: xtask glue MODULE.wasm FOLDER NAME");
    ExitCode::from(2)
}

fn glue(module: &Path, folder: &Path, name: &str) -> Result<(), Box<dyn std::error::Error>> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(true);
    bindgen.omit_default_module_path(true).reset_state_function(true).web(true)?;
    bindgen.generate(folder)?;
    Ok(())
}
