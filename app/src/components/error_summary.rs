//! What is to be put right, on top of a form, with links to the fields.

use domain::filing::Problem;
use leptos::prelude::*;

use crate::locale::{Locale, problem_sentence};

/// The summary; nothing when all is well. `href_of` tells where the field of a problem stands.
#[must_use]
pub fn error_summary(locale: Locale, problems: &[Problem], href_of: impl Fn(&Problem) -> String) -> Option<AnyView> {
    error_summary_of(locale, problems, href_of, |problem| problem_sentence(locale, problem))
}

/// The summary in other words than the plain sentence of a problem.
#[must_use]
pub fn error_summary_of(
    locale: Locale,
    problems: &[Problem],
    href_of: impl Fn(&Problem) -> String,
    words_of: impl Fn(&Problem) -> String,
) -> Option<AnyView> {
    if problems.is_empty() {
        return None;
    }
    let heading = match problems.len() {
        1 => locale.pick("Còn một mục cần sửa".to_owned(), "One entry needs your attention".to_owned()),
        count => locale.pick(format!("Còn {count} mục cần sửa"), format!("{count} entries need your attention")),
    };
    let links = problems
        .iter()
        .map(|problem| {
            view! {
                <li>
                    <a href=href_of(problem)>{words_of(problem)}</a>
                </li>
            }
        })
        .collect_view();
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" id="problems" aria-labelledby="problems-title" autofocus>
                <h2 id="problems-title">{heading}</h2>
                <ul>{links}</ul>
            </div>
        }
        .into_any(),
    )
}

/// The field on the same page.
#[must_use]
pub fn here(problem: &Problem) -> String {
    format!("#{}", problem.field)
}
