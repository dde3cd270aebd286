//! Messages about drafts, clearing what is over, reading files again. What is done stands in the services; every run may be
//! cut off and repeated, and several processes may run at once.

use std::time::Duration;

use tokio::sync::watch;

use super::pause;
use crate::http::App;
use crate::services::ServiceError;

/// Somebody who asked for a link is waiting for it.
const NOTICES: Duration = Duration::from_secs(15);
const CLEARING: Duration = Duration::from_secs(10 * 60);
const CHECKING: Duration = Duration::from_secs(10 * 60);
/// Read again in one run: some 9 GiB a day.
const CHECKED_BYTES: u64 = 64 * 1024 * 1024;

pub(super) async fn send_notices(app: App, mut stop: watch::Receiver<bool>) {
    while pause(NOTICES, &mut stop).await {
        if let Err(error) = app.services.plan_notices().await {
            failed("Planning messages", &error);
        }
        match app.services.deliver_notices().await {
            Ok(done) if done.sent > 0 => tracing::info!(notices.sent = done.sent, "Sent messages"),
            Ok(_) => {}
            Err(error) => failed("Sending messages", &error),
        }
    }
}

pub(super) async fn clear(app: App, mut stop: watch::Receiver<bool>) {
    while pause(CLEARING, &mut stop).await {
        match app.services.clear().await {
            Ok(cleared) if cleared.drafts + cleared.files > 0 => {
                tracing::info!(drafts.cleared = cleared.drafts, files.cleared = cleared.files, "Cleared what was over");
            }
            Ok(_) => {}
            Err(error) => failed("Clearing", &error),
        }
    }
}

pub(super) async fn check_files(app: App, mut stop: watch::Receiver<bool>) {
    while pause(CHECKING, &mut stop).await {
        if let Err(error) = app.services.check_files(CHECKED_BYTES).await {
            failed("Reading files again", &error);
        }
    }
}

/// The next run tries again.
fn failed(what: &'static str, error: &ServiceError) {
    match error {
        ServiceError::Failed(cause) => tracing::error!(cause = %crate::cli::chain(&**cause), "{what} failed"),
        ServiceError::Busy => tracing::warn!("{what} waits: the database is busy"),
        ServiceError::Refused(refusal) => tracing::error!(key = refusal.key, "{what} was refused"),
    }
}
