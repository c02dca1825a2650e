//! The table that a section of the settings is: each row is a field with its type, its default and its shape. Reading,
//! storing, comparing, the rules of a policy and the fields of the options page follow from it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::{Menu, Tabs, allowed_pivot};
use crate::{
    error::Error,
    product::{FileEvents, Level, Product},
    query::pivot::Subject,
    server::Server,
};

/// The shapes of settings.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum Shape {
    /// Yes or no.
    Flag,
    /// A text of one line, without white space around it.
    Line,
    /// A line that a rule of the program takes.
    Text {
        /// The rule.
        #[serde(skip)]
        good: fn(&str) -> bool,
    },
    /// Texts, each of which a rule of the program takes.
    Texts {
        /// The rule.
        #[serde(skip)]
        good: fn(&str) -> bool,
    },
    /// The address of a server.
    Address,
    /// One of these names.
    Choice {
        /// The names, the usual one first.
        names: &'static [&'static str],
    },
    /// A whole number within bounds.
    Number {
        /// The smallest.
        from: u32,
        /// The largest.
        to: u32,
    },
    /// One of these whole numbers.
    OneOf {
        /// The numbers.
        numbers: &'static [u32],
    },
    /// Something with rows or rules of its own.
    Own,
    /// Not set by anybody: the version of the format.
    Fixed,
}

/// A setting, as the options page and the schema of a policy know it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Row {
    /// Its name in its section.
    pub name: &'static str,
    /// Its shape.
    #[serde(flatten)]
    pub shape: Shape,
}

/// A type that settings have.
pub(super) trait Setting {
    /// Takes a value that is of this shape; whether it was taken. What is wrong within a value that is taken in part is among
    /// the warnings.
    fn take(&mut self, value: &Value, shape: &Shape, warnings: &mut Vec<Error>) -> bool;
}

/// Defines a section of the settings: a row is `field: type = default, shape;`.
macro_rules! section {
    (
        $(#[$about:meta])*
        pub struct $name:ident {
            $($(#[$meta:meta])* $field:ident: $type:ty = $usual:expr, $shape:expr;)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
        pub struct $name {
            $($(#[$meta])* pub $field: $type,)*
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $usual,)* }
            }
        }

        impl $name {
            /// The settings of this section, in the order of the table.
            pub const ROWS: &[$crate::settings::table::Row] = &[
                $($crate::settings::table::Row { name: stringify!($field), shape: $shape },)*
            ];

            /// Takes the value of one setting; whether there is one of this name that takes it.
            pub(super) fn set(
                &mut self,
                name: &str,
                value: &serde_json::Value,
                warnings: &mut Vec<$crate::error::Error>,
            ) -> bool {
                match name {
                    $(stringify!($field) => {
                        $crate::settings::table::Setting::take(&mut self.$field, value, &$shape, warnings)
                    })*
                    _ => false,
                }
            }
        }
    };
}
pub(super) use section;

/// Puts a value that was read into its field; whether there was one.
pub(super) fn put<T>(field: &mut T, read: Option<T>) -> bool {
    read.map(|read| *field = read).is_some()
}

/// The texts of a list, which holds nothing else.
pub(super) fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

impl Setting for bool {
    fn take(&mut self, value: &Value, _: &Shape, _: &mut Vec<Error>) -> bool {
        put(self, value.as_bool())
    }
}

/// Types whose values all have a name, and are all good.
macro_rules! named {
    ($($name:ty)*) => {
        $(impl Setting for $name {
            fn take(&mut self, value: &Value, _: &Shape, _: &mut Vec<Error>) -> bool {
                put(self, value.as_str().and_then(|name| name.parse().ok()))
            }
        })*
    };
}

named! { Tabs Menu Product Level FileEvents }

impl Setting for u32 {
    fn take(&mut self, value: &Value, shape: &Shape, _: &mut Vec<Error>) -> bool {
        let is_good = |number: &Self| match shape {
            Shape::Number { from, to } => (from..=to).contains(&number),
            Shape::OneOf { numbers } => numbers.contains(number),
            _ => false,
        };
        let number = value.as_u64().and_then(|number| Self::try_from(number).ok()).filter(is_good);
        put(self, number)
    }
}

impl Setting for String {
    fn take(&mut self, value: &Value, shape: &Shape, _: &mut Vec<Error>) -> bool {
        let Some(text) = value.as_str().map(str::trim) else { return false };
        if text.contains(char::is_control) {
            return false;
        }
        match shape {
            Shape::Line => {}
            // No address says nothing: what is there stays.
            Shape::Address if text.is_empty() => return true,
            Shape::Address => {
                return Server::parse(text).map(|server| server.base().clone_into(self)).is_ok();
            }
            Shape::Text { good } if good(text) => {}
            Shape::Choice { names } if names.iter().any(|name| name.eq_ignore_ascii_case(text)) => {}
            _ => return false,
        }
        text.clone_into(self);
        true
    }
}

impl Setting for Vec<String> {
    fn take(&mut self, value: &Value, shape: &Shape, _: &mut Vec<Error>) -> bool {
        let Shape::Texts { good } = shape else { return false };
        put(self, texts(value).filter(|texts| texts.iter().all(|text| good(text))))
    }
}

impl Setting for BTreeMap<Subject, &'static str> {
    fn take(&mut self, value: &Value, _: &Shape, warnings: &mut Vec<Error>) -> bool {
        let Some(rows) = value.as_object() else { return false };
        for (subject, pivot) in rows {
            let read = subject.parse::<Subject>().ok();
            let chosen = read.and_then(|subject| Some((subject, allowed_pivot(subject, pivot.as_str()?)?)));
            match chosen {
                Some((subject, pivot)) => {
                    self.insert(subject, pivot);
                }
                None => warnings.push(Error::SettingIgnored(format!("pivots.{subject}"))),
            }
        }
        true
    }
}
