//! Looking a dossier up by code and PIN. The answer is in the answer to the form: neither code nor PIN stands in an address.

use app::view::{TimelineEntry, TrackedDossier, TrackingView};
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::Response;
use domain::catalogue::shown::display_name;
use domain::dossier::DossierCode;
use domain::dossier::DossierEvent;
use serde::Deserialize;

use super::filing::steps::{browser_token, see_other_as, step_href};
use crate::http::browser::Browser;
use crate::http::error_page::{limited_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::{RefusalKind, ServiceError, Tracked, token_hash};

pub(in crate::http) async fn form(State(app): State<App>, asked: Asked) -> Response {
    let asked = Asked { query: String::new(), ..asked };
    show(&app, &asked, Audience::Everybody, StatusCode::OK, TrackingView::default()).await
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
    let miss = |problem: &str| TrackingView { code: typed.clone(), problem: Some(problem.to_owned()), found: None };
    if form.code.parse::<DossierCode>().is_err() {
        let view = miss("code_form");
        return show(&app, &asked, Audience::OnePerson, StatusCode::UNPROCESSABLE_ENTITY, view).await;
    }
    if let Err(wait) = app.limits.check_code(&form.code) {
        metrics::counter!("rate_limited_total", "limit" => "code").increment(1);
        return limited_page(&app, &asked, wait.as_secs() + 1).await;
    }
    match app.services.track(&form.code, &form.pin).await {
        Ok(tracked) => match found(&app, &asked, tracked, &form.pin).await {
            Ok(found) => {
                let view = TrackingView { code: found.code.clone(), problem: None, found: Some(found) };
                show(&app, &asked, Audience::OnePerson, StatusCode::OK, view).await
            }
            Err(error) => service_error_page(&app, &asked, error).await,
        },
        Err(ServiceError::Refused(refusal)) => {
            show(&app, &asked, Audience::OnePerson, StatusCode::NOT_FOUND, miss(refusal.key)).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// Begins a new draft with the answers of the dossier, in this browser.
pub(in crate::http) async fn copy(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    form: Result<Form<LookUpForm>, FormRejection>,
) -> Response {
    // An error page links to the look-up in the other language, for this address takes posts only.
    let asked = Asked { path: "/tra-cuu".to_owned(), ..asked };
    let form = form.map(|Form(form)| form).unwrap_or_default();
    if let Err(wait) = app.limits.check_code(&form.code) {
        metrics::counter!("rate_limited_total", "limit" => "code").increment(1);
        return limited_page(&app, &asked, wait.as_secs() + 1).await;
    }
    let token = browser_token(&app, &browser);
    match app.services.copy_dossier(&form.code, &form.pin, Some(token_hash(&token)), asked.locale).await {
        Ok(copied) => see_other_as(&token, &step_href(&asked, &copied.procedure, "nguoi-nop")),
        Err(ServiceError::Refused(refusal)) if refusal.kind == RefusalKind::NotFound => {
            let code: String = form.code.chars().take(80).collect();
            let view = TrackingView { code, problem: Some(refusal.key.to_owned()), found: None };
            show(&app, &asked, Audience::OnePerson, StatusCode::NOT_FOUND, view).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// The PIN, when the procedure can be filed today: the button that copies the dossier needs it.
async fn copy_with(app: &App, procedure: &str, pin: &str) -> Result<Option<String>, ServiceError> {
    let current = app.services.procedure(procedure).await?;
    let fileable = current.is_some_and(|current| app.services.check_fileable(&current).is_ok());
    Ok(fileable.then(|| pin.to_owned()))
}

async fn found(app: &App, asked: &Asked, tracked: Tracked, pin: &str) -> Result<TrackedDossier, ServiceError> {
    let Tracked { record, answer_is_late } = tracked;
    let current = app.services.procedure_revision(&record.procedure_code, record.procedure_revision).await?;
    let procedure_name = current.map_or_else(
        || record.procedure_code.clone(),
        |current| match (asked.locale, &current.service) {
            (app::locale::Locale::En, Some(service)) => service.name_en.clone(),
            _ => display_name(&current.procedure),
        },
    );
    let agency = app.services.data.agency(&record.agency_code);
    let copy_with = copy_with(app, &record.procedure_code, pin).await?;
    Ok(TrackedDossier {
        copy_with,
        agency: agency.map_or_else(|| record.agency_code.clone(), |agency| asked.locale.of(&agency.name).to_owned()),
        code: record.code,
        status: record.status,
        procedure_code: record.procedure_code,
        procedure_name,
        submitted_at: record.submitted_at,
        answer_due_at: record.answer_due_at,
        answer_is_late,
        timeline: public(&record.events),
        files: record.files.iter().map(|file| (file.name.clone(), file.size.unsigned_abs())).collect(),
    })
}

/// What the applicant sees of a history.
fn public(events: &[DossierEvent]) -> Vec<TimelineEntry> {
    let kinds = events.iter().map(|entry| TimelineEntry { kind: entry.event.kind(), at: entry.at });
    kinds.filter(|entry| entry.kind.is_public()).collect()
}

async fn show(app: &App, asked: &Asked, audience: Audience, status: StatusCode, view: TrackingView) -> Response {
    page(app, asked, audience, status, move |chrome| app::pages::tracking::lookup::page(chrome, &view)).await
}
