//! The fingerprint of a file where it is picked, computed by the browser itself.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::hex::hex;
use crate::islands::browser::window;

/// SHA-256 of the file as hexadecimal text; none where the browser cannot (no secure context) or cannot read the file.
pub async fn sha256(file: &File) -> Option<String> {
    let window = window()?;
    if !window.is_secure_context() {
        return None;
    }
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    let subtle = window.crypto().ok()?.subtle();
    let digest = subtle.digest_with_str_and_buffer_source("SHA-256", bytes.unchecked_ref()).ok()?;
    let digest = JsFuture::from(digest).await.ok()?;
    Some(hex(&js_sys::Uint8Array::new(&digest).to_vec()))
}
