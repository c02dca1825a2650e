//! The meaning of a link: the value that it shows, else one in its address, else the host that it leads to.

use percent_encoding::percent_decode_str;
use url::{Position, Url, form_urlencoded};

use super::{Evidence, expand::count, pointed};
use crate::indicator::{IndicatorKind, host_of, scan};

/// The text that a click on a link means; `url` is its address, as the browser told it.
pub(super) fn meant(url: &str, frame: &Evidence) -> String {
    let here = frame.links.iter().find(|link| link.url == url);
    if let Some(link) = here
        && let Some(text) = pointed::value(&[&link.text], &link.title)
    {
        // Of several the one under the pointer.
        let one = pointed::under(frame).filter(|one| count(one) == 1 && text.contains(one.trim()));
        return one.filter(|_| count(&text) > 1).unwrap_or(text);
    }
    of_address(url, &frame.host)
}

/// Whether a link holds several cells, and the pointer is on one with another value than an indicator: `agent 7.5.3.35`.
pub(super) fn is_beside_another(url: &str, frame: &Evidence) -> bool {
    let here = frame.links.iter().find(|link| link.url == url);
    here.is_some_and(|link| link.text.trim().contains(['\t', '\n'])) && pointed::is_on_other_value(frame)
}

/// Whether a link is a button of the page: it leads to a place in it, or runs a script, and neither its address nor what it
/// shows holds an indicator.
pub(super) fn leads_nowhere(url: &str, frame: &Evidence) -> bool {
    let shown = frame.links.iter().find(|link| link.url == url);
    // `#/alerts/55` is a page of a console, `#menu` a place in this one.
    let is_place = url.split_once('#').is_some_and(|(_, place)| !place.contains(['/', '?', '=', '!']));
    (is_place || url.starts_with("javascript:"))
        && shown.is_some_and(|link| pointed::value(&[&link.text], &link.title).is_none())
        && count(&of_address(url, &frame.host)) == 0
}

/// The same where only the address is known; `own` is the host of the page, without a port.
///
/// Values in the path and behind `?` and `#` are looked for decoded. In the address of another site only an address, a
/// name or a hash by itself counts, as look-up sites have it: the file that another site offers is not asked about
/// without the site. A console's own host is no answer, so an address of the console in which nothing is found is given
/// back as its path and query, for the page that says so.
pub(super) fn of_address(address: &str, own: &str) -> String {
    let Ok(url) = Url::parse(address) else { return decoded(address) };
    let Some(host) = url.host_str() else {
        // `mailto:`, `javascript:` and their like hold their value right in the text.
        return decoded(address.split_once(':').map_or(address, |(_, rest)| rest));
    };
    let mut values: Vec<String> = url.query_pairs().map(|(_, value)| value.into_owned()).collect();
    let fragment = url.fragment().unwrap_or_default();
    let (route, query) = fragment.split_once('?').unwrap_or((fragment, ""));
    values.extend(form_urlencoded::parse(query.as_bytes()).map(|(_, value)| value.into_owned()));
    values.extend(route.split('/').chain(url.path_segments().into_iter().flatten()).map(decoded));
    if host != own {
        let stands_alone = |value: &String| matches!(scan(value).as_slice(), [one] if ALONE.contains(&one.kind) && one.span.end - one.span.start == value.trim().len());
        return values.into_iter().find(stands_alone).unwrap_or_else(|| address.to_owned());
    }
    // A path of a file may be the rest of the address, its slashes unencoded.
    values.extend([decoded(route), decoded(url.path())]);
    let is_own = |value: &str| scan(value).iter().all(|found| host_of(found.kind, &found.value) == Some(own));
    let found = values.into_iter().find(|value| count(value) > 0 && !is_own(value));
    found.unwrap_or_else(|| decoded(&url[Position::BeforePath..]))
}

/// Kinds that mean the same wherever they stand.
const ALONE: [IndicatorKind; 9] = [
    IndicatorKind::Ipv4,
    IndicatorKind::Ipv6,
    IndicatorKind::Md5,
    IndicatorKind::Sha1,
    IndicatorKind::Sha256,
    IndicatorKind::Sha512,
    IndicatorKind::Domain,
    IndicatorKind::Url,
    IndicatorKind::Email,
];

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::of_address;

    #[test]
    fn a_value_in_the_address_counts_before_the_host() {
        for (address, meant) in [
            ("https://siem.corp/search?q=10.20.1.57&from=-1h", "10.20.1.57"),
            ("https://siem.corp/hosts/198.51.100.7/events", "198.51.100.7"),
            ("https://siem.corp/app#/host/10.1.1.1?tab=2", "10.1.1.1"),
            ("https://siem.corp/go?url=http%3A%2F%2Fevil.com%2Fx", "http://evil.com/x"),
            ("https://siem.corp/file/C%3A%5CWindows%5Ccmd.exe", r"C:\Windows\cmd.exe"),
            ("https://siem.corp/details?id=55", "/details?id=55"),
            ("https://siem.corp/h?back=https%3A%2F%2Fsiem.corp%2Flist&ip=203.0.113.96", "203.0.113.96"),
            ("https://lookup.example/gui/ip-address/198.51.100.7", "198.51.100.7"),
            ("https://evil.com/a/setup.exe", "https://evil.com/a/setup.exe"),
            ("https://evil.com/", "https://evil.com/"),
            ("mailto:j.doe@evil.com", "j.doe@evil.com"),
            ("javascript:lookup('10.1.1.1')", "lookup('10.1.1.1')"),
        ] {
            assert_eq!(of_address(address, "siem.corp"), meant, "{address}");
        }
    }
}
