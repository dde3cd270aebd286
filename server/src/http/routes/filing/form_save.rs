//! A page of the electronic form is sent: what is typed is kept first, then judged, and 303 leads on or back.

use std::collections::HashMap;

use app::components::address::FilingWay;
use app::filling::{collect, lay_over, row_numbers, shown_on, verdict};
use app::pages::filing::form as pages;
use app::view::FormState;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::form::{Answer, Page, Question};
use serde_json::{Map, Value, json};

use super::filer::Filer;
use super::form::{BACK, NEWLY, WITH_ERRORS, exit_href, page_href};
use super::form_state::{form_state, next_page};
use super::steps::{see_other, start_href, step, step_href};
use super::two_windows::{Pairs, after_choice, chosen, conflict_page, form_differences, value_of};
use crate::http::error_page::{busy_page, service_error_page};
use crate::http::page::Asked;
use crate::http::state::App;
use crate::services::{DraftAnswers, ServiceError};

type Fields = HashMap<String, String>;

/// A page may save itself at the very moment at which it is sent; more often than this it is somebody else's storm.
const ATTEMPTS: usize = 4;

pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    filer: Filer,
    Path(path): Path<Fields>,
    form: Result<Form<Pairs>, FormRejection>,
) -> Response {
    let way = filer.way(&path);
    let id = path.get("page").map(String::as_str).unwrap_or_default();
    let Ok(Form(pairs)) = form else { return see_other(&step_href(&asked, &way, "to-khai")) };
    let pairs = chosen(pairs);
    for _ in 0..ATTEMPTS {
        // Without a response it was saved elsewhere in this very moment, most often by the page itself: once more, against
        // what is kept now.
        if let Some(response) = save_once(&app, &asked, &filer, (&way, id), &pairs).await {
            return response;
        }
    }
    busy_page(&app, &asked).await
}

/// Keeps a page and says where it leads. None instead of a response: the draft has changed meanwhile, nothing was kept.
async fn save_once(
    app: &App,
    asked: &Asked,
    filer: &Filer,
    (way, id): (&FilingWay, &str),
    pairs: &Pairs,
) -> Option<Response> {
    let found = match step(app, asked, filer, way).await {
        Ok(found) => found,
        Err(response) => return Some(response),
    };
    let whole = || Some(see_other(&step_href(asked, way, "to-khai")));
    let Some(state) = form_state(app, &found.draft, None) else { return whole() };
    let pages = &state.rules.form.pages;
    let Some((number, this)) = pages.iter().enumerate().find(|(_, page)| page.id == id) else { return whole() };
    let typed = collect(&this.questions, pairs);
    // Somebody saved in another window since this page was opened: nothing is overwritten, the person chooses.
    let seen: Option<i64> = value_of(pairs, "version").and_then(|version| version.parse().ok());
    if seen.is_some_and(|seen| seen != found.draft.version) {
        let fields = form_differences(asked.locale, &state, &typed);
        if !fields.is_empty() {
            return Some(conflict_page(app, asked, &found, fields, pairs, true).await);
        }
    }
    let (patch, row) = changed_rows(this, &state, typed, pairs);
    let change = DraftAnswers { answers: Some(json!({ "form": patch })), ..DraftAnswers::default() };
    let saved = app.services.patch_draft(found.draft.id, &found.access, Some(found.draft.version), change).await;
    let draft = match saved {
        Ok(draft) => draft,
        Err(ServiceError::Refused(refusal)) if refusal.current.is_some() => return None,
        Err(error) => return Some(service_error_page(app, asked, error).await),
    };
    let leads = |href: &str| Some(see_other(&after_choice(href, pairs, found.draft.version)));
    if let Some(row) = row {
        return leads(&format!("{}#{row}", page_href(asked, way, id)));
    }
    match value_of(pairs, "after") {
        Some("later") => return leads(&start_href(asked, way)),
        Some(_) => return leads(&page_href(asked, way, id)),
        None => {}
    }
    let Some(state) = form_state(app, &draft, None) else { return whole() };
    leads(&after(app, asked, way, &draft, &state, number, pairs))
}

/// Where a page that was kept leads.
fn after(
    app: &App,
    asked: &Asked,
    way: &FilingWay,
    draft: &storage::Draft,
    state: &FormState,
    number: usize,
    pairs: &Pairs,
) -> String {
    let id = state.rules.form.pages.get(number).map(|page| page.id.as_str()).unwrap_or_default();
    let shown = shown_on(&state.rules, number, &state.answers, &state.outcome, &state.context);
    let before: Vec<&str> = value_of(pairs, "asked").unwrap_or_default().split_ascii_whitespace().collect();
    let found = verdict(&state.rules, number, &state.answers, &state.outcome, &shown, &before);
    let to_check = value_of(pairs, pages::BACK_TO) == Some(pages::TO_CHECK);
    let mut query: Vec<String> = Vec::new();
    if !found.errors.is_empty() {
        query.push(format!("{WITH_ERRORS}=1"));
        if let Some(form) = app.services.form_of(draft) {
            app.services.count_mistakes(&form, &found.errors);
        }
    }
    if !found.newly.is_empty() {
        query.push(format!("{NEWLY}={}", found.newly.join(",")));
    }
    if !query.is_empty() {
        if to_check {
            query.push(format!("{BACK}=kiem-tra"));
        }
        // Errors draw the focus to their summary; a new question gets it itself.
        let first = found.newly.first().filter(|_| found.errors.is_empty());
        let target = first.map(|path| format!("#form.{path}")).unwrap_or_default();
        return format!("{}?{}{target}", page_href(asked, way, id), query.join("&"));
    }
    if let Some(exit) = &state.outcome.exit {
        return exit_href(asked, way, exit);
    }
    if to_check {
        return step_href(asked, way, "kiem-tra");
    }
    match next_page(&state.outcome, number) {
        Some(id) => page_href(asked, way, id),
        None => step_href(asked, way, "giay-to"),
    }
}

/// The answers to keep when a row was added or removed by its button, and where the page goes on then.
fn changed_rows(
    page: &Page,
    state: &FormState,
    mut typed: Map<String, Value>,
    pairs: &Pairs,
) -> (Map<String, Value>, Option<String>) {
    let group = |id: &str| {
        page.questions.iter().find_map(|question| match &question.answer {
            Answer::Group { question: inner, .. } if question.id == id => Some((question, inner.first()?)),
            _ => None,
        })
    };
    if let Some((question, first)) = value_of(pairs, "add").and_then(group) {
        let number = next_row(question, &state.answers, &typed);
        // An empty answer keeps the row until somebody types into it.
        put_row(&mut typed, &question.id, &number.to_string(), json!({ first.id.as_str(): "" }));
        return (typed, Some(format!("row.{}.{number}", question.id)));
    }
    let removed = value_of(pairs, "remove").and_then(|path| path.split_once('.'));
    if let Some(((question, _), row)) = removed.and_then(|(id, row)| Some((group(id)?, row))) {
        put_row(&mut typed, &question.id, row, Value::Null);
        return (typed, Some(format!("form.{}", question.id)));
    }
    (typed, None)
}

fn next_row(group: &Question, kept: &Map<String, Value>, typed: &Map<String, Value>) -> u32 {
    let mut all = Map::new();
    for answers in [kept, typed] {
        if let Some(rows) = answers.get(&group.id) {
            lay_over(&mut all, &Map::from_iter([(group.id.clone(), rows.clone())]));
        }
    }
    row_numbers(group, all.get(&group.id)).last().map_or(1, |last| last + 1)
}

fn put_row(answers: &mut Map<String, Value>, group: &str, row: &str, value: Value) {
    let rows = answers.entry(group).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(rows) = rows {
        rows.insert(row.to_owned(), value);
    }
}
