//! A file that the server has.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::locale::{Locale, bytes};
use crate::view::FileRow;

/// Name and size.
#[must_use]
pub fn file_row(locale: Locale, file: &FileRow) -> AnyView {
    view! {
        <li class="file-row">
            {icon(Icon::Paper)} <span class="file-name">{file.name.clone()}</span>
            <span class="file-size">{bytes(locale, file.size)}</span>
        </li>
    }
    .into_any()
}

/// Name, size and the first characters of the hash; the whole hash folded below.
#[must_use]
pub fn file_row_with_hash(locale: Locale, paper: &str, file: &FileRow) -> AnyView {
    let short: String = file.sha256.chars().take(12).collect();
    view! {
        <li class="file-row">
            {icon(Icon::Paper)} <span class="file-name">{file.name.clone()}</span>
            <span class="file-size">{bytes(locale, file.size)}</span> <span class="file-paper">{paper.to_owned()}</span>
            <details class="file-hash">
                <summary>
                    {locale.pick("Dấu vân tay của tệp: ", "Fingerprint of the file: ")} <code>{short}</code> "…"
                </summary>
                <p>
                    <code>{file.sha256.clone()}</code>
                    " (SHA-256)"
                </p>
            </details>
        </li>
    }
    .into_any()
}
