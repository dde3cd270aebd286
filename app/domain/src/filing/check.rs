//! What is wrong with the answers. The same function decides in the browser and in the server.

use serde::{Deserialize, Serialize};

use super::answers::{ActingFor, Answers, Delivery};

/// One thing to put right: a stable key with arguments (translated by the pages), and the field it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Dotted path into the answers, such as `applicant.phone`.
    pub field: String,
    /// Stable key, such as `required` or `phone_form`.
    pub key: String,
    /// Arguments of the sentence in the order the key documents.
    #[serde(default)]
    pub arguments: Vec<String>,
}

impl Problem {
    #[must_use]
    pub fn new(field: &str, key: &str, arguments: &[String]) -> Self {
        Self { field: field.to_owned(), key: key.to_owned(), arguments: arguments.to_vec() }
    }
}

const MAX_LINE_CHARS: usize = 200;
const MAX_TEXT_CHARS: usize = 4_000;

/// Everything that keeps these answers from being filed; empty when they are good.
///
/// Keys: `required`; `contact_required` (neither phone nor e-mail); `too_long` (limit, found); `control_character`;
/// `identity_form` (digits found); `phone_form`; `email_form`; `tax_code_form`; `address_for_post`.
#[must_use]
pub fn check(answers: &Answers) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (field, value, limit) in texts(answers) {
        let length = value.chars().count();
        if length > limit {
            problems.push(Problem::new(field, "too_long", &[limit.to_string(), length.to_string()]));
        }
        if value.chars().any(is_forbidden) {
            problems.push(Problem::new(field, "control_character", &[]));
        }
    }
    let applicant = &answers.applicant;
    require(&mut problems, "applicant.name", &applicant.name);
    identity(&mut problems, "applicant.identity_number", &applicant.identity_number);
    if is_blank(&applicant.phone) && is_blank(&applicant.email) {
        problems.push(Problem::new("applicant.phone", "contact_required", &[]));
    }
    if !is_blank(&applicant.phone) && !is_phone(&applicant.phone) {
        problems.push(Problem::new("applicant.phone", "phone_form", &[]));
    }
    if !is_blank(&applicant.email) && !is_email(applicant.email.trim()) {
        problems.push(Problem::new("applicant.email", "email_form", &[]));
    }
    if answers.delivery == Delivery::Post && is_blank(&applicant.address) {
        problems.push(Problem::new("applicant.address", "address_for_post", &[]));
    }
    match answers.acting_for {
        ActingFor::Oneself => {}
        ActingFor::Another => {
            require(&mut problems, "subject.name", &answers.subject.name);
            identity(&mut problems, "subject.identity_number", &answers.subject.identity_number);
        }
        ActingFor::Organisation => {
            require(&mut problems, "organisation.name", &answers.organisation.name);
            let tax_code = &answers.organisation.tax_code;
            if !is_blank(tax_code) && !is_tax_code(tax_code) {
                problems.push(Problem::new("organisation.tax_code", "tax_code_form", &[]));
            }
        }
    }
    problems
}

fn texts(answers: &Answers) -> [(&'static str, &str, usize); 12] {
    let Answers { applicant, subject, organisation, request, .. } = answers;
    [
        ("applicant.name", &applicant.name, MAX_LINE_CHARS),
        ("applicant.identity_number", &applicant.identity_number, MAX_LINE_CHARS),
        ("applicant.phone", &applicant.phone, MAX_LINE_CHARS),
        ("applicant.email", &applicant.email, MAX_LINE_CHARS),
        ("applicant.address", &applicant.address, MAX_TEXT_CHARS),
        ("subject.name", &subject.name, MAX_LINE_CHARS),
        ("subject.identity_number", &subject.identity_number, MAX_LINE_CHARS),
        ("subject.relation", &subject.relation, MAX_LINE_CHARS),
        ("organisation.name", &organisation.name, MAX_LINE_CHARS),
        ("organisation.tax_code", &organisation.tax_code, MAX_LINE_CHARS),
        ("request", request, MAX_TEXT_CHARS),
        ("delivery", answers.delivery.key(), MAX_LINE_CHARS),
    ]
}

/// Control characters (but line feed, carriage return and tab) and bidirectional overrides, which make text read as
/// something it is not.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}'))
}

fn require(problems: &mut Vec<Problem>, field: &str, value: &str) {
    if is_blank(value) {
        problems.push(Problem::new(field, "required", &[]));
    }
}

/// 12 digits, or a passport: 6 to 9 Latin letters and digits with at least one letter.
fn identity(problems: &mut Vec<Problem>, field: &str, value: &str) {
    if is_blank(value) {
        return;
    }
    let plain: String = value.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
    let digits = plain.chars().all(|c| c.is_ascii_digit());
    let good = if digits {
        plain.len() == 12
    } else {
        (6..=9).contains(&plain.len()) && plain.chars().all(|c| c.is_ascii_alphanumeric())
    };
    if !good {
        problems.push(Problem::new(field, "identity_form", &[plain.chars().count().to_string()]));
    }
}

/// Vietnamese numbers (0 and 9 or 10 more digits, or +84), and international ones with a plus.
fn is_phone(value: &str) -> bool {
    let plain: String = value.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
    match plain.strip_prefix('+') {
        Some(rest) => rest.chars().all(|c| c.is_ascii_digit()) && (8..=15).contains(&rest.len()),
        None => plain.starts_with('0') && plain.chars().all(|c| c.is_ascii_digit()) && (10..=11).contains(&plain.len()),
    }
}

/// Something before the at sign, a domain with a point behind it, no blanks. More is found out by writing to it.
#[must_use]
pub fn is_email(value: &str) -> bool {
    let Some((local, host)) = value.rsplit_once('@') else {
        return false;
    };
    let host_good = host.split('.').count() >= 2
        && host.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    !local.is_empty() && !local.contains('@') && !value.chars().any(char::is_whitespace) && host_good
}

/// 10 digits, or 13 (often written 10-3).
fn is_tax_code(value: &str) -> bool {
    let plain: String = value.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    plain.chars().all(|c| c.is_ascii_digit()) && matches!(plain.len(), 10 | 13)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filing::Applicant;
    use proptest::prelude::*;

    fn good() -> Answers {
        Answers {
            applicant: Applicant {
                name: "Bùi Thị Mường".into(), phone: "0912 345 678".into(), ..Applicant::default()
            },
            ..Answers::default()
        }
    }

    fn keys(answers: &Answers) -> Vec<(String, String)> {
        check(answers).into_iter().map(|p| (p.field, p.key)).collect()
    }

    #[test]
    fn a_name_and_one_way_to_reach_the_person_are_enough() {
        assert_eq!(check(&good()), []);
    }

    #[test]
    fn nothing_answered_names_each_missing_field_once() {
        assert_eq!(
            keys(&Answers::default()),
            [("applicant.name".into(), "required".into()), ("applicant.phone".into(), "contact_required".into())]
        );
    }

    #[test]
    fn a_name_of_invisible_characters_is_no_name() {
        let mut answers = good();
        answers.applicant.name = " \u{200B}\u{A0}\t".into();
        assert_eq!(keys(&answers), [("applicant.name".into(), "required".into())]);
    }

    #[test]
    fn identity_number_has_twelve_digits_and_the_message_counts_what_was_typed() {
        let mut answers = good();
        answers.applicant.identity_number = "01730400123".into();
        assert_eq!(check(&answers), [Problem::new("applicant.identity_number", "identity_form", &["11".into()])]);
        answers.applicant.identity_number = "017 304 001 234".into();
        assert_eq!(check(&answers), []);
        answers.applicant.identity_number = "C1234567".into();
        assert_eq!(check(&answers), [], "a passport number will do");
    }

    #[test]
    fn filing_for_another_or_for_an_organisation_asks_whose_matter_it_is() {
        let mut answers = good();
        answers.acting_for = ActingFor::Another;
        assert_eq!(keys(&answers), [("subject.name".into(), "required".into())]);
        answers.acting_for = ActingFor::Organisation;
        answers.organisation.name = "Hợp tác xã Cam Cao Phong".into();
        answers.organisation.tax_code = "540".into();
        assert_eq!(keys(&answers), [("organisation.tax_code".into(), "tax_code_form".into())]);
        answers.organisation.tax_code = "5400123456-001".into();
        assert_eq!(check(&answers), []);
    }

    #[test]
    fn a_result_by_post_needs_an_address() {
        let mut answers = good();
        answers.delivery = Delivery::Post;
        assert_eq!(keys(&answers), [("applicant.address".into(), "address_for_post".into())]);
    }

    #[test]
    fn text_that_reads_backwards_is_refused() {
        let mut answers = good();
        answers.request = "xin \u{202E}gnod".into();
        assert_eq!(keys(&answers), [("request".into(), "control_character".into())]);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_check_panic(name in ".*", id in ".*", phone in ".*", email in ".*") {
            let mut answers = good();
            answers.applicant.name = name;
            answers.applicant.identity_number = id;
            answers.applicant.phone = phone;
            answers.applicant.email = email;
            let _ = check(&answers);
        }

        #[test]
        fn twelve_digits_always_pass_and_eleven_never(number in "[0-9]{12}") {
            let mut answers = good();
            answers.applicant.identity_number = number.clone();
            prop_assert!(check(&answers).is_empty());
            answers.applicant.identity_number = number[1..].to_owned();
            prop_assert_eq!(check(&answers).len(), 1);
        }
    }
}
