//! Keys of the API: each for one server, never part of the settings.

use std::fmt;

use serde_json::{Map, Value};

use crate::error::Error;

/// Where keys stand in an exported file.
pub(super) const FIELD: &str = "api_keys";

/// Keys by the addresses of their servers. What is printed of them for finding faults does not hold them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Keys(Vec<(String, String)>);

impl Keys {
    /// The keys of a JSON object: addresses of servers with their keys.
    ///
    /// ```
    /// use secdo_core::settings::Keys;
    /// let keys = Keys::from_json(r#"{"https://a": "s3cret", "https://b": ""}"#)?;
    /// assert_eq!((keys.get("https://a"), keys.get("https://b")), (Some("s3cret"), None));
    /// assert!(!format!("{keys:?}").contains("s3cret"));
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::SettingIgnored`], which repeats nothing of the text, where it is not such an object.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        serde_json::from_str(text).map_or_else(|_| Err(unusable()), |fields| Self::from_fields(&fields))
    }

    pub(super) fn from_value(value: &Value) -> Result<Self, Error> {
        value.as_object().ok_or_else(unusable).and_then(Self::from_fields)
    }

    fn from_fields(fields: &Map<String, Value>) -> Result<Self, Error> {
        let pair = |(address, key): (&String, &Value)| Some((address.clone(), key.as_str()?.to_owned()));
        fields.iter().map(pair).collect::<Option<_>>().map(Self).ok_or_else(unusable)
    }

    pub(super) fn to_value(&self) -> Value {
        Value::Object(self.0.iter().map(|(address, key)| (address.clone(), key.as_str().into())).collect())
    }

    /// The key of a server; nothing where there is none, or an empty one.
    ///
    /// ```
    /// use secdo_core::settings::Keys;
    /// let keys = Keys::from_json(r#"{"https://a": "s3cret", "https://b": ""}"#)?;
    /// assert_eq!(keys.get("https://a"), Some("s3cret"));
    /// assert!(keys.get("https://b").is_none() && keys.get("https://c").is_none());
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn get(&self, address: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, key)| known == address && !key.is_empty());
        found.map(|(_, key)| key.as_str())
    }

    /// Those of the servers that `wanted` says yes to.
    pub(super) fn only(&self, wanted: impl Fn(&str) -> bool) -> Self {
        Self(self.0.iter().filter(|(address, _)| wanted(address)).cloned().collect())
    }

    /// Whether there is none.
    ///
    /// ```
    /// use secdo_core::settings::Keys;
    /// assert!(Keys::default().is_empty());
    /// assert!(!Keys::from_json(r#"{"https://a": "s3cret"}"#)?.is_empty());
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each address with its key.
    ///
    /// ```
    /// use secdo_core::settings::Keys;
    /// let keys = Keys::from_json(r#"{"https://a": "s3cret"}"#)?;
    /// assert_eq!(keys.pairs(), [("https://a".to_owned(), "s3cret".to_owned())]);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|(address, _)| address)).finish()
    }
}

fn unusable() -> Error {
    Error::SettingIgnored(FIELD.to_owned())
}
