//! Filing a draft, exactly once.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::access::DraftKey;
use super::{FileBody, instant};
use crate::http::api::problem::{self, ApiError};
use crate::http::state::App;
use crate::services::{Receipt, ServiceError};

/// The receipt. The same bytes however often it is asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct ReceiptBody {
    /// Code of the dossier, such as `H28.14-261122-0001`.
    code: String,
    /// Opens the dossier together with the code.
    pin: String,
    procedure: String,
    agency: String,
    submitted_at: String,
    /// By when the desk has to answer: 8 working hours.
    answer_due_at: String,
    files: Vec<FileBody>,
}

impl ReceiptBody {
    fn of(receipt: Receipt) -> Self {
        let files = receipt.files.into_iter().map(|file| FileBody {
            id: file.id.to_string(),
            component: file.component,
            name: file.name,
            media_type: file.media_type,
            size: file.size,
            sha256: file.sha256,
        });
        Self {
            code: receipt.code,
            pin: receipt.pin,
            procedure: receipt.procedure_code,
            agency: receipt.agency_code,
            submitted_at: instant(receipt.submitted_at),
            answer_due_at: instant(receipt.answer_due_at),
            files: files.collect(),
        }
    }
}

/// Files the draft. Sent again with the same key, the same receipt comes back with 200.
#[utoipa::path(post, path = "/api/v1/drafts/{id}/submission", tag = "filing",
    params(("id" = String, Path, description = "Identifier of the draft"),
           ("Idempotency-Key" = String, Header, description = "The draft's `submission_key`; any key of the caller's own is taken too")),
    responses((status = 201, body = ReceiptBody), (status = 200, description = "Accepted before; the same receipt", body = ReceiptBody),
              (status = 404, body = problem::ProblemBody),
              (status = 409, description = "The key was used for other content, or the draft was filed under another key", body = problem::ProblemBody),
              (status = 422, description = "The answers are not complete; `errors` names each field", body = problem::ProblemBody)))]
pub(in crate::http) async fn submit(
    State(app): State<App>,
    key: DraftKey,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let fail = |error| ApiError::new(key.locale, error);
    let idempotency_key = headers
        .get("idempotency-key")
        .and_then(|value| value.to_str().ok())
        .map(|value| value.trim().trim_matches('"'))
        .filter(|value| !value.is_empty())
        .ok_or_else(|| fail(ServiceError::field("Idempotency-Key", "submission_key_required", &[])))?;
    let receipt = app.services.submit(key.id, &key.access, idempotency_key).await.map_err(fail)?;
    let status = if receipt.repeated {
        StatusCode::OK
    } else {
        metrics::counter!("dossiers_submitted_total").increment(1);
        StatusCode::CREATED
    };
    let mut response = (status, Json(ReceiptBody::of(receipt))).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
