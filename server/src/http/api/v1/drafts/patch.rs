//! Changing a draft, based on the version the caller has seen.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::access::DraftKey;
use super::{DraftBody, show};
use crate::http::api::problem::{self, ApiError};
use crate::http::state::App;
use crate::services::{DraftAnswers, RefusalKind, ServiceError};

/// Lays the sent answers over the kept ones (JSON merge patch). `case` and `agency` can be changed too.
#[utoipa::path(patch, path = "/api/v1/drafts/{id}", tag = "filing",
    params(("id" = String, Path, description = "Identifier of the draft"),
           ("If-Match" = String, Header, description = "The version the change is based on")),
    request_body(content = Value, description = "`{\"answers\": {…}, \"case\"?: …, \"agency\"?: …}`"),
    responses((status = 200, body = DraftBody), (status = 404, body = problem::ProblemBody),
              (status = 409, description = "Somebody saved first: `current` and `yours` hold both versions", body = problem::ProblemBody),
              (status = 422, body = problem::ProblemBody), (status = 428, body = problem::ProblemBody)))]
pub(in crate::http) async fn patch(
    State(app): State<App>,
    key: DraftKey,
    headers: HeaderMap,
    body: Result<Json<Value>, JsonRejection>,
) -> Response {
    let body = match body {
        Ok(Json(body)) => body,
        Err(rejection) => return problem::bad_json(key.locale, &rejection),
    };
    let sent = body.clone();
    let outcome = async {
        let version = version(&headers)?;
        let change = change(body)?;
        app.services.patch_draft(key.id, &key.access, Some(version), change).await
    };
    match outcome.await {
        Ok(draft) => show::answer(&draft),
        Err(error) => ApiError { locale: key.locale, error, yours: Some(sent) }.into_response(),
    }
}

/// The version of `If-Match`: `3`, `"3"` or `W/"3"`.
fn version(headers: &HeaderMap) -> Result<i64, ServiceError> {
    let required = || ServiceError::refused(RefusalKind::PreconditionRequired, "version_required");
    let value = headers.get(header::IF_MATCH).ok_or_else(required)?;
    let text = value.to_str().map_err(|_not_a_version| required())?.trim();
    text.trim_start_matches("W/").trim_matches('"').parse().map_err(|_not_a_version| required())
}

fn change(body: Value) -> Result<DraftAnswers, ServiceError> {
    let form = |field: &str, reason: &str| ServiceError::field(field, "body_form", &[reason.to_owned()]);
    let Value::Object(body) = body else { return Err(form("", "an object is expected")) };
    let mut change = DraftAnswers::default();
    for (key, value) in body {
        match (key.as_str(), value) {
            ("answers", value) => change.answers = Some(value),
            ("case", Value::Null) => change.case = Some(None),
            ("case", Value::String(case)) => change.case = Some(Some(case)),
            ("agency", Value::Null) => change.agency = Some(None),
            ("agency", Value::String(agency)) => change.agency = Some(Some(agency)),
            ("case" | "agency", _) => return Err(form(&key, "a text or null is expected")),
            _ => return Err(form(&key, "known are answers, case and agency")),
        }
    }
    Ok(change)
}
