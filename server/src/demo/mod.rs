//! A month of made-up life in an empty portal: to try the indicators before anything real has happened, and to prove them, because
//! what was meant to happen is known (`Truth`) and need not be counted.
//!
//! Every dossier goes the whole way through the services and rules of the portal. Only the clock is another one.

mod life;
mod plan;
mod truth;

use std::sync::Arc;

use domain::indicator::Period;
use time::{Date, OffsetDateTime, Time};
use tokio::task::JoinSet;

use crate::clock::{Clock, ManualClock};
use crate::services::{ServiceError, Services};

pub use plan::{Desk, desks};
pub use truth::Truth;

/// Dossiers that live at the same time; what they write is committed together.
pub const LANES: usize = 24;

/// What is to be made up.
#[derive(Debug, Clone, Copy)]
pub struct Demo {
    pub period: Period,
    pub dossiers: usize,
    /// The same seed makes the same month.
    pub seed: u64,
}

/// First and last moment of the month in Viet Nam; none for a period that is no month.
fn bounds(period: Period) -> Option<(OffsetDateTime, OffsetDateTime)> {
    let (Period::Month(..), Some((first, last))) = (period, period.days()) else { return None };
    let at = |day: Date, time| day.with_time(time).assume_offset(domain::calendar::vietnam());
    Some((at(first, Time::MIDNIGHT), at(last, Time::MAX)))
}

/// Lives through the month. `lanes` are services over the same storage, one for each dossier that lives at the same time; their clocks
/// are replaced. `tick` is called after each dossier.
///
/// # Errors
/// Whatever refuses an act: made-up people do nothing that the rules forbid, so that is a mistake here or there.
pub async fn live(
    lanes: Vec<Services>,
    desks: &[Desk],
    demo: Demo,
    tick: Arc<dyn Fn() + Send + Sync>,
) -> Result<Truth, ServiceError> {
    let Some((first, last)) = bounds(demo.period) else { return Err(ServiceError::Failed("that is no month".into())) };
    let count = lanes.len().max(1);
    let mut plans: Vec<Vec<plan::Plan>> = (0..count).map(|_| Vec::new()).collect();
    for (at, plan) in plan::plans(desks, demo, first, last).into_iter().enumerate() {
        if let Some(lane) = plans.get_mut(at % count) {
            lane.push(plan);
        }
    }
    let mut running = JoinSet::new();
    for (mut services, plans) in lanes.into_iter().zip(plans) {
        let tick = Arc::clone(&tick);
        running.spawn(async move {
            let mut truth = Truth::default();
            for plan in plans {
                let clock = Arc::new(ManualClock::at(plan.filed_at));
                services.clock = Arc::clone(&clock) as Arc<dyn Clock>;
                life::Life { services: &services, clock: &clock, until: last, truth: &mut truth }.live(&plan).await?;
                tick();
            }
            Ok::<_, ServiceError>(truth)
        });
    }
    let mut truth = Truth::default();
    while let Some(lane) = running.join_next().await {
        truth.add_all(&lane.map_err(|error| ServiceError::Failed(error.into()))??);
    }
    Ok(truth)
}
