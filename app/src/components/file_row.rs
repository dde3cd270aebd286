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

/// Name, size and the first characters of the hash; the whole hash folded below. `paper` is what the file is for, or empty.
#[must_use]
pub fn file_row_with_hash(locale: Locale, paper: &str, file: &FileRow) -> AnyView {
    let paper = (!paper.is_empty()).then(|| view! { <span class="file-paper">{paper.to_owned()}</span> });
    let short: String = file.sha256.chars().take(12).collect();
    view! {
        <li class="file-row">
            {icon(Icon::Paper)} <span class="file-name">{file.name.clone()}</span>
            <span class="file-size">{bytes(locale, file.size)}</span> {paper}
            <details class="file-hash">
                <summary>
                    {locale.pick("Dấu vân tay của tệp: ", "Fingerprint of the file: ")} <code>{short}</code> "…"
                </summary>
                <p>
                    <code>{file.sha256.clone()}</code>
                    " (SHA-256)"
                </p>
                <p class="quiet">
                    {locale
                        .pick(
                            "Tệp bạn giữ mà cho ra đúng dãy này thì còn nguyên, chưa ai sửa.",
                            "A copy that gives the same row of signs is unchanged.",
                        )}
                </p>
            </details>
        </li>
    }
    .into_any()
}
