//! Answers as they will be read, each with a link to change it.

use leptos::prelude::*;

use super::lines::lines;
use crate::locale::Locale;

/// One answer.
#[derive(Debug, Clone)]
pub struct CheckRow {
    pub question: String,
    /// Language of the question where it is not the page's.
    pub lang: Option<&'static str>,
    pub answer: String,
    /// Where it can be changed; none when it cannot.
    pub change: Option<String>,
}

/// The rows of one part. An answer left empty says so.
#[must_use]
pub fn check_list(locale: Locale, rows: &[CheckRow]) -> AnyView {
    let rows = rows
        .iter()
        .map(|row| {
            let answer = if row.answer.trim().is_empty() {
                view! { <span class="quiet">{locale.pick("Chưa điền", "Not filled in")}</span> }.into_any()
            } else {
                lines(&row.answer)
            };
            let change = row.change.clone().map(|href| change_link(locale, href, &row.question));
            view! {
                <div class="check-row">
                    <dt lang=row.lang>{row.question.clone()}</dt>
                    <dd>{answer}</dd>
                    {change.map(|link| view! { <dd class="check-change">{link}</dd> })}
                </div>
            }
        })
        .collect_view();
    view! { <dl class="check-list">{rows}</dl> }.into_any()
}

/// «Sửa», with the question for those who hear the links out of context.
#[must_use]
pub fn change_link(locale: Locale, href: String, question: &str) -> AnyView {
    view! {
        <a href=href>
            {locale.pick("Sửa", "Change")} <span class="visually-hidden">{format!(": {question}")}</span>
        </a>
    }
    .into_any()
}
