//! Serves forms that were published meanwhile, and writes down the counted mistakes.

use std::time::Duration;

use tokio::sync::watch;

use super::pause;
use crate::forms::{FormsError, load};
use crate::http::App;

const LOOK: Duration = Duration::from_secs(2);
/// Counts may wait: what is lost with the process are a few seconds of statistics.
const WRITE: Duration = Duration::from_secs(10);

pub(super) async fn reload(app: App, mut stop: watch::Receiver<bool>) {
    while pause(LOOK, &mut stop).await {
        if let Err(error) = reload_if_published(&app).await {
            tracing::error!(error = %crate::cli::chain(&error), "The forms could not be reloaded; the old ones are served on");
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
    while pause(WRITE, &mut stop).await {
        app.services.write_mistakes().await;
    }
    app.services.write_mistakes().await;
}
