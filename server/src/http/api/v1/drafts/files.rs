//! The files of a draft.

use axum::Json;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;

use super::FileBody;
use super::access::DraftKey;
use crate::http::api::problem::{self, ApiError};
use crate::http::state::App;
use crate::services::{RefusalKind, ServiceError};

/// Longest name of a paper that is read from a form field.
const MAX_COMPONENT_BYTES: usize = 8 * 1024;

/// Receives one file for a paper. When this answers, the server has it.
#[utoipa::path(post, path = "/api/v1/drafts/{id}/files", tag = "filing",
    params(("id" = String, Path, description = "Identifier of the draft")),
    request_body(content_type = "multipart/form-data", content = String,
        description = "`component` (`group.row` of the published table, the paper's published name, or `other`), then `file`"),
    responses((status = 201, body = FileBody), (status = 404, body = problem::ProblemBody), (status = 409, body = problem::ProblemBody),
              (status = 413, body = problem::ProblemBody), (status = 415, body = problem::ProblemBody), (status = 422, body = problem::ProblemBody)))]
pub(in crate::http) async fn add(
    State(app): State<App>,
    key: DraftKey,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, ApiError> {
    let fail = |error: ServiceError| ApiError::new(key.locale, error);
    let mut form = form.map_err(|_rejection| fail(ServiceError::field("file", "multipart_required", &[])))?;
    let broken = || ServiceError::field("file", "upload_broken", &[]);
    let mut component: Option<String> = None;
    while let Some(mut field) = form.next_field().await.map_err(|_broken| fail(broken()))? {
        match field.name() {
            Some("component") => {
                let mut text = Vec::new();
                while let Some(piece) = field.chunk().await.map_err(|_broken| fail(broken()))? {
                    text.extend_from_slice(&piece);
                    if text.len() > MAX_COMPONENT_BYTES {
                        return Err(fail(ServiceError::field("component", "unknown_component", &[String::new()])));
                    }
                }
                component = Some(String::from_utf8_lossy(&text).into_owned());
            }
            Some("file") => {
                // The paper has to be known before the bytes stream into the store.
                let component = component
                    .as_deref()
                    .ok_or_else(|| fail(ServiceError::field("component", "component_first", &[])))?;
                let name = field.file_name().unwrap_or("tep").to_owned();
                let received = app.services.receive_file(key.id, &key.access, component, &name, &mut field).await;
                let outcome = received.map_err(fail);
                drop(field);
                // A browser that is still sending would see a broken connection instead of the reason.
                while let Ok(Some(mut rest)) = form.next_field().await {
                    while let Ok(Some(_)) = rest.chunk().await {}
                }
                return Ok((StatusCode::CREATED, Json(FileBody::of(&outcome?))).into_response());
            }
            _ => {}
        }
    }
    Err(fail(ServiceError::field("file", "file_missing", &[])))
}

/// Removes a file from a draft.
#[utoipa::path(delete, path = "/api/v1/drafts/{id}/files/{file}", tag = "filing",
    params(("id" = String, Path, description = "Identifier of the draft"), ("file" = String, Path, description = "Identifier of the file")),
    responses((status = 204), (status = 404, body = problem::ProblemBody), (status = 409, body = problem::ProblemBody)))]
pub(in crate::http) async fn remove(
    State(app): State<App>,
    key: DraftKey,
    Path(path): Path<HashMap<String, String>>,
) -> Result<StatusCode, ApiError> {
    let missing = || ApiError::new(key.locale, ServiceError::refused(RefusalKind::NotFound, "file_unknown"));
    let file = path.get("file").and_then(|id| id.parse().ok()).ok_or_else(missing)?;
    let removed = app.services.remove_file(key.id, &key.access, file).await;
    removed.map_err(|error| ApiError::new(key.locale, error))?;
    Ok(StatusCode::NO_CONTENT)
}
