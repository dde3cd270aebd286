//! Looking a dossier up over the API.

mod body;
pub(in crate::http) mod copy;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use self::body::DossierBody;
use crate::http::api::problem::{self, ApiError};
use crate::http::state::App;
use crate::http::tracked::tracked_view;
use crate::services::ServiceError;

/// Code and PIN as they stand on the receipt.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct LookUpBody {
    pub(super) code: String,
    pub(super) pin: String,
}

/// A status with its official code.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct StatusBody {
    /// 1 to 10.
    code: i16,
    name: &'static str,
}

/// The dossier with that code and PIN. A wrong code and a wrong PIN look the same.
#[utoipa::path(post, path = "/api/v1/dossiers/lookup", tag = "tracking", request_body = LookUpBody,
    responses((status = 200, body = DossierBody), (status = 404, body = problem::ProblemBody), (status = 429, body = problem::ProblemBody)))]
pub(in crate::http) async fn look_up(
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
    let found = async {
        let tracked = app.services.track(&body.code, &body.pin).await?;
        app.limits.prove(&body.code, &body.pin);
        let dossier = tracked_view(&app, locale, &tracked, &body.pin).await?;
        let desk = tracked.held.desk().to_owned();
        Ok::<_, ServiceError>(DossierBody::new(locale, dossier, desk, tracked.held.state.unit))
    };
    let body = match found.await {
        Ok(body) => body,
        Err(error) => return ApiError::new(locale, error).into_response(),
    };
    let mut response = Json(body).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
