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

/// Reads `hash.txt` beside the site, and the files with steady names inside it.
///
/// # Errors
/// When one of them is missing; the sentence says what to do.
pub fn read_assets(site_dir: &Path) -> Result<Assets, AssetsError> {
    let unreadable = |path: &Path, source| AssetsError::Unreadable { path: path.display().to_string(), source };
    let hashes_path = site_dir.parent().unwrap_or(site_dir).join("hash.txt");
    let hashes = std::fs::read_to_string(&hashes_path).map_err(|source| unreadable(&hashes_path, source))?;
    let name = |kind: &'static str| {
        let line = hashes.lines().find_map(|line| line.trim().strip_prefix(kind)?.trim().strip_prefix(':'));
        line.map(|hash| format!("/pkg/motcua.{}.{kind}", hash.trim()))
            .ok_or_else(|| AssetsError::Incomplete { path: hashes_path.display().to_string(), kind })
    };
    // Their names stay, so the address says which version it is.
    let versioned = |file: &str| {
        let path = site_dir.join(file);
        let digest = hex::encode(Sha256::digest(std::fs::read(&path).map_err(|source| unreadable(&path, source))?));
        Ok(format!("/{file}?v={}", digest.get(..12).unwrap_or_default()))
    };
    Ok(Assets {
        css: name("css")?,
        desk_css: versioned("desk.css")?,
        js: name("js")?,
        wasm: name("wasm")?,
        loader: versioned("islands.js")?,
        live: versioned("live.js")?,
        check: versioned("check.js")?,
        check_rules: versioned("check_rules.js")?,
        check_wasm: versioned("check_rules_bg.wasm")?,
    })
}
