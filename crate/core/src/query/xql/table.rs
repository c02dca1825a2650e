//! SECDO's catalogue in the fields of Cortex XDR, as data.
//!
//! Fields and types: "XQL Schema Reference" of Palo Alto Networks, schema `xdr_data` and preset `network_story` (2026-08).
//! That schema lists no values for `event_sub_type`; their names are those of IBM's stix-shifter, module `paloalto`. No
//! document of either vendor maps SECDO's words to these fields: how sure a row is, is our judgement, and stands in it.

use super::Kind::{self, Choice, Hash, HostAddress, Network, Number, RegistryKey, Text};

/// How sure it is that a row means in Cortex XDR what it means in SECDO.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sureness {
    /// Both documents say the same.
    High,
    /// The words fit; no document says so.
    Medium,
    /// Only near to it: said under the query.
    Low,
}
use Sureness::{High, Low, Medium};

/// An entity in Cortex XDR.
#[derive(Debug)]
pub struct Mapping {
    /// SECDO's name.
    pub entity: &'static str,
    /// Where its events are: the second stage of the query.
    pub source: &'static str,
    /// The actions.
    pub actions: &'static [Action],
    /// Whether all actions together are every event of the source, so that none of them has to be named.
    pub all_is_any: bool,
    /// Its attributes.
    pub attributes: &'static [Field],
    /// The last stage, for a list in place of events; empty for none.
    pub ending: &'static str,
}

/// An action in Cortex XDR.
#[derive(Debug)]
pub struct Action {
    /// SECDO's name.
    pub name: &'static str,
    /// Its kind of event, as a condition; empty where the source has only one.
    pub event: &'static str,
    /// A further condition: a field and one of its values, of which one must be so; empty for every event of the kind.
    pub only: &'static [(&'static str, &'static str)],
    /// Which of the lists of fields of an attribute is asked.
    pub place: usize,
    /// How sure the row is.
    pub sureness: Sureness,
}

/// An attribute in Cortex XDR.
#[derive(Debug)]
pub struct Field {
    /// SECDO's name.
    pub name: &'static str,
    /// The type of its values.
    pub kind: Kind,
    /// The fields that may hold it, for each place of the actions; the last list serves the places behind it.
    pub fields: &'static [&'static [&'static str]],
    /// How sure the row is.
    pub sureness: Sureness,
}

const fn action(
    name: &'static str,
    event: &'static str,
    only: &'static [(&'static str, &'static str)],
    place: usize,
    sureness: Sureness,
) -> Action {
    Action { name, event, only, place, sureness }
}

const fn field(
    name: &'static str,
    kind: Kind,
    fields: &'static [&'static [&'static str]],
    sureness: Sureness,
) -> Field {
    Field { name, kind, fields, sureness }
}

const EVENTS: &str = "dataset = xdr_data";
const CONNECTIONS: &str = "preset = network_story";

const PROCESS: &str = "event_type = ENUM.PROCESS";
const INJECTION: &str = "event_type = ENUM.INJECTION";
const FILE: &str = "event_type = ENUM.FILE";
const REGISTRY: &str = "event_type = ENUM.REGISTRY";

/// SECDO's `signed` in the numbers of `*_signature_status`: signed, unsigned, signed with an invalid signature.
const SIGNATURES: Kind = Choice(&[("0", "1"), ("1", "3"), ("2", "2")]);
const PROTOCOLS: Kind = Choice(&[("tcp", "ENUM.TCP"), ("udp", "ENUM.UDP")]);

const THREAD: Field = field("thread_id", Number, &[&["actor_thread_thread_id"]], Medium);
/// SECDO's ids of instances are not those of Cortex XDR.
const INSTANCE: Field = field("instanceId", Text, &[&["actor_process_instance_id"]], Low);

/// Every entity, in the order of the catalogue.
pub static MAPPINGS: [Mapping; 5] = [
    // The places: the process that was started, the one that started it, the one that was injected into.
    Mapping {
        entity: "process",
        source: EVENTS,
        actions: &[
            action("run", PROCESS, &[("event_sub_type", "ENUM.PROCESS_START")], 0, High),
            action("parent", PROCESS, &[("event_sub_type", "ENUM.PROCESS_START")], 1, Low),
            action("child", PROCESS, &[("event_sub_type", "ENUM.PROCESS_START")], 0, Low),
            action("injection", INJECTION, &[], 2, Medium),
            action("injector", INJECTION, &[], 1, Medium),
        ],
        all_is_any: false,
        attributes: &[
            field(
                "file_name",
                Text,
                &[
                    &["action_process_image_name"],
                    &["actor_process_image_name"],
                    &["action_remote_process_image_name"],
                ],
                High,
            ),
            field(
                "file_path",
                Text,
                &[
                    &["action_process_image_path"],
                    &["actor_process_image_path"],
                    &["action_remote_process_image_path"],
                ],
                High,
            ),
            field(
                "process_hash",
                Hash,
                &[
                    &["action_process_image_md5", "action_process_image_sha256"],
                    &["actor_process_image_md5", "actor_process_image_sha256"],
                    &["action_remote_process_image_md5", "action_remote_process_image_sha256"],
                ],
                High,
            ),
            field(
                "pid",
                Number,
                &[&["action_process_os_pid"], &["actor_process_os_pid"], &["action_remote_process_os_pid"]],
                High,
            ),
            field(
                "thread_id",
                Number,
                &[
                    &["actor_thread_thread_id"],
                    &["actor_thread_thread_id"],
                    &["action_remote_process_thread_id"],
                ],
                Medium,
            ),
            field(
                "username",
                Text,
                &[
                    &["action_process_username"],
                    &["actor_effective_username", "actor_primary_username"],
                    &["action_remote_process_username"],
                ],
                Medium,
            ),
            field(
                "cmd",
                Text,
                &[
                    &["action_process_image_command_line"],
                    &["actor_process_command_line"],
                    &["action_remote_process_image_command_line"],
                ],
                High,
            ),
            field("CGN", Text, &[&["causality_actor_process_image_name"]], Low),
            field(
                "signed",
                SIGNATURES,
                &[
                    &["action_process_signature_status"],
                    &["actor_process_signature_status"],
                    &["action_remote_process_signature_status"],
                ],
                High,
            ),
            field(
                "instanceId",
                Text,
                &[
                    &["action_process_instance_id"],
                    &["actor_process_instance_id"],
                    &["action_remote_process_instance_id"],
                ],
                Low,
            ),
        ],
        ending: "",
    },
    // The second place knows the name before a renaming, too.
    Mapping {
        entity: "registry",
        source: EVENTS,
        actions: &[
            action("exists", REGISTRY, &[], 1, Low),
            action(
                "write_registry",
                REGISTRY,
                &[
                    ("event_sub_type", "ENUM.REGISTRY_SET_VALUE"),
                    ("event_sub_type", "ENUM.REGISTRY_CREATE_KEY"),
                ],
                0,
                Medium,
            ),
            action("rename_registry", REGISTRY, &[("event_sub_type", "ENUM.REGISTRY_RENAME_KEY")], 1, High),
            action(
                "delete_registry",
                REGISTRY,
                &[
                    ("event_sub_type", "ENUM.REGISTRY_DELETE_KEY"),
                    ("event_sub_type", "ENUM.REGISTRY_DELETE_VALUE"),
                ],
                0,
                High,
            ),
        ],
        all_is_any: false,
        attributes: &[
            field(
                "key_name",
                RegistryKey,
                &[
                    &["action_registry_key_name"],
                    &["action_registry_key_name", "action_registry_old_key_name"],
                ],
                High,
            ),
            field("key_value", Text, &[&["action_registry_value_name", "action_registry_data"]], Medium),
            THREAD,
            INSTANCE,
        ],
        ending: "",
    },
    Mapping {
        entity: "file",
        source: EVENTS,
        actions: &[
            action("exists", FILE, &[], 0, Low),
            action("create_file", FILE, &[("event_sub_type", "ENUM.FILE_CREATE_NEW")], 0, High),
            action("write_file", FILE, &[("event_sub_type", "ENUM.FILE_WRITE")], 0, High),
            // Opening is not yet reading.
            action("read_file", FILE, &[("event_sub_type", "ENUM.FILE_OPEN")], 0, Medium),
            action("delete_file", FILE, &[("event_sub_type", "ENUM.FILE_REMOVE")], 0, High),
            action("rename_file", FILE, &[("event_sub_type", "ENUM.FILE_RENAME")], 0, High),
        ],
        all_is_any: false,
        attributes: &[
            field("file_name", Text, &[&["action_file_name"]], High),
            field("file_path", Text, &[&["action_file_path"]], High),
            field("file_hash", Hash, &[&["action_file_md5", "action_file_sha256"]], High),
            field("old_file_path", Text, &[&["action_file_previous_file_path"]], High),
            THREAD,
            INSTANCE,
        ],
        ending: "",
    },
    // The stitched events have UDP, for which there are no sub types of connecting and accepting.
    Mapping {
        entity: "network",
        source: CONNECTIONS,
        actions: &[
            action("outgoing_network", "", &[("action_network_is_server", "false")], 0, Medium),
            action("incoming_network", "", &[("action_network_is_server", "true")], 0, Medium),
            action("failed_network", "", &[("action_network_success", "false")], 0, Medium),
        ],
        all_is_any: true,
        attributes: &[
            field("remote_ip", Network, &[&["action_remote_ip"]], High),
            field("remote_port", Number, &[&["action_remote_port"]], High),
            field(
                "remote_host",
                Text,
                &[&["action_external_hostname", "dst_action_external_hostname", "dns_query_name"]],
                Medium,
            ),
            field("country", Text, &[&["action_country"]], Medium),
            field("access_type", PROTOCOLS, &[&["action_network_protocol"]], High),
            field("local_ip", Network, &[&["action_local_ip"]], High),
            field("local_port", Number, &[&["action_local_port"]], High),
            THREAD,
            INSTANCE,
        ],
        ending: "",
    },
    // There is no event of a host: those that it sent are counted.
    Mapping {
        entity: "host",
        source: EVENTS,
        actions: &[],
        all_is_any: true,
        attributes: &[
            field("host_name", Text, &[&["agent_hostname"]], High),
            // One text with all addresses of the host, so that 10.0.0.1 finds 10.0.0.11 as well.
            field("host_ip", HostAddress, &[&["agent_ip_addresses", "agent_ip_addresses_v6"]], Low),
        ],
        ending: "comp count() as events by agent_hostname, agent_ip_addresses",
    },
];
