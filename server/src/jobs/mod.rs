//! What runs beside the requests.

mod calendar;
mod deadlines;
mod dossier_notices;
mod forms;
mod keep_house;
mod live;
mod reload_catalogue;

use std::time::Duration;

use time::OffsetDateTime;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::http::App;
use crate::services::job_runs::{Job, show_job_runs};

/// Forgets the counters of addresses that have been quiet.
const SWEEP: Duration = Duration::from_secs(60);
const SHOW_RUNS: Duration = Duration::from_secs(30);

/// Starts the jobs; they end when `stop` says so.
pub fn start(app: &App, stop: &watch::Receiver<bool>) -> Vec<JoinHandle<()>> {
    vec![
        tokio::spawn(reload_catalogue::run(app.clone(), stop.clone())),
        tokio::spawn(live::run(app.clone(), stop.clone())),
        tokio::spawn(calendar::run(app.clone(), stop.clone())),
        tokio::spawn(forms::reload(app.clone(), stop.clone())),
        tokio::spawn(forms::write_mistakes(app.clone(), stop.clone())),
        tokio::spawn(sweep(app.clone(), stop.clone())),
        tokio::spawn(keep_house::send_notices(app.clone(), stop.clone())),
        tokio::spawn(dossier_notices::run(app.clone(), stop.clone())),
        tokio::spawn(deadlines::draft_apologies(app.clone(), stop.clone())),
        tokio::spawn(deadlines::publish_months(app.clone(), stop.clone())),
        tokio::spawn(deadlines::escalate_feedback(app.clone(), stop.clone())),
        tokio::spawn(deadlines::move_due_dates(app.clone(), stop.clone())),
        tokio::spawn(show_runs(app.clone(), stop.clone())),
        tokio::spawn(keep_house::clear(app.clone(), stop.clone())),
        tokio::spawn(keep_house::check_files(app.clone(), stop.clone())),
    ]
}

async fn sweep(app: App, mut stop: watch::Receiver<bool>) {
    while pause(SWEEP, &mut stop).await {
        app.forget_quiet_addresses();
    }
}

/// Shows how it stands with the jobs of all processes.
async fn show_runs(app: App, mut stop: watch::Receiver<bool>) {
    loop {
        match app.services.job_runs().await {
            Ok(runs) => show_job_runs(&runs, app.started_at, app.services.clock.now()),
            Err(error) => keep_house::failed("Reading when the jobs ran", &error),
        }
        if !pause(SHOW_RUNS, &mut stop).await {
            return;
        }
    }
}

/// Writes down that a job runs.
struct Pulse {
    job: Job,
    kept: Option<OffsetDateTime>,
}

impl Pulse {
    fn of(job: Job) -> Self {
        Self { job, kept: None }
    }

    /// The job has run to its end. Once a minute it is written down.
    async fn ran(&mut self, app: &App) {
        let now = app.services.clock.now();
        if self.kept.is_some_and(|kept| kept <= now && now < kept.saturating_add(time::Duration::MINUTE)) {
            return;
        }
        match app.services.job_succeeded(self.job).await {
            Ok(()) => self.kept = Some(now),
            Err(error) => keep_house::failed("Keeping when a job ran", &error),
        }
    }
}

/// Waits; false when it is time to stop.
async fn pause(time: Duration, stop: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        () = tokio::time::sleep(time) => true,
        _ = stop.wait_for(|stop| *stop) => false,
    }
}
