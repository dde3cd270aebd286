//! Who of the staff is asking, and the one gate through which requests of the desk come.
//!
//! [`authorise`] reads the table `ROUTES`: what the table opens for nobody is open to nobody. Behind it, [`Officer`] says who
//! asks, and [`Officer::require`] whether they may do it with a thing of that agency.

use std::ops::Deref;

use app::locale::Locale;
use app::view::{Chrome, DeskHead, RefusedView};
use axum::extract::{FromRequestParts, MatchedPath, OriginalUri, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::staff::Permission;
use leptos::prelude::IntoView;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::account::authorise_citizen;
use super::api::problem;
use super::cookie;
use super::error_page::service_error_page;
use super::page::{Asked, Audience, is_plain_path, page};
use super::router::{Access, ROUTES, wrong_method};
use super::routes::filing::steps::see_other;
use super::state::App;
use crate::services::staff::SignedIn;

const COOKIE: &str = "__Host-motcua-staff";
/// Where somebody signs in, in Vietnamese.
pub(super) const SIGN_IN: &str = "/can-bo/dang-nhap";
/// Everything below is the desk's.
const DESK: &str = "/can-bo";
const DESK_API: &str = "/api/v1/desk";

/// The token of the staff cookie, if it has the right form.
pub(super) fn staff_token(headers: &HeaderMap) -> Option<String> {
    cookie::token(headers, COOKIE)
}

/// Lets the response set the staff cookie; it ends with the browser.
pub(super) fn set_staff_cookie(response: &mut Response, token: &str) {
    cookie::set(response, COOKIE, token, None);
}

/// Lets the response take the staff cookie away.
pub(super) fn clear_staff_cookie(response: &mut Response) {
    cookie::clear(response, COOKIE);
}

/// Somebody of the staff who is signed in. Only routes that the table gives to staff get one.
#[derive(Clone)]
pub(super) struct Officer(SignedIn);

impl Deref for Officer {
    type Target = SignedIn;

    fn deref(&self) -> &SignedIn {
        &self.0
    }
}

impl Officer {
    /// Lets the request go on if they may do that with a thing of `agency`.
    ///
    /// # Errors
    /// The answer otherwise: which role it takes and whom to ask.
    pub(super) async fn require(
        &self,
        app: &App,
        asked: &Asked,
        permission: Permission,
        agency: &str,
    ) -> Result<(), Response> {
        if self.may(permission, agency) {
            Ok(())
        } else {
            Err(refused(app, asked, self, Some(permission), agency).await)
        }
    }

    /// What the frame of a page shows of them.
    pub(super) fn head(&self, app: &App, locale: Locale) -> DeskHead {
        head_of(app, locale, &self.0)
    }

    /// Renders a page of the desk, kept by nobody.
    pub(super) async fn page<V, F>(&self, app: &App, asked: &Asked, status: StatusCode, view: F) -> Response
    where
        F: FnOnce(&Chrome, &DeskHead) -> V + Send + 'static,
        V: IntoView + 'static,
    {
        let head = self.head(app, asked.locale);
        page(app, asked, Audience::OnePerson, status, move |chrome| view(chrome, &head)).await
    }
}

/// What the frame of a page shows of somebody who is signed in.
pub(super) fn head_of(app: &App, locale: Locale, person: &SignedIn) -> DeskHead {
    let mut places: Vec<&str> = Vec::new();
    for grant in &person.grants {
        if let Some(agency) = app.services.data.agency(&grant.agency) {
            let name = locale.of(&agency.name);
            if !places.contains(&name) {
                places.push(name);
            }
        }
    }
    DeskHead {
        name: person.name.clone(),
        place: places.join(" · "),
        manages_staff: person.may_anywhere(Permission::ManageStaff),
        takes_in: person.may_anywhere(Permission::CounterIntake),
    }
}

impl FromRequestParts<App> for Officer {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Response> {
        // Put there by the gate; a route that the table does not give to staff has none.
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            tracing::error!(
                "A route asks who of the staff is there, but the table of routes does not give it to staff"
            );
            StatusCode::FORBIDDEN.into_response()
        })
    }
}

/// A path of the desk to which somebody may be led after signing in; none for any other address.
pub(super) fn safe_return(path: &str) -> Option<String> {
    let desk = path.strip_prefix("/en").filter(|rest| rest.starts_with('/')).unwrap_or(path);
    let rest = desk.strip_prefix(DESK)?;
    let is_desk = rest.is_empty() || rest.starts_with('/') || rest.starts_with('?');
    // Whoever has just signed in need not do it again.
    let signs_in = ["/dang-nhap", "/dang-xuat", "/xac-thuc", "/thiet-lap"].iter().any(|own| rest.starts_with(own));
    (is_desk && is_plain_path(path) && !signs_in).then(|| path.to_owned())
}

/// The address of the sign-in page that leads back to `back`.
pub(super) fn sign_in_href(asked: &Asked, back: Option<&str>) -> String {
    let href = asked.href(SIGN_IN);
    match back {
        Some(back) => format!("{href}?tiep={}", utf8_percent_encode(back, NON_ALPHANUMERIC)),
        None => href,
    }
}

/// The answer to somebody who is not signed in.
fn stranger(asked: &Asked, method: &Method, uri: &Uri, headers: &HeaderMap) -> Response {
    if asked.path.starts_with("/api/") {
        let mut response = problem::simple(StatusCode::UNAUTHORIZED, "sign_in_needed", problem::language(headers), &[]);
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Cookie"));
        return response;
    }
    // A form cannot be sent again after signing in; its page can be opened again.
    let back =
        (method == Method::GET).then(|| uri.path_and_query().and_then(|path| safe_return(path.as_str()))).flatten();
    see_other(&sign_in_href(asked, back.as_deref()))
}

/// 403: which role it takes, and who can give it.
async fn refused(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    permission: Option<Permission>,
    agency: &str,
) -> Response {
    if asked.path.starts_with("/api/") {
        return problem::simple(StatusCode::FORBIDDEN, "permission_needed", asked.locale, &[]);
    }
    match app.services.staff.administrators_of(agency).await {
        Ok(administrators) => {
            let view = RefusedView { permission, administrators };
            let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::refused::page(chrome, head, &view);
            officer.page(app, asked, StatusCode::FORBIDDEN, draw).await
        }
        Err(error) => service_error_page(app, asked, error).await,
    }
}

/// What the table says about a route; none when it says nothing.
fn access_of(method: &Method, pattern: &str) -> Option<Access> {
    let method = if method == Method::HEAD { "GET" } else { method.as_str() };
    ROUTES.iter().find(|(known, path, _)| *known == method && *path == pattern).map(|(_, _, access)| *access)
}

/// The gate: a request of the desk goes on only if the table of routes opens it for whoever asks.
pub(super) async fn authorise(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let matched = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let Some(pattern) = matched else { return next.run(request).await };
    let pattern = pattern.strip_prefix("/en").filter(|rest| rest.starts_with('/')).unwrap_or(&pattern).to_owned();
    let is_desk = pattern == DESK || pattern.starts_with("/can-bo/") || pattern.starts_with(DESK_API);
    let permission = match access_of(request.method(), &pattern) {
        Some(Access::SignedIn) => None,
        Some(Access::Staff(permission)) => Some(permission),
        Some(Access::AccountHolder) => return authorise_citizen(app, request, next).await,
        None if is_desk => {
            // Routed, but not in the table: for nobody.
            let (method, headers) = (request.method().clone(), request.headers().clone());
            let uri = request.extensions().get::<OriginalUri>().cloned();
            let uri = uri.unwrap_or_else(|| OriginalUri(request.uri().clone()));
            return wrong_method(State(app), uri, method, headers).await;
        }
        _ => return next.run(request).await,
    };
    let uri = request.extensions().get::<OriginalUri>().map_or_else(|| request.uri().clone(), |uri| uri.0.clone());
    let mut asked = Asked::of(&uri);
    if asked.path.starts_with("/api/") {
        asked.locale = problem::language(request.headers());
    }
    let signed_in = match staff_token(request.headers()) {
        Some(token) => app.services.staff.signed_in(&token).await,
        None => Ok(None),
    };
    let officer = match signed_in {
        Ok(Some(person)) => Officer(person),
        Ok(None) => return stranger(&asked, request.method(), &uri, request.headers()),
        Err(error) if asked.path.starts_with("/api/") => {
            return problem::ApiError::new(asked.locale, error).into_response();
        }
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    if let Some(permission) = permission
        && !officer.may_anywhere(permission)
    {
        let agency = officer.grants.first().map(|grant| grant.agency.clone()).unwrap_or_default();
        return refused(&app, &asked, &officer, Some(permission), &agency).await;
    }
    request.extensions_mut().insert(officer);
    next.run(request).await
}

/// Kind of browser and system out of `User-Agent`, in words that tell no person from another.
pub(super) fn browser_label(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(sign, _)| agent.contains(sign)).map_or("?", |(_, name)| *name)
    };
    let browser = first(&[
        ("coc_coc", "Cốc Cốc"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    format!("{browser}, {system}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_desk_are_returned_to() {
        for good in [
            "/can-bo",
            "/can-bo?trang=2",
            "/can-bo/nhan-su",
            "/en/can-bo",
            "/en/can-bo/ho-so/H28.14-261122-0001?a=1&b=%20",
        ] {
            assert_eq!(safe_return(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "/",
            "//evil.example",
            "/can-bo//evil.example",
            "https://evil.example/can-bo",
            "/can-bo@evil.example",
            "/can-bo.evil.example",
            "/can-bo\\evil",
            "/can-bo/../tra-cuu",
            "/can-bo/\r\nx: y",
            "/en//can-bo",
            "/en/en/can-bo",
            "/canbo",
            "javascript:alert(1)",
            "/can-bo/dang-nhap",
            "/can-bo/dang-xuat",
            "/tra-cuu",
            "/can-bo/é",
        ] {
            assert_eq!(safe_return(bad), None, "{bad:?}");
        }
        assert_eq!(safe_return(&format!("/can-bo/{}", "a".repeat(500))), None);
    }

    #[test]
    fn a_browser_is_named_by_its_kind_only() {
        let label = |agent: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::USER_AGENT, HeaderValue::from_static(agent));
            browser_label(&headers)
        };
        assert_eq!(
            label(
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.1 Safari/537.36"
            ),
            "Chrome, Windows"
        );
        assert_eq!(
            label("Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"),
            "Chrome, Android"
        );
        assert_eq!(label("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"), "Firefox, Linux");
        assert_eq!(label("<script>alert(1)</script>"), "?, ?");
    }

    #[test]
    fn only_a_token_of_the_right_form_is_taken() {
        let token = |cookie: String| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::from_str(&cookie).expect("a header"));
            staff_token(&headers)
        };
        let good = "ab".repeat(32);
        assert_eq!(token(format!("a=1; {COOKIE}={good}")), Some(good.clone()));
        assert_eq!(token(format!("motcua-staff={good}")), None);
        assert_eq!(token(format!("{COOKIE}={}", "g".repeat(64))), None);
    }
}
