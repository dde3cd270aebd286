//! What helps to answer: hint, example, why it is asked, the official term.

use domain::form::{Question, Text};
use leptos::prelude::*;

use super::Sheet;
use crate::locale::Locale;

/// The lines under the label.
pub(super) fn hints(sheet: &Sheet<'_>, path: &str, question: &Question) -> Vec<String> {
    let locale = sheet.locale;
    let mut hints: Vec<String> = question.hint.iter().map(|hint| locale.words(hint).to_owned()).collect();
    if let Some(example) = &question.example {
        hints.push(format!("{}: {}", locale.pick("Ví dụ", "Example"), locale.words(example)));
    }
    if sheet.prefilled.iter().any(|prefilled| prefilled == path) {
        hints.push(
            locale
                .pick(
                    "Lấy từ phần Người nộp; sửa lại nếu chưa đúng.",
                    "Taken from the step “Who files”; change it if it is not right.",
                )
                .to_owned(),
        );
    }
    hints
}

/// What is only read by those who want to know.
pub(super) fn details(locale: Locale, question: &Question) -> Option<AnyView> {
    why_and_term(locale, question.why.as_ref(), question.term.as_ref())
}

fn why_and_term(locale: Locale, why: Option<&Text>, term: Option<&Text>) -> Option<AnyView> {
    if why.is_none() && term.is_none() {
        return None;
    }
    let fold = |heading: &'static str, text: &Text| {
        view! {
            <details class="question-help">
                <summary>{heading}</summary>
                <p>{locale.words(text).to_owned()}</p>
            </details>
        }
    };
    let why = why.map(|text| fold(locale.pick("Vì sao hỏi?", "Why is this asked?"), text));
    let term = term.map(|text| fold(locale.pick("Nghĩa là gì?", "What does it mean?"), text));
    Some(view! { {term} {why} }.into_any())
}
