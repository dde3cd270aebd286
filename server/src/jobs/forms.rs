//! Serves forms that were published meanwhile, and writes down the counted mistakes.

use std::time::Duration;

use tokio::sync::watch;

use super::keep_house::failed;
use super::{Pulse, pause};
use crate::forms::{FormsError, load};
use crate::http::App;
use crate::services::job_runs::{FORMS, MISTAKES};

const LOOK: Duration = Duration::from_secs(2);
/// Counts may wait: what is lost with the process are a few seconds of statistics.
const WRITE: Duration = Duration::from_secs(10);

pub(super) async fn reload(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(FORMS);
    while pause(LOOK, &mut stop).await {
        match reload_if_published(&app).await {
            Ok(()) => pulse.ran(&app).await,
            Err(error) => {
                tracing::error!(error = %crate::cli::chain(&error), "The forms could not be reloaded; the old ones are served on");
            }
        }
    }
}

/// Loads the forms when one was published by another process or by the command line.
async fn reload_if_published(app: &App) -> Result<(), FormsError> {
    let services = &app.services;
    let version = services.storage.forms_version().await?;
    if version == services.forms.served().version() {
        return Ok(());
    }
    let served = load(&*services.storage).await?;
    let count = served.len();
    services.forms.replace(served);
    app.forget_pages();
    tracing::info!(forms.count = count, forms.version = version, "Serving new forms");
    Ok(())
}

pub(super) async fn write_mistakes(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(MISTAKES);
    while pause(WRITE, &mut stop).await {
        if write(&app).await {
            pulse.ran(&app).await;
        }
    }
    write(&app).await;
}

async fn write(app: &App) -> bool {
    match app.services.write_mistakes().await {
        Ok(()) => true,
        Err(error) => {
            failed("Counting mistakes with forms", &error);
            false
        }
    }
}
