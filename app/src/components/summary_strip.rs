//! The short answers on top of a procedure: money, time, papers, where.

use leptos::prelude::*;

use super::icon::{Icon, icon};

/// One short answer.
pub struct Answer {
    pub icon: Icon,
    pub question: String,
    /// The answer; its first line stands out.
    pub answer: AnyView,
}

/// The strip.
#[must_use]
pub fn summary_strip(answers: Vec<Answer>) -> AnyView {
    let cells = answers
        .into_iter()
        .map(|cell| {
            view! {
                <div class="summary-cell">
                    <dt>{icon(cell.icon)} {cell.question}</dt>
                    <dd>{cell.answer}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="summary">{cells}</dl> }.into_any()
}
