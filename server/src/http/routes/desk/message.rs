//! Writing to the applicant, and seeing to what they wrote.

use app::components::address::query_value;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::staff::Permission;

use super::dossier::{Again, dossier_page, opened, writes};
use super::{Fields, text};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::routes::filing::steps::see_other;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::{OpenDossier, ServiceError};

pub(super) async fn write(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
    query: Result<Query<Fields>, QueryRejection>,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    let readable = sent.is_ok();
    let fields = super::fields(sent);
    let code = text(&path, "dossier");
    let open = match writable(&app, &asked, &officer, code).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    let written = match readable {
        true => app.services.write_to_applicant(&open, officer.id, text(&fields, "message")).await,
        false => Err(ServiceError::field("message", "form_unread", &[])),
    };
    match written {
        Ok(()) => back(&asked, code, &query),
        Err(ServiceError::Refused(refusal)) => {
            let again = Again { problems: refusal.problems, typed: fields, query, ..Again::default() };
            dossier_page(&app, &asked, &officer, &open, StatusCode::UNPROCESSABLE_ENTITY, again).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// What the applicant wrote needs no answer.
pub(super) async fn see_to(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    let code = text(&path, "dossier");
    let open = match writable(&app, &asked, &officer, code).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    match app.services.see_to_messages(&open).await {
        Ok(()) => back(&asked, code, &query),
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// The dossier, if this person may write to its applicant.
async fn writable(app: &App, asked: &Asked, officer: &Officer, code: &str) -> Result<OpenDossier, Response> {
    let open = opened(app, asked, officer, code).await?;
    if !writes(officer, &open) {
        officer.require(app, asked, Permission::Message, &open.state.unit).await?;
    }
    Ok(open)
}

/// To the messages of the dossier, at its place in the queue.
fn back(asked: &Asked, code: &str, query: &Fields) -> Response {
    let keep = match text(query, "cho") {
        "" => String::new(),
        place => format!("?hang={}&cho={}", query_value(text(query, "hang")), query_value(place)),
    };
    see_other(&asked.href(&format!("/can-bo/ho-so/{code}{keep}#messages")))
}
