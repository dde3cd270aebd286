//! `motcua form mistakes`

use std::process::ExitCode;

use app::locale::{Locale, problem_sentence};
use domain::filing::Problem;
use storage::Storage;

use crate::cli::{CommandError, table, tell};

pub(super) async fn mistakes(storage: Option<&dyn Storage>, code: &str) -> Result<ExitCode, CommandError> {
    let storage = storage.ok_or("there is no database, so nothing was counted")?;
    let counted = storage.mistakes(code).await?;
    if counted.is_empty() {
        tell(&format!("No mistakes were counted with the forms of {code}."));
        return Ok(ExitCode::SUCCESS);
    }
    let mut rows = vec![["form", "question", "message", "count", ""].map(str::to_owned)];
    for mistake in counted {
        let form = match mistake.case_id {
            Some(case) => format!("{case} r{}", mistake.revision),
            None => format!("r{}", mistake.revision),
        };
        // The arguments of a message come from an answer and are not kept, so the sentence is told without them.
        let problem = Problem::new(&format!("form.{}", mistake.question), &mistake.key, &["…".to_owned()]);
        let sentence = problem_sentence(Locale::En, &problem);
        rows.push([form, mistake.question, mistake.key, mistake.count.to_string(), sentence]);
    }
    for line in table(&rows) {
        tell(&line);
    }
    Ok(ExitCode::SUCCESS)
}
