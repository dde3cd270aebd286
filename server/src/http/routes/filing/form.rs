//! The electronic form, a page at a time, and the way out of the wrong one.

use std::collections::HashMap;

use app::components::address::FilingWay;
use app::filling::{required_on, shown_on, verdict};
use app::pages::filing::form as pages;
use app::view::{ExitView, FormPageView, FormState};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::form::Outcome;
use serde_json::{Map, Value};

use super::filer::Filer;
use super::form_state::{first_open_page, form_state, place_of, queried};
use super::steps::{Step, procedure_name, see_other, step, step_href};
use crate::http::error_page::not_found_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;

type Fields = HashMap<String, String>;

/// `?loi=1`: what is wrong on the page is told.
pub(super) const WITH_ERRORS: &str = "loi";
/// `?moi=a,b`: questions that the last answers brought up.
pub(super) const NEWLY: &str = "moi";
/// `?ve=kiem-tra`: a good page leads back to the check.
pub(super) const BACK: &str = "ve";

pub(super) fn page_href(asked: &Asked, way: &FilingWay, id: &str) -> String {
    pages::page_href(asked.locale, way, id)
}

pub(super) fn exit_href(asked: &Asked, way: &FilingWay, exit: &str) -> String {
    step_href(asked, way, &format!("khong-dung-cho/{exit}"))
}

/// Where one goes on with the form: the wrong door, the first page that is not done, else the papers.
pub(super) fn form_href(asked: &Asked, way: &FilingWay, state: &FormState) -> String {
    if let Some(exit) = &state.outcome.exit {
        return exit_href(asked, way, exit);
    }
    match first_open_page(&state.outcome) {
        Some(id) => page_href(asked, way, id),
        None => step_href(asked, way, "giay-to"),
    }
}

/// What keeps a form from being filed, as the address where it is put right; none when nothing does.
pub(super) fn obstacle(asked: &Asked, way: &FilingWay, state: &FormState) -> Option<String> {
    if let Some(exit) = &state.outcome.exit {
        return Some(exit_href(asked, way, exit));
    }
    let open = state.outcome.pages.iter().find(|page| page.asked && !page.complete);
    if let Some(page) = open {
        return Some(format!("{}?{WITH_ERRORS}=1&{BACK}=kiem-tra", page_href(asked, way, &page.id)));
    }
    let paper = state.outcome.papers.iter().any(|paper| state.outcome.problems_below(&paper.question).next().is_some());
    paper.then(|| format!("{}?{WITH_ERRORS}=1", step_href(asked, way, "giay-to")))
}

/// The form as a whole: goes on where it is not done.
pub(super) async fn open(State(app): State<App>, asked: Asked, filer: Filer, Path(path): Path<Fields>) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    match form_state(&app, &found.draft, None) {
        Some(state) => see_other(&form_href(&asked, &way, &state)),
        None => see_other(&step_href(&asked, &way, "giay-to")),
    }
}

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    filer: Filer,
    Path(path): Path<Fields>,
    Query(query): Query<Fields>,
) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let id = path.get("page").map(String::as_str).unwrap_or_default();
    let Some((number, form)) = asked_page(&app, &found, id) else {
        return open(State(app), asked, filer, Path(path)).await;
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
    let mut head = found.head(&app, &asked);
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
        required: required_on(&form.rules, number, &form.answers, &form.outcome, &form.context),
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

pub(super) async fn exit(State(app): State<App>, asked: Asked, filer: Filer, Path(path): Path<Fields>) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let id = path.get("exit").map(String::as_str).unwrap_or_default();
    let Some(state) = form_state(&app, &found.draft, None).filter(|state| is_exit(&state.outcome, id)) else {
        // The answers say something else now.
        return see_other(&step_href(&asked, &way, "to-khai"));
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
        head: found.head(&app, &asked),
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
