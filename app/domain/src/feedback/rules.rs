//! The categories and time limits, as the province publishes them (`server/data/feedback.toml`).

use serde::{Deserialize, Serialize};
use time::Duration;

use crate::province::Bilingual;

/// What is published about feedback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedbackRules {
    /// Where the limits come from, and how sure that is.
    pub source: Bilingual,
    /// Working days until the agency says that it has it, or passes it on.
    pub acknowledge_within: u32,
    /// Calendar days after the answer until the person is asked whether it is really solved.
    pub follow_up_after_days: u16,
    /// In the order of the form.
    #[serde(rename = "category")]
    pub categories: Vec<Category>,
}

/// What a feedback is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Stored, and never renamed.
    pub id: String,
    pub name: Bilingual,
    pub hint: Bilingual,
    /// Working days until the answer, counted from the day after it came in.
    pub answer_within: u32,
}

/// The published rules cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct FeedbackRulesError(pub String);

impl FeedbackRules {
    /// No answer may take longer than this many working days (a procedure base of another province; unverified).
    const MOST_WORKING_DAYS: u32 = 15;

    /// Sees that the rules can be used.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), FeedbackRulesError> {
        let fault = |text: String| Err(FeedbackRulesError(text));
        if self.categories.is_empty() {
            return fault("there is no category".to_owned());
        }
        for (at, category) in self.categories.iter().enumerate() {
            if !(1..=Self::MOST_WORKING_DAYS).contains(&category.answer_within) {
                return fault(format!("{}: an answer within {} working days", category.id, category.answer_within));
            }
            if self.acknowledge_within == 0 || self.acknowledge_within > category.answer_within {
                return fault(format!("{}: is answered before it is acknowledged", category.id));
            }
            if self.categories.iter().take(at).any(|other| other.id == category.id) {
                return fault(format!("{} stands twice", category.id));
            }
        }
        Ok(())
    }

    #[must_use]
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// How long after the answer somebody is asked whether it is really solved.
    #[must_use]
    pub fn follow_up_after(&self) -> Duration {
        Duration::days(i64::from(self.follow_up_after_days))
    }
}
