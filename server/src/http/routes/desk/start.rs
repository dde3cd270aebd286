//! Where somebody arrives after signing in.

use app::view::{Chrome, DeskHead, DeskStartView};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::staff::Permission;

use super::role_lines;
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::staff::Officer;
use crate::http::state::App;

pub(super) async fn show(State(app): State<App>, asked: Asked, officer: Officer) -> Response {
    let record = match app.services.storage.staff(officer.id).await {
        Ok(record) => record,
        Err(error) => return service_error_page(&app, &asked, error.into()).await,
    };
    let roles = record.map(|record| role_lines(&app, &asked, &officer, &record)).unwrap_or_default();
    let permissions = Permission::ALL.into_iter().filter(|permission| officer.may_anywhere(*permission)).collect();
    let view = DeskStartView { roles, permissions };
    let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::start::page(chrome, head, &view);
    officer.page(&app, &asked, StatusCode::OK, draw).await
}
