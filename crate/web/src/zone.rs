//! Named time zones, which the browser knows: `Intl.DateTimeFormat`.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Format;

    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "DateTimeFormat", catch)]
    fn new(language: &str, options: &Object) -> Result<Format, JsValue>;

    #[wasm_bindgen(method, js_name = formatToParts, catch)]
    fn parts(this: &Format, milliseconds: f64) -> Result<Array, JsValue>;
}

/// The offset from UTC, in minutes, of a zone whose clock shows these milliseconds since 1970. An unknown zone is
/// UTC.
pub(crate) fn offset(zone: &str, civil: i64) -> i32 {
    if zone == "UTC" {
        return 0;
    }
    // The offset at the civil time taken as UTC is right but for the hours around a change; a second look mends those.
    let first = offset_at(zone, civil).unwrap_or(0);
    offset_at(zone, civil - i64::from(first) * 60_000).unwrap_or(first)
}

/// Whether the browser knows a zone.
pub(crate) fn is_known(zone: &str) -> bool {
    zone == "UTC" || offset_at(zone, 0).is_some()
}

fn offset_at(zone: &str, instant: i64) -> Option<i32> {
    let options = Object::new();
    let set = |name: &str, value: &str| Reflect::set(&options, &name.into(), &value.into());
    set("timeZoneName", "longOffset").ok()?;
    if zone != "local" {
        set("timeZone", zone).ok()?;
    }
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of any date fit")]
    let parts = Format::new("en-US", &options).ok()?.parts(instant as f64).ok()?;
    let named = parts.iter().find(|part| get(part, "type").as_deref() == Some("timeZoneName"))?;
    minutes(&get(&named, "value")?)
}

fn get(part: &JsValue, name: &str) -> Option<String> {
    Reflect::get(part, &name.into()).ok()?.as_string()
}

/// `GMT`, `GMT+05:30`, `GMT-03:00`.
fn minutes(text: &str) -> Option<i32> {
    let rest = text.strip_prefix("GMT")?;
    let Some(sign) = rest.chars().next() else { return Some(0) };
    let (hours, minutes) = rest.get(1..)?.split_once(':')?;
    let total = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?;
    Some(if sign == '-' || sign == '\u{2212}' { -total } else { total })
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn reads_what_the_browser_calls_an_offset() {
        assert_eq!(
            [minutes("GMT"), minutes("GMT+05:30"), minutes("GMT-03:00")],
            [Some(0), Some(330), Some(-180)]
        );
        assert_eq!(minutes("CET"), None);
    }
}
