//! What this device keeps. Storage may be full or forbidden: then the server alone keeps the draft.

use web_sys::Storage;

use super::kept::Kept;
use crate::islands::browser::window;

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

/// What is kept under the key; nothing when it is not ours to read.
pub fn read(key: &str) -> Kept {
    let text = storage().and_then(|storage| storage.get_item(key).ok()?);
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Changes what is kept under the key.
pub fn update(key: &str, change: impl FnOnce(&mut Kept)) {
    let mut kept = read(key);
    change(&mut kept);
    write(key, &kept);
}

/// Keeps it, or forgets the key when nothing is left.
fn write(key: &str, kept: &Kept) {
    let Some(storage) = storage() else { return };
    let _ = match serde_json::to_string(kept) {
        Ok(text) if !kept.fields.is_empty() => storage.set_item(key, &text),
        _ => storage.remove_item(key),
    };
}
