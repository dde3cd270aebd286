//! Giving a narrowed queue a name, and forgetting it.

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::filing::Problem;
use domain::fold::nfc;
use storage::{SaveOutcome, SavedFilter};
use uuid::Uuid;

use super::super::{Fields, text};
use super::choice::choice_of;
use super::queue_page;
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::routes::filing::steps::see_other;
use crate::http::staff::Officer;
use crate::http::state::App;

/// Most filters of one person.
const MOST: i64 = 20;
/// Longest name, in characters.
const LONGEST_NAME: usize = 60;

pub(in super::super) async fn save(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    query: Result<Query<Fields>, QueryRejection>,
    sent: Result<Form<Fields>, FormRejection>,
) -> Response {
    let query = query.map(|Query(fields)| fields).unwrap_or_default();
    let fields = super::super::fields(sent);
    let typed: String = nfc(text(&fields, "name")).chars().filter(|sign| !sign.is_control()).collect();
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let choice = choice_of(&officer, &query);
    let problem = match name.chars().count() {
        0 => Some("filter_name_missing"),
        long if long > LONGEST_NAME => Some("filter_name_too_long"),
        _ => {
            let id = app.services.random.uuid(app.services.clock.now());
            let filter = SavedFilter { id, name: name.clone(), query: choice.query() };
            match app.services.storage.save_filter(officer.id, filter, MOST).await {
                Ok(SaveOutcome::TooMany) => Some("filter_too_many"),
                Ok(SaveOutcome::Saved | SaveOutcome::Replaced) => None,
                Err(error) => return service_error_page(&app, &asked, error.into()).await,
            }
        }
    };
    let Some(key) = problem else { return see_other(&choice.href(asked.locale)) };
    let asked = Asked { path: "/can-bo/ho-so".to_owned(), ..asked };
    queue_page(&app, &asked, &officer, &query, StatusCode::UNPROCESSABLE_ENTITY, |view| {
        view.problems = vec![Problem::new("name", key, &[])];
        view.name = name;
    })
    .await
}

pub(in super::super) async fn forget(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
) -> Response {
    if let Ok(id) = text(&path, "id").parse::<Uuid>()
        && let Err(error) = app.services.storage.forget_filter(officer.id, id).await
    {
        return service_error_page(&app, &asked, error.into()).await;
    }
    see_other(&asked.href("/can-bo/ho-so"))
}
