//! Taking a draft along to another device, and restoring the one this browser had.

use std::collections::HashMap;

use app::components::address::FilingWay;
use app::view::{AskedLink, LinkMail, LinkState, ResumeCodeView};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Problem;
use storage::NoticeState;

use super::filer::Filer;
use super::steps::{Step, problems_of, see_other, start_href, step, step_href};
use crate::http::browser::Browser;
use crate::http::error_page::{limited_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;
use crate::services::{ServiceError, Services};

type Fields = HashMap<String, String>;

pub(super) async fn show(State(app): State<App>, asked: Asked, filer: Filer, Path(path): Path<Fields>) -> Response {
    match step(&app, &asked, &filer, &filer.way(&path)).await {
        Ok(found) => code_page(&app, &asked, &found, None, Vec::new()).await,
        Err(response) => response,
    }
}

async fn code_page(app: &App, asked: &Asked, found: &Step, typed: Option<String>, problems: Vec<Problem>) -> Response {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    match view(app, asked, found, typed, problems).await {
        Ok(view) => {
            page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::filing::resume::page(chrome, &view))
                .await
        }
        Err(error) => service_error_page(app, asked, error).await,
    }
}

async fn view(
    app: &App,
    asked: &Asked,
    found: &Step,
    typed: Option<String>,
    problems: Vec<Problem>,
) -> Result<ResumeCodeView, ServiceError> {
    let services = &app.services;
    let mail = match services.mailer {
        Some(_) => {
            let last = services.link_notice(&found.draft).await?;
            let known =
                || Services::address_in(&found.draft.answers).or(last.as_ref().map(|last| last.address.clone()));
            Some(LinkMail { address: typed.or_else(known).unwrap_or_default(), asked: last.map(asked_link) })
        }
        None => None,
    };
    Ok(ResumeCodeView {
        head: found.head(app, asked),
        resume_code: services.shown_resume_code(found.draft.id).await?.to_string(),
        address: format!("{}{}", app.origin, asked.href("/tiep-tuc")),
        mail,
        problems,
    })
}

fn asked_link(notice: NoticeState) -> AskedLink {
    let state = match (notice.sent_at, notice.failed_at) {
        (Some(at), _) => LinkState::Sent(at),
        (None, Some(_)) => LinkState::GivenUp,
        (None, None) => LinkState::Waiting,
    };
    AskedLink { address: notice.address, state }
}

pub(super) async fn send(
    State(app): State<App>,
    asked: Asked,
    filer: Filer,
    Path(path): Path<Fields>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let way = filer.way(&path);
    let found = match step(&app, &asked, &filer, &way).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    let address: String = fields.get("email").map(|email| email.chars().take(200).collect()).unwrap_or_default();
    for key in [address.as_str(), &found.draft.id.to_string()] {
        if let Err(wait) = app.limits.check_mail(key) {
            metrics::counter!("rate_limited_total", "limit" => "mail").increment(1);
            return limited_page(&app, &asked, wait.as_secs() + 1).await;
        }
    }
    match app.services.ask_for_link(&found.draft, &address, asked.locale).await {
        Ok(()) => see_other(&step_href(&asked, &way, "lam-tiep")),
        Err(error) => match problems_of(&app, &asked, error).await {
            Ok(problems) => code_page(&app, &asked, &found, Some(address), problems).await,
            Err(response) => response,
        },
    }
}

pub(super) async fn restore(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    Path(path): Path<Fields>,
) -> Response {
    let code = path.get("code").cloned().unwrap_or_default();
    let way = FilingWay::Online(code.clone());
    let Some(hash) = browser.hash() else { return see_other(&start_href(&asked, &way)) };
    match app.services.restore_held(&code, hash).await {
        Ok(()) => see_other(&step_href(&asked, &way, "nguoi-nop")),
        // Nothing to restore any more: the first step says what there is.
        Err(ServiceError::Refused(_)) => see_other(&start_href(&asked, &way)),
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}
