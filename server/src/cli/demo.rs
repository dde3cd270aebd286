//! `motcua demo`.

use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use domain::indicator::Period;
use indicatif::{ProgressBar, ProgressDrawTarget};

use super::{CommandError, complain, tell};
use crate::config::Config;
use crate::demo::{Demo, LANES, Truth, desks, live};
use crate::services::{ServiceError, Services};

#[derive(Args)]
pub(super) struct DemoCommand {
    /// A month that is over, such as 2026-10.
    #[arg(long)]
    month: String,
    /// As many are filed in that month.
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    dossiers: u32,
    /// The same seed makes the same month.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub(super) async fn run(command: DemoCommand, config: Config) -> Result<ExitCode, CommandError> {
    let Some(period) = super::indicators::month_in(&command.month) else { return Ok(ExitCode::FAILURE) };
    if !config.address.ip().is_loopback() {
        complain("Made-up dossiers belong in no portal that others reach: set `address` to a loopback address first.");
        return Ok(ExitCode::FAILURE);
    }
    std::fs::create_dir_all(&config.data_dir)
        .map_err(|error| format!("cannot make the folder {}: {error}", config.data_dir.display()))?;
    let storage = storage::open(&config.database_url).await?;
    if !storage.indicator_sums(None, 0, 999_912).await?.is_empty() {
        complain("Something was filed here already. Made-up dossiers go into an empty portal: set another `data_dir`.");
        return Ok(ExitCode::FAILURE);
    }
    let mut lanes = Vec::with_capacity(LANES);
    for _ in 0..LANES {
        let mut services = super::serve::services(&config, Arc::clone(&storage)).await?;
        // Made-up people are written to by nobody.
        (services.mailer, services.sms) = (None, None);
        lanes.push(services);
    }
    let services = super::serve::services(&config, Arc::clone(&storage)).await?;
    if period.days().is_none_or(|(_, last)| last >= crate::catalogue::desk_day(services.clock.now())) {
        complain(&format!("{period} is not over: nothing may happen in the future."));
        return Ok(ExitCode::FAILURE);
    }
    let desks = desks(&services).await.map_err(failed)?;
    if desks.is_empty() {
        complain("No procedure of this catalogue can be filed online without a form of its own.");
        return Ok(ExitCode::FAILURE);
    }
    let bar = ProgressBar::with_draw_target(Some(command.dossiers.into()), ProgressDrawTarget::stderr());
    let shown = bar.clone();
    let dossiers = usize::try_from(command.dossiers)?;
    let demo = Demo { period, dossiers, seed: command.seed };
    let truth = live(lanes, &desks, demo, Arc::new(move || shown.inc(1))).await.map_err(failed)?;
    bar.finish_and_clear();
    compare(&services, period, &truth).await
}

/// Tells what happened, and whether the counters say the same.
async fn compare(services: &Services, period: Period, truth: &Truth) -> Result<ExitCode, CommandError> {
    let said = services.period_totals(period, None).await.map_err(failed)?;
    for ((agency, name), amount) in &truth.0 {
        tell(&format!("{agency} {name} {amount}"));
    }
    let differences = truth.differences(|agency, name| said.agencies.get(agency).map_or(0, |totals| totals.get(name)));
    for difference in &differences {
        complain(difference);
    }
    Ok(if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn failed(error: ServiceError) -> CommandError {
    match error {
        ServiceError::Refused(refusal) => format!("a made-up act was refused: {}", refusal.key).into(),
        ServiceError::Busy => "The database is busy; try again.".into(),
        ServiceError::Failed(cause) => cause,
    }
}
