//! The readable page on the API.

use app::locale::Locale;
use app::view::ApiView;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::http::api::v1::openapi::CALLS;
use crate::http::page::{Asked, Audience, page};
use crate::http::state::App;

pub(in crate::http) async fn api(State(app): State<App>, asked: Asked) -> Response {
    let asked = Asked { query: String::new(), ..asked };
    let calls = CALLS.map(|(method, path, vi, en)| {
        (method.to_owned(), path.to_owned(), if asked.locale == Locale::En { en } else { vi }.to_owned())
    });
    let view = ApiView { calls: calls.to_vec(), openapi_href: "/api/v1/openapi.json".to_owned() };
    page(&app, &asked, Audience::Everybody, StatusCode::OK, move |chrome| app::pages::about::api::page(chrome, &view))
        .await
}
