//! Every entity of the query builder with its actions and attributes.
//!
//! Source: "SECDO Integrations v1.1", section "Querying SECDO via URL", table "URL Parameters".

use crate::error::Error;

/// One row of the document's table.
#[derive(Debug, PartialEq, Eq)]
pub struct Entity {
    /// The name as it stands in a URL.
    pub name: &'static str,
    /// The actions, in the order of the document. Empty for `host`.
    pub actions: &'static [&'static str],
    /// Its attributes, in the order of the document.
    pub attributes: &'static [Attribute],
}

/// One thing that can be asked about an entity.
#[derive(Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The name as it stands in a URL.
    pub name: &'static str,
    /// The values that it takes with what they mean; empty where the value is free text.
    pub choices: &'static [(&'static str, &'static str)],
}

const fn text(name: &'static str) -> Attribute {
    Attribute { name, choices: &[] }
}

/// `signed`: the document's three numbers.
const SIGNED: Attribute =
    Attribute { name: "signed", choices: &[("0", "signed"), ("1", "unsigned"), ("2", "invalid_signature")] };

/// `access_type`: the document's two words.
const ACCESS_TYPE: Attribute = Attribute { name: "access_type", choices: &[("tcp", "tcp"), ("udp", "udp")] };

/// The entities, in the order of the document.
pub static ENTITIES: [Entity; 5] = [
    Entity {
        name: "process",
        actions: &["run", "parent", "child", "injection", "injector"],
        attributes: &[
            text("file_name"),
            text("file_path"),
            text("process_hash"),
            text("pid"),
            text("thread_id"),
            text("username"),
            text("cmd"),
            text("CGN"),
            SIGNED,
            text("instanceId"),
        ],
    },
    Entity {
        name: "registry",
        actions: &["exists", "write_registry", "rename_registry", "delete_registry"],
        attributes: &[text("key_name"), text("key_value"), text("thread_id"), text("instanceId")],
    },
    Entity {
        name: "file",
        actions: &["exists", "create_file", "write_file", "read_file", "delete_file", "rename_file"],
        attributes: &[
            text("file_name"),
            text("file_path"),
            text("file_hash"),
            text("old_file_path"),
            text("thread_id"),
            text("instanceId"),
        ],
    },
    Entity {
        name: "network",
        actions: &["outgoing_network", "incoming_network", "failed_network"],
        attributes: &[
            text("remote_ip"),
            text("remote_port"),
            text("remote_host"),
            text("country"),
            ACCESS_TYPE,
            text("local_ip"),
            text("local_port"),
            text("thread_id"),
            text("instanceId"),
        ],
    },
    Entity { name: "host", actions: &[], attributes: &[text("host_name"), text("host_ip")] },
];

impl Entity {
    /// The entity of this name.
    ///
    /// ```
    /// use secdo_core::query::Entity;
    /// assert!(Entity::find("network").is_some() && Entity::find("Network").is_none());
    /// ```
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        ENTITIES.iter().find(|entity| entity.name == name)
    }

    /// The attribute of this name.
    ///
    /// ```
    /// use secdo_core::query::Entity;
    /// let network = Entity::find("network").unwrap();
    /// assert!(network.attribute("remote_ip").is_some() && network.attribute("file_hash").is_none());
    /// ```
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// The names of the attributes.
    ///
    /// ```
    /// use secdo_core::query::Entity;
    /// assert!(Entity::find("host").unwrap().attribute_names().any(|name| name == "host_ip"));
    /// ```
    pub fn attribute_names(&self) -> impl Iterator<Item = &'static str> {
        self.attributes.iter().map(|attribute| attribute.name)
    }
}

impl Attribute {
    /// The value as it may stand in a query.
    ///
    /// ```
    /// use secdo_core::query::Entity;
    /// let network = Entity::find("network").unwrap();
    /// assert_eq!(network.attribute("access_type").unwrap().check("TCP")?, "tcp");
    /// assert!(network.attribute("access_type").unwrap().check("icmp").is_err());
    /// assert_eq!(network.attribute("country").unwrap().check("any text")?, "any text");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::ValueNotAllowed`] where the attribute takes only certain values and this is none of them.
    pub fn check(&self, value: &str) -> Result<String, Error> {
        if self.choices.is_empty() {
            return Ok(value.to_owned());
        }
        let found = self.choices.iter().find(|(written, _)| written.eq_ignore_ascii_case(value));
        found.map(|(written, _)| (*written).to_owned()).ok_or_else(|| Error::ValueNotAllowed {
            attribute: self.name,
            value: value.to_owned(),
            allowed: self.choices.iter().map(|(written, _)| *written).collect::<Vec<_>>().join(", "),
        })
    }
}
