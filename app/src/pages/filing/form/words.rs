//! Fields and answers of a form in words that people read.

use domain::filing::Problem;
use domain::form::read::{parse_date, parse_number, shown_date};
use domain::form::{Answer, Context, Form, Question, TextChoice};
use serde_json::Value;

use crate::components::question::{document_kinds, nationalities, part_label, sexes};
use crate::filling::locate;
use crate::locale::{Locale, dong, number, problem_sentence};

/// What a field is called: its question, and behind it the part of a block.
#[must_use]
pub fn field_label(locale: Locale, form: &Form, field: &str) -> Option<String> {
    let (question, row) = locate(form, field)?;
    let label = locale.words(&question.label).trim().to_owned();
    let part = field.rsplit('.').next().unwrap_or_default();
    let part = match &question.answer {
        Answer::Organisation { .. } if part == "name" => locale.pick("Tên", "Name"),
        Answer::Person { .. } | Answer::Address {} | Answer::Organisation { .. } => part_label(locale, part),
        _ => "",
    };
    let label = if part.is_empty() { label } else { format!("{label} – {part}") };
    Some(match row {
        Some(row) => format!("{} {row}: {label}", row_word(locale, form, field)),
        None => label,
    })
}

/// What a row of the group is called.
fn row_word(locale: Locale, form: &Form, field: &str) -> String {
    let group = field.split('.').nth(1).and_then(|id| form.question(id));
    let word = group.and_then(|group| match &group.answer {
        Answer::Group { row, .. } => row.as_ref(),
        _ => None,
    });
    word.map_or_else(|| locale.pick("Mục", "Entry"), |word| locale.words(word)).to_owned()
}

/// What is wrong, beginning with the question it is about.
#[must_use]
pub fn problem_words(locale: Locale, form: &Form, problem: &Problem) -> String {
    let sentence = problem_sentence(locale, problem);
    match field_label(locale, form, &problem.field) {
        Some(label) => format!("{}: {sentence}", label.trim_end_matches(['?', ':', '.'])),
        None => sentence,
    }
}

/// An answer, or a part of a block, as it will be read. What the rules do not understand stands as it was typed.
#[must_use]
pub fn value_words(locale: Locale, form: &Form, context: &Context, field: &str, raw: &Value) -> String {
    let Some((question, _)) = locate(form, field) else { return plain(raw) };
    let part = field.rsplit('.').next().unwrap_or_default();
    match &question.answer {
        Answer::Person { .. } => person_part(locale, part, raw),
        Answer::Address {} => unit_or_text(context, part, raw),
        _ => answer_words(locale, question, raw),
    }
}

/// The parts of a block of answers, one to a line; nothing where nothing was typed.
#[must_use]
pub(super) fn block_words(locale: Locale, context: &Context, question: &Question, raw: &Value) -> Option<String> {
    let line = |part: &str, words: String| {
        (!words.trim().is_empty()).then(|| format!("{}: {}", part_label(locale, part), words))
    };
    let parts: &[&str] = match &question.answer {
        Answer::Person { .. } => &domain::form::read::PERSON_FIELDS,
        Answer::Organisation { .. } => &domain::form::read::ORGANISATION_FIELDS,
        Answer::Address {} => {
            // From the small to the large, as it stands on an envelope.
            let parts = ["line", "commune", "commune_name", "province"];
            let listed = context
                .units
                .lists_communes(raw.get("province").and_then(Value::as_str).unwrap_or_default().trim(), context.today);
            let left_out = if listed { "commune_name" } else { "commune" };
            let words: Vec<String> = parts
                .into_iter()
                .filter(|part| *part != left_out)
                .filter_map(|part| Some(unit_or_text(context, part, raw.get(part)?)))
                .filter(|words| !words.trim().is_empty())
                .collect();
            return Some(words.join(", "));
        }
        _ => return None,
    };
    let elsewhere = raw.get("nationality").and_then(Value::as_str) == Some("other");
    let lines: Vec<String> = parts
        .iter()
        .filter(|part| elsewhere || **part != "nationality_name")
        .filter_map(|part| line(part, person_part(locale, part, raw.get(*part)?)))
        .collect();
    Some(lines.join("\n"))
}

/// One answer that is no block.
#[must_use]
pub(super) fn answer_words(locale: Locale, question: &Question, raw: &Value) -> String {
    let label = |options: &[TextChoice], key: &str| {
        let found = options.iter().find(|option| option.key == key.trim());
        found.map_or_else(|| key.to_owned(), |option| locale.words(&option.label).to_owned())
    };
    let typed = plain(raw);
    match &question.answer {
        Answer::YesNo => match typed.trim() {
            "yes" => locale.pick("Có", "Yes").to_owned(),
            "no" => locale.pick("Không", "No").to_owned(),
            _ => typed,
        },
        Answer::OneOf { options } => label(options, &typed),
        Answer::SeveralOf { options, .. } => match raw {
            Value::Array(keys) => {
                keys.iter().filter_map(Value::as_str).map(|key| label(options, key)).collect::<Vec<_>>().join("\n")
            }
            _ => label(options, &typed),
        },
        Answer::Date { .. } => day_words(&typed),
        Answer::Money { .. } => parse_number(&typed).map_or(typed, |amount| dong(locale, amount)),
        Answer::Integer { unit, .. } => {
            let figure = parse_number(&typed).map_or(typed, |value| number(locale, value));
            match unit.as_ref().filter(|_| !figure.trim().is_empty()) {
                Some(unit) => format!("{figure} {}", locale.words(unit)),
                None => figure,
            }
        }
        _ => typed,
    }
}

fn person_part(locale: Locale, part: &str, raw: &Value) -> String {
    let typed = plain(raw);
    let words = |known: &[(&str, &'static str)]| {
        known
            .iter()
            .find(|(key, _)| *key == typed.trim())
            .map_or_else(|| typed.clone(), |(_, words)| (*words).to_owned())
    };
    match part {
        "birth_date" => day_words(&typed),
        "sex" => words(&sexes(locale)),
        "nationality" => words(&nationalities(locale)),
        "document_kind" => words(&document_kinds(locale)),
        _ => typed,
    }
}

fn unit_or_text(context: &Context, part: &str, raw: &Value) -> String {
    let typed = plain(raw);
    match part {
        "province" | "commune" => {
            context.units.find(typed.trim(), context.today).map_or(typed, |unit| unit.name.clone())
        }
        _ => typed,
    }
}

fn day_words(typed: &str) -> String {
    parse_date(typed).map_or_else(|| typed.to_owned(), shown_date)
}

fn plain(raw: &Value) -> String {
    match raw {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(parts) => {
            parts.values().map(plain).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Value::Null => String::new(),
    }
}
