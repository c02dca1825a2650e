//! The effect of an interrupt on alerts that are on their way.

use std::{
    io,
    process::exit,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use crate::{
    failure::{self, Failure, say},
    worker::BLINK,
};

/// How long the program has to end by itself once nothing is under way.
const GRACE: Duration = Duration::from_millis(500);

/// Stops at an interrupt: what is under way is ended and noted, nothing else begins. A reader that waits for an input
/// that stays open cannot be woken, so the program ends without it; a second interrupt ends it at once.
///
/// # Errors
/// That the system takes no handler.
pub(crate) fn listen(stop: Arc<AtomicBool>, busy: Arc<AtomicUsize>) -> Result<(), Failure> {
    let handler = move || {
        if stop.swap(true, Ordering::SeqCst) {
            exit(i32::from(failure::INTERRUPTED));
        }
        let busy = Arc::clone(&busy);
        thread::spawn(move || {
            while busy.load(Ordering::SeqCst) > 0 {
                thread::sleep(BLINK);
            }
            thread::sleep(GRACE);
            say("interrupted while it waited for its input");
            exit(i32::from(failure::INTERRUPTED));
        });
    };
    ctrlc::set_handler(handler).map_err(|error| Failure::io("interrupts", &io::Error::other(error)))
}
