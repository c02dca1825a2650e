//! The clock, and waiting.

use gloo::timers::future::TimeoutFuture;

/// UTC milliseconds since 1970.
pub(crate) fn now() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds of any date fit")]
    let now = js_sys::Date::now() as i64;
    now
}

/// Waits until the clock shows these milliseconds since 1970.
pub(crate) async fn until(moment: i64) {
    if let Ok(wait @ 1..) = u32::try_from(moment - now()) {
        TimeoutFuture::new(wait).await;
    }
}
