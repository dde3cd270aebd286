//! Reading a draft.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use storage::Draft;

use super::DraftBody;
use super::access::DraftKey;
use crate::http::api::problem::{self, ApiError};
use crate::http::state::App;

/// The draft with its answers and files.
#[utoipa::path(get, path = "/api/v1/drafts/{id}", tag = "filing",
    params(("id" = String, Path, description = "Identifier of the draft")),
    responses((status = 200, body = DraftBody), (status = 404, body = problem::ProblemBody)))]
pub(in crate::http) async fn show(State(app): State<App>, key: DraftKey) -> Result<Response, ApiError> {
    let draft = app.services.draft(key.id, &key.access).await;
    Ok(answer(&draft.map_err(|error| ApiError::new(key.locale, error))?))
}

/// The draft with its version as `ETag`.
pub(super) fn answer(draft: &Draft) -> Response {
    let mut response = Json(DraftBody::of(draft)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(etag) = HeaderValue::from_str(&format!("\"{}\"", draft.version)) {
        headers.insert(header::ETAG, etag);
    }
    response
}
