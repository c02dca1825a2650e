//! From an indicator to a question: which attribute of which entity it can be looked for in.

mod spelling;
mod table;

use std::net::IpAddr;

use serde::Serialize;
use strum::EnumString;

use super::{Condition, Query, QueryDraft, xql};
use crate::{
    error::Error,
    indicator::{HostClass, IndicatorKind, host_of, is_executable},
};
pub use table::{MENU, PIVOTS, SUBJECTS};

/// The subject that an indicator is to an investigation: the row of settings that decides what is asked about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Subject {
    /// An address that the internet routes, bare or as the host of a URL.
    PublicIp,
    /// A private, loopback, link-local, carrier-grade NAT or unique local address.
    PrivateIp,
    /// An address with a port.
    IpPort,
    /// A range of public addresses.
    PublicNetwork,
    /// A range of private addresses.
    PrivateNetwork,
    /// A host name, bare or as the host of a URL.
    Domain,
    /// An e-mail address; its domain is asked for.
    Email,
    /// A hash of a file.
    Hash,
    /// The path of a file that can run.
    ExecutablePath,
    /// The path of another file, or of a folder.
    OtherPath,
    /// The bare name of a file that can run.
    ExecutableName,
    /// The bare name of another file.
    OtherName,
    /// A key of the registry.
    RegistryKey,
    /// An account.
    User,
}

/// How the value of an attribute is made from an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The indicator as it is.
    Whole,
    /// Its address: without port, a range as a wildcard, the host of a URL.
    Address,
    /// Its address, and its port as a second attribute.
    AddressAndPort,
    /// Its host name: of a URL, of an e-mail address.
    Host,
    /// The name of the file at the end of its path.
    FileName,
    /// The indicator with a wildcard on both sides.
    Anywhere,
}

/// One question that can be asked about indicators.
#[derive(Debug, PartialEq, Eq)]
pub struct Pivot {
    /// The stable name: entity and attribute, `network.remote_ip`.
    pub id: &'static str,
    /// The entity asked about.
    pub entity: &'static str,
    /// The actions asked about.
    pub actions: &'static [&'static str],
    /// The attribute that takes the value.
    pub attribute: &'static str,
    /// How the value is made.
    pub form: Form,
}

/// The value of an attribute, and a port where the pivot asks for one.
pub type Made = (String, Option<String>);

impl Pivot {
    /// The pivot of this name.
    ///
    /// ```
    /// use secdo_core::query::pivot::Pivot;
    /// assert_eq!(Pivot::find("host.host_ip")?.attribute, "host_ip");
    /// assert!(Pivot::find("host.weather").is_err());
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::PivotUnknown`] where no pivot has this name.
    pub fn find(id: &str) -> Result<&'static Self, Error> {
        PIVOTS.iter().find(|pivot| pivot.id == id).ok_or_else(|| Error::PivotUnknown(id.to_owned()))
    }

    /// The values that the attribute gets, each with a port where the pivot asks for one: the indicator as it stands
    /// first, then its other spellings, since agents record what the system or DNS saw.
    ///
    /// ```
    /// use secdo_core::{indicator::IndicatorKind, query::pivot::Pivot};
    /// let values = Pivot::find("network.remote_host")?.values(IndicatorKind::Domain, "müller.de")?;
    /// assert_eq!(values.iter().map(|(value, _)| &**value).collect::<Vec<_>>(), ["müller.de", "xn--mller-kva.de"]);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns [`Error::PivotUnfit`] where the indicator has no such part, and [`Error::PrefixNotSearchable`] for a
    /// range that no wildcard describes.
    pub fn values(&self, kind: IndicatorKind, value: &str) -> Result<Vec<Made>, Error> {
        let unfit = || Error::PivotUnfit { pivot: self.id, value: value.to_owned() };
        let made = match self.form {
            Form::Whole => spelling::all(kind, value),
            Form::Anywhere => {
                spelling::shortest(kind, value).iter().map(|written| self.literal(written)).collect()
            }
            Form::Host => spelling::of_host(host_of(kind, value).ok_or_else(unfit)?),
            Form::FileName => vec![value.rsplit(['\\', '/']).next().unwrap_or(value).to_owned()],
            Form::Address => vec![address(kind, value, unfit)?],
            Form::AddressAndPort => {
                let port =
                    value.rsplit_once(':').filter(|_| kind == IndicatorKind::IpPort).ok_or_else(unfit)?.1;
                return Ok(vec![(address(kind, value, unfit)?, Some(port.to_owned()))]);
            }
        };
        Ok(made.into_iter().map(|written| (written, None)).collect())
    }

    /// The values as Cortex XDR is asked for them: networks whole, each checked whether it can be asked for there.
    ///
    /// ```
    /// use secdo_core::{indicator::IndicatorKind, query::pivot::Pivot};
    /// let pivot = Pivot::find("file.file_hash")?;
    /// assert!(pivot.values_in_xql(IndicatorKind::Md5, "44d88612fea8a8f36de82e1278abb02f").is_ok());
    /// assert!(pivot.values_in_xql(IndicatorKind::Sha1, "3395856ce81f2b7382dee72602f798b642f14140").is_err());
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns the errors of [`Pivot::values`], [`Error::HashNotKept`] for hashes that Cortex XDR does not keep, and
    /// [`Error::NetworkNotSearchable`] for networks that it cannot be asked for.
    pub fn values_in_xql(&self, kind: IndicatorKind, value: &str) -> Result<Vec<Made>, Error> {
        let made = match self.form {
            Form::Address if kind == IndicatorKind::Cidr => vec![(value.to_owned(), None)],
            _ => self.values(kind, value)?,
        };
        for (value, _) in &made {
            xql::takes(self.entity, self.attribute, value)?;
        }
        Ok(made)
    }

    /// Whether a whole line of text is a sensible value: a command line is more than the indicators in it.
    ///
    /// ```
    /// use secdo_core::query::pivot::Pivot;
    /// assert!(Pivot::find("process.cmd")?.takes_any_text());
    /// assert!(!Pivot::find("host.host_ip")?.takes_any_text());
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub const fn takes_any_text(&self) -> bool {
        matches!(self.form, Form::Anywhere)
    }

    /// A text that no recogniser took, as the value of the attribute.
    ///
    /// ```
    /// use secdo_core::query::pivot::Pivot;
    /// assert_eq!(Pivot::find("process.cmd")?.literal("whoami /all"), "*whoami /all*");
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    #[must_use]
    pub fn literal(&self, text: &str) -> String {
        if self.takes_any_text() { format!("*{}*", text.trim_matches('*')) } else { text.to_owned() }
    }

    /// The one query that asks for all these values, joined by OR.
    ///
    /// ```
    /// use secdo_core::{indicator::IndicatorKind, query::pivot::Pivot};
    /// let pivot = Pivot::find("network.remote_ip")?;
    /// let mut values = pivot.values(IndicatorKind::Ipv4, "8.8.8.8")?;
    /// values.extend(pivot.values(IndicatorKind::Ipv4, "8.8.4.4")?);
    /// assert_eq!(pivot.query(&values).unwrap().conditions()[0].1, ["8.8.8.8", "8.8.4.4"]);
    /// # Ok::<(), secdo_core::error::Error>(())
    /// ```
    ///
    /// # Errors
    /// Returns the errors of [`Query::new`].
    pub fn query(&self, values: &[Made]) -> Result<Query, Vec<Error>> {
        let mut attributes = vec![Condition {
            name: self.attribute.to_owned(),
            values: values.iter().map(|(value, _)| value.clone()).collect(),
        }];
        if self.form == Form::AddressAndPort {
            let ports = values.iter().filter_map(|(_, port)| port.clone()).collect();
            attributes.push(Condition { name: "remote_port".to_owned(), values: ports });
        }
        let actions = self.actions.iter().map(|&action| action.to_owned()).collect();
        Query::new(&QueryDraft { entity: self.entity.to_owned(), actions, attributes })
    }
}

/// The address in an indicator, a range as a wildcard, an IPv4 address that is mapped into IPv6 as the IPv4 address
/// (RFC 4291, section 2.5.5.2).
fn address(kind: IndicatorKind, value: &str, unfit: impl Fn() -> Error) -> Result<String, Error> {
    if kind == IndicatorKind::Cidr {
        return wildcard_of_range(value).ok_or_else(|| Error::PrefixNotSearchable(value.to_owned()));
    }
    let host = host_of(kind, value).unwrap_or(value);
    match host.parse::<IpAddr>() {
        Ok(address) if address.to_canonical() != address => Ok(address.to_canonical().to_string()),
        Ok(_) => Ok(host.to_owned()),
        Err(_) => Err(unfit()),
    }
}

/// The wildcard that finds just the addresses of an IPv4 range: `10.1.0.0/16` is `10.1.*`.
pub(super) fn wildcard_of_range(value: &str) -> Option<String> {
    let (address, bits) = value.split_once('/')?;
    if !address.contains('.') || address.contains(':') {
        return (bits == "128").then(|| address.to_owned());
    }
    let kept = match bits {
        "8" => 1,
        "16" => 2,
        "24" => 3,
        "32" => return Some(address.to_owned()),
        _ => return None,
    };
    Some(format!("{}.*", address.split('.').take(kept).collect::<Vec<_>>().join(".")))
}

impl Subject {
    /// The subject that an indicator is to an investigation.
    ///
    /// ```
    /// use secdo_core::{indicator::IndicatorKind, query::pivot::Subject};
    /// assert_eq!(Subject::of(IndicatorKind::Ipv4, "10.0.0.1"), Subject::PrivateIp);
    /// assert_eq!(Subject::of(IndicatorKind::Url, "http://8.8.8.8/a"), Subject::PublicIp);
    /// ```
    #[must_use]
    pub fn of(kind: IndicatorKind, value: &str) -> Self {
        let is_private = |host: &str| {
            host.parse::<IpAddr>().ok().map(|address| HostClass::of(address) == HostClass::Private)
        };
        match kind {
            IndicatorKind::Ipv4 | IndicatorKind::Ipv6 => {
                by_side(is_private(value), Self::PublicIp, Self::PrivateIp)
            }
            IndicatorKind::IpPort => Self::IpPort,
            IndicatorKind::Cidr => {
                let base = value.split('/').next().unwrap_or(value);
                by_side(is_private(base), Self::PublicNetwork, Self::PrivateNetwork)
            }
            IndicatorKind::Url => match is_private(host_of(kind, value).unwrap_or(value)) {
                None => Self::Domain,
                side => by_side(side, Self::PublicIp, Self::PrivateIp),
            },
            IndicatorKind::Domain => Self::Domain,
            IndicatorKind::Email => Self::Email,
            IndicatorKind::Md5 | IndicatorKind::Sha1 | IndicatorKind::Sha256 | IndicatorKind::Sha512 => {
                Self::Hash
            }
            IndicatorKind::WindowsPath | IndicatorKind::PosixPath | IndicatorKind::FileName => {
                of_file(kind, value)
            }
            IndicatorKind::RegistryKey => Self::RegistryKey,
            IndicatorKind::User => Self::User,
        }
    }

    /// The pivots that make sense for it, the default first.
    ///
    /// ```
    /// use secdo_core::query::pivot::Subject;
    /// assert!(Subject::PrivateIp.pivots().contains(&"host.host_ip"));
    /// ```
    #[must_use]
    pub fn pivots(self) -> &'static [&'static str] {
        SUBJECTS.iter().find(|(subject, _)| *subject == self).map_or(&[], |(_, pivots)| pivots)
    }
}

/// The subject of a file by its path or its name: a program, or another one.
fn of_file(kind: IndicatorKind, value: &str) -> Subject {
    let is_program = runs(value) || kind == IndicatorKind::PosixPath && is_program_folder(value);
    match (kind, is_program) {
        (IndicatorKind::FileName, true) => Subject::ExecutableName,
        (IndicatorKind::FileName, false) => Subject::OtherName,
        (_, true) => Subject::ExecutablePath,
        (_, false) => Subject::OtherPath,
    }
}

const fn by_side(private: Option<bool>, public_side: Subject, private_side: Subject) -> Subject {
    if matches!(private, Some(true)) { private_side } else { public_side }
}

fn runs(path: &str) -> bool {
    let name = path.rsplit(['\\', '/']).next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, extension)| is_executable(extension))
}

/// On Unix-like systems programs have no extension; they live in these folders.
fn is_program_folder(path: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(folder, name)| {
        !name.contains('.') && ["/bin", "/sbin", "/MacOS"].iter().any(|end| folder.ends_with(end))
    })
}
