//! `motcua indicators …`

use std::process::ExitCode;

use clap::Subcommand;
use storage::Storage;

use super::{CommandError, complain, existing, tell};
use crate::config::Config;

#[derive(Subcommand)]
pub(super) enum IndicatorsCommand {
    /// Counts all histories anew and puts the kept counters right.
    Recompute {
        /// Only compares: names every counter that does not agree and changes nothing.
        #[arg(long)]
        check: bool,
    },
}

pub(super) async fn run(command: IndicatorsCommand, config: Config) -> Result<ExitCode, CommandError> {
    let IndicatorsCommand::Recompute { check } = command;
    let Some(storage) = existing(&config).await? else {
        complain("There is no database yet: nothing was counted. `motcua serve` makes one.");
        return Ok(ExitCode::FAILURE);
    };
    recompute(&*storage, check).await
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
