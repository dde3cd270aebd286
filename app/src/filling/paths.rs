//! Which question a field belongs to.

use domain::form::{Answer, Form, Question};

use super::PREFIX;

/// The question of a field such as `form.child.name` or `form.documents.2.pages`, with its row when it is in a group.
///
/// A field of a group as a whole is the group's own.
#[must_use]
pub fn locate<'a>(form: &'a Form, field: &str) -> Option<(&'a Question, Option<String>)> {
    let path = field.strip_prefix(PREFIX)?;
    let mut steps = path.split('.');
    let question = form.question(steps.next()?)?;
    if let Answer::Group { question: inner, .. } = &question.answer
        && let (Some(row), Some(id)) = (steps.next(), steps.next())
        && let Some(found) = inner.iter().find(|question| question.id == id)
    {
        return Some((found, Some(row.to_owned())));
    }
    Some((question, None))
}

/// Path below the form of the question that a field belongs to: `child`, `documents.2.pages`.
#[must_use]
pub fn question_path(form: &Form, field: &str) -> Option<String> {
    let (question, row) = locate(form, field)?;
    let group = field.strip_prefix(PREFIX)?.split('.').next()?;
    Some(match row {
        Some(row) => format!("{group}.{row}.{}", question.id),
        None => group.to_owned(),
    })
}

/// Number of the page on which a field stands. Papers stand on a step of their own.
#[must_use]
pub fn page_of(form: &Form, field: &str) -> Option<usize> {
    let id = field.strip_prefix(PREFIX)?.split('.').next()?;
    let (page, question) = form.questions().find(|(_, question)| question.id == id)?;
    (!matches!(question.answer, Answer::Files { .. })).then_some(page)
}
