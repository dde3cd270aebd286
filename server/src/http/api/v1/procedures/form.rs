//! The electronic form of a procedure, and judging answers by it.

use app::locale::Locale;
use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::form::Form;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::forms::{CheckRequest, PublishedForm, Verdict};
use crate::http::api::problem::{self, ApiError};
use crate::http::api::v1::drafts::instant;
use crate::http::state::App;

/// Where the JSON Schema of forms is served.
const SCHEMA: &str = "/api/v1/forms/schema.json";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct FormQuery {
    #[serde(default)]
    case: Option<String>,
}

/// A form in force.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct FormBody {
    procedure: String,
    /// The case that the form is of; null when it serves every case without a form of its own.
    case: Option<String>,
    revision: u32,
    published_at: String,
    /// SHA-256 of `form` as canonical JSON.
    digest: String,
    /// Where the JSON Schema of `form` is.
    schema: &'static str,
    /// The document of the form.
    #[schema(value_type = Object)]
    form: Form,
}

impl FormBody {
    fn of(form: &PublishedForm) -> Self {
        Self {
            procedure: form.procedure.clone(),
            case: form.case.clone(),
            revision: form.revision,
            published_at: instant(form.published_at),
            digest: form.digest.clone(),
            schema: SCHEMA,
            form: form.rules.form.clone(),
        }
    }
}

/// The form in force for a case: the case's own, else the procedure's.
#[utoipa::path(get, path = "/api/v1/procedures/{code}/form", tag = "forms",
    params(("code" = String, Path, description = "National code, such as 1.001193"),
           ("case" = Option<String>, Query, description = "One of the procedure's cases")),
    responses((status = 200, body = FormBody),
              (status = 404, description = "There is no such procedure, or it has no form of its own", body = problem::ProblemBody)))]
pub(in crate::http) async fn show(
    State(app): State<App>,
    headers: HeaderMap,
    Path(code): Path<String>,
    query: Result<Query<FormQuery>, QueryRejection>,
) -> Response {
    let locale = problem::language(&headers);
    let query = match query {
        Ok(Query(query)) => query,
        Err(rejection) => return problem::bad_query(locale, &rejection),
    };
    match app.services.published_form(&code, query.case.as_deref()).await {
        Ok(form) => {
            let etag = HeaderValue::from_str(&format!("\"{}\"", form.digest));
            let mut response = Json(FormBody::of(&form)).into_response();
            if let Ok(etag) = etag {
                response.headers_mut().insert(header::ETAG, etag);
            }
            response
        }
        Err(error) => ApiError::new(locale, error).into_response(),
    }
}

/// Judges answers as a submission would, without a draft and without keeping anything.
#[utoipa::path(post, path = "/api/v1/procedures/{code}/check", tag = "forms", request_body = CheckRequest,
    params(("code" = String, Path, description = "National code, such as 1.001193")),
    responses((status = 200, description = "The verdict, good or not", body = Verdict), (status = 404, body = problem::ProblemBody),
              (status = 413, description = "The answers are too large", body = problem::ProblemBody),
              (status = 422, body = problem::ProblemBody)))]
pub(in crate::http) async fn check(
    State(app): State<App>,
    headers: HeaderMap,
    Path(code): Path<String>,
    body: Result<Json<CheckRequest>, JsonRejection>,
) -> Response {
    let locale: Locale = problem::language(&headers);
    let request = match body {
        Ok(Json(request)) => request,
        Err(rejection) => return problem::bad_json(locale, &rejection),
    };
    match app.services.check_answers(&code, &request, locale).await {
        Ok(verdict) => {
            let mut response = Json(verdict).into_response();
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(error) => ApiError::new(locale, error).into_response(),
    }
}

/// The JSON Schema of a form's document.
#[utoipa::path(get, path = "/api/v1/forms/schema.json", tag = "forms",
    responses((status = 200, description = "JSON Schema", body = serde_json::Value)))]
pub(in crate::http) async fn schema() -> Response {
    let mut response = Json(crate::forms::schema()).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/schema+json"));
    response
}
