//! Inside or outside: on which side of the organisation an address lies.

use std::net::{IpAddr, Ipv4Addr};

/// On which side of the organisation's border an address lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostClass {
    /// Any other address: on the internet, as far as its number tells.
    Public,
    /// Private, loopback, link-local, carrier-grade NAT, unique local (RFC 1918, 3927, 4193, 4291, 6598) or unspecified.
    Private,
}

/// Whether an address is the mask of a network: ones, then zeros, as `255.255.255.0`; the broadcast address is one, too.
///
/// ```
/// use secdo_indicator::is_mask;
/// assert!(is_mask([255, 255, 240, 0].into()) && !is_mask([255, 0, 255, 0].into()));
/// ```
#[must_use]
pub fn is_mask(address: Ipv4Addr) -> bool {
    let bits = u32::from(address);
    bits.leading_ones() + bits.trailing_zeros() >= u32::BITS
}

impl HostClass {
    /// The class of an address.
    ///
    /// ```
    /// use secdo_indicator::HostClass;
    /// assert_eq!(HostClass::of("100.64.0.1".parse()?), HostClass::Private);
    /// assert_eq!(HostClass::of("8.8.8.8".parse()?), HostClass::Public);
    /// # Ok::<(), std::net::AddrParseError>(())
    /// ```
    #[must_use]
    pub fn of(address: IpAddr) -> Self {
        let private = match address.to_canonical() {
            IpAddr::V4(v4) => {
                let [a, b, ..] = v4.octets();
                v4.is_private()
                    || v4.is_loopback()
                    || v4.is_link_local()
                    || v4.is_unspecified()
                    || (a == 100 && b & 0xC0 == 64)
            }
            IpAddr::V6(v6) => {
                let first = v6.segments()[0];
                v6.is_loopback()
                    || v6.is_unspecified()
                    || first & 0xFE00 == 0xFC00
                    || first & 0xFFC0 == 0xFE80
            }
        };
        if private { Self::Private } else { Self::Public }
    }
}
