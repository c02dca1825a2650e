//! Errors as values: an English sentence for people, a stable code and parameters for programs.

use serde::Serialize;
use serde_json::Value;
use strum::{IntoStaticStr, VariantNames};
use thiserror::Error;

/// Everything the core can refuse.
///
/// `Display` is the English sentence; [`Error::code`] is stable and names the message of a translation, whose
/// placeholders are [`Error::params`], in their order. The code is the name of the variant, the parameters are its fields:
/// a new error is a variant here and a text in `_locales`.
#[derive(Clone, Debug, PartialEq, Eq, Error, IntoStaticStr, Serialize, VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum Error {
    /// The address of the server is empty.
    #[error("No SECDO server is set. Enter its address, for example https://secdo-server.")]
    ServerMissing,
    /// The address cannot be read as one.
    #[error(
        "\"{0}\" is not an address of a server. Enter a name or an address, for example https://secdo-server."
    )]
    ServerUnreadable(String),
    /// A scheme other than http or https.
    #[error("The address begins with \"{0}\". A SECDO server is reached by https:// or http://.")]
    ServerScheme(String),
    /// A user name or a password in the address.
    #[error("The address holds a user name or a password. Remove what stands before the \"@\".")]
    ServerCredentials,
    /// A query or a fragment in the address.
    #[error("The address ends in \"{0}\". Enter only the address of the server, without \"?\" and \"#\".")]
    ServerTail(String),
    /// An entity that the document does not list.
    #[error("SECDO has no entity \"{0}\". It knows process, registry, file, network and host.")]
    EntityUnknown(String),
    /// An action that the entity does not have.
    #[error("\"{entity}\" has no action \"{action}\". Allowed: {allowed}.")]
    ActionUnknown {
        /// The entity.
        entity: &'static str,
        /// The request.
        action: String,
        /// The actions of the entity, joined by commas.
        allowed: String,
    },
    /// No action where the entity needs one.
    #[error("Choose at least one action for \"{entity}\": {allowed}.")]
    ActionMissing {
        /// The entity.
        entity: &'static str,
        /// The actions of the entity, joined by commas.
        allowed: String,
    },
    /// An attribute that the entity does not have.
    #[error("\"{entity}\" has no attribute \"{attribute}\". Allowed: {allowed}.")]
    AttributeUnknown {
        /// The entity.
        entity: &'static str,
        /// The request.
        attribute: String,
        /// The attributes of the entity, joined by commas.
        allowed: String,
    },
    /// The same attribute twice.
    #[error("The attribute \"{0}\" stands twice. Put all its values into one row.")]
    AttributeTwice(&'static str),
    /// A query without a single value.
    #[error("Enter at least one value to search for.")]
    ValueMissing,
    /// An attribute without a value.
    #[error("Enter a value for \"{0}\".")]
    AttributeEmpty(&'static str),
    /// A value that the attribute does not take.
    #[error("\"{attribute}\" cannot be \"{value}\". Allowed: {allowed}.")]
    ValueNotAllowed {
        /// The attribute.
        attribute: &'static str,
        /// The value that was given.
        value: String,
        /// The values that it takes, joined by commas.
        allowed: String,
    },
    /// A prefix that no wildcard can express.
    #[error(
        "SECDO has no prefix search: {0} does not end at a dot, so no wildcard finds just its addresses."
    )]
    PrefixNotSearchable(String),
    /// A hash of a kind that Cortex XDR does not keep.
    #[error(
        "Cortex XDR keeps MD5 and SHA-256 of files, not other hashes: {0}. Ask for one of those, or for the name of the file."
    )]
    HashNotKept(String),
    /// A network among the addresses of a host, which Cortex XDR keeps as one text.
    #[error(
        "Cortex XDR has the addresses of a host as one text, so {0} cannot be looked for there. Ask for it as a remote or local address, or use /8, /16 or /24."
    )]
    NetworkNotSearchable(String),
    /// Text where Cortex XDR has a whole number.
    #[error("Cortex XDR takes a whole number here, without wildcards, not \"{0}\".")]
    NumberNeeded(String),
    /// Link templates for a Cortex XDR.
    #[error("Link templates are for SECDO: no address of Cortex XDR holds a query.")]
    LinksNotInCortex,
    /// A pivot that does not exist.
    #[error("There is no pivot \"{0}\".")]
    PivotUnknown(String),
    /// A pivot that cannot ask for this indicator.
    #[error("{pivot} cannot be asked for {value}.")]
    PivotUnfit {
        /// The pivot.
        pivot: &'static str,
        /// The value of the indicator.
        value: String,
    },
    /// A kind of indicator that does not exist.
    #[error("There is no kind of indicator \"{0}\".")]
    KindUnknown(String),
    /// A field of an alert without a value.
    #[error("This field must be filled in.")]
    FieldMissing,
    /// Not an IP address.
    #[error(
        "\"{0}\" is not an IP address. Enter one like 192.168.1.7 or 2001:db8::1, without port and mask."
    )]
    AddressUnreadable(String),
    /// Not a port.
    #[error("\"{0}\" is not a port. Enter a number from 1 to 65535.")]
    PortUnreadable(String),
    /// Not a time.
    #[error(
        "\"{0}\" is not read as a time. Enter for example 2017-03-22 19:00:47, 1490209247000 or \"5 minutes ago\"."
    )]
    TimeUnreadable(String),
    /// A hash where a path belongs.
    #[error("This is a hash. SECDO's API takes a path only; a hash is investigated by a query instead.")]
    HashInsteadOfPath,
    /// Not a severity.
    #[error("\"{0}\" is not a severity. Allowed: LOW, MEDIUM, HIGH, or none.")]
    SeverityUnknown(String),
    /// Not a kind of alert.
    #[error("\"{0}\" is not a kind of alert. Allowed: network, file.")]
    AlertKindUnknown(String),
    /// Not a direction.
    #[error("\"{0}\" is not a direction. Allowed: outgoing, incoming.")]
    DirectionUnknown(String),
    /// No company in the settings for a server of this name.
    #[error("No company is set for {0}. Enter its name in the options, as it stands in SECDO.")]
    CompanyMissing(String),
    /// No key for a server of this name.
    #[error("No API key is set for {0}. Enter it in the options.")]
    KeyMissing(String),
    /// No number of the key in the settings for a Cortex XDR of this name.
    #[error(
        "No ID of the API key is set for {0}. Enter it in the options; Cortex XDR lists it beside the key."
    )]
    KeyIdMissing(String),
    /// A server that is none of those in the settings.
    #[error("The server {0} is none of those in the options. Add it there, or choose another one.")]
    ServerUnknown(String),
    /// An imported file that is not an exported outbox.
    #[error("The file is not an exported outbox: {0}.")]
    ImportUnreadable(String),
    /// The browser's database.
    #[error("The browser's database answered: {0}. What you typed is still here.")]
    StoreFailed(String),
    /// No random numbers, which a signature needs.
    #[error("This system gives no random numbers, and without them no request can be signed.")]
    NoRandomness,
    /// Another alert under the name of one that is stored.
    #[error(
        "Another alert is stored under the same name already. What you typed is still here: send it once more, and it is stored as well."
    )]
    NameTaken,
    /// Settings that are not JSON of the expected shape.
    #[error("The settings cannot be read: {0}.")]
    SettingsUnreadable(String),
    /// Settings of a newer version of the program.
    #[error(
        "The settings are of version {found}; this program knows version {known}. They were left as they are."
    )]
    SettingsNewer {
        /// The version found.
        found: u64,
        /// The newest version that this program knows.
        known: u64,
    },
    /// A server that is reached without encryption, where the policy does not allow it.
    #[error("Your organisation allows only servers that are reached by https://, not {0}.")]
    ServerNotSecure(String),
    /// A server that the policy does not allow.
    #[error(
        "Your organisation does not allow the server {0}. Ask who manages this browser for the right one."
    )]
    ServerNotAllowed(String),
    /// An export where a policy forbids it.
    #[error("Your organisation does not allow exports from this extension.")]
    ExportForbidden,
    /// A policy that is not JSON of the expected shape.
    #[error("The policy of your organisation cannot be read: {0}.")]
    PolicyUnreadable(String),
    /// One setting of a policy that cannot be used.
    #[error(
        "The policy of your organisation sets \"{0}\" to something that cannot be used; it was left out."
    )]
    PolicyIgnored(String),
    /// One setting that cannot be used.
    #[error("The setting \"{0}\" cannot be used; its default is in force.")]
    SettingIgnored(String),
}

impl Error {
    /// Every code, for tests that hold the translations complete.
    pub const ALL_CODES: &'static [&'static str] = Self::VARIANTS;

    /// The stable name of the error.
    ///
    /// ```
    /// assert_eq!(secdo_core::error::Error::ValueMissing.code(), "value_missing");
    /// ```
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.into()
    }

    /// The values for the placeholders of the message, in their order.
    ///
    /// ```
    /// use secdo_core::error::Error;
    /// assert_eq!(Error::PivotUnknown("x".to_owned()).params(), ["x"]);
    /// assert_eq!(Error::SettingsNewer { found: 3, known: 1 }.params(), ["3", "1"]);
    /// assert!(Error::ValueMissing.params().is_empty());
    /// ```
    #[must_use]
    pub fn params(&self) -> Vec<String> {
        let text = |field: &Value| field.as_str().map_or_else(|| field.to_string(), str::to_owned);
        // Serialised, a variant is its name, or an object that holds its fields under its name.
        match serde_json::to_value(self) {
            Ok(Value::Object(variant)) => variant
                .values()
                .flat_map(|fields| match fields {
                    Value::Object(fields) => fields.values().map(text).collect(),
                    only => vec![text(only)],
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}
