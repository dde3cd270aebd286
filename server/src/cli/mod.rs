//! The command line.

mod calendar;
mod catalogue;
mod clock;
mod demo;
mod form;
mod indicators;
mod process;
mod serve;
mod staff;

pub use serve::embedded_rows;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use storage::{DatabaseUrl, Storage};

use crate::config::{Config, SETTINGS, check, read};

/// Một Cửa: the self-service portal of a province's one-stop shop.
#[derive(Parser)]
#[command(name = "motcua", version, after_help = settings_help())]
struct Cli {
    /// File of settings; it need not exist.
    #[arg(long, global = true, default_value = "motcua.toml")]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the portal.
    Serve,
    /// Publishes and gives back the catalogue of procedures.
    #[command(subcommand)]
    Catalogue(catalogue::CatalogueCommand),
    /// Checks, publishes and shows electronic forms.
    #[command(subcommand)]
    Form(form::FormCommand),
    /// Adds and shows days off and worked Saturdays.
    #[command(subcommand)]
    Calendar(calendar::CalendarCommand),
    /// Reckons due dates by the legal clock.
    #[command(subcommand)]
    Clock(clock::ClockCommand),
    /// Counts what the indicators rest on.
    #[command(subcommand)]
    Indicators(indicators::IndicatorsCommand),
    /// Fills an empty portal with a made-up month, to try it; refused where anything was filed.
    Demo(demo::DemoCommand),
    /// Checks, publishes and shows internal processes: who does what with a dossier, and by when.
    #[command(subcommand)]
    Process(process::ProcessCommand),
    /// Accounts and roles of the people at the desks.
    #[command(subcommand)]
    Staff(staff::StaffCommand),
}

fn settings_help() -> String {
    let mut help = String::from("Settings (in motcua.toml, or as environment variables, which win):\n");
    for setting in &SETTINGS {
        help.push_str(&format!("  {:<22} {:<30} {}\n", setting.key, setting.variable, setting.help));
    }
    help
}

/// Least number of threads: a page that is being rendered must never wait for the only one.
const LEAST_THREADS: usize = 4;

/// Runs the command that was asked for.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let config = match settings(&cli) {
        Ok(config) => config,
        Err(sentences) => {
            complain("The settings cannot be used:");
            sentences.iter().for_each(|sentence| complain(&format!("  {sentence}")));
            return ExitCode::from(2);
        }
    };
    let threads = std::thread::available_parallelism().map_or(LEAST_THREADS, |cores| cores.get().max(LEAST_THREADS));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            complain(&format!("The threads could not be started: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let outcome = runtime.block_on(async {
        match cli.command {
            Command::Serve => serve::serve(config).await,
            Command::Catalogue(command) => catalogue::run(command, config).await,
            Command::Form(command) => form::run(command, config).await,
            Command::Calendar(command) => calendar::run(command, config).await,
            Command::Clock(command) => clock::run(command, config).await,
            Command::Demo(command) => demo::run(command, config).await,
            Command::Indicators(command) => indicators::run(command, config).await,
            Command::Process(command) => process::run(command, config).await,
            Command::Staff(command) => staff::run(command, config).await,
        }
    });
    match outcome {
        Ok(code) => code,
        Err(error) => {
            complain(&chain(&*error));
            ExitCode::FAILURE
        }
    }
}

fn settings(cli: &Cli) -> Result<Config, Vec<String>> {
    let texts = read(&cli.config, |name| std::env::var(name).ok()).map_err(|error| vec![chain(&error)])?;
    let binary =
        std::env::current_exe().map_err(|error| vec![format!("where the program lies is unknown: {error}")])?;
    check(&texts, &binary)
}

/// The configured database if there is one: a command that only looks makes none.
async fn existing(config: &Config) -> Result<Option<Arc<dyn Storage>>, CommandError> {
    match &config.database_url {
        DatabaseUrl::Sqlite(path) if !path.exists() => Ok(None),
        url => Ok(Some(storage::open(url).await?)),
    }
}

/// The text of a file; `-` is standard input.
fn text_of(path: &Path) -> Result<String, CommandError> {
    let text =
        if path.as_os_str() == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
    text.map_err(|error| format!("{} cannot be read: {error}", path.display()).into())
}

/// An error that ends a command, with everything that led to it.
pub(crate) type CommandError = Box<dyn std::error::Error + Send + Sync>;

/// The error and its causes on one line.
pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let sentence = error.to_string();
        if !text.contains(&sentence) {
            text.push_str(": ");
            text.push_str(&sentence);
        }
        cause = error.source();
    }
    text
}

/// One line for whoever called the command. A closed terminal is no reason to stop.
pub(crate) fn tell(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// One line about something that is wrong.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Columns as wide as their widest entry.
pub(crate) fn table<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
    let mut widths = [0; N];
    for row in rows {
        for (width, entry) in widths.iter_mut().zip(row) {
            *width = entry.chars().count().max(*width);
        }
    }
    let line = |row: &[String; N]| {
        let entries: Vec<String> = row.iter().zip(widths).map(|(entry, width)| format!("{entry:<width$}")).collect();
        entries.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
