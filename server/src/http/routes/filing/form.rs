//! The electronic form, a page at a time: what is typed is kept, then judged, and 303 leads on or back.

use std::collections::HashMap;

use app::filling::{collect, lay_over, row_numbers, shown_on, verdict};
use app::pages::filing::form as pages;
use app::view::{ExitView, FormPageView, FormState};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::form::{Answer, Outcome, Page, Question};
use serde_json::{Map, Value, json};

use super::form_state::{first_open_page, form_state, next_page, place_of, queried};
use super::steps::{Step, head, procedure_name, see_other, start_href, step, step_href};
use super::two_windows::{Pairs, chosen, conflict_page, form_differences, value_of};
use crate::http::browser::Browser;
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::{DraftAnswers, ServiceError};

type Fields = HashMap<String, String>;

/// `?loi=1`: what is wrong on the page is told.
const WITH_ERRORS: &str = "loi";
/// `?moi=a,b`: questions that the last answers brought up.
const NEWLY: &str = "moi";
/// `?ve=kiem-tra`: a good page leads back to the check.
const BACK: &str = "ve";

pub(super) fn page_href(asked: &Asked, code: &str, id: &str) -> String {
    pages::page_href(asked.locale, code, id)
}

fn exit_href(asked: &Asked, code: &str, exit: &str) -> String {
    step_href(asked, code, &format!("khong-dung-cho/{exit}"))
}

/// Where one goes on with the form: the wrong door, the first page that is not done, else the papers.
pub(super) fn form_href(asked: &Asked, code: &str, state: &FormState) -> String {
    if let Some(exit) = &state.outcome.exit {
        return exit_href(asked, code, exit);
    }
    match first_open_page(&state.outcome) {
        Some(id) => page_href(asked, code, id),
        None => step_href(asked, code, "giay-to"),
    }
}

/// What keeps a form from being filed, as the address where it is put right; none when nothing does.
pub(super) fn obstacle(asked: &Asked, code: &str, state: &FormState) -> Option<String> {
    if let Some(exit) = &state.outcome.exit {
        return Some(exit_href(asked, code, exit));
    }
    let open = state.outcome.pages.iter().find(|page| page.asked && !page.complete);
    if let Some(page) = open {
        return Some(format!("{}?{WITH_ERRORS}=1&{BACK}=kiem-tra", page_href(asked, code, &page.id)));
    }
    let paper = state.outcome.papers.iter().any(|paper| state.outcome.problems_below(&paper.question).next().is_some());
    paper.then(|| format!("{}?{WITH_ERRORS}=1", step_href(asked, code, "giay-to")))
}

/// The form as a whole: goes on where it is not done.
pub(super) async fn open(State(app): State<App>, asked: Asked, browser: Browser, Path(path): Path<Fields>) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    let found = match step(&app, &asked, &browser, code).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    match form_state(&app, &found.draft, None) {
        Some(state) => see_other(&form_href(&asked, code, &state)),
        None => see_other(&step_href(&asked, code, "giay-to")),
    }
}

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    Path(path): Path<Fields>,
    Query(query): Query<Fields>,
) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    let found = match step(&app, &asked, &browser, code).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let id = path.get("page").map(String::as_str).unwrap_or_default();
    let Some((number, form)) = asked_page(&app, &found, id) else {
        return open(State(app), asked, browser, Path(path)).await;
    };
    let shown = shown_on(&form.rules, number, &form.answers, &form.outcome, &form.context);
    let newly: Vec<String> = queried(&query, NEWLY)
        .split(',')
        .filter(|path| shown.iter().any(|one| one == path))
        .map(str::to_owned)
        .collect();
    let problems = if query.contains_key(WITH_ERRORS) {
        let seen: Vec<&str> = shown.iter().filter(|path| !newly.contains(path)).map(String::as_str).collect();
        verdict(&form.rules, number, &form.answers, &form.outcome, &shown, &seen).errors
    } else {
        Vec::new()
    };
    let mut head = head(&app, &asked, &found.current, Some(&found.draft));
    head.form = Some(place_of(&form.outcome, Some(number)));
    let kept = kept_answers(&found);
    let prefilled = form
        .rules
        .form
        .pages
        .get(number)
        .map(|page| page.questions.iter().map(|question| question.id.clone()))
        .into_iter()
        .flatten()
        .filter(|id| !kept.contains_key(id) && form.answers.contains_key(id))
        .collect();
    let view = FormPageView {
        head,
        draft_id: found.draft.id.to_string(),
        version: found.draft.version,
        page: number,
        shown,
        prefilled,
        problems,
        newly,
        from_check: query.contains_key(BACK),
        form,
    };
    page(&app, &asked, Audience::OnePerson, StatusCode::OK, move |chrome| pages::page(chrome, &view)).await
}

/// The page with that id and the form as it stands, with what the applicant step offers; none where it is not asked.
fn asked_page(app: &App, found: &Step, id: &str) -> Option<(usize, FormState)> {
    let plain = form_state(app, &found.draft, None)?;
    let number = plain.rules.form.pages.iter().position(|page| page.id == id)?;
    let state = form_state(app, &found.draft, Some(number))?;
    state.outcome.pages.get(number).filter(|page| page.asked && page.questions > 0)?;
    Some((number, state))
}

fn kept_answers(found: &Step) -> Map<String, Value> {
    serde_json::from_str::<domain::filing::Answers>(&found.draft.answers)
        .map(|answers| answers.form)
        .unwrap_or_default()
}

pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    Path(path): Path<Fields>,
    form: Result<Form<Pairs>, FormRejection>,
) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    let found = match step(&app, &asked, &browser, code).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let id = path.get("page").map(String::as_str).unwrap_or_default();
    let (Ok(Form(pairs)), Some(state)) = (form, form_state(&app, &found.draft, None)) else {
        return see_other(&step_href(&asked, code, "to-khai"));
    };
    let Some(number) = state.rules.form.pages.iter().position(|page| page.id == id) else {
        return see_other(&step_href(&asked, code, "to-khai"));
    };
    let pairs = chosen(pairs);
    let Some(this) = state.rules.form.pages.get(number) else { return not_found_page(&app, &asked).await };
    let typed = collect(&this.questions, &pairs);
    // Somebody saved in another window since this page was opened: nothing is overwritten, the person chooses.
    let seen: Option<i64> = value_of(&pairs, "version").and_then(|version| version.parse().ok());
    if seen.is_some_and(|seen| seen != found.draft.version) {
        let fields = form_differences(asked.locale, &state, &typed);
        if !fields.is_empty() {
            return conflict_page(&app, &asked, &found, fields, &pairs, true).await;
        }
    }
    let (patch, row) = changed_rows(this, &state, typed, &pairs);
    let change = DraftAnswers { answers: Some(json!({ "form": patch })), ..DraftAnswers::default() };
    let saved = app.services.patch_draft(found.draft.id, &found.access, Some(found.draft.version), change).await;
    let draft = match saved {
        Ok(draft) => draft,
        // Saved elsewhere in this very moment: the page is sent once more, against what is kept now.
        Err(ServiceError::Refused(refusal)) if refusal.current.is_some() => {
            return raced(&app, &asked, &browser, code, number, &pairs).await;
        }
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    if let Some(row) = row {
        return see_other(&format!("{}#{row}", page_href(&asked, code, id)));
    }
    match value_of(&pairs, "after") {
        Some("later") => return see_other(&start_href(&asked, code)),
        Some(_) => return see_other(&page_href(&asked, code, id)),
        None => {}
    }
    let Some(state) = form_state(&app, &draft, None) else { return see_other(&step_href(&asked, code, "giay-to")) };
    see_other(&after(&app, &asked, code, &draft, &state, number, &pairs))
}

/// Where a page that was kept leads.
fn after(
    app: &App,
    asked: &Asked,
    code: &str,
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
        if let Some(form) = app.services.form_for(&draft.procedure_code, draft.case_id.as_deref()) {
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
        return format!("{}?{}{target}", page_href(asked, code, id), query.join("&"));
    }
    if let Some(exit) = &state.outcome.exit {
        return exit_href(asked, code, exit);
    }
    if to_check {
        return step_href(asked, code, "kiem-tra");
    }
    match next_page(&state.outcome, number) {
        Some(id) => page_href(asked, code, id),
        None => step_href(asked, code, "giay-to"),
    }
}

async fn raced(app: &App, asked: &Asked, browser: &Browser, code: &str, number: usize, pairs: &Pairs) -> Response {
    let found = match step(app, asked, browser, code).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let Some(state) = form_state(app, &found.draft, None) else { return see_other(&step_href(asked, code, "giay-to")) };
    let Some(this) = state.rules.form.pages.get(number) else { return not_found_page(app, asked).await };
    let fields = form_differences(asked.locale, &state, &collect(&this.questions, pairs));
    conflict_page(app, asked, &found, fields, pairs, true).await
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

pub(super) async fn exit(State(app): State<App>, asked: Asked, browser: Browser, Path(path): Path<Fields>) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    let found = match step(&app, &asked, &browser, code).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let id = path.get("exit").map(String::as_str).unwrap_or_default();
    let Some(state) = form_state(&app, &found.draft, None).filter(|state| is_exit(&state.outcome, id)) else {
        // The answers say something else now.
        return see_other(&step_href(&asked, code, "to-khai"));
    };
    let Some(exit) = state.rules.form.exits.iter().find(|exit| exit.id == id) else {
        return not_found_page(&app, &asked).await;
    };
    let mut procedure = None;
    if let Some(other) = &exit.procedure {
        let current = app.services.procedure(other).await.ok().flatten();
        procedure = Some((other.clone(), current.map(|current| procedure_name(&current, asked.locale))));
    }
    let view = ExitView {
        head: head(&app, &asked, &found.current, Some(&found.draft)),
        title: asked.locale.words(&exit.title).to_owned(),
        text: asked.locale.words(&exit.text).to_owned(),
        procedure,
        page: exit.after.clone(),
    };
    page(&app, &asked, Audience::OnePerson, StatusCode::OK, move |chrome| pages::exit::page(chrome, &view)).await
}

fn is_exit(outcome: &Outcome, id: &str) -> bool {
    outcome.exit.as_deref() == Some(id)
}
