//! When the jobs of the portal last ran.

use app::view::{Chrome, DeskHead, JobLine, JobsView};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::ServiceError;

pub(super) async fn show(State(app): State<App>, asked: Asked, officer: Officer) -> Response {
    match lines(&app).await {
        Ok(lines) => {
            let view = JobsView { lines };
            let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::jobs::page(chrome, head, &view);
            officer.page(&app, &asked, StatusCode::OK, draw).await
        }
        Err(error) => service_error_page(&app, &asked, error).await,
    }
}

/// How it stands with every job.
pub(super) async fn lines(app: &App) -> Result<Vec<JobLine>, ServiceError> {
    let now = app.services.clock.now();
    let runs = app.services.job_runs().await?;
    Ok(runs
        .into_iter()
        .map(|run| JobLine {
            name: run.job.name,
            every: run.job.every.as_secs(),
            succeeded_at: run.succeeded_at,
            late: run.is_late(app.started_at, now),
        })
        .collect())
}
