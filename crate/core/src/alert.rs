//! Alerts: what another product reported, to be investigated by SECDO.
//!
//! Source: "SECDO Integrations v1.1", section "Application Program Interface (API)".

pub mod copy;
pub mod draft;
#[cfg(feature = "lines")]
pub mod read;
pub mod timestamp;
pub mod wire;

use serde::{Deserialize, Serialize};

/// An alert that the document allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// When it was raised: UTC, in milliseconds since 1970.
    pub timestamp: i64,
    /// The vendor of the product that raised it.
    pub vendor: String,
    /// The product that raised it.
    pub product: String,
    /// How bad it is.
    pub severity: Option<Severity>,
    /// The product's own name or number for the event.
    pub event_id: Option<String>,
    /// The event.
    pub event: Event,
}

/// The event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A connection.
    Network {
        /// Which way it was opened.
        direction: Direction,
        /// The address that opened it.
        source_ip: String,
        /// The port it was opened from.
        source_port: Option<u16>,
        /// The address it was opened to.
        destination_ip: String,
        /// The port it was opened to.
        destination_port: u16,
    },
    /// A file, or the process that runs from it.
    File {
        /// The host on which the file was reported.
        agent_ip: String,
        /// The full path of the file.
        file_path: String,
    },
}

/// Which way a connection was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the LAN to the internet; also when it cannot be told.
    Outgoing,
    /// From the internet to the LAN or the DMZ.
    Incoming,
}

impl Direction {
    /// The direction of this name.
    ///
    /// ```
    /// use secdo_core::alert::Direction;
    /// assert_eq!(Direction::find("incoming"), Some(Direction::Incoming));
    /// assert_eq!(Direction::find("sideways"), None);
    /// ```
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        [Self::Outgoing, Self::Incoming].into_iter().find(|direction| direction.name() == name)
    }

    /// Its name in a draft.
    ///
    /// ```
    /// use secdo_core::alert::Direction;
    /// assert_eq!(Direction::Outgoing.name(), "outgoing");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outgoing => "outgoing",
            Self::Incoming => "incoming",
        }
    }

    /// The value of `type` for a connection of this direction, as the document writes it.
    ///
    /// ```
    /// use secdo_core::alert::Direction;
    /// assert_eq!(Direction::Incoming.type_name(), "IncomingConnectionEvent");
    /// ```
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Outgoing => "OutgoingConnectionEvent",
            Self::Incoming => "IncomingConnectionEvent",
        }
    }
}

/// How bad an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Severity {
    /// `LOW`
    Low,
    /// `MEDIUM`
    Medium,
    /// `HIGH`
    High,
}

impl Severity {
    /// The severity of this name, in any case.
    ///
    /// ```
    /// use secdo_core::alert::Severity;
    /// assert_eq!(Severity::find("High"), Some(Severity::High));
    /// assert_eq!(Severity::find("critical"), None);
    /// ```
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        [Self::Low, Self::Medium, Self::High]
            .into_iter()
            .find(|severity| severity.name().eq_ignore_ascii_case(name))
    }

    /// The name as the document writes it.
    ///
    /// ```
    /// use secdo_core::alert::Severity;
    /// assert_eq!(Severity::Medium.name(), "MEDIUM");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "LOW",
            Self::Medium => "MEDIUM",
            Self::High => "HIGH",
        }
    }
}

impl Alert {
    /// The value of `type`, as the document writes it.
    ///
    /// ```
    /// use secdo_core::alert::{Alert, Event};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// assert_eq!(alert.type_name(), "SuspiciousFileEvent");
    /// ```
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        match self.event {
            Event::Network { direction, .. } => direction.type_name(),
            Event::File { .. } => "SuspiciousFileEvent",
        }
    }

    /// The attributes that are sent, without company and key, in the order of the document's examples. Optional
    /// attributes without a value are not among them.
    ///
    /// ```
    /// use secdo_core::alert::{Alert, Event};
    /// # let event = Event::File { agent_ip: "10.0.0.1".into(), file_path: r"c:\a.exe".into() };
    /// # let alert = Alert { timestamp: 0, vendor: "v".into(), product: "p".into(), severity: None, event_id: None, event };
    /// let names: Vec<_> = alert.attributes().iter().map(|(name, _)| *name).collect();
    /// assert_eq!(names, ["timestamp", "vendor", "product", "agent_ip", "file_path", "type"]);
    /// ```
    #[must_use]
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let mut attributes = vec![
            ("timestamp", self.timestamp.to_string()),
            ("vendor", self.vendor.clone()),
            ("product", self.product.clone()),
        ];
        match &self.event {
            Event::Network { source_ip, source_port, destination_ip, destination_port, .. } => {
                attributes.extend(source_port.map(|port| ("source_port", port.to_string())));
                attributes.push(("destination_ip", destination_ip.clone()));
                attributes.push(("source_ip", source_ip.clone()));
                attributes.push(("destination_port", destination_port.to_string()));
            }
            Event::File { agent_ip, file_path } => {
                attributes.push(("agent_ip", agent_ip.clone()));
                attributes.push(("file_path", file_path.clone()));
            }
        }
        attributes.push(("type", self.type_name().to_owned()));
        attributes.extend(self.severity.map(|severity| ("severity", severity.name().to_owned())));
        attributes.extend(self.event_id.clone().map(|id| ("event_id", id)));
        attributes
    }
}
