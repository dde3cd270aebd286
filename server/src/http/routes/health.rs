//! For the people and machines that run the portal.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::http::caller::Caller;
use crate::http::state::App;

/// The process runs.
pub(in crate::http) async fn live() -> &'static str {
    "live\n"
}

/// The process can do its work: the database answers.
pub(in crate::http) async fn ready(State(app): State<App>) -> Response {
    match app.services.storage.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "The database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// Metrics in Prometheus format; only for callers on this machine, because they tell how the portal is used.
pub(in crate::http) async fn metrics(State(app): State<App>, caller: Caller) -> Response {
    match &app.metrics {
        Some(handle) if caller.0.is_loopback() || caller.0.is_unspecified() => {
            metrics::counter!("sql_statements_total").absolute(app.services.storage.statements());
            ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], handle.render()).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
