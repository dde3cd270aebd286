//! One question: is it answered, is the answer good, what does it mean.

use serde_json::{Map, Value as Json};

use super::state::{Given, State};
use super::{MAX_ROWS, is_needed, shown_name};
use crate::form::definition::Answer;
use crate::form::definition::answer::{MAX_LINE_CHARS, MAX_REPEATS, MAX_TEXT_CHARS};
use crate::form::expression::{Evaluated, Lookup, Reference, Value, evaluate};
use crate::form::outcome::{Calculated, Outcome, Paper};
use crate::form::read::{self, Findings, is_unanswered};
use crate::form::rules::QuestionRules;

/// Takes the answer to a question of a page that applies.
pub(super) fn take(state: &mut State<'_>, at: usize, question: &QuestionRules, raw: &Json, outcome: &mut Outcome) {
    let given = match &question.answer {
        Answer::Files { component, min, max } => {
            outcome.asked.push(question.id.clone());
            let needed = is_needed(&question.need, state);
            require(needed, &question.id, outcome);
            refuse_any(&question.id, question, raw, outcome);
            Some(files(state, question, (component, *min, *max), needed, outcome))
        }
        Answer::Group { min, max, .. } => {
            outcome.asked.push(question.id.clone());
            let needed = is_needed(&question.need, state);
            require(needed && min.unwrap_or(0) > 0, &question.id, outcome);
            Some(rows(state, question, raw, (*min, *max, needed), outcome))
        }
        _ => one(state, &question.id, question, raw, outcome),
    };
    if let Some(slot) = state.given.get_mut(at) {
        *slot = given;
    }
}

/// Takes the answer of a question at its path below the form: `relation`, `children.1.name`.
fn one(state: &State<'_>, path: &str, question: &QuestionRules, raw: &Json, outcome: &mut Outcome) -> Option<Given> {
    outcome.asked.push(path.to_owned());
    if let Some(value) = &question.value {
        refuse_any(path, question, raw, outcome);
        let value = evaluate(value, state);
        let shown = match &value {
            Evaluated::Known(Value::Integer(number)) => Some(number.to_string()),
            Evaluated::Known(Value::Date(day)) => Some(read::iso_date(*day)),
            _ => None,
        };
        outcome.calculated.push(Calculated { path: path.to_owned(), value: shown });
        return match value {
            Evaluated::Known(value) => Some(Given::Plain(value)),
            _ => None,
        };
    }
    let field = format!("form.{path}");
    let mut findings = Findings::default();
    let needed = is_needed(&question.need, state);
    require(needed, path, outcome);
    // A block that is needed says which of its parts are missing; one that may stay empty is not looked into.
    let is_block = matches!(question.answer, Answer::Person { .. } | Answer::Address {} | Answer::Organisation { .. });
    let nothing = Json::Object(Map::new());
    let given = match (is_unanswered(&question.answer, raw), needed, is_block) {
        (true, false, _) => None,
        (true, true, true) => read_one(state, &field, question, &nothing, &mut findings),
        (true, true, false) => {
            findings.add(&field, "required", &[]);
            None
        }
        (false, ..) => {
            let given = read_one(state, &field, question, raw, &mut findings);
            if needed && given.is_none() && findings.problems.is_empty() {
                findings.add(&field, "required", &[]);
            }
            given
        }
    };
    outcome.problems.append(&mut findings.problems);
    given
}

/// Files and calculated values are never typed: nothing is taken for them from the answers.
fn refuse_any(path: &str, question: &QuestionRules, raw: &Json, outcome: &mut Outcome) {
    if !is_unanswered(&question.answer, raw) {
        let mut findings = Findings::default();
        findings.add(&format!("form.{path}"), "wrong_type", &[]);
        outcome.problems.append(&mut findings.problems);
    }
}

fn require(needed: bool, path: &str, outcome: &mut Outcome) {
    if needed {
        outcome.required.push(path.to_owned());
    }
}

fn read_one(
    state: &State<'_>,
    field: &str,
    question: &QuestionRules,
    raw: &Json,
    findings: &mut Findings,
) -> Option<Given> {
    match &question.answer {
        Answer::ShortText { max } => read::text(field, raw, max.unwrap_or(MAX_LINE_CHARS), findings).map(text),
        Answer::LongText { max } => read::lines(field, raw, max.unwrap_or(MAX_TEXT_CHARS), findings).map(text),
        Answer::Integer { min, max, .. } | Answer::Money { min, max } => {
            read::number(field, raw, (*min, *max), findings).map(|number| Given::Plain(Value::Integer(number)))
        }
        Answer::Date { .. } => day(state, field, question, raw, findings),
        Answer::Phone {} => {
            let phone = read::text(field, raw, MAX_LINE_CHARS, findings)?;
            good(read::is_phone(&phone), field, "phone_form", findings).then(|| text(phone))
        }
        Answer::Email {} => {
            let email = read::text(field, raw, MAX_LINE_CHARS, findings)?;
            good(read::is_email(&email), field, "email_form", findings).then(|| text(email))
        }
        Answer::PersonalId { .. } => {
            let number = read::text(field, raw, MAX_LINE_CHARS, findings)?;
            read::personal_id(field, &number, &holder(state, question), findings).map(text)
        }
        Answer::TaxCode {} => {
            let code = read::text(field, raw, MAX_LINE_CHARS, findings)?;
            read::tax_code(field, &code, findings).map(text)
        }
        Answer::YesNo => read::yes_no(field, raw, findings).map(|yes| Given::Plain(Value::Truth(yes))),
        Answer::OneOf { options } => {
            read::one_of(field, raw, options, findings).map(|key| Given::Plain(Value::Choice(key)))
        }
        Answer::SeveralOf { options, min, max } => {
            let keys = read::several_of(field, raw, options, findings)?;
            let count = keys.len() as u32;
            if min.is_some_and(|min| count < min) {
                findings.add(field, "too_few", &[min.unwrap_or_default().to_string()]);
                return None;
            }
            if max.is_some_and(|max| count > max) {
                findings.add(field, "too_many", &[max.unwrap_or_default().to_string()]);
                return None;
            }
            Some(Given::Plain(Value::Set(keys)))
        }
        Answer::Address {} => read::address(field, raw, state.context, findings).map(Given::Address),
        Answer::Person { ask, optional, .. } => {
            read::person(field, raw, (ask, optional), state.context.today, holder(state, question), findings)
                .map(Given::Person)
        }
        Answer::Organisation { tax_code_optional } => {
            read::organisation(field, raw, *tax_code_optional, findings).map(Given::Organisation)
        }
        Answer::Group { .. } | Answer::Files { .. } | Answer::Calculated { .. } => None,
    }
}

/// What earlier questions say of the person whose number is asked for.
fn holder(state: &State<'_>, question: &QuestionRules) -> read::Holder {
    let known = |reference: Option<&Reference>| reference.map(|reference| state.value(reference));
    read::Holder {
        birth: known(question.birth_date.as_ref()).and_then(|birth| birth.as_date()),
        male: match known(question.sex.as_ref()) {
            Some(Evaluated::Known(Value::Choice(sex))) => Some(sex == "male"),
            _ => None,
        },
        today: Some(state.context.today),
    }
}

fn text(text: String) -> Given {
    Given::Plain(Value::Text(text))
}

fn good(good: bool, field: &str, key: &str, findings: &mut Findings) -> bool {
    if !good {
        findings.add(field, key, &[]);
    }
    good
}

fn day(state: &State<'_>, field: &str, question: &QuestionRules, raw: &Json, findings: &mut Findings) -> Option<Given> {
    let day = read::date(field, raw, findings)?;
    let limit = |expr| evaluate(expr, state).as_date();
    if let Some(first) = question.not_before.as_ref().and_then(limit).filter(|first| day < *first) {
        findings.add(field, "date_too_early", &[read::shown_date(first)]);
        return None;
    }
    if let Some(last) = question.not_after.as_ref().and_then(limit).filter(|last| day > *last) {
        findings.add(field, "date_too_late", &[read::shown_date(last)]);
        return None;
    }
    Some(Given::Plain(Value::Date(day)))
}

fn files(
    state: &State<'_>,
    question: &QuestionRules,
    (component, min, max): (&str, Option<u32>, Option<u32>),
    required: bool,
    outcome: &mut Outcome,
) -> Given {
    let (min, max) = (min.unwrap_or(1), max.unwrap_or(MAX_REPEATS));
    let files = state.files.get(component).copied().unwrap_or(0);
    let field = format!("form.{}", question.id);
    let mut findings = Findings::default();
    if files < min && (required || files > 0) {
        findings.add(&field, "file_required", &[min.to_string()]);
    } else if files > max {
        findings.add(&field, "too_many_files", &[max.to_string()]);
    }
    outcome.problems.append(&mut findings.problems);
    outcome.papers.push(Paper {
        question: question.id.clone(),
        component: component.to_owned(),
        required,
        min,
        max,
        files,
    });
    Given::Files(files)
}

fn rows(
    state: &mut State<'_>,
    group: &QuestionRules,
    raw: &Json,
    (min, max, needed): (Option<u32>, Option<u32>, bool),
    outcome: &mut Outcome,
) -> Given {
    let field = format!("form.{}", group.id);
    let mut findings = Findings::default();
    let nothing = Map::new();
    let sent = match raw {
        Json::Object(rows) => rows,
        _ => {
            if !is_unanswered(&group.answer, raw) {
                findings.add(&field, "wrong_type", &[]);
            }
            &nothing
        }
    };
    let mut numbered: Vec<(u32, &str, &Map<String, Json>)> = Vec::new();
    let empty = |key: &str, row: &Json| row_number(key).is_some() && is_empty_row(group, row);
    for (key, row) in sent.iter().filter(|(key, row)| !empty(key, row)).take(MAX_ROWS + 1) {
        match (row_number(key), row) {
            (Some(number), Json::Object(row)) => numbered.push((number, key, row)),
            (Some(_), _) => findings.add(&format!("{field}.{key}"), "wrong_type", &[]),
            (None, _) => findings.add(&field, "unknown_question", &[shown_name(key)]),
        }
    }
    numbered.sort_unstable_by_key(|(number, ..)| *number);
    // Rows that are needed count only when the group is: an optional group may stay empty, but not half.
    let least = if needed { min.unwrap_or(0) } else { 0 };
    let most = max.unwrap_or(MAX_REPEATS);
    if (numbered.len() as u32) < least {
        findings.add(&field, "too_few_rows", &[least.to_string()]);
    } else if numbered.len() as u32 > most {
        findings.add(&field, "too_many_rows", &[most.to_string()]);
    }
    outcome.problems.append(&mut findings.problems);
    if numbered.is_empty() && least > 0 {
        return Given::NoRowsYet;
    }
    let mut given = Vec::with_capacity(numbered.len());
    for (_, key, row) in numbered.into_iter().take(most as usize) {
        given.push(one_row(state, group, key, row, outcome));
    }
    Given::Rows(given)
}

fn one_row(
    state: &mut State<'_>,
    group: &QuestionRules,
    key: &str,
    row: &Map<String, Json>,
    outcome: &mut Outcome,
) -> Vec<Option<Given>> {
    let unknown = row.keys().find(|id| !group.rows.iter().any(|question| question.id == **id));
    if let Some(name) = unknown {
        let mut findings = Findings::default();
        findings.add(&format!("form.{}", group.id), "unknown_question", &[shown_name(name)]);
        outcome.problems.append(&mut findings.problems);
    }
    state.row = Some(Vec::with_capacity(group.rows.len()));
    for question in &group.rows {
        let applies = question.when.as_ref().is_none_or(|when| crate::form::expression::holds(when, state));
        let path = format!("{}.{key}.{}", group.id, question.id);
        let raw = row.get(&question.id).unwrap_or(&Json::Null);
        let given = if applies { one(state, &path, question, raw, outcome) } else { None };
        if let Some(row) = &mut state.row {
            row.push(given);
        }
    }
    state.row.take().unwrap_or_default()
}

/// A row in which nothing was typed yet.
fn is_empty_row(group: &QuestionRules, row: &Json) -> bool {
    let unanswered = |id: &str, raw: &Json| {
        group.rows.iter().find(|question| question.id == id).is_some_and(|one| is_unanswered(&one.answer, raw))
    };
    match row {
        Json::Object(row) => row.iter().all(|(id, raw)| unanswered(id, raw)),
        other => is_unanswered(&group.answer, other),
    }
}

/// The number of a row: `1` to `9999`, written plainly.
fn row_number(key: &str) -> Option<u32> {
    let plain = (1..=4).contains(&key.len()) && !key.starts_with('0') && key.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| key.parse().ok())?
}
