//! Rating through a link that came with the news or was shown at the counter.

use std::collections::HashMap;

use app::view::{RatedView, RatingView};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Problem;

use super::rate::typed;
use crate::http::error_page::service_error_page;
use crate::http::page::{Asked, Audience, page};
use crate::http::routes::feedback::words::agency_name;
use crate::http::state::App;
use crate::services::{RefusalKind, ServiceError};

type Fields = HashMap<String, String>;

pub(in crate::http) async fn show(State(app): State<App>, asked: Asked, Path(path): Path<Fields>) -> Response {
    ask(&app, &asked, &path, &Fields::new(), Vec::new()).await
}

pub(in crate::http) async fn send(
    State(app): State<App>,
    asked: Asked,
    Path(path): Path<Fields>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    let field = |name: &str| fields.get(name).map(String::as_str);
    let token = path.get("token").map(String::as_str).unwrap_or_default();
    match app.services.rate_by_link(token, field, field("comment").unwrap_or_default()).await {
        Ok(()) => said(&app, &asked, StatusCode::OK, None).await,
        Err(ServiceError::Refused(refusal)) if refusal.kind == RefusalKind::Invalid => {
            ask(&app, &asked, &path, &fields, refusal.problems).await
        }
        Err(error) => refused(&app, &asked, error).await,
    }
}

async fn ask(app: &App, asked: &Asked, path: &Fields, fields: &Fields, problems: Vec<Problem>) -> Response {
    let token = path.get("token").map(String::as_str).unwrap_or_default();
    let linked = match app.services.linked_rating(token).await {
        Ok(linked) => linked,
        Err(error) => return refused(app, asked, error).await,
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    // Whoever has the link may not be the holder: nothing of the dossier but the agency is shown.
    let view = RatingView {
        code: String::new(),
        pin: String::new(),
        link: Some(token.to_owned()),
        procedure_name: String::new(),
        agency: agency_name(app, asked.locale, linked.open.desk()),
        occasion: linked.occasion,
        is_change: false,
        answers: typed(fields),
        comment: fields.get("comment").cloned().unwrap_or_default(),
        problems,
    };
    let asked = without_token(asked);
    page(app, &asked, Audience::OnePerson, status, move |chrome| app::pages::tracking::rate::page(chrome, &view)).await
}

/// The token stands in no link of the page: in the other language one begins at the front page.
fn without_token(asked: &Asked) -> Asked {
    Asked { path: "/".to_owned(), query: String::new(), ..asked.clone() }
}

async fn refused(app: &App, asked: &Asked, error: ServiceError) -> Response {
    match error {
        ServiceError::Refused(refusal) => {
            let status = match refusal.kind {
                RefusalKind::NotFound => StatusCode::NOT_FOUND,
                _ => StatusCode::CONFLICT,
            };
            said(app, asked, status, Some(Problem::new("", refusal.key, &refusal.arguments))).await
        }
        error => service_error_page(app, &without_token(asked), error).await,
    }
}

/// Thanks, or why the link does nothing.
async fn said(app: &App, asked: &Asked, status: StatusCode, problem: Option<Problem>) -> Response {
    let view = RatedView { problem };
    let asked = without_token(asked);
    page(app, &asked, Audience::OnePerson, status, move |chrome| app::pages::tracking::rated::page(chrome, &view)).await
}
