//! Errors of the API: `application/problem+json` (RFC 9457) with a stable code.

use app::locale::{Locale, problem_sentence};
use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::filing::Problem;
use serde::Serialize;
use utoipa::ToSchema;

use super::v1::drafts::DraftBody;
use crate::http::error_page::{describe, status_of};
use crate::services::ServiceError;

/// One field that has to be put right.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct FieldProblem {
    /// Dotted path into the answers, or the name of a parameter.
    field: String,
    /// Stable key, such as `required`.
    key: String,
    /// The sentence a person is shown, in the language asked for.
    detail: String,
}

/// Why a call was not done.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct ProblemBody {
    /// Always `about:blank`: `code` tells the kind.
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    /// Stable code, such as `draft_changed`.
    code: String,
    /// What to do, in the language asked for.
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
    /// The draft as somebody else saved it, when they saved first.
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<DraftBody>,
    /// The change that was not saved, given back so that both versions can be shown side by side.
    #[serde(skip_serializing_if = "Option::is_none")]
    yours: Option<serde_json::Value>,
}

/// The language a caller asks for; Vietnamese unless English comes first.
pub(in crate::http) fn language(headers: &HeaderMap) -> Locale {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if wanted.trim_start().to_ascii_lowercase().starts_with("en") { Locale::En } else { Locale::Vi }
}

/// An error on its way to an API caller.
pub(in crate::http) struct ApiError {
    pub locale: Locale,
    pub error: ServiceError,
    /// What the caller sent and what was not saved.
    pub yours: Option<serde_json::Value>,
}

impl ApiError {
    pub(in crate::http) fn new(locale: Locale, error: impl Into<ServiceError>) -> Self {
        Self { locale, error: error.into(), yours: None }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let Self { locale, error, yours } = self;
        match error {
            ServiceError::Failed(cause) => {
                tracing::error!(cause = %describe(&*cause), "A call of the API failed");
                simple(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", locale, &[])
            }
            ServiceError::Busy => {
                let mut response = simple(StatusCode::SERVICE_UNAVAILABLE, "busy", locale, &[]);
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
                response
            }
            ServiceError::Refused(refusal) => {
                let detail = sentence(locale, refusal.key, &refusal.arguments);
                let errors = refusal.problems.iter().map(|problem| FieldProblem {
                    field: problem.field.clone(),
                    key: problem.key.clone(),
                    detail: problem_sentence(locale, problem),
                });
                let status = status_of(refusal.kind);
                let current = refusal.current.as_deref().map(DraftBody::of);
                respond(
                    status,
                    ProblemBody {
                        kind: "about:blank",
                        title: status.canonical_reason().unwrap_or_default(),
                        status: status.as_u16(),
                        code: refusal.key.to_owned(),
                        detail,
                        errors: errors.collect(),
                        yours: current.is_some().then_some(yours).flatten(),
                        current,
                    },
                )
            }
        }
    }
}

/// A problem without fields.
pub(in crate::http) fn simple(status: StatusCode, code: &str, locale: Locale, arguments: &[String]) -> Response {
    respond(
        status,
        ProblemBody {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            code: code.to_owned(),
            detail: sentence(locale, code, arguments),
            errors: Vec::new(),
            current: None,
            yours: None,
        },
    )
}

/// 429 with the time to wait.
pub(in crate::http) fn limited(locale: Locale, seconds: u64) -> Response {
    let mut response = simple(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", locale, &[seconds.to_string()]);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// A body that is not the JSON that is expected.
pub(in crate::http) fn bad_json(locale: Locale, rejection: &JsonRejection) -> Response {
    simple(rejection.status(), "body_form", locale, &[rejection.body_text()])
}

/// A query string that is not understood.
pub(in crate::http) fn bad_query(locale: Locale, rejection: &QueryRejection) -> Response {
    simple(StatusCode::BAD_REQUEST, "query_form", locale, &[rejection.body_text()])
}

fn sentence(locale: Locale, key: &str, arguments: &[String]) -> String {
    problem_sentence(locale, &Problem::new("", key, arguments))
}

fn respond(status: StatusCode, body: ProblemBody) -> Response {
    let mut response = (status, Json(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
