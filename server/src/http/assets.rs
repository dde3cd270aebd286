//! The built style sheet, script and WASM: their names carry a hash of their content.

use std::path::Path;

use app::view::Assets;
use sha2::{Digest, Sha256};

/// The built site is not there or not complete.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    #[error("{path} cannot be read: {source}; run `make build`, or set MOTCUA_SITE_DIR to the built site")]
    Unreadable { path: String, source: std::io::Error },
    #[error("{path} names no {kind} file; run `make build` again")]
    Incomplete { path: String, kind: &'static str },
}

/// Reads `hash.txt` beside the site, and the loader and the style sheet of the desk inside it.
///
/// # Errors
/// When one of them is missing; the sentence says what to do.
pub fn read_assets(site_dir: &Path) -> Result<Assets, AssetsError> {
    let read = |path: &Path| {
        std::fs::read_to_string(path)
            .map_err(|source| AssetsError::Unreadable { path: path.display().to_string(), source })
    };
    let hashes_path = site_dir.parent().unwrap_or(site_dir).join("hash.txt");
    let hashes = read(&hashes_path)?;
    let name = |kind: &'static str| {
        let line = hashes.lines().find_map(|line| line.trim().strip_prefix(kind)?.trim().strip_prefix(':'));
        line.map(|hash| format!("/pkg/motcua.{}.{kind}", hash.trim()))
            .ok_or_else(|| AssetsError::Incomplete { path: hashes_path.display().to_string(), kind })
    };
    // Their names stay, so the address says which version it is.
    let versioned = |file: &str| {
        let digest = hex::encode(Sha256::digest(read(&site_dir.join(file))?.as_bytes()));
        Ok(format!("/{file}?v={}", digest.get(..12).unwrap_or_default()))
    };
    Ok(Assets {
        css: name("css")?,
        desk_css: versioned("desk.css")?,
        js: name("js")?,
        wasm: name("wasm")?,
        loader: versioned("islands.js")?,
        live: versioned("live.js")?,
    })
}
