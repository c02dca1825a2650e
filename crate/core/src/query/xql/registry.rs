//! Keys of the registry as Cortex XDR stores them: by their real names, not by the links that people use.
//!
//! Source: Palo Alto Networks, "Cortex XSIAM XQL Language", notes on `action_registry_key_name`; the links are those of
//! Microsoft, "Predefined Keys" and "HKEY_CLASSES_ROOT Key".

/// The names of the roots, in upper case, with what they are stored as. `HKEY_CURRENT_USER` is a key of some user;
/// `HKEY_CLASSES_ROOT` shows two keys as one.
const ROOTS: [(&str, &[&str]); 14] = [
    ("HKLM", &["HKEY_LOCAL_MACHINE"]),
    ("HKEY_LOCAL_MACHINE", &["HKEY_LOCAL_MACHINE"]),
    (r"\REGISTRY\MACHINE", &["HKEY_LOCAL_MACHINE"]),
    ("HKU", &["HKEY_USERS"]),
    ("HKEY_USERS", &["HKEY_USERS"]),
    (r"\REGISTRY\USER", &["HKEY_USERS"]),
    // The classes of a user are a hive beside that of the user.
    (r"HKCU\Software\Classes", &[r"HKEY_USERS\*_Classes"]),
    (r"HKEY_CURRENT_USER\Software\Classes", &[r"HKEY_USERS\*_Classes"]),
    ("HKCU", &[r"HKEY_USERS\*"]),
    ("HKEY_CURRENT_USER", &[r"HKEY_USERS\*"]),
    ("HKCR", &[r"HKEY_LOCAL_MACHINE\SOFTWARE\Classes", r"HKEY_USERS\*_Classes"]),
    ("HKEY_CLASSES_ROOT", &[r"HKEY_LOCAL_MACHINE\SOFTWARE\Classes", r"HKEY_USERS\*_Classes"]),
    ("HKCC", &[r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Hardware Profiles\*"]),
    ("HKEY_CURRENT_CONFIG", &[r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Hardware Profiles\*"]),
];

/// The link to the control set that is in use, and what all of them are called.
const CONTROL: (&str, &str) = (r"\CurrentControlSet", r"\ControlSet*");

/// The names under which a key may be stored; the key itself where it is no link.
pub(super) fn stored(key: &str) -> Vec<String> {
    // PowerShell writes a colon behind the root.
    let key = key.replacen(":\\", "\\", 1);
    let Some((rest, roots)) = ROOTS.iter().find_map(|(name, roots)| Some((below(&key, name)?, *roots)))
    else {
        return vec![controlled(&key)];
    };
    roots.iter().map(|root| controlled(&format!("{root}{rest}"))).collect()
}

/// A key with the control sets in place of the link to one of them.
fn controlled(key: &str) -> String {
    let found = key.char_indices().find_map(|(at, one)| {
        (one == '\\').then(|| below(&key[at..], CONTROL.0)).flatten().map(|rest| (at, rest))
    });
    found.map_or_else(|| key.to_owned(), |(at, rest)| format!("{}{}{rest}", &key[..at], CONTROL.1))
}

/// Whether a key is asked for by another name than its own.
pub(super) fn is_link(key: &str) -> bool {
    stored(key).iter().any(|name| !name.eq_ignore_ascii_case(key))
}

/// The rest of a key behind a beginning that ends between two of its parts.
fn below<'a>(key: &'a str, beginning: &str) -> Option<&'a str> {
    let (head, rest) = key.split_at_checked(beginning.len())?;
    (head.eq_ignore_ascii_case(beginning) && (rest.is_empty() || rest.starts_with('\\'))).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_what_they_lead_to() {
        for (key, names) in [
            (r"HKLM\SOFTWARE\A", vec![r"HKEY_LOCAL_MACHINE\SOFTWARE\A"]),
            (r"hklm:\Software\A", vec![r"HKEY_LOCAL_MACHINE\Software\A"]),
            (
                r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\x",
                vec![r"HKEY_LOCAL_MACHINE\SYSTEM\ControlSet*\Services\x"],
            ),
            (r"HKLM\SYSTEM\CurrentControlSets\x", vec![r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSets\x"]),
            (r"HKCU\Software\Run", vec![r"HKEY_USERS\*\Software\Run"]),
            (r"\REGISTRY\USER\S-1-5-21\A", vec![r"HKEY_USERS\S-1-5-21\A"]),
            (r"HKCR\.exe", vec![r"HKEY_LOCAL_MACHINE\SOFTWARE\Classes\.exe", r"HKEY_USERS\*_Classes\.exe"]),
            (r"HKCU\Software\Classes\CLSID\{a}", vec![r"HKEY_USERS\*_Classes\CLSID\{a}"]),
            (r"HKCC\Fonts", vec![r"HKEY_LOCAL_MACHINE\SYSTEM\ControlSet*\Hardware Profiles\*\Fonts"]),
            (r"*\CurrentControlSet\Services\x*", vec![r"*\ControlSet*\Services\x*"]),
            (r"*\Run", vec![r"*\Run"]),
            ("HKLMX", vec!["HKLMX"]),
        ] {
            assert_eq!(stored(key), names, "{key}");
        }
        assert!(is_link(r"HKCU\A") && !is_link(r"HKEY_LOCAL_MACHINE\A"));
    }
}
