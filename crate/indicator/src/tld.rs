//! Which last labels make a name a domain.

use super::words::Words;

/// The top-level domains of the IANA root zone, one a line, sorted by bytes; internationalised ones in both
/// their forms. Source: data.iana.org/TLD/tlds-alpha-by-domain.txt.
static ROOT_ZONE: &str = include_str!("tlds.txt");

/// Endings of names inside an organisation (RFC 6762 appendix G, RFC 8375, ICANN's `.internal`), and Tor's.
static INTERNAL: Words<11> = Words::new([
    "corp",
    "domain",
    "home",
    "internal",
    "intra",
    "intranet",
    "lan",
    "local",
    "localdomain",
    "onion",
    "priv",
]);

/// Endings that prose and code hardly ever put behind a dot by accident.
static CLASSIC: Words<24> = Words::new([
    "biz", "cc", "cn", "co", "com", "de", "edu", "eu", "fr", "gov", "info", "io", "jp", "mil", "net", "nl",
    "org", "ru", "su", "top", "tv", "uk", "us", "xyz",
]);

/// Endings that are also names of properties and methods in program text (`self.name`, `args.id`).
static PROPERTY_LIKE: Words<50> = Words::new([
    "app", "art", "bar", "bot", "box", "call", "cat", "click", "country", "data", "date", "day", "dev",
    "domain", "email", "events", "fit", "global", "host", "id", "info", "is", "link", "live", "map", "menu",
    "mobi", "name", "next", "now", "open", "page", "play", "pub", "read", "run", "safe", "save", "select",
    "show", "size", "space", "style", "target", "to", "today", "top", "watch", "windows", "zone",
]);

/// Whether `label` (any case) is a top-level domain of the root zone.
pub(super) fn is_known(label: &str) -> bool {
    let mut buffer = [0_u8; 64];
    let Some(lower) = lower(label, &mut buffer) else { return false };
    let list = ROOT_ZONE.as_bytes();
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = list[..middle].iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let end = list[middle..].iter().position(|&b| b == b'\n').map_or(list.len(), |at| middle + at);
        match lower.cmp(&list[start..end]) {
            core::cmp::Ordering::Equal => return true,
            core::cmp::Ordering::Less => high = start,
            core::cmp::Ordering::Greater => low = end + 1,
        }
    }
    false
}

/// Whether names that end in `label` live inside an organisation.
pub(super) fn is_internal(label: &str) -> bool {
    INTERNAL.contains(label)
}

/// Whether `label` is an ending that is trusted even where the text looks like a program.
pub(super) fn is_classic(label: &str) -> bool {
    CLASSIC.contains(label)
}

/// Whether `label` is more often a property of an object than an ending of a host, in program text.
pub(super) fn is_property_like(label: &str) -> bool {
    PROPERTY_LIKE.contains(label)
}

fn lower<'b>(label: &str, buffer: &'b mut [u8; 64]) -> Option<&'b [u8]> {
    let bytes = label.as_bytes();
    let target = buffer.get_mut(..bytes.len())?;
    target.copy_from_slice(bytes);
    target.make_ascii_lowercase();
    Some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_line_of_its_list_and_nothing_else() {
        for known in ROOT_ZONE.lines() {
            assert!(is_known(known), "{known}");
        }
        for unknown in ["", "md5", "exe", "corp", "comm", "co m", "aa", "zzz", "a\nb"] {
            assert!(!is_known(unknown), "{unknown}");
        }
        assert!(is_known("COM") && is_known("рф") && is_known("xn--p1ai"));
    }

    #[test]
    fn the_list_is_sorted() {
        let lines: Vec<&str> = ROOT_ZONE.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
