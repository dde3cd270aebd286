//! `motcua catalogue …`

mod export;
mod import;
mod lines;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use domain::procedure::Procedure;
use sha2::{Digest, Sha256};
use storage::ImportRow;

use super::CommandError;
use crate::config::Config;

#[derive(Subcommand)]
pub(super) enum CatalogueCommand {
    /// Publishes procedures from files of one JSON object a line (.jsonl or .jsonl.gz).
    ///
    /// Everything is checked first; nothing is published if one line is bad. The same file again changes nothing.
    Import {
        /// Files to publish; `-` is standard input.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Publish the good lines and write the bad ones to the file of rejects.
        #[arg(long)]
        skip_invalid: bool,
        /// Where the bad lines are written, as they were.
        #[arg(long, default_value = "catalogue-rejects.jsonl", value_name = "FILE")]
        rejects: PathBuf,
        /// Withdraw what the files do not hold.
        #[arg(long)]
        replace: bool,
    },
    /// Gives back what was imported, one JSON object a line, ordered by code.
    Export {
        /// File to write (.jsonl or .jsonl.gz); without one, standard output.
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

pub(super) async fn run(command: CatalogueCommand, config: Config) -> Result<ExitCode, CommandError> {
    std::fs::create_dir_all(&config.data_dir)?;
    let storage = storage::open(&config.database_url).await?;
    let outcome = match command {
        CatalogueCommand::Import { files, skip_invalid, rejects, replace } => {
            let rejects = skip_invalid.then_some(rejects);
            import::import(&*storage, &files, rejects.as_deref(), replace).await
        }
        CatalogueCommand::Export { output } => export::export(&*storage, output.as_deref()).await,
    };
    storage.close().await;
    outcome
}

/// The procedure as it is stored: its document, and the digest by which a change is noticed.
pub(super) fn import_row(procedure: &Procedure) -> Result<ImportRow, CommandError> {
    let document = serde_json::to_string(procedure)?;
    let digest = hex::encode(Sha256::digest(document.as_bytes()));
    Ok(ImportRow { code: procedure.code.clone(), digest, document })
}
