//! The command line as it is documented by `--help`.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

/// SECDO from a terminal: indicators, queries, alerts.
#[derive(Debug, Parser)]
#[command(name = "secdo", version, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Finds indicators: addresses, hashes, paths, names, URLs
    Scan(Scan),
    /// Reads log lines into drafts of alerts
    Read(Read),
}

/// How indicators are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
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
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
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
    #[arg(long, default_value_t = 0)]
    pub(crate) threads: usize,
}

#[derive(Debug, Group)]
pub(crate) struct Read {
    /// Files to read; standard input when there is none, or for `-`
    pub(crate) files: Vec<PathBuf>,
    /// Read lines of {"id", "raw"} and answer each with {"id", "fields"}
    #[arg(long)]
    pub(crate) jsonl: bool,
}
