//! The own account.

use app::view::{AccountView, Chrome, DeskHead, SessionLine};
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Problem;
use uuid::Uuid;

use super::set_up::recovery_codes;
use super::{Fields, fields, problems_of, role_lines, text};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::routes::filing::steps::see_other;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::{RefusalKind, ServiceError};

const PAGE: &str = "/can-bo/tai-khoan";

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let password_changed = query.is_ok_and(|Query(fields)| fields.contains_key("da-doi"));
    let more = AccountView { password_changed, ..AccountView::default() };
    account(&app, &asked, &officer, StatusCode::OK, more).await
}

/// The page with what `more` says beside what is stored.
async fn account(app: &App, asked: &Asked, officer: &Officer, status: StatusCode, more: AccountView) -> Response {
    match view(app, asked, officer, more).await {
        Ok(view) => {
            // The forms lead to addresses of their own.
            let asked = Asked { path: PAGE.to_owned(), ..asked.clone() };
            let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::account::page(chrome, head, &view);
            officer.page(app, &asked, status, draw).await
        }
        Err(error) => service_error_page(app, asked, error).await,
    }
}

async fn view(app: &App, asked: &Asked, officer: &Officer, more: AccountView) -> Result<AccountView, ServiceError> {
    let accounts = &app.services.staff;
    let sessions = accounts.sessions(officer.id).await?;
    let record = app.services.storage.staff(officer.id).await?;
    Ok(AccountView {
        login: officer.login.clone(),
        roles: record.map(|record| role_lines(app, asked, officer, &record)).unwrap_or_default(),
        sessions: sessions
            .into_iter()
            .map(|session| SessionLine {
                id: session.id.to_string(),
                browser: session.browser,
                began: session.created_at,
                seen: session.last_seen_at,
                current: session.id == officer.session,
            })
            .collect(),
        recovery_codes_left: accounts.recovery_codes_left(officer).await?,
        ..more
    })
}

pub(super) async fn end_session(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    let ended = match text(&fields, "session").parse::<Uuid>() {
        Ok(id) => app.services.staff.end_session(&officer, id).await,
        Err(_form) => Err(ServiceError::refused(RefusalKind::NotFound, "session_unknown")),
    };
    match ended {
        // One that has ended meanwhile is what was wanted.
        Ok(()) | Err(ServiceError::Refused(_)) => see_other(&asked.href(PAGE)),
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

pub(super) async fn change_password(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    let (current, password, repeated) =
        (text(&fields, "current"), text(&fields, "password"), text(&fields, "repeated"));
    match app.services.staff.change_password(&officer, current, password, repeated).await {
        Ok(()) => see_other(&format!("{}?da-doi", asked.href(PAGE))),
        Err(error) => match problems_of(&app, &asked, error).await {
            Ok(problems) => wrong(&app, &asked, &officer, problems, false).await,
            Err(response) => response,
        },
    }
}

pub(super) async fn renew_codes(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    match app.services.staff.renew_recovery_codes(&officer, text(&fields, "current_of_codes")).await {
        Ok(codes) => recovery_codes(&app, &asked, officer.head(&app, asked.locale), codes, false).await,
        Err(error) => match problems_of(&app, &asked, error).await {
            Ok(mut problems) => {
                problems.iter_mut().for_each(|problem| problem.field = "current_of_codes".to_owned());
                wrong(&app, &asked, &officer, problems, true).await
            }
            Err(response) => response,
        },
    }
}

async fn wrong(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    problems: Vec<Problem>,
    problems_of_codes: bool,
) -> Response {
    let more = AccountView { problems, problems_of_codes, ..AccountView::default() };
    account(app, asked, officer, StatusCode::UNPROCESSABLE_ENTITY, more).await
}
