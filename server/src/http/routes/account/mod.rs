//! Accounts of citizens: signing in and out, the own page, security.

mod code;
mod data;
mod dossier;
mod draft;
mod my_page;
mod security;
mod sign_in;
mod store;

use std::collections::HashMap;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::rejection::FormRejection;
use axum::response::Response;
use axum::routing::{get, post};
use domain::filing::Problem;

use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::state::App;
use crate::services::ServiceError;

type Fields = HashMap<String, String>;

/// A form of a few lines.
const MAX_FORM: usize = 16 * 1024;
/// Name of the field and of the parameter that say where to go on (*tiếp*).
const BACK: &str = "tiep";

/// The routes, relative to the language.
pub(in crate::http) fn routes() -> Router<App> {
    Router::new()
        .route("/dang-nhap", get(sign_in::show).post(sign_in::ask))
        .route("/dang-nhap/ma", get(code::show).post(code::enter))
        .route("/dang-xuat", post(sign_in::sign_out))
        .route("/tai-khoan", get(my_page::show))
        .route("/tai-khoan/ho-so", post(dossier::add))
        .route("/tai-khoan/ho-so/{dossier}", get(dossier::show))
        .route("/tai-khoan/ban-nhap/{draft}", post(draft::take_up))
        .route("/tai-khoan/ban-nhap/{draft}/bo", post(draft::discard))
        .route("/tai-khoan/kho-giay-to", get(store::show))
        .route("/tai-khoan/du-lieu", get(data::show))
        .route("/tai-khoan/du-lieu.json", get(data::download))
        .route("/tai-khoan/du-lieu/xoa", post(data::delete))
        .route("/tai-khoan/bao-mat", get(security::show))
        .route("/tai-khoan/bao-mat/ten", post(security::name))
        .route("/tai-khoan/bao-mat/lien-he", post(security::add_contact))
        .route("/tai-khoan/bao-mat/bo-lien-he", post(security::remove_contact))
        .route("/tai-khoan/bao-mat/phien", post(security::end_session))
        .layer(DefaultBodyLimit::max(MAX_FORM))
}

fn fields(form: Result<axum::Form<Fields>, FormRejection>) -> Fields {
    form.map(|axum::Form(fields)| fields).unwrap_or_default()
}

fn text<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map(String::as_str).unwrap_or_default()
}

/// What was typed, cut where no answer is that long, to be shown again.
fn typed(fields: &Fields, name: &str) -> String {
    text(fields, name).chars().take(300).collect()
}

/// What a refusal says is wrong with the fields; every other error is a page of its own.
async fn problems_of(app: &App, asked: &Asked, error: ServiceError) -> Result<Vec<Problem>, Response> {
    match error {
        ServiceError::Refused(refusal) if !refusal.problems.is_empty() => Ok(refusal.problems),
        error => Err(service_error_page(app, asked, error).await),
    }
}
