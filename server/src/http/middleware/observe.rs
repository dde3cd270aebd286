//! One log line and two metrics a request. Route patterns, never paths: a path may hold what a person typed.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

fn start() -> Instant {
    Instant::now()
}

pub(in crate::http) async fn observe(request: Request, next: Next) -> Response {
    let started = start();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let seconds = started.elapsed().as_secs_f64();
    metrics::counter!("http_requests_total", "route" => route.clone(), "method" => method.to_string(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!("http_request_seconds", "route" => route.clone()).record(seconds);
    if status >= 500 {
        tracing::warn!(http.route = %route, http.method = %method, http.status = status, seconds, "Answered {status}");
    } else {
        tracing::debug!(http.route = %route, http.method = %method, http.status = status, seconds, "Answered {status}");
    }
    response
}
