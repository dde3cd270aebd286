//! Following a dossier by code and PIN. The answer is in the answer to the form: neither code nor PIN stands in an address.

pub(in crate::http) mod calendar;
pub(in crate::http) mod live;
pub(in crate::http) mod message;
pub(in crate::http) mod paper;
pub(in crate::http) mod rate;
pub(in crate::http) mod rate_link;
pub(in crate::http) mod supplement;
pub(in crate::http) mod withdraw;

use std::collections::HashMap;

use app::components::address::FilingWay;
use app::view::TrackingView;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::dossier::DossierCode;
use domain::feedback::FeedbackCode;
use serde::Deserialize;

use super::feedback;
use super::filing::steps::{browser_token, see_other_as, step_href};
use crate::http::browser::Browser;
use crate::http::error_page::{limited_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::http::tracked::tracked_view;
use crate::services::{RefusalKind, ServiceError, Tracked, token_hash};

pub(in crate::http) async fn form(
    State(app): State<App>,
    asked: Asked,
    query: Result<Query<HashMap<String, String>>, QueryRejection>,
) -> Response {
    // The QR code of a paper leads here with the code of its dossier; the PIN is typed. Kept by nobody then.
    let code = query.ok().and_then(|Query(query)| query.get("ma")?.parse::<DossierCode>().ok());
    let asked = Asked { query: String::new(), ..asked };
    match code {
        Some(code) => {
            let view = TrackingView { code: code.to_string(), ..TrackingView::default() };
            show(&app, &asked, Audience::OnePerson, StatusCode::OK, view).await
        }
        None => show(&app, &asked, Audience::Everybody, StatusCode::OK, TrackingView::default()).await,
    }
}

#[derive(Default, Deserialize)]
pub(in crate::http) struct LookUpForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    pin: String,
}

pub(in crate::http) async fn look_up(
    State(app): State<App>,
    asked: Asked,
    form: Result<Form<LookUpForm>, FormRejection>,
) -> Response {
    let Ok(Form(form)) = form else {
        let view = TrackingView { problem: Some("code_form".into()), ..TrackingView::default() };
        return show(&app, &asked, Audience::OnePerson, StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    let typed: String = form.code.chars().take(80).collect();
    let miss = |problem: &str| missed(&typed, problem);
    if form.code.parse::<FeedbackCode>().is_ok() {
        return feedback::mine::look_up(&app, &asked, &form.code, &form.pin).await;
    }
    if form.code.parse::<DossierCode>().is_err() {
        let view = miss("code_form");
        return show(&app, &asked, Audience::OnePerson, StatusCode::UNPROCESSABLE_ENTITY, view).await;
    }
    if let Some(slowed) = slowed(&app, &asked, &form.code, &form.pin).await {
        return slowed;
    }
    show_dossier(&app, &asked, &form.code, &form.pin, StatusCode::OK, TrackingView::default()).await
}

/// The dossier's page, or the look-up page when code or PIN is wrong. `view` says what was just done.
async fn show_dossier(
    app: &App,
    asked: &Asked,
    code: &str,
    pin: &str,
    status: StatusCode,
    view: TrackingView,
) -> Response {
    let found = async {
        let tracked = app.services.track(code, pin).await?;
        app.services.see_messages(&tracked).await?;
        tracked_view(app, asked.locale, &tracked, pin).await
    };
    match found.await {
        Ok(found) => {
            app.limits.prove(code, pin);
            let view = TrackingView { code: found.code.clone(), found: Some(found), ..view };
            show(app, asked, Audience::OnePerson, status, view).await
        }
        Err(error) => miss_or_error(app, asked, code, error).await,
    }
}

/// The look-up page for a wrong code or PIN; a page of its own for everything else.
async fn miss_or_error(app: &App, asked: &Asked, code: &str, error: ServiceError) -> Response {
    match error {
        ServiceError::Refused(refusal) if refusal.key == "dossier_not_found" => {
            let code: String = code.chars().take(80).collect();
            show(app, asked, Audience::OnePerson, StatusCode::NOT_FOUND, missed(&code, refusal.key)).await
        }
        error => service_error_page(app, asked, error).await,
    }
}

fn missed(code: &str, problem: &str) -> TrackingView {
    TrackingView { code: code.to_owned(), problem: Some(problem.to_owned()), ..TrackingView::default() }
}

/// Counts a try at a code; the page to answer with when there were too many.
async fn slowed(app: &App, asked: &Asked, code: &str, pin: &str) -> Option<Response> {
    let wait = app.limits.check_code(code, pin).err()?;
    metrics::counter!("rate_limited_total", "limit" => "code").increment(1);
    Some(limited_page(app, asked, wait.as_secs() + 1).await)
}

/// The dossier of whoever knows code and PIN.
///
/// # Errors
/// The answer otherwise: to wait, or the look-up page.
async fn held(app: &App, asked: &Asked, code: &str, pin: &str) -> Result<Tracked, Response> {
    if let Some(slowed) = slowed(app, asked, code, pin).await {
        return Err(slowed);
    }
    match app.services.track(code, pin).await {
        Ok(tracked) => {
            app.limits.prove(code, pin);
            Ok(tracked)
        }
        Err(error) => Err(miss_or_error(app, asked, code, error).await),
    }
}

/// Addresses that take posts only lead to the look-up when the page is asked for in the other language.
fn as_look_up(asked: Asked) -> Asked {
    Asked { path: "/tra-cuu".to_owned(), ..asked }
}

/// Begins a new draft with the answers of the dossier, in this browser.
pub(in crate::http) async fn copy(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    form: Result<Form<LookUpForm>, FormRejection>,
) -> Response {
    let asked = as_look_up(asked);
    let form = form.map(|Form(form)| form).unwrap_or_default();
    if let Some(slowed) = slowed(&app, &asked, &form.code, &form.pin).await {
        return slowed;
    }
    let token = browser_token(&app, &browser);
    match app.services.copy_dossier(&form.code, &form.pin, Some(token_hash(&token)), asked.locale).await {
        Ok(copied) => {
            see_other_as(&browser, &token, &step_href(&asked, &FilingWay::Online(copied.procedure), "nguoi-nop"))
        }
        Err(ServiceError::Refused(refusal)) if refusal.kind == RefusalKind::NotFound => {
            let code: String = form.code.chars().take(80).collect();
            show(&app, &asked, Audience::OnePerson, StatusCode::NOT_FOUND, missed(&code, refusal.key)).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

async fn show(app: &App, asked: &Asked, audience: Audience, status: StatusCode, view: TrackingView) -> Response {
    page(app, asked, audience, status, move |chrome| app::pages::tracking::lookup::page(chrome, &view)).await
}
