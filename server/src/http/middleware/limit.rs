//! Turns an address away that asks too often, with the time to wait and a page or problem that explains.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use crate::http::api::problem;
use crate::http::caller::Caller;
use crate::http::error_page::limited_page;
use crate::http::limits::Cost;
use crate::http::page::Asked;
use crate::http::router::{Access, ROUTES};
use crate::http::state::App;

/// Whether a post tries a code, as every route does that the table gives to the holder of one: whoever tries many is guessing.
fn tries_a_code(path: &str) -> bool {
    ROUTES.iter().any(|(method, route, access)| {
        *method == "POST" && *route == path && matches!(access, Access::PinHolder | Access::CodeHolder)
    })
}

/// Posts that try a password, a second factor or a one-time code, or ask for one.
const SIGN_INS: [&str; 4] = ["/can-bo/dang-nhap", "/can-bo/xac-thuc", "/dang-nhap", "/dang-nhap/ma"];

pub(in crate::http) async fn limit_rate(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = Asked::of(&parts.uri);
    let is_api = asked.path.starts_with("/api/");
    let is_look_up = parts.method == Method::POST && tries_a_code(&asked.path);
    let is_sign_in = parts.method == Method::POST && SIGN_INS.contains(&asked.path.as_str());
    let cost = if is_look_up {
        Cost::LookUp
    } else if is_sign_in {
        Cost::SignIn
    } else if parts.method.is_safe() {
        Cost::Read
    } else {
        Cost::Write
    };
    // A health check that is turned away would take a working process out of service.
    if !asked.path.starts_with("/health/")
        && let Err(wait) = app.limits.check(Caller::of(&parts, &app).group(), cost)
    {
        metrics::counter!("rate_limited_total", "limit" => cost.name()).increment(1);
        let seconds = wait.as_secs() + 1;
        return if is_api {
            problem::limited(problem::language(&parts.headers), seconds)
        } else {
            limited_page(&app, &asked, seconds).await
        };
    }
    next.run(Request::from_parts(parts, body)).await
}
