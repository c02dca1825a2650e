//! Reading evidence from JSON, in little code: a click waits until the module that has it is compiled, and serde's own
//! readers take ten times as much, most of it for sentences about what is wrong.

use serde_json::Value;

/// The name of the innermost field whose value has another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mistyped(pub &'static str);

/// A type that is read from a JSON value.
pub trait FromJson: Sized {
    /// The value of this type.
    ///
    /// # Errors
    /// Returns [`Mistyped`], with an empty name where the value itself has another type.
    fn from_json(value: &Value) -> Result<Self, Mistyped>;
}

impl FromJson for bool {
    fn from_json(value: &Value) -> Result<Self, Mistyped> {
        value.as_bool().ok_or(Mistyped(""))
    }
}

impl FromJson for String {
    fn from_json(value: &Value) -> Result<Self, Mistyped> {
        value.as_str().map(str::to_owned).ok_or(Mistyped(""))
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: &Value) -> Result<Self, Mistyped> {
        if value.is_null() { Ok(None) } else { T::from_json(value).map(Some) }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: &Value) -> Result<Self, Mistyped> {
        value.as_array().ok_or(Mistyped(""))?.iter().map(T::from_json).collect()
    }
}

/// The value of a field of an object; its default where there is none.
///
/// # Errors
/// Returns [`Mistyped`] with the name of the field, or of one inside it.
pub(super) fn field<T: FromJson + Default>(object: &Value, name: &'static str) -> Result<T, Mistyped> {
    let Some(value) = object.get(name) else { return Ok(T::default()) };
    T::from_json(value).map_err(|inner| if inner.0.is_empty() { Mistyped(name) } else { inner })
}

/// Defines structures that are read from JSON objects; a field that is missing there has its default.
macro_rules! from_json {
    ($(
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$meta:meta])* pub $field:ident: $type:ty,)*
        }
    )*) => {$(
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name {
            $($(#[$meta])* pub $field: $type,)*
        }

        impl $crate::meant::json::FromJson for $name {
            fn from_json(value: &serde_json::Value) -> Result<Self, $crate::meant::json::Mistyped> {
                if !value.is_object() {
                    return Err($crate::meant::json::Mistyped(""));
                }
                Ok(Self { $($field: $crate::meant::json::field(value, stringify!($field))?,)* })
            }
        }
    )*};
}
pub(super) use from_json;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::meant::{Click, Evidence, Gesture};

    #[test]
    fn a_missing_field_has_its_default() {
        let read = Evidence::from_json(&json!({"caret": {"before": "a"}, "links": [{"url": "u"}]})).unwrap();
        assert_eq!(read.caret.map(|caret| (caret.before, caret.inside)), Some(("a".to_owned(), false)));
        assert_eq!(read.links[0].url, "u");
        assert_eq!(Evidence::from_json(&json!({"caret": null})), Ok(Evidence::default()));
    }

    #[test]
    fn what_has_another_type_is_named() {
        for (value, name) in [
            (json!({"host": 1}), "host"),
            (json!({"caret": {"inside": "yes"}}), "inside"),
            (json!({"rows": [{}]}), "rows"),
            (json!([]), ""),
        ] {
            assert_eq!(Evidence::from_json(&value), Err(Mistyped(name)), "{value}");
        }
        assert_eq!(Click::from_json(&json!({"gesture": "wave"})), Err(Mistyped("gesture")));
        assert_eq!(Click::from_json(&json!({"gesture": "keys"})).unwrap().gesture, Gesture::Keys);
    }
}
