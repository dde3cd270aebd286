//! A calm message in the page.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use super::tag::Tone;

/// A message with its shape; `body` holds paragraphs.
#[must_use]
pub fn notice(tone: Tone, body: AnyView) -> AnyView {
    let (class, shape) = match tone {
        Tone::Done => ("notice notice-done", Icon::Tick),
        Tone::Warning => ("notice notice-late", Icon::Clock),
        Tone::Error => ("notice notice-error", Icon::Warning),
        Tone::Information | Tone::Quiet => ("notice", Icon::Info),
    };
    view! {
        <div class=class>
            {icon(shape)} <div class="notice-body">{body}</div>
        </div>
    }
    .into_any()
}

/// A message of one sentence.
#[must_use]
pub fn notice_text(tone: Tone, text: impl Into<String>) -> AnyView {
    notice(tone, view! { <p>{text.into()}</p> }.into_any())
}
