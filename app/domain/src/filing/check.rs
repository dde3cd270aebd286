//! What is wrong with the answers. The same function decides in the browser and in the server.

use serde::{Deserialize, Serialize};

use super::answers::{ActingFor, Answers, Delivery};
use crate::dossier::Channel;
use crate::form::read::{
    Findings, Holder, breaks_line, is_blank, is_email, is_forbidden, is_phone, personal_id, tax_code,
};

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
/// `identity_form` (signs found), `identity_province`, `identity_not_born`; `phone_form`; `email_form`; `tax_code_form`, `tax_code_check`;
/// `address_for_post`.
#[must_use]
pub fn check(answers: &Answers) -> Vec<Problem> {
    check_by(answers, Channel::Online)
}

/// The same by the way the dossier comes in: only who files online has to be reachable by phone or e-mail, because who comes
/// to the counter gets everything on paper.
#[must_use]
pub fn check_by(answers: &Answers, channel: Channel) -> Vec<Problem> {
    let mut findings = Findings::default();
    for (field, value, limit) in texts(answers) {
        let length = value.chars().count();
        if length > limit {
            findings.add(field, "too_long", &[limit.to_string(), length.to_string()]);
        }
        let one_line = limit == MAX_LINE_CHARS;
        if value.chars().any(is_forbidden) || (one_line && value.trim().chars().any(breaks_line)) {
            findings.add(field, "control_character", &[]);
        }
    }
    let applicant = &answers.applicant;
    require(&mut findings, "applicant.name", &applicant.name);
    identity(&mut findings, "applicant.identity_number", &applicant.identity_number);
    if channel == Channel::Online && is_blank(&applicant.phone) && is_blank(&applicant.email) {
        findings.add("applicant.phone", "contact_required", &[]);
    }
    if !is_blank(&applicant.phone) && !is_phone(&applicant.phone) {
        findings.add("applicant.phone", "phone_form", &[]);
    }
    if !is_blank(&applicant.email) && !is_email(applicant.email.trim()) {
        findings.add("applicant.email", "email_form", &[]);
    }
    if answers.delivery == Delivery::Post && is_blank(&applicant.address) {
        findings.add("applicant.address", "address_for_post", &[]);
    }
    match answers.acting_for {
        ActingFor::Oneself => {}
        ActingFor::Another => {
            require(&mut findings, "subject.name", &answers.subject.name);
            identity(&mut findings, "subject.identity_number", &answers.subject.identity_number);
        }
        ActingFor::Organisation => {
            require(&mut findings, "organisation.name", &answers.organisation.name);
            let code = answers.organisation.tax_code.trim();
            if !is_blank(code) {
                tax_code("organisation.tax_code", code, &mut findings);
            }
        }
    }
    findings.problems
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

fn require(findings: &mut Findings, field: &str, value: &str) {
    if is_blank(value) {
        findings.add(field, "required", &[]);
    }
}

/// A passport (6 to 9 Latin letters and digits, a letter among them), else a personal identification number by the rule of
/// the electronic forms. The 9 digits of the old identity card are neither: such cards ended with 2024 (Luật Căn cước 2023
/// Đ46, unverified).
fn identity(findings: &mut Findings, field: &str, value: &str) {
    if is_blank(value) || is_passport(value) {
        return;
    }
    personal_id(field, value.trim(), &Holder::default(), findings);
}

fn is_passport(value: &str) -> bool {
    let plain: String = value.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
    (6..=9).contains(&plain.len())
        && plain.chars().all(|c| c.is_ascii_alphanumeric())
        && plain.chars().any(|c| c.is_ascii_alphabetic())
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
    fn who_comes_to_the_counter_needs_neither_phone_nor_e_mail() {
        let mut answers = good();
        answers.applicant.phone = String::new();
        assert_eq!(keys(&answers), [("applicant.phone".into(), "contact_required".into())]);
        for channel in [Channel::Counter, Channel::Post] {
            assert_eq!(check_by(&answers, channel), []);
        }
        answers.applicant.phone = "12".into();
        assert_eq!(check_by(&answers, Channel::Counter), [Problem::new("applicant.phone", "phone_form", &[])]);
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
    fn an_identity_number_begins_with_a_province_and_the_old_nine_digits_are_none() {
        let mut answers = good();
        answers.acting_for = ActingFor::Another;
        answers.subject.name = "Bùi Văn Khẹn".into();
        answers.applicant.identity_number = "003304001234".into();
        answers.subject.identity_number = "113456789".into();
        assert_eq!(
            check(&answers),
            [
                Problem::new("applicant.identity_number", "identity_province", &[]),
                Problem::new("subject.identity_number", "identity_form", &["9".into()]),
            ]
        );
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
        assert_eq!(keys(&answers), [("organisation.tax_code".into(), "tax_code_check".into())]);
        answers.organisation.tax_code = " 0100109106-001 ".into();
        assert_eq!(check(&answers), []);
    }

    #[test]
    fn a_result_by_post_needs_an_address() {
        let mut answers = good();
        answers.delivery = Delivery::Post;
        assert_eq!(keys(&answers), [("applicant.address".into(), "address_for_post".into())]);
    }

    #[test]
    fn a_name_is_one_line_and_a_request_may_have_several() {
        let mut answers = good();
        answers.applicant.name = "Bùi Thị\nMường".into();
        answers.request = "một\nhai".into();
        assert_eq!(keys(&answers), [("applicant.name".into(), "control_character".into())]);
        answers.applicant.name = "Bùi Thị Mường\n".into();
        assert_eq!(check(&answers), []);
    }

    #[test]
    fn how_to_reach_the_applicant_is_read_as_the_forms_read_it() {
        for (phone, email, wrong) in [
            ("0000000000", "", "applicant.phone"),
            ("0912345678", "<x>@b.vn", "applicant.email"),
            ("0912345678", "a..b@c.vn", "applicant.email"),
        ] {
            let mut answers = good();
            (answers.applicant.phone, answers.applicant.email) = (phone.into(), email.into());
            assert_eq!(keys(&answers).first().map(|(field, _)| field.as_str()), Some(wrong), "{phone} {email}");
        }
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
        fn a_number_is_good_here_exactly_when_the_forms_take_it(number in "[0-9 .x-]{9,14}|0(01|17|03)[0-9]{9}") {
            let mut answers = good();
            answers.applicant.identity_number.clone_from(&number);
            let here = check(&answers).is_empty();
            let taken = crate::form::read::check_personal_id(number.trim(), &Holder::default()).is_ok();
            prop_assert_eq!(here, taken || is_blank(&number) || is_passport(&number));
        }

        #[test]
        fn a_tax_code_is_good_here_exactly_when_the_forms_take_it(code in "[0-9]{10}(-?[0-9]{3})?") {
            let mut answers = good();
            answers.acting_for = ActingFor::Organisation;
            answers.organisation.name = "HTX".into();
            answers.organisation.tax_code.clone_from(&code);
            prop_assert_eq!(check(&answers).is_empty(), crate::form::read::check_tax_code(&code).is_ok());
        }
    }
}
