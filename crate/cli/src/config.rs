//! The configuration: command line, environment and configuration file put together.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{self, IsTerminal as _},
    path::{Path, PathBuf},
};

use secdo_core::{
    alert::wire::Recipient,
    error::Error,
    product::{FileEvents, Level, Product},
    query::xql::DAYS,
    server::Server,
    settings::{Known, USUAL_DAYS},
};
use serde::{Deserialize, Deserializer, de::Error as _};
use toml::Value;

use crate::{args, failure::Failure};

/// A server in the configuration file, and how it is reached.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ServerTable {
    server: Option<String>,
    company: Option<String>,
    api_key_file: Option<PathBuf>,
    #[serde(deserialize_with = "key")]
    api_key: Option<String>,
    ca_file: Option<PathBuf>,
    product: Option<Product>,
    api: Option<String>,
    key_id: Option<KeyId>,
    key_level: Option<Level>,
    file_events: Option<FileEvents>,
}

/// A key; what is none is not repeated.
fn key<'de, D: Deserializer<'de>>(given: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(given)? {
        Value::String(key) => Ok(Some(key)),
        _ => Err(D::Error::custom("api_key: a text in quotation marks is needed")),
    }
}

/// The number of a key, as people write numbers.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "key_id: a number is needed, the ID of the key")]
enum KeyId {
    Number(u64),
    Text(String),
}

impl KeyId {
    fn text(&self) -> Result<String, Failure> {
        match self {
            Self::Number(number) => Ok(number.to_string()),
            Self::Text(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                Ok(text.clone())
            }
            // The text there may be the key, in the wrong place.
            Self::Text(_) => Err(Failure::usage("key_id: a number is needed, the ID of the key")),
        }
    }
}

/// The configuration file.
#[derive(Debug, Default)]
struct ConfigFile {
    /// The values outside the tables.
    usual: ServerTable,
    servers: BTreeMap<String, ServerTable>,
    zone: Option<String>,
    days: Option<u32>,
}

/// The server, and who asks.
#[derive(Debug)]
pub(crate) struct Config {
    place: ServerTable,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) insecure: bool,
    /// Whether the server was asked for by its name.
    is_named: bool,
    pub(crate) zone: Option<String>,
    /// For how many days back a Cortex XDR is asked.
    pub(crate) days: u32,
}

impl Config {
    /// Reads the configuration file, if there is one, and puts what was said on the command line above it.
    ///
    /// # Errors
    /// That the file cannot be read, that others can read the key in it, or that it has no server of the name asked for.
    pub(crate) fn read(given: &args::ServerArgs) -> Result<Self, Failure> {
        let usual =
            directories::ProjectDirs::from("", "", "secdo").map(|dirs| dirs.config_dir().join("config.toml"));
        let file = match (&given.config, usual) {
            (Some(path), _) => load(path)?,
            (None, Some(path)) if path.exists() => load(&path)?,
            _ => ConfigFile::default(),
        };
        let ConfigFile { usual, servers, zone, days } = file;
        let shared = usual.ca_file.clone();
        let place = match &given.on {
            Some(name) => named(name, given, &servers)?,
            None => nearer(given, usual),
        };
        Ok(Self {
            ca_file: given.ca_file.clone().or_else(|| place.ca_file.clone()).or(shared),
            place,
            insecure: given.insecure,
            is_named: given.on.is_some(),
            zone,
            days: days.unwrap_or(USUAL_DAYS),
        })
    }

    /// Whether an address of a server is given.
    pub(crate) fn has_server(&self) -> bool {
        self.place.server.as_deref().is_some_and(|server| !server.is_empty())
    }

    /// The product that is asked.
    pub(crate) fn product(&self) -> Product {
        self.place.product.unwrap_or_default()
    }

    /// The same with another product, where one is named.
    pub(crate) fn with_product(mut self, product: Option<args::ProductChoice>) -> Self {
        let product = product.map(|product| match product {
            args::ProductChoice::Secdo => Product::Secdo,
            args::ProductChoice::Cortex => Product::Cortex,
        });
        self.place.product = product.or(self.place.product);
        self
    }

    /// The server as settings know it, with what its product needs.
    ///
    /// # Errors
    /// Those of [`Config::server`], and that the ID of the key is no number.
    pub(crate) fn known(&self) -> Result<Known, Failure> {
        let server = self.server()?;
        Ok(Known {
            address: server.base().to_owned(),
            name: server.name().to_owned(),
            product: self.product(),
            api: self.place.api.clone().unwrap_or_default(),
            key_id: self.place.key_id.as_ref().map(KeyId::text).transpose()?.unwrap_or_default(),
            level: self.place.key_level.unwrap_or_default(),
            file_events: self.place.file_events.unwrap_or_default(),
            ..Known::default()
        })
    }

    /// Who takes alerts.
    ///
    /// # Errors
    /// That something is not set.
    pub(crate) fn recipient(&self) -> Result<Recipient, Failure> {
        let mut known = self.known()?;
        match self.product() {
            Product::Secdo => known.company = self.company()?,
            Product::Cortex if known.key_id.is_empty() => {
                return Err(Failure::usage(
                    "no key_id is set: the configuration file needs the ID of the key",
                ));
            }
            Product::Cortex => {}
        }
        known.recipient().map_err(|error| Failure::usage(format!("the server in the configuration: {error}")))
    }

    /// The server.
    ///
    /// # Errors
    /// That none is set, or that its address is not one.
    pub(crate) fn server(&self) -> Result<Server, Failure> {
        let typed = self.place.server.as_deref().unwrap_or("");
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
        let company = self.place.company.clone().filter(|company| !company.trim().is_empty());
        company.ok_or_else(|| {
            Failure::usage("no company is set: use --company, SECDO_COMPANY or the configuration file")
        })
    }

    /// The key of the API: from its file, the environment, the configuration, or typed on the terminal.
    ///
    /// # Errors
    /// That there is none.
    pub(crate) fn key(&self) -> Result<String, Failure> {
        if let Some(path) = &self.place.api_key_file {
            let key = fs::read_to_string(path).map_err(|error| Failure::io(path.display(), &error))?;
            refuse_open(path)?;
            return filled(key, &format!("{} holds no key", path.display()));
        }
        if let Some(key) = &self.place.api_key {
            return filled(key.clone(), "the key in the configuration is empty");
        }
        if io::stdin().is_terminal() && io::stderr().is_terminal() {
            let product = if self.product() == Product::Cortex { "Cortex XDR" } else { "SECDO" };
            let typed = rpassword::prompt_password(format!("Key of the {product} API: "));
            return filled(typed.map_err(|error| Failure::io("terminal", &error))?, "no key was typed");
        }
        Err(Failure::usage(if self.is_named {
            "no key: use --api-key-file, or the table of the server in the configuration file"
        } else {
            "no key: use --api-key-file, SECDO_API_KEY or the configuration file"
        }))
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

/// The value nearer to the call counts: the option, the environment, the file.
fn nearer(given: &args::ServerArgs, file: ServerTable) -> ServerTable {
    let filled = |given: &Option<String>| given.clone().filter(|text| !text.is_empty());
    let environment = key_of_environment();
    let file_of_config = file.api_key_file.filter(|_| environment.is_none());
    let server = filled(&given.server);
    // The address of an API is that of its own console.
    let api = file.api.filter(|_| server.is_none() || server == file.server);
    ServerTable {
        api,
        server: server.or(file.server),
        company: filled(&given.company).or(file.company),
        api_key_file: given.api_key_file.clone().or(file_of_config),
        api_key: environment.or(file.api_key),
        ..file
    }
}

/// The server of a name, with what else stands on the command line. A key in the environment, or outside its table, belongs
/// to another server.
///
/// # Errors
/// That there is none, or that another one stands on the command line.
fn named(
    name: &str,
    given: &args::ServerArgs,
    servers: &BTreeMap<String, ServerTable>,
) -> Result<ServerTable, Failure> {
    if given.typed.server {
        return Err(Failure::usage("--on and --server name two servers: one of them is needed"));
    }
    let Some(place) = servers.get(name).cloned() else {
        let known: Vec<&str> = servers.keys().map(String::as_str).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return Err(Failure::usage(format!(
            "--on {name}: the configuration file has no such server; it has {known}"
        )));
    };
    let company = given.company.clone().filter(|_| given.typed.company).or(place.company);
    Ok(ServerTable { company, api_key_file: given.api_key_file.clone().or(place.api_key_file), ..place })
}

fn key_of_environment() -> Option<String> {
    env::var("SECDO_API_KEY").ok().filter(|key| !key.is_empty())
}

fn load(path: &Path) -> Result<ConfigFile, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::io(path.display(), &error))?;
    // The parser's message may quote the line it stumbled on, which may be the key's.
    let wrong = |error: toml::de::Error| Failure::usage(format!("{}: {}", path.display(), error.message()));
    let file = parse(&text).map_err(wrong)?;
    if std::iter::once(&file.usual).chain(file.servers.values()).any(|place| place.api_key.is_some()) {
        refuse_open(path)?;
    }
    if let Some(days) = file.days.filter(|days| !DAYS.contains(days)) {
        return Err(Failure::usage(format!("{}: days = {days}: 1, 7, 30 or 90 is needed", path.display())));
    }
    Ok(file)
}

fn parse(text: &str) -> Result<ConfigFile, toml::de::Error> {
    let mut table: toml::Table = toml::from_str(text)?;
    let servers = table.remove("servers").map(Value::try_into).transpose()?.unwrap_or_default();
    let zone = table.remove("zone").map(Value::try_into).transpose()?;
    let days = table.remove("days").map(Value::try_into).transpose()?;
    Ok(ConfigFile { usual: Value::Table(table).try_into()?, servers, zone, days })
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
