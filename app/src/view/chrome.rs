//! What every page has around its content.

use std::sync::Arc;

use domain::province::Province;

use crate::locale::Locale;

/// Addresses of the built files, with their hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assets {
    /// Style sheet, such as `/pkg/motcua.AbCd.css`.
    pub css: String,
    /// Style sheet of the desk, which only desk pages link.
    pub desk_css: String,
    /// The script made by wasm-bindgen.
    pub js: String,
    pub wasm: String,
    /// Our own small loader that hydrates the islands.
    pub loader: String,
    /// Our own small script that tells an open page of a dossier that there is news.
    pub live: String,
    /// The script with which a browser checks a published month.
    pub check: String,
    /// The rules that it loads: what wasm-bindgen made, and the WASM.
    pub check_rules: String,
    pub check_wasm: String,
}

/// The frame of a page.
#[derive(Debug, Clone)]
pub struct Chrome {
    pub locale: Locale,
    /// Path of the page in Vietnamese (without `/en`), such as `/thu-tuc/1.001193`; the language link is made from it.
    pub path: String,
    /// Query string without the question mark; empty when there is none. Never holds personal data.
    pub query: String,
    pub province: Arc<Province>,
    pub assets: Arc<Assets>,
    /// Present on pages that are made for one person; cached pages have no inline script and no nonce.
    pub nonce: Option<String>,
    /// Origin such as `https://dichvucong.example`, for canonical links.
    pub origin: String,
}

/// A page that says what went wrong and what to do.
#[derive(Debug, Clone)]
pub struct ErrorView {
    pub status: u16,
    pub title: String,
    /// One or two sentences: what happened, what is kept, what to do.
    pub sentences: Vec<String>,
    /// Where to go on: label and address.
    pub links: Vec<(String, String)>,
}
