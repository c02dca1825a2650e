//! Indicators: kinds, places, and the two together with a value.

use serde::{Deserialize, Serialize};

/// The kind of an [`Indicator`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// An IPv4 address, in dotted decimal.
    Ipv4,
    /// An IPv6 address, in the text form of RFC 5952.
    Ipv6,
    /// An address with a port: `1.2.3.4:443`, `[2001:db8::1]:443`.
    IpPort,
    /// An address with a prefix length: `10.0.0.0/8`.
    Cidr,
    /// 32 hexadecimal digits, lower case.
    Md5,
    /// 40 hexadecimal digits, lower case.
    Sha1,
    /// 64 hexadecimal digits, lower case.
    Sha256,
    /// 128 hexadecimal digits, lower case.
    Sha512,
    /// A Windows path with single backslashes: drive, UNC, `%VARIABLE%` or device.
    WindowsPath,
    /// An absolute POSIX path, or one below `~`.
    PosixPath,
    /// A bare file name with an executable, script, installer or container extension.
    FileName,
    /// A registry key that starts with a hive name.
    RegistryKey,
    /// A host or domain name, lower case.
    Domain,
    /// A URL; scheme and host are lower case.
    Url,
    /// An e-mail address; its domain is lower case.
    Email,
    /// A Windows account: `DOMAIN\user`.
    User,
}

impl IndicatorKind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 16] = [
        Self::Ipv4,
        Self::Ipv6,
        Self::IpPort,
        Self::Cidr,
        Self::Md5,
        Self::Sha1,
        Self::Sha256,
        Self::Sha512,
        Self::WindowsPath,
        Self::PosixPath,
        Self::FileName,
        Self::RegistryKey,
        Self::Domain,
        Self::Url,
        Self::Email,
        Self::User,
    ];

    /// The kind of this stable name.
    ///
    /// ```
    /// use secdo_indicator::IndicatorKind;
    /// assert_eq!(IndicatorKind::find("ip_port"), Some(IndicatorKind::IpPort));
    /// assert_eq!(IndicatorKind::find("planet"), None);
    /// ```
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The stable name of the kind, as it stands in JSON: `ipv4`, `windows_path` …
    ///
    /// ```
    /// assert_eq!(secdo_indicator::IndicatorKind::IpPort.name(), "ip_port");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        // In the order of the variants.
        const NAMES: [&str; IndicatorKind::ALL.len()] = [
            "ipv4",
            "ipv6",
            "ip_port",
            "cidr",
            "md5",
            "sha1",
            "sha256",
            "sha512",
            "windows_path",
            "posix_path",
            "file_name",
            "registry_key",
            "domain",
            "url",
            "email",
            "user",
        ];
        NAMES[self as usize]
    }
}

/// Where something stands in the text as it was given: byte offsets, `start` included, `end` not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

/// One thing found in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// Its kind.
    pub kind: IndicatorKind,
    /// Its value in normal form: refanged, without quotes.
    pub value: String,
    /// Where it stands in the text that was scanned, defanged characters included.
    pub span: Span,
}
