//! Way from the front page to this one.

use leptos::prelude::*;

use crate::locale::Locale;

/// The links above the content; nothing on the front page. The page itself is not repeated: its heading follows at once.
#[must_use]
pub fn breadcrumb(locale: Locale, trail: &[(String, String)]) -> Option<AnyView> {
    if trail.is_empty() {
        return None;
    }
    let links = trail
        .iter()
        .map(|(label, path)| {
            view! {
                <li>
                    <a href=locale.href(path)>{label.clone()}</a>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <nav class="breadcrumb" aria-label=locale.pick("Đường dẫn", "Breadcrumb")>
                <ol>{links}</ol>
            </nav>
        }
        .into_any(),
    )
}

/// The first link of every trail.
#[must_use]
pub fn home_link(locale: Locale) -> (String, String) {
    (locale.pick("Trang chủ", "Home").to_owned(), "/".to_owned())
}
