//! Messages about drafts, clearing what is over, reading files again. What is done stands in the services; every run may be
//! cut off and repeated, and several processes may run at once.

use tokio::sync::watch;

use super::{Pulse, pause};
use crate::http::App;
use crate::services::ServiceError;
use crate::services::job_runs::{CHECK_FILES, CLEAR, DRAFT_NOTICES};

/// Read again in one run: some 9 GiB a day.
const CHECKED_BYTES: u64 = 64 * 1024 * 1024;

pub(super) async fn send_notices(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(DRAFT_NOTICES);
    while pause(DRAFT_NOTICES.every, &mut stop).await {
        let planned = app.services.plan_notices().await;
        if let Err(error) = &planned {
            failed("Planning messages", error);
        }
        match app.services.deliver_notices().await {
            Ok(done) => {
                if done.sent > 0 {
                    tracing::info!(notices.sent = done.sent, "Sent messages");
                }
                if planned.is_ok() {
                    pulse.ran(&app).await;
                }
            }
            Err(error) => failed("Sending messages", &error),
        }
    }
}

pub(super) async fn clear(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(CLEAR);
    while pause(CLEAR.every, &mut stop).await {
        match app.services.clear().await {
            Ok(cleared) => {
                if cleared.drafts + cleared.files > 0 {
                    tracing::info!(
                        drafts.cleared = cleared.drafts,
                        files.cleared = cleared.files,
                        "Cleared what was over"
                    );
                }
                pulse.ran(&app).await;
            }
            Err(error) => failed("Clearing", &error),
        }
    }
}

pub(super) async fn check_files(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(CHECK_FILES);
    while pause(CHECK_FILES.every, &mut stop).await {
        match app.services.check_files(CHECKED_BYTES).await {
            Ok(_) => pulse.ran(&app).await,
            Err(error) => failed("Reading files again", &error),
        }
    }
}

/// The next run tries again.
pub(super) fn failed(what: &'static str, error: &ServiceError) {
    match error {
        ServiceError::Failed(cause) => tracing::error!(cause = %crate::cli::chain(&**cause), "{what} failed"),
        ServiceError::Busy => tracing::warn!("{what} waits: the database is busy"),
        ServiceError::Refused(refusal) => tracing::error!(key = refusal.key, "{what} was refused"),
    }
}
