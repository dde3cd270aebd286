//! Answers of the layers (a form from another site, a time-out, a panic) come without words; people and programs get them.

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::filing::Problem;

use crate::http::api::problem;
use crate::http::error_page::{error_page, failure_page};
use crate::http::page::Asked;
use crate::http::state::App;

pub(in crate::http) async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = Asked::of(request.uri());
    let language = problem::language(request.headers());
    let response = next.run(request).await;
    let status = response.status();
    let key = match status {
        StatusCode::FORBIDDEN => "other_site",
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => "timed_out",
        StatusCode::INTERNAL_SERVER_ERROR => "internal_error",
        _ => return response,
    };
    // Our own pages and problems say more already; the layers send nothing, or one line of plain text.
    let is_ours = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        let kind = kind.as_bytes();
        kind.starts_with(b"text/html") || kind.starts_with(b"application/")
    });
    if is_ours || asked.path.starts_with("/health/") {
        return response;
    }
    if asked.path.starts_with("/api/") {
        return problem::simple(status, key, language, &[]);
    }
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        return failure_page(&app, &asked).await;
    }
    let title = asked.locale.pick("Chưa làm được việc này", "This could not be done");
    let sentence = app::locale::problem_sentence(asked.locale, &Problem::new("", key, &[]));
    error_page(&app, &asked, status, title, vec![sentence]).await
}
