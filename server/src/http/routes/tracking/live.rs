//! News about a dossier for a page that is open (Server-Sent Events). The page sends code and PIN in the body, as every other
//! request about a dossier does: they stand in no address. The events hold a mark and nothing about the dossier.

use std::convert::Infallible;
use std::time::Duration;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};

use super::LookUpForm;
use crate::http::api::problem::{self, ApiError};
use crate::http::caller::Caller;
use crate::http::page::Asked;
use crate::http::state::App;

/// Keeps proxies from ending a quiet stream.
const KEEP_ALIVE: Duration = Duration::from_secs(25);
/// When a page that found no place asks again, in seconds.
const LATER: u64 = 60;

pub(in crate::http) async fn listen(
    State(app): State<App>,
    asked: Asked,
    caller: Caller,
    form: Result<Form<LookUpForm>, FormRejection>,
) -> Response {
    let form = form.map(|Form(form)| form).unwrap_or_default();
    if let Err(wait) = app.limits.check_code(&form.code, &form.pin) {
        metrics::counter!("rate_limited_total", "limit" => "code").increment(1);
        return problem::limited(asked.locale, wait.as_secs() + 1);
    }
    let tracked = match app.services.track(&form.code, &form.pin).await {
        Ok(tracked) => tracked,
        Err(error) => return ApiError::new(asked.locale, error).into_response(),
    };
    let mark = tracked.mark();
    let Ok(place) = app.live.wait(&tracked.held.dossier.record.code, &mark, caller.group()) else {
        metrics::counter!("rate_limited_total", "limit" => "live").increment(1);
        return problem::limited(asked.locale, LATER);
    };
    drop(tracked);
    // What happened between the page and its stream is told at once.
    let events = futures::stream::unfold((Some(mark), place), |(first, mut place)| async move {
        let mark = match first {
            Some(mark) => mark,
            None => place.news().await?,
        };
        Some((Ok::<_, Infallible>(Event::default().data(mark)), (None, place)))
    });
    let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would hold back what it thinks too little to pass on.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}
