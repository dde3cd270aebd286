//! Typing the one-time code: it signs in, or adds a way to sign in.

use app::view::CodeView;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::account::Keeping;
use domain::filing::Problem;

use super::sign_in::code_href;
use super::{BACK, Fields, fields, problems_of, text};
use crate::http::account::{
    account_token, clear_code_cookie, code_token, safe_return, set_account_cookie, sign_in_href,
};
use crate::http::browser::{Browser, set_cookie, set_passing_cookie};
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::routes::filing::steps::see_other;
use crate::http::staff::browser_label;
use crate::http::state::App;
use crate::services::ServiceError;
use crate::services::account::{Awaited, EnterCode, Entered, Holder};

/// The code that this browser waits for, if it does.
async fn awaited(app: &App, headers: &HeaderMap) -> Result<Option<(String, Awaited)>, ServiceError> {
    let Some(token) = code_token(headers) else { return Ok(None) };
    Ok(app.services.awaited_code(&token).await?.map(|awaited| (token, awaited)))
}

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    headers: HeaderMap,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let back = query.ok().and_then(|Query(fields)| safe_return(fields.get(BACK)?));
    match awaited(&app, &headers).await {
        Ok(Some((_, awaited))) => {
            form(&app, &asked, StatusCode::OK, &awaited, CodeView { back, ..CodeView::default() }).await
        }
        Ok(None) => see_other(&sign_in_href(&asked, back.as_deref())),
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

async fn form(app: &App, asked: &Asked, status: StatusCode, awaited: &Awaited, view: CodeView) -> Response {
    let view = CodeView {
        sent_to: awaited.contact.masked(),
        good_until: Some(awaited.good_until),
        adds: awaited.adds,
        ..view
    };
    page(app, asked, Audience::OnePerson, status, move |chrome| app::pages::account::enter::code(chrome, &view)).await
}

/// Who is signed in already, for a code that adds a contact.
async fn holder(app: &App, headers: &HeaderMap) -> Result<Option<Holder>, ServiceError> {
    match account_token(headers) {
        Some(token) => app.services.signed_in_citizen(&token).await,
        None => Ok(None),
    }
}

pub(super) async fn enter(
    State(app): State<App>,
    asked: Asked,
    browser: Browser,
    headers: HeaderMap,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = fields(sent);
    let back = fields.get(BACK).and_then(|path| safe_return(path));
    let found = async {
        let awaited = awaited(&app, &headers).await?;
        Ok::<_, ServiceError>((awaited, holder(&app, &headers).await?))
    };
    let (awaited, holder) = match found.await {
        Ok((Some(awaited), holder)) => (awaited, holder),
        // Too late, or sent twice: whoever is signed in by now goes on, everybody else begins again.
        Ok((None, Some(_))) => return see_other(&back.unwrap_or_else(|| asked.href("/tai-khoan"))),
        Ok((None, None)) => return see_other(&sign_in_href(&asked, back.as_deref())),
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let (token, awaited) = awaited;
    let own_device = text(&fields, "own_device") == "yes";
    let keeping = if own_device { Keeping::OwnDevice } else { Keeping::SharedDevice };
    let fresh = app.services.random.token();
    let enter = EnterCode {
        token: &token,
        typed: text(&fields, "code"),
        keeping,
        browser_token: browser.0.as_deref(),
        fresh_browser_token: &fresh,
        browser: &browser_label(&headers),
        locale: asked.locale,
    };
    let merge = text(&fields, "merge") == "yes";
    match app.services.enter_sign_in_code(enter, holder.as_ref(), merge).await {
        Ok(Entered::SignedIn { token, is_new }) => {
            let welcome = asked.href(if is_new { "/tai-khoan?moi" } else { "/tai-khoan" });
            let mut response = see_other(&back.unwrap_or(welcome));
            set_account_cookie(&mut response, &token, keeping);
            clear_code_cookie(&mut response);
            let cookie = match keeping {
                Keeping::OwnDevice => set_cookie(&fresh),
                Keeping::SharedDevice => set_passing_cookie(&fresh),
            };
            if let Some(cookie) = cookie {
                response.headers_mut().append(axum::http::header::SET_COOKIE, cookie);
            }
            response
        }
        Ok(Entered::ContactAdded) => {
            let mut response = see_other(&asked.href("/tai-khoan/bao-mat?xong=them"));
            clear_code_cookie(&mut response);
            response
        }
        Ok(Entered::ContactOfAnother) => {
            let code: String = text(&fields, "code").chars().filter(char::is_ascii_digit).take(6).collect();
            let view = CodeView { merge_with: Some(code), ..CodeView::default() };
            form(&app, &asked, StatusCode::CONFLICT, &awaited, view).await
        }
        Err(error) => match problems_of(&app, &asked, error).await {
            Ok(problems) => {
                again(&app, &asked, &awaited, CodeView { back, problems, own_device, ..CodeView::default() }).await
            }
            Err(response) => response,
        },
    }
}

/// The form once more; a code that is worth nothing any more leads to where a new one is asked for.
async fn again(app: &App, asked: &Asked, awaited: &Awaited, view: CodeView) -> Response {
    // The page that a reload opens is the one of the form.
    let asked = Asked {
        query: code_href(asked, view.back.as_deref())
            .split_once('?')
            .map_or_else(String::new, |(_, query)| query.to_owned()),
        ..asked.clone()
    };
    let is_over = |problem: &Problem| problem.key == "sign_in_code_over";
    let status = if view.problems.iter().any(is_over) { StatusCode::GONE } else { StatusCode::UNPROCESSABLE_ENTITY };
    form(app, &asked, status, awaited, view).await
}
