//! `motcua clock …`

use std::process::ExitCode;

use app::locale::{Locale, clock_sentence};
use clap::{Subcommand, ValueEnum};
use domain::clock::write_moment;
use domain::filing::Problem;
use domain::procedure::Procedure;
use storage::Storage;

use super::{CommandError, complain, existing, tell};
use crate::calendar::{Asked, Calendars, answer, due_body};
use crate::catalogue::{EMBEDDED_PROCEDURES, ProvinceData};
use crate::clock::{Clock, SystemClock};
use crate::config::Config;

#[derive(Subcommand)]
pub(super) enum ClockCommand {
    /// Tells until when a dossier has to be settled, and why.
    Due {
        /// When it was received, such as 2026-02-12T15:20 (Vietnamese time unless an offset says otherwise); without it, now.
        #[arg(long, value_name = "MOMENT")]
        received: Option<String>,
        /// How many units the limit has; half a working day is 0.5.
        #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
        limit: Option<String>,
        /// working_day, day, hour, month or same_day.
        #[arg(long)]
        unit: Option<String>,
        /// online, direct or postal; online tells the 8 working hours to answer too.
        #[arg(long)]
        channel: Option<String>,
        /// Code of the agency whose opening hours count, such as H28.14.
        #[arg(long, value_name = "CODE")]
        agency: Option<String>,
        /// National code of a procedure: its published limit and its rules count where none is given.
        #[arg(long, value_name = "CODE")]
        procedure: Option<String>,
        /// A pause FROM/TO; nothing behind the stroke while it lasts. May stand several times.
        #[arg(long = "pause", value_name = "FROM/TO")]
        pauses: Vec<String>,
        /// Language of the sentences.
        #[arg(long, value_enum, default_value_t = Language::Vi)]
        lang: Language,
        /// Prints what `GET /api/v1/clock/due` answers.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Language {
    Vi,
    En,
}

pub(super) async fn run(command: ClockCommand, config: Config) -> Result<ExitCode, CommandError> {
    let ClockCommand::Due { received, limit, unit, channel, agency, procedure, pauses, lang, json } = command;
    let locale = match lang {
        Language::Vi => Locale::Vi,
        Language::En => Locale::En,
    };
    let asked = Asked { received, limit, unit, channel, agency, procedure, pauses };
    let storage = existing(&config).await?;
    let outcome = due(storage.as_deref(), &asked, locale, json).await;
    if let Some(storage) = storage {
        storage.close().await;
    }
    outcome
}

async fn due(
    storage: Option<&dyn Storage>,
    asked: &Asked,
    locale: Locale,
    json: bool,
) -> Result<ExitCode, CommandError> {
    let refuse = |key: &str, arguments: &[String]| {
        complain(&app::locale::problem_sentence(locale, &Problem::new("", key, arguments)));
        Ok(ExitCode::FAILURE)
    };
    let data = ProvinceData::embedded()?;
    let calendars = Calendars::embedded()?;
    if let Some(storage) = storage {
        calendars.reload(storage).await?;
    }
    let procedure = match asked.procedure.as_deref() {
        None => None,
        Some(code) => match procedure(storage, code).await? {
            None => return refuse("procedure_unknown", &[]),
            found => found,
        },
    };
    let told = match answer(&calendars, &data, procedure.as_ref(), asked, SystemClock.now()) {
        Ok(told) => told,
        Err(refused) => return refuse(refused.key, &refused.arguments),
    };
    if json {
        tell(&serde_json::to_string(&due_body(locale, &told))?);
        return Ok(ExitCode::SUCCESS);
    }
    match told.due.at {
        Some(at) => tell(&write_moment(at)),
        None => tell(locale.pick("Đang tạm dừng: chưa có hạn.", "Paused: there is no due date yet.")),
    }
    for step in &told.due.trace {
        tell(&format!("- {}", clock_sentence(locale, step)));
    }
    Ok(ExitCode::SUCCESS)
}

/// The procedure in force; the embedded one where there is no database yet.
async fn procedure(storage: Option<&dyn Storage>, code: &str) -> Result<Option<Procedure>, CommandError> {
    if let Some(storage) = storage
        && storage.catalogue_version().await? > 0
    {
        let published = storage.procedure(code).await?;
        return Ok(published.map(|published| serde_json::from_str(&published.document)).transpose()?);
    }
    for line in EMBEDDED_PROCEDURES.lines() {
        let procedure: Procedure = serde_json::from_str(line)?;
        if procedure.code == code {
            return Ok(Some(procedure));
        }
    }
    Ok(None)
}
