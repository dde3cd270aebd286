//! `motcua staff …`

use std::io::BufRead;
use std::process::ExitCode;
use std::sync::Arc;

use app::locale::{Locale, date_time, problem_sentence};
use clap::{Args, Subcommand};
use domain::filing::Problem;
use domain::staff::{Grant, Role, SETUP_CODE_LIMIT};
use storage::{StaffRecord, Storage};

use super::{CommandError, table, tell};
use crate::catalogue::ProvinceData;
use crate::clock::{Clock, Randomness, SystemClock};
use crate::config::Config;
use crate::services::ServiceError;
use crate::services::staff::{Actor, AddStaff, StaffAccounts, base32_secret};

#[derive(Subcommand)]
pub(super) enum StaffCommand {
    /// Adds an account and prints a one-time sign-in code, with which the person sets password and second factor.
    Add(AddArguments),
    /// Lists the accounts with their roles.
    List,
    /// Gives and takes roles.
    #[command(subcommand)]
    Role(RoleCommand),
    /// Disables an account; who is signed in with it is out at once.
    Disable {
        /// Login of the account.
        login: String,
    },
    /// Enables a disabled account.
    Enable {
        /// Login of the account.
        login: String,
    },
    /// Takes password and second factor away, ends all sessions, and prints a new one-time sign-in code.
    Reset {
        /// Login of the account.
        login: String,
    },
}

#[derive(Args)]
pub(super) struct AddArguments {
    /// Name to sign in with: letters, digits, dot, hyphen, underscore, @.
    #[arg(long)]
    login: String,
    /// Full name, as colleagues and citizens see it.
    #[arg(long)]
    name: String,
    /// A role at an agency, such as H28.14:receptionist; as often as needed. Roles: receptionist, officer, leader,
    /// publisher, administrator.
    #[arg(long = "role", required = true, value_name = "AGENCY:ROLE", value_parser = grant)]
    roles: Vec<Grant>,
    /// Sets the password at once: the first line of standard input. For scripts and tests.
    #[arg(long, requires = "totp_secret")]
    password_stdin: bool,
    /// Sets the second factor at once: the secret in Base32, at least 16 bytes. For scripts and tests.
    #[arg(long, requires = "password_stdin", value_name = "BASE32")]
    totp_secret: Option<String>,
}

#[derive(Subcommand)]
pub(super) enum RoleCommand {
    /// Gives a role.
    Give {
        /// Login of the account.
        login: String,
        /// The role, such as H28.14:leader.
        #[arg(value_name = "AGENCY:ROLE", value_parser = grant)]
        role: Grant,
    },
    /// Takes a role.
    Take {
        /// Login of the account.
        login: String,
        /// The role, such as H28.14:leader.
        #[arg(value_name = "AGENCY:ROLE", value_parser = grant)]
        role: Grant,
    },
}

/// A role at an agency from its text. Whether there is such an agency is seen later.
fn grant(text: &str) -> Result<Grant, String> {
    let Some((agency, role)) = text.split_once(':') else {
        return Err("expected AGENCY:ROLE, such as H28.14:receptionist".to_owned());
    };
    let known: Vec<&str> = Role::ALL.iter().map(|role| role.key()).collect();
    let role =
        Role::from_key(role).ok_or_else(|| format!("there is no role `{role}`; roles are {}", known.join(", ")))?;
    Ok(Grant::new(agency, role))
}

pub(super) async fn run(command: StaffCommand, config: Config) -> Result<ExitCode, CommandError> {
    std::fs::create_dir_all(&config.data_dir)?;
    let storage = storage::open(&config.database_url).await?;
    let accounts = accounts(&storage).await?;
    let outcome = obey(command, &accounts).await;
    storage.close().await;
    match outcome {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(ServiceError::Refused(refusal)) => {
            let problem = refusal.problems.first().cloned();
            let problem = problem.unwrap_or_else(|| Problem::new("", refusal.key, &refusal.arguments));
            Err(problem_sentence(Locale::En, &problem).into())
        }
        Err(ServiceError::Busy) => Err("the database is busy; try again".into()),
        Err(ServiceError::Failed(cause)) => Err(cause),
    }
}

async fn accounts(storage: &Arc<dyn Storage>) -> Result<StaffAccounts, CommandError> {
    let random = Randomness::system();
    let key = storage.secret("pin_key", random.bytes::<32>().to_vec()).await?;
    let data = Arc::new(ProvinceData::embedded()?);
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    Ok(StaffAccounts::new(Arc::clone(storage), data, clock, random, &key, std::time::Duration::ZERO))
}

async fn obey(command: StaffCommand, accounts: &StaffAccounts) -> Result<(), ServiceError> {
    let operator = Actor::Operator;
    match command {
        StaffCommand::Add(arguments) => add(arguments, accounts).await?,
        StaffCommand::List => list(accounts).await?,
        StaffCommand::Role(RoleCommand::Give { login, role }) => {
            let person = accounts.by_login(&login).await?;
            let given = accounts.give_role(operator, person.id, role.clone()).await?;
            let word = if given { "is now" } else { "was already" };
            tell(&format!("{} {word} {} at {}.", person.login, role.role.key(), role.agency));
        }
        StaffCommand::Role(RoleCommand::Take { login, role }) => {
            let person = accounts.by_login(&login).await?;
            let taken = accounts.take_role(operator, person.id, role.clone()).await?;
            let word = if taken { "is no longer" } else { "was not" };
            tell(&format!("{} {word} {} at {}.", person.login, role.role.key(), role.agency));
        }
        StaffCommand::Disable { login } => {
            let person = accounts.by_login(&login).await?;
            let disabled = accounts.disable(operator, person.id).await?;
            let word = if disabled { "is disabled and signed out" } else { "was disabled already" };
            tell(&format!("{} {word}.", person.login));
        }
        StaffCommand::Enable { login } => {
            let person = accounts.by_login(&login).await?;
            let enabled = accounts.enable(operator, person.id).await?;
            let word = if enabled { "is enabled" } else { "was not disabled" };
            tell(&format!("{} {word}.", person.login));
        }
        StaffCommand::Reset { login } => {
            let person = accounts.by_login(&login).await?;
            let code = accounts.reset(operator, person.id).await?;
            tell_code(&person.login, &code);
        }
    }
    Ok(())
}

async fn add(arguments: AddArguments, accounts: &StaffAccounts) -> Result<(), ServiceError> {
    let credentials = match arguments.totp_secret {
        None => None,
        Some(text) => {
            let secret = base32_secret(&text)
                .ok_or_else(|| ServiceError::Failed("--totp-secret: expected Base32 of at least 16 bytes".into()))?;
            Some((password_of_input()?, secret))
        }
    };
    let wanted =
        AddStaff { login: arguments.login.clone(), name: arguments.name, grants: arguments.roles, credentials };
    let added = accounts.add(Actor::Operator, wanted).await?;
    let login = arguments.login.trim();
    match added.code {
        Some(code) => tell_code(login, &code),
        None => tell(&format!("{login} can sign in with the password and the second factor that were given.")),
    }
    Ok(())
}

/// The first line of standard input without its end.
fn password_of_input() -> Result<String, ServiceError> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(|error| ServiceError::Failed(Box::new(error)))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn tell_code(login: &str, code: &str) {
    tell(&format!("One-time sign-in code of {login}: {code}"));
    tell(&format!(
        "It is good for {} hours. At /can-bo/dang-nhap it takes the place of the password; the person then sets a \
         password and a second factor.",
        SETUP_CODE_LIMIT.whole_hours()
    ));
}

async fn list(accounts: &StaffAccounts) -> Result<(), ServiceError> {
    let all = accounts.in_reach(Actor::Operator).await?;
    if all.is_empty() {
        tell("There are no accounts. Add the first one with `motcua staff add`.");
        return Ok(());
    }
    let mut rows = vec![["login", "name", "state", "last sign-in", "roles"].map(str::to_owned)];
    for (person, _) in all {
        let roles: Vec<String> =
            person.grants.iter().map(|grant| format!("{}:{}", grant.agency, grant.role.key())).collect();
        let last = person.signed_in_at.map_or_else(|| "never".to_owned(), |at| date_time(Locale::En, at));
        rows.push([person.login.clone(), person.name.clone(), state(&person).to_owned(), last, roles.join(" ")]);
    }
    table(&rows).iter().for_each(|line| tell(line));
    Ok(())
}

fn state(person: &StaffRecord) -> &'static str {
    let now = SystemClock.now();
    if person.disabled_at.is_some() {
        "disabled"
    } else if person.password_hash.is_none() {
        if person.setup_until.is_some_and(|until| now < until) { "to be set up" } else { "code expired" }
    } else if person.locked_until.is_some_and(|until| now < until) {
        "locked"
    } else {
        "active"
    }
}
