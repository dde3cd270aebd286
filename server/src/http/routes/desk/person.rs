//! One account: its roles, disabling, resetting, its history.

use std::collections::HashMap;

use app::view::{Chrome, DeskHead, HistoryLine, PersonView};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Problem;
use domain::staff::Permission;
use storage::StaffRecord;
use uuid::Uuid;

use super::people::{grant_of, reaches};
use super::{Fields, agencies, fields, person_line, problems_of};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::routes::filing::steps::see_other;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::staff::Actor;
use crate::services::{RefusalKind, ServiceError};

/// Lines of history on a page.
const HISTORY: i64 = 50;

fn unknown() -> ServiceError {
    ServiceError::refused(RefusalKind::NotFound, "staff_unknown")
}

fn id_of(path: &Fields) -> Option<Uuid> {
    path.get("id").and_then(|id| id.parse().ok())
}

pub(super) async fn show(State(app): State<App>, asked: Asked, officer: Officer, Path(path): Path<Fields>) -> Response {
    match id_of(&path) {
        Some(id) => person_page(&app, &asked, &officer, id, StatusCode::OK, Vec::new(), None).await,
        None => service_error_page(&app, &asked, unknown()).await,
    }
}

/// The account, if a role of it is in reach.
async fn seen(app: &App, officer: &Officer, id: Uuid) -> Result<(StaffRecord, bool), ServiceError> {
    let record = app.services.storage.staff(id).await?.ok_or_else(unknown)?;
    match app.services.staff.managed(Actor::Person(officer), id).await {
        Ok(_) => Ok((record, true)),
        // Whoever has no role in reach looks like nobody.
        Err(ServiceError::Refused(_)) => {
            let touches = record.grants.iter().any(|grant| officer.may(Permission::ManageStaff, &grant.agency));
            if touches { Ok((record, false)) } else { Err(unknown()) }
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn person_page(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    id: Uuid,
    status: StatusCode,
    problems: Vec<Problem>,
    code: Option<String>,
) -> Response {
    match view(app, asked, officer, id, problems, code).await {
        Ok(view) => {
            let asked = Asked { path: format!("/can-bo/nhan-su/{id}"), ..asked.clone() };
            let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::people::person(chrome, head, &view);
            officer.page(app, &asked, status, draw).await
        }
        Err(error) => service_error_page(app, asked, error).await,
    }
}

async fn view(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    id: Uuid,
    problems: Vec<Problem>,
    code: Option<String>,
) -> Result<PersonView, ServiceError> {
    let (record, manages) = seen(app, officer, id).await?;
    let events = app.services.staff.history(id, HISTORY).await?;
    let names: HashMap<Uuid, String> =
        app.services.storage.all_staff().await?.into_iter().map(|record| (record.id, record.name)).collect();
    let history = events.into_iter().map(|event| HistoryLine {
        kind: event.kind,
        detail: event.detail,
        by: event.by.filter(|by| *by != id).and_then(|by| names.get(&by).cloned()),
        at: event.at,
    });
    Ok(PersonView {
        person: person_line(app, asked, officer, &record),
        manages,
        own: record.id == officer.id,
        agencies: agencies(app, asked, officer),
        history: history.collect(),
        problems,
        code,
    })
}

pub(super) async fn give_role(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let Some(id) = id_of(&path) else { return service_error_page(&app, &asked, unknown()).await };
    if let Err(error) = seen(&app, &officer, id).await {
        return service_error_page(&app, &asked, error).await;
    }
    let outcome = match grant_of(&fields(sent)) {
        Ok(grant) => match reaches(&app, &asked, &officer, &grant).await {
            Ok(()) => app.services.staff.give_role(Actor::Person(&officer), id, grant).await,
            Err(response) => return response,
        },
        Err(problem) => Err(ServiceError::invalid("staff_role_required", vec![problem])),
    };
    match outcome {
        Ok(_) => see_other(&asked.href(&format!("/can-bo/nhan-su/{id}"))),
        Err(error) => match problems_of(&app, &asked, error).await {
            Ok(problems) => {
                person_page(&app, &asked, &officer, id, StatusCode::UNPROCESSABLE_ENTITY, problems, None).await
            }
            Err(response) => response,
        },
    }
}

pub(super) async fn take_role(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let Some(id) = id_of(&path) else { return service_error_page(&app, &asked, unknown()).await };
    let outcome = match grant_of(&fields(sent)) {
        Ok(grant) => match reaches(&app, &asked, &officer, &grant).await {
            Ok(()) => app.services.staff.take_role(Actor::Person(&officer), id, grant).await,
            Err(response) => return response,
        },
        Err(problem) => Err(ServiceError::invalid("staff_role_required", vec![problem])),
    };
    done(&app, &asked, &officer, id, outcome.map(|_taken| ())).await
}

/// Back to the account, or to the list when nothing of it is in reach any more.
async fn done(app: &App, asked: &Asked, officer: &Officer, id: Uuid, outcome: Result<(), ServiceError>) -> Response {
    if let Err(error) = outcome {
        return service_error_page(app, asked, error).await;
    }
    match seen(app, officer, id).await {
        Ok(_) => see_other(&asked.href(&format!("/can-bo/nhan-su/{id}"))),
        Err(ServiceError::Refused(_)) => see_other(&asked.href("/can-bo/nhan-su")),
        Err(error) => service_error_page(app, asked, error).await,
    }
}

pub(super) async fn disable(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
) -> Response {
    let Some(id) = id_of(&path) else { return service_error_page(&app, &asked, unknown()).await };
    let outcome = app.services.staff.disable(Actor::Person(&officer), id).await;
    done(&app, &asked, &officer, id, outcome.map(|_changed| ())).await
}

pub(super) async fn enable(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
) -> Response {
    let Some(id) = id_of(&path) else { return service_error_page(&app, &asked, unknown()).await };
    let outcome = app.services.staff.enable(Actor::Person(&officer), id).await;
    done(&app, &asked, &officer, id, outcome.map(|_changed| ())).await
}

pub(super) async fn reset(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
) -> Response {
    let Some(id) = id_of(&path) else { return service_error_page(&app, &asked, unknown()).await };
    match app.services.staff.reset(Actor::Person(&officer), id).await {
        // The code is in the answer to the form, because it is told only once.
        Ok(code) => person_page(&app, &asked, &officer, id, StatusCode::OK, Vec::new(), Some(code)).await,
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}
