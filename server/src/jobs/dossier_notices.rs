//! Sends the notices about dossiers.

use std::time::Duration;

use tokio::sync::watch;

use super::keep_house::failed;
use super::{Pulse, pause};
use crate::http::App;
use crate::services::job_runs::DOSSIER_NOTICES;

/// Messages that are on their way when the process is told to stop may still arrive; then they need not be sent again.
const GRACE: Duration = Duration::from_secs(10);

pub(super) async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(DOSSIER_NOTICES);
    let stopped = stop.clone();
    while pause(DOSSIER_NOTICES.every, &mut stop).await {
        let mut stopped = stopped.clone();
        let too_long = async {
            let _ = stopped.wait_for(|stop| *stop).await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            outcome = app.services.deliver_dossier_notices() => match outcome {
                Ok(done) => {
                    if done.sent > 0 {
                        tracing::info!(notices.sent = done.sent, "Sent notices about dossiers");
                    }
                    pulse.ran(&app).await;
                }
                Err(error) => failed("Sending notices about dossiers", &error),
            },
            () = too_long => return,
        }
    }
}
