//! `motcua calendar …`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use app::locale::{Locale, date};
use clap::Subcommand;
use domain::calendar::CalendarDay;
use storage::Storage;

use super::{CommandError, complain, existing, tell, text_of};
use crate::calendar::{CalendarError, Calendars, read_days};
use crate::clock::{Clock, SystemClock};
use crate::config::Config;

#[derive(Subcommand)]
pub(super) enum CalendarCommand {
    /// Adds days off and worked Saturdays that were decreed, from a file of [[day]] rows as in server/data/calendar.toml.
    ///
    /// Everything is checked first; nothing is taken if one row is bad. A row takes the place of an earlier one of its date; kind =
    /// "ordinary" takes it back. Running portals use the days within seconds.
    Import {
        /// File to take (.toml); `-` is standard input.
        file: PathBuf,
    },
    /// Shows the days off and worked Saturdays of a year as they are in force.
    Show {
        /// Such as 2027.
        year: i32,
    },
}

pub(super) async fn run(command: CalendarCommand, config: Config) -> Result<ExitCode, CommandError> {
    match command {
        CalendarCommand::Import { file } => {
            let days = match read_days(&text_of(&file)?) {
                Ok(days) => days,
                Err(CalendarError(findings)) => return Ok(refuse(&file, &findings)),
            };
            std::fs::create_dir_all(&config.data_dir)?;
            let storage = storage::open(&config.database_url).await?;
            let outcome = import(&*storage, days).await;
            storage.close().await;
            outcome
        }
        CalendarCommand::Show { year } => {
            let storage = existing(&config).await?;
            let outcome = show(storage.as_deref(), year).await;
            if let Some(storage) = storage {
                storage.close().await;
            }
            outcome
        }
    }
}

fn refuse(file: &Path, findings: &[String]) -> ExitCode {
    for finding in findings {
        complain(&format!("{}: {finding}", file.display()));
    }
    complain("Nothing was imported. Put the rows right; the format is that of server/data/calendar.toml.");
    ExitCode::FAILURE
}

async fn import(storage: &dyn Storage, days: Vec<CalendarDay>) -> Result<ExitCode, CommandError> {
    let calendars = Calendars::embedded()?;
    calendars.reload(storage).await?;
    let in_force = calendars.days();
    let (mut new, mut changed, mut unchanged) = (0, 0, 0);
    let mut fresh = Vec::new();
    for day in days {
        match in_force.row(day.date) {
            Some(row) if *row == day => {
                unchanged += 1;
                continue;
            }
            Some(row) => {
                changed += 1;
                tell(&format!("changed  {}  (was {}, {})", line(&day), row.kind.key(), row.name_vi));
            }
            None => {
                new += 1;
                tell(&format!("new      {}", line(&day)));
            }
        }
        fresh.push(day);
    }
    if !fresh.is_empty() {
        storage.import_days(fresh, SystemClock.now()).await?;
    }
    tell(&format!("{new} new, {changed} changed, {unchanged} unchanged"));
    Ok(ExitCode::SUCCESS)
}

async fn show(storage: Option<&dyn Storage>, year: i32) -> Result<ExitCode, CommandError> {
    let calendars = Calendars::embedded()?;
    if let Some(storage) = storage {
        calendars.reload(storage).await?;
    }
    let days = calendars.days();
    let rows: Vec<&CalendarDay> = days.of_year(year).collect();
    if rows.is_empty() {
        tell(&format!(
            "No days off of {year} are known: only weekends are left out. Add them with motcua calendar import."
        ));
        return Ok(ExitCode::SUCCESS);
    }
    for row in rows {
        let mut marks = Vec::new();
        if !row.announced {
            marks.push("not announced");
        }
        if !row.verified {
            marks.push("unverified");
        }
        let marks = if marks.is_empty() { String::new() } else { format!("  [{}]", marks.join(", ")) };
        tell(&format!("{}{marks}", line(row)));
    }
    Ok(ExitCode::SUCCESS)
}

/// Day, kind, name and decision on one line.
fn line(day: &CalendarDay) -> String {
    let weekday = date(Locale::En, day.date);
    format!("{}  {weekday}  {}  {} / {}  ({})", day.date, day.kind.key(), day.name_vi, day.name_en, day.decision)
}
