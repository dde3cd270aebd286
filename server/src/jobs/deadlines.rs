//! Watches due dates: drafts apologies before it is late, and counts again when days off were imported.

use tokio::sync::watch;

use super::keep_house::failed;
use super::{Pulse, pause};
use crate::http::App;
use crate::services::job_runs::{APOLOGIES, ESCALATE, MOVE_DUE, PUBLISH};
use crate::services::publish::Published;

pub(super) async fn draft_apologies(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(APOLOGIES);
    while pause(APOLOGIES.every, &mut stop).await {
        match app.services.draft_apologies().await {
            Ok(drafted) => {
                if drafted > 0 {
                    tracing::info!(apologies.drafted = drafted, "Drafted apologies for leaders to decide on");
                }
                pulse.ran(&app).await;
            }
            Err(error) => failed("Drafting apologies", &error),
        }
    }
}

pub(super) async fn escalate_feedback(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(ESCALATE);
    while pause(ESCALATE.every, &mut stop).await {
        match app.services.escalate_feedback().await {
            Ok(told) => {
                if told > 0 {
                    tracing::info!(feedback.escalated = told, "Told the agencies above of late answers");
                }
                pulse.ran(&app).await;
            }
            Err(error) => failed("Telling of late answers", &error),
        }
    }
}

pub(super) async fn publish_months(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(PUBLISH);
    loop {
        match app.services.publish_last_month().await {
            Ok(outcome) => {
                if let Published::Edition(edition) = outcome {
                    tracing::info!(publication.edition = edition, "Published the month that is over");
                }
                pulse.ran(&app).await;
            }
            Err(error) => failed("Publishing a month", &error),
        }
        if !pause(PUBLISH.every, &mut stop).await {
            return;
        }
    }
}

pub(super) async fn move_due_dates(app: App, mut stop: watch::Receiver<bool>) {
    let mut pulse = Pulse::of(MOVE_DUE);
    while pause(MOVE_DUE.every, &mut stop).await {
        loop {
            match app.services.move_due_dates().await {
                Ok(done) => {
                    if done.moved > 0 {
                        tracing::info!(dossiers.moved = done.moved, "Moved due dates after days off were imported");
                    }
                    if !done.more {
                        pulse.ran(&app).await;
                        break;
                    }
                }
                Err(error) => {
                    failed("Moving due dates", &error);
                    break;
                }
            }
            if *stop.borrow() {
                return;
            }
        }
    }
}
