//! Beginning a draft with the answers of a dossier.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::LookUpBody;
use crate::http::api::problem::{self, ApiError};
use crate::http::api::v1::drafts::create::{OpenedDraftBody, created};
use crate::http::state::App;
use crate::services::ServiceError;

/// Begins a draft of the dossier's procedure, as it is published now, with the dossier's answers; files are not copied.
#[utoipa::path(post, path = "/api/v1/dossiers/copy", tag = "filing", request_body = LookUpBody,
    responses((status = 201, body = OpenedDraftBody), (status = 404, body = problem::ProblemBody),
              (status = 409, description = "It cannot be filed online here any more", body = problem::ProblemBody),
              (status = 429, body = problem::ProblemBody)))]
pub(in crate::http) async fn copy(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Json<LookUpBody>, JsonRejection>,
) -> Response {
    let locale = problem::language(&headers);
    let body = match body {
        Ok(Json(body)) => body,
        Err(rejection) => return problem::bad_json(locale, &rejection),
    };
    if let Err(wait) = app.limits.check_code(&body.code, &body.pin) {
        metrics::counter!("rate_limited_total", "limit" => "code").increment(1);
        return problem::limited(locale, wait.as_secs() + 1);
    }
    match app.services.copy_dossier(&body.code, &body.pin, None, locale).await {
        Ok(copied) => match copied.draft {
            Some(draft) => created(draft),
            None => ApiError::new(locale, ServiceError::Busy).into_response(),
        },
        Err(error) => ApiError::new(locale, error).into_response(),
    }
}
