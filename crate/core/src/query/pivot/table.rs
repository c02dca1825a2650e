//! The pivots, and which of them fit what, as data.

use super::{Form, Pivot, Subject};

const NETWORK: &[&str] = &["outgoing_network", "incoming_network", "failed_network"];
const FILE: &[&str] = &["exists", "create_file", "write_file", "read_file", "delete_file", "rename_file"];
const REGISTRY: &[&str] = &["exists", "write_registry", "rename_registry", "delete_registry"];
const RUN: &[&str] = &["run"];

const fn pivot(
    id: &'static str,
    entity: &'static str,
    actions: &'static [&'static str],
    attribute: &'static str,
    form: Form,
) -> Pivot {
    Pivot { id, entity, actions, attribute, form }
}

/// Every pivot.
pub static PIVOTS: [Pivot; 16] = [
    pivot("network.remote_ip", "network", NETWORK, "remote_ip", Form::Address),
    pivot("network.remote_ip_port", "network", NETWORK, "remote_ip", Form::AddressAndPort),
    pivot("network.local_ip", "network", NETWORK, "local_ip", Form::Address),
    pivot("network.remote_host", "network", NETWORK, "remote_host", Form::Host),
    pivot("host.host_ip", "host", &[], "host_ip", Form::Address),
    pivot("host.host_name", "host", &[], "host_name", Form::Host),
    pivot("process.process_hash", "process", RUN, "process_hash", Form::Whole),
    pivot("file.file_hash", "file", FILE, "file_hash", Form::Whole),
    pivot("process.file_path", "process", RUN, "file_path", Form::Whole),
    pivot("file.file_path", "file", FILE, "file_path", Form::Whole),
    pivot("process.file_name", "process", RUN, "file_name", Form::FileName),
    pivot("file.file_name", "file", FILE, "file_name", Form::FileName),
    pivot("process.cmd", "process", RUN, "cmd", Form::Anywhere),
    pivot("process.username", "process", RUN, "username", Form::Whole),
    pivot("registry.key_name", "registry", REGISTRY, "key_name", Form::Whole),
    pivot("registry.key_value", "registry", REGISTRY, "key_value", Form::Anywhere),
];

/// The pivots of the context menu's submenu, in its order: all that ask for one value of a selection, except the data of
/// registry values, which a text seldom is.
pub static MENU: [&str; 14] = [
    "host.host_ip",
    "host.host_name",
    "network.remote_ip",
    "network.local_ip",
    "network.remote_host",
    "process.process_hash",
    "file.file_hash",
    "process.file_path",
    "file.file_path",
    "process.file_name",
    "file.file_name",
    "process.cmd",
    "process.username",
    "registry.key_name",
];

/// The pivots of each subject: the default first, then the choices of the settings.
pub static SUBJECTS: [(Subject, &[&str]); 14] = [
    (Subject::PublicIp, &["network.remote_ip", "network.local_ip", "host.host_ip", "process.cmd"]),
    (Subject::PrivateIp, &["host.host_ip", "network.local_ip", "network.remote_ip", "process.cmd"]),
    (Subject::IpPort, &["network.remote_ip_port", "network.remote_ip", "network.local_ip", "host.host_ip"]),
    (Subject::PublicNetwork, &["network.remote_ip", "network.local_ip", "host.host_ip"]),
    (Subject::PrivateNetwork, &["host.host_ip", "network.local_ip", "network.remote_ip"]),
    (Subject::Domain, &["network.remote_host", "host.host_name", "process.cmd"]),
    (Subject::Email, &["network.remote_host", "process.username", "process.cmd"]),
    (Subject::Hash, &["process.process_hash", "file.file_hash"]),
    (
        Subject::ExecutablePath,
        &[
            "process.file_path",
            "file.file_path",
            "process.file_name",
            "file.file_name",
            "process.cmd",
            "registry.key_value",
        ],
    ),
    (
        Subject::OtherPath,
        &[
            "file.file_path",
            "process.file_path",
            "file.file_name",
            "process.file_name",
            "process.cmd",
            "registry.key_value",
        ],
    ),
    (Subject::ExecutableName, &["process.file_name", "file.file_name", "process.cmd", "registry.key_value"]),
    (Subject::OtherName, &["file.file_name", "process.file_name", "process.cmd", "registry.key_value"]),
    (Subject::RegistryKey, &["registry.key_name", "process.cmd"]),
    (Subject::User, &["process.username", "process.cmd"]),
];
