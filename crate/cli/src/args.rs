//! The command line as `--help` documents it.

use std::{ffi::OsString, path::PathBuf};

use clap::{
    Args as Group, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum,
    parser::ValueSource,
};
use secdo_core::query::xql::DAYS;

// A paragraph is a line, which clap wraps at the terminal's width.
const AFTER: &str = "\
The key of the API is read from --api-key-file, from SECDO_API_KEY, from the configuration file, or asked for on a \
    terminal.

Configuration: secdo/config.toml in the folder for configurations of your system, with the names server, company, \
    api_key_file, api_key, ca_file, zone, product, days; for Cortex XDR also api, key_id, \
    key_level, file_events. A table [servers.NAME] holds the same names for another server, which \
    --on NAME takes.

Ends with 0 when all was done, 1 when a part was refused or could not be read, 2 when the command line or the \
    configuration is wrong, 3 when the server was not reachable, 4 when something could not be read \
    or written, 130 when it was interrupted.";

/// SECDO from a terminal: indicators, queries, alerts.
#[derive(Debug, Parser)]
#[command(name = "secdo", version, arg_required_else_help = true, after_help = AFTER)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) server: ServerArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Which product is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProductChoice {
    /// SECDO
    Secdo,
    /// Cortex XDR or Cortex XSIAM: queries are XQL, to be pasted
    Cortex,
}

/// Which options were typed; those that the environment may give, too.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Typed {
    pub(crate) server: bool,
    pub(crate) company: bool,
}

impl Args {
    /// The arguments of a call.
    pub(crate) fn of(call: Vec<OsString>) -> Self {
        let matches = Self::command().get_matches_from(call);
        let mut args = Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        let is_typed = |name: &str| matches.value_source(name) == Some(ValueSource::CommandLine);
        args.server.typed = Typed { server: is_typed("server"), company: is_typed("company") };
        args
    }
}

/// Where SECDO is.
#[derive(Debug, Default, Group)]
pub(crate) struct ServerArgs {
    /// The address of the SECDO server
    #[arg(long, global = true, env = "SECDO_SERVER", hide_env_values = true, value_name = "ADDRESS")]
    pub(crate) server: Option<String>,
    /// The server of this name in the configuration file, in place of the one outside its tables
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) on: Option<String>,
    /// The company, as in SECDO's own pages
    #[arg(long, global = true, env = "SECDO_COMPANY", hide_env_values = true)]
    pub(crate) company: Option<String>,
    /// A file that holds the key of the API and nothing else, and that no other user can read
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) api_key_file: Option<PathBuf>,
    /// The server's own certificate, or that of the authority that signed it, in PEM format, instead of the system's
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "insecure")]
    pub(crate) ca_file: Option<PathBuf>,
    /// Do not check the server's certificate: whoever stands in between can read the key
    #[arg(long, global = true)]
    pub(crate) insecure: bool,
    /// The value that was typed, not taken from the environment.
    #[arg(skip)]
    pub(crate) typed: Typed,
    /// Another configuration file
    #[arg(long, global = true, env = "SECDO_CONFIG", hide_env_values = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Prints, or opens, the queries about a text
    Investigate(Investigate),
    /// Finds indicators: addresses, hashes, paths, names, URLs
    Scan(Scan),
    /// Reads log lines into drafts of alerts
    Read(ReadArgs),
    /// Sends alerts: one by its fields, or many from JSON lines, CSV or log lines
    Send(Box<Send>),
    /// Sends one alert with the positional arguments of the document's script
    Alert(AlertArgs),
    /// Prints link templates for consoles
    Template(Template),
    /// Checks files of settings
    Settings {
        #[command(subcommand)]
        command: SettingsCommand,
    },
    /// Prints completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Prints the manual page
    Man,
}

#[derive(Debug, Group)]
pub(crate) struct Investigate {
    /// The text; standard input when there is none. Behind `--` nothing is an option: put it before what a console fills in
    pub(crate) text: Vec<String>,
    /// Open the queries in the browser instead of printing them
    #[arg(long)]
    pub(crate) open: bool,
    /// Open more than ten
    #[arg(long, requires = "open")]
    pub(crate) many: bool,
    /// Ask this instead of the default: host_ip, remote_ip, process.file_path …
    #[arg(long = "as", value_name = "PIVOT")]
    pub(crate) pivot: Option<String>,
    /// The product that is asked; SECDO unless the configuration file says otherwise
    #[arg(long, value_enum)]
    pub(crate) product: Option<ProductChoice>,
    /// For how many days back a Cortex XDR is asked; 7 when nothing says so
    #[arg(long, value_name = "1, 7, 30, 90", value_parser = days)]
    pub(crate) days: Option<u32>,
    /// Ask about this entity, by hand: process, registry, file, network, host
    #[arg(long, requires = "attr", conflicts_with_all = ["pivot", "text"])]
    pub(crate) entity: Option<String>,
    /// With these actions, joined by commas; all of the entity's when left out
    #[arg(long, value_delimiter = ',', requires = "entity")]
    pub(crate) action: Vec<String>,
    /// With this attribute: NAME:VALUE, again for more; the same name again means "or"
    #[arg(long, value_name = "NAME:VALUE", requires = "entity")]
    pub(crate) attr: Vec<String>,
}

/// A number of days that Cortex XDR may be asked for.
fn days(text: &str) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|days| DAYS.contains(days))
        .ok_or_else(|| format!("one of {} is needed", DAYS.map(|days| days.to_string()).join(", ")))
}

/// How indicators are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScanFormat {
    /// Kind, tab, value
    Text,
    /// One JSON object a line, with spans in bytes
    Json,
    /// Comma-separated, with a header and spans in bytes
    Csv,
}

#[derive(Debug, Group)]
pub(crate) struct Scan {
    /// Files to read; standard input when there is none, or for `-`
    pub(crate) files: Vec<PathBuf>,
    /// How to write what is found
    #[arg(long, value_enum, default_value_t = ScanFormat::Text)]
    pub(crate) format: ScanFormat,
    /// Read lines of {"id", "text"} and answer each with {"id", "indicators"}; spans in bytes of the text
    #[arg(long, conflicts_with_all = ["format", "unique", "count"])]
    pub(crate) jsonl: bool,
    /// Only these kinds: ipv4, ipv6, ip_port, cidr, md5, sha1, sha256, sha512, windows_path, posix_path, file_name,
    /// registry_key, domain, url, email, user
    #[arg(long, value_delimiter = ',', value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// Write each value once (memory grows with the number of different values)
    #[arg(long)]
    pub(crate) unique: bool,
    /// Write values defanged
    #[arg(long)]
    pub(crate) defang: bool,
    /// Write how many of each kind there are, and nothing else
    #[arg(long)]
    pub(crate) count: bool,
    /// How many processor cores to use; all of them when 0
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=1024))]
    pub(crate) threads: u16,
}

#[derive(Debug, Group)]
pub(crate) struct ReadArgs {
    /// Files to read; standard input when there is none, or for `-`
    pub(crate) files: Vec<PathBuf>,
    /// Read lines of {"id", "raw"} and answer each with {"id", "fields"}
    #[arg(long)]
    pub(crate) jsonl: bool,
    /// Say of each field how sure it is (stated, inferred, guessed), what the line calls it, and what else it could be
    #[arg(long)]
    pub(crate) evidence: bool,
    /// The zone of times that name none: UTC, or an offset such as +02:00
    #[arg(long)]
    pub(crate) zone: Option<String>,
}

/// The content of a file of alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordFormat {
    /// One JSON object a line, with the names of the interface
    Jsonl,
    /// Values between commas, semicolons or tabs; the first line has the names of the interface
    Csv,
    /// Log lines, read as `secdo read` does
    Raw,
}

#[derive(Debug, Group)]
pub(crate) struct Send {
    /// A file of alerts, or `-` for standard input; without it the fields below are the alert
    pub(crate) file: Option<PathBuf>,
    /// The content of the file; told by its name when left out (.jsonl, .json, .csv, else log lines)
    #[arg(long, value_enum, requires = "file")]
    pub(crate) format: Option<RecordFormat>,
    #[command(flatten)]
    pub(crate) fields: Fields,
    /// Send what the order of a line alone says, too: without it, such lines are left out
    #[arg(long, requires = "file")]
    pub(crate) guesses: bool,
    /// The zone of times that name none: UTC, or an offset such as +02:00
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// Print what would be sent, the key masked, and send nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Remember in this file what was delivered, so that the same command goes on after a break
    #[arg(long, value_name = "FILE", requires = "file")]
    pub(crate) journal: Option<PathBuf>,
    /// How many alerts are under way at once
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(crate) jobs: u16,
    /// At most this many alerts a second
    #[arg(long, value_name = "NUMBER", value_parser = rate)]
    pub(crate) rate: Option<f64>,
    /// How long an alert is tried again when the server cannot take it, in seconds
    #[arg(long, default_value_t = 300, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(0..=31_536_000))]
    pub(crate) retry_for: u64,
}

/// A number of alerts a second: one in ten minutes to a million.
fn rate(text: &str) -> Result<f64, String> {
    let rate = text.parse().ok().filter(|rate| (0.001..=1_000_000.0).contains(rate));
    rate.ok_or_else(|| "a number from 0.001 to 1000000 is needed".to_owned())
}

/// The fields of an alert; with a file, what its alerts have where they say nothing.
#[derive(Debug, Group)]
pub(crate) struct Fields {
    /// outgoing, incoming or file, or a type of the interface such as OutgoingConnectionEvent
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) kind: Option<String>,
    /// When it was raised, in any usual form
    #[arg(long = "time")]
    pub(crate) timestamp: Option<String>,
    /// The vendor of the product that raised it
    #[arg(long)]
    pub(crate) vendor: Option<String>,
    /// The product that raised it
    #[arg(long)]
    pub(crate) product: Option<String>,
    /// LOW, MEDIUM or HIGH
    #[arg(long)]
    pub(crate) severity: Option<String>,
    /// The product's own name or number for the event
    #[arg(long)]
    pub(crate) event_id: Option<String>,
    /// The address that opened the connection
    #[arg(long)]
    pub(crate) source_ip: Option<String>,
    /// The port it was opened from
    #[arg(long)]
    pub(crate) source_port: Option<String>,
    /// The address it was opened to
    #[arg(long)]
    pub(crate) destination_ip: Option<String>,
    /// The port it was opened to
    #[arg(long)]
    pub(crate) destination_port: Option<String>,
    /// The host on which the file was reported
    #[arg(long)]
    pub(crate) agent_ip: Option<String>,
    /// The full path of the file
    #[arg(long)]
    pub(crate) file_path: Option<String>,
}

#[derive(Debug, Group)]
#[command(
    after_help = "For a connection, the rest is SOURCE_IP SOURCE_PORT DESTINATION_IP DESTINATION_PORT; for a file, \
                        AGENT_IP FILE_PATH. An APIKEY of - is taken from where the other commands take it."
)]
pub(crate) struct AlertArgs {
    /// OutgoingConnectionEvent, IncomingConnectionEvent or SuspiciousFileEvent
    #[arg(value_name = "TYPE")]
    pub(crate) kind: String,
    /// UTC, in milliseconds since 1970
    pub(crate) timestamp: String,
    /// The vendor of the product that raised the alert
    pub(crate) vendor: String,
    /// The product that raised the alert
    pub(crate) product: String,
    /// The product's own name or number for the event; may be empty
    pub(crate) event_id: String,
    /// LOW, MEDIUM, HIGH, or empty
    pub(crate) severity: String,
    /// The key of the API, or - : every user of this machine can see a key that stands here
    #[arg(value_name = "APIKEY")]
    pub(crate) api_key: String,
    /// The company, as in SECDO's own pages; of no use to a Cortex XDR
    #[arg(value_name = "COMPANY")]
    pub(crate) of_company: String,
    /// The addresses and ports, or the host and the path
    #[arg(required = true, num_args = 2..=4)]
    pub(crate) rest: Vec<String>,
}

#[derive(Debug, Group)]
pub(crate) struct Template {
    /// Only for this console: arcsight, splunk, splunk_conf, qradar, qradar_column, kibana, kibana_drilldown,
    /// opensearch, graylog, logscale
    pub(crate) console: Option<String>,
    /// Only this pivot: remote_ip, process.file_path …
    #[arg(long = "as", value_name = "PIVOT")]
    pub(crate) pivot: Option<String>,
    /// Your own place holder instead of a console's
    #[arg(long, conflicts_with = "console")]
    pub(crate) placeholder: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SettingsCommand {
    /// Says what is wrong in an exported file of settings, or in a policy
    Check {
        /// The file
        file: PathBuf,
        /// The file is a policy: what an organisation fixes
        #[arg(long)]
        policy: bool,
    },
}
