//! Raw deflate, for links: fflate, loaded beside the program, in the browser; miniz_oxide natively, where the tests run.
//!
//! In the program miniz_oxide would cost every first visit 13 kB of brotli, and only who shares needs it.

use super::share::LinkError;

/// Packs bytes; `None` where fflate could not be loaded.
pub fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    inner::deflate(bytes)
}

/// Unpacks bytes, and nothing that may stand behind them.
///
/// # Errors
/// Bytes that end too early, that were changed, or that unpack to more than the limit.
pub fn inflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, LinkError> {
    inner::inflate(bytes, limit)
}

#[cfg(target_arch = "wasm32")]
mod inner {
    use js_sys::{Object, Reflect, Uint8Array};
    use wasm_bindgen::prelude::*;

    use super::LinkError;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = fflate, js_name = deflateSync, catch)]
        fn deflate_sync(bytes: &[u8], options: &JsValue) -> Result<Uint8Array, JsValue>;
        #[wasm_bindgen(js_namespace = fflate, js_name = inflateSync, catch)]
        fn inflate_sync(bytes: &[u8], options: &JsValue) -> Result<Uint8Array, JsValue>;
    }

    fn options(name: &str, value: &JsValue) -> JsValue {
        let options = Object::new();
        let _ = Reflect::set(&options, &name.into(), value);
        options.into()
    }

    pub(super) fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
        deflate_sync(bytes, &options("level", &9.into())).ok().map(|packed| packed.to_vec())
    }

    pub(super) fn inflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, LinkError> {
        const ENDS_TOO_EARLY: f64 = 0.0; // fflate.FlateErrorCode
        // What does not fit is dropped by fflate: one byte more than allowed tells.
        let room = Uint8Array::new_with_length(u32::try_from(limit + 1).unwrap_or(u32::MAX));
        let unpacked = inflate_sync(bytes, &options("out", &room)).map_err(|error| {
            let code = Reflect::get(&error, &"code".into()).ok().and_then(|code| code.as_f64());
            let too_large = error.is_instance_of::<js_sys::RangeError>();
            if too_large {
                LinkError::TooLarge
            } else if code == Some(ENDS_TOO_EARLY) {
                LinkError::Cut
            } else {
                LinkError::Damaged
            }
        })?;
        let unpacked = unpacked.to_vec();
        if unpacked.len() > limit { Err(LinkError::TooLarge) } else { Ok(unpacked) }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod inner {
    use miniz_oxide::deflate::compress_to_vec;
    use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

    use super::LinkError;

    #[expect(clippy::unnecessary_wraps, reason = "in the browser it can be missing")]
    pub(super) fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
        Some(compress_to_vec(bytes, 9))
    }

    pub(super) fn inflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, LinkError> {
        decompress_to_vec_with_limit(bytes, limit).map_err(|error| match error.status {
            TINFLStatus::HasMoreOutput => LinkError::TooLarge,
            TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => LinkError::Cut,
            _ => LinkError::Damaged,
        })
    }
}

/// The digits of base64url.
pub(super) const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Appends bytes as base64url, without padding.
pub(super) fn push_base64(text: &mut String, bytes: &[u8]) {
    let (mut bits, mut held) = (0u32, 0);
    let digit = |bits: u32| ALPHABET.get(bits as usize & 63).map_or('A', |digit| char::from(*digit));
    for byte in bytes {
        (bits, held) = (bits << 8 | u32::from(*byte), held + 8);
        while held >= 6 {
            held -= 6;
            text.push(digit(bits >> held));
        }
    }
    if held > 0 {
        text.push(digit(bits << (6 - held)));
    }
}

/// The bytes of base64url, also in the older alphabet; `None` where another character stands in it. An end that makes no
/// whole byte is dropped: whether a link was cut, the codec tells.
pub(super) fn bytes_from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut bits, mut held) = (0u32, 0);
    for digit in text.bytes() {
        let value = match digit {
            b'+' => 62,
            b'/' => 63,
            _ => ALPHABET.iter().position(|other| *other == digit).and_then(|at| u32::try_from(at).ok())?,
        };
        (bits, held) = (bits << 6 | value, held + 6);
        if held >= 8 {
            held -= 8;
            bytes.extend(u8::try_from(bits >> held & 0xff));
        }
    }
    Some(bytes)
}
