//! Who of the citizens is asking, and the gate to what only they may see.

use app::pages::account::SIGN_IN;
use app::view::AccountHead;
use axum::extract::{FromRequestParts, OriginalUri, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::account::Keeping;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::ops::Deref;

use super::cookie;
use super::error_page::service_error_page;
use super::page::{Asked, is_plain_path};
use super::routes::filing::steps::see_other;
use super::state::App;
use crate::services::account::Holder;

const COOKIE: &str = "__Host-motcua-account";
/// The browser that asked for a one-time code.
const CODE_COOKIE: &str = "__Host-motcua-code";

/// The token of the session, if there is one of the right form.
pub(super) fn account_token(headers: &HeaderMap) -> Option<String> {
    cookie::token(headers, COOKIE)
}

/// Lets the response set the cookie of a session: on the person's own device it outlives the browser.
pub(super) fn set_account_cookie(response: &mut Response, token: &str, keeping: Keeping) {
    let age = match keeping {
        Keeping::OwnDevice => u32::try_from(keeping.longest().whole_seconds()).ok(),
        Keeping::SharedDevice => None,
    };
    cookie::set(response, COOKIE, token, age);
}

/// Lets the response take the cookie of the session away.
pub(super) fn clear_account_cookie(response: &mut Response) {
    cookie::clear(response, COOKIE);
}

/// The token of the browser that asked for a one-time code.
pub(super) fn code_token(headers: &HeaderMap) -> Option<String> {
    cookie::token(headers, CODE_COOKIE)
}

/// Lets the response set the cookie of a one-time code; it ends with the browser.
pub(super) fn set_code_cookie(response: &mut Response, token: &str) {
    cookie::set(response, CODE_COOKIE, token, None);
}

/// Lets the response take the cookie of a one-time code away.
pub(super) fn clear_code_cookie(response: &mut Response) {
    cookie::clear(response, CODE_COOKIE);
}

/// Somebody who is signed in. Only routes that the table gives to holders of an account get one.
#[derive(Clone)]
pub(super) struct Citizen(Holder);

impl Deref for Citizen {
    type Target = Holder;

    fn deref(&self) -> &Holder {
        &self.0
    }
}

impl Citizen {
    /// As whom they act, for the frame of a page.
    pub(super) fn head(&self) -> AccountHead {
        AccountHead { called: self.called() }
    }
}

impl FromRequestParts<App> for Citizen {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Response> {
        // Put there by the gate; a route that the table does not give to holders of an account has none.
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            tracing::error!("A route asks who is signed in, but the table of routes does not give it to accounts");
            StatusCode::FORBIDDEN.into_response()
        })
    }
}

/// A page to which somebody may be led after signing in: their own ones, and the steps of filing. None for every other
/// address.
pub(super) fn safe_return(path: &str) -> Option<String> {
    let plain = path.strip_prefix("/en").filter(|rest| rest.starts_with('/')).unwrap_or(path);
    let known = ["/tai-khoan", "/nop-ho-so", "/bo-sung"];
    let is_known = known.iter().any(|known| {
        plain.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || rest.starts_with('?'))
    });
    (is_known && is_plain_path(path)).then(|| path.to_owned())
}

/// The address of the sign-in page that leads back to `back`.
pub(super) fn sign_in_href(asked: &Asked, back: Option<&str>) -> String {
    let href = asked.href(SIGN_IN);
    match back {
        Some(back) => format!("{href}?tiep={}", utf8_percent_encode(back, NON_ALPHANUMERIC)),
        None => href,
    }
}

/// The gate: goes on for somebody who is signed in, and leads everybody else to the sign-in page.
pub(super) async fn authorise_citizen(app: App, mut request: Request, next: Next) -> Response {
    let uri = request.extensions().get::<OriginalUri>().map_or_else(|| request.uri().clone(), |uri| uri.0.clone());
    let asked = Asked::of(&uri);
    let signed_in = match account_token(request.headers()) {
        Some(token) => app.services.signed_in_citizen(&token).await,
        None => Ok(None),
    };
    match signed_in {
        Ok(Some(holder)) => {
            request.extensions_mut().insert(Citizen(holder));
            next.run(request).await
        }
        Ok(None) => {
            // A form cannot be sent again after signing in; its page can be opened again.
            let back = (request.method() == Method::GET)
                .then(|| uri.path_and_query().and_then(|path| safe_return(path.as_str())))
                .flatten();
            see_other(&sign_in_href(&asked, back.as_deref()))
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_portal_are_returned_to() {
        for good in [
            "/tai-khoan",
            "/tai-khoan?truoc=H28.14-261122-0001",
            "/en/tai-khoan/bao-mat",
            "/nop-ho-so/1.001193/nguoi-nop",
            "/en/bo-sung/0199",
        ] {
            assert_eq!(safe_return(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "/",
            "//evil.example/tai-khoan",
            "https://evil.example/tai-khoan",
            "/tai-khoan//evil.example",
            "/tai-khoan.evil.example",
            "/tai-khoanx",
            "/tai-khoan\\evil",
            "/tai-khoan/../can-bo",
            "/tai-khoan/\r\nx: y",
            "/en//tai-khoan",
            "/en/en/tai-khoan",
            "/can-bo",
            "/dang-xuat",
            "javascript:alert(1)",
        ] {
            assert_eq!(safe_return(bad), None, "{bad:?}");
        }
    }
}
