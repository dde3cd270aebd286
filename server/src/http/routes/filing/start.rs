//! Step 1: which case, which desk. An open draft is offered instead of a second one.

use std::collections::HashMap;

use app::view::{AgencyChoice, CaseChoice, DraftSummary, StartView};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use domain::filing::Problem;
use domain::province::Tier;
use storage::Draft;

use super::steps::{agency_name, head, see_other, start_href, step, step_href};
use crate::http::browser::{Browser, set_cookie};
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::{BeginDraft, CurrentProcedure, ServiceError, token_hash};

type Fields = HashMap<String, String>;

pub(super) async fn show(State(app): State<App>, asked: Asked, browser: Browser, Path(path): Path<Fields>) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    match open(&app, &browser, code).await {
        Ok(Some((current, draft))) => start_page(&app, &asked, &current, draft, &Fields::new(), Vec::new()).await,
        Ok(None) => not_found_page(&app, &asked).await,
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// The procedure and the browser's open draft of it.
async fn open(
    app: &App,
    browser: &Browser,
    code: &str,
) -> Result<Option<(CurrentProcedure, Option<Draft>)>, ServiceError> {
    let Some(current) = app.services.procedure(code).await? else { return Ok(None) };
    app.services.check_fileable(&current)?;
    let draft = match browser.hash() {
        Some(hash) => app.services.browser_draft(&hash, code).await?,
        None => None,
    };
    Ok(Some((current, draft)))
}

async fn start_page(
    app: &App,
    asked: &Asked,
    current: &CurrentProcedure,
    draft: Option<Draft>,
    typed: &Fields,
    problems: Vec<Problem>,
) -> Response {
    let locale = asked.locale;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let chosen_case = typed.get("case");
    let chosen_agency = typed.get("agency");
    let desks = app.services.filing_desks(current);
    let agencies = desks.iter().map(|desk| {
        let district = desk.parent.as_deref().filter(|_| desk.tier == Tier::Commune);
        AgencyChoice {
            code: desk.code.clone(),
            name: locale.of(&desk.name).to_owned(),
            group: district.map(|code| agency_name(app, code, locale)),
            chosen: desks.len() == 1 || chosen_agency == Some(&desk.code),
        }
    });
    let view = StartView {
        cases: current
            .cases()
            .into_iter()
            .map(|case| CaseChoice {
                chosen: chosen_case == Some(&case.id),
                name: locale.of(&case.name).to_owned(),
                id: case.id,
            })
            .collect(),
        agencies: agencies.collect(),
        existing: draft.as_ref().map(|draft| DraftSummary {
            agency: draft.agency_code.as_deref().map(|code| agency_name(app, code, locale)).unwrap_or_default(),
            updated_at: draft.updated_at,
            files: draft.files.len(),
            href: step_href(asked, &draft.procedure_code, "nguoi-nop"),
        }),
        head: head(app, asked, current, None),
        problems,
    };
    page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::filing::start::page(chrome, &view)).await
}

pub(super) async fn begin(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    Path(path): Path<Fields>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    let typed = form.map(|Form(fields)| fields).unwrap_or_default();
    let (current, draft) = match open(&app, &browser, code).await {
        Ok(Some(found)) => found,
        Ok(None) => return not_found_page(&app, &asked).await,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    // Sent twice, or begun in another window: the draft that is there goes on, nothing is overwritten.
    if draft.is_some() {
        return see_other(&step_href(&asked, code, "nguoi-nop"));
    }
    let chosen = |name: &str| typed.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let Some(agency) = chosen("agency") else {
        let problems = vec![Problem::new("agency", "agency_required", &[])];
        return start_page(&app, &asked, &current, None, &typed, problems).await;
    };
    let token = browser.0.clone().unwrap_or_else(|| app.services.random.token());
    let begin = BeginDraft {
        procedure: code.to_owned(),
        case: chosen("case"),
        agency: Some(agency),
        browser_hash: Some(token_hash(&token)),
    };
    match app.services.begin_draft(begin).await {
        Ok(_) => {
            let mut response = see_other(&step_href(&asked, code, "nguoi-nop"));
            if let Some(cookie) = set_cookie(&token) {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(ServiceError::Refused(refusal)) if !refusal.problems.is_empty() => {
            start_page(&app, &asked, &current, None, &typed, refusal.problems).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

pub(super) async fn discard(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    Path(path): Path<Fields>,
) -> Response {
    let code = path.get("code").map(String::as_str).unwrap_or_default();
    let found = match step(&app, &asked, &browser, code).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    match app.services.storage.discard_draft(found.draft.id, app.services.clock.now()).await {
        Ok(_) => see_other(&start_href(&asked, code)),
        Err(error) => service_error_page(&app, &asked, error.into()).await,
    }
}
