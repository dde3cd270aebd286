//! The fields of a page, name by name, become answers.

use domain::form::read::{ADDRESS_FIELDS, ORGANISATION_FIELDS, PERSON_FIELDS};
use domain::form::{Answer, MAX_ROWS, Question};
use serde_json::{Map, Value};

use super::PREFIX;

/// Names with their values as a form sends them; a name may come more than once.
pub type Pairs = [(String, String)];

/// The answers of these questions as they were typed. What was not sent is not there, names of other questions are let be.
#[must_use]
pub fn collect(questions: &[Question], pairs: &Pairs) -> Map<String, Value> {
    let mut answers = Map::new();
    for question in questions {
        if let Some(answer) = one(question, &format!("{PREFIX}{}", question.id), pairs) {
            answers.insert(question.id.clone(), answer);
        }
    }
    answers
}

fn one(question: &Question, name: &str, pairs: &Pairs) -> Option<Value> {
    match &question.answer {
        Answer::Files { .. } | Answer::Calculated { .. } => None,
        Answer::SeveralOf { .. } => several(name, pairs),
        Answer::Person { .. } => parts(name, &PERSON_FIELDS, pairs),
        Answer::Address {} => parts(name, &ADDRESS_FIELDS, pairs),
        Answer::Organisation { .. } => parts(name, &ORGANISATION_FIELDS, pairs),
        Answer::Group { question, .. } => rows(question, name, pairs),
        _ => text(name, pairs),
    }
}

/// Line ends come from forms as CR LF; they are kept as the line feeds they mean.
fn text(name: &str, pairs: &Pairs) -> Option<Value> {
    let (_, value) = pairs.iter().rev().find(|(sent, _)| sent == name)?;
    Some(Value::String(value.replace("\r\n", "\n")))
}

/// An empty value comes from the hidden field that tells «nothing chosen» from «not on the page».
fn several(name: &str, pairs: &Pairs) -> Option<Value> {
    let mut sent = pairs.iter().filter(|(sent, _)| sent == name).peekable();
    sent.peek()?;
    Some(sent.map(|(_, value)| value).filter(|value| !value.is_empty()).cloned().map(Value::String).collect())
}

fn parts(name: &str, known: &[&str], pairs: &Pairs) -> Option<Value> {
    let sent = known.iter().filter_map(|part| Some(((*part).to_owned(), text(&format!("{name}.{part}"), pairs)?)));
    let block: Map<String, Value> = sent.collect();
    (!block.is_empty()).then_some(Value::Object(block))
}

fn rows(questions: &[Question], name: &str, pairs: &Pairs) -> Option<Value> {
    let mut rows = Map::new();
    for (sent, _) in pairs {
        let behind = sent.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
        let Some((number, _)) = behind.and_then(|rest| rest.split_once('.')) else { continue };
        if !is_row_number(number) || rows.contains_key(number) || rows.len() >= MAX_ROWS {
            continue;
        }
        let row = questions
            .iter()
            .filter_map(|question| {
                Some((question.id.clone(), one(question, &format!("{name}.{number}.{}", question.id), pairs)?))
            })
            .collect::<Map<_, _>>();
        if !row.is_empty() {
            rows.insert(number.to_owned(), Value::Object(row));
        }
    }
    (!rows.is_empty()).then_some(Value::Object(rows))
}

/// `1` to `9999`, written plainly.
pub(super) fn is_row_number(text: &str) -> bool {
    (1..=4).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit())
}

/// Lays answers over answers, block by block and row by row; lists are replaced as a whole, and nothing is taken away.
pub fn lay_over(target: &mut Map<String, Value>, answers: &Map<String, Value>) {
    for (name, value) in answers {
        match (target.get_mut(name), value) {
            (Some(Value::Object(target)), Value::Object(value)) => lay_over(target, value),
            _ => {
                target.insert(name.clone(), value.clone());
            }
        }
    }
}
