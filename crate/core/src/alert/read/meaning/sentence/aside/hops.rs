//! Masks of networks, next hops of routes, and what is configured with them.

use std::net::{IpAddr, Ipv4Addr};

use crate::{
    alert::read::{meaning::endpoints::End, text::line},
    indicator::is_mask,
};

/// How much stands between an address and its mask at most, in bytes: ` mask `, ` netmask `, a slash.
const TO_MASK: usize = 16;

/// The addresses without masks of networks, and without what is configured with them: `ip address 10.0.0.1 mask
/// 255.255.255.0 gateway 10.0.0.254`. The last of all addresses is where a broadcast goes to.
pub(super) fn without_masks<'t>(text: &str, ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let address = |end: &End<'_>| end.address.parse::<Ipv4Addr>().unwrap_or(Ipv4Addr::UNSPECIFIED);
    let is_mask = |end: &End<'_>| {
        let mask = address(end);
        mask.octets()[0] == 255 && !mask.is_broadcast() && is_mask(mask)
    };
    if !ends.iter().any(is_mask) {
        return ends;
    }
    // `ip 10.0.0.9 netmask 255.255.255.0` tells of a host, `10.0.0.0 255.255.255.0` of a network.
    let is_configured = |at: usize| {
        let (end, next) = (&ends[at], ends.get(at + 1).filter(|next| is_mask(next)));
        next.is_some_and(|next| {
            next.start < end.start + end.written.len() + TO_MASK
                && (address(end) & !address(next) == Ipv4Addr::UNSPECIFIED
                    || text[..end.start].ends_with("address "))
        })
    };
    let is_hop = |end: &End<'_>| text[..end.start].trim_end().ends_with(" via");
    let is_end = |at: &usize| !is_mask(&ends[*at]) && !is_configured(*at) && !is_hop(&ends[*at]);
    (0..ends.len()).filter(is_end).map(|at| ends[at].clone()).collect()
}

/// The addresses without the next hop of a route, and without the broadcast of an interface: `default via 10.0.0.1`,
/// `10.20.0.0/16 via 10.0.0.1`, `10.0.0.4/24 brd 10.0.0.255`.
pub(super) fn without_hops<'t>(text: &str, mut ends: Vec<End<'t>>) -> Vec<End<'t>> {
    let begin = ends.first().map_or(0, |first| first.start);
    let is_network =
        |to: &str| to.rsplit_once('/').is_some_and(|(address, _)| address.parse::<IpAddr>().is_ok());
    let is_hop = |end: &End<'_>| {
        let before = line::tail(&text[..end.start], HOP);
        let routed = before.strip_suffix(" via ").map(|before| before.rsplit(' ').next().unwrap_or(""));
        // An interface has its address before that of its broadcast.
        let is_broadcast = before.ends_with(" brd ") || before.ends_with(" broadcast ");
        routed.is_some_and(|to| to == "default" || is_network(to) || to.starts_with('[') && to.ends_with(']'))
            || is_broadcast && (end.start > begin || before.contains('/'))
    };
    // `route add 10.0.0.0 mask 255.255.255.0 10.0.0.1`
    let added = text.find("route add ").filter(|at| text[*at..].contains("mask "));
    let is_added = |end: &End<'_>| added.is_some_and(|at| at < end.start);
    ends.retain(|end| !is_hop(end) && !is_added(end));
    ends
}

/// How far before an address its route stands, in bytes.
const HOP: usize = 64;
