//! What is saved where.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::locale::{Locale, clock_of, date_of};
use crate::view::SaveStatus;

/// The sentence of the status line; empty while nothing was typed.
#[must_use]
pub fn saved_text(locale: Locale, status: &SaveStatus) -> String {
    match status {
        SaveStatus::Nothing => String::new(),
        SaveStatus::OnServer(at) => locale.pick(
            format!("Đã lưu trên máy chủ lúc {}, {}", clock_of(*at), date_of(locale, *at)),
            format!("Saved on the server at {}, {}", clock_of(*at), date_of(locale, *at)),
        ),
    }
}

/// The status line of a page without the island that keeps it up to date.
#[must_use]
pub fn status_line(locale: Locale, status: &SaveStatus) -> Option<AnyView> {
    let text = saved_text(locale, status);
    (!text.is_empty()).then(|| view! { <p class="status-line">{icon(Icon::Tick)} {text}</p> }.into_any())
}
