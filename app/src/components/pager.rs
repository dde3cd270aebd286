//! On to the next page of a list, or back to its beginning.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::locale::Locale;

/// The pager; nothing when there is one page only.
#[must_use]
pub fn pager(locale: Locale, first: Option<&String>, next: Option<&String>) -> Option<AnyView> {
    if first.is_none() && next.is_none() {
        return None;
    }
    let first = first.map(|href| view! { <a class="button button--quiet" href=href.clone()>{locale.pick("Về đầu danh sách", "Back to the beginning")}</a> });
    let next = next.map(|href| {
        view! {
            <a class="button button--quiet" rel="next" href=href.clone()>
                {locale.pick("Xem tiếp", "Show more")} {icon(Icon::Arrow)}
            </a>
        }
    });
    Some(
        view! {
            <nav class="pager" aria-label=locale.pick("Các trang", "Pages")>
                {first} {next}
            </nav>
        }
        .into_any(),
    )
}
