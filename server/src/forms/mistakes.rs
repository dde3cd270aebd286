//! Counts where people go wrong, without anything of what they wrote.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use domain::filing::Problem;
use storage::MistakeCount;

use super::published::PublishedForm;

/// Form (procedure, case, revision), question and message.
type Key = (String, Option<String>, u32, String, String);

/// Mistakes since they were last written down. Losing them with the process is no harm.
#[derive(Default)]
pub struct Mistakes(Mutex<BTreeMap<Key, i64>>);

impl Mistakes {
    /// Adds the problems with answers of the form.
    pub fn add(&self, form: &PublishedForm, problems: &[Problem]) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for problem in problems {
            let Some(question) = question_of(&problem.field) else { continue };
            let key = (form.procedure.clone(), form.case.clone(), form.revision, question, problem.key.clone());
            *counts.entry(key).or_default() += 1;
        }
    }

    /// Takes what was counted, in the order of its keys, so that two processes never wait for each other's rows.
    #[must_use]
    pub fn take(&self) -> Vec<MistakeCount> {
        let counts = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        counts
            .into_iter()
            .map(|((procedure_code, case_id, revision, question, key), count)| MistakeCount {
                procedure_code,
                case_id,
                revision: i64::from(revision),
                question,
                key,
                count,
            })
            .collect()
    }

    /// Puts counts back that could not be written down.
    pub fn put_back(&self, mistakes: Vec<MistakeCount>) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for mistake in mistakes {
            let revision = u32::try_from(mistake.revision).unwrap_or_default();
            let key = (mistake.procedure_code, mistake.case_id, revision, mistake.question, mistake.key);
            *counts.entry(key).or_default() += mistake.count;
        }
    }
}

/// The question of a problem's field without numbers of rows: `form.children.2.name` is about `children.name`. None for the
/// generic answers; `form` itself stands for problems with the form as a whole.
#[must_use]
pub fn question_of(field: &str) -> Option<String> {
    if field == "form" {
        return Some(field.to_owned());
    }
    let path = field.strip_prefix("form.")?;
    let named: Vec<&str> = path.split('.').filter(|part| !part.bytes().all(|byte| byte.is_ascii_digit())).collect();
    Some(named.join("."))
}

#[cfg(test)]
mod tests {
    use super::question_of;

    #[test]
    fn rows_are_not_told_apart_and_generic_answers_are_not_counted() {
        assert_eq!(question_of("form.children.2.name").as_deref(), Some("children.name"));
        assert_eq!(question_of("form.child.birth_date").as_deref(), Some("child.birth_date"));
        assert_eq!(question_of("form").as_deref(), Some("form"));
        assert_eq!(question_of("applicant.name"), None);
    }
}
