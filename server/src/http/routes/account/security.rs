//! Name, ways to sign in, and where somebody is signed in.

use app::pages::account::SECURITY;
use app::view::{ContactLine, SecurityDone, SecurityView, SessionLine};
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::account::ContactKind;
use domain::filing::Problem;

use super::sign_in::code_href;
use super::{Fields, fields, problems_of, text, typed};
use crate::http::account::{Citizen, set_code_cookie};
use crate::http::browser::Browser;
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::routes::filing::steps::{browser_token, see_other};
use crate::http::state::App;
use crate::services::ServiceError;
use crate::services::account::ContactAnswer;

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    citizen: Citizen,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let done = query.ok().and_then(|Query(fields)| match fields.get("xong")?.as_str() {
        "ten" => Some(SecurityDone::NameKept),
        "them" => Some(SecurityDone::ContactAdded),
        "bo" => Some(SecurityDone::ContactRemoved),
        "phien" => Some(SecurityDone::SessionEnded),
        _ => None,
    });
    render(&app, &asked, &citizen, StatusCode::OK, SecurityView { done, ..SecurityView::default() }).await
}

async fn render(app: &App, asked: &Asked, citizen: &Citizen, status: StatusCode, view: SecurityView) -> Response {
    let sessions = match app.services.citizen_sessions(citizen).await {
        Ok(sessions) => sessions,
        Err(error) => return service_error_page(app, asked, error).await,
    };
    let contact = |contact: &domain::account::Contact| ContactLine {
        address: contact.address.clone(),
        is_email: contact.kind == ContactKind::Email,
    };
    let line = |here: crate::services::account::SignedInHere| SessionLine {
        id: here.session.id.to_string(),
        browser: here.session.browser,
        began: here.session.created_at,
        seen: here.session.last_seen_at,
        current: here.current,
    };
    let view = SecurityView {
        head: citizen.head(),
        name: if view.problems.is_empty() { citizen.name.clone().unwrap_or_default() } else { view.name },
        contacts: citizen.contacts.iter().map(contact).collect(),
        sessions: sessions.into_iter().map(line).collect(),
        open_until: Some(citizen.open_until),
        ..view
    };
    let asked = Asked { path: SECURITY.to_owned(), query: String::new(), ..asked.clone() };
    page(app, &asked, Audience::OnePerson, status, move |chrome| app::pages::account::security::page(chrome, &view))
        .await
}

/// Leads back to the page, which says what was done.
fn done(asked: &Asked, what: &str) -> Response {
    see_other(&asked.href(&format!("{SECURITY}?xong={what}")))
}

/// The page with what is wrong, or a page of its own.
async fn refused(app: &App, asked: &Asked, citizen: &Citizen, error: ServiceError, view: SecurityView) -> Response {
    match problems_of(app, asked, error).await {
        Ok(problems) => {
            let view = SecurityView { problems, ..view };
            render(app, asked, citizen, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
        Err(response) => response,
    }
}

pub(super) async fn name(
    State(app): State<App>,
    asked: Asked,
    citizen: Citizen,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    match app.services.name_account(&citizen, text(&fields, "name")).await {
        Ok(()) => done(&asked, "ten"),
        Err(error) => {
            let view = SecurityView { name: typed(&fields, "name"), ..SecurityView::default() };
            refused(&app, &asked, &citizen, error, view).await
        }
    }
}

pub(super) async fn add_contact(
    State(app): State<App>,
    asked: Asked,
    citizen: Citizen,
    browser: Browser,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    let own = browser_token(&app, &browser);
    match app.services.ask_sign_in_code(text(&fields, "contact"), Some(&citizen), &own, asked.locale).await {
        Ok(token) => {
            let mut response = see_other(&code_href(&asked, None));
            set_code_cookie(&mut response, &token);
            response
        }
        Err(error) => {
            let name = citizen.name.clone().unwrap_or_default();
            let view = SecurityView { contact: typed(&fields, "contact"), name, ..SecurityView::default() };
            refused(&app, &asked, &citizen, error, view).await
        }
    }
}

pub(super) async fn remove_contact(
    State(app): State<App>,
    asked: Asked,
    citizen: Citizen,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    let key = match app.services.remove_contact(&citizen, text(&fields, "address")).await {
        Ok(ContactAnswer::Removed) => return done(&asked, "bo"),
        Ok(ContactAnswer::IsTheOnlyOne) => "contact_only_one",
        Err(ServiceError::Refused(refusal)) => refusal.key,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let name = citizen.name.clone().unwrap_or_default();
    let view = SecurityView { problems: vec![Problem::new("contact", key, &[])], name, ..SecurityView::default() };
    render(&app, &asked, &citizen, StatusCode::CONFLICT, view).await
}

pub(super) async fn end_session(
    State(app): State<App>,
    asked: Asked,
    citizen: Citizen,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    // Ended already, or never theirs: the list shows what goes on.
    let Ok(session) = text(&fields, "session").parse() else { return done(&asked, "phien") };
    match app.services.end_citizen_session(&citizen, session).await {
        Ok(()) | Err(ServiceError::Refused(_)) => done(&asked, "phien"),
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}
