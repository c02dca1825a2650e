//! What a line says, as names and values in its order, whatever its format.

/// How many pairs are taken of a line: hostile input has no more.
const MOST: usize = 4_000;

/// A line as names and values, with what its format says of the product.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    /// Names as they are written (in JSON and XML: the whole path, joined by dots) and their values.
    pub(super) list: Vec<(String, String)>,
    pub(super) vendor: String,
    pub(super) product: String,
    pub(super) event_id: String,
    /// As the format writes it.
    pub(super) severity: String,
    /// The time of a header before the line itself.
    pub(super) header_time: Option<String>,
    /// Whether the line is a sentence with pairs in it, and not a record of pairs only.
    pub(super) sentence: bool,
}

impl Pairs {
    pub(super) fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let value: String = value.into();
        let value = value.trim();
        if self.list.len() < MOST && !matches!(value, "" | "-" | "N/A" | "n/a" | "null" | "None" | "(null)") {
            self.list.push((name.into(), value.to_owned()));
        }
    }

    /// The values under one of these names where it is the whole name.
    pub(super) fn find_alone<'p>(&'p self, names: &[&str]) -> Vec<&'p str> {
        let mut found = Vec::new();
        for wanted in names {
            let named = self.list.iter().filter(|(name, _)| normal(name) == *wanted);
            found.extend(named.map(|(_, value)| value.as_str()));
        }
        found
    }

    /// The values under one of these names, the best name first: names are in the order of preference, a name matches
    /// whole or as the end of a path, and the shorter path is the better one.
    pub(super) fn find<'p>(&'p self, names: &[&str]) -> Vec<&'p str> {
        let mut found: Vec<((usize, usize), &str)> = Vec::new();
        for (name, value) in &self.list {
            if let Some(rank) = rank(name, names) {
                found.push((rank, value));
            }
        }
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, value)| value).collect()
    }
}

/// How well a name fits: the place in the list, and how much of the path stands before it.
fn rank(name: &str, names: &[&str]) -> Option<(usize, usize)> {
    // The agent saw the addresses before their translation.
    let translated =
        |part: &str| part.eq_ignore_ascii_case("nat") || part.to_ascii_lowercase().contains("translat");
    if name.contains('.') && name.split('.').any(translated) {
        return None;
    }
    let mut rest = name;
    let mut dropped = 0;
    loop {
        let plain = normal(rest);
        if let Some(index) = names.iter().position(|known| *known == plain) {
            return Some((index, dropped));
        }
        rest = rest.split_once(['.', '/']).map(|(_, rest)| rest)?;
        dropped += 1;
    }
}

/// Lower case letters and digits only: `src_ip`, `SrcIP` and `Src IP` are one name.
fn normal(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
