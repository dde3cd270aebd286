//! Signing in and out.

use app::view::{SecondFactorView, SignInNotice, SignInView};
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::{Fields, fields, problems_of, text};
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::routes::filing::steps::see_other;
use crate::http::staff::{
    SIGN_IN, browser_label, clear_staff_cookie, safe_return, set_staff_cookie, sign_in_href, staff_token,
};
use crate::http::state::App;
use crate::services::ServiceError;
use crate::services::staff::Entrance;

/// Longest login that is shown again.
const MOST_TYPED: usize = 64;

/// Name of the field and of the parameter that say where to go on (*tiếp*).
const BACK: &str = "tiep";

fn back_of(fields: &Fields) -> Option<String> {
    fields.get(BACK).and_then(|path| safe_return(path))
}

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    let back = back_of(&query);
    // Somebody who is signed in already is let through.
    if let Some(token) = staff_token(&headers) {
        match app.services.staff.signed_in(&token).await {
            Ok(Some(_)) => return see_other(&back.unwrap_or_else(|| asked.href("/can-bo"))),
            Ok(None) => {}
            Err(error) => return service_error_page(&app, &asked, error).await,
        }
    }
    let notice = match (query.contains_key("da-thoat"), back.is_some() && staff_token(&headers).is_some()) {
        (true, _) => Some(SignInNotice::SignedOut),
        (false, true) => Some(SignInNotice::SignInAgain),
        (false, false) => None,
    };
    form(&app, &asked, StatusCode::OK, SignInView { back, notice, ..SignInView::default() }).await
}

async fn form(app: &App, asked: &Asked, status: StatusCode, view: SignInView) -> Response {
    page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::desk::sign_in::page(chrome, &view)).await
}

pub(super) async fn sign_in(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    let (login, back) = (text(&fields, "login"), back_of(&fields));
    match app.services.staff.sign_in(login, text(&fields, "password"), &browser_label(&headers)).await {
        Ok(entrance) => {
            let (href, token) = match entrance {
                Entrance::SecondFactor(token) => (with_back(&asked.href("/can-bo/xac-thuc"), back.as_deref()), token),
                Entrance::SetUp(token) => (asked.href("/can-bo/thiet-lap"), token),
            };
            let mut response = see_other(&href);
            set_staff_cookie(&mut response, &token);
            response
        }
        Err(error) => match problems_of(&app, &asked, error).await {
            Ok(problems) => {
                let login = login.chars().take(MOST_TYPED).collect();
                let view = SignInView { login, back, problems, notice: None };
                form(&app, &asked, StatusCode::UNPROCESSABLE_ENTITY, view).await
            }
            Err(response) => response,
        },
    }
}

fn with_back(href: &str, back: Option<&str>) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    match back {
        Some(back) => format!("{href}?{BACK}={}", utf8_percent_encode(back, NON_ALPHANUMERIC)),
        None => href.to_owned(),
    }
}

pub(super) async fn show_second_factor(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let back = query.map(|Query(fields)| back_of(&fields)).unwrap_or_default();
    let waits = match staff_token(&headers) {
        Some(token) => app.services.staff.awaits_second_factor(&token).await,
        None => Ok(false),
    };
    match waits {
        Ok(true) => {
            second_factor(&app, &asked, StatusCode::OK, SecondFactorView { back, ..SecondFactorView::default() }).await
        }
        Ok(false) => see_other(&sign_in_href(&asked, back.as_deref())),
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

async fn second_factor(app: &App, asked: &Asked, status: StatusCode, view: SecondFactorView) -> Response {
    let draw = move |chrome: &app::view::Chrome| app::pages::desk::sign_in::second_factor(chrome, &view);
    page(app, asked, Audience::OnePerson, status, draw).await
}

pub(super) async fn pass_second_factor(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    let back = back_of(&fields);
    let Some(token) = staff_token(&headers) else { return see_other(&sign_in_href(&asked, back.as_deref())) };
    let recovery = fields.contains_key("recovery");
    let typed = text(&fields, if recovery { "recovery" } else { "code" });
    match app.services.staff.pass_second_factor(&token, typed).await {
        Ok(token) => {
            let mut response = see_other(&back.unwrap_or_else(|| asked.href("/can-bo")));
            set_staff_cookie(&mut response, &token);
            response
        }
        Err(error) if is_over(&error) => see_other(&sign_in_href(&asked, back.as_deref())),
        Err(error) => match problems_of(&app, &asked, error).await {
            Ok(mut problems) => {
                for problem in problems.iter_mut().filter(|_| recovery) {
                    problem.field = "recovery".to_owned();
                }
                let view = SecondFactorView { back, problems, recovery };
                second_factor(&app, &asked, StatusCode::UNPROCESSABLE_ENTITY, view).await
            }
            Err(response) => response,
        },
    }
}

/// The session in which this was asked is over.
pub(super) fn is_over(error: &ServiceError) -> bool {
    matches!(error, ServiceError::Refused(refusal) if refusal.key == "sign_in_again")
}

pub(super) async fn sign_out(State(app): State<App>, asked: Asked, headers: HeaderMap) -> Response {
    if let Some(token) = staff_token(&headers)
        && let Err(error) = app.services.staff.sign_out(&token).await
    {
        return service_error_page(&app, &asked, error).await;
    }
    let mut response = see_other(&format!("{}?da-thoat", asked.href(SIGN_IN)));
    clear_staff_cookie(&mut response);
    response
}
