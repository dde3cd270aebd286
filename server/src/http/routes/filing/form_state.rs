//! A draft's form with its answers and what the rules say of them.

use std::collections::HashMap;
use std::sync::Arc;

use app::pages::filing::form::prefilled;
use app::view::{FormPlace, FormState};
use domain::filing::Answers;
use domain::form::Outcome;
use storage::Draft;

use crate::http::state::App;

/// The form of a draft; none when its procedure has none. With the number of a page, what the applicant step offers to its
/// questions is laid under the answers.
pub(in crate::http::routes) fn form_state(app: &App, draft: &Draft, page: Option<usize>) -> Option<FormState> {
    let form = app.services.form_of(draft)?;
    let all: Answers = serde_json::from_str(&draft.answers).unwrap_or_default();
    let context = app.services.form_context(draft);
    let mut answers = all.form;
    if let Some(page) = page.and_then(|page| form.rules.form.pages.get(page)) {
        answers.extend(prefilled(page, &answers, &all.applicant));
    }
    let outcome = form.rules.evaluate(&answers, &context);
    Some(FormState { rules: Arc::clone(&form.rules), context, answers, outcome })
}

/// Where a page stands among those that are asked.
pub(super) fn place_of(outcome: &Outcome, page: Option<usize>) -> FormPlace {
    let asked: Vec<(usize, &str)> = outcome
        .pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.asked && page.questions > 0)
        .map(|(at, page)| (at, page.id.as_str()))
        .collect();
    FormPlace {
        at: page.and_then(|page| asked.iter().position(|(at, _)| *at == page)).map(|at| at + 1),
        of: asked.len(),
        id: page.and_then(|page| outcome.pages.get(page)).map(|page| page.id.clone()),
        last: asked.last().map(|(_, id)| (*id).to_owned()),
    }
}

/// The first page that is asked and not done.
pub(super) fn first_open_page(outcome: &Outcome) -> Option<&str> {
    let mut asked = outcome.pages.iter().filter(|page| page.asked && page.questions > 0);
    let first = asked.clone().next();
    asked.find(|page| !page.complete).or(first).map(|page| page.id.as_str())
}

/// The page that is asked after this one.
pub(super) fn next_page(outcome: &Outcome, page: usize) -> Option<&str> {
    let next = outcome.pages.iter().skip(page + 1).find(|page| page.asked && page.questions > 0);
    next.map(|page| page.id.as_str())
}

/// A value of the query, empty when it is not there.
pub(super) fn queried<'a>(query: &'a HashMap<String, String>, name: &str) -> &'a str {
    query.get(name).map(String::as_str).unwrap_or_default()
}
