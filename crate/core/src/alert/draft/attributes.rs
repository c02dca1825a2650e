//! The fields of a draft by the names that the interface has for them.

use super::super::{Alert, Direction, Event};
use super::Draft;

impl Draft {
    /// The attributes of the interface that are fields of a draft, in the order of the form. `type` is not one of them:
    /// it is the kind and the direction together.
    pub const ATTRIBUTES: [&'static str; 11] = [
        "source_ip",
        "source_port",
        "destination_ip",
        "destination_port",
        "agent_ip",
        "file_path",
        "timestamp",
        "vendor",
        "product",
        "severity",
        "event_id",
    ];

    /// The field of this name; `None` for names that alerts do not have.
    ///
    /// ```
    /// use secdo_core::alert::draft::Draft;
    /// let mut draft = Draft::default();
    /// *draft.attribute_mut("source_ip").unwrap() = "10.0.0.1".to_owned();
    /// assert_eq!(draft.source_ip, "10.0.0.1");
    /// assert!(draft.attribute_mut("company").is_none());
    /// assert!(Draft::ATTRIBUTES.iter().all(|name| draft.attribute_mut(name).is_some()));
    /// ```
    pub fn attribute_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "source_ip" => &mut self.source_ip,
            "source_port" => &mut self.source_port,
            "destination_ip" => &mut self.destination_ip,
            "destination_port" => &mut self.destination_port,
            "agent_ip" => &mut self.agent_ip,
            "file_path" => &mut self.file_path,
            "timestamp" => &mut self.timestamp,
            "vendor" => &mut self.vendor,
            "product" => &mut self.product,
            "severity" => &mut self.severity,
            "event_id" => &mut self.event_id,
            _ => return None,
        })
    }

    /// Sets kind and direction by a value of `type`, or by `outgoing`, `incoming` or `file`. Returns whether it is one.
    ///
    /// ```
    /// use secdo_core::alert::draft::Draft;
    /// let mut draft = Draft::default();
    /// assert!(draft.set_type("incoming") && !draft.set_type("sideways"));
    /// assert_eq!((draft.kind.as_str(), draft.direction.as_str()), ("network", "incoming"));
    /// ```
    pub fn set_type(&mut self, name: &str) -> bool {
        let known = [Direction::Outgoing, Direction::Incoming]
            .into_iter()
            .find(|direction| direction.type_name() == name || direction.name() == name);
        let (kind, direction) = match known {
            Some(direction) => ("network", direction.name()),
            None if matches!(name, FILE_TYPE | "file") => ("file", ""),
            None => return false,
        };
        kind.clone_into(&mut self.kind);
        direction.clone_into(&mut self.direction);
        true
    }

    /// The value of `type` that the draft would be sent with, as far as it is one: a network event needs both its
    /// addresses for that. `own_ranges` are the organisation's own public ranges.
    ///
    /// ```
    /// use secdo_core::alert::draft::Draft;
    /// let mut draft = Draft { kind: "network".into(), source_ip: "8.8.8.8".into(), ..Draft::default() };
    /// assert_eq!(draft.type_name(&[]), None);
    /// draft.destination_ip = "10.0.0.1".into();
    /// assert_eq!(draft.type_name(&[]), Some("IncomingConnectionEvent"));
    /// ```
    #[must_use]
    pub fn type_name(&self, own_ranges: &[String]) -> Option<&'static str> {
        match self.kind.as_str() {
            "file" => Some(FILE_TYPE),
            "network" if !self.source_ip.is_empty() && !self.destination_ip.is_empty() => {
                let given = Direction::find(&self.direction);
                Some(given.unwrap_or_else(|| self.proposed(own_ranges)).type_name())
            }
            _ => None,
        }
    }
}

/// The value of `type` for a file, as the document writes it.
const FILE_TYPE: &str = "SuspiciousFileEvent";

impl From<&Alert> for Draft {
    /// The alert as a form holds it, to be edited.
    fn from(alert: &Alert) -> Self {
        let mut draft = Self::default();
        draft.set_type(alert.type_name());
        for (name, value) in alert.attributes() {
            if let Some(field) = draft.attribute_mut(name) {
                *field = value;
            }
        }
        debug_assert!(matches!(&alert.event, Event::File { .. }) == (draft.kind == "file"));
        draft
    }
}
