//! What the command line, the environment and the configuration file say together.

use std::{
    env, fs,
    io::{self, IsTerminal as _},
    path::{Path, PathBuf},
};

use secdo_core::{error::Error, server::Server};
use serde::Deserialize;

use crate::{args, failure::Failure};

/// The configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    server: Option<String>,
    company: Option<String>,
    api_key_file: Option<PathBuf>,
    api_key: Option<String>,
    ca_file: Option<PathBuf>,
    zone: Option<String>,
}

/// What is known of the server and of who asks.
#[derive(Debug)]
pub(crate) struct Config {
    server: Option<String>,
    company: Option<String>,
    api_key_file: Option<PathBuf>,
    api_key: Option<String>,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) insecure: bool,
    pub(crate) zone: Option<String>,
}

impl Config {
    /// Reads the configuration file, if there is one, and puts what was said on the command line above it.
    ///
    /// # Errors
    /// That the file cannot be read, or that others can read the key in it.
    pub(crate) fn read(given: &args::Server) -> Result<Self, Failure> {
        let usual =
            directories::ProjectDirs::from("", "", "secdo").map(|dirs| dirs.config_dir().join("config.toml"));
        let file = match (&given.config, usual) {
            (Some(path), _) => load(path)?,
            (None, Some(path)) if path.exists() => load(&path)?,
            _ => File::default(),
        };
        let filled = |given: &Option<String>| given.clone().filter(|text| !text.is_empty());
        let environment = env::var("SECDO_API_KEY").ok().filter(|key| !key.is_empty());
        // What was said nearer to the call counts: the option, the environment, the file.
        let file_of_config = file.api_key_file.filter(|_| environment.is_none());
        Ok(Self {
            server: filled(&given.server).or(file.server),
            company: filled(&given.company).or(file.company),
            api_key_file: given.api_key_file.clone().or(file_of_config),
            api_key: environment.or(file.api_key),
            ca_file: given.ca_file.clone().or(file.ca_file),
            insecure: given.insecure,
            zone: file.zone,
        })
    }

    /// The server.
    ///
    /// # Errors
    /// That none is set, or that its address is not one.
    pub(crate) fn server(&self) -> Result<Server, Failure> {
        let typed = self.server.as_deref().unwrap_or("");
        if typed.is_empty() {
            return Err(Failure::usage(
                "no server is set: use --server, SECDO_SERVER or the configuration file",
            ));
        }
        Server::parse(typed).map_err(|error| match error {
            // It holds a password.
            Error::ServerCredentials => Failure::usage(format!("--server: {error}")),
            _ => Failure::usage(format!("--server {typed}: {error}")),
        })
    }

    /// The company.
    ///
    /// # Errors
    /// That none is set.
    pub(crate) fn company(&self) -> Result<String, Failure> {
        let company = self.company.clone().filter(|company| !company.trim().is_empty());
        company.ok_or_else(|| {
            Failure::usage("no company is set: use --company, SECDO_COMPANY or the configuration file")
        })
    }

    /// The key of the API: from its file, the environment, the configuration, or typed on the terminal.
    ///
    /// # Errors
    /// That there is none.
    pub(crate) fn key(&self) -> Result<String, Failure> {
        if let Some(path) = &self.api_key_file {
            let key = fs::read_to_string(path).map_err(|error| Failure::io(path.display(), &error))?;
            refuse_open(path)?;
            return filled(key, &format!("{} holds no key", path.display()));
        }
        if let Some(key) = &self.api_key {
            return filled(key.clone(), "the key in the configuration is empty");
        }
        if io::stdin().is_terminal() && io::stderr().is_terminal() {
            let typed = rpassword::prompt_password("Key of the SECDO API: ");
            return filled(typed.map_err(|error| Failure::io("terminal", &error))?, "no key was typed");
        }
        Err(Failure::usage("no key: use --api-key-file, SECDO_API_KEY or the configuration file"))
    }
}

fn filled(key: String, else_words: &str) -> Result<String, Failure> {
    let key = key.trim_start_matches('\u{feff}').trim().to_owned();
    if key.is_empty() {
        return Err(Failure::usage(else_words));
    }
    if key.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(Failure::usage("the key has blanks or several lines: nothing may stand beside it"));
    }
    Ok(key)
}

fn load(path: &Path) -> Result<File, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::io(path.display(), &error))?;
    // What the parser says may show the line it stumbled on, which may be the key's.
    let file: File = toml::from_str(&text)
        .map_err(|error| Failure::usage(format!("{}: {}", path.display(), error.message())))?;
    if file.api_key.is_some() {
        refuse_open(path)?;
    }
    Ok(file)
}

/// Nothing, where nobody else can read the file that holds the key.
///
/// # Errors
/// That others can, with what mends it.
fn refuse_open(path: &Path) -> Result<(), Failure> {
    if !is_open_to_others(path) {
        return Ok(());
    }
    let path = path.display();
    Err(Failure::usage(format!("{path} holds the key and others can read it: chmod 600 {path}")))
}

/// A pipe, such as a shell's `<(…)`, is nobody else's.
#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o077 != 0)
}

/// Elsewhere the folder of the user is closed to others by itself.
#[cfg(not(unix))]
fn is_open_to_others(_path: &Path) -> bool {
    false
}
