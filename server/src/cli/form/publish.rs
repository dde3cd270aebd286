//! `motcua form publish`

use std::path::PathBuf;
use std::process::ExitCode;

use storage::{FormOutcome, Storage};

use super::check::{name_of, read_all};
use crate::cli::{CommandError, complain, tell};
use crate::clock::{Clock, SystemClock};
use crate::forms::new_form;

pub(super) async fn publish(storage: Option<&dyn Storage>, files: &[PathBuf]) -> Result<ExitCode, CommandError> {
    let storage = storage.ok_or("publishing needs a database")?;
    let (forms, defects) = read_all(Some(storage), files).await?;
    if defects > 0 {
        complain(&format!("{defects} defects in {} files. Nothing was published.", files.len()));
        return Ok(ExitCode::FAILURE);
    }
    let rows = forms.iter().map(new_form).collect::<Result<Vec<_>, _>>()?;
    let outcomes = storage.publish_forms(rows, SystemClock.now()).await?;
    let late = |outcome: &FormOutcome| matches!(outcome, FormOutcome::NotLater(_));
    if outcomes.iter().any(late) {
        for (form, outcome) in forms.iter().zip(&outcomes) {
            if let FormOutcome::NotLater(published) = outcome {
                let name = name_of(form);
                complain(&format!(
                    "{name}: revision {} does not come after {published}, which is in force",
                    form.revision
                ));
            }
        }
        complain("Nothing was published.");
        return Ok(ExitCode::FAILURE);
    }
    for (form, outcome) in forms.iter().zip(&outcomes) {
        let what = match outcome {
            FormOutcome::Unchanged => "unchanged".to_owned(),
            FormOutcome::Changed(before) => format!("published after revision {before}"),
            _ => "published".to_owned(),
        };
        tell(&format!("{} revision {}: {what}", name_of(form), form.revision));
    }
    Ok(ExitCode::SUCCESS)
}
