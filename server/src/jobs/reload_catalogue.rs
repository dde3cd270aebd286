//! Notices that the catalogue was published anew (by another process, or by the command line) and serves it.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::{Pulse, pause};
use crate::catalogue::{Catalogue, LoadError, desk_day};
use crate::http::App;
use crate::services::job_runs::CATALOGUE;

const LOOK: Duration = Duration::from_secs(2);

pub(super) async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(CATALOGUE);
    while pause(LOOK, &mut stop).await {
        match reload_if_changed(&app).await {
            Ok(()) => pulse.ran(&app).await,
            Err(error) => {
                tracing::error!(error = %crate::cli::chain(&error), "The catalogue could not be reloaded; the old one is served on");
            }
        }
    }
}

/// Loads the catalogue when its version has changed, or when a new day may have changed which desks receive what.
async fn reload_if_changed(app: &App) -> Result<(), LoadError> {
    let services = &app.services;
    let served = services.catalogue();
    let version = services.storage.catalogue_version().await?;
    let today = desk_day(services.clock.now());
    if version == served.version() && today == served.day() {
        return Ok(());
    }
    drop(served);
    let catalogue = Catalogue::load(&*services.storage, Arc::clone(&services.data), today).await?;
    let count = catalogue.entries().len();
    services.catalogue.replace(catalogue);
    app.forget_pages();
    metrics::gauge!("catalogue_procedures").set(count as f64);
    tracing::info!(catalogue.procedures = count, catalogue.version = version, "Serving a new catalogue");
    Ok(())
}
