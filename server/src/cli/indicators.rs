//! `motcua indicators …`

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use domain::indicator::Period;
use storage::Storage;

use super::{CommandError, complain, existing, tell};
use crate::config::Config;
use crate::services::publish::Published;
use crate::services::{ServiceError, Services};
use publication::{Verification, verify};

#[derive(Subcommand)]
pub(super) enum IndicatorsCommand {
    /// Counts all histories anew and puts the kept counters right.
    Recompute {
        /// Only compares: names every counter that does not agree and changes nothing.
        #[arg(long)]
        check: bool,
    },
    /// Publishes a month that is over. The portal does it by itself on the first day after it.
    Publish {
        /// Such as 2026-10.
        #[arg(long)]
        month: String,
        /// Publishes a new edition of a month that is published, for this reason.
        #[arg(long)]
        correction: Option<String>,
    },
    /// Prints the signed file of a published month, as the portal offers it.
    File {
        /// Such as 2026-10.
        #[arg(long)]
        month: String,
        /// The newest when it is not given.
        #[arg(long)]
        edition: Option<i64>,
    },
    /// Checks the file of a published month: signature, data, and every figure reckoned anew. Needs no portal.
    Verify {
        file: PathBuf,
        /// The public key you trust, as the portal shows it. Without it only the wholeness of the file is checked.
        #[arg(long)]
        key: Option<String>,
    },
    /// Prints the public key by which published months are checked.
    Key,
}

pub(super) async fn run(command: IndicatorsCommand, config: Config) -> Result<ExitCode, CommandError> {
    if let IndicatorsCommand::Verify { file, key } = &command {
        return check_file(file, key.as_deref());
    }
    let Some(storage) = existing(&config).await? else {
        complain("There is no database yet: nothing was counted. `motcua serve` makes one.");
        return Ok(ExitCode::FAILURE);
    };
    if let IndicatorsCommand::Recompute { check } = command {
        return recompute(&*storage, check).await;
    }
    let services = super::serve::services(&config, storage).await?;
    match command {
        IndicatorsCommand::File { month, edition } => print_file(&services, &month, edition).await,
        IndicatorsCommand::Publish { month, correction } => publish(&services, &month, correction.as_deref()).await,
        _ => {
            tell(&services.publication_key().await.map_err(said)?);
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn said(error: ServiceError) -> CommandError {
    match error {
        ServiceError::Refused(refusal) => {
            let problem = domain::filing::Problem::new("", refusal.key, &refusal.arguments);
            app::locale::problem_sentence(app::locale::Locale::En, &problem).into()
        }
        ServiceError::Busy => "The database is busy; try again.".into(),
        ServiceError::Failed(cause) => cause,
    }
}

/// The month that somebody typed; none when it is no month, which is told.
pub(super) fn month_in(month: &str) -> Option<Period> {
    let period = month.parse().ok().filter(|period| matches!(period, Period::Month(..)));
    if period.is_none() {
        complain(&format!("{month} is no month; write it like 2026-10."));
    }
    period
}

async fn print_file(services: &Services, month: &str, edition: Option<i64>) -> Result<ExitCode, CommandError> {
    let Some(period) = month_in(month) else { return Ok(ExitCode::FAILURE) };
    let Some(text) = services.publication_file(period.month_numbers().0, edition).await.map_err(said)? else {
        complain(&format!("{period} is not published, or not in that edition."));
        return Ok(ExitCode::FAILURE);
    };
    // To the byte: the line feed of `tell` would be one more than was signed.
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

async fn publish(services: &Services, month: &str, correction: Option<&str>) -> Result<ExitCode, CommandError> {
    let Some(period) = month_in(month) else { return Ok(ExitCode::FAILURE) };
    let reason = correction.map(str::trim);
    if reason.is_some_and(str::is_empty) {
        complain("Say why there is a correction; everybody reads it.");
        return Ok(ExitCode::FAILURE);
    }
    match services.publish_month(period, reason).await.map_err(said)? {
        Published::Edition(edition) => {
            tell(&format!("{period} is published, edition {edition}."));
            Ok(ExitCode::SUCCESS)
        }
        Published::Before => {
            complain(&format!("{period} is published already. `--correction REASON` makes a new edition."));
            Ok(ExitCode::FAILURE)
        }
        Published::Nothing => {
            complain(&format!("Nothing happened in {period}: there is nothing to publish."));
            Ok(ExitCode::FAILURE)
        }
    }
}

fn check_file(file: &Path, key: Option<&str>) -> Result<ExitCode, CommandError> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    let found = verify(&text, key);
    tell_findings(&found);
    for fault in &found.faults {
        complain(fault);
    }
    let wrong = found.findings.iter().filter(|finding| !finding.agrees).count();
    if !found.is_good() {
        complain(&format!(
            "NOT GOOD: {} faults in the file, {wrong} figures do not follow from the data.",
            found.faults.len()
        ));
        return Ok(ExitCode::FAILURE);
    }
    let trusted = match key {
        Some(_) => "signed with the key you trust".to_owned(),
        None => {
            format!("signed with the key in the file, {}; compare it with the one the portal shows", found.public_key)
        }
    };
    tell(&format!("GOOD: {} figures follow from the data; {trusted}.", found.findings.len()));
    Ok(ExitCode::SUCCESS)
}

fn tell_findings(found: &Verification) {
    for finding in &found.findings {
        let agency = if finding.agency.is_empty() { "all" } else { &finding.agency };
        if finding.agrees {
            tell(&format!("ok    {agency} {}: {}", finding.name, finding.published));
        } else {
            let (published, reckoned) = (&finding.published, &finding.reckoned);
            tell(&format!("WRONG {agency} {}: published {published}, the data says {reckoned}", finding.name));
        }
    }
}

async fn recompute(storage: &dyn Storage, check: bool) -> Result<ExitCode, CommandError> {
    let found = storage.recount_indicators(!check).await?;
    for fault in &found.faults {
        complain(&format!("{}: kept {}, counted anew {}", fault.place, fault.kept, fault.recounted));
    }
    let shown = i64::try_from(found.faults.len()).unwrap_or(i64::MAX);
    if found.faults_in_all > shown {
        complain(&format!("… and {} more", found.faults_in_all - shown));
    }
    let counted = format!("{} dossiers, {} counters", found.dossiers, found.counters);
    match (found.faults_in_all, check) {
        (0, _) => {
            tell(&format!("{counted}: every one agrees with the histories."));
            Ok(ExitCode::SUCCESS)
        }
        (wrong, true) => {
            complain(&format!("{counted}: {wrong} do not agree. `motcua indicators recompute` puts them right."));
            Ok(ExitCode::FAILURE)
        }
        (wrong, false) => {
            tell(&format!("{counted}: {wrong} did not agree and were put right."));
            Ok(ExitCode::SUCCESS)
        }
    }
}
