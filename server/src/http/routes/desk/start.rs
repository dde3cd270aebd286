//! Where somebody arrives after signing in.

use app::view::{Chrome, Counted, DeskHead, DeskStartView, DeskWarnings};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::staff::Permission;
use storage::QueueFilter;
use time::OffsetDateTime;

use super::dossier::agency_name;
use super::near::near_until;
use super::{jobs, mailbox, notices, role_lines};
use crate::http::error_page::service_error_page;
use crate::http::page::Asked;
use crate::http::staff::Officer;
use crate::http::state::App;
use crate::services::ServiceError;

/// What is warned of is counted up to here.
const COUNTED: usize = 100;
/// Agencies below that are named.
const MOST_BELOW: i64 = 10;

pub(super) async fn show(State(app): State<App>, asked: Asked, officer: Officer) -> Response {
    let record = match app.services.storage.staff(officer.id).await {
        Ok(record) => record,
        Err(error) => return service_error_page(&app, &asked, error.into()).await,
    };
    let roles = record.map(|record| role_lines(&app, &asked, &officer, &record)).unwrap_or_default();
    let permissions = Permission::ALL.into_iter().filter(|permission| officer.may_anywhere(*permission)).collect();
    let warnings = match warnings(&app, &asked, &officer).await {
        Ok(warnings) => warnings,
        Err(error) => return service_error_page(&app, &asked, error).await,
    };
    let view = DeskStartView { roles, permissions, warnings };
    let draw = move |chrome: &Chrome, head: &DeskHead| app::pages::desk::start::page(chrome, head, &view);
    officer.page(&app, &asked, StatusCode::OK, draw).await
}

fn counted<T>(found: &[T]) -> Counted {
    Counted { count: found.len().min(COUNTED), more: found.len() > COUNTED }
}

/// The agencies below one's own that are late.
async fn late_below(
    app: &App,
    asked: &Asked,
    officer: &Officer,
    own: &[String],
    now: OffsetDateTime,
) -> Result<Vec<(String, String, i64)>, ServiceError> {
    let reach = officer.reach(Permission::SeeQueue).into_iter().map(str::to_owned);
    let below: Vec<String> = reach.filter(|unit| !own.contains(unit)).collect();
    if below.is_empty() {
        return Ok(Vec::new());
    }
    let late = app.services.storage.late_units(below, now, MOST_BELOW).await?;
    Ok(late.into_iter().map(|(code, late)| (code.clone(), agency_name(app, asked, &code), late)).collect())
}

async fn warnings(app: &App, asked: &Asked, officer: &Officer) -> Result<DeskWarnings, ServiceError> {
    let now = app.services.clock.now();
    let most = COUNTED + 1;
    let mut warnings = DeskWarnings::default();
    if officer.may_anywhere(Permission::SeeQueue) {
        let mut units: Vec<String> = officer.grants.iter().map(|grant| grant.agency.clone()).collect();
        units.retain(|unit| officer.may(Permission::SeeQueue, unit));
        units.sort_unstable();
        units.dedup();
        let until = near_until(app, units.iter().map(String::as_str), now);
        let between = |due_from: Option<OffsetDateTime>, due_before: OffsetDateTime| {
            let due_before = Some(due_before);
            let filter = QueueFilter { units: units.clone(), due_from, due_before, ..QueueFilter::default() };
            app.services.storage.queue(filter, None, i64::try_from(most).unwrap_or(i64::MAX))
        };
        warnings.late = counted(&between(None, now).await?);
        warnings.near = counted(&between(Some(now), until).await?);
        warnings.late_below = late_below(app, asked, officer, &units, now).await?;
    }
    if officer.may_anywhere(Permission::SeeFailedNotices) {
        warnings.failed_notices = counted(&notices::failed(app, officer, most).await?);
    }
    if officer.may_anywhere(Permission::SeeJobs) {
        let lines = jobs::lines(app).await?;
        warnings.late_jobs = lines.into_iter().filter(|line| line.late).map(|line| line.name).collect();
    }
    warnings.mailbox = officer.may_anywhere(Permission::SeeMailbox) && mailbox::is_here(app).await;
    Ok(warnings)
}
