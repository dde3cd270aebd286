//! An answer that says something: what was found, what is done about it, and who answers for it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use time::Date;

use crate::filing::Problem;
use crate::fold::fold;

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// Longest part of an answer, in characters.
pub const MOST_ANSWER: usize = 4_000;

/// What an agency answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// What was looked into, and what was found.
    pub finding: String,
    /// What has been done, will be done, or why nothing can be done.
    pub action: String,
    /// Until when it will be done; none when it is done already.
    #[serde(default, with = "iso_date::option", skip_serializing_if = "Option::is_none")]
    pub done_by: Option<Date>,
    /// The office or person that answers for it, with name.
    pub office: String,
}

/// Courtesies that fill answers and answer nothing, folded.
const COURTESIES: [&str; 14] = [
    "cam on ong ba",
    "cam on ban",
    "cam on quy ong ba",
    "xin cam on",
    "tran trong",
    "kinh gui",
    "tiep thu y kien",
    "ghi nhan y kien",
    "se xem xet",
    "theo quy dinh",
    "rat mong thong cam",
    "thank you for your feedback",
    "we will consider",
    "noted",
];
/// Different words that are left when the courtesies are taken away.
const LEAST_FINDING: usize = 8;
const LEAST_ACTION: usize = 5;

/// Different words of a text without its courtesies.
fn substance(text: &str) -> BTreeSet<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut plain = format!(" {} ", words.collect::<Vec<_>>().join(" "));
    for courtesy in COURTESIES {
        plain = plain.replace(&format!(" {courtesy} "), " ");
    }
    plain.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What is wrong with an answer. `question` is what was reported: to say it again answers nothing. `today` is the day in Viet Nam.
#[must_use]
pub fn answer_problems(answer: &Answer, question: &str, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    let asked = substance(question);
    for (field, text, least) in [("finding", &answer.finding, LEAST_FINDING), ("action", &answer.action, LEAST_ACTION)]
    {
        let said = substance(text);
        if text.trim().is_empty() {
            problems.push(Problem::new(field, "required", &[]));
        } else if said.len() < least || said.difference(&asked).count() * 2 < least {
            problems.push(Problem::new(field, "answer_says_nothing", &[least.to_string()]));
        }
    }
    if answer.office.trim().is_empty() {
        problems.push(Problem::new("answered_by", "required", &[]));
    }
    if answer.done_by.is_some_and(|day| day < today) {
        problems.push(Problem::new("done_by", "answer_day_past", &[]));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const QUESTION: &str = "Chờ hai tiếng ở quầy một cửa mà không ai gọi số";

    fn keys(finding: &str, action: &str) -> Vec<(String, String)> {
        let answer = Answer {
            finding: finding.to_owned(),
            action: action.to_owned(),
            done_by: None,
            office: "Văn phòng UBND xã".to_owned(),
        };
        let problems = answer_problems(&answer, QUESTION, date!(2026 - 11 - 24));
        problems.into_iter().map(|problem| (problem.field, problem.key)).collect()
    }

    fn at(field: &str, key: &str) -> (String, String) {
        (field.to_owned(), key.to_owned())
    }

    const FOUND: &str = "Sáng 20/11 máy lấy số hỏng từ 8 giờ, hai trong bốn cán bộ trực đi họp mà không ai thay.";
    const DONE: &str = "Đã sửa máy và phân công người trực thay từ 21/11.";

    #[test]
    fn an_answer_with_findings_and_an_action_is_taken() {
        assert_eq!(keys(FOUND, DONE), []);
    }

    #[test]
    fn a_template_without_substance_is_refused() {
        let template = "Cảm ơn ông/bà. Chúng tôi tiếp thu ý kiến và sẽ xem xét theo quy định. Trân trọng!";
        assert_eq!(keys(template, DONE), [at("finding", "answer_says_nothing")]);
        assert_eq!(keys(FOUND, "Sẽ xem xét theo quy định."), [at("action", "answer_says_nothing")]);
        assert_eq!(keys(QUESTION, DONE), [at("finding", "answer_says_nothing")], "the question said again");
        assert_eq!(keys("tốt tốt tốt tốt tốt tốt tốt tốt tốt", DONE), [at("finding", "answer_says_nothing")]);
        assert_eq!(keys(" ", ""), [at("finding", "required"), at("action", "required")]);
    }

    #[test]
    fn somebody_answers_for_it_and_no_promise_lies_in_the_past() {
        let answer = Answer {
            finding: FOUND.to_owned(),
            action: DONE.to_owned(),
            done_by: Some(date!(2026 - 11 - 23)),
            office: " ".to_owned(),
        };
        let fields: Vec<String> = answer_problems(&answer, QUESTION, date!(2026 - 11 - 24))
            .into_iter()
            .map(|problem| problem.field)
            .collect();
        assert_eq!(fields, ["answered_by", "done_by"]);
    }
}
