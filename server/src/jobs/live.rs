//! Asks how the dossiers stand whose pages are open, all in one question, and ends the streams when the process stops. Every
//! process asks for its own pages, so news reaches them whichever process wrote it.

use std::time::Duration;

use tokio::sync::watch;

use super::{Pulse, pause};
use crate::http::App;
use crate::services::job_runs::LIVE;

const LOOK: Duration = Duration::from_secs(2);

pub(super) async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(LIVE);
    while pause(LOOK, &mut stop).await {
        match app.tell_news().await {
            Ok(()) => pulse.ran(&app).await,
            Err(error) => tracing::warn!(%error, "Open pages could not be told what is new; they are told later"),
        }
    }
    app.end_streams();
}
