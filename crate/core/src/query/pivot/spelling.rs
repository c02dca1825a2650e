//! The spellings of one thing: what a person sees, and what an agent may have recorded of it.

use crate::indicator::IndicatorKind;

/// The beginnings of names that mean the same as another beginning: paths past the limits of Win32 (Microsoft: "Naming
/// Files, Paths, and Namespaces"), and keys as the kernel names them ("Registry Key Object Routines").
const PREFIXES: [(IndicatorKind, &str, &str); 4] = [
    (IndicatorKind::WindowsPath, r"\\?\UNC\", r"\\"),
    (IndicatorKind::WindowsPath, r"\\?\", ""),
    (IndicatorKind::RegistryKey, r"\REGISTRY\MACHINE\", r"HKLM\"),
    (IndicatorKind::RegistryKey, r"\REGISTRY\USER\", r"HKU\"),
];

/// Every spelling of a value, as it stands first.
pub(super) fn all(kind: IndicatorKind, value: &str) -> Vec<String> {
    let other = match kind {
        IndicatorKind::Domain => return of_host(value),
        _ => PREFIXES.iter().find_map(|&(of, long, short)| {
            let rest = value.get(long.len()..)?;
            (of == kind && value[..long.len()].eq_ignore_ascii_case(long)).then(|| format!("{short}{rest}"))
        }),
    };
    std::iter::once(value.to_owned()).chain(other).collect()
}

/// The spellings that do not hold another one: what a search inside longer texts needs.
pub(super) fn shortest(kind: IndicatorKind, value: &str) -> Vec<String> {
    let spellings = all(kind, value);
    let holds = |one: &String| spellings.iter().any(|other| other != one && one.contains(other.as_str()));
    spellings.iter().filter(|one| !holds(one)).cloned().collect()
}

/// A host as it stands, and in its ASCII form where it has letters outside ASCII (RFC 5890).
pub(super) fn of_host(host: &str) -> Vec<String> {
    let mut spellings = vec![host.to_owned()];
    if !host.is_ascii() {
        let labels: Option<Vec<_>> = host.split('.').map(ascii).collect();
        spellings.extend(labels.map(|labels| labels.join(".")));
    }
    spellings
}

fn ascii(label: &str) -> Option<String> {
    if label.is_ascii() {
        return Some(label.to_owned());
    }
    idna::punycode::encode_str(label).map(|encoded| format!("xn--{encoded}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_spelt_as_agents_may_have_them() {
        for (kind, value, spellings) in [
            (IndicatorKind::Domain, "evil.com", vec!["evil.com"]),
            (IndicatorKind::Domain, "bücher.example", vec!["bücher.example", "xn--bcher-kva.example"]),
            (IndicatorKind::Domain, "例え.jp", vec!["例え.jp", "xn--r8jz45g.jp"]),
            (IndicatorKind::WindowsPath, r"\\?\C:\a", vec![r"\\?\C:\a", r"C:\a"]),
            (IndicatorKind::WindowsPath, r"\\?\UNC\srv\a", vec![r"\\?\UNC\srv\a", r"\\srv\a"]),
            (IndicatorKind::RegistryKey, r"\Registry\Machine\A", vec![r"\Registry\Machine\A", r"HKLM\A"]),
            (IndicatorKind::RegistryKey, r"HKLM\A", vec![r"HKLM\A"]),
        ] {
            assert_eq!(all(kind, value), spellings);
        }
        assert_eq!(shortest(IndicatorKind::WindowsPath, r"\\?\C:\a"), [r"C:\a"]);
        assert_eq!(shortest(IndicatorKind::Domain, "bücher.example").len(), 2);
    }
}
