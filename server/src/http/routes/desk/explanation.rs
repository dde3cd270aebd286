//! The head of an agency explains delays of a published month.

use app::view::{Chrome, DeskHead, ExplanationsView};
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::indicator::Period;
use domain::staff::Permission;

use super::{Fields, fields, text};
use crate::http::error_page::{not_found_page, service_error_page};
use crate::http::page::Asked;
use crate::http::routes::filing::steps::see_other;
use crate::http::routes::publication::explanation_line;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::ServiceError;

/// Requests of the page: two years of one agency and some below.
const SHOWN: i64 = 100;

pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    query: Result<Query<Fields>, QueryRejection>,
) -> Response {
    let done = query.is_ok_and(|Query(query)| query.contains_key("xong"));
    listed(&app, &asked, &officer, StatusCode::OK, ExplanationsView { done, ..ExplanationsView::default() }).await
}

async fn listed(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    status: StatusCode,
    mut view: ExplanationsView,
) -> Response {
    let reach = officer.reach(Permission::Explain).into_iter().map(str::to_owned).collect();
    match app.services.storage.explanations_of(reach, SHOWN).await {
        Ok(lines) => {
            view.lines = lines.into_iter().filter_map(|line| explanation_line(app, asked.locale, line)).collect();
        }
        Err(error) => return service_error_page(app, asked, error.into()).await,
    }
    let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::explanations::page(chrome, head, &view);
    officer.page(app, asked, status, draw).await
}

pub(super) async fn explain(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
    form: Result<axum::Form<Fields>, FormRejection>,
) -> Response {
    let asked = Asked { path: "/can-bo/giai-trinh".to_owned(), ..asked };
    let agency = text(&path, "agency").to_owned();
    let Some(period @ Period::Month(..)) = text(&path, "month").parse().ok() else {
        return not_found_page(&app, &asked).await;
    };
    if let Err(response) = officer.require(&app, &asked, Permission::Explain, &agency).await {
        return response;
    }
    // The one text of the form; its name differs from form to form of the page.
    let typed = fields(form).into_iter().find(|(name, _)| name.starts_with("words")).map(|(_, typed)| typed);
    let typed = typed.unwrap_or_default();
    match app.services.explain(period.month_numbers().0, &agency, &typed, officer.id).await {
        Ok(()) => see_other(&asked.href("/can-bo/giai-trinh?xong")),
        Err(ServiceError::Refused(refusal)) if !refusal.problems.is_empty() => {
            let view = ExplanationsView {
                refused: Some((period, agency, typed)),
                problems: refusal.problems,
                ..ExplanationsView::default()
            };
            listed(&app, &asked, &officer, StatusCode::UNPROCESSABLE_ENTITY, view).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}
