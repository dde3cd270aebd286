//! Answers typed under one revision, under the next.

use serde_json::{Map, Value as Json};

use crate::form::definition::{Answer, Form, PersonPart, Question, TextChoice};
use crate::form::rules::{Defect, DefectKind};

/// Why answers in drafts could not be carried over.
pub(super) fn check(old: &Form, new: &Form) -> Vec<Defect> {
    let mut defects = Vec::new();
    if (&old.procedure, &old.case) != (&new.procedure, &new.case) {
        defects.push(Defect { place: "form".into(), kind: DefectKind::OtherProcedure });
    }
    if new.revision != old.revision + 1 {
        let kind = DefectKind::RevisionOrder { expected: old.revision + 1, published: old.revision };
        defects.push(Defect { place: "revision".into(), kind });
    }
    let news: Vec<&Question> = new.questions().map(|(_, question)| question).collect();
    for (_, question) in old.questions() {
        carried("", question, &news, new, &mut defects);
    }
    defects
}

fn carried(group: &str, old: &Question, news: &[&Question], form: &Form, defects: &mut Vec<Defect>) {
    if matches!(old.answer, Answer::Calculated { .. }) {
        return;
    }
    let name = format!("{group}{}", old.id);
    let mut refuse = |how: String| {
        let kind = DefectKind::NotCarriedOver { question: name.clone(), how };
        defects.push(Defect { place: format!("question {name}"), kind });
    };
    let Some(new) = successor(&old.id, news) else {
        if !form.dropped.iter().any(|dropped| dropped.question == name) {
            refuse(
                "the new revision does not ask it; keep it, give its new name as `was`, or list it under `dropped` with a \
                 reason"
                    .into(),
            );
        }
        return;
    };
    match lost(&old.answer, &new.answer) {
        Some(how) => refuse(how),
        None => {
            if let (Answer::Group { question: olds, .. }, Answer::Group { question: news, .. }) =
                (&old.answer, &new.answer)
            {
                let news: Vec<&Question> = news.iter().collect();
                for inner in olds {
                    carried(&format!("{name}."), inner, &news, form, defects);
                }
            }
        }
    }
}

/// The question that takes the answer: the one that says so, else the one of the same name.
fn successor<'a>(id: &str, news: &[&'a Question]) -> Option<&'a Question> {
    let renamed = news.iter().find(|question| question.was.as_deref() == Some(id));
    renamed.or_else(|| news.iter().find(|question| question.id == id && question.was.is_none())).copied()
}

/// What of an answer would be lost, in words; none when all of it is carried.
fn lost(old: &Answer, new: &Answer) -> Option<String> {
    let text = |answer: &Answer| {
        matches!(
            answer,
            Answer::ShortText { .. }
                | Answer::LongText { .. }
                | Answer::Phone {}
                | Answer::Email {}
                | Answer::PersonalId { .. }
                | Answer::TaxCode {}
        )
    };
    match (old, new) {
        (old, Answer::ShortText { .. } | Answer::LongText { .. }) if text(old) => None,
        (Answer::Integer { .. } | Answer::Money { .. }, Answer::Integer { .. } | Answer::Money { .. }) => None,
        (Answer::OneOf { options: old }, Answer::OneOf { options: new } | Answer::SeveralOf { options: new, .. })
        | (Answer::SeveralOf { options: old, .. }, Answer::SeveralOf { options: new, .. }) => {
            let gone: Vec<&str> =
                old.iter().map(|option| option.key.as_str()).filter(|key| new_key(key, new).is_none()).collect();
            (!gone.is_empty()).then(|| {
                format!(
                    "the choice {} is gone; keep it, or give the choice that takes its place `was`",
                    gone.join(", ")
                )
            })
        }
        (Answer::YesNo, Answer::OneOf { options }) => ["yes", "no"]
            .into_iter()
            .any(|key| new_key(key, options).is_none())
            .then(|| "the choices need the keys yes and no, or `was` with them".into()),
        (Answer::Person { ask: old, .. }, Answer::Person { ask: new, .. }) => {
            let gone: Vec<&str> = old.iter().filter(|part| !new.contains(part)).map(|part| part_name(*part)).collect();
            (!gone.is_empty()).then(|| format!("{} is not asked of the person any more", gone.join(", ")))
        }
        (Answer::Files { component: old, .. }, Answer::Files { component: new, .. }) => (old != new)
            .then(|| format!("files lie with component {old}; keep it, or ask under another name and drop this one")),
        (old, new) if std::mem::discriminant(old) == std::mem::discriminant(new) => None,
        _ => Some("its kind is another one now; ask it under another name and drop this one".into()),
    }
}

fn part_name(part: PersonPart) -> &'static str {
    match part {
        PersonPart::BirthDate => "the birth date",
        PersonPart::Sex => "the sex",
        PersonPart::Nationality => "the nationality",
        PersonPart::Document => "the document",
    }
}

fn new_key<'a>(key: &str, options: &'a [TextChoice]) -> Option<&'a str> {
    let renamed = options.iter().find(|option| option.was.as_deref() == Some(key));
    renamed.or_else(|| options.iter().find(|option| option.key == key)).map(|option| option.key.as_str())
}

/// Answers of the old revision as answers of the new one. Nothing that the check let pass is lost.
#[must_use]
pub fn carry_over(old: &Form, new: &Form, answers: &Map<String, Json>) -> Map<String, Json> {
    let olds: Vec<&Question> = old.questions().map(|(_, question)| question).collect();
    let news: Vec<&Question> = new.questions().map(|(_, question)| question).collect();
    carry(&olds, &news, answers)
}

fn carry(olds: &[&Question], news: &[&Question], answers: &Map<String, Json>) -> Map<String, Json> {
    let mut carried = Map::new();
    for old in olds {
        let (Some(raw), Some(new)) = (answers.get(&old.id), successor(&old.id, news)) else { continue };
        carried.insert(new.id.clone(), convert(&old.answer, &new.answer, raw));
    }
    carried
}

fn convert(old: &Answer, new: &Answer, raw: &Json) -> Json {
    let key = |raw: &Json, options: &[TextChoice]| match raw.as_str().and_then(|key| new_key(key, options)) {
        Some(key) => Json::String(key.to_owned()),
        None => raw.clone(),
    };
    match (old, new, raw) {
        (Answer::YesNo, Answer::OneOf { options }, Json::Bool(yes)) => {
            key(&Json::String(if *yes { "yes" } else { "no" }.to_owned()), options)
        }
        (Answer::OneOf { .. } | Answer::YesNo, Answer::OneOf { options }, raw) => key(raw, options),
        (Answer::OneOf { .. }, Answer::SeveralOf { options, .. }, Json::String(_)) => {
            Json::Array(vec![key(raw, options)])
        }
        (Answer::SeveralOf { .. }, Answer::SeveralOf { options, .. }, Json::Array(list)) => {
            Json::Array(list.iter().map(|raw| key(raw, options)).collect())
        }
        (Answer::Group { question: olds, .. }, Answer::Group { question: news, .. }, Json::Object(rows)) => {
            let (olds, news): (Vec<&Question>, Vec<&Question>) = (olds.iter().collect(), news.iter().collect());
            let rows = rows.iter().map(|(number, row)| match row {
                Json::Object(row) => (number.clone(), Json::Object(carry(&olds, &news, row))),
                other => (number.clone(), other.clone()),
            });
            Json::Object(rows.collect())
        }
        _ => raw.clone(),
    }
}
