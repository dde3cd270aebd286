//! What the island of a page is given: rules, context and answers without a word too many, and its texts.

use domain::filing::Problem;
use domain::form::{Answer, Context, Form, Question, Units};
use serde_json::{Map, Value};

use crate::islands::GuideTexts;
use crate::locale::{Locale, problem_sentence};
use crate::pages::filing::applicant::saver_texts;

/// Keys of the form's rules that the island says while the person types.
const RULE_KEYS: [&str; 22] = [
    "required",
    "too_long",
    "control_character",
    "integer_form",
    "too_small",
    "too_large",
    "date_form",
    "date_too_early",
    "date_too_late",
    "phone_form",
    "email_form",
    "identity_form",
    "identity_province",
    "identity_birth_year",
    "identity_not_born",
    "identity_sex",
    "tax_code_form",
    "tax_code_check",
    "choice_unknown",
    "unit_unknown",
    "too_few",
    "too_many",
];

/// As JSON; null when it is none, and then the island leaves the page to the server.
pub(super) fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// The context without names, and without the units unless an address is asked.
pub(super) fn lean_context(form: &Form, context: &Context) -> Context {
    let mut lean = context.clone();
    let asks_address = form.questions().any(|(_, question)| has_address(question));
    lean.units.0.retain(|unit| asks_address && unit.is_valid_on(context.today));
    for unit in &mut lean.units.0 {
        unit.name.clear();
    }
    if lean.units.0.is_empty() {
        lean.units = Units::default();
    }
    lean
}

fn has_address(question: &Question) -> bool {
    match &question.answer {
        Answer::Address {} => true,
        Answer::Group { question, .. } => question.iter().any(has_address),
        _ => false,
    }
}

/// The answers of the other pages: those of this one are in its fields.
pub(super) fn kept_elsewhere(form: &Form, page: usize, answers: &Map<String, Value>) -> Map<String, Value> {
    let here = form.pages.get(page).map_or(&[][..], |page| page.questions.as_slice());
    answers
        .iter()
        .filter(|(name, _)| here.iter().all(|question| question.id != **name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

pub(super) fn texts(locale: Locale) -> GuideTexts {
    let text = |vi: &str, en: &str| locale.pick(vi, en).to_owned();
    let blanks = ["{0}".to_owned(), "{1}".to_owned()];
    let mut saver = saver_texts(locale);
    saver.problems = RULE_KEYS
        .iter()
        .map(|key| ((*key).to_owned(), problem_sentence(locale, &Problem::new("form", key, &blanks))))
        .collect();
    GuideTexts {
        saver,
        more_questions: text("Trang này hỏi thêm {n} câu", "This page asks {n} more questions"),
        one_more_question: text("Trang này hỏi thêm 1 câu", "This page asks 1 more question"),
        fewer_questions: text("Bớt {n} câu không cần hỏi", "{n} questions are not needed any more"),
        one_question_fewer: text("Bớt 1 câu không cần hỏi", "1 question is not needed any more"),
        money: text("{0} đồng", "{0} VND"),
        thousands: text(".", ","),
    }
}
