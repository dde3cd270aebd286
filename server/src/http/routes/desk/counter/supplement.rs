//! Completing a dossier at the counter, for somebody who brings what was asked for.

use app::components::address::FilingWay;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::staff::Permission;

use super::super::dossier::opened;
use super::super::{Fields, text};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::routes::filing::steps::{see_other, step_href};
use crate::http::staff::Officer;
use crate::http::state::App;

pub(in super::super) async fn begin(
    State(app): State<App>,
    asked: Asked,
    officer: Officer,
    Path(path): Path<Fields>,
) -> Response {
    let code = text(&path, "dossier");
    let open = match opened(&app, &asked, &officer, code).await {
        Ok(open) => open,
        Err(response) => return response,
    };
    if let Err(response) = officer.require(&app, &asked, Permission::CounterIntake, open.desk()).await {
        return response;
    }
    match app.services.begin_supplement_at_counter(&open, officer.id, asked.locale).await {
        Ok(draft) => see_other(&step_href(&asked, &FilingWay::Counter(draft.to_string()), "")),
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}
