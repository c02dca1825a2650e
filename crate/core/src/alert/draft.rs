//! The form of an alert, and whether it can be sent.

mod attributes;

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::{Alert, Direction, Event, Severity, timestamp};
use crate::{
    error::Error,
    indicator::{HostClass, IndicatorKind, scan},
};

/// How old an alert may be before its time is questioned, in milliseconds: 30 days.
const OLD: i64 = 30 * 86_400_000;
/// How far in the future a time may be before it is questioned, in milliseconds: clocks differ by a few minutes.
const AHEAD: i64 = 5 * 60_000;

/// The first port that systems give to clients; those below belong to services (RFC 6335, section 6).
const FIRST_OF_CLIENTS: u16 = 1_024;

/// The fields of the form, as they were typed. Optional ones may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// `network` or `file`.
    pub kind: String,
    /// `outgoing`, `incoming`, or empty for what the addresses say.
    pub direction: String,
    /// The address that opened the connection.
    pub source_ip: String,
    /// The port it was opened from; optional.
    pub source_port: String,
    /// The address it was opened to.
    pub destination_ip: String,
    /// The port it was opened to.
    pub destination_port: String,
    /// The host on which the file was reported.
    pub agent_ip: String,
    /// The full path of the file.
    pub file_path: String,
    /// When the alert was raised.
    pub timestamp: String,
    /// The vendor of the product that raised it.
    pub vendor: String,
    /// The product that raised it.
    pub product: String,
    /// `LOW`, `MEDIUM`, `HIGH`; optional.
    pub severity: String,
    /// The product's own name or number for the event; optional.
    pub event_id: String,
}

/// The context in which a draft is checked.
pub struct Surroundings<'a> {
    /// The time: UTC milliseconds since 1970.
    pub now: i64,
    /// The offset of the log's zone from UTC, in minutes, for its own milliseconds since 1970.
    pub zone: &'a dyn Fn(i64) -> i32,
    /// The organisation's own public ranges, as they stand in the settings.
    pub own_ranges: &'a [String],
}

/// The error of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field, as in [`Draft`].
    pub field: &'static str,
    /// The error.
    pub error: Error,
}

/// Questions about the draft, which may be sent all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The time is in the future.
    TimeAhead,
    /// The time is more than 30 days ago.
    TimeOld,
    /// The text had no year; the latest one in the past was taken.
    YearAssumed,
    /// Day and month could be the other way round.
    TimeAmbiguous,
    /// The path does not begin at a root, so SECDO may not find it.
    PathNotFull,
    /// Source and destination are the same.
    SameAddress,
    /// The source is outside with the port of a service, the destination inside with one of a client: this is likely
    /// the answer, and the other side opened the connection.
    LikelyReply,
}

/// The result of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The alert, when nothing is wrong.
    pub alert: Option<Alert>,
    /// Everything that is wrong, in the order of the form.
    pub errors: Vec<FieldError>,
    /// Questions about the draft.
    pub notices: Vec<Notice>,
    /// The time that will be sent, as soon as it can be read.
    pub timestamp: Option<i64>,
    /// The direction that the addresses say.
    pub proposed: Direction,
}

impl Draft {
    /// Whether the draft can be sent, and if not, everything that is wrong with it.
    ///
    /// ```
    /// use secdo_core::alert::draft::{Draft, Surroundings};
    /// let around = Surroundings { now: 1_500_000_000_000, zone: &|_| 0, own_ranges: &[] };
    /// let checked = Draft { kind: "file".into(), agent_ip: "10.0.0.256".into(), ..Draft::default() }.check(&around);
    /// assert!(checked.alert.is_none());
    /// assert_eq!(checked.errors[0].field, "agent_ip");
    /// ```
    #[must_use]
    pub fn check(&self, around: &Surroundings<'_>) -> Checked {
        let mut check = Check { errors: Vec::new(), notices: Vec::new() };
        let proposed = self.proposed(around.own_ranges);
        let event = match self.kind.as_str() {
            "network" => self.network(proposed, &mut check),
            "file" => self.file(&mut check),
            other => check.wrong("kind", Error::AlertKindUnknown(other.to_owned())),
        };
        let timestamp = self.time(around, &mut check);
        let vendor = check.filled("vendor", &self.vendor);
        let product = check.filled("product", &self.product);
        let severity = match self.severity.trim() {
            "" => Some(None),
            name => check
                .known("severity", Severity::find(name), || Error::SeverityUnknown(name.to_owned()))
                .map(Some),
        };
        let event_id = Some(self.event_id.trim()).filter(|id| !id.is_empty()).map(str::to_owned);
        let alert = (|| {
            Some(Alert {
                timestamp: timestamp?,
                vendor: vendor?,
                product: product?,
                severity: severity?,
                event_id,
                event: event?,
            })
        })();
        Checked {
            alert: alert.filter(|_| check.errors.is_empty()),
            errors: check.errors,
            notices: check.notices,
            timestamp,
            proposed,
        }
    }

    /// The direction that the addresses say: from outside to inside is incoming, everything else outgoing.
    ///
    /// ```
    /// use secdo_core::alert::{Direction, draft::Draft};
    /// let draft = Draft { source_ip: "8.8.8.8".into(), destination_ip: "10.0.0.1".into(), ..Draft::default() };
    /// assert_eq!(draft.proposed(&[]), Direction::Incoming);
    /// assert_eq!(draft.proposed(&["8.8.8.0/24".to_owned()]), Direction::Outgoing);
    /// ```
    #[must_use]
    pub fn proposed(&self, own_ranges: &[String]) -> Direction {
        let is_inside = |text: &str| text.trim().parse().ok().map(|address| is_inside(address, own_ranges));
        match (is_inside(&self.source_ip), is_inside(&self.destination_ip)) {
            (Some(false), Some(true)) => Direction::Incoming,
            _ => Direction::Outgoing,
        }
    }

    /// Whether both addresses are inside, or both outside, so that they do not tell the direction.
    #[cfg(feature = "lines")]
    pub(super) fn is_alike(&self, own_ranges: &[String]) -> bool {
        let [source, destination] = [&self.source_ip, &self.destination_ip]
            .map(|text| text.trim().parse().ok().map(|address| is_inside(address, own_ranges)));
        source.is_some() && source == destination
    }

    fn network(&self, proposed: Direction, check: &mut Check) -> Option<Event> {
        let source_ip = check.address("source_ip", &self.source_ip);
        let source_port = match self.source_port.trim() {
            "" => Some(None),
            _ => check.port("source_port", &self.source_port).map(Some),
        };
        let destination_ip = check.address("destination_ip", &self.destination_ip);
        let destination_port = check.port("destination_port", &self.destination_port);
        let direction = match self.direction.as_str() {
            "" => Some(proposed),
            name => {
                check.known("direction", Direction::find(name), || Error::DirectionUnknown(name.to_owned()))
            }
        };
        if source_ip.is_some() && source_ip == destination_ip {
            check.notices.push(Notice::SameAddress);
        }
        let is_reply = matches!((source_port, destination_port), (Some(Some(from)), Some(to))
            if from < FIRST_OF_CLIENTS && to >= FIRST_OF_CLIENTS);
        if is_reply && proposed == Direction::Incoming {
            check.notices.push(Notice::LikelyReply);
        }
        Some(Event::Network {
            direction: direction?,
            source_ip: source_ip?,
            source_port: source_port?,
            destination_ip: destination_ip?,
            destination_port: destination_port?,
        })
    }

    fn file(&self, check: &mut Check) -> Option<Event> {
        let agent_ip = check.address("agent_ip", &self.agent_ip);
        let path = self.file_path.trim();
        let file_path = match scan(path).first().map(|found| found.kind) {
            Some(
                IndicatorKind::Md5 | IndicatorKind::Sha1 | IndicatorKind::Sha256 | IndicatorKind::Sha512,
            ) if is_one_word(path) => check.wrong("file_path", Error::HashInsteadOfPath),
            _ => check.filled("file_path", path),
        };
        if file_path.is_some() && !is_full_path(path) {
            check.notices.push(Notice::PathNotFull);
        }
        Some(Event::File { agent_ip: agent_ip?, file_path: file_path? })
    }

    fn time(&self, around: &Surroundings<'_>, check: &mut Check) -> Option<i64> {
        let typed = check.filled("timestamp", &self.timestamp)?;
        let moment = match timestamp::read(&typed, around.now) {
            Ok(moment) => moment,
            Err(error) => return check.wrong("timestamp", error),
        };
        let milliseconds = moment.at(|civil| (around.zone)(civil));
        if milliseconds < 0 {
            return check.wrong("timestamp", Error::TimeUnreadable(typed));
        }
        let questions = [
            (milliseconds > around.now + AHEAD, Notice::TimeAhead),
            (milliseconds < around.now - OLD, Notice::TimeOld),
            (moment.year_assumed, Notice::YearAssumed),
            (moment.ambiguous, Notice::TimeAmbiguous),
        ];
        check.notices.extend(questions.into_iter().filter(|(asked, _)| *asked).map(|(_, notice)| notice));
        Some(milliseconds)
    }
}

fn is_one_word(text: &str) -> bool {
    !text.contains([' ', '\\', '/', '.'])
}

/// Whether a path begins at a root: a drive, a share, a device, a variable, or `/`.
fn is_full_path(path: &str) -> bool {
    let bytes = path.as_bytes();
    path.starts_with(['/', '\\', '%', '~'])
        || matches!(bytes, [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic())
}

/// Whether an address is inside the organisation: private, or in one of its own public ranges.
fn is_inside(address: IpAddr, own_ranges: &[String]) -> bool {
    HostClass::of(address) == HostClass::Private
        || own_ranges.iter().any(|range| contains(range, address) == Some(true))
}

/// Whether a range in CIDR notation, or a single address, contains an address; `None` when it is no range.
fn contains(range: &str, address: IpAddr) -> Option<bool> {
    let (base, bits) =
        range.trim().split_once('/').map_or((range.trim(), None), |(base, bits)| (base, Some(bits)));
    let (base, address, width) = match (base.parse().ok()?, address.to_canonical()) {
        (IpAddr::V4(base), IpAddr::V4(address)) => {
            (u128::from(u32::from(base)), u128::from(u32::from(address)), 32)
        }
        (IpAddr::V6(base), IpAddr::V6(address)) => (u128::from(base), u128::from(address), 128),
        _ => return Some(false),
    };
    let bits: u32 = bits.map_or(Some(width), |bits| bits.parse().ok()).filter(|&bits| bits <= width)?;
    Some(bits == 0 || (base ^ address) >> (width - bits) == 0)
}

/// Whether a text is a range in CIDR notation, or a single address.
///
/// ```
/// use secdo_core::alert::draft::is_range;
/// assert!(is_range("8.8.8.0/24") && is_range("2001:db8::/32") && is_range("8.8.8.8"));
/// assert!(!is_range("8.8.8.0/33") && !is_range("our office"));
/// ```
#[must_use]
pub fn is_range(text: &str) -> bool {
    let probe = if text.contains(':') { IpAddr::from([0_u16; 8]) } else { IpAddr::from([0_u8; 4]) };
    contains(text, probe).is_some()
}

struct Check {
    errors: Vec<FieldError>,
    notices: Vec<Notice>,
}

impl Check {
    fn wrong<T>(&mut self, field: &'static str, error: Error) -> Option<T> {
        self.errors.push(FieldError { field, error });
        None
    }

    fn known<T>(
        &mut self,
        field: &'static str,
        value: Option<T>,
        error: impl FnOnce() -> Error,
    ) -> Option<T> {
        value.or_else(|| self.wrong(field, error()))
    }

    fn filled(&mut self, field: &'static str, typed: &str) -> Option<String> {
        let typed = typed.trim();
        self.known(field, (!typed.is_empty()).then(|| typed.to_owned()), || Error::FieldMissing)
    }

    fn address(&mut self, field: &'static str, typed: &str) -> Option<String> {
        let typed = self.filled(field, typed)?;
        let address = typed.parse::<IpAddr>().ok().map(|address| address.to_canonical().to_string());
        self.known(field, address, || Error::AddressUnreadable(typed))
    }

    fn port(&mut self, field: &'static str, typed: &str) -> Option<u16> {
        let typed = self.filled(field, typed)?;
        let digits = typed.bytes().all(|byte| byte.is_ascii_digit());
        let port = typed.parse().ok().filter(|&port: &u16| digits && port > 0);
        self.known(field, port, || Error::PortUnreadable(typed))
    }
}
