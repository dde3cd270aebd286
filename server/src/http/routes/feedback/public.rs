//! What everybody may read, and one more voice for it.

use std::collections::HashMap;

use app::view::{FeedbackListView, PublicFeedbackView};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use time::OffsetDateTime;

use super::words::{agencies, found_in_public, public_line};
use crate::http::browser::{Browser, set_cookie};
use crate::http::caller::Caller;
use crate::http::error_page::{limited_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::routes::filing::steps::browser_token;
use crate::http::routes::list_query::pairs;
use crate::http::state::App;
use crate::services::{TrackedFeedback, feedback_rules, token_hash};

/// Lines of one page.
const SHOWN: usize = 20;

/// Where a page begins: microseconds since 1970 and the code, so that two published at once are told apart.
fn place_of(text: &str) -> Option<(OffsetDateTime, String)> {
    let (at, code) = text.split_once('~')?;
    let at = OffsetDateTime::from_unix_timestamp_nanos(at.parse::<i128>().ok()?.checked_mul(1_000)?).ok()?;
    (code.len() <= 80).then(|| (at, code.to_owned()))
}

pub(super) async fn list(State(app): State<App>, asked: Asked) -> Response {
    let value = |name: &str| {
        let found = pairs(&asked.query).find(|(key, _)| key == name).map(|(_, value)| value);
        found.unwrap_or_default().to_string()
    };
    let agencies = agencies(&app, asked.locale);
    let agency = Some(value("co-quan")).filter(|code| agencies.iter().any(|agency| agency.code == *code));
    let before = place_of(&value("sau"));
    let is_first = before.is_none();
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    let mut rows = match app.services.storage.public_feedback(agency.as_deref(), before, most).await {
        Ok(rows) => rows,
        Err(error) => return service_error_page(&app, &asked, error.into()).await,
    };
    let rules = match feedback_rules() {
        Ok(rules) => rules,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let chosen = agency.as_ref().map(|code| format!("co-quan={code}")).unwrap_or_default();
    let next = rows.last().filter(|_| more).map(|(at, record)| {
        let place = format!("sau={}~{}", at.unix_timestamp_nanos() / 1_000, record.code);
        let joined = if chosen.is_empty() { place } else { format!("{chosen}&{place}") };
        asked.href(&format!("/phan-anh?{joined}"))
    });
    let first = (!is_first).then(|| match chosen.as_str() {
        "" => asked.href("/phan-anh"),
        chosen => asked.href(&format!("/phan-anh?{chosen}")),
    });
    let view = FeedbackListView {
        lines: rows.into_iter().map(|row| public_line(&app, asked.locale, row)).collect(),
        agencies,
        agency: agency.unwrap_or_default(),
        first,
        next,
        acknowledge_within: rules.acknowledge_within,
        source: Some(rules.source.clone()),
    };
    page(&app, &asked, Audience::Passing, StatusCode::OK, move |chrome| app::pages::feedback::list::page(chrome, &view))
        .await
}

pub(super) async fn one(State(app): State<App>, asked: Asked, Path(path): Path<HashMap<String, String>>) -> Response {
    match app.services.public_feedback(code_of(&path)).await {
        Ok(tracked) => show(&app, &asked, &tracked, None).await,
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

pub(super) async fn support(
    State(app): State<App>,
    asked: Asked,
    caller: Caller,
    browser: Browser,
    Path(path): Path<HashMap<String, String>>,
) -> Response {
    let code = code_of(&path);
    let asked = Asked { path: format!("/phan-anh/{code}"), ..asked };
    if let Err(wait) = app.limits.check_voice(&format!("too {}", caller.group())) {
        metrics::counter!("rate_limited_total", "limit" => "voice").increment(1);
        return limited_page(&app, &asked, wait.as_secs() + 1).await;
    }
    let token = browser_token(&app, &browser);
    let counted = match app.services.support_feedback(code, token_hash(&token)).await {
        Ok(counted) => counted,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let mut response = match app.services.public_feedback(code).await {
        Ok(tracked) => show(&app, &asked, &tracked, Some(counted)).await,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    if browser.0.is_none()
        && let Some(cookie) = set_cookie(&token)
    {
        response.headers_mut().append(axum::http::header::SET_COOKIE, cookie);
    }
    response
}

fn code_of(path: &HashMap<String, String>) -> &str {
    path.get("code").map(String::as_str).unwrap_or_default()
}

async fn show(app: &App, asked: &Asked, tracked: &TrackedFeedback, supported: Option<bool>) -> Response {
    let found = found_in_public(app, asked.locale, &tracked.case, &tracked.state);
    let view = PublicFeedbackView { found, supported };
    let audience = if supported.is_some() { Audience::OnePerson } else { Audience::Passing };
    page(app, asked, audience, StatusCode::OK, move |chrome| app::pages::feedback::item::page(chrome, &view)).await
}
