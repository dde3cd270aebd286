//! Running text: as published (paragraphs and lists) or as typed (lines).

use domain::catalogue::shown::Block;
use leptos::prelude::*;

use crate::locale::Locale;

/// Published text in paragraphs and lists.
#[must_use]
pub fn blocks(text: &[Block]) -> AnyView {
    text.iter()
        .map(|block| match block {
            Block::Paragraph(text) => view! { <p>{text.clone()}</p> }.into_any(),
            Block::List(entries) => {
                let entries = entries.iter().map(|entry| view! { <li>{entry.clone()}</li> }).collect_view();
                view! { <ul class="published-list">{entries}</ul> }.into_any()
            }
        })
        .collect_view()
        .into_any()
}

/// Every line that is not blank as its own line; the text stays text.
#[must_use]
pub fn lines(text: &str) -> AnyView {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| view! { <span class="line">{line.to_owned()}</span> })
        .collect_view()
        .into_any()
}

/// The `lang` attribute of a part that is Vietnamese on an English page; none where the page is Vietnamese anyway.
#[must_use]
pub fn vietnamese_part(locale: Locale, is_vietnamese: bool) -> Option<&'static str> {
    (is_vietnamese && locale == Locale::En).then_some("vi")
}
