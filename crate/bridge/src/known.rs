//! Settings that have been read: every call brings their text, which is nearly always the one of the call before.

use std::{cell::RefCell, ops::Deref, rc::Rc};

use secdo_core::{
    query::Destination,
    settings::{Loaded, Settings},
};
use wasm_bindgen::prelude::*;

use crate::error::Thrown;

/// Settings, with what every click needs of them.
pub struct KnownSettings {
    loaded: Loaded,
    /// Where queries go, where the server in use is a usable one.
    pub destination: Option<Destination>,
}

impl Deref for KnownSettings {
    type Target = Loaded;

    fn deref(&self) -> &Loaded {
        &self.loaded
    }
}

thread_local! {
    /// The last stored text and policy that could be read, with what they say.
    static LAST: RefCell<Option<(String, String, Rc<KnownSettings>)>> = const { RefCell::new(None) };
}

/// The settings of a stored text under a policy.
///
/// # Errors
/// A `SecdoError` for a text that cannot be read.
pub fn load(stored: &str, policy: &str) -> Result<Rc<KnownSettings>, Thrown> {
    let known = LAST.with_borrow(|last| {
        let same = last.as_ref().filter(|(text, rules, _)| text == stored && rules == policy);
        same.map(|(_, _, known)| Rc::clone(known))
    });
    if let Some(known) = known {
        return Ok(known);
    }
    let loaded = Settings::load(stored, policy)?;
    let known = Rc::new(KnownSettings { destination: loaded.settings.destination().ok(), loaded });
    LAST.set(Some((stored.to_owned(), policy.to_owned(), Rc::clone(&known))));
    Ok(known)
}

/// The stored settings in which the server of this address is the current one.
///
/// # Errors
/// A `SecdoError` for an address that is not among the known ones.
#[wasm_bindgen(js_name = settingsAt)]
pub fn settings_at(stored: &str, policy: &str, address: &str) -> Result<String, Thrown> {
    Ok(Settings::at(stored, policy, address)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_text_has_other_settings() {
        for server in ["https://a.example", "https://b.example", "https://a.example"] {
            let text = format!(r#"{{"version":1,"server":"{server}"}}"#);
            let (first, second) = (load(&text, "").unwrap(), load(&text, "").unwrap());
            assert_eq!(first.settings.server, server);
            assert!(Rc::ptr_eq(&first, &second));
            let policy = r#"{"server":"https://corp.example"}"#;
            assert_eq!(load(&text, policy).unwrap().settings.server, "https://corp.example");
        }
    }
}
