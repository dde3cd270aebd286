//! Step 4: check everything, declare, submit.

use std::collections::HashMap;

use app::view::CheckView;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::{Answers, Problem, check};

use super::form::obstacle;
use super::form_state::form_state;
use super::steps::{Step, head, problems_of, see_other, slots, step, step_href, with_asked};
use crate::http::browser::Browser;
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::{DraftAnswers, ServiceError};

type Fields = HashMap<String, String>;

pub(super) async fn show(State(app): State<App>, asked: Asked, browser: Browser, Path(path): Path<Fields>) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    let found = match step(&app, &asked, &browser, code).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    match serde_json::from_str::<Answers>(&found.draft.answers) {
        // Not yet complete: what is missing is asked for where it is typed.
        Ok(answers) if !check(&answers).is_empty() => back_to_answers(&app, &asked, &found, check(&answers)).await,
        Ok(_) => {
            let state = form_state(&app, &found.draft, None);
            match state.and_then(|state| obstacle(&asked, code, &state)) {
                Some(href) => see_other(&href),
                None => check_page(&app, &asked, &found, Vec::new()).await,
            }
        }
        Err(error) => service_error_page(&app, &asked, ServiceError::Failed(Box::new(error))).await,
    }
}

async fn back_to_answers(app: &App, asked: &Asked, found: &Step, problems: Vec<Problem>) -> Response {
    let change = DraftAnswers { problems: Some(problems), ..DraftAnswers::default() };
    match app.services.patch_draft(found.draft.id, &found.access, None, change).await {
        Ok(_) => see_other(&step_href(asked, &found.draft.procedure_code, "nguoi-nop")),
        Err(error) => service_error_page(app, asked, error).await,
    }
}

async fn check_page(app: &App, asked: &Asked, found: &Step, problems: Vec<Problem>) -> Response {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = form_state(app, &found.draft, None);
    let mut slots = slots(&found.current, &found.draft, asked.locale);
    if let Some(state) = &form {
        slots = with_asked(slots, state, asked.locale);
    }
    let view = CheckView {
        head: head(app, asked, &found.current, Some(&found.draft)),
        draft_id: found.draft.id.to_string(),
        submission_key: found.draft.submission_key.clone(),
        answers: serde_json::from_str(&found.draft.answers).unwrap_or_default(),
        slots: slots.0,
        form,
        problems,
    };
    page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::filing::check::page(chrome, &view)).await
}

pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    Path(path): Path<Fields>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    // A second press of the button arrives after the draft has become a dossier; it leads to the same receipt.
    if let Some(response) = receipt_of_second_press(&app, &asked, &browser, code, &fields).await {
        return response;
    }
    let found = match step(&app, &asked, &browser, code).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    if fields.get("declared").is_none_or(|declared| declared != "yes") {
        let problems = vec![Problem::new("declared", "declaration_required", &[])];
        return check_page(&app, &asked, &found, problems).await;
    }
    let key = fields.get("submission_key").cloned().unwrap_or_default();
    if key != found.draft.submission_key {
        return check_page(&app, &asked, &found, vec![Problem::new("", "draft_changed", &[])]).await;
    }
    match app.services.submit(found.draft.id, &found.access, &key).await {
        Ok(receipt) => {
            if !receipt.repeated {
                metrics::counter!("dossiers_submitted_total").increment(1);
            }
            see_other(&step_href(&asked, code, &format!("bien-nhan/{}", found.draft.id)))
        }
        Err(error) => match problems_of(&app, &asked, error).await {
            // What is wrong in the form is led to from here, page by page.
            Ok(problems) if problems.iter().any(is_of_applicant) => {
                back_to_answers(&app, &asked, &found, problems).await
            }
            Ok(problems) => check_page(&app, &asked, &found, problems).await,
            Err(response) => response,
        },
    }
}

fn is_of_applicant(problem: &Problem) -> bool {
    ["applicant.", "subject.", "organisation."].iter().any(|step| problem.field.starts_with(step))
}

async fn receipt_of_second_press(
    app: &App,
    asked: &Asked,
    browser: &Browser,
    code: &str,
    fields: &Fields,
) -> Option<Response> {
    let access = storage::DraftAccess::Browser(browser.hash()?);
    let draft = fields.get("draft_id")?.parse().ok()?;
    app.services.receipt_of(draft, &access).await.ok()?;
    Some(see_other(&step_href(asked, code, &format!("bien-nhan/{draft}"))))
}
