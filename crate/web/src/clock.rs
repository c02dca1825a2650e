//! The clock, and waiting.

use gloo::timers::future::TimeoutFuture;

pub(crate) use secdo_bridge::now;

/// Waits until the clock shows these milliseconds since 1970.
pub(crate) async fn until(moment: i64) {
    if let Ok(wait @ 1..) = u32::try_from(moment - now()) {
        TimeoutFuture::new(wait).await;
    }
}
