//! One published procedure in the exchange format.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde::Serialize;

use crate::http::api::problem::{self, ApiError};
use crate::http::api::v1::drafts::instant;
use crate::http::state::App;
use crate::services::{RefusalKind, ServiceError};
use domain::procedure::Procedure;

/// The published revision, with its number and day.
#[derive(Debug, Serialize)]
pub(in crate::http) struct PublishedProcedure {
    #[serde(flatten)]
    procedure: Procedure,
    revision: i64,
    published_at: String,
    /// When it was withdrawn; absent while it is in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn_at: Option<String>,
    /// Components of the papers, such as `1.1`, that who files online fills in as an electronic form instead.
    filled_in_online: Vec<String>,
}

/// The revision in force, in the import format plus revision, date and what the electronic forms replace.
#[utoipa::path(get, path = "/api/v1/procedures/{code}", tag = "catalogue",
    params(("code" = String, Path, description = "National code, such as 1.001193")),
    responses((status = 200, description = "The import format plus `revision`, `published_at` and `filled_in_online`", body = serde_json::Value),
              (status = 404, body = problem::ProblemBody)))]
pub(in crate::http) async fn show(
    State(app): State<App>,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Json<PublishedProcedure>, ApiError> {
    let locale = problem::language(&headers);
    let current = app.services.procedure(&code).await.map_err(|error| ApiError::new(locale, error))?;
    let current = current
        .ok_or_else(|| ApiError::new(locale, ServiceError::refused(RefusalKind::NotFound, "procedure_unknown")))?;
    Ok(Json(PublishedProcedure {
        procedure: current.procedure,
        revision: current.published.revision,
        published_at: instant(current.published.published_at),
        withdrawn_at: current.published.withdrawn_at.map(instant),
        filled_in_online: app.services.forms.served().replaced_papers(&code),
    }))
}
