//! Which questions of a page show.

use domain::form::{Answer, Context, Outcome, Question, Requirement, Rules};
use serde_json::{Map, Value};

use super::collect::is_row_number;

/// Numbers of the rows a group shows: those that are kept, and as many as are needed at least.
#[must_use]
pub fn row_numbers(group: &Question, kept: Option<&Value>) -> Vec<u32> {
    let Answer::Group { min, .. } = &group.answer else { return Vec::new() };
    let keys = kept.and_then(Value::as_object).into_iter().flat_map(|rows| rows.keys());
    let mut numbers: Vec<u32> = keys.filter(|key| is_row_number(key)).filter_map(|key| key.parse().ok()).collect();
    numbers.sort_unstable();
    while (numbers.len() as u32) < min.unwrap_or(0) {
        numbers.push(numbers.last().map_or(1, |last| last + 1));
    }
    numbers
}

/// Paths below the form of the questions that show on a page, in their order; those of rows too, also of rows in which
/// nothing was typed yet. Papers are asked on a step of their own.
#[must_use]
pub fn shown_on(
    rules: &Rules,
    page: usize,
    answers: &Map<String, Value>,
    outcome: &Outcome,
    context: &Context,
) -> Vec<String> {
    let questions = rules.form.pages.get(page).map_or(&[][..], |page| page.questions.as_slice());
    let mut shown = Vec::new();
    let mut begun: Option<Outcome> = None;
    for question in questions {
        if matches!(question.answer, Answer::Files { .. }) || !outcome.is_asked(&question.id) {
            continue;
        }
        shown.push(question.id.clone());
        let Answer::Group { question: inner, .. } = &question.answer else { continue };
        let numbers = row_numbers(question, answers.get(&question.id));
        for (number, inner) in numbers.into_iter().flat_map(|number| inner.iter().map(move |one| (number, one))) {
            let path = format!("{}.{number}.{}", question.id, inner.id);
            let applies = inner.when.is_none() || outcome.is_asked(&path) || {
                begun.get_or_insert_with(|| with_rows_begun(rules, page, answers, context)).is_asked(&path)
            };
            if applies {
                shown.push(path);
            }
        }
    }
    shown
}

/// Of the questions of a page that need an answer only in some cases, the paths of those that need one now; in rows in which
/// nothing was typed yet, of those that will.
#[must_use]
pub fn required_on(
    rules: &Rules,
    page: usize,
    answers: &Map<String, Value>,
    outcome: &Outcome,
    context: &Context,
) -> Vec<String> {
    let depends = |question: &Question| matches!(question.required, Requirement::When(_));
    let questions = rules.form.pages.get(page).map_or(&[][..], |page| page.questions.as_slice());
    let mut required = Vec::new();
    let mut begun: Option<Outcome> = None;
    for question in questions {
        if depends(question) && outcome.is_required(&question.id) {
            required.push(question.id.clone());
        }
        let Answer::Group { question: inner, .. } = &question.answer else { continue };
        for one in inner.iter().filter(|one| depends(one)) {
            for number in row_numbers(question, answers.get(&question.id)) {
                let path = format!("{}.{number}.{}", question.id, one.id);
                let needed = if outcome.is_asked(&path) {
                    outcome.is_required(&path)
                } else {
                    begun.get_or_insert_with(|| with_rows_begun(rules, page, answers, context)).is_required(&path)
                };
                if needed {
                    required.push(path);
                }
            }
        }
    }
    required
}

/// The rules pass over rows without an answer. To learn what such a row would ask, something is put into it that is no
/// answer to anything.
fn with_rows_begun(rules: &Rules, page: usize, answers: &Map<String, Value>, context: &Context) -> Outcome {
    let mut begun = answers.clone();
    for question in rules.form.pages.get(page).into_iter().flat_map(|page| &page.questions) {
        if !matches!(question.answer, Answer::Group { .. }) {
            continue;
        }
        let numbers = row_numbers(question, answers.get(&question.id));
        let rows = begun.entry(question.id.clone()).or_insert_with(|| Value::Object(Map::new()));
        let Value::Object(rows) = rows else { continue };
        for number in numbers {
            let row = rows.entry(number.to_string()).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(row) = row {
                row.insert(String::new(), Value::Bool(true));
            }
        }
    }
    rules.evaluate(&begun, context)
}
