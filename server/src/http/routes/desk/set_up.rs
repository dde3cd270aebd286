//! The first sign-in, step by step.

use app::view::{Chrome, DeskHead, RecoveryCodesView, SetUpView};
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::filing::Problem;

use super::sign_in::is_over;
use super::{Fields, fields, problems_of, text};
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::qr::qr;
use crate::http::routes::filing::steps::see_other;
use crate::http::staff::{head_of, set_staff_cookie, sign_in_href, staff_token};
use crate::http::state::App;
use crate::services::staff::SetUpState;

pub(super) async fn show(State(app): State<App>, asked: Asked, headers: HeaderMap) -> Response {
    step(&app, &asked, &headers, StatusCode::OK, Vec::new()).await
}

/// The step that is next, or the sign-in page.
async fn step(app: &App, asked: &Asked, headers: &HeaderMap, status: StatusCode, problems: Vec<Problem>) -> Response {
    let state = match staff_token(headers) {
        Some(token) => app.services.staff.set_up_state(&token).await,
        None => Ok(None),
    };
    let view = match state {
        Ok(Some(SetUpState::Password { login })) => SetUpView { login, secret: None, problems },
        Ok(Some(SetUpState::SecondFactor { login, secret, uri })) => {
            SetUpView { login, secret: Some((secret, qr(&uri))), problems }
        }
        Ok(None) => return see_other(&sign_in_href(asked, None)),
        Err(error) => return service_error_page(app, asked, error).await,
    };
    // The forms lead to addresses of their own; the link to the other language leads to the page.
    let asked = Asked { path: "/can-bo/thiet-lap".to_owned(), ..asked.clone() };
    page(app, &asked, Audience::OnePerson, status, move |chrome| app::pages::desk::set_up::page(chrome, &view)).await
}

pub(super) async fn password(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    let Some(token) = staff_token(&headers) else { return see_other(&sign_in_href(&asked, None)) };
    let set = app.services.staff.set_up_password(&token, text(&fields, "password"), text(&fields, "repeated")).await;
    match set {
        Ok(()) => see_other(&asked.href("/can-bo/thiet-lap")),
        Err(error) if is_over(&error) => see_other(&sign_in_href(&asked, None)),
        Err(error) => match problems_of(&app, &asked, error).await {
            Ok(problems) => step(&app, &asked, &headers, StatusCode::UNPROCESSABLE_ENTITY, problems).await,
            Err(response) => response,
        },
    }
}

pub(super) async fn confirm(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    let Some(token) = staff_token(&headers) else { return see_other(&sign_in_href(&asked, None)) };
    match app.services.staff.finish_set_up(&token, text(&fields, "code")).await {
        Ok((token, codes)) => {
            let head = match app.services.staff.signed_in(&token).await {
                Ok(Some(person)) => head_of(&app, asked.locale, &person),
                Ok(None) => return see_other(&sign_in_href(&asked, None)),
                Err(error) => return service_error_page(&app, &asked, error).await,
            };
            let mut response = recovery_codes(&app, &asked, head, codes, true).await;
            set_staff_cookie(&mut response, &token);
            response
        }
        Err(error) if is_over(&error) => see_other(&sign_in_href(&asked, None)),
        Err(error) => match problems_of(&app, &asked, error).await {
            Ok(problems) => step(&app, &asked, &headers, StatusCode::UNPROCESSABLE_ENTITY, problems).await,
            Err(response) => response,
        },
    }
}

/// The page with recovery codes: the answer to the form, because they are told only once.
pub(super) async fn recovery_codes(
    app: &App,
    asked: &Asked,
    head: DeskHead,
    codes: Vec<String>,
    first: bool,
) -> Response {
    let view = RecoveryCodesView { codes, first };
    // This address takes posts only: the link to the other language leads to the account.
    let asked = Asked { path: "/can-bo/tai-khoan".to_owned(), ..asked.clone() };
    let draw = move |chrome: &Chrome| app::pages::desk::set_up::codes(chrome, &head, &view);
    page(app, &asked, Audience::OnePerson, StatusCode::OK, draw).await
}
