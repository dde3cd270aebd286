//! What runs beside the requests.

mod calendar;
mod forms;
mod keep_house;
mod reload_catalogue;

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::http::App;

/// Forgets the counters of addresses that have been quiet.
const SWEEP: Duration = Duration::from_secs(60);

/// Starts the jobs; they end when `stop` says so.
pub fn start(app: &App, stop: &watch::Receiver<bool>) -> Vec<JoinHandle<()>> {
    vec![
        tokio::spawn(reload_catalogue::run(app.clone(), stop.clone())),
        tokio::spawn(calendar::run(app.clone(), stop.clone())),
        tokio::spawn(forms::reload(app.clone(), stop.clone())),
        tokio::spawn(forms::write_mistakes(app.clone(), stop.clone())),
        tokio::spawn(sweep(app.clone(), stop.clone())),
        tokio::spawn(keep_house::send_notices(app.clone(), stop.clone())),
        tokio::spawn(keep_house::clear(app.clone(), stop.clone())),
        tokio::spawn(keep_house::check_files(app.clone(), stop.clone())),
    ]
}

async fn sweep(app: App, mut stop: watch::Receiver<bool>) {
    while pause(SWEEP, &mut stop).await {
        app.forget_quiet_addresses();
    }
}

/// Waits; false when it is time to stop.
async fn pause(time: Duration, stop: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        () = tokio::time::sleep(time) => true,
        _ = stop.wait_for(|stop| *stop) => false,
    }
}
