//! What the applicant has said on their own step need not be typed again.

use domain::filing::Applicant;
use domain::form::{Page, Prefill, Question};
use serde_json::{Map, Value, json};

/// Answers that the applicant step offers to the questions of a page nobody has answered yet. An answer that was emptied
/// on purpose stays empty.
#[must_use]
pub fn prefilled(page: &Page, kept: &Map<String, Value>, applicant: &Applicant) -> Map<String, Value> {
    page.questions
        .iter()
        .filter(|question| !kept.contains_key(&question.id))
        .filter_map(|question| Some((question.id.clone(), offer(question, applicant)?)))
        .collect()
}

fn offer(question: &Question, applicant: &Applicant) -> Option<Value> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Value::String(text.trim().to_owned()));
    match question.prefill? {
        Prefill::Name => text(&applicant.name),
        Prefill::IdentityNumber => text(&applicant.identity_number),
        Prefill::Phone => text(&applicant.phone),
        Prefill::Email => text(&applicant.email),
        Prefill::Address => text(&applicant.address),
        Prefill::Applicant => {
            let number = applicant.identity_number.trim();
            let mut person = json!({ "name": text(&applicant.name)? });
            if let (false, Some(person)) = (number.is_empty(), person.as_object_mut()) {
                let is_card = number.chars().filter(char::is_ascii_digit).count() == 12;
                let kind = if is_card { "identity" } else { "passport" };
                person.insert("document_kind".to_owned(), json!(kind));
                person.insert("document_number".to_owned(), json!(number));
            }
            Some(person)
        }
    }
}
