//! `motcua form mistakes`

use std::process::ExitCode;

use app::locale::{Locale, problem_sentence};
use domain::filing::Problem;
use storage::Storage;

use crate::cli::{CommandError, tell};

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

/// Columns as wide as their widest entry.
fn table<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
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
