//! Beginning a dossier at the counter.

use app::components::address::FilingWay;
use app::view::{AgencyChoice, CaseChoice, Chrome, CounterBeginView, DeskHead};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::Channel;
use domain::filing::Problem;
use domain::staff::Permission;

use super::super::{Fields, fields, text};
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::Asked;
use crate::http::routes::filing::steps::{procedure_name, see_other, step_href};
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::{BeginDraft, CurrentProcedure, ServiceError};

pub(in super::super) async fn show(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
) -> Response {
    match received(&app, text(&path, "code")).await {
        Ok(Some(current)) => begin_page(&app, &asked, &officer, &current, &Fields::new(), Vec::new()).await,
        Ok(None) => not_found_page(&app, &asked).await,
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// The procedure, if it is received on paper somewhere in this province.
async fn received(app: &App, code: &str) -> Result<Option<CurrentProcedure>, ServiceError> {
    let Some(current) = app.services.procedure(code).await? else { return Ok(None) };
    app.services.check_fileable(&current, Channel::Counter)?;
    Ok(Some(current))
}

async fn begin_page(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    current: &CurrentProcedure,
    typed: &Fields,
    problems: Vec<Problem>,
) -> Response {
    let locale = asked.locale;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let desks = app.services.filing_desks(current);
    let (own, others): (Vec<_>, Vec<_>) =
        desks.into_iter().partition(|desk| officer.may(Permission::CounterIntake, &desk.code));
    let view = CounterBeginView {
        procedure_code: current.procedure.code.clone(),
        procedure_name: procedure_name(current, locale),
        cases: current
            .cases()
            .into_iter()
            .map(|case| CaseChoice {
                chosen: text(typed, "case") == case.id,
                name: locale.of(&case.name).to_owned(),
                id: case.id,
            })
            .collect(),
        agencies: own
            .iter()
            .map(|desk| AgencyChoice {
                code: desk.code.clone(),
                name: locale.of(&desk.name).to_owned(),
                group: None,
                chosen: own.len() == 1 || text(typed, "agency") == desk.code,
            })
            .collect(),
        elsewhere: others.iter().map(|desk| locale.of(&desk.name).to_owned()).collect(),
        problems,
    };
    let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::counter::begin::page(chrome, head, &view);
    officer.page(app, asked, status, draw).await
}

pub(in super::super) async fn begin(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let code = text(&path, "code");
    let typed = fields(form);
    let current = match received(&app, code).await {
        Ok(Some(current)) => current,
        Ok(None) => return not_found_page(&app, &asked).await,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let chosen = |name: &str| Some(text(&typed, name).trim().to_owned()).filter(|value| !value.is_empty());
    let Some(agency) = chosen("agency") else {
        let problems = vec![Problem::new("agency", "agency_required", &[])];
        return begin_page(&app, &asked, &officer, &current, &typed, problems).await;
    };
    if let Err(response) = officer.require(&app, &asked, Permission::CounterIntake, &agency).await {
        return response;
    }
    let begin = BeginDraft {
        procedure: code.to_owned(),
        case: chosen("case"),
        agency: Some(agency),
        language: asked.locale,
        counter: Some(officer.id),
        ..BeginDraft::default()
    };
    match app.services.begin_draft(begin).await {
        Ok(draft) => see_other(&step_href(&asked, &FilingWay::Counter(draft.id.to_string()), "nguoi-nop")),
        Err(ServiceError::Refused(refusal)) if !refusal.problems.is_empty() => {
            begin_page(&app, &asked, &officer, &current, &typed, refusal.problems).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}
