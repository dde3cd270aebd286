//! One question.

use serde::{Deserialize, Serialize};

use super::answer::{Answer, TextChoice};
use super::text::Text;

/// Longest name of a question, page, fee or exit.
const MAX_ID: usize = 40;

/// A question with the rules for its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Name in answers and expressions; unique in the form.
    pub id: String,
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub label: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<Text>,
    /// Why it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Text>,
    /// The official term in plain words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Text>,
    /// Asked only when this holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    #[serde(default, skip_serializing_if = "Requirement::is_default")]
    pub required: Requirement,
    /// Name of this question in the earlier revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// What the applicant has already said and need not type again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<Prefill>,
    pub answer: Answer,
}

/// Whether a question must be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Requirement {
    Always(bool),
    /// Only when this expression holds.
    When(String),
}

impl Default for Requirement {
    fn default() -> Self {
        Self::Always(true)
    }
}

impl Requirement {
    fn is_default(&self) -> bool {
        *self == Self::Always(true)
    }
}

/// What of the applicant step is offered as the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Prefill {
    #[serde(rename = "applicant")]
    Applicant,
    #[serde(rename = "applicant.name")]
    Name,
    #[serde(rename = "applicant.identity_number")]
    IdentityNumber,
    #[serde(rename = "applicant.phone")]
    Phone,
    #[serde(rename = "applicant.email")]
    Email,
    #[serde(rename = "applicant.address")]
    Address,
}

/// Whether the text can name a question: a lower-case Latin letter, then letters, digits and underscores.
#[must_use]
pub fn is_question_id(id: &str) -> bool {
    id.len() <= MAX_ID
        && id.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

impl Question {
    pub(super) fn drop_texts(&mut self) {
        self.label = Text::default();
        (self.hint, self.example, self.why, self.term) = (None, None, None, None);
        (self.was, self.prefill) = (None, None);
        let drop = |choices: &mut Vec<TextChoice>| {
            for choice in choices {
                choice.label = Text::default();
                choice.hint = None;
            }
        };
        match &mut self.answer {
            Answer::OneOf { options } | Answer::SeveralOf { options, .. } => drop(options),
            Answer::Integer { unit, .. } => *unit = None,
            Answer::Group { row, question, .. } => {
                *row = None;
                question.iter_mut().for_each(Self::drop_texts);
            }
            _ => {}
        }
    }
}
