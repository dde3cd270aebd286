//! Looking a dossier up over the API.

pub(in crate::http) mod copy;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::drafts::instant;
use crate::http::api::problem::{self, ApiError};
use crate::http::state::App;
use app::locale::Locale;

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

/// One entry of the history.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct EventBody {
    sequence: i64,
    kind: &'static str,
    at: String,
}

/// What somebody with code and PIN may see.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::http) struct DossierBody {
    code: String,
    status: StatusBody,
    procedure: String,
    agency: String,
    submitted_at: String,
    answer_due_at: String,
    /// The desk has not answered in time.
    answer_is_late: bool,
    events: Vec<EventBody>,
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
    if let Err(wait) = app.limits.check_code(&body.code) {
        metrics::counter!("rate_limited_total", "limit" => "code").increment(1);
        return problem::limited(locale, wait.as_secs() + 1);
    }
    let tracked = match app.services.track(&body.code, &body.pin).await {
        Ok(tracked) => tracked,
        Err(error) => return ApiError::new(locale, error).into_response(),
    };
    let status = tracked.record.status;
    let public = tracked.record.events.iter().filter(|event| event.event.kind().is_public());
    let events = public.map(|event| EventBody {
        sequence: event.sequence,
        kind: event.event.kind().key(),
        at: instant(event.at),
    });
    let body = DossierBody {
        status: StatusBody {
            code: status.code(),
            name: if locale == Locale::En { status.name_en() } else { status.name_vi() },
        },
        procedure: tracked.record.procedure_code.clone(),
        agency: tracked.record.agency_code.clone(),
        submitted_at: instant(tracked.record.submitted_at),
        answer_due_at: instant(tracked.record.answer_due_at),
        answer_is_late: tracked.answer_is_late,
        events: events.collect(),
        code: tracked.record.code,
    };
    let mut response = Json(body).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
