//! Where the one-time code goes, and signing out.

use app::pages::account::SIGN_IN;
use app::view::EnterView;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{BACK, Fields, fields, problems_of, text, typed};
use crate::http::account::{account_token, clear_account_cookie, safe_return, set_code_cookie};
use crate::http::browser::Browser;
use crate::http::error_page::{limited_page, service_error_page};
use crate::http::page::{Asked, Audience, page};
use crate::http::routes::filing::steps::{browser_token, see_other, see_other_as};
use crate::http::state::App;

/// The address of the page on which the code is typed.
pub(super) fn code_href(asked: &Asked, back: Option<&str>) -> String {
    let href = asked.href("/dang-nhap/ma");
    match back {
        Some(back) => format!("{href}?{BACK}={}", utf8_percent_encode(back, NON_ALPHANUMERIC)),
        None => href,
    }
}

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    let back = query.get(BACK).and_then(|path| safe_return(path));
    let token = account_token(&headers);
    // Somebody who is signed in already is let through.
    if let Some(token) = &token {
        match app.services.signed_in_citizen(token).await {
            Ok(Some(_)) => return see_other(&back.unwrap_or_else(|| asked.href("/tai-khoan"))),
            Ok(None) => {}
            Err(error) => return service_error_page(&app, &asked, error).await,
        }
    }
    let view = EnterView {
        signed_out: query.contains_key("da-thoat"),
        deleted: query.contains_key("da-xoa"),
        again: back.is_some() && token.is_some(),
        back,
        ..EnterView::default()
    };
    form(&app, &asked, StatusCode::OK, view).await
}

async fn form(app: &App, asked: &Asked, status: StatusCode, view: EnterView) -> Response {
    let (by_email, by_phone) = app.services.sends_codes();
    let view = EnterView { by_email, by_phone, ..view };
    // The address of a post leads to the same form.
    let asked = Asked { path: SIGN_IN.to_owned(), query: String::new(), ..asked.clone() };
    page(app, &asked, Audience::OnePerson, status, move |chrome| app::pages::account::enter::page(chrome, &view)).await
}

pub(super) async fn ask(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    let own = browser_token(&app, &browser);
    let back = fields.get(BACK).and_then(|path| safe_return(path));
    match app.services.ask_sign_in_code(text(&fields, "contact"), None, &own, asked.locale).await {
        Ok(token) => {
            let mut response = see_other_as(&browser, &own, &code_href(&asked, back.as_deref()));
            set_code_cookie(&mut response, &token);
            response
        }
        Err(error) => match problems_of(&app, &asked, error).await {
            Ok(problems) => {
                let view = EnterView { contact: typed(&fields, "contact"), back, problems, ..EnterView::default() };
                form(&app, &asked, StatusCode::UNPROCESSABLE_ENTITY, view).await
            }
            Err(response) => response,
        },
    }
}

pub(super) async fn sign_out(State(app): State<App>, asked: Asked, headers: HeaderMap) -> Response {
    if let Some(token) = account_token(&headers) {
        let ended = async {
            match app.services.signed_in_citizen(&token).await? {
                Some(holder) => app.services.sign_out_citizen(&holder).await,
                None => Ok(()),
            }
        };
        if let Err(error) = ended.await {
            return service_error_page(&app, &asked, error).await;
        }
    }
    let mut response = see_other(&format!("{}?da-thoat", asked.href(SIGN_IN)));
    clear_account_cookie(&mut response);
    response
}

/// Counts a try at a dossier code; the page to answer with when there were too many.
pub(super) async fn slowed(app: &App, asked: &Asked, code: &str, pin: &str) -> Option<Response> {
    let wait = app.limits.check_code(code, pin).err()?;
    metrics::counter!("rate_limited_total", "limit" => "code").increment(1);
    Some(limited_page(app, asked, wait.as_secs() + 1).await)
}
