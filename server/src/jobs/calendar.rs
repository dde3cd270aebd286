//! Serves days off that were imported meanwhile.

use std::time::Duration;

use storage::StorageError;
use tokio::sync::watch;

use super::{Pulse, pause};
use crate::calendar::CalendarChange;
use crate::http::App;
use crate::services::job_runs::CALENDAR;

const LOOK: Duration = Duration::from_secs(2);

pub(super) async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(CALENDAR);
    while pause(LOOK, &mut stop).await {
        match reload_if_imported(&app).await {
            Ok(()) => pulse.ran(&app).await,
            Err(error) => {
                tracing::error!(error = %crate::cli::chain(&error), "The calendar could not be reloaded; the old one is used on");
            }
        }
    }
}

async fn reload_if_imported(app: &App) -> Result<(), StorageError> {
    if let Some(change) = app.services.calendars.reload(&*app.services.storage).await? {
        changed(app, &change);
    }
    Ok(())
}

/// What follows from days off that were decreed. Every process comes here once for each version it sees come; one that starts
/// later does not, so what must be done exactly once goes by `Calendars::version`, kept as the position of a job.
fn changed(app: &App, change: &CalendarChange) {
    app.forget_pages();
    tracing::info!(calendar.version = change.version, calendar.days = change.dates.len(), "Using a new calendar");
}
