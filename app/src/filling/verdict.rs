//! What a page that was sent has to say.

use domain::filing::Problem;
use domain::form::read::blank;
use domain::form::{Outcome, Rules};
use serde_json::{Map, Value};

use super::paths::{page_of, question_path};

/// What is to be put right on a page, and what it has not asked before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    pub errors: Vec<Problem>,
    /// Paths of questions that only show because of what was just answered.
    pub newly: Vec<String>,
}

/// Judges a page. `shown` are the questions that show now, `asked` those that the person has seen: nobody is told off for
/// not answering what they were not asked.
#[must_use]
pub fn verdict(
    rules: &Rules,
    page: usize,
    answers: &Map<String, Value>,
    outcome: &Outcome,
    shown: &[String],
    asked: &[&str],
) -> Verdict {
    let form = &rules.form;
    let here: Vec<(String, &Problem)> = outcome
        .problems
        .iter()
        .filter(|problem| page_of(form, &problem.field) == Some(page))
        .filter_map(|problem| Some((question_path(form, &problem.field)?, problem)))
        .collect();
    let newly = shown
        .iter()
        .filter(|path| !asked.contains(&path.as_str()))
        .filter(|path| !outcome.calculated.iter().any(|one| one.path == **path))
        .filter(|path| is_blank(answers, path) || here.iter().any(|(at, _)| at == *path))
        .cloned()
        .collect::<Vec<_>>();
    let errors = here.into_iter().filter(|(path, _)| !newly.contains(path)).map(|(_, problem)| problem.clone());
    Verdict { errors: errors.collect(), newly }
}

fn is_blank(answers: &Map<String, Value>, path: &str) -> bool {
    let mut steps = path.split('.');
    let first = steps.next().and_then(|step| answers.get(step));
    steps.fold(first, |found, step| found?.get(step)).is_none_or(|raw| blank(raw, 2))
}
