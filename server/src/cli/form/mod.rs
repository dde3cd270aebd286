//! `motcua form …`

mod answers;
mod check;
mod export;
mod mistakes;
mod preview;
mod publish;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::{CommandError, existing, tell, text_of};
use crate::config::Config;

#[derive(Subcommand)]
pub(super) enum FormCommand {
    /// Names everything that keeps forms from being published, with file and place.
    ///
    /// With a database, a form is also compared with the revision in force: can answers already typed be carried over?
    Check {
        /// Files to check (.toml); without any, the embedded forms of this program.
        files: Vec<PathBuf>,
    },
    /// Checks forms and publishes them in one transaction. Running portals serve them within seconds.
    Publish {
        /// Files to publish (.toml).
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Shows pages, questions, conditions and fees as readable text, with the mistakes people make.
    Preview {
        /// File to show (.toml).
        file: PathBuf,
        /// Shows the English words.
        #[arg(long)]
        english: bool,
    },
    /// Gives a form in force back as TOML.
    Export {
        /// National code of the procedure.
        code: String,
        /// Case whose form is wanted; without it, the form of the procedure.
        #[arg(long)]
        case: Option<String>,
        /// File to write; without one, standard output.
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Prints the JSON Schema of forms.
    Schema,
    /// Judges answers and prints the verdict as JSON, as `POST /api/v1/procedures/{code}/check` does.
    CheckAnswers {
        /// JSON file: the body of the API call, and `procedure`. `-` is standard input.
        file: PathBuf,
    },
    /// Counts the mistakes people make, by question and message.
    Mistakes {
        /// National code of the procedure.
        code: String,
    },
}

pub(super) async fn run(command: FormCommand, config: Config) -> Result<ExitCode, CommandError> {
    let storage = match &command {
        FormCommand::Publish { .. } => {
            std::fs::create_dir_all(&config.data_dir)?;
            Some(storage::open(&config.database_url).await?)
        }
        FormCommand::Schema => None,
        _ => existing(&config).await?,
    };
    let opened = storage.as_deref();
    let outcome = match command {
        FormCommand::Check { files } if files.is_empty() => check::check_embedded(opened).await,
        FormCommand::Check { files } => check::check(opened, &files).await,
        FormCommand::Publish { files } => publish::publish(opened, &files).await,
        FormCommand::Preview { file, english } => preview::preview(opened, &file, english).await,
        FormCommand::Export { code, case, output } => {
            export::export(opened, &code, case.as_deref(), output.as_deref()).await
        }
        FormCommand::Schema => {
            tell(&serde_json::to_string_pretty(&crate::forms::schema())?);
            Ok(ExitCode::SUCCESS)
        }
        FormCommand::CheckAnswers { file } => answers::check_answers(opened, &file).await,
        FormCommand::Mistakes { code } => mistakes::mistakes(opened, &code).await,
    };
    if let Some(storage) = storage {
        storage.close().await;
    }
    outcome
}
