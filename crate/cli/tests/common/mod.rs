//! The program, as a shell calls it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use assert_cmd::Command;

/// The program without the environment of whoever runs the tests.
pub(crate) fn secdo() -> Command {
    let mut command = Command::cargo_bin("secdo").unwrap();
    command.env_clear().env("SECDO_SERVER", "https://secdo-server").env("SECDO_COMPANY", "c");
    command
}

/// The code, what was written, and what was said.
pub(crate) fn run(command: &mut Command) -> (i32, String, String) {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}
