//! `motcua process …`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use domain::process::{Branching, Process, Step, StepLimitUnit, StepRole};
use storage::{FormOutcome, Storage};

use super::{CommandError, complain, existing, tell, text_of};
use crate::catalogue::{EMBEDDED_PROCEDURES, ProvinceData};
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::processes::{EMBEDDED_PROCESSES, EVERY_PROCEDURE, new_process, read_process};

#[derive(Subcommand)]
pub(super) enum ProcessCommand {
    /// Names everything that keeps internal processes from being published.
    Check {
        /// Files to check (.toml); without any, the embedded processes of this program.
        files: Vec<PathBuf>,
    },
    /// Checks processes and publishes them in one transaction. Dossiers received from then on run by them; those in hand keep the
    /// revision they began with.
    Publish {
        /// Files to publish (.toml).
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Lists the processes in force, or shows one step by step.
    Show {
        /// National code of the procedure; `*` for the process of every procedure that has none of its own.
        procedure: Option<String>,
        /// Case whose process is wanted.
        #[arg(long)]
        case: Option<String>,
    },
}

pub(super) async fn run(command: ProcessCommand, config: Config) -> Result<ExitCode, CommandError> {
    match command {
        ProcessCommand::Check { files } => check(&files),
        ProcessCommand::Publish { files } => {
            let Some(processes) = read_all(&named(&files)?)? else { return Ok(refused()) };
            std::fs::create_dir_all(&config.data_dir)?;
            let storage = storage::open(&config.database_url).await?;
            let outcome = publish(&*storage, &processes).await;
            storage.close().await;
            outcome
        }
        ProcessCommand::Show { procedure, case } => {
            let storage = existing(&config).await?;
            let outcome = show(storage.as_deref(), procedure.as_deref(), case.as_deref()).await;
            if let Some(storage) = storage {
                storage.close().await;
            }
            outcome
        }
    }
}

/// Name and text of each file.
fn named(files: &[PathBuf]) -> Result<Vec<(String, String)>, CommandError> {
    files.iter().map(|path: &PathBuf| Ok((path.display().to_string(), text_of(Path::new(path))?))).collect()
}

fn refused() -> ExitCode {
    complain(
        "Nothing was published. Put the files right; what each line means stands in server/data/processes/README.md.",
    );
    ExitCode::FAILURE
}

fn check(files: &[PathBuf]) -> Result<ExitCode, CommandError> {
    let texts = if files.is_empty() {
        EMBEDDED_PROCESSES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    } else {
        named(files)?
    };
    let Some(processes) = read_all(&texts)? else { return Ok(ExitCode::FAILURE) };
    for process in &processes {
        tell(&format!("{} revision {} may be published", name_of(process), process.revision));
    }
    Ok(ExitCode::SUCCESS)
}

/// The processes of the files; none when one has a defect, after every defect was told.
fn read_all(texts: &[(String, String)]) -> Result<Option<Vec<Process>>, CommandError> {
    let data = ProvinceData::embedded()?;
    let (mut processes, mut sound): (Vec<Process>, bool) = (Vec::new(), true);
    for (file, text) in texts {
        let process = match read_process(file, text) {
            Ok(process) => process,
            Err(error) => {
                complain(&error.to_string());
                sound = false;
                continue;
            }
        };
        let unknown = process.steps.iter().filter_map(|step| Some((step, step.unit.as_deref()?)));
        for (step, unit) in unknown.filter(|(_, unit)| data.agency(unit).is_none()) {
            complain(&format!("{file}: step {}: there is no agency {unit}", step.id));
            sound = false;
        }
        let same = |other: &Process| (&other.procedure, &other.case) == (&process.procedure, &process.case);
        if processes.iter().any(same) {
            complain(&format!("{file}: another of these files is the process of {} too", name_of(&process)));
            sound = false;
        }
        processes.push(process);
    }
    Ok(sound.then_some(processes))
}

async fn publish(storage: &dyn Storage, processes: &[Process]) -> Result<ExitCode, CommandError> {
    let mut new = Vec::with_capacity(processes.len());
    for process in processes {
        // The process of every procedure has no procedure to be missing; before the first start the embedded ones are what will be.
        let mark = format!("{{\"code\":\"{}\"", process.procedure);
        let is_known = process.procedure == EVERY_PROCEDURE
            || EMBEDDED_PROCEDURES.lines().any(|line| line.starts_with(&mark))
            || storage.procedure(&process.procedure).await?.is_some();
        if !is_known {
            complain(&format!("{}: there is no such procedure in the catalogue", name_of(process)));
            return Ok(refused());
        }
        new.push(new_process(process)?);
    }
    let outcomes = storage.publish_processes(new, SystemClock.now()).await?;
    let mut late = false;
    for (process, outcome) in processes.iter().zip(&outcomes) {
        let (name, revision) = (name_of(process), process.revision);
        match outcome {
            FormOutcome::New => tell(&format!("new        {name} revision {revision}")),
            FormOutcome::Changed(before) => tell(&format!("changed    {name} revision {before} -> {revision}")),
            FormOutcome::Unchanged => tell(&format!("unchanged  {name} revision {revision}")),
            FormOutcome::NotLater(before) => {
                complain(&format!(
                    "{name}: revision {revision} does not come after {before}, which is in force; raise it"
                ));
                late = true;
            }
        }
    }
    Ok(if late { refused() } else { ExitCode::SUCCESS })
}

async fn show(
    storage: Option<&dyn Storage>,
    procedure: Option<&str>,
    case: Option<&str>,
) -> Result<ExitCode, CommandError> {
    let processes = in_force(storage).await?;
    let Some(procedure) = procedure else {
        for process in &processes {
            tell(&format!("{}  revision {}  {} steps", name_of(process), process.revision, process.steps.len()));
        }
        return Ok(ExitCode::SUCCESS);
    };
    let wanted = processes.iter().find(|process| process.procedure == procedure && process.case.as_deref() == case);
    let Some(process) = wanted else {
        complain(&format!("{procedure} has no process of its own; it runs by that of every procedure (`*`)."));
        return Ok(ExitCode::FAILURE);
    };
    tell(&format!("{} revision {}", name_of(process), process.revision));
    for step in &process.steps {
        tell(&format!("  {}", step_line(step)));
    }
    Ok(ExitCode::SUCCESS)
}

/// The processes in force; before the first start the embedded ones are what will be.
async fn in_force(storage: Option<&dyn Storage>) -> Result<Vec<Process>, CommandError> {
    let Some(storage) = storage else {
        let read = EMBEDDED_PROCESSES.iter().map(|(file, text)| read_process(file, text));
        return Ok(read.collect::<Result<_, _>>()?);
    };
    let stored = storage.processes().await?;
    stored.iter().map(|(_, document)| Ok(serde_json::from_str(document)?)).collect()
}

fn name_of(process: &Process) -> String {
    match &process.case {
        Some(case) => format!("{} ({case})", process.procedure),
        None => process.procedure.clone(),
    }
}

fn step_line(step: &Step) -> String {
    let role = match step.role {
        StepRole::Receptionist => "receptionist",
        StepRole::Officer => "officer",
        StepRole::Leader => "leader",
    };
    let unit = match step.limit.unit {
        StepLimitUnit::Hour => "working hours",
        StepLimitUnit::WorkingDay => "working days",
    };
    let place = step.unit.as_deref().unwrap_or("the settling unit");
    let next = match (step.next.as_slice(), step.branching) {
        ([], _) => "ends here".to_owned(),
        (next, Branching::One) => format!("then one of {}", next.join(", ")),
        (next, Branching::All) => format!("then {}", next.join(" and ")),
    };
    format!("{}  {} ({role}, {place}): {} {unit}, {next}", step.id, step.name.vi, step.limit.amount)
}
