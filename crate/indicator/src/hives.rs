//! The names of the hives of the registry.

use super::words::Words;

/// Hive names, long and short (Microsoft: "Registry Hives", and the names `reg.exe` takes).
static HIVES: Words<13> = Words::new([
    "HKLM",
    "HKCU",
    "HKCR",
    "HKU",
    "HKCC",
    "HKPD",
    "HKEY_LOCAL_MACHINE",
    "HKEY_CURRENT_USER",
    "HKEY_CLASSES_ROOT",
    "HKEY_USERS",
    "HKEY_CURRENT_CONFIG",
    "HKEY_PERFORMANCE_DATA",
    "HKEY_DYN_DATA",
]);

/// Whether the word names a hive, in any case.
pub(super) fn is_hive(word: &str) -> bool {
    HIVES.contains(word)
}

/// Keys right below a hive that commands name alone: `HKCU:Environment`.
static TOP_KEYS: Words<9> = Words::new([
    "console",
    "environment",
    "hardware",
    "network",
    "printers",
    "sam",
    "security",
    "software",
    "system",
]);

/// Whether a key stands right below a hive, in any case.
pub(super) fn is_top_key(key: &str) -> bool {
    TOP_KEYS.contains(key)
}
