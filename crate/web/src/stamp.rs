//! The nonce and the time in the signature of a request, which make each one different.

use js_sys::Reflect;
use secdo_core::{
    alert::wire::cortex::{NONCE, Stamp},
    error::Error,
};
use wasm_bindgen::JsCast as _;

use crate::clock;

/// A stamp of now, with a nonce from the browser's source of randomness, which documents and workers have.
///
/// # Errors
/// [`Error::NoRandomness`]: nothing is signed with what others could know.
pub(crate) fn stamp() -> Result<Stamp, Error> {
    let mut random = [0; NONCE];
    let source = Reflect::get(&js_sys::global(), &"crypto".into()).ok();
    let source = source.and_then(|source| source.dyn_into::<web_sys::Crypto>().ok());
    let filled = source.and_then(|source| source.get_random_values_with_u8_array(&mut random).ok());
    filled.map(|_| Stamp::new(clock::now(), &random)).ok_or(Error::NoRandomness)
}
