//! Beginning a draft.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::api::problem::{self, ApiError};
use crate::http::state::App;
use crate::services::{BeginDraft, OpenedDraft};

/// What a draft is begun with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct NewDraftBody {
    /// National code of the procedure.
    procedure: String,
    /// One of the procedure's cases.
    #[serde(default)]
    case: Option<String>,
    /// Code of the desk; without one the province's one-stop centre receives it.
    #[serde(default)]
    agency: Option<String>,
}

/// A fresh draft.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct OpenedDraftBody {
    id: String,
    version: i64,
    /// Opens the draft as `Authorization: Bearer`; shown only here.
    token: String,
    /// Send it as `Idempotency-Key` when filing.
    submission_key: String,
    /// Takes the draft up in a browser, on the page `/tiep-tuc`.
    resume_code: String,
}

/// 201 with what opens the draft.
pub(in crate::http) fn created(opened: OpenedDraft) -> Response {
    let id = opened.id.to_string();
    let location = HeaderValue::from_str(&format!("/api/v1/drafts/{id}"));
    let body = OpenedDraftBody {
        id,
        version: opened.version,
        token: opened.token,
        submission_key: opened.submission_key,
        resume_code: opened.resume_code.to_string(),
    };
    let mut response = (StatusCode::CREATED, Json(body)).into_response();
    if let Ok(location) = location {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Begins a draft of a procedure that can be filed online.
#[utoipa::path(post, path = "/api/v1/drafts", tag = "filing", request_body = NewDraftBody,
    responses((status = 201, body = OpenedDraftBody), (status = 404, body = problem::ProblemBody),
              (status = 409, description = "It cannot be filed online here", body = problem::ProblemBody),
              (status = 422, body = problem::ProblemBody)))]
pub(in crate::http) async fn create(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Json<NewDraftBody>, JsonRejection>,
) -> Response {
    let locale = problem::language(&headers);
    let body = match body {
        Ok(Json(body)) => body,
        Err(rejection) => return problem::bad_json(locale, &rejection),
    };
    let begin = BeginDraft {
        procedure: body.procedure,
        case: body.case,
        agency: body.agency,
        language: locale,
        ..BeginDraft::default()
    };
    match app.services.begin_draft(begin).await {
        Ok(opened) => created(opened),
        Err(error) => ApiError::new(locale, error).into_response(),
    }
}
